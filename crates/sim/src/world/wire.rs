//! Connections: how they are opened and closed, and how bytes get from one end to the other.

use bytes::Bytes;
use mailscope_base::{ConnectionId, Duration, Instant};
use mailscope_server::{AnyServer, Tls};
use mailscope_wire::{Input, Service};

use super::turn::Turn;
use super::{Pending, World};
use crate::connection::Flow;
use crate::measure::Event;
use crate::network::{Does, Wire, strip_start_tls};
use crate::tls::{Layer, Protection};
use crate::{
    Carried, Condition, Connection, End, Ends, EntryId, Fact, HostId, Link, ListenerId, Load, Loss,
    Party, Stands,
};

/// How long a system tries to reach a host that is silent: Linux sends SYN seven times in 127
/// seconds (`tcp_syn_retries` 6).
const CONNECT_PATIENCE: Duration = Duration::from_secs(127);

impl World {
    /// Opens a connection: there and back for the client, and once more there for the server, which
    /// does not say anything before (RFC 9293 §3.5).
    pub(super) fn connect(
        &mut self,
        client: Party,
        host: HostId,
        service: Service,
        implicit: bool,
        cause: EntryId,
    ) -> Option<ConnectionId> {
        let id = ConnectionId(u32::try_from(self.ends.len()).ok()?);
        let link = self.way(client)?;
        let provider = self.provider_of(host.provider)?;
        let condition = provider.host(host.index).map_or(Condition::Refuses, |h| h.condition);
        let refused = condition == Condition::Refuses || (implicit && !provider.implicit_tls);
        let mut policy = provider.policy;
        policy.peer = self.address_of(client);
        if implicit {
            policy.tls = Tls::Established;
        }
        let server = AnyServer::with(service, policy);
        let listeners = self.listeners_between(client, host);
        self.ends.push_back(Ends {
            client,
            server: host,
            service,
            listeners,
            implicit_tls: implicit,
            asked: self.now,
            cause,
        });
        let layer = Layer { protection: Protection::Clear, implicit };
        let (to_server, to_client) = (Flow::default(), Flow::default());
        let connection = Connection {
            id,
            client,
            host,
            service,
            server,
            relay: None,
            terminal: None,
            layer,
            to_server,
            to_client,
            closed_by: None,
            lost_by: None,
        };
        self.connections.insert(id, connection);
        let back = self.now + link.latency + link.latency;
        self.count(id, End::Client, Event::UnderWay(self.now, back));
        if condition == Condition::Down {
            let at = self.now + CONNECT_PATIENCE;
            self.plan(at, lost(id, End::Client, Loss::NoAnswer, cause));
        } else if refused {
            self.plan(back, lost(id, End::Client, Loss::Refused, cause));
        } else {
            self.plan(back, Pending::Open { connection: id, at: End::Client, cause });
            let confirmed = back + link.latency;
            self.count(id, End::Client, Event::UnderWay(back, confirmed));
            self.plan(confirmed, Pending::Open { connection: id, at: End::Server, cause });
        }
        Some(id)
    }

    /// One end learns that the connection stands. Where TLS comes first, the endpoints wait for it.
    pub(super) fn opened(&mut self, id: ConnectionId, at: End, cause: EntryId) {
        let Some(connection) = self.connection(id) else { return };
        let (service, implicit) = (connection.service, connection.layer.implicit);
        let entry = self.follow(self.place(id, at), Some(cause), Fact::Opened(id, service));
        self.count(id, at, Event::Opened);
        if at == End::Server && !implicit {
            self.count(id, at, Event::Greets);
        }
        match (implicit, at) {
            (false, _) => self.input(id, at, Input::Opened, entry),
            (true, End::Client) => self.begin_handshake(id, entry),
            (true, End::Server) => {}
        }
    }

