//! What servers tell a device about its mail, written down.

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::{Flags, Instant, ModSeq, Uid, UidValidity};
use mailscope_wire::imap::CalendarDate;

use super::{
    ConflictKind, Folder, FolderRole, LocalChange, LocalId, LocalMail, LocalMessage, Origin,
    Standing, Summary,
};

/// What STATUS says of a mailbox (RFC 9051 §7.3.3): where it says the same twice, hardly anything has
/// changed between; with HIGHESTMODSEQ, nothing has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) messages: u32,
    pub(crate) next: Option<Uid>,
    pub(crate) validity: Option<UidValidity>,
    pub(crate) unseen: u32,
    pub(crate) modseq: Option<ModSeq>,
}

/// Why all mail of a mailbox is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forgotten {
    /// The mailbox is gone, and its messages with it.
    Gone,
    /// Its messages have other UIDs now (RFC 9051 §2.3.1.1).
    Renumbered,
}

impl LocalMail {
    /// The server's list of folders. Folders that are gone take their mail with them; tells how
    /// many changes are lost by that.
    pub(crate) fn learn_folders(&mut self, listed: Vec<Folder>, now: Instant) -> usize {
        let known_at = |name: &str| {
            let known = self.listed.iter().find(|folder| folder.name == name);
            known.and_then(|folder| folder.known_at)
        };
        let listed: Vector<Folder> = listed
            .into_iter()
            .map(|folder| Folder { known_at: known_at(&folder.name), ..folder })
            .collect();
        if listed == self.listed {
            return 0;
        }
        self.listed = listed;
        self.repaint_folders();
        let gone: Vec<String> =
            self.mailboxes.keys().filter(|name| !self.is_listed(name)).cloned().collect();
        let mut lost = 0;
        for name in gone {
            lost += self.forget_mailbox(&name, Forgotten::Gone, now);
            self.mailboxes.remove(&name);
        }
        lost
    }

    /// Whether the server has a mailbox of that name, by its own list or because this device had it made.
    pub(crate) fn is_listed(&self, name: &str) -> bool {
        self.listed.iter().any(|folder| folder.name == name)
    }

    /// Whether the device knows of every mail in a folder.
    pub(crate) fn knows_all(&self, shown: &str) -> bool {
        let known =
            |folder: &Folder| folder.known_at.is_some() && self.since(&folder.home).is_none();
        self.folder(shown).is_some_and(known)
    }

    /// Forgets all mail that the server held in a mailbox; tells how many changes are lost by that.
    pub(crate) fn forget_mailbox(&mut self, name: &str, why: Forgotten, now: Instant) -> usize {
        let Some(mailbox) = self.mailboxes.get_mut(name) else { return 0 };
        mailbox.validity = None;
        mailbox.modseq = None;
        mailbox.told = None;
        let known = core::mem::take(&mut mailbox.known);
        let lost = known.values().map(|id| {
            let removals = if why == Forgotten::Gone { 0 } else { self.removals_of(*id) };
            removals + self.vanish(*id)
        });
        let lost = lost.sum();
        if lost > 0 {
            let kind = match why {
                Forgotten::Gone => ConflictKind::MailboxGone { lost },
                Forgotten::Renumbered => ConflictKind::Renumbered { lost },
            };
            self.dispute_folder(name, kind, now);
        }
        lost
    }

    /// A mail is gone from the server by this device's own doing, or with all others; tells how many
    /// changes are lost by that.
    pub(crate) fn vanish(&mut self, id: LocalId) -> usize {
        let lost = self.drop_changes_of(id);
        self.remove(id);
        lost
    }

    /// The UIDVALIDITY under which a mailbox is known.
    pub(crate) fn validity(&self, mailbox: &str) -> Option<UidValidity> {
        self.mailboxes.get(mailbox)?.validity
    }

    /// Knows a mailbox under that UIDVALIDITY from now on.
    pub(crate) fn learn_validity(&mut self, mailbox: &str, validity: UidValidity) {
        self.mailboxes.entry(mailbox.to_owned()).or_default().validity = Some(validity);
    }

    /// The mod-sequence up to which all of a mailbox is known (RFC 7162 §3.1).
    pub(crate) fn modseq(&self, mailbox: &str) -> Option<ModSeq> {
        let mailbox = self.mailboxes.get(mailbox)?;
        mailbox.modseq.filter(|_| mailbox.since.is_none())
    }

    /// The first day whose mail is kept of a mailbox; nothing where all of it is.
    pub(crate) fn since(&self, mailbox: &str) -> Option<CalendarDate> {
        self.mailboxes.get(mailbox)?.since
    }

    /// Keeps the mail of a mailbox from that day on.
    pub(crate) fn learn_since(&mut self, mailbox: &str, since: Option<CalendarDate>) {
        self.mailboxes.entry(mailbox.to_owned()).or_default().since = since;
    }

    /// Whether a mailbox is as the device knows it, by what STATUS tells.
    pub(crate) fn is_as_told(&self, name: &str, told: &Tally) -> bool {
        let looked = self.listed.iter().any(|f| f.name == name && f.known_at.is_some());
        let Some(mailbox) = self.mailboxes.get(name).filter(|_| looked) else { return false };
        let same = mailbox.validity == told.validity
            && mailbox.known.len() == told.messages as usize
            && mailbox.since.is_none()
            && mailbox.modseq.is_some()
            && mailbox.modseq == told.modseq;
        same || mailbox.told.as_ref() == Some(told)
    }

