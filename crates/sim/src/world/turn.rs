//! One turn: one input to one endpoint or app, handled completely, with everything it causes
//! recorded.

use core::convert::Infallible;

use bytes::{Bytes, BytesMut};
use mailscope_base::{ConnectionId, Deadline, DeviceId, limits};
use mailscope_client::{AppCx, AppOutput, Channel, MailApp};
use mailscope_server::{AnyServer, Notice, ServerEvent};
use mailscope_store::Change;
use mailscope_wire::{Cx, Endpoint as _, Input, Output, Service};

use super::{Pending, Sleeper, World};
use crate::connection::Flow;
use crate::{Connection, End, EntryId, Fact, Place};

impl World {
    /// Lets the next thing happen: what is under way first, else the next deadline. Tells whether
    /// there was anything.
    pub fn step(&mut self) -> bool {
        let due = self.queue.get_min().map(|(when, _)| *when);
        let wake = self.next_wake();
        match (due, wake) {
            (Some(due), wake) if wake.is_none_or(|wake| due.0 <= wake.deadline.at) => {
                let Some(pending) = self.queue.remove(&due) else { return false };
                self.now = self.now.max(due.0);
                self.turn += 1;
                self.happen(pending);
            }
            (_, Some(wake)) => {
                self.now = self.now.max(wake.deadline.at);
                self.turn += 1;
                self.wake(wake.sleeper, wake.deadline);
            }
            _ => return false,
        }
        true
    }

    /// Steps until nothing is under way, at most `turns` times. Tells how many steps that took.
    pub fn settle(&mut self, turns: usize) -> usize {
        let turns = turns.min(limits::EVENTS_PER_RUN_MAX);
        (0..turns).take_while(|_| !self.quiet() && self.step()).count()
    }

    fn happen(&mut self, pending: Pending) {
        match pending {
            Pending::SwitchOn(device) => {
                let entry = self.follow(Place::Device(device), None, Fact::SwitchedOn);
                self.app_turn(device, entry, MailApp::start);
            }
            Pending::Open { connection, at, cause } => {
                let Some(service) = self.connection(connection).map(|c| c.service) else { return };
                let fact = Fact::Opened(connection, service);
                let entry = self.follow(self.place(connection, at), Some(cause), fact);
                self.input(connection, at, Input::Opened, entry);
            }
            Pending::Deliver { connection, to, bytes, cause } => {
                self.input(connection, to, Input::Received(bytes), cause);
            }
            Pending::Close { connection, at, cause } => {
                if self.connection(connection).is_none() {
                    return;
                }
                let fact = Fact::Closed(connection);
                let entry = self.follow(self.place(connection, at), Some(cause), fact);
                self.input(connection, at, Input::PeerClosed, entry);
                self.forget(connection);
            }
            Pending::Notice { connection, changes, cause } => {
                self.server_turn(connection, Input::Action(Notice(changes)), cause);
            }
        }
    }

    fn wake(&mut self, sleeper: Sleeper, deadline: Deadline) {
        let fact = Fact::Woke(deadline.reason);
        match sleeper {
            Sleeper::Device(device) => {
                let entry = self.follow(Place::Device(device), None, fact);
                self.app_turn(device, entry, MailApp::deadline_reached);
            }
            Sleeper::Session(connection) => {
                let entry = self.follow(Place::Server, None, fact);
                self.server_turn(connection, Input::DeadlineReached, entry);
            }
        }
    }

    fn input(
        &mut self,
        connection: ConnectionId,
        at: End,
        input: Input<Infallible>,
        cause: EntryId,
    ) {
        match at {
            End::Client => {
                let Some(device) = self.connection(connection).map(|c| c.device) else { return };
                self.app_turn(device, cause, |app, cx| app.connection(Channel::Reading, input, cx));
            }
            End::Server => {
                let input = match input {
                    Input::Opened => Input::Opened,
                    Input::Received(bytes) => Input::Received(bytes),
                    Input::TlsEstablished => Input::TlsEstablished,
                    Input::TlsFailed(why) => Input::TlsFailed(why),
                    Input::PeerClosed => Input::PeerClosed,
                    Input::DeadlineReached => Input::DeadlineReached,
                    Input::Action(never) => match never {},
                };
                self.server_turn(connection, input, cause);
            }
        }
    }

