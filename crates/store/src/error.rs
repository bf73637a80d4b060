//! Why the store refuses.

use core::fmt;

use crate::Resource;

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
    /// The mailbox name cannot be used: empty, too long, an empty level, or a control character
    /// (RFC 9051 §5.1, RFC 5198 §2).
    BadName,
    /// INBOX cannot be deleted (RFC 9051 §6.3.5).
    InboxStays,
    /// A mailbox that the provider has made can be neither deleted nor renamed.
    SystemLabelStays,
    /// A mailbox cannot be renamed to a name below its own.
    BelowItself,
    /// The account has no room for it (RFC 9208).
    OverQuota(Resource),
    /// A bound of [`mailscope_base::limits`] is reached.
    LimitReached(Limit),
    /// The account's owner has switched POP3 off.
    PopDisabled,
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
    /// [`mailscope_base::limits::MAILBOX_KEYWORDS_MAX`].
    MailboxKeywords,
    /// [`mailscope_base::limits::KEYWORD_OCTETS_MAX`].
    KeywordOctets,
    /// [`mailscope_base::limits::SUBSCRIPTIONS_MAX`].
    Subscriptions,
    /// [`mailscope_base::limits::QUEUE_MESSAGES_MAX`].
    Queue,
    /// The 32 bits of a UID or of a UIDVALIDITY, or the 63 bits of a mod-sequence, are used up.
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
            Self::InboxStays => "INBOX cannot be deleted",
            Self::SystemLabelStays => "the provider's own mailboxes stay as they are",
            Self::BelowItself => "a mailbox cannot be moved below itself",
            Self::OverQuota(Resource::Storage) => {
                "not enough room: the octets of the quota are used up"
            }
            Self::OverQuota(Resource::Message) => "the quota allows no more messages",
            Self::LimitReached(Limit::Keywords) => "too many keywords for one message",
            Self::LimitReached(Limit::MailboxKeywords) => "too many keywords in the mailbox",
            Self::LimitReached(Limit::KeywordOctets) => "keyword too long",
            Self::LimitReached(Limit::Subscriptions) => "too many subscriptions",
            Self::LimitReached(Limit::Queue) => "too many messages in the queue",
            Self::LimitReached(Limit::Numbers) => "no numbers left",
            Self::PopDisabled => "the owner of this account has switched POP3 off",
            Self::InUse => "maildrop in use by another session",
        })
    }
}

impl core::error::Error for StoreError {}
