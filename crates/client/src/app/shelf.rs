//! How local mail is kept: every way of finding a mail agrees with the mail itself, because all of
//! them are changed here, and every visible difference is told here.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use mailscope_base::{Flag, Flags, Instant, ModSeq, Uid, UidValidity};
use mailscope_wire::imap::CalendarDate;

use super::learned::Tally;
use super::{LocalChange, LocalId, LocalMail, LocalMessage, Origin};

/// A mail with what only the device itself needs to know.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    /// The mail as it is shown.
    pub(crate) message: LocalMessage,
    /// What the server said, while the mail shows changes that the server has not confirmed.
    pub(crate) confirmed: Option<Confirmed>,
    /// Its place in the order of its folder.
    rank: u64,
}

/// What the server has confirmed of a mail.
#[derive(Clone, Debug)]
pub(crate) struct Confirmed {
    /// The mailbox that holds it.
    pub(crate) folder: String,
    /// Its flags.
    pub(crate) flags: Flags,
}

/// The mail that one folder shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shelf {
    /// Oldest first.
    pub(crate) order: OrdMap<u64, LocalId>,
    /// How many of them are not `\Seen`.
    pub(crate) unread: usize,
}

/// What the device knows of one mailbox of the server.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mailbox {
    /// Its UIDVALIDITY (RFC 9051 §2.3.1.1).
    pub(crate) validity: Option<UidValidity>,
    /// The mod-sequence up to which everything is known (RFC 7162 §3.1).
    pub(crate) modseq: Option<ModSeq>,
    /// The local copies of its messages.
    pub(crate) known: OrdMap<Uid, LocalId>,
    /// Those of them whose text is not here.
    pub(crate) bare: OrdSet<Uid>,
    /// The first day whose mail is kept; nothing where all of it is.
    pub(crate) since: Option<CalendarDate>,
    /// What STATUS told before it was looked into the last time.
    pub(crate) told: Option<Tally>,
}

/// The unique-ids that a POP3 device remembers (RFC 1939 §7).
#[derive(Clone, Debug, Default)]
pub(crate) struct UniqueIds {
    /// Fetched before, and when: not fetched again, whatever became of the local copy.
    pub(crate) seen: OrdMap<String, Instant>,
    /// To be removed from the server.
    pub(crate) doomed: OrdSet<String>,
    /// To be fetched whole, where only the header is here.
    pub(crate) wanted: OrdSet<String>,
}

/// Mail without a UID in the folder that shows it comes after all mail with one.
const RANK_WITHOUT_UID: u64 = 1 << 32;

impl Kept {
    /// The mailbox of the server that holds the mail.
    pub(crate) fn home(&self) -> &str {
        self.confirmed.as_ref().map_or(&self.message.folder, |confirmed| &confirmed.folder)
    }

    fn rank(&self) -> u64 {
        match &self.message.origin {
            Origin::Imap(_, uid) if self.home() == self.message.folder => u64::from(uid.get()),
            // Newer than all that has a UID here: moved here, or written on this device.
            Origin::Imap(..) | Origin::Composed(_) => {
                RANK_WITHOUT_UID + u64::from(self.message.id.0)
            }
            Origin::Pop3(_) => u64::from(self.message.id.0),
        }
    }

    /// Octets that the mail takes up here.
    fn octets(&self) -> u64 {
        let summary = &self.message.summary;
        let text = summary.from.len()
            + summary.address.len()
            + summary.subject.len()
            + summary.message_id.as_ref().map_or(0, String::len);
        let body = self.message.body.as_ref().map_or(0, bytes::Bytes::len);
        (text + body) as u64
    }

    fn unread(&self) -> bool {
        !self.message.flags.contains(&Flag::Seen)
    }
}

impl LocalMail {
    /// Keeps a new mail, whose `id` is given here.
    pub(crate) fn insert(&mut self, mut message: LocalMessage) -> LocalId {
        let id = LocalId(self.next_id);
        self.next_id = self.next_id.saturating_add(1);
        message.id = id;
        self.by_origin.insert(message.origin.clone(), id);
        if let Origin::Imap(_, uid) = message.origin {
            let folder = message.folder.clone();
            let mailbox = self.mailboxes.entry(folder).or_default();
            mailbox.known.insert(uid, id);
            if message.body.is_none() {
                mailbox.bare.insert(uid);
            }
        }
        let mut kept = Kept { message, confirmed: None, rank: 0 };
        kept.rank = kept.rank();
        self.put_on_shelf(&kept);
        self.octets += kept.octets();
        self.whole += usize::from(kept.message.body.is_some());
        self.messages.insert(id, Arc::new(kept));
        self.changes.push(LocalChange::Appeared { id });
        id
    }

    /// Removes a mail from the device.
    pub(crate) fn remove(&mut self, id: LocalId) {
        let Some(kept) = self.messages.remove(&id) else { return };
        self.take_off_shelf(&kept.message.folder.clone(), kept.rank, kept.unread());
        self.octets = self.octets.saturating_sub(kept.octets());
        self.whole -= usize::from(kept.message.body.is_some());
        self.forget_place(&kept);
        self.changes.push(LocalChange::Vanished {
            id,
            origin: kept.message.origin.clone(),
            folder: kept.message.folder.clone(),
        });
    }