    /// A mailbox has been looked into after STATUS told this of it.
    pub(crate) fn learn_tally(&mut self, mailbox: &str, tally: Tally) {
        self.mailboxes.entry(mailbox.to_owned()).or_default().told = Some(tally);
    }

    /// The messages of a mailbox whose text is not here, the newest first, with their sizes.
    pub(crate) fn bare(&self, mailbox: &str) -> impl Iterator<Item = (Uid, u64)> {
        let mailbox = self.mailboxes.get(mailbox);
        mailbox.into_iter().flat_map(|mailbox| {
            mailbox.bare.iter().rev().map(|uid| {
                let id = mailbox.known.get(uid);
                let message = id.and_then(|id| self.message(*id));
                (*uid, message.map_or(0, |message| u64::from(message.summary.size)))
            })
        })
    }

    /// Whether the text of a message is not here.
    pub(crate) fn is_bare(&self, mailbox: &str, uid: Uid) -> bool {
        self.mailboxes.get(mailbox).is_some_and(|mailbox| mailbox.bare.contains(&uid))
    }

    /// Whether the text of some message of a mailbox is not here.
    pub(crate) fn has_bare(&self, mailbox: &str) -> bool {
        self.mailboxes.get(mailbox).is_some_and(|mailbox| !mailbox.bare.is_empty())
    }

    /// Everything up to that mod-sequence is known of a mailbox.
    pub(crate) fn learn_modseq(&mut self, mailbox: &str, modseq: ModSeq) {
        self.mailboxes.entry(mailbox.to_owned()).or_default().modseq = Some(modseq);
    }

    /// The largest UID of a mailbox that has a local copy.
    pub(crate) fn last_known(&self, mailbox: &str) -> Option<Uid> {
        self.mailboxes.get(mailbox)?.known.get_max().map(|(uid, _)| *uid)
    }

    /// The local copy of a message of the server.
    pub(crate) fn known(&self, mailbox: &str, uid: Uid) -> Option<LocalId> {
        self.mailboxes.get(mailbox)?.known.get(&uid).copied()
    }

    /// The messages of a mailbox that have local copies, in the order of their UIDs.
    pub(crate) fn known_in(&self, mailbox: &str) -> impl Iterator<Item = (Uid, LocalId)> {
        let known = self.mailboxes.get(mailbox).map(|mailbox| &mailbox.known);
        known.into_iter().flat_map(|known| known.iter().map(|(uid, id)| (*uid, *id)))
    }

    /// Keeps a message of the server that the device has not known.
    pub(crate) fn learn_message(
        &mut self,
        mailbox: &str,
        uid: Uid,
        flags: Flags,
        summary: Summary,
        now: Instant,
    ) {
        let Some(validity) = self.validity(mailbox) else { return };
        self.turned_up(mailbox, &summary, now);
        self.insert(LocalMessage {
            id: LocalId(0),
            folder: mailbox.to_owned(),
            origin: Origin::Imap(validity, uid),
            flags,
            standing: Standing::Settled,
            summary,
            body: None,
            known_at: now,
        });
    }

    /// The server's word on a mail's flags; `own` if a command of this device may have set them.
    pub(crate) fn learn_flags(&mut self, id: LocalId, flags: &Flags, own: bool, now: Instant) {
        if !own {
            self.changed_there(id, flags, now);
        }
        let mut waiting = false;
        self.edit(id, |kept| {
            kept.message.known_at = now;
            if let Some(confirmed) = &mut kept.confirmed {
                confirmed.flags = flags.clone();
                waiting = true;
            } else {
                kept.message.flags = flags.clone();
            }
        });
        if waiting {
            self.repaint(id, now);
        }
    }

    /// The whole message.
    pub(crate) fn learn_body(&mut self, id: LocalId, body: Bytes, now: Instant) {
        self.edit(id, |kept| {
            kept.message.known_at = now;
            kept.message.body = Some(body);
        });
    }

    /// The device knows all of a folder at this moment.
    pub(crate) fn learn_all(&mut self, folder: &str, now: Instant) {
        for entry in self.listed.iter_mut().chain(self.folders.iter_mut()) {
            if entry.home == folder {
                entry.known_at = Some(now);
            }
        }
        self.changes.push(LocalChange::Synchronised { folder: folder.to_owned() });
    }
}

impl FolderRole {
    /// What a folder is probably for, by the last part of its name: what a client falls back to
    /// when no server says it (RFC 6154 is the better source).
    pub(crate) fn by_name(name: &str) -> Self {
        let last = name.rsplit(['/', '.']).next().unwrap_or(name);
        let is = |names: &[&str]| names.iter().any(|n| last.eq_ignore_ascii_case(n));
        if name.eq_ignore_ascii_case("INBOX") {
            Self::Inbox
        } else if is(&["Drafts", "Local Drafts", "Entw&APw-rfe", "Entwürfe"]) {
            Self::Drafts
        } else if is(&["Sent", "Sent Items", "Sent Messages", "Sent Mail", "Gesendet"]) {
            Self::Sent
        } else if is(&["Trash", "Deleted Items", "Deleted Messages", "Papierkorb"]) {
            Self::Trash
        } else if is(&["Junk", "Junk E-mail", "Spam"]) {
            Self::Junk
        } else if is(&["Archive", "Archives", "Archiv"]) {
            Self::Archive
        } else {
            Self::Other
        }
    }
}
