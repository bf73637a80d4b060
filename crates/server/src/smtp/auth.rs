//! AUTH.

use bytes::Bytes;
use mailscope_base::AccountId;
use mailscope_base::limits::{LOGIN_FAILURES_MAX, SASL_RESPONSE_OCTETS_MAX};
use mailscope_wire::Grammar;
use mailscope_wire::smtp::{Reply, SaslResponse};

use super::{
    Role, SmtpServer, State, answer, dispatch,
    legal::{AUTHENTICATION, INITIAL},
    send,
};
use crate::sasl::{Exchange, Mechanism, Step};
use crate::{ServerEvent, Turn};

/// What there is, the ones to be preferred first.
const MECHANISMS: [Mechanism; 4] =
    [Mechanism::ScramSha256, Mechanism::ScramSha1, Mechanism::Plain, Mechanism::Login];

/// The mechanisms that can be used at this moment: none that shows the password to whoever listens,
/// where this server does not want that.
pub(super) fn offered(session: &SmtpServer) -> impl Iterator<Item = Mechanism> {
    let passwords = session.policy.allows_password();
    MECHANISMS.into_iter().filter(move |mechanism| passwords || !mechanism.shows_password())
}

/// Nothing where it is answered later.
pub(super) fn run(
    session: &mut SmtpServer,
    mechanism: &str,
    initial: Option<Bytes>,
    cx: &mut Turn<'_>,
) -> Option<Reply> {
    // Command: RFC 4954 §4.
    if session.role == Role::Relay {
        return Some(answer(502, (5, 1), "AUTH is for submission; servers hand mail over without"));
    }
    if !session.is_extended() {
        return Some(answer(503, (5, 1), "AUTH is for those who say EHLO"));
    }
    if session.account.is_some() {
        // RFC 4954 §4: only once.
        return Some(answer(503, (5, 1), "you are authenticated already"));
    }
    let is_meant = |known: &Mechanism| known.name().eq_ignore_ascii_case(mechanism);
    let Some(mechanism) = MECHANISMS.into_iter().find(is_meant) else {
        let names: Vec<_> = offered(session).map(Mechanism::name).collect();
        let text = format!("there are the mechanisms {}", names.join(", "));
        return Some(answer(504, (5, 4), text));
    };
    if mechanism.shows_password() && !session.policy.allows_password() {
        // RFC 4954 §6.
        return Some(answer(
            538,
            (7, 11),
            "a password is accepted within TLS only: STARTTLS first",
        ));
    }
    let exchange = Exchange::new(mechanism);
    let first = exchange.first_challenge();
    session.state = State::Authenticating(exchange);
    cx.enter(AUTHENTICATION);
    if let Some(response) = initial {
        return respond(session, &response, cx);
    }
    challenge(first, cx);
    None
}

/// A line that came instead of a command; nothing if it was too long.
pub(super) fn line(session: &mut SmtpServer, line: Option<Bytes>, cx: &mut Turn<'_>) {
    let reply = match line {
        Some(line) if line.len() <= SASL_RESPONSE_OCTETS_MAX => {
            let response = SaslResponse::parse(&line);
            cx.read(Grammar::SmtpSaslResponse, line);
            match response {
                Ok(SaslResponse::Data(response)) => respond(session, &response, cx),
                // RFC 4954 §4: 501.
                Ok(SaslResponse::Cancel) => Some(answer(501, (7, 0), "cancelled")),
                Err(diagnostic) => Some(answer(501, (5, 2), diagnostic.sentence())),
            }
        }
        long => {
            if let Some(line) = long {
                cx.read(Grammar::Opaque, line);
            }
            // RFC 4954 §6.
            Some(answer(500, (5, 6), "the response is too long"))
        }
    };
    if let Some(reply) = reply {
        leave(session, cx);
        dispatch::complete(session, "AUTH", &reply, cx);
    }
}

/// Nothing if the exchange goes on.
fn respond(session: &mut SmtpServer, response: &[u8], cx: &mut Turn<'_>) -> Option<Reply> {
    let State::Authenticating(exchange) = &mut session.state else { return None };
    let reply = match exchange.respond(response, cx.host, cx.rng) {
        Step::Challenge(text) => {
            challenge(&text, cx);
            return None;
        }
        Step::Admitted(account) => admit(session, account, cx),
        Step::Denied => turn_away(session, "user name or password is wrong"),
        Step::Unauthorized => turn_away(session, "nobody here may act as somebody else"),
        Step::Malformed(expected) => answer(501, (5, 2), format!("expected {expected}")),
    };
    leave(session, cx);
    Some(reply)
}

fn leave(session: &mut SmtpServer, cx: &mut Turn<'_>) {
    if matches!(session.state, State::Authenticating(_)) {
        session.state = State::Initial;
        cx.enter(INITIAL);
    }
}

fn challenge(text: &[u8], cx: &mut Turn<'_>) {
    send(&Reply::new(334, None, crate::sasl::encode(text)), None, cx);
}

/// Somebody has shown who they are.
fn admit(session: &mut SmtpServer, account: AccountId, cx: &mut Turn<'_>) -> Reply {
    session.login_failures = 0;
    session.account = Some(account);
    cx.tell(ServerEvent::LoggedIn(account));
    answer(235, (7, 0), "authentication succeeded")
}

/// Somebody has not. RFC 4954 §6: the reply does not tell whether the name or the password was wrong.
fn turn_away(session: &mut SmtpServer, why: &str) -> Reply {
    session.login_failures += 1;
    answer(535, (7, 8), why)
}

/// Whether this connection has guessed often enough.
pub(super) const fn is_guessing(session: &SmtpServer) -> bool {
    session.login_failures >= LOGIN_FAILURES_MAX
}

/// RFC 4954 §6: for what strangers may not ask.
pub(super) fn required(session: &SmtpServer) -> Reply {
    let text = if session.policy.allows_password() {
        "authentication required: AUTH first"
    } else {
        "authentication required: STARTTLS first, then AUTH"
    };
    answer(530, (7, 0), text)
}