    /// One turn of a server session.
    fn server_turn(&mut self, id: ConnectionId, input: Input<Notice>, cause: EntryId) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let mut out = Vec::new();
        connection.server.handle(
            input,
            &mut Cx {
                now: self.now,
                clock: self.clock,
                rng: &mut self.rng,
                host: &mut self.provider.store,
                out: &mut out,
            },
        );
        let mut turn = Turn::new(id, End::Server, cause);
        let mut changes = Vec::new();
        for output in out {
            self.output(&mut turn, output, |world, turn, event| {
                if let ServerEvent::Changed(change) = event {
                    turn.current = world.record_change(&change, turn.current);
                    changes.push(change);
                }
            });
        }
        self.transmit(&mut turn);
        self.notify(&changes, Some(id), turn.current);
    }

    /// One turn of a device's mail app.
    pub(super) fn app_turn(
        &mut self,
        id: DeviceId,
        cause: EntryId,
        act: impl FnOnce(&mut MailApp, &mut AppCx<'_>),
    ) {
        let (now, clock) = (self.now, self.clock);
        let mut out = Vec::new();
        let Some(device) = self.devices.get_mut(usize::from(id.0)) else { return };
        let mut cx = AppCx { now, clock, rng: &mut self.rng, out: &mut out };
        act(&mut device.app, &mut cx);
        let mut connection = device.connection;
        let mut turn = connection.map(|c| Turn::new(c, End::Client, cause));
        let mut current = cause;
        for output in out {
            match output {
                AppOutput::Connect { service, .. } => {
                    connection = self.connect(id, service, current);
                    turn = connection.map(|c| Turn::new(c, End::Client, current));
                }
                AppOutput::Local(change) => {
                    self.follow(Place::Device(id), Some(current), Fact::Learned(change));
                }
                AppOutput::Wire(_, Output::Chose(choice)) => {
                    self.follow(Place::Device(id), Some(current), Fact::Chose(choice));
                }
                AppOutput::Wire(_, output) => {
                    let Some(turn) = turn.as_mut() else { continue };
                    self.output(turn, output, |_, _, never: Infallible| match never {});
                    current = turn.current;
                }
            }
        }
        if let Some(turn) = turn.as_mut() {
            self.transmit(turn);
        }
        self.let_go(id, current);
    }

    /// Closes the connection of an app that has no use for it any more: it went offline, or was set
    /// up anew.
    fn let_go(&mut self, id: DeviceId, cause: EntryId) {
        let Some(device) = self.device(id) else { return };
        if let (Some(connection), None) = (device.connection, device.app.state()) {
            let entry = self.follow(Place::Device(id), Some(cause), Fact::Closed(connection));
            self.close(connection, End::Client, entry);
        }
    }

    /// Records one output of an endpoint and puts its bytes into the turn's segment.
    fn output<E>(
        &mut self,
        turn: &mut Turn,
        output: Output<E>,
        event: impl FnOnce(&mut Self, &mut Turn, E),
    ) {
        let (id, end) = (turn.connection, turn.end);
        match output {
            Output::Sent { frame, about } => {
                turn.segment.extend_from_slice(&frame.bytes);
                turn.last_sent = Some(self.record_sent(id, end, frame, about, turn.current));
            }
            Output::Read(frame) => turn.current = self.record_read(id, end, frame, turn.current),
            Output::Entered(state) => {
                let place = self.place(id, end);
                self.follow(place, Some(turn.current), Fact::Entered(id, state));
            }
            Output::Chose(choice) => {
                let place = self.place(id, end);
                self.follow(place, Some(turn.current), Fact::Chose(choice));
            }
            // A world's servers offer no TLS and its clients ask for none.
            Output::StartTls => {}
            Output::Closed => {
                self.transmit(turn);
                let place = self.place(id, end);
                let entry = self.follow(place, Some(turn.current), Fact::Closed(id));
                self.close(id, end, entry);
            }
            Output::Event(e) => event(self, turn, e),
        }
    }

    /// Sends the turn's segment on its way.
    fn transmit(&mut self, turn: &mut Turn) {
        let (Some(cause), false) = (turn.last_sent, turn.segment.is_empty()) else { return };
        let bytes: Bytes = turn.segment.split().freeze();
        let to = turn.end.other();
        let now = self.now;
        let Some(link) = self.link(turn.connection) else { return };
        let Some(connection) = self.connections.get_mut(&turn.connection) else { return };
        let flow = connection.towards(to);
        let free = flow.busy_until.max(now + link.latency);
        let arrives = free + link.transmission(bytes.len());
        flow.busy_until = arrives;
        self.plan(arrives, Pending::Deliver { connection: turn.connection, to, bytes, cause });
    }

    /// Opens a connection: one way to the server and back, as TCP's handshake takes.
    fn connect(&mut self, id: DeviceId, service: Service, cause: EntryId) -> Option<ConnectionId> {
        let connection = ConnectionId(u32::try_from(self.parties.len()).ok()?);
        let device = self.device_mut(id)?;
        device.connection = Some(connection);
        let latency = device.link.latency;
        self.parties.push_back((id, service));
        self.connections.insert(
            connection,
            Connection {
                id: connection,
                device: id,
                service,
                server: AnyServer::new(service),
                to_server: Flow::default(),
                to_client: Flow::default(),
                closed_by: None,
            },
        );
        let there = self.now + latency;
        self.plan(there, Pending::Open { connection, at: End::Server, cause });
        self.plan(there + latency, Pending::Open { connection, at: End::Client, cause });
        Some(connection)
    }

    /// One end has closed: nothing more reaches it, and the other end learns of it after the bytes
    /// that are on their way.
    fn close(&mut self, id: ConnectionId, by: End, cause: EntryId) {
        let Some(latency) = self.link(id).map(|link| link.latency) else { return };
        let now = self.now;
        let Some(connection) = self.connections.get_mut(&id) else { return };
        if connection.closed_by == Some(by.other()) {
            self.forget(id);
            return;
        }
        connection.closed_by = Some(by);
        let there = connection.towards(by.other()).busy_until.max(now + latency);
        self.drop_pending(id, by);
        self.plan(there, Pending::Close { connection: id, at: by.other(), cause });
        self.detach(id, by);
    }

    /// Removes what is on its way to an end that no longer listens.
    fn drop_pending(&mut self, id: ConnectionId, end: End) {
        let gone: Vec<_> = self
            .queue
            .iter()
            .filter(|(_, pending)| match **pending {
                Pending::Open { connection, at, .. }
                | Pending::Deliver { connection, to: at, .. }
                | Pending::Close { connection, at, .. } => connection == id && at == end,
                Pending::Notice { connection, .. } => connection == id && end == End::Server,
                Pending::SwitchOn(_) => false,
            })
            .map(|(when, _)| *when)
            .collect();
        for when in gone {
            self.queue.remove(&when);
        }
    }

    /// The device's end lets go of its connection.
    fn detach(&mut self, id: ConnectionId, end: End) {
        let Some(device) = self.connection(id).map(|c| c.device) else { return };
        if end == End::Client
            && let Some(device) = self.device_mut(device)
            && device.connection == Some(id)
        {
            device.connection = None;
        }
    }

    /// Both ends know that the connection is closed.
    fn forget(&mut self, id: ConnectionId) {
        self.detach(id, End::Client);
        self.drop_pending(id, End::Client);
        self.drop_pending(id, End::Server);
        self.connections.remove(&id);
    }

    /// Tells every other session of the store what has changed, in this same moment.
    pub(super) fn notify(&mut self, changes: &[Change], by: Option<ConnectionId>, cause: EntryId) {
        if changes.is_empty() {
            return;
        }
        let others: Vec<_> =
            self.connections.keys().copied().filter(|id| Some(*id) != by).collect();
        for connection in others {
            let changes = changes.to_vec();
            self.plan(self.now, Pending::Notice { connection, changes, cause });
        }
    }

    fn link(&self, id: ConnectionId) -> Option<crate::Link> {
        Some(self.device(self.connection(id)?.device)?.link)
    }
}

/// What one turn has produced so far.
struct Turn {
    connection: ConnectionId,
    end: End,
    /// What the next output follows from.
    current: EntryId,
    last_sent: Option<EntryId>,
    segment: BytesMut,
}

impl Turn {
    fn new(connection: ConnectionId, end: End, cause: EntryId) -> Self {
        Self { connection, end, current: cause, last_sent: None, segment: BytesMut::new() }
    }
}
