//! What is said and heard, in order, and the goodbye.

use bytes::Bytes;
use mailscope_wire::pop3::{Command, Response, ResponseShape, Status};
use mailscope_wire::{Grammar, LineTooLong};

use super::{Asked, Pop3Client, RESPONSE_OCTETS_MAX, State};
use crate::choice;
use crate::event::{ClientEvent, Context, Patience};

impl Pop3Client {
    pub(super) fn received(&mut self, bytes: &[u8], cx: &mut Context<'_>) {
        // Nothing that comes in clear counts once TLS is agreed upon (RFC 2595 §4), and nothing comes
        // before there is a connection.
        if matches!(self.state, State::Handshake | State::Connecting) {
            return;
        }
        self.patience = Patience(cx.now);
        self.framer.push(bytes);
        while !matches!(self.state, State::Connecting | State::Handshake | State::Closed) {
            let Some(shape) = self.asked.front().map(Asked::shape) else { return };
            let frame = match self.next_response(shape) {
                Some(Ok(frame)) => frame,
                Some(Err(_)) => {
                    cx.choose(choice::RESPONSE_TOO_LONG);
                    return self.hang_up(cx);
                }
                None => return,
            };
            cx.read(Grammar::Pop3Response(shape), frame.clone());
            match (Response::parse(&frame, shape), self.asked.pop_front()) {
                (Ok(response), Some(asked)) => self.answered(asked, response, cx),
                (Err(_), Some(asked)) => {
                    self.asked.push_front(asked);
                    cx.choose(choice::RESPONSE_IGNORED);
                }
                (_, None) => {}
            }
            self.report(cx);
        }
    }

    fn next_response(&mut self, shape: ResponseShape) -> Option<Result<Bytes, LineTooLong>> {
        let response = match shape {
            ResponseShape::Single | ResponseShape::Challenge => return self.framer.next_line(),
            ResponseShape::Multi => self.framer.next_dot_terminated(),
        };
        let too_long = response.is_none() && self.framer.pending() > RESPONSE_OCTETS_MAX;
        response.map(Ok).or(too_long.then_some(Err(LineTooLong)))
    }

    /// Sends a command; the client then waits for `asked`.
    pub(super) fn send(&mut self, command: &Command, asked: Asked, cx: &mut Context<'_>) {
        self.send_line(Grammar::Pop3Command, command.encode(), asked, cx);
    }

    pub(super) fn send_line(
        &mut self,
        grammar: Grammar,
        line: Vec<u8>,
        asked: Asked,
        cx: &mut Context<'_>,
    ) {
        self.report(cx);
        self.patience = Patience(cx.now);
        cx.send(grammar, line);
        self.asked.push_back(asked);
    }

    /// Tells, once a visit, that the next command is sent without waiting (RFC 2449 §6.6).
    pub(super) fn without_waiting(&mut self, cx: &mut Context<'_>) {
        if !core::mem::replace(&mut self.pipelined, true) {
            cx.choose(choice::PIPELINED);
        }
    }

    fn answered(&mut self, asked: Asked, response: Response, cx: &mut Context<'_>) {
        let ok = response.status == Status::Ok;
        match asked {
            Asked::Greeting => self.greeted(ok, cx),
            Asked::Capa => self.capabilities(response.body.as_deref().filter(|_| ok), cx),
            Asked::Stls => self.stls_answered(ok, cx),
            Asked::Utf8 => self.utf8_answered(cx),
            Asked::User => self.named(&response, cx),
            Asked::Pass if ok => self.let_in(cx),
            Asked::Pass => self.not_let_in(response.code.as_deref(), cx),
            Asked::Auth => self.auth_answered(&response, cx),
            // Whoever cannot prove that it is the server gets no second try.
            Asked::AuthCancelled => {
                cx.choose(choice::LOGIN_REFUSED);
                self.give_up(cx);
            }
            Asked::Stat => self.counted(ok.then_some(&*response.text), cx),
            Asked::List => self.sized(response.body.as_deref().filter(|_| ok), cx),
            Asked::Uidl => self.listed(response.body.filter(|_| ok), cx),
            Asked::Retr(number, unique_id) => {
                self.retrieved(number, unique_id, response.body.filter(|_| ok), cx);
            }
            Asked::Top(number, unique_id) => {
                self.topped(number, unique_id, response.body.filter(|_| ok), cx);
            }
            Asked::Dele(unique_id) => self.marked(unique_id, ok, cx),
            Asked::Quit => self.parted(ok, cx),
        }
    }

    /// `QUIT` (RFC 1939 §6): only it makes the server remove what is marked as deleted.
    pub(super) fn quit(&mut self, cx: &mut Context<'_>) {
        let marked = match &mut self.state {
            State::Transaction(plan) => core::mem::take(&mut plan.marked),
            _ => imbl::Vector::new(),
        };
        self.send(&Command::Quit, Asked::Quit, cx);
        self.state = State::Update(marked);
    }

    /// The answer to QUIT. "-ERR some deleted messages not removed" (RFC 1939 §6) does not say
    /// which.
    fn parted(&mut self, ok: bool, cx: &mut Context<'_>) {
        if let State::Update(marked) = &self.state {
            if ok {
                for unique_id in marked {
                    cx.host.unique_ids.doomed.remove(unique_id);
                }
            } else if !marked.is_empty() {
                cx.choose(choice::DELE_NOT_CONFIRMED);
            }
        }
        cx.tell(ClientEvent::Finished);
        self.hang_up(cx);
    }
}
