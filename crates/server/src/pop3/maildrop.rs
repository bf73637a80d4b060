//! The maildrop: a session's fixed view of INBOX (RFC 1939 §4).

use bytes::{BufMut as _, Bytes, BytesMut};
use imbl::{OrdSet, Vector};
use mailscope_base::{AccountId, ChangeNumber, MessageNumber, UidValidity};
use mailscope_store::{INBOX, Mail, Message, Store, StoreError};

use crate::{ServerEvent, Turn};

/// What the session sees: the messages that INBOX held when it got the lock, and which of them it
/// has marked.
#[derive(Clone, Debug)]
pub(super) struct Maildrop {
    account: AccountId,
    validity: UidValidity,
    messages: Vector<Message>,
    marked: OrdSet<usize>,
}

impl Maildrop {
    /// Takes the lock and looks.
    pub(super) fn open(account: AccountId, cx: &mut Turn<'_>) -> Result<Self, StoreError> {
        let inbox = cx.host.account(account).and_then(|a| a.mailbox(INBOX));
        let inbox = inbox.ok_or(StoreError::NoSuchMailbox)?;
        let (validity, messages) = (inbox.uid_validity(), inbox.messages().clone());
        let change = cx.host.lock_maildrop(account)?;
        cx.tell(ServerEvent::LoggedIn(account));
        cx.tell(ServerEvent::Changed(change));
        Ok(Self { account, validity, messages, marked: OrdSet::new() })
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

    /// The messages that are not marked, with their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (MessageNumber, &Message)> {
        self.messages.iter().enumerate().filter_map(|(index, message)| {
            let number = MessageNumber::from_index(index)?;
            (!self.marked.contains(&index)).then_some((number, message))
        })
    }

    /// How many messages are not marked, and how many octets they have on the wire.
    pub(super) fn size(&self) -> (usize, usize) {
        self.iter()
            .fold((0, 0), |(count, sum), (_, message)| (count + 1, sum + octets(&message.mail)))
    }

    pub(super) fn mark(&mut self, number: MessageNumber) {
        self.marked.insert(number.index());
    }

    pub(super) fn unmark_all(&mut self) {
        self.marked.clear();
    }

    /// Whether the message is still in the store: IMAP sessions may have expunged it meanwhile.
    pub(super) fn is_there(&self, message: &Message, store: &Store) -> bool {
        let account = store.account(self.account);
        let inbox = account.and_then(|a| a.mailbox_by_validity(self.validity));
        inbox.is_some_and(|inbox| inbox.index_of(message.uid).is_some())
    }

    /// Removes what is marked. Returns the last change and how many messages were there to remove.
    pub(super) fn update(&self, cx: &mut Turn<'_>) -> (Option<ChangeNumber>, usize) {
        let mut last = None;
        let mut count = 0;
        for message in self.marked.iter().filter_map(|&index| self.messages.get(index)) {
            // What an IMAP session has expunged meanwhile is gone, as it should be.
            if let Ok(change) = cx.host.expunge(self.account, INBOX, message.uid) {
                last = Some(change.number);
                count += 1;
                cx.tell(ServerEvent::Changed(change));
            }
        }
        (last, count)
    }
}

/// The mail as POP3 sends it: its last line has an end, for the terminating line must stand alone
/// (RFC 1939 §3).
pub(super) fn as_sent(mail: &Mail) -> Bytes {
    if mail.is_empty() || mail.bytes().ends_with(b"\r\n") {
        return mail.bytes().clone();
    }
    let mut bytes = BytesMut::with_capacity(mail.len() + 2);
    bytes.put_slice(mail.bytes());
    bytes.put_slice(b"\r\n");
    bytes.freeze()
}

/// The octets of [`as_sent`], without the dots that byte-stuffing adds (RFC 1939 §11).
pub(super) fn octets(mail: &Mail) -> usize {
    let added = if mail.is_empty() || mail.bytes().ends_with(b"\r\n") { 0 } else { 2 };
    mail.len() + added
}
