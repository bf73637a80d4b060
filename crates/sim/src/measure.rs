//! What work costs: octets, round trips, connections, and the room that mail takes up. Counted while
//! it happens, so that asking is one look-up.

use core::ops::Sub;

use imbl::{OrdMap, Vector};
use mailscope_base::{ConnectionId, Duration, Instant};

use crate::{End, Place, World};

/// What somebody's connections have cost so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measures {
    /// Octets of protocol that came in.
    pub octets_received: u64,
    /// Octets of protocol that were written.
    pub octets_sent: u64,
    /// Octets that the wire carried, both ways, handshakes and records of TLS included.
    pub octets_carried: u64,
    /// How often a client waited for the other end: once for TCP's handshake, once for the greeting
    /// of a server that need not wait for TLS, then once for each frame or flight of TLS that it
    /// sent after it had read something since the one before. What it sends without reading in
    /// between (RFC 2920, RFC 9051 §5.5) waits together.
    pub round_trips: u64,
    /// How many connections came to stand.
    pub connections: u64,
    /// How long something was under way, from the first attempt to connect. Waiting in IDLE, or for
    /// the next time to ask, does not count.
    pub busy: Duration,
}

impl Measures {
    /// Octets of protocol, both ways.
    pub const fn octets(&self) -> u64 {
        self.octets_received + self.octets_sent
    }
}

/// What has been added since an earlier moment.
impl Sub for Measures {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            octets_received: self.octets_received.saturating_sub(earlier.octets_received),
            octets_sent: self.octets_sent.saturating_sub(earlier.octets_sent),
            octets_carried: self.octets_carried.saturating_sub(earlier.octets_carried),
            round_trips: self.round_trips.saturating_sub(earlier.round_trips),
            connections: self.connections.saturating_sub(earlier.connections),
            busy: Duration::from_micros(
                self.busy.as_micros().saturating_sub(earlier.busy.as_micros()),
            ),
        }
    }
}

/// The room that mail takes up at one place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Storage {
    /// Octets in all.
    pub octets: u64,
    /// How many mails.
    pub mails: u64,
    /// How many of them are there whole; of the others only what a list shows.
    pub whole: u64,
}

/// The sums, kept while things happen. Each number is kept where it is asked for: for a connection
/// as its client sees it, for a place, and for all connections together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    connections: Vector<Account>,
    places: OrdMap<Place, Sum>,
    total: Sum,
}

/// A sum, and up to when something is under way.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    measures: Measures,
    until: Instant,
}

#[derive(Clone, Copy, Debug, Default)]
struct Account {
    sum: Sum,
    /// Whether the client has read something since it sent its last frame.
    has_read: bool,
}

/// One thing that is counted, seen from one end of a connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Event {
    /// The connection stands.
    Opened,
    /// The server may speak, and the client waits for that.
    Greets,
    /// A flight of TLS's handshake was sent.
    Handshake,
    /// A frame of so many octets was sent.
    Sent(u64),
    /// A frame, or a flight of TLS's handshake, was read.
    Read,
    /// So many octets of a frame, or more, came in.
    Received(u64),
    /// The wire took up so many octets of this end.
    Carried(u64),
    /// Something of this connection is under way from the first moment to the second.
    UnderWay(Instant, Instant),
}

impl Ledger {
    /// Counts what happens at `end` of a connection between these two places.
    pub(crate) fn count(
        &mut self,
        id: ConnectionId,
        (client, server): (Place, Place),
        end: End,
        event: Event,
    ) {
        let index = id.0 as usize;
        while self.connections.len() <= index {
            self.connections.push_back(Account::default());
        }
        let Some(account) = self.connections.get_mut(index) else { return };
        let at_client = end == End::Client;
        let mut client_adds = Measures::default();
        let mut server_adds = Measures::default();
        let own = if at_client { &mut client_adds } else { &mut server_adds };
        match event {
            Event::Sent(octets) => own.octets_sent = octets,
            Event::Received(octets) => own.octets_received = octets,
            Event::Opened
            | Event::Greets
            | Event::Handshake
            | Event::Read
            | Event::Carried(_)
            | Event::UnderWay(..) => {}
        }
        let waits = match event {
            Event::Opened => at_client,
            Event::Greets => true,
            Event::Sent(_) | Event::Handshake => {
                at_client && core::mem::take(&mut account.has_read)
            }
            Event::Read | Event::Received(_) | Event::Carried(_) | Event::UnderWay(..) => false,
        };
        if at_client && matches!(event, Event::Opened | Event::Read) {
            account.has_read = true;
        }
        for adds in [&mut client_adds, &mut server_adds] {
            adds.round_trips = u64::from(waits);
            adds.connections = u64::from(at_client && matches!(event, Event::Opened));
            adds.octets_carried = if let Event::Carried(octets) = event { octets } else { 0 };
        }
        let under_way = if let Event::UnderWay(from, to) = event { Some((from, to)) } else { None };
        for (sum, adds) in [
            (&mut account.sum, client_adds),
            (&mut self.total, client_adds),
            (self.places.entry(client).or_default(), client_adds),
        ] {
            sum.add(&adds, under_way);
        }
        self.places.entry(server).or_default().add(&server_adds, under_way);
    }
}

impl Sum {
    fn add(&mut self, adds: &Measures, under_way: Option<(Instant, Instant)>) {
        let sum = &mut self.measures;
        sum.octets_received += adds.octets_received;
        sum.octets_sent += adds.octets_sent;
        sum.octets_carried += adds.octets_carried;
        sum.round_trips += adds.round_trips;
        sum.connections += adds.connections;
        if let Some((from, to)) = under_way {
            // Spans begin in the order of time, so what overlaps is what went before.
            let from = from.max(self.until);
            self.until = to.max(from);
            sum.busy = sum.busy + self.until.since(from);
        }
    }
}

impl World {
    /// What the connections of a device or of a provider have cost so far. A provider's numbers
    /// are of both: connections to it, and those that it opened to others.
    pub fn measures(&self, place: Place) -> Measures {
        self.ledger().places.get(&place).map(|sum| sum.measures).unwrap_or_default()
    }

    /// What one connection has cost so far, as its client sees it.
    pub fn measures_of(&self, connection: ConnectionId) -> Measures {
        let account = self.ledger().connections.get(connection.0 as usize);
        account.map(|account| account.sum.measures).unwrap_or_default()
    }

    /// What all connections have cost so far, as their clients see it.
    pub fn measures_of_all(&self) -> Measures {
        self.ledger().total.measures
    }

    /// The room that mail takes up at a device, or in all accounts of a provider. A mail that stands
    /// in two mailboxes counts twice, as it does for a quota (RFC 9208 §5.1).
    pub fn storage(&self, place: Place) -> Storage {
        match place {
            Place::Device(id) => self.device(id).map_or_else(Storage::default, |device| {
                let local = device.app.local();
                Storage {
                    octets: local.octets(),
                    mails: local.len() as u64,
                    whole: local.whole() as u64,
                }
            }),
            Place::Server(id) => {
                let accounts = self.provider_of(id).into_iter().flat_map(|p| p.store.accounts());
                let mailboxes = accounts.flat_map(|(_, account)| account.mailboxes());
                mailboxes.fold(Storage::default(), |sum, mailbox| {
                    let mails = mailbox.messages().len() as u64;
                    Storage {
                        octets: sum.octets + mailbox.octets(),
                        mails: sum.mails + mails,
                        whole: sum.whole + mails,
                    }
                })
            }
            Place::NameServer | Place::Terminal(_) => Storage::default(),
        }
    }
}
