//! The connections as the stage draws them.

use core::cmp::Reverse;

use bytes::Bytes;
use mailscope_base::{DeviceId, ProviderId};
use mailscope_sim::client::{Channel, TlsPolicy};
use mailscope_sim::server::dns;
use mailscope_sim::{Device, End, Ends, Fact, Party, Place, World};
use mailscope_wire::{Role, Service};

use crate::log::tokens;
use crate::narrate;
use crate::page::Token;
use crate::reading::{clock_time, printable};

/// Octets of a frame on the label beside a wire.
const LABEL_OCTETS: u32 = 72;

/// A connection between two who are on the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireView {
    /// Who calls.
    pub from: Spot,
    /// Who is called.
    pub to: Spot,
    /// What is spoken; nothing for the datagrams of DNS.
    pub service: Option<Service>,
    /// The port of the one who is called.
    pub port: u16,
    /// How it is.
    pub state: WireState,
    /// Which way the latest bytes of the present turn go or went, if any did.
    pub moving: Option<End>,
    /// The frame in motion that says most, coloured; empty if nothing moves.
    pub label: Vec<Token>,
    /// The entry of the trace that sent it.
    pub entry: Option<u32>,
}

/// Where a wire ends on the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// At a device.
    Device(DeviceId),
    /// At the server that the stage shows.
    Server,
    /// At another provider.
    Elsewhere,
    /// At the name servers.
    NameServers,
}

/// How a wire is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireState {
    /// A session is open.
    Open,
    /// No session; the next one is planned for that time of day, `HH:MM`, if one is.
    Resting(Option<String>),
    /// The device has no network.
    Offline,
}

impl WireView {
    /// The device at its end, if there is one.
    pub const fn device(&self) -> Option<DeviceId> {
        match self.from {
            Spot::Device(device) => Some(device),
            Spot::Server | Spot::Elsewhere | Spot::NameServers => None,
        }
    }
}

/// The wires of the devices on the stage, and of the server that it shows.
pub(crate) fn views(world: &World, stage: &[DeviceId], shown: ProviderId) -> Vec<WireView> {
    let devices = stage.iter().filter_map(|id| world.device(*id));
    let mut wires = Vec::new();
    for device in devices {
        wires.push(reading(world, device, shown));
        wires.extend(sending(world, device, shown));
    }
    wires.extend(relay(world, shown));
    wires.extend(asking(world, shown));
    wires
}

/// The way by which a device reads mail.
fn reading(world: &World, device: &Device, shown: ProviderId) -> WireView {
    let state = if !device.app.online() {
        WireState::Offline
    } else if device.reading.is_some() {
        WireState::Open
    } else {
        WireState::Resting(device.app.deadline().map(|d| clock_time(world, d.at, false)))
    };
    let service = device.app.service();
    let wire = of_device(world, device, Channel::Reading, shown);
    WireView {
        service: Some(service),
        state,
        port: port(device, Channel::Reading, service),
        ..wire
    }
}

/// The way by which a device sends mail: it is there while the device uses it.
fn sending(world: &World, device: &Device, shown: ProviderId) -> Option<WireView> {
    let wire = of_device(world, device, Channel::Sending, shown);
    let open = device.sending.is_some();
    (open || wire.moving.is_some()).then(|| WireView {
        service: Some(Service::Submission),
        state: if open { WireState::Open } else { WireState::Resting(None) },
        port: port(device, Channel::Sending, Service::Submission),
        ..wire
    })
}

fn of_device(world: &World, device: &Device, channel: Channel, shown: ProviderId) -> WireView {
    let own = Party::Device(device.id, channel);
    let to = if device.provider == shown { Spot::Server } else { Spot::Elsewhere };
    moving(world, Spot::Device(device.id), to, |ends| ends.client == own)
}

fn port(device: &Device, channel: Channel, service: Service) -> u16 {
    let implicit = device.app.tls_policy(channel) == TlsPolicy::Implicit;
    service.tls_port().filter(|_| implicit).unwrap_or_else(|| service.port())
}

/// The way between the server that is shown and the other providers: always there where there are
/// others, since mail to them has to take it.
fn relay(world: &World, shown: ProviderId) -> Option<WireView> {
    if world.providers().len() < 2 {
        return None;
    }
    let joins = |ends: &Ends| {
        matches!(ends.client, Party::Mta(from, _)
            if (from == shown) != (ends.server.provider == shown))
    };
    let stands = |outgoing: bool| {
        world.connections().any(|connection| {
            world.ends(connection.id).is_some_and(|ends| {
                joins(ends)
                    && matches!(ends.client, Party::Mta(from, _) if (from == shown) == outgoing)
            })
        })
    };
    let sends = |ends: &Ends| joins(ends) && ends.server.provider != shown;
    let out = moving(world, Spot::Server, Spot::Elsewhere, sends);
    let outgoing = out.moving.is_some() || stands(true);
    let wire = if outgoing {
        out
    } else {
        moving(world, Spot::Elsewhere, Spot::Server, |ends| {
            joins(ends) && ends.server.provider == shown
        })
    };
    let open = stands(outgoing);
    let state = if open { WireState::Open } else { WireState::Resting(None) };
    let service = Service::Smtp;
    Some(WireView { service: Some(service), state, port: service.port(), ..wire })
}

/// A wire with what moves on it in the present turn.
fn moving(world: &World, from: Spot, to: Spot, on_it: impl Fn(&Ends) -> bool) -> WireView {
    let sent = world.trace().of_turn(world.turn()).filter_map(|entry| match &entry.fact {
        Fact::Sent { connection, by, frame, .. } if world.ends(*connection).is_some_and(&on_it) => {
            Some((narrate::rank(entry), Reverse(entry.id), by.other(), frame))
        }
        _ => None,
    });
    // Of several frames the one that the sentence would tell.
    let best = sent.max_by_key(|(rank, first, ..)| (*rank, *first));
    let (entry, moving, label) = match best {
        Some((_, Reverse(id), to, frame)) => (Some(id.0), Some(to), tokens(frame, LABEL_OCTETS).0),
        None => (None, None, Vec::new()),
    };
    let state = WireState::Resting(None);
    WireView { from, to, service: None, port: 0, state, moving, label, entry }
}

/// A question to the name servers or its answer, in the turn in which it is sent.
fn asking(world: &World, shown: ProviderId) -> Option<WireView> {
    let mut said = world.trace().of_turn(world.turn());
    let (entry, message, to): (u32, &Bytes, End) = said.find_map(|entry| match &entry.fact {
        Fact::Asked(message) if entry.place == Place::Server(shown) => {
            Some((entry.id.0, message, End::Server))
        }
        Fact::Answered(message) => Some((entry.id.0, message, End::Client)),
        _ => None,
    })?;
    let text = printable(&dns::describe(message), LABEL_OCTETS as usize);
    let token = Token { role: Role::Text, rule: "message", section: "RFC 1035 §4.1", text };
    Some(WireView {
        from: Spot::Server,
        to: Spot::NameServers,
        service: None,
        port: DNS_PORT,
        state: WireState::Open,
        moving: Some(to),
        label: vec![token],
        entry: Some(entry),
    })
}

/// Where name servers listen (RFC 1035 §4.2.1).
const DNS_PORT: u16 = 53;
