//! Which command is legal in which state: one table, for the sessions and for learners.

use mailscope_wire::StateName;

use crate::Legal;

/// The server has greeted, the client has not (RFC 5321 §3.1).
pub const SESSION_INITIATION: StateName = StateName("Session Initiation");
/// "The initial state, that is, there is no transaction in progress" (RFC 5321 §4.1.1.1).
pub const INITIAL: StateName = StateName("Initial State");
/// Challenges and responses of AUTH (RFC 4954 §4).
pub const AUTHENTICATION: StateName = StateName("Authentication Exchange");
/// From MAIL on (RFC 5321 §3.3).
pub const MAIL_TRANSACTION: StateName = StateName("Mail Transaction");
/// What comes is the message (RFC 5321 §4.1.1.4, RFC 3030 §2).
pub const MAIL_DATA: StateName = StateName("Mail Data");
/// After QUIT, 421 or a lost connection (RFC 5321 §3.8).
pub const TERMINATED: StateName = StateName("Terminated");

const ANY: &[StateName] = &[SESSION_INITIATION, INITIAL, MAIL_TRANSACTION];
const BETWEEN: &[StateName] = &[INITIAL];
const WITHIN: &[StateName] = &[MAIL_TRANSACTION];

/// Which command is legal in which state (RFC 5321 §4.1.4).
pub const LEGAL: &[Legal] = &[
    Legal { verb: "EHLO", states: ANY, rfc: "RFC 5321 §4.1.1.1" },
    Legal { verb: "HELO", states: ANY, rfc: "RFC 5321 §4.1.1.1" },
    Legal { verb: "STARTTLS", states: BETWEEN, rfc: "RFC 3207 §4" },
    Legal { verb: "AUTH", states: BETWEEN, rfc: "RFC 4954 §4" },
    Legal { verb: "MAIL", states: BETWEEN, rfc: "RFC 5321 §4.1.1.2" },
    Legal { verb: "RCPT", states: WITHIN, rfc: "RFC 5321 §4.1.1.3" },
    Legal { verb: "DATA", states: WITHIN, rfc: "RFC 5321 §4.1.1.4" },
    Legal { verb: "BDAT", states: WITHIN, rfc: "RFC 3030 §2" },
    Legal { verb: "RSET", states: ANY, rfc: "RFC 5321 §4.1.1.5" },
    Legal { verb: "VRFY", states: ANY, rfc: "RFC 5321 §4.1.1.6" },
    Legal { verb: "EXPN", states: ANY, rfc: "RFC 5321 §4.1.1.7" },
    Legal { verb: "HELP", states: ANY, rfc: "RFC 5321 §4.1.1.8" },
    Legal { verb: "NOOP", states: ANY, rfc: "RFC 5321 §4.1.1.9" },
    Legal { verb: "QUIT", states: ANY, rfc: "RFC 5321 §4.1.1.10" },
];

/// The row of `verb`.
pub(super) fn find(verb: &str) -> Option<&'static Legal> {
    LEGAL.iter().find(|rule| rule.verb == verb)
}

/// What to do first, where `verb` is not legal.
pub(super) fn hint(verb: &str, here: StateName) -> &'static str {
    match (verb, here) {
        (_, SESSION_INITIATION) => "say EHLO first",
        ("RCPT" | "DATA" | "BDAT", _) => "begin a transaction by MAIL first",
        _ => "end the transaction by DATA or RSET first",
    }
}
