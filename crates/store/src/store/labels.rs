//! What follows from a change in an account whose mailboxes are labels.
//!
//! A change of such an account leaves a note, and [`Store::follow_up`] does what follows from it:
//! whoever changes the store calls it when its own change is complete, and tells of both. So no
//! protocol knows of labels, and in an account by the book nothing follows from anything.

use mailscope_base::{AccountId, DateTime, EmailId, Flag, Flags, Uid, UidValidity};

use super::Store;
use super::messages::Room;
use crate::labels::{Expunged, Kept, Labels, SYSTEM};
use crate::{Change, Mail, Message, NewMessage, SpecialUse, StoreError};

/// How many of the newest sent mails are compared with one that comes to them: an app stores its
/// copy right after it has submitted the mail.
const SENT_COMPARED: usize = 20;

/// A change from which something may follow.
#[derive(Clone, Debug)]
pub(crate) enum Note {
    /// A message came into a mailbox.
    Arrived(UidValidity, Uid),
    /// A message was expunged from a mailbox.
    Left(UidValidity, Message),
    /// The flags of a message changed.
    Flagged(UidValidity, Uid),
}

impl Store {
    /// Makes an account's mailboxes labels, with those that the provider has; [`Store::follow_up`] is
    /// to be called after it.
    pub fn keep_labels(
        &mut self,
        account: AccountId,
        labels: Labels,
    ) -> Result<Vec<Change>, StoreError> {
        let mut changes = Vec::with_capacity(SYSTEM.len());
        let mut system = Vec::with_capacity(SYSTEM.len());
        for (name, role) in SYSTEM {
            let change = self.create_mailbox(account, name, Some(role))?;
            system.extend(change.kind.validity());
            changes.push(change);
        }
        let popped = imbl::OrdSet::new();
        let kept = Kept { labels, system: system.into(), popped };
        let owner = self.account_mut(account)?;
        owner.kept = Some(kept);
        // What was there before bears the label of its mailbox, and is All Mail as well.
        let there = owner.mailboxes.values().flat_map(|mailbox| {
            let validity = mailbox.uid_validity;
            mailbox.uids.iter().map(move |uid| (account, Note::Arrived(validity, *uid)))
        });
        let there: Vec<_> = there.collect();
        self.notes.extend(there);
        Ok(changes)
    }

    /// Changes the settings of an account with labels. Nothing happens to one without.
    pub fn set_labels(&mut self, account: AccountId, labels: Labels) {
        if let Some(kept) = self.kept_mut(account) {
            kept.labels = labels;
        }
    }

    /// Keeps a copy of a mail that was submitted, where the provider does that; [`Store::follow_up`]
    /// is to be called after it. POP3 does not hand it out.
    pub fn file_sent(&mut self, account: AccountId, mail: Mail, now: DateTime) -> Option<Change> {
        let kept = self.kept(account)?;
        let sent = kept.place(SpecialUse::Sent).filter(|_| kept.labels.sent_copy)?;
        let flags = [Flag::Seen].into_iter().collect();
        let message = NewMessage { mail, flags, received: now, saved: now };
        let change = self.append(account, sent, message).ok()?;
        if let (Some(kept), Some(email)) = (self.kept_mut(account), change.kind.email()) {
            kept.popped.insert(email);
        }
        Some(change)
    }

    /// Does what follows from the changes since the last call, and returns it. `now` is the present
    /// date. What a limit forbids does not follow.
    pub fn follow_up(&mut self, now: DateTime) -> Vec<Change> {
        let mut following = Following { now, changes: Vec::new() };
        while let Some((account, note)) = self.notes.pop_front() {
            match note {
                Note::Arrived(validity, uid) => following.arrived(self, account, (validity, uid)),
                Note::Left(validity, message) => {
                    following.left(self, account, validity, &message);
                }
                Note::Flagged(validity, uid) => following.flagged(self, account, (validity, uid)),
            }
        }
        following.changes
    }

