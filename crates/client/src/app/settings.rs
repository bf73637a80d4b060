//! Settings of a mail app: the policies that protocols leave open. None of them is a rule of a
//! protocol.

use mailscope_base::{Address, Duration};
use serde::{Deserialize, Serialize};

use crate::TlsPolicy;

/// One account as a person sets it up on a device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// IMAP.
    Imap(ImapPolicy),
    /// POP3.
    Pop3(Pop3Policy),
    /// The provider's web page.
    Webmail(WebmailPolicy),
}

/// When the app looks for changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImapPolicy {
    /// When it looks for changes.
    pub check: CheckFor,
    /// What the button "Delete" does.
    pub on_delete: OnDelete,
    /// How much of the mail it keeps on the device.
    pub keeps: Keeps,
    /// Which of the server's mailboxes it shows.
    pub shows: Shows,
    /// Where it keeps what is not finished.
    pub drafts: Drafts,
}

impl Default for ImapPolicy {
    /// What most apps do where nobody changes anything.
    fn default() -> Self {
        Self {
            check: CheckFor::Idle,
            on_delete: OnDelete::MoveToTrash,
            keeps: Keeps::Headers,
            shows: Shows::All,
            drafts: Drafts::OnServer,
        }
    }
}

/// How much of the server's mail an IMAP device keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Keeps {
    /// What a list shows; a mail comes whole when somebody opens it, and stays.
    Headers,
    /// The mail that arrived in the last so many days, whole; nothing older.
    LastDays(u16),
    /// Everything, whole.
    Everything,
}

/// Which of the server's mailboxes a device shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// Every one that can be selected.
    All,
    /// Those that the account has subscribed to (RFC 9051 §6.3.7), and INBOX.
    Subscribed,
}

/// Where a device keeps what is written and not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Drafts {
    /// In the server's mailbox for drafts, so that another device can go on with it.
    OnServer,
    /// In a folder of its own.
    Here,
}

/// What the button "Delete" means to an IMAP account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pop3Policy {
    /// When it looks for new mail. [`CheckFor::Idle`] cannot be had: POP3 has no way to call.
    pub check: CheckFor,
    /// What becomes of the server's copy.
    pub after_fetch: AfterFetch,
    /// How much it fetches of a mail that it does not know.
    pub fetches: Fetches,
}

impl Default for Pop3Policy {
    /// What most apps do where nobody changes anything.
    fn default() -> Self {
        Self {
            check: CheckFor::Every(Duration::from_mins(15)),
            after_fetch: AfterFetch::Leave,
            fetches: Fetches::Whole,
        }
    }
}

/// How much a POP3 device fetches of a mail that it does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Fetches {
    /// The whole mail: RETR.
    Whole,
    /// Its header: TOP (RFC 1939 §7); the whole mail when somebody opens it.
    Headers,
}

/// What a POP3 account does to the server's copy of a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum AfterFetch {
    /// Nothing, ever: it leaves mail on the server.
    Leave,
    /// It removes the server's copy at the first visit this many days after it fetched it.
    RemoveAfterDays(u16),
    /// It removes the server's copy after the person has deleted the mail on this device.
    RemoveWhenDeletedHere,
    /// It removes the server's copy as soon as it has fetched it.
    RemoveAtOnce,
}

/// What a web page does with its freedoms. What its buttons do is the provider's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebmailPolicy {
    /// When the page loads itself again. [`CheckFor::Idle`] cannot be had: the program does not call.
    pub check: CheckFor,
}

impl Default for WebmailPolicy {
    /// A page that somebody has left open.
    fn default() -> Self {
        Self { check: CheckFor::Manual }
    }
}
