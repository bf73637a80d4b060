//! Server sessions for IMAP, POP3 and SMTP: one state machine per connection, all of them over one
//! [`Store`] that they are handed for each turn; the manager of the queue ([`mta`]); name servers and
//! their clients ([`dns`]). Nothing here reads a clock or a socket.

pub mod dns;
pub mod imap;
pub mod mta;
mod policy;
pub mod pop3;
pub mod profile;
mod sasl;
pub mod smtp;
pub mod webmail;

use mailscope_base::{AccountId, Deadline};
use mailscope_store::{Change, SpoolChange, Store};
use mailscope_wire::{Cx, Endpoint, Frame, Input, Service, StateName};

pub use imap::ImapServer;
pub use policy::{AfterRetr, Expire, Policy, Pop3Policy, Tls};
pub use pop3::Pop3Server;
pub use profile::ProviderProfile;
pub use smtp::{SmtpPolicy, SmtpServer};
pub use webmail::WebServer;

/// What another session or a delivery has changed in the store, in order. The owner tells every
/// session except the one that made the changes, before anything else happens to that session: it
/// promises its client by HIGHESTMODSEQ that it has told everything up to there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice(pub Vec<Change>);

/// What a server session tells its owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerEvent {
    /// Somebody has shown who they are.
    LoggedIn(AccountId),
    /// That session has ended, in whatever way.
    LoggedOut,
    /// The session has changed the store.
    Changed(Change),
    /// The session, or the manager of the queue, has changed the queue. The manager wants a turn.
    Spooled(SpoolChange),
}

/// One row of a protocol's state table: where a verb is legal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Legal {
    /// The verb.
    pub verb: &'static str,
    /// The states in which it is legal, by their RFC's names.
    pub states: &'static [StateName],
    /// Where that is written.
    pub rfc: &'static str,
}

/// What a session sees of the world during one turn.
pub(crate) type Turn<'a> = Cx<'a, Store, ServerEvent>;

pub(crate) use imap::ServerCx;

/// A session of any protocol.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "one per connection, and never moved about")]
pub enum AnyServer {
    /// IMAP.
    Imap(ImapServer),
    /// POP3.
    Pop3(Pop3Server),
    /// SMTP, relay or submission.
    Smtp(SmtpServer),
    /// The provider's web page, by HTTP.
    Web(WebServer),
}

impl AnyServer {
    /// A session that waits for its connection.
    pub fn new(service: Service) -> Self {
        Self::with(service, Policy::default())
    }

    /// A session that waits for its connection, where `policy` holds.
    pub fn with(service: Service, policy: Policy) -> Self {
        match service {
            Service::Pop3 => Self::Pop3(Pop3Server::with(policy)),
            Service::Smtp => Self::Smtp(SmtpServer::new(smtp::Role::Relay, policy)),
            Service::Submission => Self::Smtp(SmtpServer::new(smtp::Role::Submission, policy)),
            Service::Web => Self::Web(WebServer::with(policy)),
            _ => Self::Imap(ImapServer::with(policy)),
        }
    }

    /// Whose session it is, once that is known.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Imap(server) => server.account(),
            Self::Pop3(server) => server.account(),
            Self::Smtp(server) => server.account(),
            Self::Web(server) => server.account(),
        }
    }

    /// The state in the words of the protocol's RFC.
    pub fn state_name(&self) -> StateName {
        match self {
            Self::Imap(server) => server.state_name(),
            Self::Pop3(server) => server.state_name(),
            Self::Smtp(server) => server.state_name(),
            Self::Web(server) => server.state_name(),
        }
    }
}

/// What a host says to a connection that is one too many, before it closes it.
pub fn too_many_connections(service: Service, max: usize) -> Frame {
    match service {
        Service::Pop3 => pop3::too_many_connections(max),
        Service::Smtp | Service::Submission => smtp::too_many_connections(max),
        _ => imap::too_many_connections(max),
    }
}

impl Endpoint for AnyServer {
    type Host = Store;
    type Action = Notice;
    type Event = ServerEvent;

    fn handle(&mut self, input: Input<Notice>, cx: &mut Turn<'_>) {
        match self {
            Self::Imap(server) => server.handle(input, cx),
            Self::Pop3(server) => server.handle(input, cx),
            Self::Smtp(server) => server.handle(input, cx),
            Self::Web(server) => server.handle(input, cx),
        }
    }

    fn deadline(&self) -> Option<Deadline> {
        match self {
            Self::Imap(server) => server.deadline(),
            Self::Pop3(server) => server.deadline(),
            Self::Smtp(server) => server.deadline(),
            Self::Web(server) => server.deadline(),
        }
    }
}
