//! Service extensions, as the reply to EHLO lists them (RFC 5321 §2.2).

use core::fmt;
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

impl Extension {
    /// Reads what a line of the reply to EHLO says behind its code. A keyword may be in any case; a
    /// line whose parameters make no sense is [`Extension::Other`].
    ///
    /// ```abnf
    /// ehlo-line = ehlo-keyword *( SP ehlo-param ) ; RFC 5321 §4.1.1.1
    /// ```
    pub fn parse(line: &str) -> Self {
        let (keyword, params) = line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""));
        let words = || params.split(' ').filter(|word| !word.is_empty());
        let known = match (keyword.to_ascii_uppercase().as_str(), words().count()) {
            ("PIPELINING", 0) => Some(Self::Pipelining),
            ("SIZE", 0) => Some(Self::Size(None)),
            ("SIZE", 1) => params.trim().parse().ok().map(|size| Self::Size(Some(size))),
            ("8BITMIME", 0) => Some(Self::EightBitMime),
            ("SMTPUTF8", 0) => Some(Self::SmtpUtf8),
            ("ENHANCEDSTATUSCODES", 0) => Some(Self::EnhancedStatusCodes),
            ("DSN", 0) => Some(Self::Dsn),
            ("CHUNKING", 0) => Some(Self::Chunking),
            ("BINARYMIME", 0) => Some(Self::BinaryMime),
            ("STARTTLS", 0) => Some(Self::StartTls),
            ("AUTH", _) => {
                Some(Self::Auth(words().map(|name| name.to_ascii_uppercase().into()).collect()))
            }
            ("HELP", 0) => Some(Self::Help),
            ("VRFY", 0) => Some(Self::Vrfy),
            ("EXPN", 0) => Some(Self::Expn),
            ("LIMITS", _) => words()
                .map(|pair| pair.split_once('=').map(|(name, value)| (name.into(), value.into())))
                .collect::<Option<_>>()
                .map(Self::Limits),
            _ => None,
        };
        known.unwrap_or_else(|| Self::Other(line.into()))
    }

    /// The keyword by which the extension is offered.
    pub fn keyword(&self) -> &str {
        match self {
            Self::Pipelining => "PIPELINING",
            Self::Size(_) => "SIZE",
            Self::EightBitMime => "8BITMIME",
            Self::SmtpUtf8 => "SMTPUTF8",
            Self::EnhancedStatusCodes => "ENHANCEDSTATUSCODES",
            Self::Dsn => "DSN",
            Self::Chunking => "CHUNKING",
            Self::BinaryMime => "BINARYMIME",
            Self::StartTls => "STARTTLS",
            Self::Auth(_) => "AUTH",
            Self::Help => "HELP",
            Self::Vrfy => "VRFY",
            Self::Expn => "EXPN",
            Self::Limits(_) => "LIMITS",
            Self::Other(line) => line.split(' ').next().unwrap_or_default(),
        }
    }
}

/// What a line of the reply to EHLO says behind its code.
impl fmt::Display for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Other(line) => return f.write_str(line),
            _ => f.write_str(self.keyword())?,
        }
        match self {
            Self::Size(Some(size)) => write!(f, " {size}"),
            Self::Auth(mechanisms) => mechanisms.iter().try_for_each(|name| write!(f, " {name}")),
            Self::Limits(pairs) => {
                pairs.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
            }
            _ => Ok(()),
        }
    }
}
