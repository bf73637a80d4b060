//! The protocols that a host can offer.

use core::fmt;

/// A protocol with its well-known port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Service {
    /// IMAP (RFC 9051).
    Imap,
    /// POP3 (RFC 1939).
    Pop3,
}

impl Service {
    /// Every service, in a fixed order.
    pub const ALL: [Self; 2] = [Self::Imap, Self::Pop3];

    /// The service's name in IANA's registry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3 => "pop3",
        }
    }

    /// The well-known port for connections that begin in plain text.
    pub const fn port(self) -> u16 {
        match self {
            Self::Imap => 143,
            Self::Pop3 => 110,
        }
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
