//! The maildrop: a session's fixed view of INBOX (RFC 1939 §4).

use imbl::{OrdSet, Vector};
use mailscope_base::{AccountId, ChangeNumber, Flag, MessageNumber, Uid, UidValidity};
use mailscope_store::{Change, INBOX, Mail, Mailbox, Message, PopMode, Store, StoreError};

use super::{Answer, access};
use crate::{AfterRetr, Expire, Pop3Policy, ServerEvent, Turn};

/// Seconds of a day.
const DAY_SECS: i64 = 24 * 60 * 60;

/// What the session sees: the messages that INBOX held when it got the lock, and what it has done
/// with them. Clones share what they hold.
#[derive(Clone, Debug)]
pub(super) struct Maildrop {
    account: AccountId,
    validity: UidValidity,
    messages: Vector<Message>,
    /// Positions of messages that DELE has marked.
    marked: OrdSet<usize>,
    /// Positions of messages that RETR has handed out.
    retrieved: OrdSet<usize>,
    /// How many messages are not marked, and how many octets they have.
    size: (usize, usize),
    /// How mail is handed out where the account has labels.
    access: Option<PopMode>,
}

impl Maildrop {
    /// Takes the lock, removes what has been there for too long, and looks.
    pub(super) fn open(
        account: AccountId,
        expire: Expire,
        mode: PopMode,
        cx: &mut Turn<'_>,
    ) -> Result<Self, StoreError> {
        if let Some(view) = access::view(account, mode, cx) {
            return Self::open_view(account, mode, view?, cx);
        }
        inbox(account, cx.host).ok_or(StoreError::NoSuchMailbox)?;
        let lock = cx.host.lock_maildrop(account, cx.now)?;
        cx.tell(ServerEvent::LoggedIn(account));
        cx.tell(ServerEvent::Changed(lock));
        if let Expire::Days(days) = expire {
            remove_expired(account, days, cx);
        }
        let inbox = inbox(account, cx.host).ok_or(StoreError::NoSuchMailbox)?;
        let messages = inbox.messages().clone();
        let (marked, retrieved) = (OrdSet::new(), OrdSet::new());
        let (size, access) = (size(&messages), None);
        let validity = inbox.uid_validity();
        Ok(Self { account, validity, messages, marked, retrieved, size, access })
    }

    /// The same for an account with labels, where it is no mailbox that POP3 sees.
    fn open_view(
        account: AccountId,
        mode: PopMode,
        (validity, messages): (UidValidity, Vector<Message>),
        cx: &mut Turn<'_>,
    ) -> Result<Self, StoreError> {
        let lock = cx.host.lock_maildrop(account, cx.now)?;
        cx.tell(ServerEvent::LoggedIn(account));
        cx.tell(ServerEvent::Changed(lock));
        let (marked, retrieved) = (OrdSet::new(), OrdSet::new());
        let (size, access) = (size(&messages), Some(mode));
        Ok(Self { account, validity, messages, marked, retrieved, size, access })
    }

    /// Gives the lock back.
    pub(super) fn release(self, cx: &mut Turn<'_>) {
        if let Some(change) = cx.host.unlock_maildrop(self.account) {
            cx.tell(ServerEvent::Changed(change));
        }
        cx.tell(ServerEvent::LoggedOut);
    }

    pub(super) const fn account(&self) -> AccountId {
        self.account
    }

    pub(super) const fn validity(&self) -> UidValidity {
        self.validity
    }

    /// The message with that number, unless it is marked.
    pub(super) fn get(&self, number: MessageNumber) -> Option<&Message> {
        let index = number.index();
        if self.marked.contains(&index) { None } else { self.messages.get(index) }
    }

    /// All messages, marked ones too.
    pub(super) const fn messages(&self) -> &Vector<Message> {
        &self.messages
    }

    /// Whether RETR has handed out the message with that number.
    pub(super) fn was_retrieved(&self, number: MessageNumber) -> bool {
        self.retrieved.contains(&number.index())
    }

    /// Where the message with that number is or was, marked or not.
    pub(super) fn place_of(&self, number: MessageNumber) -> Option<(UidValidity, Uid)> {
        self.messages.get(number.index()).map(|message| (self.validity, message.uid))
    }

    /// Whether DELE has marked the message with that number.
    pub(super) fn is_marked(&self, number: MessageNumber) -> bool {
        self.marked.contains(&number.index())
    }

    /// The mail of the message with that number, or the answer that there is none.
    pub(super) fn mail(&self, number: MessageNumber, store: &Store) -> Result<&Mail, Answer> {
        let message = self.get(number).ok_or_else(|| Answer::no_such_message(number))?;
        if self.is_there(message, store) {
            return Ok(&message.mail);
        }
        Err(Answer::err(format!("message {number} has been expunged by another session")))
    }

