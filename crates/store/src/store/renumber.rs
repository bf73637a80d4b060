//! A mailbox whose UIDs are no longer what they were.

use std::sync::Arc;

use mailscope_base::{AccountId, Uid};

use super::Store;
use crate::{Change, ChangeKind, Limit, Mailbox, StoreError};

impl Store {
    /// Gives a mailbox a new UIDVALIDITY and its messages new UIDs, counted from 1, as after a
    /// restore from a backup that did not keep them. RFC 9051 §2.3.1.1: "If unique identifiers from
    /// an earlier session fail to persist in this session, the unique identifier validity value MUST
    /// be greater than the one used in the earlier session." Everything else stays: the name, the
    /// role, the mail with its flags and dates.
    pub fn renumber(&mut self, account: AccountId, name: &str) -> Result<Change, StoreError> {
        let (_, old) = self.mailbox_of(account, name.into())?;
        let old = old.clone();
        let validity = self.take_validity().ok_or(StoreError::LimitReached(Limit::Numbers))?;
        let before = old.uid_validity;
        let mut new = Mailbox::new(Arc::clone(&old.name), old.role, validity);
        let mut next = Some(Uid::FIRST);
        for message in &old.messages {
            let uid = next.ok_or(StoreError::LimitReached(Limit::Numbers))?;
            let modseq = new.next_modseq()?;
            self.emails.insert((validity, uid), message.email);
            self.places.insert((message.email, validity, uid));
            new.push(crate::Message { uid, modseq, ..message.clone() });
            next = uid.next();
        }
        let owner = self.account_mut(account)?;
        owner.mailboxes.remove(&before);
        if let Some(kept) = &mut owner.kept {
            kept.system =
                kept.system.iter().map(|of| if *of == before { validity } else { *of }).collect();
        }
        let mailbox = Arc::clone(&new.name);
        owner.insert(new);
        Ok(self.change(account, ChangeKind::MailboxRenumbered { mailbox, before, validity }))
    }
}
