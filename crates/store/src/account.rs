//! One account and its mailboxes.

use core::fmt;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use mailscope_base::{Instant, UidValidity};

use crate::labels::{Kept, Labels};
use crate::names::{MailboxRef, canonical};
use crate::quota::Usage;
use crate::{DELIMITER, INBOX, Mailbox, Quota};

/// One account.
#[derive(Clone)]
pub struct Account {
    /// The part before the `@`.
    pub user: Arc<str>,
    /// The part after it.
    pub domain: Arc<str>,
    pub(crate) password: Arc<str>,
    /// By UIDVALIDITY, the one thing about a mailbox that never changes.
    pub(crate) mailboxes: OrdMap<UidValidity, Arc<Mailbox>>,
    pub(crate) names: OrdMap<Arc<str>, UidValidity>,
    pub(crate) subscriptions: OrdSet<Arc<str>>,
    pub(crate) quota: Quota,
    pub(crate) usage: Usage,
    pub(crate) maildrop_locked: bool,
    pub(crate) maildrop_taken: Option<Instant>,
    pub(crate) kept: Option<Kept>,
}

impl Account {
    pub(crate) fn new(user: &str, domain: &str, password: &str) -> Self {
        Self {
            user: user.into(),
            domain: domain.into(),
            password: password.into(),
            mailboxes: OrdMap::new(),
            names: OrdMap::new(),
            subscriptions: OrdSet::new(),
            quota: Quota::default(),
            usage: Usage::default(),
            maildrop_locked: false,
            maildrop_taken: None,
            kept: None,
        }
    }

    /// The mailboxes in the order of their names, INBOX first.
    pub fn mailboxes(&self) -> impl Iterator<Item = &Mailbox> {
        let others = self.names.iter().filter(|(name, _)| &***name != INBOX);
        let others = others.filter_map(|(_, validity)| self.mailbox_by_validity(*validity));
        self.mailbox(INBOX).into_iter().chain(others)
    }

    /// The mailbox of that name; a first level `INBOX` in any case (RFC 9051 §5.1).
    pub fn mailbox(&self, name: &str) -> Option<&Mailbox> {
        self.mailbox_by_validity(*self.names.get(&*canonical(name))?)
    }

    /// The mailbox with that UIDVALIDITY.
    pub fn mailbox_by_validity(&self, validity: UidValidity) -> Option<&Mailbox> {
        self.mailboxes.get(&validity).map(|mailbox| &**mailbox)
    }

    /// Whether there are mailboxes below that name.
    pub fn has_children(&self, name: &str) -> bool {
        self.below(&canonical(name)).next().is_some()
    }

    /// The mailboxes below that name, in the order of their names.
    pub(crate) fn below(&self, name: &str) -> impl Iterator<Item = (&Arc<str>, UidValidity)> {
        let start: Arc<str> = format!("{name}{DELIMITER}").into();
        let from_there = self.names.range(Arc::clone(&start)..);
        let below = from_there.take_while(move |(name, _)| name.starts_with(&*start));
        below.map(|(name, &validity)| (name, validity))
    }

    /// The names subscribed to, in their order; whether there are such mailboxes is another matter
    /// (RFC 9051 §6.3.7).
    pub const fn subscriptions(&self) -> &OrdSet<Arc<str>> {
        &self.subscriptions
    }

    /// Whether the name is subscribed to.
    pub fn is_subscribed(&self, name: &str) -> bool {
        self.subscriptions.contains(&*canonical(name))
    }

    /// Whether a POP3 session has the maildrop.
    pub const fn maildrop_locked(&self) -> bool {
        self.maildrop_locked
    }

    /// When a POP3 session took the maildrop last (RFC 2449 §6.5).
    pub const fn maildrop_taken(&self) -> Option<Instant> {
        self.maildrop_taken
    }

    /// What the account may hold.
    pub const fn quota(&self) -> Quota {
        self.quota
    }

    /// How the account works where mailboxes are labels; nothing by the book.
    pub fn labels(&self) -> Option<Labels> {
        self.kept.as_ref().map(|kept| kept.labels)
    }

    /// The octets of all messages; a copy in another mailbox counts again.
    pub const fn octets(&self) -> u64 {
        self.usage.octets
    }

    /// The number of messages in all mailboxes; a copy in another mailbox counts again.
    pub const fn messages(&self) -> u64 {
        self.usage.messages
    }

    pub(crate) fn validity_of(&self, mailbox: MailboxRef<'_>) -> Option<UidValidity> {
        match mailbox {
            MailboxRef::Named(name) => self.names.get(&*canonical(name)).copied(),
            MailboxRef::Valid(validity) => Some(validity),
        }
    }

    pub(crate) fn insert(&mut self, mailbox: Mailbox) {
        self.names.insert(Arc::clone(&mailbox.name), mailbox.uid_validity);
        self.mailboxes.insert(mailbox.uid_validity, Arc::new(mailbox));
    }

    /// Whether `login` names this account: `USER` or `USER@DOMAIN`, in any case.
    pub(crate) fn is_named(&self, login: &[u8]) -> bool {
        let (user, domain) = (self.user.as_bytes(), self.domain.as_bytes());
        let has_domain = || {
            let (head, tail) = login.split_at_checked(user.len())?;
            let host = tail.strip_prefix(b"@")?;
            Some(head.eq_ignore_ascii_case(user) && host.eq_ignore_ascii_case(domain))
        };
        login.eq_ignore_ascii_case(user) || has_domain().unwrap_or(false)
    }
}

/// Shown without the password.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("user", &self.user)
            .field("domain", &self.domain)
            .field("mailboxes", &self.mailboxes)
            .field("maildrop_locked", &self.maildrop_locked)
            .finish_non_exhaustive()
    }
}