    /// The messages that are not marked, with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (MessageNumber, &Message)> {
        self.messages.iter().enumerate().filter_map(|(index, message)| {
            let number = MessageNumber::from_index(index)?;
            (!self.marked.contains(&index)).then_some((number, message))
        })
    }

    /// How many messages are not marked, and how many octets they have on the wire.
    pub(super) const fn size(&self) -> (usize, usize) {
        self.size
    }

    /// The same for people.
    pub(super) fn described(&self) -> String {
        match self.size {
            (1, octets) => format!("1 message ({octets} octets)"),
            (count, octets) => format!("{count} messages ({octets} octets)"),
        }
    }

    /// Marks a message, if it is there and not marked.
    pub(super) fn mark(&mut self, number: MessageNumber) -> bool {
        let Some(octets) = self.get(number).map(|message| octets(&message.mail)) else {
            return false;
        };
        self.marked.insert(number.index());
        self.size = (self.size.0 - 1, self.size.1 - octets);
        true
    }

    pub(super) fn note_retrieved(&mut self, number: MessageNumber) {
        self.retrieved.insert(number.index());
    }

    /// As if nothing had been done since the login.
    pub(super) fn reset(&mut self) {
        self.marked.clear();
        self.retrieved.clear();
        self.size = size(&self.messages);
    }

    /// Whether the message is still in the store: IMAP sessions may have expunged it meanwhile.
    fn is_there(&self, message: &Message, store: &Store) -> bool {
        let account = store.account(self.account);
        let inbox = account.and_then(|a| a.mailbox_by_validity(self.validity));
        inbox.is_some_and(|inbox| inbox.index_of(message.uid).is_some())
    }

    /// The UPDATE state: removes what is marked, and does what the house's rules say about what was
    /// handed out. Returns the last removal and how many messages were there to remove.
    pub(super) fn update(
        &self,
        policy: Pop3Policy,
        cx: &mut Turn<'_>,
    ) -> (Option<ChangeNumber>, usize) {
        let mut removed = (None, 0);
        if let Some(mode) = self.access {
            let retrieved = self.retrieved.iter().filter_map(|index| self.messages.get(*index));
            access::update(self.account, mode, retrieved.map(|message| message.email), cx);
            return removed;
        }
        for &index in &self.marked {
            self.remove(index, &mut removed, cx);
        }
        for &index in self.retrieved.iter().filter(|index| !self.marked.contains(*index)) {
            match (policy.expire, policy.after_retr) {
                // RFC 2449 §6.7: `EXPIRE 0` lets nothing stay that was handed out.
                (Expire::Days(0), _) => self.remove(index, &mut removed, cx),
                (_, AfterRetr::MarkSeen) => self.mark_seen(index, cx),
                (_, AfterRetr::Keep) => {}
            }
        }
        removed
    }

    fn remove(&self, index: usize, removed: &mut (Option<ChangeNumber>, usize), cx: &mut Turn<'_>) {
        let Some(message) = self.messages.get(index) else { return };
        // What an IMAP session has expunged meanwhile is gone, as it should be.
        if let Ok(change) = cx.host.expunge(self.account, self.validity, message.uid) {
            *removed = (Some(change.number), removed.1 + 1);
            cx.tell(ServerEvent::Changed(change));
        }
    }

    fn mark_seen(&self, index: usize, cx: &mut Turn<'_>) {
        let inbox = cx.host.account(self.account);
        let inbox = inbox.and_then(|a| a.mailbox_by_validity(self.validity));
        let Some((inbox, uid)) = inbox.zip(self.messages.get(index).map(|m| m.uid)) else { return };
        // Its flags of now: an IMAP session may have changed them since the login.
        let now = inbox.index_of(uid).and_then(|index| inbox.messages().get(index));
        let Some(mut flags) = now.map(|message| message.flags.clone()) else { return };
        flags.insert(Flag::Seen);
        if let Ok(Some(change)) = cx.host.set_flags(self.account, self.validity, uid, flags) {
            cx.tell(ServerEvent::Changed(change));
        }
    }
}

/// Removes what came into INBOX more than `days` days ago (RFC 2449 §6.7). They came in the order
/// in which they stand there.
fn remove_expired(account: AccountId, days: u32, cx: &mut Turn<'_>) {
    if days == 0 {
        return;
    }
    let now = cx.clock.at(cx.now).unix_secs;
    let is_expired = |message: &&Message| {
        now.saturating_sub(message.saved.unix_secs) > i64::from(days) * DAY_SECS
    };
    let Some(inbox) = inbox(account, cx.host) else { return };
    let validity = inbox.uid_validity();
    let expired: Vec<_> =
        inbox.messages().iter().take_while(is_expired).map(|message| message.uid).collect();
    let changes: Vec<Change> = expired
        .into_iter()
        .filter_map(|uid| cx.host.expunge(account, validity, uid).ok())
        .collect();
    for change in changes {
        cx.tell(ServerEvent::Changed(change));
    }
}

fn inbox(account: AccountId, store: &Store) -> Option<&Mailbox> {
    store.account(account)?.mailbox(INBOX)
}

fn size(messages: &Vector<Message>) -> (usize, usize) {
    (messages.len(), messages.iter().map(|message| octets(&message.mail)).sum())
}

/// The octets of a message as it is sent: its last line has an end, for the terminating line must
/// stand alone (RFC 1939 §3). The dots that byte-stuffing adds do not count (RFC 1939 §11).
pub(super) fn octets(mail: &Mail) -> usize {
    let added = if mail.is_empty() || mail.bytes().ends_with(b"\r\n") { 0 } else { 2 };
    mail.len() + added
}
