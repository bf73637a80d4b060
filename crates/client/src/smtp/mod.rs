//! The client's end of an SMTP connection (RFC 5321): it hands over one message, whether for a mail
//! app that submits it or for a server that relays it.

use mailscope_base::{Deadline, Instant};
use mailscope_wire::smtp::{Transaction, TransferReport};
use mailscope_wire::{Cx, Endpoint, Input, StateName};

use crate::TlsPolicy;

/// How the client introduces itself, and what it insists on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpSettings {
    /// What it says in EHLO: a host's name, or an address literal (RFC 5321 §4.1.4).
    pub name: String,
    /// User name and password for submission; a relay has none.
    pub credentials: Option<(String, String)>,
    /// TLS.
    pub tls: TlsPolicy,
}

/// What a [`SmtpClient`] tells its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SmtpEvent {
    /// What came of the transaction; told once, as soon as it is known.
    Report(TransferReport),
}

/// The client's end of one SMTP connection.
#[derive(Clone, Debug)]
pub struct SmtpClient {
    settings: SmtpSettings,
    transaction: Transaction,
}

impl SmtpClient {
    /// A client that waits for its connection, to hand over one message.
    pub fn new(settings: SmtpSettings, transaction: Transaction, _now: Instant) -> Self {
        Self { settings, transaction }
    }

    /// The client's view of its session; nothing once it is over.
    pub fn state(&self) -> Option<StateName> {
        let _ = (&self.settings, &self.transaction);
        None
    }
}

impl Endpoint for SmtpClient {
    type Host = ();
    type Action = core::convert::Infallible;
    type Event = SmtpEvent;

    fn handle(
        &mut self,
        _input: Input<core::convert::Infallible>,
        _cx: &mut Cx<'_, (), SmtpEvent>,
    ) {
    }

    fn deadline(&self) -> Option<Deadline> {
        None
    }
}
