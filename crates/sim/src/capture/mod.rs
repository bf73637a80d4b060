//! The packets that somebody would have captured who sees every wire of a world: the trace and the
//! wires' loads, told as UDP and TCP tell them (RFC 768, RFC 9293).
//!
//! The world models the service of TCP, not its segments: what is made up here is how that service
//! looks. Each packet bears the moment at which it goes off, so no packet answers one that a reader
//! of the capture has not seen. What TLS hides is hidden here, too: records of the right sizes with
//! octets that mean nothing.

mod places;
mod queue;
mod talk;
mod tcp;
mod tls;

use std::net::SocketAddr;

use bytes::Bytes;
use mailscope_base::Instant;

use crate::{EntryId, World};

pub use places::Link;

/// One packet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    /// When it goes off.
    pub at: Instant,
    /// On which of [`Capture::links`].
    pub link: usize,
    /// Who sends it.
    pub from: SocketAddr,
    /// Who is to get it.
    pub to: SocketAddr,
    /// How it is carried.
    pub transport: Transport,
    /// What it carries.
    pub payload: Bytes,
    /// The entry of the trace that it belongs to.
    pub entry: EntryId,
    /// What it does.
    pub sense: Sense,
}

/// The protocol around a payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// A datagram.
    Udp,
    /// A segment.
    Tcp(Segment),
}

/// The header of a segment (RFC 9293 §3.1), as far as it differs from one to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// What it controls.
    pub controls: Controls,
    /// The number of its first octet.
    pub sequence: u32,
    /// The number of the octet that its sender waits for; 0 without ACK.
    pub acknowledges: u32,
    /// The largest payload that its sender takes: in SYN segments (RFC 9293 §3.7.1).
    pub max_segment: Option<u16>,
}

/// The control bits of a segment (RFC 9293 §3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Controls(pub u8);

impl Controls {
    /// No more data from the sender.
    pub const FIN: Self = Self(1);
    /// Sequence numbers begin.
    pub const SYN: Self = Self(1 << 1);
    /// There is no such connection any more.
    pub const RST: Self = Self(1 << 2);
    /// The reader should have it now.
    pub const PSH: Self = Self(1 << 3);
    /// The acknowledgment number counts.
    pub const ACK: Self = Self(1 << 4);

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are set.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// What a packet does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// The client asks for a connection.
    Asks,
    /// It asks once more, since nobody has answered: so many times before.
    AsksAgain(u32),
    /// The server's system takes the connection.
    Accepts,
    /// The client's system has heard that.
    Confirms,
    /// It carries octets of what an end says.
    Says,
    /// It carries a flight of a TLS handshake.
    ShakesHands,
    /// It tells how far the octets of the other end have come.
    Acknowledges,
    /// Its sender says nothing more.
    Closes,
    /// There is no connection, or none any more.
    Resets,
    /// A question to the name servers.
    Question,
    /// Their answer.
    Answer,
}

/// The packets of a world, in the order of time.
#[derive(Debug)]
pub struct Capture<'a> {
    world: &'a World,
    places: places::Places,
    talks: Vec<talk::Talk>,
    queue: queue::Queue,
    /// What the last event sent and nobody has taken yet.
    out: Vec<Packet>,
}

impl<'a> Capture<'a> {
    /// Everything that `world` has carried so far.
    pub fn of(world: &'a World) -> Self {
        let mut places = places::Places::of(world);
        let mut queue = queue::Queue::default();
        let talks = talk::all(world, &mut places, &mut queue);
        Self { world, places, talks, queue, out: Vec::new() }
    }

    /// The ways on which something was sent.
    pub fn links(&self) -> &[Link] {
        self.places.links()
    }

    /// The names of the addresses.
    pub fn names(&self) -> impl Iterator<Item = (std::net::IpAddr, &str)> {
        self.places.names()
    }

    fn datagram(&mut self, entry: EntryId, at: Instant) -> Option<Packet> {
        let entry = self.world.trace().get(entry)?;
        let (question, payload, sense) = match &entry.fact {
            crate::Fact::Asked(message) => (entry, message, Sense::Question),
            crate::Fact::Answered(message) => {
                (self.world.trace().get(entry.cause?)?, message, Sense::Answer)
            }
            _ => return None,
        };
        let (link, asker, servers) = self.places.look_up(self.world, question)?;
        let (from, to) = match sense {
            Sense::Question => (asker, servers),
            _ => (servers, asker),
        };
        let transport = Transport::Udp;
        Some(Packet {
            at,
            link,
            from,
            to,
            transport,
            payload: payload.clone(),
            entry: entry.id,
            sense,
        })
    }
}

impl Iterator for Capture<'_> {
    type Item = Packet;

    fn next(&mut self) -> Option<Packet> {
        while self.out.is_empty() {
            let due = self.queue.pop()?;
            match due.event {
                queue::Event::Datagram => {
                    let datagram = self.datagram(due.entry, due.at);
                    self.out.extend(datagram);
                }
                event => {
                    let talk = self.talks.get_mut(due.talk)?;
                    let mut cx = tcp::Cx {
                        world: self.world,
                        at: due.at,
                        entry: due.entry,
                        talk: due.talk,
                        queue: &mut self.queue,
                        out: &mut self.out,
                    };
                    talk.happens(event, &mut cx);
                }
            }
            self.out.reverse();
        }
        self.out.pop()
    }
}
