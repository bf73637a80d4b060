//! One TCP connection between a device and the provider.

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::{ConnectionId, DeviceId, Instant};
use mailscope_server::AnyServer;
use mailscope_wire::Service;

use crate::EntryId;

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// The device.
    Client,
    /// The provider's host.
    Server,
}

impl End {
    /// The other end.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Client => Self::Server,
            Self::Server => Self::Client,
        }
    }

    /// `C` or `S`, as transcripts write it.
    pub const fn letter(self) -> char {
        match self {
            Self::Client => 'C',
            Self::Server => 'S',
        }
    }
}

/// A connection with both directions and the server's session.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its number.
    pub id: ConnectionId,
    /// The device at the client end.
    pub device: DeviceId,
    /// What is spoken.
    pub service: Service,
    /// The server's end.
    pub server: AnyServer,
    /// Bytes towards the server.
    pub(crate) to_server: Flow,
    /// Bytes towards the client.
    pub(crate) to_client: Flow,
    /// The end that has closed, while the other one has not heard of it.
    pub(crate) closed_by: Option<End>,
}

impl Connection {
    pub(crate) fn towards(&mut self, end: End) -> &mut Flow {
        match end {
            End::Client => &mut self.to_client,
            End::Server => &mut self.to_server,
        }
    }

    /// Octets written so far: towards the server, towards the client.
    pub fn octets(&self) -> (u64, u64) {
        (self.to_server.written, self.to_client.written)
    }
}

/// One direction of a connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    /// Octets written so far.
    pub(crate) written: u64,
    /// Octets that the reader has taken as frames.
    pub(crate) read: u64,
    /// When the last segment arrives; a later one does not overtake it.
    pub(crate) busy_until: Instant,
    /// Frames sent and not yet read: their entries, and the offsets at which they end.
    pub(crate) unread: Vector<SentFrame>,
}

/// A frame in a flow.
#[derive(Clone, Debug)]
pub(crate) struct SentFrame {
    pub(crate) entry: EntryId,
    pub(crate) end: u64,
    pub(crate) bytes: Bytes,
}

impl Flow {
    /// Appends a frame.
    pub(crate) fn write(&mut self, entry: EntryId, bytes: &Bytes) {
        self.written += bytes.len() as u64;
        self.unread.push_back(SentFrame { entry, end: self.written, bytes: bytes.clone() });
    }

    /// Takes `bytes` as read. Returns the entry that sent their last octet, and whether that frame
    /// holds exactly these bytes: then writer and reader agree on where it begins and ends.
    pub(crate) fn take(&mut self, bytes: &Bytes) -> (Option<EntryId>, bool) {
        let begin = self.read;
        self.read += bytes.len() as u64;
        let mut last = None;
        let mut same = false;
        while let Some(first) = self.unread.front() {
            let first_begin = first.end - first.bytes.len() as u64;
            if first_begin >= self.read {
                break;
            }
            last = Some(first.entry);
            same = first_begin == begin && first.end == self.read && first.bytes == *bytes;
            if first.end > self.read {
                break;
            }
            self.unread.pop_front();
        }
        (last, same)
    }
}

/// Bytes on their way, for the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flight {
    /// The connection.
    pub connection: ConnectionId,
    /// The device at its client end.
    pub device: DeviceId,
    /// Where they are going.
    pub to: End,
    /// When they arrive.
    pub arrives: Instant,
    /// The entry of the last frame among them.
    pub entry: EntryId,
    /// How many octets.
    pub octets: usize,
}
