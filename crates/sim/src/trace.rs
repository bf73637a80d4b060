//! The trace: everything that happened, each entry with the entry that caused it.

use core::fmt::Write as _;

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::{ConnectionId, DeviceId, Instant, ProviderId, QueueId, Reason};
use mailscope_client::LocalChange;
use mailscope_server::mta::Route;
use mailscope_store::{Change, SpoolChange};
use mailscope_wire::{Choice, Frame, Service, StateName};
use sha2::{Digest as _, Sha256};

use crate::{Action, End, NotPossible, Protection, TerminalId, TlsStep};

/// Names an entry: its position in the trace, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// Where something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// At a device.
    Device(DeviceId),
    /// At a provider.
    Server(ProviderId),
    /// At the name servers.
    NameServer,
    /// At a terminal.
    Terminal(TerminalId),
}

/// One row of the trace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// When.
    pub at: Instant,
    /// The turn during which it happened, counted from 1.
    pub turn: u32,
    /// Where.
    pub place: Place,
    /// The entry that this one follows from; nothing for what comes from outside.
    pub cause: Option<EntryId>,
    /// What came from outside at the beginning of the chain of causes; the entry itself if it did.
    pub root: EntryId,
    /// The entry that gave the occasion, where that is another one: a change waits until a command
    /// allows the server to tell it.
    pub occasion: Option<EntryId>,
    /// What.
    pub fact: Fact,
}

/// What can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A device was switched on.
    SwitchedOn,
    /// Something from outside.
    Acted(Action),
    /// Something that the scenario planned could not be done, for this reason.
    CouldNot(NotPossible),
    /// A deadline came.
    Woke(Reason),
    /// A connection stands, seen from this place.
    Opened(ConnectionId, Service),
    /// A connection is closed, seen from this place.
    Closed(ConnectionId),
    /// A connection could not be opened or is lost, seen from this place.
    Lost(ConnectionId, Loss),
    /// A step of a TLS handshake, seen from this place.
    Tls(ConnectionId, TlsStep),
    /// A frame was sent.
    Sent {
        /// On this connection.
        connection: ConnectionId,
        /// By this end.
        by: End,
        /// What its writer means.
        frame: Frame,
        /// What keeps others from reading it.
        protection: Protection,
    },
    /// A frame was read.
    Read {
        /// On this connection.
        connection: ConnectionId,
        /// By this end.
        by: End,
        /// The frame as the reader took it; nothing if it is exactly the frame of the cause.
        differs: Option<Frame>,
    },
    /// A session entered a state.
    Entered(ConnectionId, StateName),
    /// Somebody used a freedom.
    Chose(Choice),
    /// The store changed: the truth.
    Stored(Change),
    /// The queue changed.
    Spooled(SpoolChange),
    /// A provider begins to hand a message of its queue to a host.
    Transfers {
        /// The message.
        queued: QueueId,
        /// The host's name.
        host: Arc<str>,
        /// Its address.
        address: IpAddr,
    },
    /// A provider asked the name servers (the message as RFC 1035 §4.1 has it).
    Asked(Bytes),
    /// The name servers answered (the message as RFC 1035 §4.1 has it).
    Answered(Bytes),
    /// A provider knows where mail for this domain goes.
    Routed(Arc<str>, Route),
    /// A device shows something else than before.
    Learned(LocalChange),
}

/// Why a connection is no more, or never was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The host answered that nothing listens there.
    Refused,
    /// Nobody answered.
    NoAnswer,
    /// It was cut on its way.
    Cut,
    /// The host at the other end broke down or was stopped.
    Reset,
}

/// All entries so far. Cheap to copy.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    entries: Vector<Entry>,
    /// The frames that were sent, for a log that shows only those.
    sent: Vector<EntryId>,
    /// Octets of the frames that were sent.
    octets: u64,
}

impl Trace {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing has happened.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of that name.
    pub fn get(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }

    /// The entries from that position on.
    pub fn from(&self, position: usize) -> impl Iterator<Item = &Entry> {
        (position..).map_while(|position| self.entries.get(position))
    }

    /// All entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.entries.iter()
    }

    /// The entries of one turn, which are neighbours.
    pub fn of_turn(&self, turn: u32) -> impl Iterator<Item = &Entry> {
        let (mut low, mut high) = (0, self.entries.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.entries.get(middle).is_some_and(|entry| entry.turn < turn) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low..).map_while(move |i| self.entries.get(i).filter(|entry| entry.turn == turn))
    }

    /// The turn of the last entry that is not later than `moment`; 0 if there is none.
    pub fn turn_at(&self, moment: Instant) -> u32 {
        let (mut low, mut high) = (0, self.entries.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.entries.get(middle).is_some_and(|entry| entry.at <= moment) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low.checked_sub(1).and_then(|last| self.entries.get(last)).map_or(0, |entry| entry.turn)
    }

    /// The frames that were sent, oldest first.
    pub fn sent(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.sent.iter().map(|id| &self.entries[id.0 as usize])
    }

    /// Octets of the frames that were sent, all together.
    pub const fn octets(&self) -> u64 {
        self.octets
    }

    /// The chain from `id` back to what came from outside, nearest first.
    pub fn causes(&self, id: EntryId) -> impl Iterator<Item = &Entry> {
        core::iter::successors(self.get(id), |entry| entry.cause.and_then(|c| self.get(c)))
    }

    /// The frame that an entry of the wire is about: a sent one, or a read one.
    pub fn frame<'a>(&'a self, entry: &'a Entry) -> Option<&'a Frame> {
        match &entry.fact {
            Fact::Sent { frame, .. } | Fact::Read { differs: Some(frame), .. } => Some(frame),
            Fact::Read { differs: None, .. } => {
                let sent = entry.cause.and_then(|c| self.get(c))?;
                if let Fact::Sent { frame, .. } = &sent.fact { Some(frame) } else { None }
            }
            _ => None,
        }
    }

    /// A fingerprint of everything that happened (SHA-256, in hexadecimal), equal on every machine.
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for entry in &self.entries {
            // `Debug` covers every field, also those that a later change adds.
            hash.update(format!("{entry:?}\n").as_bytes());
        }
        let mut hex = String::new();
        for byte in hash.finalize() {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    pub(crate) fn push(&mut self, entry: Entry) -> EntryId {
        let id = entry.id;
        if let Fact::Sent { frame, .. } = &entry.fact {
            self.octets += frame.bytes.len() as u64;
            self.sent.push_back(id);
        }
        self.entries.push_back(entry);
        id
    }

    pub(crate) fn next_id(&self) -> EntryId {
        // A trace of more than 2^32 entries does not fit the memory of any browser.
        EntryId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }
}
