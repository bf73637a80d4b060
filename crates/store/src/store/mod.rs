//! All accounts of one server.

mod labels;
mod mailboxes;
mod messages;
mod pop;
mod queue;
mod renumber;
mod web;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use mailscope_base::{AccountId, ChangeNumber, EmailId, Instant, Uid, UidValidity};

use crate::greylist::Greylist;
use crate::names::MailboxRef;
use crate::spool::Spool;
use crate::{Account, Change, ChangeKind, INBOX, Mailbox, StoreError};

pub use messages::NewMessage;
pub use pop::{PopMode, PopView};

/// All accounts of one server. A clone shares everything.
#[derive(Clone, Debug)]
pub struct Store {
    accounts: Vector<Account>,
    /// Nothing when the 32 bits are used up.
    next_validity: Option<UidValidity>,
    next_email: u64,
    last_change: u64,
    /// Every place that a mail ever had, both ways; nothing is ever taken out.
    emails: OrdMap<(UidValidity, Uid), EmailId>,
    places: OrdSet<(EmailId, UidValidity, Uid)>,
    spool: Spool,
    pub(crate) greylist: Greylist,
    /// From what something may follow in accounts with labels.
    notes: Vector<(AccountId, labels::Note)>,
    host_name: Option<Arc<str>>,
    /// Where mail comes in, in lower case.
    addresses: OrdMap<Arc<str>, AccountId>,
    domains: OrdSet<Arc<str>>,
    /// Logins by the web page, oldest first.
    web_sessions: Vector<(Arc<str>, AccountId)>,
}

impl Store {
    /// A store without accounts. Each mailbox gets a UIDVALIDITY of its own, counting from
    /// `first_uid_validity`.
    pub fn new(first_uid_validity: UidValidity) -> Self {
        Self {
            accounts: Vector::new(),
            next_validity: Some(first_uid_validity),
            next_email: 1,
            last_change: 0,
            emails: OrdMap::new(),
            places: OrdSet::new(),
            spool: Spool::default(),
            greylist: Greylist::default(),
            notes: Vector::new(),
            host_name: None,
            addresses: OrdMap::new(),
            domains: OrdSet::new(),
            web_sessions: Vector::new(),
        }
    }

    /// The same store, whose mails are numbered from `first`: in a world with several stores no two
    /// mails have one id.
    #[must_use]
    pub fn numbering_mails_from(mut self, first: EmailId) -> Self {
        self.next_email = first.0;
        self
    }

    /// The same store on the host of that name: what its servers say in greetings and trace fields.
    #[must_use]
    pub fn on_host(mut self, name: &str) -> Self {
        self.host_name = Some(name.into());
        self
    }

    /// Gives the host another name: a provider may have several hosts that work on one store, and
    /// each says its own.
    pub fn set_host_name(&mut self, name: Arc<str>) {
        self.host_name = Some(name);
    }

    /// The name of its host; where none was given, the domain of its first account.
    pub fn host_name(&self) -> &str {
        let domain = || self.accounts.front().map(|account| &*account.domain);
        self.host_name.as_deref().or_else(domain).unwrap_or("localhost")
    }

    /// Makes an account with an INBOX. When all 65 536 ids are given away, the last one is
    /// returned.
    pub fn create_account(&mut self, user: &str, domain: &str, password: &str) -> AccountId {
        let id = match u16::try_from(self.accounts.len()) {
            Ok(id) => AccountId(id),
            Err(_) => return AccountId(u16::MAX),
        };
        let mut account = Account::new(user, domain, password);
        // Without a UIDVALIDITY left there is no INBOX, and every access says so.
        if let Some(validity) = self.take_validity() {
            account.insert(Mailbox::new(INBOX.into(), None, validity));
        }
        self.accounts.push_back(account);
        self.note_address(user, domain, id);
        id
    }

    /// Whose user name and password these are. Every account is compared in full, whether or not it
    /// matches, so that the work done does not tell which half was wrong.
    pub fn authenticate(&self, user: &[u8], password: &[u8]) -> Option<AccountId> {
        let mut found = None;
        for (id, account) in self.accounts() {
            let matches = account.is_named(user) & same(account.password.as_bytes(), password);
            if matches && found.is_none() {
                found = Some(id);
            }
        }
        found
    }