    /// Whether the account's mailboxes are labels.
    pub fn has_labels(&self, account: AccountId) -> bool {
        self.kept(account).is_some()
    }

    pub(super) fn note(&mut self, account: AccountId, note: Note) {
        if self.has_labels(account) {
            self.notes.push_back((account, note));
        }
    }

    /// The places that a mail has in the account, and no longer had.
    pub(super) fn present(&self, account: AccountId, email: EmailId) -> Vec<(UidValidity, Uid)> {
        let Some(owner) = self.account(account) else { return Vec::new() };
        let is_there = |(validity, uid): &(UidValidity, Uid)| {
            owner.mailbox_by_validity(*validity).is_some_and(|place| place.index_of(*uid).is_some())
        };
        self.places_of(email).filter(is_there).collect()
    }

    pub(super) fn kept(&self, account: AccountId) -> Option<&Kept> {
        self.account(account)?.kept.as_ref()
    }

    pub(super) fn kept_mut(&mut self, account: AccountId) -> Option<&mut Kept> {
        self.account_mut(account).ok()?.kept.as_mut()
    }

    fn look(&self, account: AccountId, (validity, uid): (UidValidity, Uid)) -> Option<&Message> {
        self.account(account)?.mailbox_by_validity(validity)?.get(uid)
    }
}

/// What follows, while it is being done. Nothing here leaves notes.
struct Following {
    now: DateTime,
    changes: Vec<Change>,
}

type Place = (UidValidity, Uid);

impl Following {
    fn arrived(&mut self, store: &mut Store, account: AccountId, place: Place) {
        let Some(message) = store.look(account, place).cloned() else { return };
        let Some(kept) = store.kept(account).cloned() else { return };
        let email = message.email;
        let aside = kept.is_aside(place.0);
        for other in store.present(account, email).into_iter().filter(|other| *other != place) {
            // In the trash and among junk a mail has no label; anywhere else it is not in the trash,
            // and a label is borne once.
            if aside || kept.is_aside(other.0) || other.0 == place.0 {
                self.remove(store, account, other);
            }
        }
        if aside {
            return;
        }
        if kept.role(place.0) == Some(SpecialUse::Sent) {
            self.replace_sent(store, account, place, &message);
        }
        self.put(store, account, kept.place(SpecialUse::All), &message);
        let mut flags = message.flags;
        if kept.role(place.0) == Some(SpecialUse::Flagged) {
            flags.insert(Flag::Flagged);
        }
        self.share_flags(store, account, email, &flags);
    }

    fn flagged(&mut self, store: &mut Store, account: AccountId, place: Place) {
        let Some(message) = store.look(account, place).cloned() else { return };
        let Some(kept) = store.kept(account).cloned() else { return };
        self.share_flags(store, account, message.email, &message.flags);
        if kept.labels.auto_expunge && message.flags.contains(&Flag::Deleted) {
            self.remove(store, account, place);
            self.left(store, account, place.0, &message);
        }
    }

    fn left(
        &mut self,
        store: &mut Store,
        account: AccountId,
        from: UidValidity,
        message: &Message,
    ) {
        let Some(kept) = store.kept(account).cloned() else { return };
        let present = store.present(account, message.email);
        if present.iter().any(|(validity, _)| kept.is_aside(*validity)) {
            // What is in the trash has no label any more.
            return;
        }
        let all = kept.place(SpecialUse::All);
        let labelled = present.iter().any(|(validity, _)| Some(*validity) != all);
        match kept.labels.expunged {
            // Out of the trash there is no way back, unless the mail has been taken out before.
            _ if kept.is_aside(from) && present.is_empty() => {}
            _ if kept.is_aside(from) || labelled => self.put(store, account, all, message),
            Expunged::Archive => self.put(store, account, all, message),
            Expunged::Trash => {
                self.put(store, account, kept.place(SpecialUse::Trash), message);
                self.remove_all(store, account, present);
            }
            Expunged::DeleteForever => self.remove_all(store, account, present),
        }
        // What is left of the mail tells its flags.
        let rest = store.present(account, message.email);
        let rest = rest.first().and_then(|place| store.look(account, *place));
        let Some(mut flags) = rest.map(|message| message.flags.clone()) else { return };
        if kept.role(from) == Some(SpecialUse::Flagged) {
            flags.remove(&Flag::Flagged);
        }
        self.share_flags(store, account, message.email, &flags);
    }