    /// Sends the turn's segment on its way.
    pub(super) fn transmit(&mut self, turn: &mut Turn) {
        let (Some(cause), false) = (turn.last_sent, turn.segment.is_empty()) else { return };
        let bytes: Bytes = turn.segment.split().freeze();
        let to = turn.end.other();
        let Some(connection) = self.connection(turn.connection) else { return };
        let protection = connection.protection();
        let altered = match protection {
            Protection::Clear if to == End::Client && self.is_stripped(turn.connection) => {
                strip_start_tls(&bytes).map(Bytes::from)
            }
            _ => None,
        };
        let load = Load::Octets { octets: bytes.len(), protection, altered: altered.clone() };
        self.send_segment(turn.connection, to, altered.unwrap_or(bytes), load, cause);
    }

    /// Puts bytes of an endpoint on the wire. A host that cuts its connections does so here.
    fn send_segment(
        &mut self,
        id: ConnectionId,
        to: End,
        mut bytes: Bytes,
        load: Load,
        cause: EntryId,
    ) {
        let Some(connection) = self.connection(id) else { return };
        let mut cut = false;
        if let (End::Server, Some(Condition::CutsAfter(octets))) =
            (to, self.condition(connection.host))
        {
            let before = connection.to_server.written - bytes.len() as u64;
            let left = usize::try_from(octets.saturating_sub(before)).unwrap_or(usize::MAX);
            cut = bytes.len() >= left;
            bytes.truncate(left);
        }
        let Some(arrives) = self.occupy(id, to, load.cut_at(bytes.len()), cause) else { return };
        let segment = self.network.segment_octets.map_or(bytes.len(), usize::from);
        while !bytes.is_empty() {
            let bytes = bytes.split_to(segment.min(bytes.len()));
            self.plan(arrives, Pending::Deliver { connection: id, to, bytes, cause });
        }
        if cut {
            for at in [End::Server, End::Client] {
                self.plan(arrives, lost(id, at, Loss::Cut, cause));
            }
        }
    }

    /// Occupies the wire with a load; tells when the last octet of it arrives, if somebody is there.
    pub(super) fn occupy(
        &mut self,
        id: ConnectionId,
        to: End,
        load: Load,
        entry: EntryId,
    ) -> Option<Instant> {
        let link = self.link(id)?;
        let now = self.now;
        let octets = load.octets();
        let connection = self.connections.get_mut(&id)?;
        let lost = connection.lost_by == Some(to);
        let flow = connection.towards(to);
        let free = flow.busy_until.max(now + link.latency);
        let arrives = free + link.transmission(octets);
        if !lost {
            flow.busy_until = arrives;
            flow.carried += octets as u64;
        }
        let arrives = (!lost).then_some(arrives);
        let latency = link.latency.as_micros();
        let before =
            |arrives: Instant| Instant::from_micros(arrives.as_micros().saturating_sub(latency));
        self.carried.push_back(Carried {
            connection: id,
            to,
            entry,
            leaves: before(free),
            left: before(arrives.unwrap_or(free)),
            arrives,
            load,
        });
        if let Some(arrives) = arrives {
            self.count(id, to.other(), Event::Carried(octets as u64));
            self.count(id, to.other(), Event::UnderWay(now, arrives));
        }
        arrives
    }

