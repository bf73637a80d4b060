//! The world.

mod apps;
mod carried;
mod dns;
mod faults;
mod growth;
mod handshake;
mod holding;
mod inject;
mod plans;
mod queue;
mod readers;
mod record;
mod terminals;
mod turn;
mod wire;

use bytes::Bytes;
use imbl::{OrdMap, Vector};
use mailscope_base::{
    ChangeNumber, ConnectionId, Deadline, DeviceId, EmailId, Instant, Prng, ProviderId, WallClock,
};
use mailscope_server::dns::Zones;
use mailscope_server::mta::MtaInput;
use mailscope_store::{Change, Mail};
use mailscope_wire::{Endpoint as _, Service};

use crate::device::called;
use crate::knowledge::{Index, Topic};
use crate::measure::{Event, Ledger};
use crate::{
    Carried, Connection, Device, End, Ends, EntryId, Fact, Flight, Listener, ListenerId, Loss,
    Network, Party, Place, Planned, Provider, Scenario, Terminal, Trace, tls,
};

pub use holding::{Holding, written_on};
pub(crate) use holding::{first_email, written};
pub use inject::NotPossible;

/// Everything, as one value. A copy is a snapshot; two copies fed the same are the same.
#[derive(Clone, Debug)]
pub struct World {
    clock: WallClock,
    now: Instant,
    turn: u32,
    seed: u64,
    rng: Prng,
    providers: Vector<Provider>,
    network: Network,
    listeners: Vector<Listener>,
    /// What the name servers know.
    zones: Zones,
    /// Those that are there.
    devices: OrdMap<DeviceId, Device>,
    /// Those that were taken away: what they did stays told, and no other one gets their numbers.
    gone: OrdMap<DeviceId, Device>,
    /// What the scenario's plans call devices that have another number.
    renamed: OrdMap<DeviceId, DeviceId>,
    terminals: Vector<Terminal>,
    connections: OrdMap<ConnectionId, Connection>,
    /// Who is or was at the ends of each connection.
    ends: Vector<Ends>,
    queue: OrdMap<When, Pending>,
    next_event: u64,
    trace: Trace,
    /// Where to find what is told of a mail, a folder, a device.
    index: Index,
    /// What the wires carried, in the order in which it was sent.
    carried: Vector<Carried>,
    ledger: Ledger,
    /// The entry of each change of a store.
    change_entries: OrdMap<(ProviderId, ChangeNumber), EntryId>,
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
    /// A flight of a TLS handshake arrives.
    Handshake { connection: ConnectionId, flight: tls::Flight, cause: EntryId },
    /// One end learns that there is no connection, or none any more.
    Lose { connection: ConnectionId, at: End, loss: Loss, cause: EntryId },
    /// A session hears of what another one did to the store during one turn.
    Notice { connection: ConnectionId, changes: Vec<Change>, cause: EntryId },
    /// The manager of a queue has a turn.
    Queue { provider: ProviderId, input: MtaInput, cause: EntryId },
    /// A datagram arrives at the name servers.
    Ask { provider: ProviderId, query: Bytes, cause: EntryId },
    /// A datagram of the name servers arrives.
    Answer { provider: ProviderId, answer: Bytes, cause: EntryId },
    /// Something that the scenario planned.
    Act(Planned),
}

impl Pending {
    /// What it follows from; nothing for what comes from outside.
    const fn cause(&self) -> Option<EntryId> {
        match self {
            Self::Open { cause, .. }
            | Self::Deliver { cause, .. }
            | Self::Close { cause, .. }
            | Self::Handshake { cause, .. }
            | Self::Lose { cause, .. }
            | Self::Notice { cause, .. }
            | Self::Queue { cause, .. }
            | Self::Ask { cause, .. }
            | Self::Answer { cause, .. } => Some(*cause),
            Self::SwitchOn(_) | Self::Act(_) => None,
        }
    }
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
    /// A session of a server.
    Session(ConnectionId),
    /// A provider that hands on mail, as the client of a connection.
    Relay(ConnectionId),
    /// The manager of a provider's queue.
    Queue(ProviderId),
    /// A provider's resolver.
    Resolver(ProviderId),
}

