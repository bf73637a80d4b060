//! The manager of the queue: it decides what becomes of each message that this host has taken
//! responsibility for (RFC 5321 §4.5.4, §6.1).
//!
//! It delivers into the mailboxes of its own host itself. For everything else it asks its owner,
//! who has a resolver and a network, and is told what came of it. An *attempt* goes through all
//! recipients of a message that are not done; within it there is one *delivery* for each domain, and
//! each *transfer* of a delivery hands the message to one host.

mod attempt;
mod choice;
mod delivery;
mod local;
mod outcome;
mod policy;
mod report;
mod settle;

use std::net::IpAddr;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use mailscope_base::limits::{DELIVERIES_UNDER_WAY_MAX, QUEUE_MESSAGES_PER_TURN_MAX};
use mailscope_base::{Deadline, Instant, Prng, QueueId, Reason, WallClock};
use mailscope_store::spool::Schedule;
use mailscope_store::{SpoolChange, Store};
use mailscope_wire::Choice;
use mailscope_wire::smtp::{Transaction, TransferReport};

pub use choice::CHOICES;
pub use policy::MtaPolicy;

use crate::ServerEvent;
use delivery::{Delivery, Transfer};

/// The manager of one host's queue. What waits stands in the [`Store`]; here is only what is under
/// way, so that a host that is restarted begins with a new one.
#[derive(Clone, Debug, Default)]
pub struct Mta {
    policy: MtaPolicy,
    /// It has looked for attempts that an earlier one has left behind.
    awake: bool,
    /// What is under way, by message and domain.
    deliveries: OrdMap<(QueueId, Arc<str>), Delivery>,
    /// The messages that wait for the hosts of a domain.
    routing: OrdMap<Arc<str>, OrdSet<QueueId>>,
    transfers: OrdMap<TransferId, Transfer>,
    /// Addresses that could not be reached, and until when they are left out (RFC 5321 §4.5.4.1).
    unreachable: OrdMap<IpAddr, Instant>,
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

/// Names one attempt to hand a message to one host; never reused, not even after a restart.
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

impl MtaCx<'_> {
    /// Tells of a change of the queue, if there was one.
    fn tell(&mut self, change: Option<SpoolChange>) {
        self.out.extend(change.map(|change| MtaOutput::Event(ServerEvent::Spooled(change))));
    }

    fn choose(&mut self, choice: Choice) {
        self.out.push(MtaOutput::Chose(choice));
    }
}

impl Mta {
    /// A manager that has nothing under way: of a host that was just started.
    pub fn new(policy: MtaPolicy) -> Self {
        Self { policy, ..Self::default() }
    }

    /// What whoever runs the host has decided.
    pub const fn policy(&self) -> MtaPolicy {
        self.policy
    }

    /// Handles one input completely: a turn.
    pub fn handle(&mut self, input: MtaInput, cx: &mut MtaCx<'_>) {
        if !core::mem::replace(&mut self.awake, true) {
            attempt::begin_interrupted_anew(cx);
        }
        match input {
            MtaInput::Wake => {}
            MtaInput::Routed(domain, route) => delivery::routed(self, &domain, &route, cx),
            MtaInput::Transferred(id, report) => delivery::transferred(self, id, &report, cx),
        }
        for _ in 0..QUEUE_MESSAGES_PER_TURN_MAX {
            match cx.store.spool().next() {
                // RFC 5321 §4.5.4.1: what is new gets immediate attention.
                Some((Schedule::Fresh, id)) => attempt::begin(self, id, cx),
                Some((Schedule::At(at), id)) if at <= cx.now && self.has_room() => {
                    attempt::begin(self, id, cx);
                }
                _ => break,
            }
        }
    }

    /// When it wants [`MtaInput::Wake`], and why. Moments that have passed mean: now.
    pub fn deadline(&self, store: &Store) -> Option<Deadline> {
        let spool = store.spool();
        if !self.awake && spool.under_way().next().is_some() {
            return Some(Deadline { at: Instant::START, reason: Reason("queue-interrupted") });
        }
        match spool.next()? {
            (Schedule::At(at), _) if self.has_room() => {
                Some(Deadline { at, reason: Reason("queue-retry") })
            }
            (Schedule::Fresh, _) => {
                Some(Deadline { at: Instant::START, reason: Reason("queue-new") })
            }
            // The end of a delivery makes room.
            _ => None,
        }
    }

    /// Whether another delivery may begin.
    fn has_room(&self) -> bool {
        self.deliveries.len() < DELIVERIES_UNDER_WAY_MAX
    }
}
