//! What happens to mailboxes, subscriptions and quotas.

use std::sync::Arc;

use mailscope_base::limits::{MAILBOXES_MAX, SUBSCRIPTIONS_MAX};
use mailscope_base::{AccountId, DateTime, UidValidity};

use super::Store;
use crate::names::{canonical, is_usable, moved};
use crate::{Account, Change, ChangeKind, INBOX, Limit, Mailbox, Quota, SpecialUse, StoreError};

impl Store {
    /// Makes a mailbox. Levels above it need not exist. Several mailboxes may have the same role
    /// (RFC 6154 §3 leaves that to the server).
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
        if owner.names.contains_key(name) {
            return Err(StoreError::MailboxExists);
        }
        if owner.mailboxes.len() >= MAILBOXES_MAX {
            return Err(StoreError::LimitReached(Limit::Mailboxes));
        }
        let validity = self.take_validity().ok_or(StoreError::LimitReached(Limit::Numbers))?;
        let mailbox: Arc<str> = name.into();
        self.account_mut(account)?.insert(Mailbox::new(Arc::clone(&mailbox), role, validity));
        Ok(self.change(account, ChangeKind::MailboxCreated { mailbox, validity }))
    }

    /// Ends a mailbox with all its messages. Mailboxes below it stay, so that its name remains as a
    /// level above them (RFC 9051 §6.3.5); a mailbox that is made with that name later is another
    /// one, with a UIDVALIDITY of its own. Subscriptions stay (RFC 9051 §6.3.7).
    pub fn delete_mailbox(&mut self, account: AccountId, name: &str) -> Result<Change, StoreError> {
        let name = &*canonical(name);
        if name == INBOX {
            return Err(StoreError::InboxStays);
        }
        self.check_system_labels(account, name)?;
        let owner = self.account_mut(account)?;
        let validity = owner.names.remove(name).ok_or(StoreError::NoSuchMailbox)?;
        let mailbox = owner.mailboxes.remove(&validity).ok_or(StoreError::NoSuchMailbox)?;
        // Mail that has lost a label is still there.
        if owner.kept.is_none() {
            owner.usage.remove(mailbox.octets, mailbox.messages.len() as u64);
        }
        let mailbox = Arc::clone(&mailbox.name);
        Ok(self.change(account, ChangeKind::MailboxDeleted { mailbox, validity }))
    }

    /// Gives another name to a mailbox and to those below it, one change each, in the order of
    /// their names (RFC 9051 §6.3.6). A level that is no mailbox can be renamed as well.
    /// Everything else about the mailboxes stays: UIDVALIDITY, UIDs, mod-sequences, roles; and so
    /// do subscriptions, which belong to names.
    ///
    /// INBOX stays where it is, with what is below it: its messages move to a new mailbox.
    /// `saved` is the present date, when they come there.
    pub fn rename_mailbox(
        &mut self,
        account: AccountId,
        from: &str,
        to: &str,
        saved: DateTime,
    ) -> Result<Vec<Change>, StoreError> {
        let (from, to) = (&*canonical(from), &*canonical(to));
        let owner = self.account(account).ok_or(StoreError::NoSuchAccount)?;
        if !is_usable(to) {
            return Err(StoreError::BadName);
        }
        if from == INBOX {
            return self.empty_inbox(account, to, saved);
        }
        let moves = moves(owner, from, to)?;
        self.check_system_labels(account, from)?;
        let owner = self.account_mut(account)?;
        for (validity, _) in &moves {
            if let Some(mailbox) = owner.mailboxes.get(validity) {
                owner.names.remove(&mailbox.name);
            }
        }
        let mut kinds = Vec::with_capacity(moves.len());
        for (validity, to) in moves {
            let Some(mailbox) = owner.mailboxes.get_mut(&validity) else { continue };
            owner.names.insert(Arc::clone(&to), validity);
            let from = core::mem::replace(&mut Arc::make_mut(mailbox).name, Arc::clone(&to));
            kinds.push(ChangeKind::MailboxRenamed { from, to, validity });
        }
        Ok(kinds.into_iter().map(|kind| self.change(account, kind)).collect())
    }

    /// Subscribes to a name; there need not be a mailbox (RFC 9051 §6.3.7). Nothing is returned if
    /// it was subscribed to before.
    pub fn subscribe(
        &mut self,
        account: AccountId,
        name: &str,
    ) -> Result<Option<Change>, StoreError> {
        let name = &*canonical(name);
        if !is_usable(name) {
            return Err(StoreError::BadName);
        }
        let owner = self.account_mut(account)?;
        if owner.subscriptions.contains(name) {
            return Ok(None);
        }
        if owner.subscriptions.len() >= SUBSCRIPTIONS_MAX {
            return Err(StoreError::LimitReached(Limit::Subscriptions));
        }
        let mailbox: Arc<str> = name.into();
        owner.subscriptions.insert(Arc::clone(&mailbox));
        Ok(Some(self.change(account, ChangeKind::Subscribed { mailbox })))
    }

    /// Ends a subscription. Nothing is returned if there was none.
    pub fn unsubscribe(
        &mut self,
        account: AccountId,
        name: &str,
    ) -> Result<Option<Change>, StoreError> {
        let owner = self.account_mut(account)?;
        let removed = owner.subscriptions.remove(&*canonical(name));
        let kind = removed.map(|mailbox| ChangeKind::Unsubscribed { mailbox });
        Ok(kind.map(|kind| self.change(account, kind)))
    }

    /// Says what an account may hold. What it holds already stays, even if it is more. Nothing is
    /// returned if that was said before.
    pub fn set_quota(
        &mut self,
        account: AccountId,
        quota: Quota,
    ) -> Result<Option<Change>, StoreError> {
        let before = core::mem::replace(&mut self.account_mut(account)?.quota, quota);
        let differs = before != quota;
        Ok(differs.then(|| self.change(account, ChangeKind::QuotaSet { quota })))
    }

    /// Refuses to touch the mailboxes that a provider with labels has made, and the level above them.
    fn check_system_labels(&self, account: AccountId, name: &str) -> Result<(), StoreError> {
        let Some(owner) = self.account(account) else { return Ok(()) };
        let Some(kept) = &owner.kept else { return Ok(()) };
        let own = owner.names.get_key_value(name).map(|(name, &validity)| (name, validity));
        let mut touched = own.into_iter().chain(owner.below(name));
        let is_system = |validity| kept.role(validity).is_some();
        if touched.any(|(_, validity)| is_system(validity)) {
            return Err(StoreError::SystemLabelStays);
        }
        Ok(())
    }

    /// RFC 9051 §6.3.6: "moves all messages in INBOX to a new mailbox with the given name, leaving
    /// INBOX empty".
    fn empty_inbox(
        &mut self,
        account: AccountId,
        to: &str,
        saved: DateTime,
    ) -> Result<Vec<Change>, StoreError> {
        let before = self.clone();
        let moved = self.move_inbox(account, to, saved);
        if moved.is_err() {
            *self = before;
        }
        moved
    }

    fn move_inbox(
        &mut self,
        account: AccountId,
        to: &str,
        saved: DateTime,
    ) -> Result<Vec<Change>, StoreError> {
        let inbox = self.account(account).and_then(|owner| owner.mailbox(INBOX));
        let uids = inbox.ok_or(StoreError::NoSuchMailbox)?.uids().clone();
        let mut changes = vec![self.create_mailbox(account, to, None)?];
        for uid in uids {
            changes.extend(self.relocate(account, INBOX, uid, to, saved)?);
        }
        Ok(changes)
    }
}

/// Which mailboxes get which names when `from` is renamed to `to`.
fn moves(
    owner: &Account,
    from: &str,
    to: &str,
) -> Result<Vec<(UidValidity, Arc<str>)>, StoreError> {
    if owner.names.contains_key(to) {
        return Err(StoreError::MailboxExists);
    }
    let own = owner.names.get_key_value(from).map(|(name, &validity)| (name, validity));
    let mut moves: Vec<(UidValidity, Arc<str>)> = Vec::new();
    for (name, validity) in own.into_iter().chain(owner.below(from)) {
        let name = moved(name, from, to).ok_or(StoreError::BadName)?;
        if !is_usable(&name) {
            return Err(StoreError::BadName);
        }
        // A level without a mailbox may become one, but no mailbox may be overwritten.
        let taken = owner.names.contains_key(name.as_str());
        if taken && moved(&name, from, to).is_none() {
            return Err(StoreError::MailboxExists);
        }
        moves.push((validity, name.into()));
    }
    if moves.is_empty() {
        return Err(StoreError::NoSuchMailbox);
    }
    if moved(to, from, to).is_some() {
        return Err(StoreError::BelowItself);
    }
    Ok(moves)
}
