//! Service extensions, as the reply to EHLO lists them (RFC 5321 §2.2).

use std::sync::Arc;

/// One line of the reply to EHLO after the first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Extension {
    /// `PIPELINING` (RFC 2920).
    Pipelining,
    /// `SIZE`, with the largest message in octets; 0 or nothing for no fixed bound (RFC 1870).
    Size(Option<u64>),
    /// `8BITMIME` (RFC 6152).
    EightBitMime,
    /// `SMTPUTF8` (RFC 6531).
    SmtpUtf8,
    /// `ENHANCEDSTATUSCODES` (RFC 2034).
    EnhancedStatusCodes,
    /// `DSN` (RFC 3461).
    Dsn,
    /// `CHUNKING` (RFC 3030).
    Chunking,
    /// `BINARYMIME` (RFC 3030).
    BinaryMime,
    /// `STARTTLS` (RFC 3207).
    StartTls,
    /// `AUTH` with its mechanisms (RFC 4954).
    Auth(Vec<Arc<str>>),
    /// `HELP` (RFC 5321 §4.1.1.8).
    Help,
    /// `VRFY` (RFC 5321 §4.1.1.6).
    Vrfy,
    /// `EXPN` (RFC 5321 §4.1.1.7).
    Expn,
    /// `LIMITS` with its `NAME=value` pairs (RFC 9422).
    Limits(Vec<(Arc<str>, Arc<str>)>),
    /// Any other keyword, with the rest of its line.
    Other(Arc<str>),
}