    /// One end has closed: nothing more reaches it, and the other end learns of it after the bytes
    /// that are on their way.
    pub(super) fn close(&mut self, id: ConnectionId, by: End, cause: EntryId) {
        let Some(latency) = self.link(id).map(|link| link.latency) else { return };
        let now = self.now;
        let Some(connection) = self.connections.get_mut(&id) else { return };
        if connection.lost_by == Some(by) {
            return;
        }
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
    pub(super) fn drop_pending(&mut self, id: ConnectionId, end: End) {
        let gone: Vec<_> = self
            .queue
            .iter()
            .filter(|(_, pending)| match **pending {
                Pending::Open { connection, at, .. }
                | Pending::Deliver { connection, to: at, .. }
                | Pending::Lose { connection, at, .. }
                | Pending::Close { connection, at, .. } => connection == id && at == end,
                Pending::Handshake { connection, flight, .. } => {
                    connection == id && flight.to() == end
                }
                Pending::Notice { connection, .. } => connection == id && end == End::Server,
                Pending::SwitchOn(_)
                | Pending::Queue { .. }
                | Pending::Ask { .. }
                | Pending::Answer { .. }
                | Pending::Act(_) => false,
            })
            .map(|(when, _)| *when)
            .collect();
        for when in gone {
            self.queue.remove(&when);
        }
    }

    /// The client's end lets go of the connection.
    pub(super) fn detach(&mut self, id: ConnectionId, end: End) {
        let Some(client) = self.connection(id).map(|c| c.client) else { return };
        if let (End::Client, Party::Device(device, channel)) = (end, client)
            && let Some(device) = self.device_mut(device)
            && device.connection(channel) == Some(id)
        {
            *device.connection_mut(channel) = None;
        }
        if let (End::Client, Party::Terminal(terminal)) = (end, client)
            && let Some(terminal) = self.terminals.get_mut(usize::from(terminal.0))
            && terminal.connection == Some(id)
        {
            terminal.connection = None;
        }
    }

    /// Both ends know that the connection is closed.
    pub(super) fn forget(&mut self, id: ConnectionId) {
        self.detach(id, End::Client);
        self.drop_pending(id, End::Client);
        self.drop_pending(id, End::Server);
        self.connections.remove(&id);
    }

    fn link(&self, id: ConnectionId) -> Option<Link> {
        let connection = self.connection(id)?;
        let mut link = self.way(connection.client)?;
        if let Some(Condition::Slow(bandwidth)) = self.condition(connection.host)
            && (link.bandwidth == 0 || bandwidth < link.bandwidth)
        {
            link.bandwidth = bandwidth;
        }
        Some(link)
    }

    /// The way from a client to whatever host.
    fn way(&self, client: Party) -> Option<Link> {
        match client {
            Party::Device(device, _) => Some(self.device(device)?.link),
            Party::Mta(..) => Some(self.network.between),
            Party::Terminal(terminal) => match self.terminal(terminal)?.about.stands {
                Stands::With(device) => Some(self.device(device)?.link),
                Stands::Alone(link) => Some(link),
            },
        }
    }

    /// From where a connection comes.
    fn address_of(&self, client: Party) -> Option<std::net::IpAddr> {
        match client {
            Party::Device(device, _) => Some(self.device(device)?.address),
            Party::Mta(provider, _) => Some(self.provider_of(provider)?.sending_host()?.address),
            Party::Terminal(terminal) => Some(self.terminal(terminal)?.address()),
        }
    }

    fn listeners_between(&self, client: Party, host: HostId) -> imbl::Vector<ListenerId> {
        let stands = |terminal| self.terminal(terminal).map(|terminal| terminal.about.stands);
        let sits = |wire: Wire| match (wire, client) {
            (Wire::Device(listened), Party::Device(device, _)) => listened == device,
            (Wire::Device(listened), Party::Terminal(terminal)) => {
                stands(terminal) == Some(Stands::With(listened))
            }
            (Wire::Between(a, b), Party::Mta(from, _)) => {
                (a, b) == (from, host.provider) || (b, a) == (from, host.provider)
            }
            _ => false,
        };
        let ids = (0..).map(ListenerId);
        ids.zip(&self.listeners).filter(|(_, l)| !l.gone && sits(l.on)).map(|(id, _)| id).collect()
    }

    fn is_stripped(&self, id: ConnectionId) -> bool {
        let strips = |l: &ListenerId| {
            self.listener(*l).is_some_and(|listener| listener.does == Does::StripsStartTls)
        };
        self.ends(id).is_some_and(|ends| ends.listeners.iter().any(strips))
    }
}

pub(super) const fn lost(connection: ConnectionId, at: End, loss: Loss, cause: EntryId) -> Pending {
    Pending::Lose { connection, at, loss, cause }
}
