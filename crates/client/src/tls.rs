//! Whether a client protects its connection.

use serde::{Deserialize, Serialize};

/// What a mail app or a relaying server does about TLS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TlsPolicy {
    /// In clear, even where TLS is offered.
    #[default]
    Never,
    /// STARTTLS or STLS where it is offered, else in clear; any certificate will do. This protects
    /// from who only listens (RFC 7435 §1). When sending, a password that could be read on the way is
    /// not sent even then (RFC 4954 §4).
    IfOffered,
    /// STARTTLS or STLS with the right certificate, or no connection.
    Required,
    /// TLS from the first octet, with the right certificate (RFC 8314 §3).
    Implicit,
}

impl TlsPolicy {
    /// Whether the certificate has to name the server and be vouched for.
    pub const fn verifies(self) -> bool {
        matches!(self, Self::Required | Self::Implicit)
    }
}
