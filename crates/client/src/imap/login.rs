//! From the greeting to the login.

use bytes::Bytes;
use mailscope_wire::imap::{Code, CommandBody, StatusKind};

use super::ImapClient;
use super::state::{Capabilities, State, Step};
use crate::event::{ClientEvent, Context};
use crate::{TlsPolicy, choice};

impl ImapClient {
    /// The server has greeted (RFC 9051 §7.1). BYE is handled with every other BYE.
    pub(super) fn greeted(&mut self, kind: StatusKind, cx: &mut Context<'_>) {
        self.state = match kind {
            StatusKind::Ok => State::NotAuthenticated,
            // STARTTLS cannot be sent any more: "Clients that require mandatory TLS MUST close the
            // connection after receiving the PREAUTH response on a non-protected port" (RFC 9051
            // §7.1.4).
            StatusKind::Preauth if self.login.tls == TlsPolicy::Required && !self.secure => {
                cx.choose(choice::STARTTLS_NOT_OFFERED_SO_GAVE_UP);
                cx.tell(ClientEvent::LoginRefused);
                return self.hang_up(cx);
            }
            StatusKind::Preauth => {
                cx.tell(ClientEvent::LoggedIn);
                State::Authenticated
            }
            // No greeting at all (RFC 9051 §9, `greeting`).
            StatusKind::No | StatusKind::Bad | StatusKind::Bye => {
                return cx.choose(choice::RESPONSE_IGNORED);
            }
        };
        self.advance(cx);
    }

    /// `LOGIN` (RFC 9051 §6.2.3).
    pub(super) fn log_in(&mut self, cx: &mut Context<'_>) {
        if self.must_leave {
            return self.log_out(cx);
        }
        if self.capabilities.login_disabled {
            return self.authenticate(cx);
        }
        // What is told before the login need not hold after it (RFC 9051 §6.1.1).
        self.capabilities = Capabilities::default();
        let user = Bytes::copy_from_slice(self.login.user.as_bytes());
        let password = Bytes::copy_from_slice(self.login.password.as_bytes());
        self.send(CommandBody::Login { user, password }, Step::Login, cx);
    }

    pub(super) fn logged_in(&mut self, ok: bool, code: Option<&Code>, cx: &mut Context<'_>) {
        if ok {
            self.state = State::Authenticated;
            return cx.tell(ClientEvent::LoggedIn);
        }
        self.must_leave = true;
        // "Temporary failure because a subsystem is down" (RFC 5530 §3).
        let later = |name: &str| {
            ["UNAVAILABLE", "INUSE", "SERVERBUG"].iter().any(|c| name.eq_ignore_ascii_case(c))
        };
        if matches!(code, Some(Code::Atom(name)) if later(name)) {
            cx.choose(choice::LOGIN_LATER);
        } else {
            cx.choose(choice::LOGIN_REFUSED);
            cx.tell(ClientEvent::LoginRefused);
        }
    }
}
