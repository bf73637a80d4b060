//! All accounts of one server.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use mailscope_base::limits::{
    KEYWORDS_MAX, MAILBOX_MESSAGES_MAX, MAILBOX_NAME_OCTETS_MAX, MAILBOXES_MAX, MESSAGE_OCTETS_MAX,
};
use mailscope_base::{AccountId, ChangeNumber, DateTime, EmailId, Flag, Flags, Uid, UidValidity};

use crate::account::canonical;
use crate::{
    Account, Change, ChangeKind, DELIMITER, INBOX, Limit, Mail, Mailbox, Message, SpecialUse,
    StoreError,
};

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
        }
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
            insert(&mut account, Mailbox::new(INBOX.into(), None, validity));
        }
        self.accounts.push_back(account);
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

    /// Makes a mailbox. Levels above it need not exist.
    pub fn create_mailbox(
        &mut self,
        account: AccountId,
        name: &str,
        role: Option<SpecialUse>,
    ) -> Result<Change, StoreError> {
        let name = &*canonical(name);
        let owner = self.account(account).ok_or(StoreError::NoSuchAccount)?;
        if !is_usable(name) {
            return Err(StoreError::BadName);
        }
        if owner.mailboxes.contains_key(name) {
            return Err(StoreError::MailboxExists);
        }
        if owner.mailboxes.len() >= MAILBOXES_MAX {
            return Err(StoreError::LimitReached(Limit::Mailboxes));
        }
        let validity = self.take_validity().ok_or(StoreError::LimitReached(Limit::Numbers))?;
        let mailbox: Arc<str> = name.into();
        let owner = self.account_mut(account)?;
        insert(owner, Mailbox::new(Arc::clone(&mailbox), role, validity));
        Ok(self.change(account, ChangeKind::MailboxCreated { mailbox, validity }))
    }

    /// Puts a mail that the store has not seen before into a mailbox.
    pub fn append(
        &mut self,
        account: AccountId,
        mailbox: &str,
        mail: Mail,
        flags: Flags,
        received: DateTime,
    ) -> Result<Change, StoreError> {
        let email = EmailId(self.next_email);
        let change = self.put(account, mailbox, email, mail, flags, received)?;
        self.next_email += 1;
        Ok(change)
    }

    /// Puts the message into another mailbox (or the same) as well: the same mail under a new UID,
    /// with its flags and its date (RFC 9051 §6.4.7).
    pub fn copy(
        &mut self,
        account: AccountId,
        from: &str,
        uid: Uid,
        to: &str,
    ) -> Result<Change, StoreError> {
        let Message { email, flags, received, mail, .. } = self
            .account(account)
            .ok_or(StoreError::NoSuchAccount)?
            .mailbox(from)
            .ok_or(StoreError::NoSuchMailbox)?
            .get(uid)
            .ok_or(StoreError::NoSuchMessage)?
            .clone();
        self.put(account, to, email, mail, flags, received)
    }

    /// Replaces the flags of a message. Nothing is returned if they were the same before.
    pub fn set_flags(
        &mut self,
        account: AccountId,
        mailbox: &str,
        uid: Uid,
        flags: Flags,
    ) -> Result<Option<Change>, StoreError> {
        check_keywords(&flags)?;
        let place = self.mailbox_mut(account, mailbox)?;
        let index = place.index_of(uid).ok_or(StoreError::NoSuchMessage)?;
        if place.messages.get(index).is_some_and(|message| message.flags == flags) {
            return Ok(None);
        }
        let modseq = place.touch();
        place.index_flags(uid, &flags);
        let message = place.messages.get_mut(index).ok_or(StoreError::NoSuchMessage)?;
        let before = core::mem::replace(&mut message.flags, flags.clone());
        message.modseq = modseq;
        let email = message.email;
        let (mailbox, validity) = (Arc::clone(&place.name), place.uid_validity);
        let kind = ChangeKind::FlagsSet { mailbox, validity, uid, email, before, after: flags };
        Ok(Some(self.change(account, kind)))
    }

    /// Removes a message for good.
    pub fn expunge(
        &mut self,
        account: AccountId,
        mailbox: &str,
        uid: Uid,
    ) -> Result<Change, StoreError> {
        let place = self.mailbox_mut(account, mailbox)?;
        let index = place.index_of(uid).ok_or(StoreError::NoSuchMessage)?;
        place.touch();
        let message = place.messages.remove(index);
        place.uids.remove(index);
        place.unseen.remove(&uid);
        place.deleted.remove(&uid);
        place.octets = place.octets.saturating_sub(message.mail.len() as u64);
        let (mailbox, validity) = (Arc::clone(&place.name), place.uid_validity);
        let kind = ChangeKind::Expunged { mailbox, validity, uid, email: message.email };
        Ok(self.change(account, kind))
    }

    /// Tells one session of a mailbox's new messages: returns the UID from which on none had been
    /// told before, so that each message is `\Recent` to one session only (RFC 3501 §2.3.2). No
    /// change of the mail.
    pub fn claim_recent(&mut self, account: AccountId, mailbox: &str) -> Result<Uid, StoreError> {
        let place = self.mailbox_mut(account, mailbox)?;
        let next = place.uid_next();
        Ok(core::mem::replace(&mut place.recent_from, next))
    }

    /// Gives the maildrop to one POP3 session, which then has it alone (RFC 1939 §4).
    pub fn lock_maildrop(&mut self, account: AccountId) -> Result<Change, StoreError> {
        let owner = self.account_mut(account)?;
        if core::mem::replace(&mut owner.maildrop_locked, true) {
            return Err(StoreError::InUse);
        }
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

    fn put(
        &mut self,
        account: AccountId,
        mailbox: &str,
        email: EmailId,
        mail: Mail,
        flags: Flags,
        received: DateTime,
    ) -> Result<Change, StoreError> {
        check_keywords(&flags)?;
        if mail.len() > MESSAGE_OCTETS_MAX {
            return Err(StoreError::LimitReached(Limit::MessageOctets));
        }
        let place = self.mailbox_mut(account, mailbox)?;
        if place.messages.len() >= MAILBOX_MESSAGES_MAX {
            return Err(StoreError::LimitReached(Limit::Messages));
        }
        let uid = place.uid_next.ok_or(StoreError::LimitReached(Limit::Numbers))?;
        place.uid_next = uid.next();
        let modseq = place.touch();
        place.octets += mail.len() as u64;
        place.index_flags(uid, &flags);
        place.uids.push_back(uid);
        place.messages.push_back(Message { uid, email, flags, modseq, received, mail });
        let (mailbox, validity) = (Arc::clone(&place.name), place.uid_validity);
        self.emails.insert((validity, uid), email);
        self.places.insert((email, validity, uid));
        Ok(self.change(account, ChangeKind::Appended { mailbox, validity, uid, email }))
    }

    fn account_mut(&mut self, id: AccountId) -> Result<&mut Account, StoreError> {
        self.accounts.get_mut(usize::from(id.0)).ok_or(StoreError::NoSuchAccount)
    }

    fn mailbox_mut(&mut self, id: AccountId, name: &str) -> Result<&mut Mailbox, StoreError> {
        let account = self.account_mut(id)?;
        account.mailboxes.get_mut(&*canonical(name)).ok_or(StoreError::NoSuchMailbox)
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

fn insert(account: &mut Account, mailbox: Mailbox) {
    account.names.insert(mailbox.uid_validity, Arc::clone(&mailbox.name));
    account.mailboxes.insert(Arc::clone(&mailbox.name), mailbox);
}

/// Whether a mailbox can be called `name`: levels that are not empty, in printable ASCII.
fn is_usable(name: &str) -> bool {
    name.len() <= MAILBOX_NAME_OCTETS_MAX
        && name.bytes().all(|b| matches!(b, b' '..=b'~'))
        && name.split(DELIMITER).all(|level| !level.is_empty())
}

fn check_keywords(flags: &Flags) -> Result<(), StoreError> {
    let keywords = flags.iter().filter(|flag| matches!(flag, Flag::Keyword(_))).count();
    if keywords > KEYWORDS_MAX { Err(StoreError::LimitReached(Limit::Keywords)) } else { Ok(()) }
}

/// Compares without stopping at the first difference.
fn same(a: &[u8], b: &[u8]) -> bool {
    let differing = a.iter().zip(b).fold(0, |acc, (x, y)| acc | (x ^ y));
    (differing == 0) & (a.len() == b.len())
}
