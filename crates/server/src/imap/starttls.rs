//! STARTTLS.

use mailscope_wire::imap::Status;
use mailscope_wire::{Choice, Grammar};

use super::{
    Assembler, ImapServer,
    status::{bad, no_code, ok},
};
use crate::{ServerCx, Tls};

/// Octets that came after STARTTLS and before the handshake were thrown away.
pub const DISCARDED: Choice = Choice("octets-before-tls-discarded");

pub(super) fn run(session: &ImapServer) -> Status {
    // Command: RFC 9051 §6.2.1.
    match session.policy.tls {
        Tls::Offered => ok("begin TLS negotiation now"),
        Tls::Unavailable => no_code("CANNOT", "this server has no TLS"),
        Tls::Negotiating | Tls::Established => bad("STARTTLS: TLS is established already"),
    }
}

/// The OK is said: everything from here on is the handshake. What came in clear behind the command
/// could be from anybody on the way and must not count as said within TLS, so it is thrown away
/// (RFC 9051 §6.2.1, second choice; CERT VU#555316).
pub(super) fn begin(session: &mut ImapServer, cx: &mut ServerCx<'_>) {
    let injected = core::mem::replace(&mut session.assembler, Assembler::new()).into_rest();
    if !injected.is_empty() {
        cx.read(Grammar::Opaque, injected);
        cx.choose(DISCARDED);
    }
    session.policy.tls = Tls::Negotiating;
    cx.start_tls();
}

/// The handshake is done. RFC 9051 §6.2.1: still not authenticated; the client asks for the
/// capabilities anew, and STARTTLS is none of them.
pub(super) fn established(session: &mut ImapServer) {
    if session.policy.tls == Tls::Negotiating {
        session.policy.tls = Tls::Established;
    }
}
