//! What a client has asked to hear of by NOTIFY, and which mailboxes that is about (RFC 5465).

use std::sync::Arc;

use mailscope_base::limits::NOTIFICATIONS_PER_TURN_MAX;
use mailscope_store::{Account, DELIMITER, INBOX};
use mailscope_wire::imap::FetchItem;

use super::updates::{BY_THE_BOOK, Wanted};

/// What the client wants to hear of. A session that has not used NOTIFY hears of its selected
/// mailbox while a command is in progress (RFC 5465 §3.1).
#[derive(Clone, Debug, Default)]
pub(super) struct Watch(Option<Arc<Request>>);

/// `NOTIFY SET`, checked; without groups it is `NOTIFY NONE`.
#[derive(Debug, Default)]
pub(super) struct Request {
    pub(super) selected: Option<Selected>,
    pub(super) others: Vec<Group>,
}

/// `SELECTED` and `SELECTED-DELAYED` (RFC 5465 §6.1).
#[derive(Debug)]
pub(super) struct Selected {
    /// Whether that messages are gone waits for a command that allows it.
    pub(super) delayed: bool,
    pub(super) events: Events,
    /// What to fetch of new messages.
    pub(super) items: Vec<FetchItem>,
}

/// Some of the other mailboxes and what to tell of them.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) mailboxes: Filter,
    pub(super) events: Events,
}

/// Events of RFC 5465 §5.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "the set of events of the protocol")]
pub(super) struct Events {
    /// `MessageNew`.
    pub(super) new: bool,
    /// `MessageExpunge`.
    pub(super) gone: bool,
    /// `FlagChange`.
    pub(super) flags: bool,
    /// `MailboxName`.
    pub(super) names: bool,
    /// `SubscriptionChange` (RFC 5465 §5.5).
    pub(super) subscriptions: bool,
}

/// `filter-mailboxes-other` (RFC 5465 §6); names as the store knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    /// `INBOXES` (RFC 5465 §6.3): mail is delivered to INBOX only.
    Inboxes,
    /// `PERSONAL` (RFC 5465 §6.2): there are no others.
    Personal,
    /// `SUBSCRIBED` (RFC 5465 §6.4), at the moment of the event.
    Subscribed,
    /// `SUBTREE` (RFC 5465 §6.5): these and everything below.
    Subtree(Vec<String>),
    /// `MAILBOXES` (RFC 5465 §6.6): these.
    Mailboxes(Vec<String>),
}

impl Events {
    /// Whether any of them is about messages.
    pub(super) const fn of_messages(self) -> bool {
        self.new || self.gone || self.flags
    }

    const fn and(self, other: Self) -> Self {
        Self {
            new: self.new || other.new,
            gone: self.gone || other.gone,
            flags: self.flags || other.flags,
            names: self.names || other.names,
            subscriptions: self.subscriptions || other.subscriptions,
        }
    }
}

impl Filter {
    fn matches(&self, name: &str, account: &Account) -> bool {
        match self {
            Self::Inboxes => name == INBOX,
            Self::Personal => true,
            Self::Subscribed => account.is_subscribed(name),
            Self::Mailboxes(names) => names.iter().any(|listed| listed == name),
            Self::Subtree(names) => names.iter().any(|top| {
                let below = name.strip_prefix(top.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.starts_with(DELIMITER))
            }),
        }
    }
}

impl Watch {
    /// What `request` asks for.
    pub(super) fn for_request(request: Request) -> Self {
        Self(Some(Arc::new(request)))
    }

    /// `NOTIFY NONE`.
    pub(super) fn nothing() -> Self {
        Self::for_request(Request::default())
    }

    /// What the client wants to hear of the selected mailbox (RFC 5465 §3.1: without `SELECTED`,
    /// nothing).
    pub(super) fn selected(&self) -> Wanted<'_> {
        let Some(request) = &self.0 else { return BY_THE_BOOK };
        let (events, items) = match &request.selected {
            Some(Selected { events, items, .. }) => (*events, items.as_slice()),
            None => (Events::default(), [].as_slice()),
        };
        Wanted { new: events.new, items, gone: events.gone, flags: events.flags, uid: true }
    }

    /// Whether the client is told of the selected mailbox while no command is in progress; and if,
    /// whether also at once that messages are gone.
    pub(super) fn tells_at_once(&self) -> Option<MayExpunge> {
        let selected = self.0.as_ref()?.selected.as_ref()?;
        Some(MayExpunge(!selected.delayed))
    }

    /// The events that the client wants to hear of a mailbox that is not selected. Several groups
    /// can be about one mailbox (RFC 5465 §6).
    pub(super) fn events_of(&self, name: &str, account: &Account) -> Events {
        let groups = self.0.iter().flat_map(|request| &request.others);
        let fitting = groups.filter(|group| group.mailboxes.matches(name, account));
        fitting.fold(Events::default(), |events, group| events.and(group.events))
    }

    /// Whether anything but the selected mailbox is watched.
    pub(super) fn is_wide(&self) -> bool {
        self.0.as_ref().is_some_and(|request| !request.others.is_empty())
    }
}

/// Whether the client can take it now that messages are gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MayExpunge(pub(super) bool);

/// Whether so many notifications are more than one turn sends (RFC 5465 §5.8).
pub(super) const fn is_too_much(notifications: usize) -> bool {
    notifications > NOTIFICATIONS_PER_TURN_MAX
}
