//! What waits on a device and what it remembers of its server, for who looks at it from outside.
//! Nothing here changes it.

use mailscope_base::{Flag, Instant, ModSeq, UidValidity};

use super::outbox::{Change, ChangeKind, FolderChange, MailChange};
use super::{LocalId, LocalMail};

/// A change that the server has not confirmed, or a question that it has not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting<'a> {
    /// What.
    pub what: Waits<'a>,
    /// A command for it was sent, and not refused: the server may have done it.
    pub tried: bool,
}

/// What can wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits<'a> {
    /// The whole of a mail is to be fetched.
    Fetch(LocalId),
    /// A flag of a mail is to be set or cleared.
    SetFlag(LocalId, &'a Flag, bool),
    /// A mail is to be put into that mailbox.
    Move(LocalId, &'a str),
    /// A mail is to be removed for good.
    Expunge(LocalId),
    /// A mailbox is to be made.
    Create(&'a str),
    /// A mailbox is to get another name.
    Rename(&'a str, &'a str),
    /// A mailbox is to be removed.
    Delete(&'a str),
    /// A mailbox is to be subscribed to, or no longer.
    Subscribe(&'a str, bool),
    /// A mail that was written here is to be kept in that mailbox.
    File(LocalId, &'a str),
    /// So many mails of that mailbox are to be removed for good.
    Empty(&'a str, usize),
    /// The server shall look for a word in that mailbox.
    Search(&'a str, &'a str),
    /// A mail is to be removed from the maildrop: its unique-id (POP3).
    Remove(&'a str),
    /// A mail of which only the header is here is to be fetched whole: its unique-id (POP3).
    FetchWhole(&'a str),
}

/// What a device knows of one mailbox of its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownMailbox {
    /// Its UIDVALIDITY (RFC 9051 §2.3.1.1).
    pub validity: Option<UidValidity>,
    /// The mod-sequence up to which everything is known (RFC 7162 §3.1).
    pub modseq: Option<ModSeq>,
    /// How many of its messages are on the device.
    pub known: usize,
    /// Of how many of them the text is not.
    pub bare: usize,
}

/// A mail that waits in the outbox to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSend<'a> {
    /// The mail.
    pub id: LocalId,
    /// For whom still, as they are written.
    pub recipients: Vec<String>,
    /// What the server said when it refused it; nothing while it may still be sent.
    pub refused: Option<&'a str>,
}

impl LocalMail {
    /// What waits for the server for reading, in the order in which it is done.
    pub fn waiting_changes(&self) -> impl Iterator<Item = Waiting<'_>> {
        let doomed = self.unique_ids.doomed.iter().map(|id| Waits::Remove(id));
        let wanted = self.unique_ids.wanted.iter().map(|id| Waits::FetchWhole(id));
        let of_maildrop = doomed.chain(wanted).map(|what| Waiting { what, tried: false });
        self.outbox.iter().map(Change::waits).chain(of_maildrop)
    }

    /// Mail that was written here and is not sent to everybody, in the order of the taps.
    pub fn to_send(&self) -> impl Iterator<Item = ToSend<'_>> {
        self.unsent.iter().map(|unsent| ToSend {
            id: unsent.id,
            recipients: unsent.recipients().map(ToString::to_string).collect(),
            refused: unsent.words_of_refusal(),
        })
    }

    /// The unique-ids that the device has fetched before, with the moment (POP3).
    pub fn remembered(&self) -> impl ExactSizeIterator<Item = (&str, Instant)> {
        self.unique_ids.seen.iter().map(|(id, at)| (id.as_str(), *at))
    }

    /// What the device knows of the mailbox that a folder shows; nothing for a folder of its own.
    pub fn known_mailbox(&self, folder: &str) -> Option<KnownMailbox> {
        let mailbox = self.mailboxes.get(self.home_of(folder))?;
        Some(KnownMailbox {
            validity: mailbox.validity,
            modseq: mailbox.modseq,
            known: mailbox.known.len(),
            bare: mailbox.bare.len(),
        })
    }
}

impl Change {
    fn waits(&self) -> Waiting<'_> {
        let what = match &self.kind {
            ChangeKind::Mail(id, MailChange::FetchBody) => Waits::Fetch(*id),
            ChangeKind::Mail(id, MailChange::SetFlag(flag, on)) => Waits::SetFlag(*id, flag, *on),
            ChangeKind::Mail(id, MailChange::Move(to, _)) => Waits::Move(*id, to),
            ChangeKind::Mail(id, MailChange::Expunge(_)) => Waits::Expunge(*id),
            ChangeKind::Folder(FolderChange::Create(name)) => Waits::Create(name),
            ChangeKind::Folder(FolderChange::Rename { from, to }) => Waits::Rename(from, to),
            ChangeKind::Folder(FolderChange::Delete(name)) => Waits::Delete(name),
            ChangeKind::Folder(FolderChange::Subscribe(name, on)) => Waits::Subscribe(name, *on),
            ChangeKind::File(filing) => Waits::File(filing.id, &filing.mailbox),
            ChangeKind::Empty(emptying) => Waits::Empty(&emptying.mailbox, emptying.ids.len()),
            ChangeKind::Search(query) => Waits::Search(&query.mailbox, &query.word),
        };
        Waiting { what, tried: self.tried }
    }
}
