//! What happens to messages.

use std::sync::Arc;

use mailscope_base::limits::{
    KEYWORD_OCTETS_MAX, KEYWORDS_MAX, MAILBOX_MESSAGES_MAX, MESSAGE_OCTETS_MAX,
};
use mailscope_base::{AccountId, DateTime, EmailId, Flag, Flags, Uid};

use super::Store;
use super::labels::Note;
use crate::{Change, ChangeKind, Limit, Mail, MailboxRef, Message, StoreError};

/// A message that comes into a mailbox from outside the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its octets.
    pub mail: Mail,
    /// Its flags.
    pub flags: Flags,
    /// When a server received it: the internal date (RFC 9051 §2.3.3).
    pub received: DateTime,
    /// The present date: when it comes into this mailbox (RFC 8514 §3).
    pub saved: DateTime,
}

impl NewMessage {
    /// A mail that has just come in: no flags, and one date for both.
    pub const fn arriving(mail: Mail, now: DateTime) -> Self {
        Self { mail, flags: Flags::NONE, received: now, saved: now }
    }
}

/// Whether the account's quota counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Needed,
    /// The account will not hold more than before.
    SameAsBefore,
}

impl Store {
    /// Puts a mail that the store has not seen before into a mailbox.
    pub fn append<'a>(
        &mut self,
        account: AccountId,
        mailbox: impl Into<MailboxRef<'a>>,
        message: NewMessage,
    ) -> Result<Change, StoreError> {
        if message.mail.len() > MESSAGE_OCTETS_MAX {
            return Err(StoreError::LimitReached(Limit::MessageOctets));
        }
        let email = EmailId(self.next_email);
        let change = self.put_new(account, mailbox, email, message)?;
        self.next_email += 1;
        Ok(change)
    }

    /// Puts the message into another mailbox (or the same) as well: the same mail under a new UID,
    /// with its flags and its internal date (RFC 9051 §6.4.7). `saved` is the present date.
    pub fn copy<'a, 'b>(
        &mut self,
        account: AccountId,
        from: impl Into<MailboxRef<'a>>,
        uid: Uid,
        to: impl Into<MailboxRef<'b>>,
        saved: DateTime,
    ) -> Result<Change, StoreError> {
        let copied = self.duplicate(account, from.into(), uid, to.into(), saved, Room::Needed)?;
        self.note_arrival(account, &copied);
        Ok(copied)
    }

    /// Puts the message into another mailbox (or the same) under a new UID and takes it out of this
    /// one (RFC 6851): what is returned is the arrival and the removal. The quota does not count,
    /// for the account holds as much as before (RFC 6851 §4.1).
    pub fn relocate<'a, 'b>(
        &mut self,
        account: AccountId,
        from: impl Into<MailboxRef<'a>>,
        uid: Uid,
        to: impl Into<MailboxRef<'b>>,
        saved: DateTime,
    ) -> Result<[Change; 2], StoreError> {
        let from = from.into();
        let before = self.clone();
        let arrival = self.duplicate(account, from, uid, to.into(), saved, Room::SameAsBefore)?;
        match self.take_out(account, from, uid) {
            Ok((removal, _)) => {
                self.note_arrival(account, &arrival);
                Ok([arrival, removal])
            }
            Err(error) => {
                *self = before;
                Err(error)
            }
        }
    }

    /// Replaces the flags of a message. Nothing is returned if they were the same before.
    pub fn set_flags<'a>(
        &mut self,
        account: AccountId,
        mailbox: impl Into<MailboxRef<'a>>,
        uid: Uid,
        flags: Flags,
    ) -> Result<Option<Change>, StoreError> {
        let change = self.replace_flags(account, mailbox.into(), uid, flags)?;
        if let Some((validity, uid)) = change.as_ref().and_then(|change| change.kind.place()) {
            self.note(account, Note::Flagged(validity, uid));
        }
        Ok(change)
    }

    pub(super) fn replace_flags(
        &mut self,
        account: AccountId,
        mailbox: MailboxRef<'_>,
        uid: Uid,
        flags: Flags,
    ) -> Result<Option<Change>, StoreError> {
        let (_, place) = self.mailbox_of(account, mailbox)?;
        let index = place.index_of(uid).ok_or(StoreError::NoSuchMessage)?;
        let message = place.messages.get(index).ok_or(StoreError::NoSuchMessage)?;
        if message.flags == flags {
            return Ok(None);
        }
        let email = message.email;
        check_keywords(&flags)?;
        place.check_keywords(&flags)?;
        let modseq = place.next_modseq()?;
        let place = self.mailbox_mut(account, mailbox)?;
        let before = place.set_flags(index, flags.clone(), modseq);
        let before = before.ok_or(StoreError::NoSuchMessage)?;
        let (mailbox, validity) = (Arc::clone(&place.name), place.uid_validity);
        let kind =
            ChangeKind::FlagsSet { mailbox, validity, uid, email, before, after: flags, modseq };
        Ok(Some(self.change(account, kind)))
    }

    /// Removes a message for good.
    pub fn expunge<'a>(
        &mut self,
        account: AccountId,
        mailbox: impl Into<MailboxRef<'a>>,
        uid: Uid,
    ) -> Result<Change, StoreError> {
        let (change, message) = self.take_out(account, mailbox.into(), uid)?;
        if let Some(validity) = change.kind.validity() {
            self.note(account, Note::Left(validity, message));
        }
        Ok(change)
    }

    pub(super) fn take_out(
        &mut self,
        account: AccountId,
        mailbox: MailboxRef<'_>,
        uid: Uid,
    ) -> Result<(Change, Message), StoreError> {
        let (_, place) = self.mailbox_of(account, mailbox)?;
        let index = place.index_of(uid).ok_or(StoreError::NoSuchMessage)?;
        let modseq = place.next_modseq()?;
        let place = self.mailbox_mut(account, mailbox)?;
        let message = place.remove(index, modseq);
        let (mailbox, validity) = (Arc::clone(&place.name), place.uid_validity);
        let email = message.email;
        if self.takes_room(account, email) {
            self.account_mut(account)?.usage.remove(message.mail.len() as u64, 1);
        }
        let kind = ChangeKind::Expunged { mailbox, validity, uid, email, modseq };
        Ok((self.change(account, kind), message))
    }

    /// Tells one session of a mailbox's new messages: returns the UID from which on none had been
    /// told before, so that each message is `\Recent` to one session only (RFC 3501 §2.3.2). No
    /// change of the mail.
    pub fn claim_recent<'a>(
        &mut self,
        account: AccountId,
        mailbox: impl Into<MailboxRef<'a>>,
    ) -> Result<Uid, StoreError> {
        let place = self.mailbox_mut(account, mailbox.into())?;
        let next = place.uid_next();
        Ok(core::mem::replace(&mut place.recent_from, next))
    }

    /// Puts a mail of that name, which takes room, into a mailbox.
    pub(super) fn put_new<'a>(
        &mut self,
        account: AccountId,
        mailbox: impl Into<MailboxRef<'a>>,
        email: EmailId,
        message: NewMessage,
    ) -> Result<Change, StoreError> {
        let change = self.put(account, mailbox.into(), email, message, Room::Needed)?;
        self.note_arrival(account, &change);
        Ok(change)
    }

    /// Whether one more message of a mail takes room, or one less gives it: a copy takes as much as
    /// the first one, but a label takes none.
    fn takes_room(&self, account: AccountId, email: EmailId) -> bool {
        !self.has_labels(account) || self.present(account, email).is_empty()
    }

    fn note_arrival(&mut self, account: AccountId, change: &Change) {
        if let Some((validity, uid)) = change.kind.place() {
            self.note(account, Note::Arrived(validity, uid));
        }
    }

    fn duplicate(
        &mut self,
        account: AccountId,
        from: MailboxRef<'_>,
        uid: Uid,
        to: MailboxRef<'_>,
        saved: DateTime,
        room: Room,
    ) -> Result<Change, StoreError> {
        let (_, place) = self.mailbox_of(account, from)?;
        let message = place.get(uid).ok_or(StoreError::NoSuchMessage)?.clone();
        let Message { email, flags, received, mail, .. } = message;
        self.put(account, to, email, NewMessage { mail, flags, received, saved }, room)
    }

    pub(super) fn put(
        &mut self,
        account: AccountId,
        mailbox: MailboxRef<'_>,
        email: EmailId,
        message: NewMessage,
        room: Room,
    ) -> Result<Change, StoreError> {
        let NewMessage { mail, flags, received, saved } = message;
        let octets = mail.len() as u64;
        check_keywords(&flags)?;
        let (owner, place) = self.mailbox_of(account, mailbox)?;
        place.check_keywords(&flags)?;
        let takes_room = self.takes_room(account, email);
        if room == Room::Needed
            && takes_room
            && let Some(resource) = owner.usage.exceeded_by(octets, &owner.quota)
        {
            return Err(StoreError::OverQuota(resource));
        }
        if place.messages.len() >= MAILBOX_MESSAGES_MAX {
            return Err(StoreError::LimitReached(Limit::Messages));
        }
        let uid = place.uid_next.ok_or(StoreError::LimitReached(Limit::Numbers))?;
        let modseq = place.next_modseq()?;
        let place = self.mailbox_mut(account, mailbox)?;
        place.push(Message { uid, email, flags, modseq, received, saved, mail });
        let (mailbox, validity) = (Arc::clone(&place.name), place.uid_validity);
        if takes_room {
            self.account_mut(account)?.usage.add(octets);
        }
        self.emails.insert((validity, uid), email);
        self.places.insert((email, validity, uid));
        Ok(self.change(account, ChangeKind::Appended { mailbox, validity, uid, email, modseq }))
    }
}

fn check_keywords(flags: &Flags) -> Result<(), StoreError> {
    let mut keywords = 0;
    for flag in flags.iter() {
        if let Flag::Keyword(keyword) = flag {
            keywords += 1;
            if keyword.as_str().len() > KEYWORD_OCTETS_MAX {
                return Err(StoreError::LimitReached(Limit::KeywordOctets));
            }
        }
    }
    if keywords > KEYWORDS_MAX { Err(StoreError::LimitReached(Limit::Keywords)) } else { Ok(()) }
}
