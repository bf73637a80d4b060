//! What a person wants of a device. Free of protocols: the same intents under IMAP and under POP3.

use mailscope_base::Address;

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
    /// Change the settings of the account.
    Configure(Settings),
}

/// What a person has written, before the app makes a message of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Whether the person wants to hear that it was delivered (RFC 3461 §4.1, `NOTIFY=SUCCESS`).
    pub request_dsn: bool,
}
