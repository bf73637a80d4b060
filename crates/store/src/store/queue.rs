//! What happens to the queue.

use mailscope_base::limits::{MESSAGE_OCTETS_MAX, QUEUE_MESSAGES_MAX};
use mailscope_base::{
    AccountId, Address, ChangeNumber, DateTime, EmailId, Envelope, Instant, QueueId,
};

use super::Store;
use crate::spool::{
    Action, Queued, QueuedRecipient, RecipientState, Schedule, Spool, SpoolChange, SpoolChangeKind,
};
use crate::{Change, INBOX, Limit, Mail, NewMessage, StoreError};

impl Store {
    /// The queue.
    pub const fn spool(&self) -> &Spool {
        &self.spool
    }

    /// Takes responsibility for a message (RFC 5321 §6.1): from now on it is in the queue until every
    /// recipient is done or reported.
    pub fn enqueue(
        &mut self,
        envelope: Envelope,
        mail: Mail,
        now: Instant,
    ) -> Result<SpoolChange, StoreError> {
        if mail.len() > MESSAGE_OCTETS_MAX {
            return Err(StoreError::LimitReached(Limit::MessageOctets));
        }
        if self.spool.len() >= QUEUE_MESSAGES_MAX {
            return Err(StoreError::LimitReached(Limit::Queue));
        }
        Ok(self.put_in_queue(envelope, mail, None, now))
    }

    /// An attempt to hand a message on begins.
    pub fn begin_attempt(&mut self, id: QueueId) -> Option<SpoolChange> {
        let (email, earlier) = self.spool.update(id, |queued| {
            queued.schedule = Schedule::UnderWay;
            (queued.email, queued.attempts)
        })?;
        Some(self.spool_change(id, email, SpoolChangeKind::Attempted { earlier }))
    }

    /// Something became of the recipient at `index`, and the sender is owed a report of it or not.
    /// Nothing happens to one of whom nothing more can become.
    pub fn settle(
        &mut self,
        id: QueueId,
        index: usize,
        state: RecipientState,
        owed: Option<Action>,
    ) -> Option<SpoolChange> {
        let (email, address, state) = self.spool.update(id, |queued| {
            let recipient = queued.recipients.get_mut(index)?;
            if recipient.state.is_final() {
                return None;
            }
            recipient.state = state;
            recipient.owed = owed;
            Some((queued.email, recipient.recipient.address.clone(), recipient.state.clone()))
        })??;
        Some(self.spool_change(id, email, SpoolChangeKind::Recipient { address, state }))
    }

    /// Puts a report of `action` on the message into the queue, for the sender: whoever is owed one
    /// has it now. A report is taken even by a full queue: it replaces a promise that the queue has
    /// given.
    pub fn report(
        &mut self,
        id: QueueId,
        action: Action,
        envelope: Envelope,
        mail: Mail,
        now: Instant,
    ) -> Option<[SpoolChange; 2]> {
        let email = self.spool.update(id, |queued| {
            for recipient in &mut queued.recipients {
                if recipient.owed == Some(action) {
                    recipient.owed = None;
                    recipient.warned |= action == Action::Delayed;
                }
            }
            queued.email
        })?;
        let queued = self.put_in_queue(envelope, mail, Some(email), now);
        let kind = SpoolChangeKind::Reported { action, report: queued.id };
        Some([self.spool_change(id, email, kind), queued])
    }

    /// An attempt is over and has not reached everybody; the next one is at `at`.
    pub fn postpone(&mut self, id: QueueId, at: Instant) -> Option<SpoolChange> {
        let email = self.spool.update(id, |queued| {
            queued.attempts = queued.attempts.saturating_add(1);
            queued.schedule = Schedule::At(at);
            queued.email
        })?;
        Some(self.spool_change(id, email, SpoolChangeKind::Postponed(at)))
    }

    /// Whoever was making attempts is gone: a message whose attempt nobody can end any more is tried
    /// at `at`. That attempt does not count.
    pub fn reschedule(&mut self, id: QueueId, at: Instant) -> Option<SpoolChange> {
        let email = self.spool.update(id, |queued| {
            queued.schedule = Schedule::At(at);
            queued.email
        })?;
        Some(self.spool_change(id, email, SpoolChangeKind::Postponed(at)))
    }