    /// A mail has its flags whatever its labels; only `\Deleted` is about one of them. A star is a
    /// flag and a label.
    fn share_flags(
        &mut self,
        store: &mut Store,
        account: AccountId,
        email: EmailId,
        flags: &Flags,
    ) {
        let places = store.present(account, email);
        for place in &places {
            let own = store.look(account, *place).map(|message| message.flags.clone());
            let is_deleted = own.is_some_and(|own| own.contains(&Flag::Deleted));
            let mut flags = without_deleted(flags);
            if is_deleted {
                flags.insert(Flag::Deleted);
            }
            let change = store.replace_flags(account, place.0.into(), place.1, flags);
            self.changes.extend(change.ok().flatten());
        }
        let Some(kept) = store.kept(account).cloned() else { return };
        if places.iter().any(|(validity, _)| kept.is_aside(*validity)) {
            return;
        }
        let starred = kept.place(SpecialUse::Flagged);
        let star = places.iter().find(|(validity, _)| Some(*validity) == starred).copied();
        match (flags.contains(&Flag::Flagged), star) {
            (true, None) => {
                let message = places.first().and_then(|place| store.look(account, *place)).cloned();
                if let Some(message) = message {
                    self.put(store, account, starred, &message);
                }
            }
            (false, Some(place)) => self.remove(store, account, place),
            _ => {}
        }
    }

    /// What an app stores among sent mail takes the place of the copy that the server has kept.
    fn replace_sent(
        &mut self,
        store: &mut Store,
        account: AccountId,
        place: Place,
        message: &Message,
    ) {
        let Some(sent) = store.account(account).and_then(|a| a.mailbox_by_validity(place.0)) else {
            return;
        };
        let newest = sent.messages().iter().rev().take(SENT_COMPARED);
        let is_same = |other: &&Message| {
            let (one, two) = (message.mail.summary(), other.mail.summary());
            other.email != message.email
                && one.message_id.is_some()
                && one.message_id == two.message_id
                && one.date == two.date
        };
        let same: Vec<_> = newest.filter(is_same).map(|other| other.email).collect();
        for email in same {
            let places = store.present(account, email);
            self.remove_all(store, account, places);
            if let Some(kept) = store.kept_mut(account) {
                kept.popped.insert(message.email);
            }
        }
    }

    /// Puts the mail into a mailbox, unless it is there.
    fn put(
        &mut self,
        store: &mut Store,
        account: AccountId,
        to: Option<UidValidity>,
        message: &Message,
    ) {
        let Some(to) = to else { return };
        let Message { email, flags, received, mail, .. } = message;
        if store.present(account, *email).iter().any(|(validity, _)| *validity == to) {
            return;
        }
        let (flags, mail) = (without_deleted(flags), mail.clone());
        let new = NewMessage { mail, flags, received: *received, saved: self.now };
        let change = store.put(account, to.into(), *email, new, Room::SameAsBefore);
        self.changes.extend(change);
    }

    fn remove(&mut self, store: &mut Store, account: AccountId, (validity, uid): Place) {
        let removed = store.take_out(account, validity.into(), uid);
        self.changes.extend(removed.map(|(change, _)| change));
    }

    fn remove_all(&mut self, store: &mut Store, account: AccountId, places: Vec<Place>) {
        for place in places {
            self.remove(store, account, place);
        }
    }
}

fn without_deleted(flags: &Flags) -> Flags {
    let mut flags = flags.clone();
    flags.remove(&Flag::Deleted);
    flags
}
