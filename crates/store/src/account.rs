//! One account and its mailboxes.

use core::fmt;
use std::borrow::Cow;
use std::sync::Arc;

use imbl::OrdMap;
use mailscope_base::UidValidity;

use crate::{DELIMITER, INBOX, Mailbox};

/// One account.
#[derive(Clone)]
pub struct Account {
    /// The part before the `@`.
    pub user: Arc<str>,
    /// The part after it.
    pub domain: Arc<str>,
    pub(crate) password: Arc<str>,
    pub(crate) mailboxes: OrdMap<Arc<str>, Mailbox>,
    pub(crate) names: OrdMap<UidValidity, Arc<str>>,
    pub(crate) maildrop_locked: bool,
}

impl Account {
    pub(crate) fn new(user: &str, domain: &str, password: &str) -> Self {
        Self {
            user: user.into(),
            domain: domain.into(),
            password: password.into(),
            mailboxes: OrdMap::new(),
            names: OrdMap::new(),
            maildrop_locked: false,
        }
    }

    /// The mailboxes in the order of their names, INBOX first.
    pub fn mailboxes(&self) -> impl Iterator<Item = &Mailbox> {
        let others = self.mailboxes.values().filter(|mailbox| &*mailbox.name != INBOX);
        self.mailboxes.get(INBOX).into_iter().chain(others)
    }

    /// The mailbox of that name; a first level `INBOX` in any case (RFC 9051 §5.1).
    pub fn mailbox(&self, name: &str) -> Option<&Mailbox> {
        self.mailboxes.get(&*canonical(name))
    }

    /// The mailbox with that UIDVALIDITY.
    pub fn mailbox_by_validity(&self, validity: UidValidity) -> Option<&Mailbox> {
        self.mailboxes.get(self.names.get(&validity)?)
    }

    /// Whether a POP3 session has the maildrop.
    pub const fn maildrop_locked(&self) -> bool {
        self.maildrop_locked
    }

    /// The octets of all messages; a copy in another mailbox counts again.
    pub fn octets(&self) -> u64 {
        self.mailboxes.values().map(|mailbox| mailbox.octets).sum()
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

/// The name with a first level `INBOX` in its one spelling (RFC 9051 §5.1): what is below `inbox` is
/// below INBOX. Other names as they are.
pub(crate) fn canonical(name: &str) -> Cow<'_, str> {
    match name.split_at_checked(INBOX.len()) {
        Some((first, rest))
            if first != INBOX
                && first.eq_ignore_ascii_case(INBOX)
                && (rest.is_empty() || rest.starts_with(DELIMITER)) =>
        {
            Cow::Owned(format!("{INBOX}{rest}"))
        }
        _ => Cow::Borrowed(name),
    }
}
