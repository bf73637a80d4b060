//! One connection's segments: numbers, acknowledgments, beginning and end (RFC 9293 §3).

use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};

use bytes::Bytes;
use mailscope_base::{ConnectionId, Duration, Instant, Prng};

use super::queue::{Event, Queue};
use super::talk::{Talk, take};
use super::{Controls, Packet, Segment, Sense, Transport, tls};
use crate::{End, EntryId, Load, Loss, Protection, World};

/// How long a system waits for something to send an acknowledgment with, as Linux does; at most 500
/// milliseconds (RFC 9293 §3.8.6.3).
const ACKNOWLEDGES_AFTER: Duration = Duration::from_millis(40);
/// Full segments that are acknowledged at once (RFC 9293 §3.8.6.3).
const FULL_SEGMENTS: u8 = 2;
/// What Ethernet carries, less the headers of IP and TCP (RFC 9293 §3.7.1).
const MAX_SEGMENT_V4: u16 = 1_500 - 20 - 20;
const MAX_SEGMENT_V6: u16 = 1_500 - 40 - 20;

/// One end of a connection.
#[derive(Debug)]
pub(super) struct Side {
    pub(super) address: SocketAddr,
    /// What it says and has not sent yet.
    pub(super) frames: VecDeque<Bytes>,
    /// When the last octet that is known to go off goes off.
    pub(super) busy_until: Instant,
    /// The number of the next octet that it sends (SND.NXT).
    next: u32,
    /// The number of the octet that it waits for (RCV.NXT).
    awaits: u32,
    /// The last number that it has acknowledged.
    acknowledged: u32,
    /// Full segments since.
    full: u8,
    /// Whether it waits for something to send its acknowledgment with.
    waits: bool,
    /// When the last segment that it has sent arrives.
    arrives: Instant,
    closed: bool,
    gone: bool,
}

impl Side {
    /// An end that has not said anything. Where its numbers begin is anybody's guess, but the same
    /// each time (RFC 9293 §3.4.1).
    pub(super) fn new(address: SocketAddr, id: ConnectionId, end: End) -> Self {
        let mut chance = Prng::new(u64::from(id.0) * 2 + u64::from(end == End::Server));
        let first = u32::try_from(chance.below(1 << 32)).unwrap_or_default();
        Self {
            address,
            frames: VecDeque::new(),
            busy_until: Instant::START,
            next: first,
            awaits: 0,
            acknowledged: 0,
            full: 0,
            waits: false,
            arrives: Instant::START,
            closed: false,
            gone: false,
        }
    }

    const fn max_segment(&self) -> u16 {
        match self.address.ip() {
            IpAddr::V4(_) => MAX_SEGMENT_V4,
            IpAddr::V6(_) => MAX_SEGMENT_V6,
        }
    }
}

/// What an event has to do with.
#[derive(Debug)]
pub(super) struct Cx<'a> {
    pub(super) world: &'a World,
    pub(super) at: Instant,
    pub(super) entry: EntryId,
    pub(super) talk: usize,
    pub(super) queue: &'a mut Queue,
    pub(super) out: &'a mut Vec<Packet>,
}

impl Cx<'_> {
    fn plan(&mut self, at: Instant, event: Event) {
        self.queue.plan(at, self.entry, self.talk, event);
    }
}

impl Talk {
    /// Lets something happen; packets go to `cx.out`.
    pub(super) fn happens(&mut self, event: Event, cx: &mut Cx<'_>) {
        match event {
            Event::Ask(times) => self.ask(times, cx),
            Event::Accept => {
                self.server.awaits = self.client.next;
                let controls = Controls::SYN.and(Controls::ACK);
                self.send(End::Server, controls, Bytes::new(), Sense::Accepts, cx);
            }
            Event::Refuse => {
                // RFC 9293 §3.5.2: it acknowledges the SYN.
                self.server.next = 0;
                self.server.awaits = self.client.next;
                let controls = Controls::RST.and(Controls::ACK);
                self.send(End::Server, controls, Bytes::new(), Sense::Resets, cx);
            }
            Event::Established => {
                self.established = true;
                self.client.awaits = self.server.next;
                self.send(End::Client, Controls::ACK, Bytes::new(), Sense::Confirms, cx);
            }
            Event::Load(number) => self.load(number, cx),
            Event::Segment { from, payload, push, sense, arrives } => {
                self.says(from, payload, push, sense, arrives, cx);
            }
            Event::Arrive { at, before, sent, at_once } => {
                self.arrived(at, before, sent, at_once, cx);
            }
            Event::Acknowledge(end) => {
                let side = self.side(end);
                side.waits = false;
                if side.acknowledged != side.awaits {
                    self.acknowledge(end, cx);
                }
            }
            Event::Close(end) => self.close(end, cx),
            Event::Lose(end, loss) => self.lose(end, loss, cx),
            Event::Datagram => {}
        }
    }

    fn ask(&mut self, times: u32, cx: &mut Cx<'_>) {
        if times == 0 {
            self.send(End::Client, Controls::SYN, Bytes::new(), Sense::Asks, cx);
        } else {
            // The same segment once more.
            self.client.next = self.client.next.wrapping_sub(1);
            let sense = Sense::AsksAgain(times);
            self.send(End::Client, Controls::SYN, Bytes::new(), sense, cx);
        }
    }

