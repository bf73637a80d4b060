//! One mailbox and its messages.

use std::sync::Arc;

use imbl::{OrdSet, Vector};
use mailscope_base::{DateTime, EmailId, Flag, Flags, Keyword, ModSeq, Uid, UidValidity};

use crate::{Mail, SpecialUse};

/// One message in one mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its unique identifier here (RFC 9051 §2.3.1.1).
    pub uid: Uid,
    /// Which mail it is: copies share it.
    pub email: EmailId,
    /// Its flags.
    pub flags: Flags,
    /// When it last changed.
    pub modseq: ModSeq,
    /// When the server received it (RFC 9051 §2.3.3).
    pub received: DateTime,
    /// Its octets.
    pub mail: Mail,
}

/// One mailbox.
#[derive(Clone, Debug)]
pub struct Mailbox {
    pub(crate) name: Arc<str>,
    pub(crate) role: Option<SpecialUse>,
    pub(crate) uid_validity: UidValidity,
    /// Nothing when the 32 bits are used up.
    pub(crate) uid_next: Option<Uid>,
    pub(crate) highest_modseq: ModSeq,
    pub(crate) messages: Vector<Message>,
    /// The UIDs of `messages`, for sessions to keep: a clone is all a selection costs.
    pub(crate) uids: Vector<Uid>,
    pub(crate) unseen: OrdSet<Uid>,
    pub(crate) deleted: OrdSet<Uid>,
    pub(crate) keywords: OrdSet<Keyword>,
    pub(crate) octets: u64,
    pub(crate) recent_from: Uid,
}

impl Mailbox {
    pub(crate) fn new(name: Arc<str>, role: Option<SpecialUse>, uid_validity: UidValidity) -> Self {
        Self {
            name,
            role,
            uid_validity,
            uid_next: Some(Uid::FIRST),
            highest_modseq: ModSeq(1),
            messages: Vector::new(),
            uids: Vector::new(),
            unseen: OrdSet::new(),
            deleted: OrdSet::new(),
            keywords: OrdSet::new(),
            octets: 0,
            recent_from: Uid::FIRST,
        }
    }

    /// Its name, as IMAP writes it.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// What it is for.
    pub const fn role(&self) -> Option<SpecialUse> {
        self.role
    }

    /// Its UIDVALIDITY.
    pub const fn uid_validity(&self) -> UidValidity {
        self.uid_validity
    }

    /// The UID that the next message gets; the largest there is when they are used up.
    pub fn uid_next(&self) -> Uid {
        self.uid_next.unwrap_or(Uid(core::num::NonZeroU32::MAX))
    }

    /// The modification sequence of its last change (RFC 7162 §3.1.2.1).
    pub const fn highest_modseq(&self) -> ModSeq {
        self.highest_modseq
    }

    /// Its messages, UIDs ascending.
    pub const fn messages(&self) -> &Vector<Message> {
        &self.messages
    }

    /// The UIDs of its messages, ascending.
    pub const fn uids(&self) -> &Vector<Uid> {
        &self.uids
    }

    /// Messages without `\Seen`.
    pub const fn unseen(&self) -> &OrdSet<Uid> {
        &self.unseen
    }

    /// Messages with `\Deleted`.
    pub const fn deleted(&self) -> &OrdSet<Uid> {
        &self.deleted
    }

    /// Every keyword that a message here has or had.
    pub const fn keywords(&self) -> &OrdSet<Keyword> {
        &self.keywords
    }

    /// The octets of all its messages.
    pub const fn octets(&self) -> u64 {
        self.octets
    }

    /// The first UID that no session has been told of as `\Recent` (RFC 3501 §2.3.2).
    pub const fn recent_from(&self) -> Uid {
        self.recent_from
    }

    /// The position of the message with that UID.
    pub fn index_of(&self, uid: Uid) -> Option<usize> {
        self.uids.binary_search(&uid).ok()
    }

    /// The message with that UID.
    pub fn get(&self, uid: Uid) -> Option<&Message> {
        self.messages.get(self.index_of(uid)?)
    }

    /// Numbers a change.
    pub(crate) fn touch(&mut self) -> ModSeq {
        self.highest_modseq = ModSeq(self.highest_modseq.0.saturating_add(1));
        self.highest_modseq
    }

    /// Keeps `unseen`, `deleted` and `keywords` in step with a message's flags.
    pub(crate) fn index_flags(&mut self, uid: Uid, flags: &Flags) {
        if flags.contains(&Flag::Seen) {
            self.unseen.remove(&uid);
        } else {
            self.unseen.insert(uid);
        }
        if flags.contains(&Flag::Deleted) {
            self.deleted.insert(uid);
        } else {
            self.deleted.remove(&uid);
        }
        for flag in flags.iter() {
            if let Flag::Keyword(keyword) = flag {
                self.keywords.insert(keyword);
            }
        }
    }
}
