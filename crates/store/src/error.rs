//! Why the store refuses.

use core::fmt;

/// Why the store refused; nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no such account.
    NoSuchAccount,
    /// There is no mailbox of that name.
    NoSuchMailbox,
    /// There is a mailbox of that name already.
    MailboxExists,
    /// There is no message with that UID.
    NoSuchMessage,
    /// The mailbox name cannot be used: empty, too long, an empty level, or characters beyond
    /// printable ASCII (names are kept in the 7-bit form of `IMAP4rev1`, RFC 3501 §5.1.3).
    BadName,
    /// A bound of [`mailscope_base::limits`] is reached.
    LimitReached(Limit),
    /// Another session has the maildrop (RFC 1939 §4, RFC 2449 §8.1.2).
    InUse,
}

/// Which bound was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`mailscope_base::limits::MAILBOXES_MAX`].
    Mailboxes,
    /// [`mailscope_base::limits::MAILBOX_MESSAGES_MAX`].
    Messages,
    /// [`mailscope_base::limits::MESSAGE_OCTETS_MAX`].
    MessageOctets,
    /// [`mailscope_base::limits::KEYWORDS_MAX`].
    Keywords,
    /// The 32 bits of a UID or of a UIDVALIDITY are used up.
    Numbers,
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchAccount => "no such account",
            Self::NoSuchMailbox => "no such mailbox",
            Self::MailboxExists => "mailbox exists already",
            Self::NoSuchMessage => "no such message",
            Self::BadName => "not a usable mailbox name",
            Self::LimitReached(Limit::Mailboxes) => "too many mailboxes",
            Self::LimitReached(Limit::Messages) => "too many messages in the mailbox",
            Self::LimitReached(Limit::MessageOctets) => "message too large",
            Self::LimitReached(Limit::Keywords) => "too many keywords",
            Self::LimitReached(Limit::Numbers) => "no numbers left",
            Self::InUse => "maildrop in use by another session",
        })
    }
}

impl core::error::Error for StoreError {}
