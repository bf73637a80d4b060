//! Commands that a client sends (RFC 5321 §4.1.1).

use std::sync::Arc;

use bytes::Bytes;
use mailscope_base::{Address, Body, Recipient, Ret};

/// An SMTP command.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command {
    /// `EHLO` with the client's name or address literal (RFC 5321 §4.1.1.1).
    Ehlo(Arc<str>),
    /// `HELO` with the client's name (RFC 5321 §4.1.1.1).
    Helo(Arc<str>),
    /// `MAIL FROM:` (RFC 5321 §4.1.1.2).
    Mail(Mail),
    /// `RCPT TO:` (RFC 5321 §4.1.1.3).
    Rcpt(Rcpt),
    /// `DATA` (RFC 5321 §4.1.1.4).
    Data,
    /// `BDAT` with the octets that follow, and whether they are the last (RFC 3030 §2).
    Bdat {
        /// Octets of the chunk.
        octets: u64,
        /// Whether the message ends with it.
        last: bool,
    },
    /// `RSET` (RFC 5321 §4.1.1.5).
    Rset,
    /// `VRFY` with its string (RFC 5321 §4.1.1.6).
    Vrfy(Arc<str>),
    /// `EXPN` with its string (RFC 5321 §4.1.1.7).
    Expn(Arc<str>),
    /// `HELP` with its string, if any (RFC 5321 §4.1.1.8).
    Help(Option<Arc<str>>),
    /// `NOOP`, whose string means nothing (RFC 5321 §4.1.1.9).
    Noop,
    /// `QUIT` (RFC 5321 §4.1.1.10).
    Quit,
    /// `STARTTLS` (RFC 3207 §4).
    StartTls,
    /// `AUTH` with its mechanism and the initial response, decoded; `=` is an empty one (RFC 4954
    /// §4).
    Auth {
        /// The mechanism's name, upper case.
        mechanism: AuthMechanism,
        /// The initial response.
        initial: Option<Bytes>,
    },
}

/// The name of a SASL mechanism (RFC 4422 §3.1), upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthMechanism(pub Arc<str>);

/// `MAIL FROM:` and its parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// Nothing for the null reverse-path `<>`.
    pub reverse_path: Option<Address>,
    /// `SIZE=`: how large the client thinks the message is (RFC 1870 §5).
    pub size: Option<u64>,
    /// `BODY=` (RFC 6152 §2, RFC 3030 §3).
    pub body: Option<Body>,
    /// `SMTPUTF8` (RFC 6531 §3.4).
    pub smtputf8: bool,
    /// `RET=` (RFC 3461 §4.3).
    pub ret: Option<Ret>,
    /// `ENVID=`, decoded (RFC 3461 §4.4).
    pub envid: Option<Arc<str>>,
    /// `AUTH=`: who first submitted the message; the inner nothing is `<>` (RFC 4954 §5).
    pub auth: Option<Option<Address>>,
}

/// `RCPT TO:` and its parameters `NOTIFY=` and `ORCPT=` (RFC 3461 §4.1, §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rcpt(pub Recipient);

impl Command {
    /// The verb as the RFC spells it.
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Ehlo(_) => "EHLO",
            Self::Helo(_) => "HELO",
            Self::Mail(_) => "MAIL",
            Self::Rcpt(_) => "RCPT",
            Self::Data => "DATA",
            Self::Bdat { .. } => "BDAT",
            Self::Rset => "RSET",
            Self::Vrfy(_) => "VRFY",
            Self::Expn(_) => "EXPN",
            Self::Help(_) => "HELP",
            Self::Noop => "NOOP",
            Self::Quit => "QUIT",
            Self::StartTls => "STARTTLS",
            Self::Auth { .. } => "AUTH",
        }
    }
}
