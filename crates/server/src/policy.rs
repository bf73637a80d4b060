//! What a server offers: decided by who runs it, not by the protocol.

use core::net::IpAddr;

use mailscope_base::limits::COMMANDS_PER_SECOND_MAX;

use crate::smtp::SmtpPolicy;

/// What whoever runs a server has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// TLS on this connection.
    pub tls: Tls,
    /// Whether a password is accepted only within TLS (RFC 9051 §6.2.3 `LOGINDISABLED`).
    pub require_tls: bool,
    /// Commands that one session may give within one second.
    pub commands_per_second: u32,
    /// What only POP3 has.
    pub pop3: Pop3Policy,
    /// From where the connection comes, if that is known.
    pub peer: Option<IpAddr>,
    /// What holds for SMTP.
    pub smtp: SmtpPolicy,
}

/// In clear, without TLS, and for everybody: the servers of a world.
impl Default for Policy {
    fn default() -> Self {
        Self {
            tls: Tls::default(),
            require_tls: false,
            commands_per_second: COMMANDS_PER_SECOND_MAX,
            pop3: Pop3Policy::default(),
            peer: None,
            smtp: SmtpPolicy::default(),
        }
    }
}

/// What whoever runs a POP3 server has decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pop3Policy {
    /// Whether greetings have a timestamp, and APOP is accepted (RFC 1939 §7).
    pub apop: bool,
    /// Seconds that a user has to wait after a login before the next one (RFC 2449 §6.5); 0 if there
    /// is no such rule.
    pub login_delay_secs: u32,
    /// How long messages stay in the maildrop.
    pub expire: Expire,
    /// What RETR means for the message, once QUIT is said.
    pub after_retr: AfterRetr,
}

/// By the book: everything that RFC 1939 has, and no rules of the house.
impl Default for Pop3Policy {
    fn default() -> Self {
        Self { apop: true, login_delay_secs: 0, expire: Expire::Never, after_retr: AfterRetr::Keep }
    }
}

/// How long messages stay in the maildrop (RFC 2449 §6.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expire {
    /// Until somebody removes them.
    #[default]
    Never,
    /// So many days after they came: then the next login removes them. With 0 days they may not be
    /// left at all: UPDATE removes what RETR has handed out.
    Days(u32),
}

/// What RETR means for a message that is left in the maildrop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AfterRetr {
    /// Nothing: POP3 knows no flags (RFC 1939 has no word for them).
    #[default]
    Keep,
    /// It gets `\Seen`, which IMAP shows: Dovecot's way.
    MarkSeen,
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
