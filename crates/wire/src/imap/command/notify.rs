//! NOTIFY (RFC 5465).

use crate::imap::{FetchItem, MailboxName};

/// `notify` (RFC 5465 §8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notify {
    /// `NOTIFY NONE`.
    None,
    /// `NOTIFY SET [STATUS] groups`.
    Set {
        /// `STATUS`: tell the state of the mailboxes at once.
        status: bool,
        /// In their order; the first that names a mailbox decides (RFC 5465 §6).
        groups: Vec<EventGroup>,
    },
}

/// `event-group` (RFC 5465 §8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventGroup {
    /// Which mailboxes.
    pub mailboxes: FilterMailboxes,
    /// Which events; empty for `NONE`.
    pub events: Vec<NotifyEvent>,
}

/// `filter-mailboxes` (RFC 5465 §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterMailboxes {
    /// `SELECTED`.
    Selected,
    /// `SELECTED-DELAYED`.
    SelectedDelayed,
    /// `INBOXES`.
    Inboxes,
    /// `PERSONAL`.
    Personal,
    /// `SUBSCRIBED`.
    Subscribed,
    /// `SUBTREE mailboxes`.
    Subtree(Vec<MailboxName>),
    /// `MAILBOXES mailboxes`.
    Mailboxes(Vec<MailboxName>),
}

/// `event` (RFC 5465 §5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifyEvent {
    /// `MessageNew`, with what to fetch of new messages in the selected mailbox.
    MessageNew(Vec<FetchItem>),
    /// `MessageExpunge`.
    MessageExpunge,
    /// `FlagChange`.
    FlagChange,
    /// `AnnotationChange`.
    AnnotationChange,
    /// `MailboxName`.
    MailboxName,
    /// `SubscriptionChange`.
    SubscriptionChange,
    /// `MailboxMetadataChange`.
    MailboxMetadataChange,
    /// `ServerMetadataChange`.
    ServerMetadataChange,
    /// An event of another name (RFC 5465 §5: answered by BADEVENT).
    Other(String),
}
