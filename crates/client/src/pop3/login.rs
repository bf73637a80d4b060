//! Who the client is: UTF8, USER and PASS, or AUTH.

use bytes::Bytes;
use mailscope_wire::Grammar;
use mailscope_wire::pop3::{Code, Command, Response, Status};

use super::visit::Plan;
use super::{Asked, Pop3Client, State};
use crate::event::{ClientEvent, Context};
use crate::sasl::{Exchange, Mechanism, decode, encode};
use crate::{TlsPolicy, choice};

impl Pop3Client {
    /// The connection is as well protected as it will be: what comes before TRANSACTION.
    pub(super) fn introduce(&mut self, cx: &mut Context<'_>) {
        if !self.offers.utf8() {
            return self.log_in(cx);
        }
        // RFC 6856 §2.1: without it, mail with UTF-8 in its header is not handed out. STLS is not
        // possible after it.
        cx.choose(choice::UTF8_MODE);
        self.send(&Command::Utf8, Asked::Utf8, cx);
        if self.offers.pipelining() {
            self.without_waiting(cx);
            self.log_in(cx);
        }
    }

    /// The answer to UTF8. A server that refuses keeps such mail to itself; the rest can be had.
    pub(super) fn utf8_answered(&mut self, cx: &mut Context<'_>) {
        if self.asked.is_empty() {
            self.log_in(cx);
        }
    }

    /// USER where it is offered, for every server knows it; AUTH where the password must be kept
    /// secret otherwise.
    fn log_in(&mut self, cx: &mut Context<'_>) {
        if self.offers.may_say_user() {
            let user = Bytes::copy_from_slice(self.user.as_bytes());
            return self.send(&Command::User(user), Asked::User, cx);
        }
        let may_show = self.secure || self.tls == TlsPolicy::Never;
        let Some(mechanism) = Mechanism::choose(self.offers.sasl(), may_show) else {
            cx.choose(choice::PASSWORD_NOT_IN_CLEAR);
            return self.give_up(cx);
        };
        cx.choose(if mechanism.shows_password() {
            choice::PASSWORD_SENT
        } else {
            choice::PASSWORD_PROVED_NOT_SENT
        });
        // The response comes with the challenge that asks for it: an AUTH line must stay short
        // (RFC 2449 §4, RFC 5034 §4), and a name may be long.
        self.exchange = Some(Exchange::new(mechanism, &self.user, &self.password, cx.rng));
        let mechanism = mechanism.name().to_owned();
        self.send(&Command::Auth { mechanism, initial: None }, Asked::Auth, cx);
    }

    /// The answer to USER (RFC 1939 §7). PASS depends on it: who refuses the name needs no password.
    pub(super) fn named(&mut self, response: &Response, cx: &mut Context<'_>) {
        if response.status != Status::Ok {
            return self.not_let_in(response.code.as_deref(), cx);
        }
        let password = Bytes::copy_from_slice(self.password.as_bytes());
        self.send(&Command::Pass(password), Asked::Pass, cx);
    }

    /// A challenge, or the answer to AUTH (RFC 5034 §4).
    pub(super) fn auth_answered(&mut self, response: &Response, cx: &mut Context<'_>) {
        match response.status {
            Status::Continue => self.challenged(&response.text, cx),
            Status::Err => self.not_let_in(response.code.as_deref(), cx),
            Status::Ok if self.exchange.take().is_some_and(|exchange| exchange.is_complete()) => {
                self.let_in(cx);
            }
            // It says yes before it has shown that it knows the password: whoever it is, it is not
            // the server (RFC 5802 §9).
            Status::Ok => {
                cx.choose(choice::LOGIN_REFUSED);
                self.give_up(cx);
            }
        }
    }

    fn challenged(&mut self, challenge: &str, cx: &mut Context<'_>) {
        let answer = match (decode(challenge), &mut self.exchange) {
            (Some(challenge), Some(exchange)) => respond(exchange, &challenge),
            _ => None,
        };
        let asked = if answer.is_some() { Asked::Auth } else { Asked::AuthCancelled };
        let line = answer.map_or_else(|| "*\r\n".to_owned(), |it| format!("{}\r\n", encode(&it)));
        self.send_line(Grammar::Pop3SaslResponse, line.into_bytes(), asked, cx);
    }

    /// The answer to PASS and AUTH: the maildrop is this client's.
    pub(super) fn let_in(&mut self, cx: &mut Context<'_>) {
        self.state = State::Transaction(Plan::default());
        cx.tell(ClientEvent::LoggedIn);
        self.look(cx);
    }

    /// `-ERR` to USER, PASS or AUTH. Its code tells whether a person is needed (RFC 2449 §8.1.1,
    /// RFC 3206 §4).
    pub(super) fn not_let_in(&mut self, code: Option<&str>, cx: &mut Context<'_>) {
        match code.and_then(Code::named) {
            Some(Code::InUse) => {
                cx.choose(choice::MAILDROP_IN_USE);
                cx.tell(ClientEvent::MaildropBusy);
            }
            Some(Code::LoginDelay | Code::SysTemp) => cx.choose(choice::LOGIN_LATER),
            _ => {
                cx.choose(choice::LOGIN_REFUSED);
                return self.give_up(cx);
            }
        }
        self.send(&Command::Quit, Asked::Quit, cx);
    }
}

/// The first challenge is empty where the mechanism begins with the client (RFC 4422 §3).
fn respond(exchange: &mut Exchange, challenge: &[u8]) -> Option<Vec<u8>> {
    if challenge.is_empty()
        && let Some(initial) = exchange.initial()
    {
        return Some(initial);
    }
    exchange.answer(challenge).ok()
}
