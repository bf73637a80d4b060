//! The queue of a server: messages it has taken responsibility for and not handed on yet (RFC 5321
//! §6.1), with the state of each recipient.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use mailscope_base::{
    Address, ChangeNumber, EmailId, EnhancedCode, Envelope, Instant, QueueId, Recipient,
};

use crate::Mail;

/// The messages that wait. A clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Spool {
    pub(crate) waiting: OrdMap<QueueId, Arc<Queued>>,
    /// The same messages by what comes next: picking one does not look at the others.
    pub(crate) order: OrdSet<(Schedule, QueueId)>,
    pub(crate) last: u64,
    pub(crate) last_transfer: u64,
}

/// One message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its name in this queue.
    pub id: QueueId,
    /// Which mail it is.
    pub email: EmailId,
    /// The mail that it reports on, if it is a delivery status notification of this host.
    pub report_on: Option<EmailId>,
    /// From whom, and how; the recipients stand in [`Queued::recipients`].
    pub envelope: Envelope,
    /// The message, trace fields included.
    pub mail: Mail,
    /// When this server took it.
    pub arrived: Instant,
    /// Each recipient with what has become of it.
    pub recipients: Vec<QueuedRecipient>,
    /// Attempts so far that did not reach every recipient.
    pub attempts: u32,
    /// What comes next.
    pub schedule: Schedule,
}

/// What comes next for a message that waits, in the order in which the manager of the queue looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Schedule {
    /// Nobody has looked at it yet.
    Fresh,
    /// An attempt is under way.
    UnderWay,
    /// It is tried then.
    At(Instant),
}

/// A recipient of a message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedRecipient {
    /// Who.
    pub recipient: Recipient,
    /// What has become of it.
    pub state: RecipientState,
    /// What the sender wants to hear of it and has not been told yet.
    pub owed: Option<Action>,
    /// The sender has been told that it takes longer.
    pub warned: bool,
}

/// What has become of a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipientState {
    /// Not tried yet.
    Waiting,
    /// Tried in vain for now.
    Deferred(Answer),
    /// In a mailbox of this host, or taken over by another server.
    Done(Answer),
    /// It will never be.
    Failed(Answer),
}

impl RecipientState {
    /// Whether nothing more will become of it.
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Done(_) | Self::Failed(_))
    }

    /// Why it is so, once it was tried.
    pub const fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Waiting => None,
            Self::Deferred(answer) | Self::Done(answer) | Self::Failed(answer) => Some(answer),
        }
    }
}

/// Why a recipient is in its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// When.
    pub at: Instant,
    /// The enhanced status code.
    pub status: EnhancedCode,
    /// Who said so: another server's name, or nothing for this one.
    pub remote: Option<Arc<str>>,
    /// What was said, in one line; begins with the reply code if another server said it.
    pub text: Arc<str>,
}

/// What a report says has been done for a recipient (RFC 3464 §2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// It cannot be delivered, and is given up.
    Failed,
    /// It is not delivered yet, and will be tried again.
    Delayed,
    /// It is in the recipient's mailbox.
    Delivered,
    /// It was handed to a server that will not report its delivery.
    Relayed,
}

impl Action {
    /// As reports write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Delayed => "delayed",
            Self::Delivered => "delivered",
            Self::Relayed => "relayed",
        }
    }
}

/// One change of the queue: a row that the trace can point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpoolChange {
    /// Its number; counts together with the changes of the mailboxes.
    pub number: ChangeNumber,
    /// The message.
    pub id: QueueId,
    /// Which mail it is.
    pub email: EmailId,
    /// What changed.
    pub kind: SpoolChangeKind,
}

/// What changed in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpoolChangeKind {
    /// The server took responsibility for a message.
    Queued,
    /// An attempt begins.
    Attempted {
        /// How many were in vain before.
        earlier: u32,
    },
    /// Something became of a recipient.
    Recipient {
        /// Who.
        address: Address,
        /// What.
        state: RecipientState,
    },
    /// The sender is sent a report, which is in the queue since.
    Reported {
        /// Of what.
        action: Action,
        /// The report.
        report: QueueId,
    },
    /// It will be tried again then.
    Postponed(Instant),
    /// Every recipient is done or reported: the message has left the queue.
    Removed,
}

impl Spool {
    /// The messages in the order of their arrival.
    pub fn iter(&self) -> impl Iterator<Item = &Queued> {
        self.waiting.values().map(|queued| &**queued)
    }

    /// The message of that name.
    pub fn get(&self, id: QueueId) -> Option<&Queued> {
        self.waiting.get(&id).map(|queued| &**queued)
    }

    /// The message of that name, to keep while the queue changes.
    pub fn share(&self, id: QueueId) -> Option<Arc<Queued>> {
        self.waiting.get(&id).cloned()
    }

    /// The message that the manager should look at next, and why: one that nobody has looked at, or
    /// else the one that has been due for the longest time. Those under way are left out.
    pub fn next(&self) -> Option<(Schedule, QueueId)> {
        let fresh = self.order.get_min().filter(|(schedule, _)| *schedule == Schedule::Fresh);
        fresh.copied().or_else(|| self.next_due().map(|(at, id)| (Schedule::At(at), id)))
    }

    /// The message with the earliest moment, and that moment; fresh ones and those under way are left
    /// out.
    pub fn next_due(&self) -> Option<(Instant, QueueId)> {
        let from = (Schedule::At(Instant::START), QueueId(0));
        let &(schedule, id) = self.order.range(from..).next()?;
        match schedule {
            Schedule::At(at) => Some((at, id)),
            Schedule::Fresh | Schedule::UnderWay => None,
        }
    }

    /// The messages with an attempt under way.
    pub fn under_way(&self) -> impl Iterator<Item = QueueId> {
        let from = (Schedule::UnderWay, QueueId(0));
        let to = (Schedule::At(Instant::START), QueueId(0));
        self.order.range(from..to).map(|&(_, id)| id)
    }

    /// The name that the next message gets: its trace field says it.
    pub const fn next_id(&self) -> QueueId {
        QueueId(self.last + 1)
    }

    /// How many messages wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    pub(crate) fn insert(&mut self, queued: Queued) {
        self.order.insert((queued.schedule, queued.id));
        self.waiting.insert(queued.id, Arc::new(queued));
    }

    pub(crate) fn remove(&mut self, id: QueueId) -> Option<Arc<Queued>> {
        let queued = self.waiting.remove(&id)?;
        self.order.remove(&(queued.schedule, id));
        Some(queued)
    }

    /// Changes a message and keeps the order up to date.
    pub(crate) fn update<T>(
        &mut self,
        id: QueueId,
        change: impl FnOnce(&mut Queued) -> T,
    ) -> Option<T> {
        let queued = Arc::make_mut(self.waiting.get_mut(&id)?);
        let before = queued.schedule;
        let changed = change(queued);
        let after = queued.schedule;
        if before != after {
            self.order.remove(&(before, id));
            self.order.insert((after, id));
        }
        Some(changed)
    }
}