    /// Cuts a load into segments that go off one after the other.
    fn load(&mut self, number: usize, cx: &mut Cx<'_>) {
        let world = cx.world;
        let Some(carried) = world.carried_at(number) else { return };
        let from = carried.to.other();
        let side = self.side(from);
        let (payload, sense) = match &carried.load {
            Load::Handshake(flight, octets) => {
                let name = world.host_name(carried.connection);
                (tls::flight(*flight, *octets, name, number as u64), Sense::ShakesHands)
            }
            Load::Octets { octets, protection, altered } => {
                let said = take(&mut side.frames, *octets);
                let said = altered.clone().unwrap_or(said);
                let payload = match protection {
                    Protection::Clear => said,
                    Protection::Tls | Protection::Intercepted(_) => {
                        tls::records(said.len(), number as u64)
                    }
                };
                (payload, Sense::Says)
            }
        };
        let whole = payload.len();
        let lasts = carried.left.since(carried.leaves).as_micros();
        let way = carried.arrives.map(|arrives| arrives.since(carried.left));
        let mut rest = payload;
        while !rest.is_empty() {
            let piece = rest.split_to(rest.len().min(usize::from(side.max_segment())));
            let sent = (whole - rest.len()) as u64;
            let after = lasts.saturating_mul(sent) / whole as u64;
            let at = cx.at + Duration::from_micros(after);
            let arrives = way.map(|way| at + way);
            let push = rest.is_empty();
            cx.plan(at, Event::Segment { from, payload: piece, push, sense, arrives });
        }
    }

    fn says(
        &mut self,
        from: End,
        payload: Bytes,
        push: bool,
        sense: Sense,
        arrives: Option<Instant>,
        cx: &mut Cx<'_>,
    ) {
        let side = self.side(from);
        if side.gone {
            return;
        }
        let at_once = payload.len() == usize::from(side.max_segment());
        let controls = if push { Controls::ACK.and(Controls::PSH) } else { Controls::ACK };
        self.send(from, controls, payload, sense, cx);
        if let Some(arrives) = arrives {
            self.under_way(from, arrives, at_once, cx);
        }
    }

    /// What was sent last arrives then, or behind what was sent before it.
    fn under_way(&mut self, from: End, arrives: Instant, at_once: bool, cx: &mut Cx<'_>) {
        let side = self.side(from);
        side.arrives = side.arrives.max(arrives);
        let (arrives, before) = (side.arrives, side.next);
        let sent = cx.at;
        cx.plan(arrives, Event::Arrive { at: from.other(), before, sent, at_once });
    }

    fn arrived(&mut self, at: End, before: u32, sent: Instant, full: bool, cx: &mut Cx<'_>) {
        let dropped = self.lost.is_some_and(|lost| sent < lost && lost <= cx.at);
        let peer_closed = self.side(at.other()).closed;
        let side = self.side(at);
        if side.gone || dropped {
            return;
        }
        side.awaits = before;
        side.full = side.full.saturating_add(u8::from(full));
        if side.full >= FULL_SEGMENTS || (peer_closed && !full) {
            self.acknowledge(at, cx);
        } else if !side.waits {
            side.waits = true;
            let due = cx.at + ACKNOWLEDGES_AFTER;
            cx.plan(due, Event::Acknowledge(at));
        }
    }

    fn acknowledge(&mut self, end: End, cx: &mut Cx<'_>) {
        if !self.side(end).gone {
            self.send(end, Controls::ACK, Bytes::new(), Sense::Acknowledges, cx);
        }
    }

    fn close(&mut self, end: End, cx: &mut Cx<'_>) {
        let latency = self.latency;
        let established = self.established;
        let side = self.side(end);
        if side.gone || side.closed || !established {
            return;
        }
        if side.busy_until > cx.at {
            // What was written before goes off before.
            let at = side.busy_until;
            return cx.plan(at, Event::Close(end));
        }
        side.closed = true;
        let controls = Controls::FIN.and(Controls::ACK);
        self.send(end, controls, Bytes::new(), Sense::Closes, cx);
        self.under_way(end, cx.at + latency, false, cx);
    }

    /// One end learns that the connection is no more. Who cuts it tells so in the name of the other
    /// end; a host that is silent tells nothing.
    fn lose(&mut self, end: End, loss: Loss, cx: &mut Cx<'_>) {
        self.lost = Some(cx.at);
        let heard = match loss {
            Loss::Cut => true,
            Loss::Reset => end == End::Client,
            Loss::Refused | Loss::NoAnswer => false,
        };
        let side = self.side(end);
        if heard && !side.gone {
            let awaited = side.awaits;
            let other = self.side(end.other());
            let kept = core::mem::replace(&mut other.next, awaited);
            self.send(end.other(), Controls::RST, Bytes::new(), Sense::Resets, cx);
            self.side(end.other()).next = kept;
        }
        self.side(end).gone = true;
    }

    /// Sends a segment of this end now.
    fn send(
        &mut self,
        from: End,
        controls: Controls,
        payload: Bytes,
        sense: Sense,
        cx: &mut Cx<'_>,
    ) {
        let link = self.link;
        let to = self.side(from.other()).address;
        let side = self.side(from);
        let sequence = side.next;
        let numbered =
            u32::from(controls.has(Controls::SYN)) + u32::from(controls.has(Controls::FIN));
        let octets = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        side.next = side.next.wrapping_add(octets).wrapping_add(numbered);
        let mut acknowledges = 0;
        if controls.has(Controls::ACK) {
            acknowledges = side.awaits;
            side.acknowledged = side.awaits;
            side.full = 0;
        }
        let max_segment = controls.has(Controls::SYN).then(|| side.max_segment());
        let transport = Transport::Tcp(Segment { controls, sequence, acknowledges, max_segment });
        let (at, entry, from) = (cx.at, cx.entry, side.address);
        cx.out.push(Packet { at, link, from, to, transport, payload, entry, sense });
    }
}
