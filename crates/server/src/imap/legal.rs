//! Which command is legal in which state: one table, for the sessions and for learners.

use mailscope_wire::StateName;

use crate::Legal;

/// `Not Authenticated` (RFC 9051 §3.1).
pub const NOT_AUTHENTICATED: StateName = StateName("Not Authenticated");
/// `Authenticated` (RFC 9051 §3.2).
pub const AUTHENTICATED: StateName = StateName("Authenticated");
/// `Selected` (RFC 9051 §3.3).
pub const SELECTED: StateName = StateName("Selected");
/// IDLE is in progress (RFC 9051 §6.3.13).
pub const IDLING: StateName = StateName("Idling");
/// `Logout` (RFC 9051 §3.4).
pub const LOGOUT: StateName = StateName("Logout");

const ANY: &[StateName] = &[NOT_AUTHENTICATED, AUTHENTICATED, SELECTED];
const LOGGED_IN: &[StateName] = &[AUTHENTICATED, SELECTED];
const MAILBOX: &[StateName] = &[SELECTED];

/// Which command is legal in which state.
pub const LEGAL: &[Legal] = &[
    Legal { verb: "CAPABILITY", states: ANY, rfc: "RFC 9051 §6.1.1" },
    Legal { verb: "NOOP", states: ANY, rfc: "RFC 9051 §6.1.2" },
    Legal { verb: "LOGOUT", states: ANY, rfc: "RFC 9051 §6.1.3" },
    Legal { verb: "LOGIN", states: &[NOT_AUTHENTICATED], rfc: "RFC 9051 §6.2.3" },
    Legal { verb: "SELECT", states: LOGGED_IN, rfc: "RFC 9051 §6.3.2" },
    Legal { verb: "EXAMINE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.3" },
    Legal { verb: "CREATE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.4" },
    Legal { verb: "LIST", states: LOGGED_IN, rfc: "RFC 9051 §6.3.9" },
    Legal { verb: "IDLE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.13" },
    Legal { verb: "CLOSE", states: MAILBOX, rfc: "RFC 9051 §6.4.1" },
    Legal { verb: "UNSELECT", states: MAILBOX, rfc: "RFC 9051 §6.4.2" },
    Legal { verb: "EXPUNGE", states: MAILBOX, rfc: "RFC 9051 §6.4.3" },
    Legal { verb: "FETCH", states: MAILBOX, rfc: "RFC 9051 §6.4.5" },
    Legal { verb: "STORE", states: MAILBOX, rfc: "RFC 9051 §6.4.6" },
    Legal { verb: "COPY", states: MAILBOX, rfc: "RFC 9051 §6.4.7" },
    Legal { verb: "MOVE", states: MAILBOX, rfc: "RFC 9051 §6.4.8" },
    Legal { verb: "UID FETCH", states: MAILBOX, rfc: "RFC 9051 §6.4.9" },
    Legal { verb: "UID STORE", states: MAILBOX, rfc: "RFC 9051 §6.4.9" },
    Legal { verb: "UID COPY", states: MAILBOX, rfc: "RFC 9051 §6.4.9" },
    Legal { verb: "UID MOVE", states: MAILBOX, rfc: "RFC 9051 §6.4.9" },
    Legal { verb: "UID EXPUNGE", states: MAILBOX, rfc: "RFC 9051 §6.4.9" },
    Legal { verb: "ID", states: ANY, rfc: "RFC 2971 §3.1" },
    Legal { verb: "STARTTLS", states: &[NOT_AUTHENTICATED], rfc: "RFC 9051 §6.2.1" },
    Legal { verb: "AUTHENTICATE", states: &[NOT_AUTHENTICATED], rfc: "RFC 9051 §6.2.2" },
    Legal { verb: "ENABLE", states: &[AUTHENTICATED], rfc: "RFC 9051 §6.3.1" },
    Legal { verb: "DELETE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.5" },
    Legal { verb: "RENAME", states: LOGGED_IN, rfc: "RFC 9051 §6.3.6" },
    Legal { verb: "SUBSCRIBE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.7" },
    Legal { verb: "UNSUBSCRIBE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.8" },
    Legal { verb: "NAMESPACE", states: LOGGED_IN, rfc: "RFC 9051 §6.3.10" },
    Legal { verb: "STATUS", states: LOGGED_IN, rfc: "RFC 9051 §6.3.11" },
    Legal { verb: "APPEND", states: LOGGED_IN, rfc: "RFC 9051 §6.3.12" },
    Legal { verb: "LSUB", states: LOGGED_IN, rfc: "RFC 3501 §6.3.9" },
    Legal { verb: "CHECK", states: MAILBOX, rfc: "RFC 3501 §6.4.1" },
    Legal { verb: "SEARCH", states: MAILBOX, rfc: "RFC 9051 §6.4.4" },
    Legal { verb: "UID SEARCH", states: MAILBOX, rfc: "RFC 9051 §6.4.9" },
    Legal { verb: "UNAUTHENTICATE", states: LOGGED_IN, rfc: "RFC 8437 §2" },
    Legal { verb: "GETQUOTA", states: LOGGED_IN, rfc: "RFC 9208 §4.1.1" },
    Legal { verb: "GETQUOTAROOT", states: LOGGED_IN, rfc: "RFC 9208 §4.1.2" },
    Legal { verb: "SETQUOTA", states: LOGGED_IN, rfc: "RFC 9208 §4.1.3" },
    Legal { verb: "NOTIFY", states: LOGGED_IN, rfc: "RFC 5465 §3" },
    Legal { verb: "SORT", states: MAILBOX, rfc: "RFC 5256 §3" },
    Legal { verb: "THREAD", states: MAILBOX, rfc: "RFC 5256 §3" },
    Legal { verb: "UID SORT", states: MAILBOX, rfc: "RFC 5256 §3" },
    Legal { verb: "UID THREAD", states: MAILBOX, rfc: "RFC 5256 §3" },
];

/// The row of `verb`; the verb alone finds `UID` as well.
pub(super) fn find(verb: &str) -> Option<&'static Legal> {
    let known = |rule: &&Legal| rule.verb.split(' ').next() == Some(verb) || rule.verb == verb;
    LEGAL.iter().find(|rule| rule.verb == verb).or_else(|| LEGAL.iter().find(known))
}
