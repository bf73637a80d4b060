//! What the two roles of an SMTP server are, and what whoever runs one decides.

use mailscope_base::Duration;
use mailscope_base::limits::{RECEIVED_FIELDS_MAX, SMTP_MESSAGE_OCTETS_MAX, SMTP_RECIPIENTS_MAX};

/// What the server is for (RFC 6409 §1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It takes messages from its own people, to anywhere.
    Submission,
    /// It takes messages from anywhere, for its own people.
    Relay,
}

/// What whoever runs an SMTP server has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SmtpPolicy {
    /// Octets of the largest message (RFC 1870 §3).
    pub message_octets_max: usize,
    /// Recipients of one transaction (RFC 5321 §4.5.3.1.8).
    pub recipients_max: u32,
    /// Transactions of one session, if they are counted (RFC 9422 `MAILMAX`).
    pub transactions_max: Option<u32>,
    /// `Received:` fields of a message that does not go round in circles (RFC 5321 §6.3).
    pub received_max: usize,
    /// How long a relay lets unknown senders wait (RFC 6647 §2); nothing where it does not.
    pub greylisting: Option<Duration>,
    /// Whether VRFY and EXPN tell who is here (RFC 5321 §7.3).
    pub verifies: bool,
    /// A quirk of real servers: a line that ends in a bare LF is a line, so the data may end with one,
    /// which RFC 5321 §4.1.1.4 forbids. This is what lets a message smuggle in a second one.
    pub bare_lf_ends_data: bool,
}

/// By the book.
impl Default for SmtpPolicy {
    fn default() -> Self {
        Self {
            message_octets_max: SMTP_MESSAGE_OCTETS_MAX,
            recipients_max: SMTP_RECIPIENTS_MAX,
            transactions_max: None,
            received_max: RECEIVED_FIELDS_MAX,
            greylisting: None,
            verifies: true,
            bare_lf_ends_data: false,
        }
    }
}
