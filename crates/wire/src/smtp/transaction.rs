//! One mail transaction as a whole: what a client is asked to do, and what came of it.

use bytes::Bytes;
use mailscope_base::Envelope;

use super::Reply;

/// A message for one server, on behalf of some recipients.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// From whom and to whom.
    pub envelope: Envelope,
    /// The message, lines ending in CRLF, dots not stuffed.
    pub content: Bytes,
}

/// What came of a [`Transaction`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferReport {
    /// One result for each recipient of the envelope, in its order.
    pub recipients: Vec<RecipientResult>,
    /// The server offered DSN and was told what the sender wants: reports of success are its
    /// affair now (RFC 3461 §5.2.2).
    pub dsn_passed_on: bool,
    /// Whether the message travelled through TLS.
    pub through_tls: bool,
}

/// What came of one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipientResult {
    /// The server has taken responsibility (RFC 5321 §6.1).
    Accepted(Reply),
    /// The server said no, or not now.
    Refused {
        /// To what.
        stage: Stage,
        /// What it said.
        reply: Reply,
    },
    /// There was no answer: no connection, or it was lost. After the end of the data the server may
    /// have the message all the same; sending it again makes a duplicate, not sending it could
    /// lose it (RFC 5321 §4.5.3.2.6).
    NoAnswer {
        /// To what.
        stage: Stage,
        /// Why, for a person.
        why: &'static str,
    },
}

/// How far a transaction had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// No connection stood.
    Connect,
    /// The greeting (RFC 5321 §3.1).
    Greeting,
    /// EHLO or HELO.
    Hello,
    /// STARTTLS and the handshake.
    StartTls,
    /// AUTH.
    Auth,
    /// MAIL.
    Mail,
    /// RCPT.
    Rcpt,
    /// DATA or BDAT, before the end of the message was sent.
    Data,
    /// The message was sent to its end.
    DataEnd,
}
