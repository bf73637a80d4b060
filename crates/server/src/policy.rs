//! What a server offers: decided by who runs it, not by the protocol.

use mailscope_base::limits::COMMANDS_PER_SECOND_MAX;

/// What whoever runs a server has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// TLS on this connection.
    pub tls: Tls,
    /// Whether a password is accepted only within TLS (RFC 9051 §6.2.3 `LOGINDISABLED`).
    pub require_tls: bool,
    /// Commands that one session may give within one second.
    pub commands_per_second: u32,
}

/// In clear, without TLS, and for everybody: the servers of a world.
impl Default for Policy {
    fn default() -> Self {
        Self {
            tls: Tls::default(),
            require_tls: false,
            commands_per_second: COMMANDS_PER_SECOND_MAX,
        }
    }
}

/// How a connection and TLS stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// In clear, and this server has no TLS.
    #[default]
    Unavailable,
    /// In clear; STARTTLS is offered.
    Offered,
    /// STARTTLS was accepted: what follows is the handshake, and nothing for the session.
    Negotiating,
    /// Established, from the beginning (implicit TLS) or by STARTTLS.
    Established,
}

impl Policy {
    /// Whether a password may be sent as it is.
    pub const fn allows_password(self) -> bool {
        matches!(self.tls, Tls::Established) || !self.require_tls
    }
}
