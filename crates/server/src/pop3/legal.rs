//! Which command is legal in which state (RFC 1939 §3: "A client may only issue commands of the
//! state").

use mailscope_wire::StateName;

use crate::Legal;

/// `AUTHORIZATION` (RFC 1939 §4).
pub const AUTHORIZATION: StateName = StateName("AUTHORIZATION");
/// `TRANSACTION` (RFC 1939 §5).
pub const TRANSACTION: StateName = StateName("TRANSACTION");
/// `UPDATE` (RFC 1939 §6).
pub const UPDATE: StateName = StateName("UPDATE");

const fn row(verb: &'static str, states: &'static [StateName], rfc: &'static str) -> Legal {
    Legal { verb, states, rfc }
}

/// Which command is legal in which state.
pub const LEGAL: &[Legal] = &[
    row("USER", &[AUTHORIZATION], "RFC 1939 §7"),
    row("PASS", &[AUTHORIZATION], "RFC 1939 §7"),
    row("APOP", &[AUTHORIZATION], "RFC 1939 §7"),
    row("AUTH", &[AUTHORIZATION], "RFC 5034 §4"),
    row("STLS", &[AUTHORIZATION], "RFC 2595 §4"),
    row("UTF8", &[AUTHORIZATION], "RFC 6856 §2.1"),
    row("STAT", &[TRANSACTION], "RFC 1939 §5"),
    row("LIST", &[TRANSACTION], "RFC 1939 §5"),
    row("UIDL", &[TRANSACTION], "RFC 1939 §7"),
    row("RETR", &[TRANSACTION], "RFC 1939 §5"),
    row("TOP", &[TRANSACTION], "RFC 1939 §7"),
    row("DELE", &[TRANSACTION], "RFC 1939 §5"),
    row("NOOP", &[TRANSACTION], "RFC 1939 §5"),
    row("RSET", &[TRANSACTION], "RFC 1939 §5"),
    row("QUIT", &[AUTHORIZATION, TRANSACTION], "RFC 1939 §4, §6"),
    row("CAPA", &[AUTHORIZATION, TRANSACTION], "RFC 2449 §5"),
    row("LANG", &[AUTHORIZATION, TRANSACTION], "RFC 6856 §3"),
];

/// The row of that verb.
pub(super) fn find(verb: &str) -> Option<&'static Legal> {
    LEGAL.iter().find(|rule| rule.verb == verb)
}
