//! AUTH.

use bytes::Bytes;
use mailscope_store::PopMode;
use mailscope_wire::Grammar;
use mailscope_wire::pop3::SaslResponse;

use super::{Answer, Pop3Server, State, login};
use crate::Turn;
use crate::sasl::{Exchange, Mechanism, Step};

pub(super) fn run(
    session: &mut Pop3Server,
    mechanism: &str,
    initial: Option<Bytes>,
    cx: &mut Turn<'_>,
) -> Answer {
    // Command: RFC 5034 §4, RFC 2449 §6.3: challenges and responses in BASE64 until it is shown who
    // the client is.
    let Some(mechanism) = Mechanism::named(mechanism) else {
        let names = Mechanism::ALL.map(Mechanism::name).join(", ");
        return Answer::err(format!("there are the mechanisms {names}"));
    };
    if mechanism.shows_password() && !session.policy.allows_password() {
        return login::tls_required();
    }
    session.mode = PopMode::Normal;
    let exchange = Exchange::new(mechanism);
    match initial {
        Some(response) => respond(session, exchange, &response, cx),
        // RFC 4422 §3: where the client begins and has not, it is asked to by an empty challenge.
        None => challenge(session, exchange, &[]),
    }
}

/// A line that came instead of a command; nothing if it was too long.
pub(super) fn line(session: &mut Pop3Server, line: Option<Bytes>, cx: &mut Turn<'_>) {
    let nobody = State::Authorization { user: None };
    let exchange = match core::mem::replace(&mut session.state, nobody) {
        State::Authenticating(exchange) => exchange,
        other => return session.state = other,
    };
    let Some(line) = line else { return session.refuse("AUTH: the response is too long", cx) };
    let response = SaslResponse::parse(&line);
    cx.read(Grammar::Pop3SaslResponse, line);
    match response {
        Ok(SaslResponse::Data(response)) => {
            let answer = respond(session, exchange, &response, cx);
            session.conclude(answer, cx);
        }
        Ok(SaslResponse::Cancel) => session.refuse("AUTH: cancelled", cx),
        Err(diagnostic) => session.refuse(&format!("AUTH: {}", diagnostic.sentence()), cx),
    }
}

fn respond(
    session: &mut Pop3Server,
    mut exchange: Exchange,
    response: &[u8],
    cx: &mut Turn<'_>,
) -> Answer {
    match exchange.respond(response, cx.host, cx.rng) {
        Step::Challenge(text) => challenge(session, exchange, &text),
        Step::Malformed(expected) => Answer::err(format!("AUTH: expected {expected}")),
        step => login::conclude(session, &step, cx),
    }
}

fn challenge(session: &mut Pop3Server, exchange: Exchange, text: &[u8]) -> Answer {
    session.state = State::Authenticating(exchange);
    Answer::challenge(text)
}
