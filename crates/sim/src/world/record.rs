//! Writing the trace, and finding the cause of each entry.

use mailscope_base::{ChangeNumber, ConnectionId};
use mailscope_store::{Change, ChangeKind};
use mailscope_wire::Frame;

use super::{Row, World};
use crate::{End, Entry, EntryId, Fact, Place};

impl World {
    pub(super) fn record(&mut self, row: Row) -> EntryId {
        let id = self.trace.next_id();
        let root = row.cause.and_then(|cause| self.trace.get(cause)).map_or(id, |cause| cause.root);
        self.trace.push(Entry {
            id,
            at: self.now,
            turn: self.turn,
            place: row.place,
            cause: row.cause,
            root,
            occasion: row.occasion,
            fact: row.fact,
        })
    }

    /// Records a fact that simply follows from `cause`.
    pub(super) fn follow(&mut self, place: Place, cause: Option<EntryId>, fact: Fact) -> EntryId {
        self.record(Row { place, cause, occasion: None, fact })
    }

    /// Records a sent frame. If it reports a change of the store, that change is its cause and what
    /// was handled at the time is only the occasion.
    pub(super) fn record_sent(
        &mut self,
        connection: ConnectionId,
        by: End,
        frame: Frame,
        about: Option<ChangeNumber>,
        current: EntryId,
    ) -> EntryId {
        let place = self.place(connection, by);
        let change = about.and_then(|number| self.change_entries.get(&number).copied());
        let (cause, occasion) = match change {
            Some(change) if change != current => (change, Some(current)),
            _ => (current, None),
        };
        let bytes = frame.bytes.clone();
        let fact = Fact::Sent { connection, by, frame };
        let entry = self.record(Row { place, cause: Some(cause), occasion, fact });
        if let Some(connection) = self.connections.get_mut(&connection) {
            connection.towards(by.other()).write(entry, &bytes);
        }
        entry
    }

    /// Records a frame that was read; its cause is the entry that sent its last octet.
    pub(super) fn record_read(
        &mut self,
        connection: ConnectionId,
        by: End,
        frame: Frame,
        current: EntryId,
    ) -> EntryId {
        let place = self.place(connection, by);
        let (sent, same) = match self.connections.get_mut(&connection) {
            Some(connection) => connection.towards(by).take(&frame.bytes),
            None => (None, false),
        };
        let same = same && sent.and_then(|id| self.trace.get(id)).is_some_and(|entry| {
            matches!(&entry.fact, Fact::Sent { frame: sent, .. } if sent.grammar == frame.grammar)
        });
        let differs = (!same).then_some(frame);
        self.follow(place, sent.or(Some(current)), Fact::Read { connection, by, differs })
    }

    pub(super) fn record_change(&mut self, change: &Change, current: EntryId) -> EntryId {
        let entry = self.follow(Place::Server, Some(current), Fact::Stored(change.clone()));
        self.change_entries.insert(change.number, entry);
        if let ChangeKind::Appended { validity, uid, email, .. } = &change.kind
            && let Some(account) = self.provider.store.account(change.account)
            && let Some(message) = account.mailbox_by_validity(*validity).and_then(|m| m.get(*uid))
        {
            self.mails.insert(*email, message.mail.clone());
        }
        entry
    }
}