    /// Changes a mail, and tells what a person can see of it.
    pub(crate) fn edit(&mut self, id: LocalId, change: impl FnOnce(&mut Kept)) {
        let Some(entry) = self.messages.get_mut(&id) else { return };
        let kept = Arc::make_mut(entry);
        let (folder, flags, rank, unread, octets, had_body) = (
            kept.message.folder.clone(),
            kept.message.flags.clone(),
            kept.rank,
            kept.unread(),
            kept.octets(),
            kept.message.body.is_some(),
        );
        change(kept);
        kept.rank = kept.rank();
        let after = Arc::clone(entry);
        if (&folder, rank, unread) != (&after.message.folder, after.rank, after.unread()) {
            self.take_off_shelf(&folder, rank, unread);
            self.put_on_shelf(&after);
        }
        self.octets = self.octets.saturating_sub(octets) + after.octets();
        self.whole = self.whole + usize::from(after.message.body.is_some()) - usize::from(had_body);
        if folder != after.message.folder {
            let to = after.message.folder.clone();
            self.changes.push(LocalChange::Moved { id, from: folder, to });
        }
        if flags != after.message.flags {
            let after = after.message.flags.clone();
            self.changes.push(LocalChange::FlagsChanged { id, before: flags, after });
        }
        if !had_body && after.message.body.is_some() {
            if let Origin::Imap(_, uid) = after.message.origin
                && let Some(mailbox) = self.mailboxes.get_mut(after.home())
            {
                mailbox.bare.remove(&uid);
            }
            self.changes.push(LocalChange::BodyFetched { id });
        }
    }

    /// The server holds the mail in another place than before.
    pub(crate) fn rehome(&mut self, id: LocalId, to: &str, validity: UidValidity, uid: Uid) {
        let Some(kept) = self.messages.get(&id).cloned() else { return };
        self.forget_place(&kept);
        let mailbox = self.mailboxes.entry(to.to_owned()).or_default();
        mailbox.validity.get_or_insert(validity);
        // The copy may have been found by a synchronisation before the server told where it went.
        if let Some(twin) = mailbox.known.insert(uid, id).filter(|twin| *twin != id) {
            self.remove(twin);
            self.mailboxes.entry(to.to_owned()).or_default().known.insert(uid, id);
        }
        let origin = Origin::Imap(validity, uid);
        self.by_origin.insert(origin.clone(), id);
        if kept.message.body.is_none() {
            self.mailboxes.entry(to.to_owned()).or_default().bare.insert(uid);
        }
        self.edit(id, |kept| {
            kept.message.origin = origin;
            match &mut kept.confirmed {
                Some(confirmed) => to.clone_into(&mut confirmed.folder),
                None => to.clone_into(&mut kept.message.folder),
            }
        });
    }

    /// The server no longer holds the mail where it was, though the device still shows it.
    pub(crate) fn leave_home(&mut self, id: LocalId) {
        if let Some(kept) = self.messages.get(&id).cloned() {
            self.forget_place(&kept);
        }
    }

    /// A mailbox has another name: every mail that the server holds there, and every mail that is shown
    /// there.
    pub(crate) fn relabel(&mut self, old: &str, new: &str) {
        let moved = self.shelves.remove(old).unwrap_or_default();
        let mailbox = self.mailboxes.remove(old).unwrap_or_default();
        let ids = moved.order.values().chain(mailbox.known.values()).copied();
        for id in ids.collect::<Vec<_>>() {
            let Some(kept) = self.messages.get_mut(&id).map(Arc::make_mut) else { continue };
            let confirmed = kept.confirmed.as_mut().map(|confirmed| &mut confirmed.folder);
            for folder in confirmed.into_iter().chain([&mut kept.message.folder]) {
                if folder == old {
                    new.clone_into(folder);
                }
            }
        }
        let place = self.shelves.entry(new.to_owned()).or_default();
        place.unread += moved.unread;
        place.order.extend(moved.order);
        self.mailboxes.insert(new.to_owned(), mailbox);
    }

    /// Forgets everything, as a new account does. Names of mails are not used again.
    pub(crate) fn clear(&mut self) {
        let ids: Vec<LocalId> = self.messages.keys().copied().collect();
        for id in ids {
            self.remove(id);
        }
        let changes = core::mem::take(&mut self.changes);
        *self = Self { next_id: self.next_id, changes, ..Self::default() };
        self.changes.push(LocalChange::Folders);
    }

    fn forget_place(&mut self, kept: &Kept) {
        let (id, origin) = (kept.message.id, &kept.message.origin);
        if self.by_origin.get(origin) == Some(&id) {
            self.by_origin.remove(origin);
        }
        if let Origin::Imap(_, uid) = origin
            && let Some(mailbox) = self.mailboxes.get_mut(kept.home())
            && mailbox.known.get(uid) == Some(&id)
        {
            mailbox.known.remove(uid);
            mailbox.bare.remove(uid);
        }
    }

    fn put_on_shelf(&mut self, kept: &Kept) {
        let place = self.shelves.entry(kept.message.folder.clone()).or_default();
        place.order.insert(kept.rank, kept.message.id);
        place.unread += usize::from(kept.unread());
    }

    fn take_off_shelf(&mut self, folder: &str, rank: u64, unread: bool) {
        if let Some(shelf) = self.shelves.get_mut(folder) {
            shelf.order.remove(&rank);
            shelf.unread = shelf.unread.saturating_sub(usize::from(unread));
        }
    }
}
