//! AUTHENTICATE (RFC 9051 §6.2.2), where LOGIN is forbidden.

use bytes::Bytes;
use mailscope_wire::Grammar;
use mailscope_wire::imap::{Code, CommandBody};

use super::ImapClient;
use super::pipeline::InFlight;
use super::state::{Capabilities, Step};
use crate::event::{ClientEvent, Context, Patience};
use crate::sasl::{Exchange, Mechanism, decode, encode};
use crate::{TlsPolicy, choice};

impl ImapClient {
    /// No LOGIN may be sent (RFC 9051 §6.2.3): the client shows who it is by SASL, or not at all.
    pub(super) fn authenticate(&mut self, cx: &mut Context<'_>) {
        let Capabilities { scram, plain, sasl_ir, .. } = self.capabilities;
        let offered = [(scram, Mechanism::ScramSha256), (plain, Mechanism::Plain)];
        let offered: Vec<&str> =
            offered.iter().filter(|(has, _)| *has).map(|(_, mechanism)| mechanism.name()).collect();
        let may_show = self.secure || self.login.tls == TlsPolicy::Never;
        let Some(mechanism) = Mechanism::choose(&offered, may_show) else {
            cx.choose(choice::LOGIN_DISABLED);
            cx.tell(ClientEvent::LoginRefused);
            return self.log_out(cx);
        };
        cx.choose(if mechanism.shows_password() {
            choice::PASSWORD_SENT
        } else {
            choice::PASSWORD_PROVED_NOT_SENT
        });
        // What is told before the login need not hold after it (RFC 9051 §6.1.1).
        self.capabilities = Capabilities::default();
        let (user, password) = (self.login.user.as_str(), self.login.password.as_str());
        let mut exchange = Exchange::new(mechanism, user, password, cx.rng);
        // RFC 4959 §3: only who offers SASL-IR takes the first response with the command.
        let initial = if sasl_ir { exchange.initial().map(Bytes::from) } else { None };
        let mechanism = mechanism.name().to_owned();
        let command = CommandBody::Authenticate { mechanism, initial };
        self.send(command, Step::Authenticate(Box::new(exchange)), cx);
    }

    /// `+` with a challenge: the answer is a line of BASE64, or `*` to give up (RFC 9051 §6.2.2).
    /// Tells whether the server waits for one.
    pub(super) fn challenged(&mut self, text: &str, cx: &mut Context<'_>) -> bool {
        let last = self.in_flight.last_mut();
        let Some(InFlight { step: Step::Authenticate(exchange), .. }) = last else { return false };
        let answer = decode(text).map(|challenge| exchange.answer(&challenge));
        let line = match answer {
            Some(Ok(answer)) => format!("{}\r\n", encode(&answer)),
            Some(Err(_)) | None => "*\r\n".to_owned(),
        };
        self.patience = Patience(cx.now);
        cx.send(Grammar::ImapSaslResponse, line);
        true
    }

    /// The end of AUTHENTICATE. A yes before the server has shown that it knows the password is none:
    /// whoever it is, it is not the server (RFC 5802 §9).
    pub(super) fn authenticated(
        &mut self,
        exchange: &Exchange,
        ok: bool,
        code: Option<&Code>,
        cx: &mut Context<'_>,
    ) {
        if !ok || exchange.is_complete() {
            return self.logged_in(ok, code, cx);
        }
        cx.choose(choice::LOGIN_REFUSED);
        cx.tell(ClientEvent::LoginRefused);
        self.hang_up(cx);
    }
}
