//! STARTTLS.

use mailscope_wire::smtp::Reply;
use mailscope_wire::{Choice, Grammar};

use super::{SmtpServer, answer};
use crate::{Tls, Turn};

/// Octets that came after STARTTLS and before the handshake were thrown away.
pub const DISCARDED: Choice = Choice("octets-before-tls-discarded");

pub(super) fn run(session: &SmtpServer) -> Reply {
    // Command: RFC 3207 §4.
    match session.policy.tls {
        Tls::Offered => answer(220, (0, 0), "begin TLS negotiation now"),
        Tls::Unavailable => answer(502, (5, 1), "this server has no TLS"),
        Tls::Negotiating | Tls::Established => answer(503, (5, 1), "TLS is established already"),
    }
}

/// The 220 is said: everything from here on is the handshake. What came in clear behind the command
/// could be from anybody on the way and must not count as said within TLS (RFC 3207 §6, CERT
/// VU#555316).
pub(super) fn begin(session: &mut SmtpServer, cx: &mut Turn<'_>) {
    let injected = session.framer.take_rest();
    if !injected.is_empty() {
        cx.read(Grammar::Opaque, injected);
        cx.choose(DISCARDED);
    }
    session.policy.tls = Tls::Negotiating;
    cx.start_tls();
}

/// The handshake is done. RFC 3207 §4.2: as after the greeting, and nothing that the client has said
/// before counts.
pub(super) fn established(session: &mut SmtpServer, cx: &mut Turn<'_>) {
    if session.policy.tls == Tls::Negotiating {
        session.policy.tls = Tls::Established;
        session.forget_client(cx);
    }
}