impl World {
    /// The world of `scenario` before anything has happened.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let mut world = Self {
            clock: scenario.clock(),
            now: Instant::START,
            turn: 0,
            seed,
            rng: Prng::new(seed),
            providers: scenario.providers().cloned().collect(),
            network: scenario.network(),
            listeners: scenario.listeners().cloned().collect(),
            zones: scenario.zones().clone(),
            devices: scenario.devices().map(|d| (d.id, d.in_world(seed))).collect(),
            gone: OrdMap::new(),
            renamed: OrdMap::new(),
            terminals: scenario.terminals().cloned().collect(),
            connections: OrdMap::new(),
            ends: Vector::new(),
            queue: OrdMap::new(),
            next_event: 0,
            trace: Trace::default(),
            index: Index::default(),
            carried: Vector::new(),
            ledger: Ledger::default(),
            change_entries: OrdMap::new(),
            mails: scenario.mails().collect(),
        };
        // A host that is down from the beginning is down before anybody connects to it.
        for (at, planned) in scenario.planned() {
            world.plan(*at, Pending::Act(planned.clone()));
        }
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

    /// The first provider.
    ///
    /// # Panics
    ///
    /// Never: a scenario without a provider is refused.
    pub fn provider(&self) -> &Provider {
        &self.providers[0]
    }

    /// The providers in order.
    pub fn providers(&self) -> impl ExactSizeIterator<Item = &Provider> {
        self.providers.iter()
    }

    /// The provider of that number.
    pub fn provider_of(&self, id: ProviderId) -> Option<&Provider> {
        self.providers.get(usize::from(id.0))
    }

    /// Who sits on wires, in order.
    pub fn listeners(&self) -> impl ExactSizeIterator<Item = &Listener> {
        self.listeners.iter()
    }

    /// The listener of that number.
    pub fn listener(&self, id: ListenerId) -> Option<&Listener> {
        self.listeners.get(usize::from(id.0))
    }

    /// What the name servers know.
    pub const fn zones(&self) -> &Zones {
        &self.zones
    }

    /// The devices that are there, in order.
    pub fn devices(&self) -> impl ExactSizeIterator<Item = &Device> {
        self.devices.values()
    }

    /// The devices that are there and those that were, in order.
    pub fn devices_ever(&self) -> impl Iterator<Item = &Device> {
        let count = self.devices.len() + self.gone.len();
        (0..).map(DeviceId).take(count).filter_map(|id| self.device(id))
    }

    /// Whether that device is there.
    pub fn has_device(&self, id: DeviceId) -> bool {
        self.devices.contains_key(&id)
    }

    /// The device that people call so.
    pub fn device_named(&self, name: &str) -> Option<&Device> {
        self.devices().find(|device| called(device, self.devices_ever()) == name)
    }

    /// The provider with that domain.
    pub fn provider_named(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|provider| provider.name == name)
    }

    /// What people call a place: a device's name; `server`, where there is one provider, else its
    /// domain; `dns`.
    pub fn name_of(&self, place: Place) -> String {
        crate::recording::place(self, place)
    }

    /// One device, also one that was taken away.
    pub fn device(&self, id: DeviceId) -> Option<&Device> {
        self.devices.get(&id).or_else(|| self.gone.get(&id))
    }

    /// One connection, while it stands.
    pub fn connection(&self, id: ConnectionId) -> Option<&Connection> {
        self.connections.get(&id)
    }

    /// Who a connection joins or joined.
    pub fn ends(&self, id: ConnectionId) -> Option<&Ends> {
        self.ends.get(id.0 as usize)
    }

    /// The device at the client's end of a connection and what is spoken on it, also after its end.
    /// Nothing where the client is a provider or a terminal.
    pub fn party(&self, id: ConnectionId) -> Option<(DeviceId, Service)> {
        let ends = self.ends(id)?;
        match ends.client {
            Party::Device(device, _) => Some((device, ends.service)),
            Party::Mta(..) | Party::Terminal(_) => None,
        }
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

    pub(crate) const fn index(&self) -> &Index {
        &self.index
    }

    pub(crate) const fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Counts what happens at one end of a connection.
    fn count(&mut self, id: ConnectionId, end: End, event: Event) {
        let places = (self.place(id, End::Client), self.place(id, End::Server));
        self.ledger.count(id, places, end, event);
    }

    /// The bytes that are on their way, the next to arrive first.
    pub fn flights(&self) -> impl Iterator<Item = Flight> {
        self.queue.iter().filter_map(|(&(arrives, _), pending)| match pending {
            &Pending::Deliver { connection, to, ref bytes, cause } => Some(Flight {
                connection,
                client: self.connections.get(&connection)?.client,
                to,
                arrives,
                entry: cause,
                octets: bytes.len(),
            }),
            _ => None,
        })
    }

    /// How many things are under way.
    pub fn pending(&self) -> usize {
        self.queue.len()
    }

    /// Whether nothing is under way: all that is left are deadlines.
    pub fn quiet(&self) -> bool {
        self.queue.is_empty()
    }

    /// Whether nothing is under way and nobody is about to switch on a device: all that is left are
    /// deadlines and what the scenario planned for later.
    pub fn waits(&self) -> bool {
        let Some(((at, _), first)) = self.queue.get_min() else { return true };
        let later = *at > self.now && *at > Instant::START;
        let comes_from_outside =
            |pending: &Pending| matches!(pending, Pending::Act(_) | Pending::SwitchOn(_));
        later && matches!(first, Pending::Act(_)) && self.queue.values().all(comes_from_outside)
    }

    /// Whether what came from outside so far has had its whole consequence: what is left are deadlines
    /// and what the scenario planned.
    pub fn is_at_rest(&self) -> bool {
        let comes_from_outside =
            |pending: &Pending| matches!(pending, Pending::Act(_) | Pending::SwitchOn(_));
        self.queue.values().all(comes_from_outside)
            && self.next_wake().is_none_or(|wake| wake.deadline.at > self.now)
    }

    /// Whether a device has been switched on.
    pub fn is_switched_on(&self, device: DeviceId) -> bool {
        self.index.last(device, Topic::SwitchedOn).is_some()
    }

    /// When the next thing happens that the scenario planned, if there is one left.
    pub fn next_planned(&self) -> Option<Instant> {
        let mut planned = self.queue.iter().filter(|(_, pending)| pending.cause().is_none());
        planned.next().map(|((at, _), _)| *at)
    }

    /// The next deadline, if anybody waits for one.
    pub fn next_wake(&self) -> Option<Wake> {
        self.wakes().min()
    }

    /// Every deadline that somebody waits for, in no particular order.
    pub fn wakes(&self) -> impl Iterator<Item = Wake> {
        let wake = |sleeper| move |deadline| Wake { deadline, sleeper };
        let apps = self
            .devices
            .values()
            .filter_map(move |d| d.app.deadline().map(wake(Sleeper::Device(d.id))));
        let sessions = self
            .connections
            .values()
            .filter_map(move |c| c.server.deadline().map(wake(Sleeper::Session(c.id))));
        let relays = self.connections.values().filter_map(move |c| {
            c.relay.as_ref().and_then(|r| r.deadline()).map(wake(Sleeper::Relay(c.id)))
        });
        let queues = self
            .providers
            .iter()
            .filter_map(move |p| p.mta.deadline(&p.store).map(wake(Sleeper::Queue(p.id))));
        let resolvers = self
            .providers
            .iter()
            .filter_map(move |p| p.resolver.deadline().map(wake(Sleeper::Resolver(p.id))));
        apps.chain(sessions).chain(relays).chain(queues).chain(resolvers)
    }

    fn plan(&mut self, at: Instant, pending: Pending) {
        self.queue.insert((at, self.next_event), pending);
        self.next_event += 1;
    }

    fn device_mut(&mut self, id: DeviceId) -> Option<&mut Device> {
        self.devices.get_mut(&id)
    }

    fn provider_mut(&mut self, id: ProviderId) -> Option<&mut Provider> {
        self.providers.get_mut(usize::from(id.0))
    }

    /// The place of one end of a connection.
    pub fn place(&self, connection: ConnectionId, end: End) -> Place {
        match (end, self.ends(connection)) {
            (End::Client, Some(ends)) => ends.client.place(),
            (End::Server, Some(ends)) => Place::Server(ends.server.provider),
            (_, None) => Place::NameServer,
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
