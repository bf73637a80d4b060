//! AUTHENTICATE.

use bytes::Bytes;
use mailscope_base::limits::SASL_RESPONSE_OCTETS_MAX;
use mailscope_wire::Grammar;
use mailscope_wire::imap::{Response, SaslResponse, Tag};

use super::{
    ImapServer, State, dispatch, login, send,
    status::{bad, no_code},
};
use crate::ServerCx;
use crate::sasl::{Exchange, Mechanism, Step};

const VERB: &str = "AUTHENTICATE";

pub(super) fn run(
    session: &mut ImapServer,
    tag: Tag,
    mechanism: &str,
    initial: Option<Bytes>,
    cx: &mut ServerCx<'_>,
) {
    // Command: RFC 9051 §6.2.2, RFC 3501 §6.2.2, RFC 4959 §3: challenges and responses in BASE64 until
    // it is shown who the client is.
    let Some(mechanism) = Mechanism::named(mechanism) else {
        let names = Mechanism::ALL.map(Mechanism::name).join(", ");
        let status = no_code("CANNOT", &format!("there are the mechanisms {names}"));
        return dispatch::complete(session, tag, VERB, status, cx);
    };
    if mechanism.shows_password() && !session.policy.allows_password() {
        return dispatch::complete(session, tag, VERB, login::privacy_required(), cx);
    }
    session.state = State::Authenticating { tag, exchange: Exchange::new(mechanism) };
    match initial {
        Some(response) => respond(session, &response, cx),
        // RFC 4422 §3: where the client begins and has not, it is asked to by an empty challenge.
        None => challenge(&[], cx),
    }
}

/// A line that came instead of a command; nothing if it was too long.
pub(super) fn line(session: &mut ImapServer, line: Option<Bytes>, cx: &mut ServerCx<'_>) {
    let line = match line {
        Some(line) if line.len() <= SASL_RESPONSE_OCTETS_MAX => line,
        long => {
            if let Some(line) = long {
                cx.read(Grammar::Opaque, line);
            }
            return give_up(session, "the response is too long", cx);
        }
    };
    let response = SaslResponse::parse(&line);
    cx.read(Grammar::ImapSaslResponse, line);
    match response {
        Ok(SaslResponse::Data(response)) => respond(session, &response, cx),
        Ok(SaslResponse::Cancel) => give_up(session, "cancelled", cx),
        Err(diagnostic) => give_up(session, &diagnostic.sentence(), cx),
    }
}

fn respond(session: &mut ImapServer, response: &[u8], cx: &mut ServerCx<'_>) {
    let State::Authenticating { exchange, .. } = &mut session.state else { return };
    let step = exchange.respond(response, cx.host, cx.rng);
    let account = match step {
        Step::Challenge(text) => return challenge(&text, cx),
        Step::Malformed(expected) => return give_up(session, &format!("expected {expected}"), cx),
        Step::Admitted(account) => Ok(account),
        Step::Denied => Err(None),
        Step::Unauthorized => {
            Err(Some(no_code("AUTHORIZATIONFAILED", "nobody here may act as somebody else")))
        }
    };
    let Some(tag) = leave(session) else { return };
    let status = match account {
        Ok(account) => login::admit(session, account, VERB, cx),
        Err(why) => {
            let status = login::turn_away(session);
            why.unwrap_or(status)
        }
    };
    dispatch::complete(session, tag, VERB, status, cx);
}

fn challenge(text: &[u8], cx: &mut ServerCx<'_>) {
    send(&Response::Continue { text: crate::sasl::encode(text) }, None, cx);
}

/// `BAD`: cancelled, or not a response (RFC 9051 §6.2.2).
fn give_up(session: &mut ImapServer, why: &str, cx: &mut ServerCx<'_>) {
    if let Some(tag) = leave(session) {
        session.refuse((Some(tag), bad(&format!("{VERB}: {why}"))), cx);
    }
}

/// Ends the exchange; its command is still to be answered.
fn leave(session: &mut ImapServer) -> Option<Tag> {
    match core::mem::replace(&mut session.state, State::NotAuthenticated) {
        State::Authenticating { tag, .. } => Some(tag),
        other => {
            session.state = other;
            None
        }
    }
}
