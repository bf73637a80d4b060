//! What is still to happen on the wires, in the order of time.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::Instant;

use super::Sense;
use crate::{End, EntryId, Loss};

/// Something that happens to a connection, or a datagram.
#[derive(Clone, Debug)]
pub(super) enum Event {
    /// The client asks for it, having asked so many times.
    Ask(u32),
    /// The server's system answers that it takes it.
    Accept,
    /// The server's system answers that nothing listens.
    Refuse,
    /// The client hears that it stands.
    Established,
    /// This load, by its number among those of the world, goes off.
    Load(usize),
    /// A segment with octets goes off.
    Segment { from: End, payload: Bytes, push: bool, sense: Sense, arrives: Option<Instant> },
    /// All octets before this number have come, the last of them in a segment sent at that moment.
    Arrive { at: End, before: u32, sent: Instant, at_once: bool },
    /// This end's system has waited long enough for something to send its acknowledgment with.
    Acknowledge(End),
    /// This end closes.
    Close(End),
    /// This end is lost.
    Lose(End, Loss),
    /// The entry is a datagram.
    Datagram,
}

/// An event with its time.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) at: Instant,
    /// The entry that it belongs to. In one moment, an earlier entry's events come first: what follows
    /// from an arrival comes behind it.
    pub(super) entry: EntryId,
    /// Which connection.
    pub(super) talk: usize,
    pub(super) event: Event,
}

/// The events by time, entry and order of planning.
#[derive(Debug, Default)]
pub(super) struct Queue {
    events: BTreeMap<(Instant, EntryId, u64), (usize, Event)>,
    planned: u64,
}

impl Queue {
    pub(super) fn plan(&mut self, at: Instant, entry: EntryId, talk: usize, event: Event) {
        self.events.insert((at, entry, self.planned), (talk, event));
        self.planned += 1;
    }

    pub(super) fn pop(&mut self) -> Option<Due> {
        let ((at, entry, _), (talk, event)) = self.events.pop_first()?;
        Some(Due { at, entry, talk, event })
    }
}
