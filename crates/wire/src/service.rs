//! The protocols that a host can offer.

use core::fmt;

use serde::{Deserialize, Serialize};

/// A protocol with its well-known port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Service {
    /// IMAP (RFC 9051).
    Imap,
    /// POP3 (RFC 1939).
    Pop3,
    /// SMTP between servers: relay and delivery (RFC 5321).
    Smtp,
    /// SMTP from a mail app to its provider (RFC 6409).
    Submission,
    /// A provider's web page for mail, by HTTP (RFC 9112).
    Web,
}

impl Service {
    /// Every service, in a fixed order.
    pub const ALL: [Self; 5] = [Self::Imap, Self::Pop3, Self::Smtp, Self::Submission, Self::Web];

    /// The service's name in IANA's registry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3 => "pop3",
            Self::Smtp => "smtp",
            Self::Submission => "submission",
            Self::Web => "http",
        }
    }

    /// The well-known port for connections that begin in plain text.
    pub const fn port(self) -> u16 {
        match self {
            Self::Imap => 143,
            Self::Pop3 => 110,
            Self::Smtp => 25,
            Self::Submission => 587,
            Self::Web => 80,
        }
    }

    /// The well-known port for connections that begin with TLS (RFC 8314 §3, RFC 9110 §4.2.2). Servers among
    /// themselves have none.
    pub const fn tls_port(self) -> Option<u16> {
        match self {
            Self::Imap => Some(993),
            Self::Pop3 => Some(995),
            Self::Submission => Some(465),
            Self::Web => Some(443),
            Self::Smtp => None,
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
