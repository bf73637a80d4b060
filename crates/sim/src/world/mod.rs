//! The world.

mod holding;
mod inject;
mod record;
mod turn;

use bytes::Bytes;
use imbl::{OrdMap, Vector};
use mailscope_base::{
    AccountId, ChangeNumber, ConnectionId, Deadline, DeviceId, EmailId, Instant, Prng, WallClock,
};
use mailscope_store::{Change, Mail, Store};
use mailscope_wire::Service;

use crate::{Connection, Device, End, EntryId, Fact, Flight, Place, Scenario, Trace};

pub use holding::Holding;
pub use inject::NotPossible;

/// A provider: a host with its store. Its sessions live in the connections.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Host name.
    pub host: String,
    /// The disk.
    pub store: Store,
    /// The account that the devices of this world use.
    pub account: AccountId,
}

/// Everything, as one value. A copy is a snapshot; two copies fed the same are the same.
#[derive(Clone, Debug)]
pub struct World {
    clock: WallClock,
    now: Instant,
    turn: u32,
    rng: Prng,
    provider: Provider,
    devices: Vector<Device>,
    connections: OrdMap<ConnectionId, Connection>,
    /// Who is or was at the client's end of each connection, and what was spoken.
    parties: Vector<(DeviceId, Service)>,
    queue: OrdMap<When, Pending>,
    next_event: u64,
    trace: Trace,
    /// The entry of each change of the store.
    change_entries: OrdMap<ChangeNumber, EntryId>,
    /// Every mail that this world has seen, also those that are gone.
    mails: OrdMap<EmailId, Mail>,
}

/// When something pending happens: the moment, then the order in which it was planned.
type When = (Instant, u64);

/// Something that will happen by itself.
#[derive(Clone, Debug)]
enum Pending {
    /// A device is switched on.
    SwitchOn(DeviceId),
    /// One end learns that the connection stands.
    Open { connection: ConnectionId, at: End, cause: EntryId },
    /// Bytes arrive.
    Deliver { connection: ConnectionId, to: End, bytes: Bytes, cause: EntryId },
    /// One end learns that the connection is closed.
    Close { connection: ConnectionId, at: End, cause: EntryId },
    /// A session hears of what another one did to the store during one turn.
    Notice { connection: ConnectionId, changes: Vec<Change>, cause: EntryId },
}

/// A deadline and who waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wake {
    /// When and why.
    pub deadline: Deadline,
    /// Whose.
    pub sleeper: Sleeper,
}

/// Who can wait for a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sleeper {
    /// The mail app of a device.
    Device(DeviceId),
    /// A session of the server.
    Session(ConnectionId),
}

impl World {
    /// The world of `scenario` before anything has happened.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let mut world = Self {
            clock: scenario.clock(),
            now: Instant::START,
            turn: 0,
            rng: Prng::new(seed),
            provider: scenario.provider(),
            devices: scenario.devices().collect(),
            connections: OrdMap::new(),
            parties: Vector::new(),
            queue: OrdMap::new(),
            next_event: 0,
            trace: Trace::default(),
            change_entries: OrdMap::new(),
            mails: scenario.mails().collect(),
        };
        for (device, at) in scenario.switched_on() {
            world.plan(at, Pending::SwitchOn(device));
        }
        world
    }

    /// The moment.
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// The calendar.
    pub const fn clock(&self) -> WallClock {
        self.clock
    }

    /// How many turns have been taken, actions included.
    pub const fn turn(&self) -> u32 {
        self.turn
    }

    /// The provider.
    pub const fn provider(&self) -> &Provider {
        &self.provider
    }

    /// The devices in order.
    pub fn devices(&self) -> impl ExactSizeIterator<Item = &Device> {
        self.devices.iter()
    }

    /// One device.
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        self.devices.get(usize::from(id.0))
    }

    /// One connection, while it stands.
    pub fn connection(&self, id: ConnectionId) -> Option<&Connection> {
        self.connections.get(&id)
    }

    /// The device at the client's end of a connection and what is spoken on it, also after its end.
    pub fn party(&self, id: ConnectionId) -> Option<(DeviceId, Service)> {
        self.parties.get(id.0 as usize).copied()
    }

    /// A mail that is or was in this world.
    pub fn mail(&self, email: EmailId) -> Option<&Mail> {
        self.mails.get(&email)
    }

    /// Every mail of this world, the newest first.
    pub fn emails(&self) -> impl ExactSizeIterator<Item = EmailId> {
        self.mails.keys().rev().copied()
    }

    /// The connections that stand.
    pub fn connections(&self) -> impl Iterator<Item = &Connection> {
        self.connections.values()
    }

    /// Everything that has happened.
    pub const fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The bytes that are on their way, the next to arrive first.
    pub fn flights(&self) -> impl Iterator<Item = Flight> {
        self.queue.iter().filter_map(|(&(arrives, _), pending)| match pending {
            &Pending::Deliver { connection, to, ref bytes, cause } => Some(Flight {
                connection,
                device: self.connections.get(&connection)?.device,
                to,
                arrives,
                entry: cause,
                octets: bytes.len(),
            }),
            _ => None,
        })
    }

    /// Whether nothing is under way: all that is left are deadlines.
    pub fn quiet(&self) -> bool {
        self.queue.is_empty()
    }

    /// The next deadline, if anybody waits for one.
    pub fn next_wake(&self) -> Option<Wake> {
        self.wakes().min()
    }

    /// Every deadline that somebody waits for, in no particular order.
    pub fn wakes(&self) -> impl Iterator<Item = Wake> {
        let apps = self.devices.iter().filter_map(|device| {
            Some(Wake { deadline: device.app.deadline()?, sleeper: Sleeper::Device(device.id) })
        });
        let sessions = self.connections.values().filter_map(|connection| {
            let deadline = mailscope_wire::Endpoint::deadline(&connection.server)?;
            Some(Wake { deadline, sleeper: Sleeper::Session(connection.id) })
        });
        apps.chain(sessions)
    }

    fn plan(&mut self, at: Instant, pending: Pending) {
        self.queue.insert((at, self.next_event), pending);
        self.next_event += 1;
    }

    fn device_mut(&mut self, id: DeviceId) -> Option<&mut Device> {
        self.devices.get_mut(usize::from(id.0))
    }

    /// The place of one end of a connection.
    fn place(&self, connection: ConnectionId, end: End) -> Place {
        match (end, self.party(connection)) {
            (End::Client, Some((device, _))) => Place::Device(device),
            _ => Place::Server,
        }
    }
}

/// A row of the trace before it has its number.
struct Row {
    place: Place,
    cause: Option<EntryId>,
    occasion: Option<EntryId>,
    fact: Fact,
}
