//! What a person wants of a device. Free of protocols: the same intents under IMAP and under POP3.

use mailscope_base::Address;
use serde::{Deserialize, Serialize};

use super::{LocalId, Settings};

/// A person's wish. [`MailApp`](super::MailApp) turns it into local changes and protocol commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Show a mail, which marks it as read.
    Open(LocalId),
    /// Mark as read or unread.
    SetRead(LocalId, bool),
    /// Set or clear the flag.
    SetFlagged(LocalId, bool),
    /// Put into the folder of that name.
    Move(LocalId, String),
    /// Press "Delete": what that does is a setting.
    Delete(LocalId),
    /// Show the folder of that name.
    OpenFolder(String),
    /// Look for mail now.
    CheckMail,
    /// Press "Send".
    Send(Draft),
    /// Keep an unfinished mail: a new draft, or in place of the draft of that name.
    SaveDraft(Option<LocalId>, Draft),
    /// Make a folder.
    CreateFolder(String),
    /// Give a folder another name.
    RenameFolder(String, String),
    /// Remove a folder with the mail in it.
    DeleteFolder(String),
    /// Subscribe to a folder, or no longer (RFC 9051 §6.3.7).
    Subscribe(String, bool),
    /// Remove for good what the trash holds.
    EmptyTrash,
    /// Put a keyword on a mail, or take it off (RFC 9051 §2.3.2).
    SetKeyword(LocalId, String, bool),
    /// Look for a word in the folder that is shown.
    Search(String, SearchIn),
    /// Throw the app away with all it knows, and set it up anew with the same settings.
    Reinstall,
    /// Change the settings of the account.
    Configure(Settings),
}

/// Where a search looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SearchIn {
    /// In what is on the device.
    Here,
    /// On the server, which has all of it (RFC 9051 §6.4.4). POP3 has no such command.
    Server,
}

/// What a person has written, before the app makes a message of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Who shall get it.
    pub to: Vec<Address>,
    /// Who shall get it, too.
    pub cc: Vec<Address>,
    /// Who shall get it without the others seeing that: they stand in the envelope only (RFC 5322
    /// §3.6.3).
    pub bcc: Vec<Address>,
    /// The subject.
    pub subject: String,
    /// The text; its lines end in LF or CRLF.
    pub text: String,
    /// The mail that it answers.
    pub in_reply_to: Option<LocalId>,
    /// The unfinished mail that it was, which is no longer needed as soon as this is sent.
    pub continues: Option<LocalId>,
    /// Whether the person wants to hear that it was delivered (RFC 3461 §4.1, `NOTIFY=SUCCESS`).
    pub request_dsn: bool,
}
