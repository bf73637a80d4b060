//! What a person wants of a device. Free of protocols: the same intents under IMAP and under POP3.

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
    /// Change the settings of the account.
    Configure(Settings),
}
