//! What a device keeps: its folders and its copies of mail. Everything here came over the wire or
//! from a tap.

use std::sync::Arc;

use bytes::Bytes;
use imbl::{OrdMap, Vector};
use mailscope_base::{Flags, Instant, Uid, UidValidity};

use super::outbox::Change;
use super::shelf::{Kept, Mailbox, Shelf, UniqueIds};
use super::{Conflict, Found, Summary, Unsent};

/// One mail on one device; never reused.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct LocalId(pub u32);

/// Where a local mail comes from, in the server's terms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A mailbox, named by its UIDVALIDITY, and a UID (RFC 9051 §2.3.1.1).
    Imap(UidValidity, Uid),
    /// A unique-id of POP3 (RFC 1939 §7, UIDL).
    Pop3(String),
    /// Written on this device, with this `Message-ID:`, angle brackets included.
    Composed(String),
}

/// What a folder is for, as far as the device knows (RFC 6154, or a local convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderRole {
    /// The inbox.
    Inbox,
    /// Drafts.
    Drafts,
    /// Mail that waits to be sent.
    Outbox,
    /// Sent mail.
    Sent,
    /// Deleted mail.
    Trash,
    /// Junk.
    Junk,
    /// The archive.
    Archive,
    /// A folder that a person made.
    Other,
}

/// A folder on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Its name: the mailbox name under IMAP.
    pub name: String,
    /// What it is for.
    pub role: FolderRole,
    /// Whether it exists on this device only.
    pub local: bool,
    /// When the device last knew all of it; nothing if it has never looked inside.
    pub known_at: Option<Instant>,
    /// Whether the account has subscribed to it; nothing if the server has not said so.
    pub subscribed: Option<bool>,
    /// Changed here; the server has not confirmed it yet.
    pub pending: bool,
    /// What the server calls it now.
    pub(crate) home: String,
}

/// How a local mail stands to the server, as far as the device itself knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// As the server said.
    Settled,
    /// Changed here; the server has not confirmed it yet.
    Pending,
    /// A copy of its own (POP3): nobody keeps it equal.
    Own,
}

/// One mail on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalMessage {
    /// Its name on this device.
    pub id: LocalId,
    /// The folder that shows it.
    pub folder: String,
    /// Where it comes from.
    pub origin: Origin,
    /// Its flags as this device shows them.
    pub flags: Flags,
    /// How it stands to the server.
    pub standing: Standing,
    /// Sender, subject and date, decoded for reading.
    pub summary: Summary,
    /// The whole message, if it has been fetched.
    pub body: Option<Bytes>,
    /// When the device last heard of it, or changed it itself.
    pub known_at: Instant,
}

/// The device's local mail. Cheap to copy: collections are persistent.
#[derive(Clone, Debug, Default)]
pub struct LocalMail {
    /// As they are shown: `listed` with what waits in the outbox on top of it, and `own_folders`.
    pub(crate) folders: Vector<Folder>,
    /// The server's list.
    pub(crate) listed: Vector<Folder>,
    /// Folders that exist on this device only.
    pub(crate) own_folders: Vector<Folder>,
    /// Whether a folder is shown under another name than the server's.
    pub(crate) folders_pending: bool,
    /// Whether only folders that the account has subscribed to are shown.
    pub(crate) subscribed_only: bool,
    /// What stands between the levels of the server's names (RFC 9051 §7.3.1).
    pub(crate) delimiter: Option<char>,
    pub(crate) messages: OrdMap<LocalId, Arc<Kept>>,
    pub(crate) by_origin: OrdMap<Origin, LocalId>,
    /// The messages that each folder shows, by its name.
    pub(crate) shelves: OrdMap<String, Shelf>,
    /// What the server holds in each mailbox, by its name (IMAP).
    pub(crate) mailboxes: OrdMap<String, Mailbox>,
    /// What is still to be done with the server, in the order of the taps (IMAP).
    pub(crate) outbox: Vector<Change>,
    /// Mail that was written here and is not sent to everybody, in the order of the taps.
    pub(crate) unsent: Vector<Unsent>,
    /// The unique-ids that this device remembers (POP3).
    pub(crate) unique_ids: UniqueIds,
    /// What was done here and elsewhere, neither knowing of the other; oldest first.
    pub(crate) conflicts: Vector<Conflict>,
    /// The latest search.
    pub(crate) found: Option<Found>,
    /// What the provider's program wants to see in each request (a web page).
    pub(crate) web_session: Option<String>,
    pub(crate) next_id: u32,
    pub(crate) next_change: u32,
    pub(crate) octets: u64,
    /// How many messages are here whole.
    pub(crate) whole: usize,
    /// Changes since the last [`LocalMail::take_changes`].
    pub(crate) changes: Vec<LocalChange>,
}

impl LocalMail {
    /// The folders, in the order in which the device learned of them.
    pub fn folders(&self) -> impl Iterator<Item = &Folder> {
        self.folders.iter()
    }

