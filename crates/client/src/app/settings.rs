//! Settings of a mail app: the policies that protocols leave open. None of them is a rule of a
//! protocol.

use mailscope_base::{Address, Duration};

use crate::TlsPolicy;

/// One account as a person sets it up on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The user name for the server.
    pub user: String,
    /// The password for the server.
    pub password: String,
    /// How mail is read, with that way's policies.
    pub protocol: Protocol,
    /// TLS for reading.
    pub tls: TlsPolicy,
    /// How mail is sent; nothing for a device that only reads.
    pub sending: Option<SendingSettings>,
}

/// How a device sends mail: submission (RFC 6409).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendingSettings {
    /// The name of the person, as `From:` shows it; may be empty.
    pub name: String,
    /// The address of the person.
    pub address: Address,
    /// The user name for the submission server.
    pub user: String,
    /// The password for it.
    pub password: String,
    /// TLS for sending.
    pub tls: TlsPolicy,
    /// Where a copy of what was sent is kept.
    pub sent: SentCopy,
}

/// Who keeps a copy of what was sent. SMTP itself keeps none: a message that was handed over is gone
/// from the device unless somebody files it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SentCopy {
    /// The device: by APPEND to the server's folder under IMAP, in a folder of its own under POP3.
    #[default]
    ByAppend,
    /// The provider, when it takes the message; the device finds it there when it looks.
    ByProvider,
    /// The device, though the provider does too: there are two.
    Both,
    /// Nobody.
    None,
}

impl SentCopy {
    /// Whether the device files a copy.
    pub(crate) const fn by_device(self) -> bool {
        matches!(self, Self::ByAppend | Self::Both)
    }
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
