//! How long the client waits for each reply (RFC 5321 §4.5.3.2).
//!
//! Not: RFC 5321 §4.5.3.2.5: the message leaves in one piece, so there is no pause between blocks of it
//! that could be bounded.

use mailscope_base::{Duration, Reason};

use super::Asked;

/// For a connection or a handshake, which no section names: as long as for the greeting.
pub(super) const WITHOUT_REPLY: (Duration, Reason) =
    (Duration::from_mins(5), Reason("server-silent"));

/// For the reply to what was asked.
pub(super) const fn for_reply(asked: Option<Asked>) -> (Duration, Reason) {
    match asked {
        // RFC 5321 §4.5.3.2.1: Initial 220 Message: 5 Minutes.
        Some(Asked::Greeting) => (Duration::from_mins(5), Reason("smtp-greeting-patience")),
        // RFC 5321 §4.5.3.2.2: MAIL Command: 5 Minutes.
        Some(Asked::Mail) => (Duration::from_mins(5), Reason("smtp-mail-patience")),
        // RFC 5321 §4.5.3.2.3: RCPT Command: 5 Minutes.
        Some(Asked::Rcpt(_)) => (Duration::from_mins(5), Reason("smtp-rcpt-patience")),
        // RFC 5321 §4.5.3.2.4: DATA Initiation: 2 Minutes.
        Some(Asked::Data) => (Duration::from_mins(2), Reason("smtp-data-patience")),
        // RFC 5321 §4.5.3.2.6: DATA Termination: 10 Minutes. Who gives up earlier sends messages twice
        // that the server is just delivering.
        Some(Asked::DataEnd) => (Duration::from_mins(10), Reason("smtp-end-of-data-patience")),
        _ => WITHOUT_REPLY,
    }
}