    /// Whom `user` names, with the password: for exchanges that show it without sending it.
    pub fn credentials(&self, user: &[u8]) -> Option<(AccountId, &str)> {
        let (id, account) = self.accounts().find(|(_, account)| account.is_named(user))?;
        Some((id, &account.password))
    }

    /// The account with that id.
    pub fn account(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(usize::from(id.0))
    }

    /// All accounts.
    pub fn accounts(&self) -> impl Iterator<Item = (AccountId, &Account)> {
        (0..=u16::MAX).map(AccountId).zip(self.accounts.iter())
    }

    /// The number of the latest change; 0 before the first.
    pub const fn last_change(&self) -> ChangeNumber {
        ChangeNumber(self.last_change)
    }

    /// Gives the maildrop to one POP3 session, which then has it alone (RFC 1939 §4).
    pub fn lock_maildrop(
        &mut self,
        account: AccountId,
        now: Instant,
    ) -> Result<Change, StoreError> {
        let owner = self.account_mut(account)?;
        if core::mem::replace(&mut owner.maildrop_locked, true) {
            return Err(StoreError::InUse);
        }
        owner.maildrop_taken = Some(now);
        Ok(self.change(account, ChangeKind::MaildropLocked))
    }

    /// Gives the maildrop back. Nothing is returned if no session had it.
    pub fn unlock_maildrop(&mut self, account: AccountId) -> Option<Change> {
        let owner = self.account_mut(account).ok()?;
        let was_locked = core::mem::replace(&mut owner.maildrop_locked, false);
        was_locked.then(|| self.change(account, ChangeKind::MaildropUnlocked))
    }

    /// Which mail has or had this place, also if the message is gone.
    pub fn email_at(&self, validity: UidValidity, uid: Uid) -> Option<EmailId> {
        self.emails.get(&(validity, uid)).copied()
    }

    /// Every place that the mail has or ever had.
    pub fn places_of(&self, email: EmailId) -> impl Iterator<Item = (UidValidity, Uid)> {
        let first = (email, UidValidity(core::num::NonZeroU32::MIN), Uid::FIRST);
        self.places
            .range(first..)
            .take_while(move |(of, ..)| *of == email)
            .map(|&(_, validity, uid)| (validity, uid))
    }

    fn account_mut(&mut self, id: AccountId) -> Result<&mut Account, StoreError> {
        self.accounts.get_mut(usize::from(id.0)).ok_or(StoreError::NoSuchAccount)
    }

    fn mailbox_of(
        &self,
        id: AccountId,
        mailbox: MailboxRef<'_>,
    ) -> Result<(&Account, &Mailbox), StoreError> {
        let account = self.account(id).ok_or(StoreError::NoSuchAccount)?;
        let validity = account.validity_of(mailbox).ok_or(StoreError::NoSuchMailbox)?;
        let place = account.mailbox_by_validity(validity).ok_or(StoreError::NoSuchMailbox)?;
        Ok((account, place))
    }

    fn mailbox_mut(
        &mut self,
        id: AccountId,
        mailbox: MailboxRef<'_>,
    ) -> Result<&mut Mailbox, StoreError> {
        let account = self.account_mut(id)?;
        let validity = account.validity_of(mailbox).ok_or(StoreError::NoSuchMailbox)?;
        let place = account.mailboxes.get_mut(&validity).ok_or(StoreError::NoSuchMailbox)?;
        Ok(Arc::make_mut(place))
    }

    fn take_validity(&mut self) -> Option<UidValidity> {
        let validity = self.next_validity?;
        self.next_validity = validity.0.checked_add(1).map(UidValidity);
        Some(validity)
    }

    fn change(&mut self, account: AccountId, kind: ChangeKind) -> Change {
        self.last_change += 1;
        Change { number: ChangeNumber(self.last_change), account, kind }
    }
}

/// Compares without stopping at the first difference.
fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |acc, (x, y)| acc | (x ^ y));
    (differing == 0) & (a.len() == b.len())
}
