//! STLS.

use mailscope_wire::{Choice, Grammar};

use super::{Answer, Pop3Server};
use crate::{Tls, Turn};

/// Octets that came after STLS and before the handshake were thrown away.
pub const DISCARDED: Choice = Choice("octets-before-tls-discarded");

pub(super) fn run(session: &mut Pop3Server) -> Answer {
    // Command: RFC 2595 §4.
    match session.policy.tls {
        // RFC 6856 §2.1: a client must not, and a server may refuse.
        Tls::Offered if session.utf8 => Answer::err("STLS comes before UTF8, not after it"),
        Tls::Offered => {
            session.policy.tls = Tls::Negotiating;
            Answer::ok("begin TLS negotiation now")
        }
        Tls::Unavailable => Answer::err("this server has no TLS"),
        Tls::Negotiating | Tls::Established => Answer::err("TLS is established already"),
    }
}

/// The +OK is said: everything from here on is the handshake. What came in clear behind the command
/// could be from anybody on the way and must not count as said within TLS, so it is thrown away
/// (CERT VU#555316); a client must not have sent it (RFC 2595 §4).
pub(super) fn begin(session: &mut Pop3Server, cx: &mut Turn<'_>) {
    let injected = session.framer.discard();
    if !injected.is_empty() {
        cx.read(Grammar::Opaque, injected);
        cx.choose(DISCARDED);
    }
    cx.start_tls();
}

/// The handshake is done. RFC 2595 §4: still in AUTHORIZATION. A name that came in clear could be
/// from anybody, too.
pub(super) fn established(session: &mut Pop3Server) {
    if session.policy.tls == Tls::Negotiating {
        session.policy.tls = Tls::Established;
        session.state = super::State::Authorization { user: None };
    }
}
