//! Writing the trace, and finding the cause of each entry.

use mailscope_base::{ChangeNumber, ConnectionId, ProviderId, SeqNum};
use mailscope_server::AnyServer;
use mailscope_store::{Change, ChangeKind, SpoolChange};
use mailscope_wire::Frame;
use mailscope_wire::pop3::Command;

use super::{Row, World};
use crate::knowledge::{About, Named};
use crate::measure::Event;
use crate::{End, Entry, EntryId, Fact, Place};

impl World {
    pub(super) fn record(&mut self, row: Row) -> EntryId {
        let id = self.trace.next_id();
        let root = row.cause.and_then(|cause| self.trace.get(cause)).map_or(id, |cause| cause.root);
        let entry = Entry {
            id,
            at: self.now,
            turn: self.turn,
            place: row.place,
            cause: row.cause,
            root,
            occasion: row.occasion,
            fact: row.fact,
        };
        self.index.note(&entry, self.about(&entry));
        self.trace.push(entry)
    }

    /// The mail that an entry is about: what a device shows, or what a POP3 client says about one.
    fn about(&self, entry: &Entry) -> Option<About> {
        match (&entry.fact, entry.place) {
            (Fact::Learned(change), Place::Device(device)) => {
                self.email_of_change(device, change).map(About::Mail)
            }
            (Fact::Read { connection, by: End::Server, .. }, Place::Server(provider)) => {
                let server = &self.connection(*connection)?.server;
                let frame = self.trace.frame(entry)?;
                let (place, number, dele) = match server {
                    AnyServer::Imap(session) => {
                        let number = number_in(&frame.bytes)?;
                        (session.place_of(number)?, number.get(), false)
                    }
                    AnyServer::Pop3(session) => match Command::parse(&frame.bytes).ok()? {
                        Command::Dele(number) => (session.place_of(number)?, number.get(), true),
                        Command::Retr(number) => (session.place_of(number)?, number.get(), false),
                        Command::Quit => return Some(About::Goodbye(*connection)),
                        _ => return None,
                    },
                    AnyServer::Smtp(_) | AnyServer::Web(_) => return None,
                };
                let (of, uid) = place;
                let email = self.email_at(provider, of, uid)?;
                let account = server.account()?;
                Some(About::Number { named: Named { account, of, number, email }, dele })
            }
            _ => None,
        }
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
        let change = about.and_then(|number| {
            let Place::Server(provider) = place else { return None };
            self.change_entries.get(&(provider, number)).copied()
        });
        let (cause, occasion) = match change {
            Some(change) if change != current => (change, Some(current)),
            _ => (current, None),
        };
        let bytes = frame.bytes.clone();
        let protection = self
            .connection(connection)
            .map_or_else(Default::default, crate::Connection::protection);
        let fact = Fact::Sent { connection, by, frame, protection };
        let entry = self.record(Row { place, cause: Some(cause), occasion, fact });
        self.count(connection, by, Event::Sent(bytes.len() as u64));
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
        self.count(connection, by, Event::Read);
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

    pub(super) fn record_change(
        &mut self,
        provider: ProviderId,
        change: &Change,
        current: EntryId,
    ) -> EntryId {
        let fact = Fact::Stored(change.clone());
        let entry = self.follow(Place::Server(provider), Some(current), fact);
        self.change_entries.insert((provider, change.number), entry);
        if let ChangeKind::Appended { validity, uid, email, .. } = &change.kind
            && let Some(provider) = self.provider_of(provider)
            && let Some(account) = provider.store.account(change.account)
            && let Some(message) = account.mailbox_by_validity(*validity).and_then(|m| m.get(*uid))
        {
            let mail = message.mail.clone();
            self.mails.insert(*email, mail);
        }
        entry
    }

    pub(super) fn record_spool_change(
        &mut self,
        provider: ProviderId,
        change: SpoolChange,
        current: EntryId,
    ) -> EntryId {
        let (number, id, email) = (change.number, change.id, change.email);
        let entry = self.follow(Place::Server(provider), Some(current), Fact::Spooled(change));
        self.change_entries.insert((provider, number), entry);
        if let Some(queued) = self.provider_of(provider).and_then(|p| p.store.spool().get(id)) {
            let mail = queued.mail.clone();
            self.mails.insert(email, mail);
        }
        entry
    }
}

/// The number in a FETCH of IMAP that names one message by its number (RFC 9051 §6.4.5).
fn number_in(command: &[u8]) -> Option<SeqNum> {
    let mut words = command.split(|octet| *octet == b' ');
    let verb = words.nth(1)?;
    let number = words.next().filter(|_| verb.eq_ignore_ascii_case(b"FETCH"))?;
    let number: usize = core::str::from_utf8(number).ok()?.parse().ok()?;
    SeqNum::from_index(number.checked_sub(1)?)
}
