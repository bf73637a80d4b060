//! Settings of a mail app: the policies that protocols leave open. None of them is a rule of a
//! protocol.

use mailscope_base::Duration;

/// One account as a person sets it up on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The user name for the server.
    pub user: String,
    /// The password for the server.
    pub password: String,
    /// How mail is read, with that way's policies.
    pub protocol: Protocol,
}

/// How a device reads mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// IMAP.
    Imap(ImapPolicy),
    /// POP3.
    Pop3(Pop3Policy),
}

/// When the app looks for changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckFor {
    /// It keeps a connection open and lets the server call (IMAP IDLE); where a server or a
    /// protocol cannot do that, it asks every 15 minutes.
    Idle,
    /// It connects, asks and leaves, over and over.
    Every(Duration),
    /// Only when a person asks.
    Manual,
}

/// What an IMAP account does with its freedoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImapPolicy {
    /// When it looks for changes.
    pub check: CheckFor,
    /// What the button "Delete" does.
    pub on_delete: OnDelete,
}

/// What the button "Delete" means to an IMAP account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDelete {
    /// Move to the mailbox whose role is Trash (MOVE, or COPY, `\Deleted` and EXPUNGE where it is
    /// missing).
    MoveToTrash,
    /// Only mark it `\Deleted`; it stays in its place.
    MarkDeleted,
    /// Mark it `\Deleted` and EXPUNGE at once.
    Expunge,
}

/// What a POP3 account does with its freedoms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pop3Policy {
    /// When it looks for new mail. [`CheckFor::Idle`] cannot be had: POP3 has no way to call.
    pub check: CheckFor,
    /// What becomes of the server's copy.
    pub after_fetch: AfterFetch,
}

/// What a POP3 account does to the server's copy of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFetch {
    /// Nothing, ever: it leaves mail on the server.
    Leave,
    /// It removes the server's copy after the person has deleted the mail on this device.
    RemoveWhenDeletedHere,
    /// It removes the server's copy as soon as it has fetched it.
    RemoveAtOnce,
}
