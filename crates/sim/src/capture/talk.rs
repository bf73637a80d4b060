//! The connections of a world, laid out as what happens to them on the wires.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::{ConnectionId, Duration, Instant};

use super::places::Places;
use super::queue::{Event, Queue};
use super::tcp::Side;
use crate::{Carried, End, Ends, EntryId, Fact, Loss, Party, Place, World};

/// The entries of a trace have no connection of this number: datagrams belong to none.
const NO_TALK: usize = usize::MAX;
/// Seconds after which a system asks for a connection again, from the first time on: it doubles its
/// patience each time (RFC 6298 §5.5), and begins with one second (§2.1).
const ASKED_AGAIN_AFTER: [u64; 6] = [1, 3, 7, 15, 31, 63];

/// One connection as its packets tell it.
#[derive(Debug)]
pub(super) struct Talk {
    pub(super) link: usize,
    pub(super) client: Side,
    pub(super) server: Side,
    /// Time one way, as the handshake of TCP measured it.
    pub(super) latency: Duration,
    /// Whether the client has heard that it stands.
    pub(super) established: bool,
    /// When something was lost: what was under way then never arrives.
    pub(super) lost: Option<Instant>,
}

impl Talk {
    pub(super) const fn side(&mut self, end: End) -> &mut Side {
        match end {
            End::Client => &mut self.client,
            End::Server => &mut self.server,
        }
    }
}

/// What the trace says of a connection before its first octet.
#[derive(Clone, Copy, Debug, Default)]
struct Fate {
    established: Option<Instant>,
    failed: Option<(Instant, Loss, EntryId)>,
}

/// Plans everything that the trace and the wires know of.
pub(super) fn all(world: &World, places: &mut Places, queue: &mut Queue) -> Vec<Talk> {
    let fates = entries(world, queue);
    let mut talks = Vec::with_capacity(world.all_ends().len());
    for (talk, (id, ends)) in world.all_ends().enumerate() {
        let fate = fates.get(&id).copied().unwrap_or_default();
        talks.push(begin(world, places, queue, (talk, id, ends), fate));
    }
    for (number, carried) in world.carried().enumerate() {
        if let Some(talk) = talks.get_mut(carried.connection.0 as usize) {
            load(queue, talk, number, carried);
        }
    }
    frames(world, &mut talks);
    talks
}

/// The facts of the trace about connections, and the datagrams.
fn entries(world: &World, queue: &mut Queue) -> BTreeMap<ConnectionId, Fate> {
    let mut fates: BTreeMap<ConnectionId, Fate> = BTreeMap::new();
    let mut closed: BTreeMap<ConnectionId, End> = BTreeMap::new();
    for entry in world.trace().iter() {
        let end = |id: ConnectionId| world.ends(id).map_or(End::Client, |e| end(e, entry.place));
        match &entry.fact {
            Fact::Opened(id, _) if end(*id) == End::Client => {
                fates.entry(*id).or_default().established.get_or_insert(entry.at);
            }
            Fact::Closed(id) => {
                // A provider that talks to itself closes its end first, and then its other end.
                let before = closed.insert(*id, end(*id));
                let end = if before == Some(end(*id)) { end(*id).other() } else { end(*id) };
                queue.plan(entry.at, entry.id, id.0 as usize, Event::Close(end));
            }
            Fact::Lost(id, loss) => {
                fates.entry(*id).or_default().failed = Some((entry.at, *loss, entry.id));
                queue.plan(entry.at, entry.id, id.0 as usize, Event::Lose(end(*id), *loss));
            }
            Fact::Asked(_) | Fact::Answered(_) => {
                queue.plan(entry.at, entry.id, NO_TALK, Event::Datagram);
            }
            _ => {}
        }
    }
    fates
}

/// Which end of a connection is at that place.
fn end(ends: &Ends, place: Place) -> End {
    let at_client = match ends.client {
        Party::Device(device, _) => place == Place::Device(device),
        Party::Terminal(terminal) => place == Place::Terminal(terminal),
        Party::Mta(provider, _) => place == Place::Server(provider),
    };
    if at_client { End::Client } else { End::Server }
}

/// The handshake of TCP, or what came instead.
fn begin(
    world: &World,
    places: &mut Places,
    queue: &mut Queue,
    (talk, id, ends): (usize, ConnectionId, &Ends),
    fate: Fate,
) -> Talk {
    let (link, client, server) = places.connection(world, id, ends);
    let mut plan = |at, event| queue.plan(at, ends.cause, talk, event);
    let half_way = |heard: Instant| Duration::from_micros(heard.since(ends.asked).as_micros() / 2);
    plan(ends.asked, Event::Ask(0));
    let mut latency = Duration::ZERO;
    match (fate.established, fate.failed) {
        (Some(heard), _) => {
            latency = half_way(heard);
            plan(ends.asked + latency, Event::Accept);
            plan(heard, Event::Established);
        }
        (None, Some((heard, Loss::Refused, _))) => {
            plan(ends.asked + half_way(heard), Event::Refuse);
        }
        (None, failed) => {
            // Nobody answers: neither so far nor ever.
            let patience = failed.map_or(world.now(), |(at, ..)| at);
            for (times, after) in (1..).zip(ASKED_AGAIN_AFTER) {
                let at = ends.asked + Duration::from_secs(after);
                if at < patience {
                    plan(at, Event::Ask(times));
                }
            }
        }
    }
    Talk {
        link,
        client: Side::new(client, id, End::Client),
        server: Side::new(server, id, End::Server),
        latency,
        established: false,
        lost: None,
    }
}

/// Plans a load, not before what went the same way before it.
fn load(queue: &mut Queue, talk: &mut Talk, number: usize, carried: &Carried) {
    let side = talk.side(carried.to.other());
    let leaves = carried.leaves.max(side.busy_until);
    side.busy_until = carried.left.max(leaves);
    let talk = carried.connection.0 as usize;
    queue.plan(leaves, carried.entry, talk, Event::Load(number));
}

/// What the ends said, frame by frame, from which the loads take their octets.
fn frames(world: &World, talks: &mut [Talk]) {
    for entry in world.trace().sent() {
        if let Fact::Sent { connection, by, frame, .. } = &entry.fact
            && let Some(talk) = talks.get_mut(connection.0 as usize)
        {
            talk.side(*by).frames.push_back(frame.bytes.clone());
        }
    }
}

/// Takes the next octets of what an end said.
pub(super) fn take(frames: &mut std::collections::VecDeque<Bytes>, octets: usize) -> Bytes {
    let mut taken = Vec::with_capacity(octets);
    while taken.len() < octets {
        let Some(frame) = frames.front_mut() else { break };
        taken.extend_from_slice(&frame.split_to(frame.len().min(octets - taken.len())));
        if frame.is_empty() {
            frames.pop_front();
        }
    }
    taken.into()
}
