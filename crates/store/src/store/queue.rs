//! What happens to the queue.

use std::sync::Arc;

use mailscope_base::limits::{MESSAGE_OCTETS_MAX, QUEUE_MESSAGES_MAX};
use mailscope_base::{AccountId, Address, ChangeNumber, EmailId, Envelope, Instant, QueueId};

use super::Store;
use crate::spool::{Queued, QueuedRecipient, RecipientState, Spool, SpoolChange, SpoolChangeKind};
use crate::{Limit, Mail, StoreError};

impl Store {
    /// The queue.
    pub const fn spool(&self) -> &Spool {
        &self.spool
    }

    /// Takes responsibility for a message (RFC 5321 §6.1): from now on it is in the queue until every
    /// recipient is done or reported.
    pub fn enqueue(
        &mut self,
        mut envelope: Envelope,
        mail: Mail,
        now: Instant,
    ) -> Result<SpoolChange, StoreError> {
        if mail.len() > MESSAGE_OCTETS_MAX {
            return Err(StoreError::LimitReached(Limit::MessageOctets));
        }
        if self.spool.len() >= QUEUE_MESSAGES_MAX {
            return Err(StoreError::LimitReached(Limit::Queue));
        }
        let email = EmailId(self.next_email);
        self.next_email += 1;
        self.spool.last += 1;
        let id = QueueId(self.spool.last);
        let recipients = core::mem::take(&mut envelope.recipients).into_iter().map(|recipient| {
            QueuedRecipient { recipient, state: RecipientState::Waiting, warned: false }
        });
        let queued = Queued {
            id,
            email,
            recipients: recipients.collect(),
            envelope,
            mail,
            arrived: now,
            attempts: 0,
            next_attempt: Some(now),
        };
        self.spool.waiting.insert(id, Arc::new(queued));
        Ok(self.spool_change(id, email, SpoolChangeKind::Queued))
    }

    /// The account that receives mail for `address` here: the local part in any case. Mail for
    /// `postmaster` of any domain of this host goes to its first account (RFC 5321 §4.5.1).
    pub fn recipient(&self, address: &Address) -> Option<AccountId> {
        let mut accounts = self.accounts();
        let named = accounts.find(|(_, account)| {
            address.is_in(&account.domain) && address.local_part.eq_ignore_ascii_case(&account.user)
        });
        let is_postmaster = address.local_part.eq_ignore_ascii_case("postmaster")
            && (address.domain.is_empty() || self.is_local(&address.domain));
        let first = || self.accounts().next().filter(|_| is_postmaster);
        named.or_else(first).map(|(id, _)| id)
    }

    /// Whether this host is where mail for `domain` ends.
    pub fn is_local(&self, domain: &str) -> bool {
        self.accounts().any(|(_, account)| account.domain.eq_ignore_ascii_case(domain))
    }

    pub(crate) fn spool_change(
        &mut self,
        id: QueueId,
        email: EmailId,
        kind: SpoolChangeKind,
    ) -> SpoolChange {
        self.last_change += 1;
        SpoolChange { number: ChangeNumber(self.last_change), id, email, kind }
    }
}
