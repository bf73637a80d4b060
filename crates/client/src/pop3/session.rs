//! From the greeting to the list of unique-ids, and the goodbye.

use bytes::Bytes;
use mailscope_wire::pop3::{Command, Response, ResponseShape, Status};
use mailscope_wire::{Grammar, LineTooLong};

use super::visit::Plan;
use super::{Asked, Pop3Client, RESPONSE_OCTETS_MAX, State};
use crate::choice;
use crate::event::{ClientEvent, Context, Patience};

impl Pop3Client {
    pub(super) fn received(&mut self, bytes: &[u8], cx: &mut Context<'_>) {
        self.patience = Patience(cx.now);
        self.framer.push(bytes);
        while !matches!(self.state, State::Connecting | State::Closed) {
            let shape = self.asked.shape();
            let frame = match self.next_response(shape) {
                Some(Ok(frame)) => frame,
                Some(Err(_)) => {
                    cx.choose(choice::RESPONSE_TOO_LONG);
                    return self.hang_up(cx);
                }
                None => return,
            };
            cx.read(Grammar::Pop3Response(shape), frame.clone());
            match Response::parse(&frame, shape) {
                Ok(response) => self.answered(response, cx),
                Err(_) => cx.choose(choice::RESPONSE_IGNORED),
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
        self.report(cx);
        self.patience = Patience(cx.now);
        cx.send(Grammar::Pop3Command, command.encode());
        self.asked = asked;
    }

    fn answered(&mut self, response: Response, cx: &mut Context<'_>) {
        let ok = response.status == Status::Ok;
        match core::mem::replace(&mut self.asked, Asked::Greeting) {
            Asked::Greeting if !ok => {
                cx.choose(choice::LOGIN_LATER);
                self.hang_up(cx);
            }
            // RFC 1939 §7: USER, then PASS.
            Asked::Greeting => {
                let user = Bytes::copy_from_slice(self.user.as_bytes());
                self.send(&Command::User(user), Asked::User, cx);
            }
            Asked::User if ok => {
                let password = Bytes::copy_from_slice(self.password.as_bytes());
                self.send(&Command::Pass(password), Asked::Pass, cx);
            }
            Asked::Pass if ok => {
                self.state = State::Transaction(Plan::default());
                cx.tell(ClientEvent::LoggedIn);
                self.send(&Command::Stat, Asked::Stat, cx);
            }
            Asked::User | Asked::Pass => self.not_let_in(response.code.as_deref(), cx),
            Asked::Stat if ok => self.send(&Command::Uidl(None), Asked::Uidl, cx),
            Asked::Stat => {
                cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
                self.quit(cx);
            }
            Asked::Uidl => self.listed(response.body.filter(|_| ok), cx),
            Asked::Retr(number, unique_id) => {
                self.retrieved(number, unique_id, response.body.filter(|_| ok), cx);
            }
            Asked::Dele(unique_id) => self.marked(unique_id, ok, cx),
            Asked::Quit => self.parted(ok, cx),
        }
    }

    /// `-ERR` to USER or PASS. Its code tells whether a person is needed (RFC 2449 §8.1.1, RFC 3206
    /// §4).
    fn not_let_in(&mut self, code: Option<&str>, cx: &mut Context<'_>) {
        let is = |name: &str| code.is_some_and(|code| code.eq_ignore_ascii_case(name));
        if is("IN-USE") {
            cx.choose(choice::MAILDROP_IN_USE);
        } else if is("LOGIN-DELAY") || is("SYS/TEMP") {
            cx.choose(choice::LOGIN_LATER);
        } else {
            cx.choose(choice::LOGIN_REFUSED);
            cx.tell(ClientEvent::LoginRefused);
        }
        self.send(&Command::Quit, Asked::Quit, cx);
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

impl Asked {
    /// RFC 1939 §3: which responses are multi-line is known from the command.
    fn shape(&self) -> ResponseShape {
        match self {
            Self::Uidl | Self::Retr(..) => ResponseShape::Multi,
            Self::Greeting | Self::User | Self::Pass | Self::Stat | Self::Dele(_) | Self::Quit => {
                ResponseShape::Single
            }
        }
    }
}
