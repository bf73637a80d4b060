//! APOP.

use super::{Answer, Pop3Server, access, login};
use crate::Turn;

pub(super) fn run(
    session: &mut Pop3Server,
    name: &[u8],
    digest: [u8; 16],
    cx: &mut Turn<'_>,
) -> Answer {
    // Command: RFC 1939 §7: the digest over the greeting's timestamp shows the password without
    // sending it, so it is accepted in clear, too.
    let Some(timestamp) = &session.timestamp else {
        return Answer::err("the greeting has no timestamp: there is no APOP here");
    };
    let (name, mode) = access::user(name, cx.host);
    let step = crate::sasl::digest(timestamp, name, digest, cx.host);
    session.mode = mode;
    login::conclude(session, &step, cx)
}

/// A new timestamp: `process-ID.clock@hostname` in angle brackets, another one for each greeting
/// (RFC 1939 §7). What a process id is for, being hard to guess, chance does better.
pub(super) fn timestamp(cx: &mut Turn<'_>) -> String {
    let (chance, clock) = (cx.rng.below(u64::MAX), cx.clock.at(cx.now).unix_secs);
    format!("<{chance:016x}.{clock}@{}>", cx.host.host_name())
}
