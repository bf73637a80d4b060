//! One turn: one input to one endpoint, app or manager, handled completely, with everything it
//! causes recorded.

use core::convert::Infallible;

use bytes::BytesMut;
use mailscope_base::{ConnectionId, Deadline, ProviderId, limits};
use mailscope_client::MailApp;
use mailscope_server::mta::MtaInput;
use mailscope_server::{Notice, ServerEvent};
use mailscope_store::Change;
use mailscope_wire::{Cx, Endpoint as _, Input, Output};

use super::{Pending, Sleeper, World};
use crate::measure::Event;
use crate::{End, EntryId, Fact, Party, Place};

impl World {
    /// Lets the next thing happen: what is under way first, else the next deadline. Tells whether
    /// there was anything.
    pub fn step(&mut self) -> bool {
        let due = self.queue.get_min().map(|(when, _)| *when);
        let wake = self.next_wake();
        match (due, wake) {
            // A deadline that has passed counts as now: what was planned for now has a cause, and
            // goes first.
            (Some(due), wake) if wake.is_none_or(|w| due.0 <= w.deadline.at.max(self.now)) => {
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

    /// Lets everything happen that happens up to `moment`, at most `turns` turns. Tells how many
    /// that took.
    pub fn run_until(&mut self, moment: mailscope_base::Instant, turns: usize) -> usize {
        let turns = turns.min(limits::EVENTS_PER_RUN_MAX);
        (0..turns)
            .take_while(|_| self.next_moment().is_some_and(|m| m <= moment) && self.step())
            .count()
    }

    /// When the next thing happens.
    pub fn next_moment(&self) -> Option<mailscope_base::Instant> {
        let due = self.queue.get_min().map(|((at, _), _)| *at);
        due.into_iter().chain(self.next_wake().map(|wake| wake.deadline.at)).min()
    }

    /// What the next thing that happens follows from; nothing where it comes from outside.
    pub(crate) fn next_cause(&self) -> Option<EntryId> {
        let (when, pending) = self.queue.get_min()?;
        let wakes = self.next_wake().is_some_and(|wake| wake.deadline.at.max(self.now) < when.0);
        if wakes { None } else { pending.cause() }
    }

    /// What everything on its way follows from.
    pub(crate) fn pending_causes(&self) -> impl Iterator<Item = EntryId> {
        self.queue.values().filter_map(Pending::cause)
    }

    fn happen(&mut self, pending: Pending) {
        match pending {
            Pending::SwitchOn(device) => {
                let entry = self.follow(Place::Device(device), None, Fact::SwitchedOn);
                self.app_turn(device, entry, MailApp::start);
            }
            Pending::Open { connection, at, cause } => self.opened(connection, at, cause),
            Pending::Deliver { connection, to, bytes, cause } => {
                self.count(connection, to, Event::Received(bytes.len() as u64));
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
            Pending::Handshake { connection, flight, cause } => {
                self.shake_hands(connection, flight, cause);
            }
            Pending::Lose { connection, at, loss, cause } => {
                self.lose(connection, at, loss, cause);
            }
            Pending::Notice { connection, changes, cause } => {
                self.server_turn(connection, Input::Action(Notice(changes)), cause);
            }
            Pending::Queue { provider, input, cause } => self.queue_turn(provider, input, cause),
            Pending::Ask { provider, query, cause } => self.name_server(provider, &query, cause),
            Pending::Answer { provider, answer, cause } => {
                self.answered(provider, &answer, cause);
            }
            Pending::Act(planned) => self.carry_out(&planned),
        }
    }

    fn wake(&mut self, sleeper: Sleeper, deadline: Deadline) {
        let place = match sleeper {
            Sleeper::Device(device) => Place::Device(device),
            Sleeper::Session(connection) => self.place(connection, End::Server),
            Sleeper::Relay(connection) => self.place(connection, End::Client),
            Sleeper::Queue(provider) | Sleeper::Resolver(provider) => Place::Server(provider),
        };
        let entry = self.follow(place, None, Fact::Woke(deadline.reason));
        match sleeper {
            Sleeper::Device(device) => self.app_turn(device, entry, MailApp::deadline_reached),
            Sleeper::Session(connection) => {
                self.server_turn(connection, Input::DeadlineReached, entry);
            }
            Sleeper::Relay(connection) => {
                self.relay_turn(connection, Input::DeadlineReached, entry);
            }
            Sleeper::Queue(provider) => self.queue_turn(provider, MtaInput::Wake, entry),
            Sleeper::Resolver(provider) => self.resolver_waited(provider, entry),
        }
    }

    /// Something happens to one end of a connection.
    pub(super) fn input(
        &mut self,
        connection: ConnectionId,
        at: End,
        input: Input<Infallible>,
        cause: EntryId,
    ) {
        let Some(client) = self.connection(connection).map(|c| c.client) else { return };
        match (at, client) {
            (End::Client, Party::Device(device, channel)) => {
                self.app_turn(device, cause, |app, cx| app.connection(channel, input, cx));
            }
            (End::Client, Party::Mta(..)) => self.relay_turn(connection, input, cause),
            (End::Client, Party::Terminal(_)) => self.terminal_turn(connection, input, cause),
            (End::Server, _) => self.server_turn(connection, with_action(input), cause),
        }
    }

    /// One turn of a server session.
    pub(super) fn server_turn(&mut self, id: ConnectionId, input: Input<Notice>, cause: EntryId) {
        let Some(connection) = self.connections.get_mut(&id) else { return };
        let host = connection.host;
        let Some(provider) = self.providers.get_mut(usize::from(host.provider.0)) else { return };
        if let Some(host) = provider.host(host.index).map(|host| host.name.clone()) {
            provider.store.set_host_name(host);
        }
        let mut out = Vec::new();
        connection.server.handle(
            input,
            &mut Cx {
                now: self.now,
                clock: self.clock,
                rng: &mut self.rng,
                host: &mut provider.store,
                out: &mut out,
            },
        );
        let mut turn = Turn::new(id, End::Server, cause);
        let mut changes = Vec::new();
        for output in out {
            self.output(&mut turn, output, |world, turn, event| {
                if let Some(entry) =
                    world.server_event(host.provider, event, turn.current, &mut changes)
                {
                    turn.current = entry;
                }
            });
        }
        self.transmit(&mut turn);
        self.notify(host.provider, &changes, Some(id), turn.current);
    }

    /// Records what a session or a manager of a queue tells, and keeps changes of mailboxes for the
    /// other sessions. A change of the queue wakes its manager.
    pub(super) fn server_event(
        &mut self,
        provider: ProviderId,
        event: ServerEvent,
        current: EntryId,
        changes: &mut Vec<Change>,
    ) -> Option<EntryId> {
        match event {
            ServerEvent::Changed(change) => {
                let entry = self.record_change(provider, &change, current);
                changes.push(change);
                Some(entry)
            }
            ServerEvent::Spooled(change) => {
                let entry = self.record_spool_change(provider, change, current);
                self.wake_queue(provider, entry);
                Some(entry)
            }
            ServerEvent::LoggedIn(_) | ServerEvent::LoggedOut => None,
        }
    }

    /// Records one output of an endpoint and puts its bytes into the turn's segment.
    pub(super) fn output<E>(
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
            Output::StartTls => {
                self.transmit(turn);
                if end == End::Client {
                    self.begin_handshake(id, turn.current);
                }
            }
            Output::Closed => {
                self.transmit(turn);
                let place = self.place(id, end);
                let entry = self.follow(place, Some(turn.current), Fact::Closed(id));
                self.close(id, end, entry);
            }
            Output::Event(e) => event(self, turn, e),
        }
    }

    /// Tells every other session of the store what has changed, in this same moment.
    pub(super) fn notify(
        &mut self,
        provider: ProviderId,
        changes: &[Change],
        by: Option<ConnectionId>,
        cause: EntryId,
    ) {
        if changes.is_empty() {
            return;
        }
        let others: Vec<_> = self
            .connections
            .values()
            .filter(|other| other.host.provider == provider && Some(other.id) != by)
            .map(|other| other.id)
            .collect();
        for connection in others {
            let changes = changes.to_vec();
            self.plan(self.now, Pending::Notice { connection, changes, cause });
        }
    }
}

/// The same input for an endpoint whose owner may ask things of it.
pub(super) fn with_action<A>(input: Input<Infallible>) -> Input<A> {
    match input {
        Input::Opened => Input::Opened,
        Input::Received(bytes) => Input::Received(bytes),
        Input::TlsEstablished => Input::TlsEstablished,
        Input::TlsFailed(why) => Input::TlsFailed(why),
        Input::PeerClosed => Input::PeerClosed,
        Input::DeadlineReached => Input::DeadlineReached,
        Input::Action(never) => match never {},
    }
}

/// What one turn on one connection has produced so far.
pub(super) struct Turn {
    pub(super) connection: ConnectionId,
    pub(super) end: End,
    /// What the next output follows from.
    pub(super) current: EntryId,
    pub(super) last_sent: Option<EntryId>,
    pub(super) segment: BytesMut,
}

impl Turn {
    pub(super) fn new(connection: ConnectionId, end: End, cause: EntryId) -> Self {
        Self { connection, end, current: cause, last_sent: None, segment: BytesMut::new() }
    }
}