    /// Takes a message out of the queue. Nothing happens while a recipient waits or a report is owed:
    /// what was accepted is never lost (RFC 5321 §6.1).
    pub fn dequeue(&mut self, id: QueueId) -> Option<SpoolChange> {
        let over = |one: &QueuedRecipient| one.state.is_final() && one.owed.is_none();
        self.spool.get(id).filter(|queued| queued.recipients.iter().all(over))?;
        let email = self.spool.remove(id)?.email;
        Some(self.spool_change(id, email, SpoolChangeKind::Removed))
    }

    /// A name for an attempt to hand a message to a host; never the same one again, not even after
    /// the host was restarted.
    pub const fn number_transfer(&mut self) -> u64 {
        self.spool.last_transfer += 1;
        self.spool.last_transfer
    }

    /// Final delivery: puts a mail of the queue into an INBOX. It keeps its name, however many
    /// mailboxes it comes into.
    pub fn deliver(
        &mut self,
        account: AccountId,
        email: EmailId,
        mail: Mail,
        now: DateTime,
    ) -> Result<Change, StoreError> {
        self.put_new(account, INBOX, email, NewMessage::arriving(mail, now))
    }

    /// The account that receives mail for `address` here: the local part in any case. Mail for
    /// `postmaster` of any domain of this host goes to its first account (RFC 5321 §4.5.1).
    pub fn recipient(&self, address: &Address) -> Option<AccountId> {
        let key = key(&address.local_part, &address.domain);
        if let Some(account) = self.addresses.get(key.as_str()) {
            return Some(*account);
        }
        let is_postmaster = address.local_part.eq_ignore_ascii_case("postmaster")
            && (address.domain.is_empty() || self.is_local(&address.domain));
        self.accounts().next().filter(|_| is_postmaster).map(|(id, _)| id)
    }

    /// Whether this host is where mail for `domain` ends.
    pub fn is_local(&self, domain: &str) -> bool {
        self.domains.contains(domain.to_ascii_lowercase().as_str())
    }

    /// Whom to write to about this host (RFC 5321 §4.5.1).
    pub fn postmaster(&self) -> Address {
        let first = self.accounts.front().map(|account| &*account.domain);
        Address::new("postmaster", first.unwrap_or_else(|| self.host_name()))
    }

    /// Remembers where mail for an account comes in. Of two accounts with one address the first has
    /// it.
    pub(super) fn note_address(&mut self, user: &str, domain: &str, account: AccountId) {
        self.domains.insert(domain.to_ascii_lowercase().into());
        self.addresses.entry(key(user, domain).into()).or_insert(account);
    }

    fn put_in_queue(
        &mut self,
        mut envelope: Envelope,
        mail: Mail,
        report_on: Option<EmailId>,
        now: Instant,
    ) -> SpoolChange {
        let email = EmailId(self.next_email);
        self.next_email += 1;
        self.spool.last += 1;
        let id = QueueId(self.spool.last);
        let waiting = |recipient| QueuedRecipient {
            recipient,
            state: RecipientState::Waiting,
            owed: None,
            warned: false,
        };
        let recipients = core::mem::take(&mut envelope.recipients).into_iter().map(waiting);
        self.spool.insert(Queued {
            id,
            email,
            report_on,
            recipients: recipients.collect(),
            envelope,
            mail,
            arrived: now,
            attempts: 0,
            schedule: Schedule::Fresh,
        });
        self.spool_change(id, email, SpoolChangeKind::Queued)
    }

    const fn spool_change(
        &mut self,
        id: QueueId,
        email: EmailId,
        kind: SpoolChangeKind,
    ) -> SpoolChange {
        self.last_change += 1;
        SpoolChange { number: ChangeNumber(self.last_change), id, email, kind }
    }
}

/// An address in the form in which addresses are compared.
fn key(local_part: &str, domain: &str) -> String {
    let mut key = String::with_capacity(local_part.len() + 1 + domain.len());
    key.push_str(local_part);
    key.push('@');
    key.push_str(domain);
    key.make_ascii_lowercase();
    key
}
