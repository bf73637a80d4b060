//! The manager of the queue: it decides what becomes of each message that this host has taken
//! responsibility for (RFC 5321 §4.5.4, §6.1).
//!
//! It delivers into the mailboxes of its own host itself. For everything else it asks its owner,
//! who has a resolver and a network, and is told what came of it.

mod choice;
mod policy;

use std::net::IpAddr;
use std::sync::Arc;

use mailscope_base::{Deadline, Instant, Prng, QueueId, WallClock};
use mailscope_store::Store;
use mailscope_wire::Choice;
use mailscope_wire::smtp::{Transaction, TransferReport};

pub use choice::CHOICES;
pub use policy::MtaPolicy;

use crate::ServerEvent;

/// The manager of one host's queue. What waits stands in the [`Store`]; here is only what is under
/// way, so that a host that is restarted begins with a new one.
#[derive(Clone, Debug, Default)]
pub struct Mta {
    policy: MtaPolicy,
}

/// What can happen to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MtaInput {
    /// There may be something to do: the queue has changed, a deadline has come, or the host was
    /// started.
    Wake,
    /// An answer to [`MtaOutput::Route`].
    Routed(Arc<str>, Route),
    /// An answer to [`MtaOutput::Transfer`].
    Transferred(TransferId, TransferReport),
}

/// Names one attempt to hand a message to one host; never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TransferId(pub u64);

/// What it does, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MtaOutput {
    /// It wants to know which hosts take mail for this domain (RFC 5321 §5).
    Route(Arc<str>),
    /// It wants this done, and told by [`MtaInput::Transferred`].
    Transfer {
        /// Its name.
        id: TransferId,
        /// The message of the queue.
        queued: QueueId,
        /// The name of the host to connect to.
        host: Arc<str>,
        /// Its address.
        address: IpAddr,
        /// What to hand over, and for whom.
        transaction: Transaction,
    },
    /// It has changed the store or the queue.
    Event(ServerEvent),
    /// It decided something that the protocol leaves open.
    Chose(Choice),
}

/// Where mail for a domain goes (RFC 5321 §5.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// To the first of these hosts that takes it: in the order of preference, equal ones shuffled.
    Hosts(Vec<MailHost>),
    /// The domain says that it takes no mail: a null MX (RFC 7505 §3).
    NullMx,
    /// There is no such domain.
    NoSuchDomain,
    /// The domain is there, and no host takes mail for it.
    NoHost,
    /// It cannot be known at the moment, for this reason.
    Unknown(&'static str),
}

/// A host that takes mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailHost {
    /// The smaller the better (RFC 5321 §5.1).
    pub preference: u16,
    /// Its name.
    pub name: Arc<str>,
    /// Where to find it; empty if its name has no address.
    pub addresses: Vec<IpAddr>,
}

/// What the manager sees and touches during one turn.
#[derive(Debug)]
pub struct MtaCx<'a> {
    /// The moment.
    pub now: Instant,
    /// The calendar.
    pub clock: WallClock,
    /// Chance.
    pub rng: &'a mut Prng,
    /// The mailboxes and the queue.
    pub store: &'a mut Store,
    /// What happened during this turn, in order.
    pub out: &'a mut Vec<MtaOutput>,
}

impl Mta {
    /// A manager that has nothing under way: of a host that was just started.
    pub fn new(policy: MtaPolicy) -> Self {
        Self { policy }
    }

    /// What whoever runs the host has decided.
    pub const fn policy(&self) -> MtaPolicy {
        self.policy
    }

    /// Handles one input completely: a turn.
    pub fn handle(&mut self, _input: MtaInput, _cx: &mut MtaCx<'_>) {}

    /// When it wants [`MtaInput::Wake`], and why.
    pub fn deadline(&self, _store: &Store) -> Option<Deadline> {
        None
    }
}
