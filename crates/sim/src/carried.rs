//! What the wires carried: the trace tells who said what and why, this tells when which octets were
//! under way. A capture of the packets is made of it.

use bytes::Bytes;
use mailscope_base::{ConnectionId, Instant};

use crate::{End, EntryId, HandshakeFlight, Protection};

/// What one turn put on the wire of a connection, in one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The connection.
    pub connection: ConnectionId,
    /// Where it goes.
    pub to: End,
    /// The entry that its last octet belongs to: a frame, or a step of a handshake.
    pub entry: EntryId,
    /// When its first octet goes off.
    pub leaves: Instant,
    /// When its last octet goes off.
    pub left: Instant,
    /// When its last octet arrives; nothing where nobody was there to receive it.
    pub arrives: Option<Instant>,
    /// What it is.
    pub load: Load,
}

/// What a wire carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load {
    /// The next octets of what the frames of this end add up to.
    Octets {
        /// How many octets of the writer.
        octets: usize,
        /// What they are wrapped into.
        protection: Protection,
        /// What a listener made of them, where they did not arrive as they were written: as many.
        altered: Option<Bytes>,
    },
    /// A flight of a TLS handshake of so many octets.
    Handshake(HandshakeFlight, usize),
}

impl Load {
    /// Octets on the wire.
    pub const fn octets(&self) -> usize {
        match self {
            Self::Octets { octets, protection, .. } => protection.carried(*octets),
            Self::Handshake(_, octets) => *octets,
        }
    }

    /// The load without what stands behind its first octets.
    pub(crate) fn cut_at(self, at: usize) -> Self {
        match self {
            Self::Octets { octets, protection, altered } => Self::Octets {
                octets: octets.min(at),
                protection,
                altered: altered.map(|bytes| bytes.slice(..at.min(bytes.len()))),
            },
            handshake @ Self::Handshake(..) => handshake,
        }
    }
}
