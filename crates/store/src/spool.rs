//! The queue of a server: messages it has taken responsibility for and not handed on yet (RFC 5321
//! §6.1), with the state of each recipient.

use std::sync::Arc;

use imbl::OrdMap;
use mailscope_base::{
    Address, ChangeNumber, EmailId, EnhancedCode, Envelope, Instant, QueueId, Recipient,
};

use crate::Mail;

/// The messages that wait. A clone shares everything.
#[derive(Clone, Debug, Default)]
pub struct Spool {
    pub(crate) waiting: OrdMap<QueueId, Arc<Queued>>,
    pub(crate) last: u64,
}

/// One message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its name in this queue.
    pub id: QueueId,
    /// Which mail it is.
    pub email: EmailId,
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
    /// When it is tried again; nothing while an attempt is under way.
    pub next_attempt: Option<Instant>,
}

/// A recipient of a message that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedRecipient {
    /// Who.
    pub recipient: Recipient,
    /// What has become of it.
    pub state: RecipientState,
    /// The sender has been told that it takes longer (RFC 3464 §2.3.3 `delayed`).
    pub warned: bool,
}

/// What has become of a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecipientState {
    /// Not tried yet, or its turn has come again.
    Waiting,
    /// Tried in vain for now.
    Deferred(Answer),
    /// In a mailbox of this host, or taken over by another server.
    Done(Answer),
    /// It will never be.
    Failed(Answer),
}

/// Why a recipient is in its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The enhanced status code.
    pub status: EnhancedCode,
    /// Who said so: another server's name, or nothing for this one.
    pub remote: Option<Arc<str>>,
    /// What was said, in one line.
    pub text: Arc<str>,
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

    /// How many messages wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }
}
