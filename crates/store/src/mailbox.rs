//! One mailbox and its messages.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use mailscope_base::limits::MAILBOX_KEYWORDS_MAX;
use mailscope_base::{DateTime, EmailId, Flag, Flags, Keyword, ModSeq, Uid, UidValidity};

use crate::expunges::Expunges;
use crate::{Limit, Mail, SpecialUse, StoreError, Vanished, position_of};

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
    /// When it came into this mailbox (RFC 8514 §3).
    pub saved: DateTime,
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
    pub(crate) deleted_octets: u64,
    /// Each message under the mod-sequence that it has: one entry per message.
    pub(crate) changed: OrdMap<ModSeq, Uid>,
    pub(crate) expunges: Expunges,
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
            deleted_octets: 0,
            changed: OrdMap::new(),
            expunges: Expunges::new(),
            recent_from: Uid::FIRST,
        }
    }

    /// Its name: plain Unicode (RFC 9051 §5.1).
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// What it is for.
    pub const fn role(&self) -> Option<SpecialUse> {
        self.role
    }

    /// What names this mailbox and no other, now or ever, whatever its name (RFC 8474 §4).
    pub fn id(&self) -> String {
        format!("F{:08x}", self.uid_validity.get())
    }

    /// Its UIDVALIDITY: kept when it gets another name, never given to another mailbox.
    pub const fn uid_validity(&self) -> UidValidity {
        self.uid_validity
    }

    /// The UID that the next message gets; the largest there is when they are used up.
    pub fn uid_next(&self) -> Uid {
        self.uid_next.unwrap_or(Uid(core::num::NonZeroU32::MAX))
    }

    /// The modification sequence of its last change, expunges included (RFC 7162 §3.1.2.1,
    /// §3.2.7): no message has a greater one.
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

    /// The octets of its messages with `\Deleted` (RFC 9208 §4.1.4, `DELETED-STORAGE`).
    pub const fn deleted_octets(&self) -> u64 {
        self.deleted_octets
    }

    /// The messages that came or changed after `modseq`, in that order.
    pub fn changed_since(&self, modseq: ModSeq) -> impl Iterator<Item = (ModSeq, Uid)> {
        let later = modseq.next().into_iter().flat_map(|from| self.changed.range(from..));
        later.map(|(&modseq, &uid)| (modseq, uid))
    }

    /// The messages that have gone after `modseq`.
    pub fn vanished_since(&self, modseq: ModSeq) -> Vanished {
        self.expunges.since(modseq)
    }

    /// The messages that have gone and are remembered, the latest first, each with the mod-sequence of
    /// its expunge (RFC 7162 §3.2.7).
    pub fn expunged(&self) -> impl DoubleEndedIterator<Item = (ModSeq, Uid)> {
        self.expunges.latest()
    }

    /// How many messages that have gone are remembered.
    pub fn expunged_count(&self) -> usize {
        self.expunges.len()
    }

    /// The first UID that no session has been told of as `\Recent` (RFC 3501 §2.3.2).
    pub const fn recent_from(&self) -> Uid {
        self.recent_from
    }

    /// The position of the message with that UID.
    pub fn index_of(&self, uid: Uid) -> Option<usize> {
        position_of(&self.uids, uid).ok()
    }

    /// The message with that UID.
    pub fn get(&self, uid: Uid) -> Option<&Message> {
        self.messages.get(self.index_of(uid)?)
    }

    /// The number of the next change.
    pub(crate) fn next_modseq(&self) -> Result<ModSeq, StoreError> {
        self.highest_modseq.next().ok_or(StoreError::LimitReached(Limit::Numbers))
    }

    /// Whether the mailbox has room for the keywords among `flags`.
    pub(crate) fn check_keywords(&self, flags: &Flags) -> Result<(), StoreError> {
        let is_new = |flag: &Flag| match flag {
            Flag::Keyword(keyword) => !self.keywords.contains(keyword),
            _ => false,
        };
        if self.keywords.len() + flags.iter().filter(is_new).count() > MAILBOX_KEYWORDS_MAX {
            return Err(StoreError::LimitReached(Limit::MailboxKeywords));
        }
        Ok(())
    }

    /// Adds a message, the last one.
    pub(crate) fn push(&mut self, message: Message) {
        let uid = message.uid;
        self.uid_next = uid.next();
        self.highest_modseq = message.modseq;
        self.changed.insert(message.modseq, uid);
        self.octets += message.mail.len() as u64;
        self.unseen.insert(uid);
        self.index_flags(&message, &Flags::NONE);
        self.uids.push_back(uid);
        self.messages.push_back(message);
    }

    /// Replaces the flags of the message at `index`; the flags that it had are returned.
    pub(crate) fn set_flags(
        &mut self,
        index: usize,
        flags: Flags,
        modseq: ModSeq,
    ) -> Option<Flags> {
        let message = self.messages.get_mut(index)?;
        let before = core::mem::replace(&mut message.flags, flags);
        let modseq_before = core::mem::replace(&mut message.modseq, modseq);
        let message = message.clone();
        self.changed.remove(&modseq_before);
        self.changed.insert(modseq, message.uid);
        self.highest_modseq = modseq;
        self.index_flags(&message, &before);
        Some(before)
    }

    /// Removes the message at `index`.
    pub(crate) fn remove(&mut self, index: usize, modseq: ModSeq) -> Message {
        let message = self.messages.remove(index);
        self.uids.remove(index);
        self.highest_modseq = modseq;
        self.changed.remove(&message.modseq);
        self.expunges.remember(modseq, message.uid);
        self.unseen.remove(&message.uid);
        let octets = message.mail.len() as u64;
        self.octets = self.octets.saturating_sub(octets);
        if self.deleted.remove(&message.uid).is_some() {
            self.deleted_octets = self.deleted_octets.saturating_sub(octets);
        }
        message
    }

    /// Keeps what is counted by flags in step with those of a message.
    fn index_flags(&mut self, message: &Message, before: &Flags) {
        let Message { uid, flags, .. } = message;
        let octets = message.mail.len() as u64;
        match (before.contains(&Flag::Seen), flags.contains(&Flag::Seen)) {
            (true, false) => drop(self.unseen.insert(*uid)),
            (false, true) => drop(self.unseen.remove(uid)),
            _ => {}
        }
        match (before.contains(&Flag::Deleted), flags.contains(&Flag::Deleted)) {
            (false, true) => {
                self.deleted.insert(*uid);
                self.deleted_octets += octets;
            }
            (true, false) => {
                self.deleted.remove(uid);
                self.deleted_octets = self.deleted_octets.saturating_sub(octets);
            }
            _ => {}
        }
        for flag in flags.iter() {
            // The spelling that came first stays (RFC 9051 §2.3.2: case does not count).
            if let Flag::Keyword(keyword) = flag
                && !self.keywords.contains(&keyword)
            {
                self.keywords.insert(keyword);
            }
        }
    }
}