    /// The folder of that name.
    pub fn folder(&self, name: &str) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.name == name)
    }

    /// The first folder for that purpose.
    pub fn folder_for(&self, role: FolderRole) -> Option<&Folder> {
        self.folders.iter().find(|folder| folder.role == role)
    }

    /// The mail of that name.
    pub fn message(&self, id: LocalId) -> Option<&LocalMessage> {
        self.messages.get(&id).map(|kept| &kept.message)
    }

    /// Every mail on the device, in the order of arrival here.
    pub fn messages(&self) -> impl Iterator<Item = &LocalMessage> {
        self.messages.values().map(|kept| &kept.message)
    }

    /// The mail that a folder shows, newest first: by falling UID where the server numbers it
    /// (IMAP), by falling order of arrival on this device where it does not (POP3). Mail that was
    /// moved here and has no UID yet comes first.
    pub fn messages_in<'a>(
        &'a self,
        folder: &str,
    ) -> impl Iterator<Item = &'a LocalMessage> + use<'a> {
        self.shelves
            .get(self.home_of(folder))
            .into_iter()
            .flat_map(|shelf| shelf.order.values().rev())
            .filter_map(|id| self.message(*id))
    }

    /// The mail that came from there.
    pub fn by_origin(&self, origin: &Origin) -> Option<LocalId> {
        self.by_origin.get(origin).copied()
    }

    /// How many mails the device has.
    pub fn len(&self) -> usize {
        self.messages.len()
    }

    /// Whether the device has no mail.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// How many mails a folder shows. O(log folders).
    pub fn count(&self, folder: &str) -> usize {
        self.shelves.get(self.home_of(folder)).map_or(0, |shelf| shelf.order.len())
    }

    /// How many mails of a folder are not marked as read. O(log folders).
    pub fn unread(&self, folder: &str) -> usize {
        self.shelves.get(self.home_of(folder)).map_or(0, |shelf| shelf.unread)
    }

    /// Octets of mail kept on the device: summaries as they are shown, and the messages that were
    /// fetched whole.
    pub fn octets(&self) -> u64 {
        self.octets
    }

    /// How many mails the device has whole.
    pub const fn whole(&self) -> usize {
        self.whole
    }

    /// What a person can see changed since this was asked the last time, in order.
    pub fn take_changes(&mut self) -> Vec<LocalChange> {
        core::mem::take(&mut self.changes)
    }
}

impl LocalMail {
    /// Whether the device has fetched the mail of that unique-id before, and so does not fetch it
    /// again (POP3).
    pub fn remembers(&self, unique_id: &str) -> bool {
        self.unique_ids.seen.contains_key(unique_id)
    }

    /// Whether the device removes the mail of that unique-id from the server at its next visit
    /// (POP3).
    pub fn will_remove(&self, unique_id: &str) -> bool {
        self.unique_ids.doomed.contains(unique_id)
    }
}

/// Something that a person can see changed on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LocalChange {
    /// The list of folders changed.
    Folders,
    /// A mail appeared in a folder.
    Appeared {
        /// The mail.
        id: LocalId,
    },
    /// A mail's flags changed.
    FlagsChanged {
        /// The mail.
        id: LocalId,
        /// The flags before.
        before: Flags,
        /// The flags since.
        after: Flags,
    },
    /// A mail is in another folder.
    Moved {
        /// The mail.
        id: LocalId,
        /// The folder before.
        from: String,
        /// The folder since.
        to: String,
    },
    /// A mail is no longer on the device.
    Vanished {
        /// The mail as it was.
        id: LocalId,
        /// Where it came from.
        origin: Origin,
        /// The folder that showed it.
        folder: String,
    },
    /// The whole message is on the device.
    BodyFetched {
        /// The mail.
        id: LocalId,
    },
    /// The server confirmed what was changed here.
    Settled {
        /// The mail.
        id: LocalId,
    },
    /// The submission server has taken a mail for at least one recipient: it is the server's affair
    /// now.
    Sent {
        /// The mail.
        id: LocalId,
    },
    /// The submission server does not want a mail, for these recipients; trying again would not help.
    SendRefused {
        /// The mail.
        id: LocalId,
        /// The recipients, as they are written.
        recipients: Vec<String>,
        /// What the server said.
        words: String,
    },
    /// A mail could not be handed over, and stays in the outbox for another try.
    NotSentYet {
        /// The mail.
        id: LocalId,
        /// Why: what the server said, or what happened to the connection.
        why: String,
    },
    /// What was done here and what was done elsewhere did not know of each other. Told once more when
    /// the device understands better what happened.
    Conflict(Conflict),
    /// The device knows all of a folder, up to this moment.
    Synchronised {
        /// The folder.
        folder: String,
    },
    /// A folder has another name; the mail in it is the same.
    FolderRenamed {
        /// The name before.
        from: String,
        /// The name since.
        to: String,
    },
    /// The server refuses what was done to a folder here: the device has taken it back.
    FolderRefused {
        /// The folder.
        folder: String,
        /// What the server said.
        words: String,
    },
    /// A search has found what it will find.
    Found {
        /// The word.
        word: String,
        /// The folder that was searched.
        folder: String,
        /// How many mails have the word, on the device or not.
        count: u32,
        /// Whether all the mail of the folder was searched; on a device, only what it has.
        complete: bool,
    },
}

impl LocalChange {
    /// The mail that changed, if it is about one.
    pub const fn mail(&self) -> Option<LocalId> {
        match self {
            Self::Folders
            | Self::Synchronised { .. }
            | Self::FolderRenamed { .. }
            | Self::FolderRefused { .. }
            | Self::Found { .. } => None,
            Self::Conflict(conflict) => match &conflict.mail {
                Some(mail) => Some(mail.id),
                None => None,
            },
            Self::Appeared { id }
            | Self::FlagsChanged { id, .. }
            | Self::Moved { id, .. }
            | Self::Vanished { id, .. }
            | Self::BodyFetched { id }
            | Self::Settled { id }
            | Self::Sent { id }
            | Self::SendRefused { id, .. }
            | Self::NotSentYet { id, .. } => Some(*id),
        }
    }
}
