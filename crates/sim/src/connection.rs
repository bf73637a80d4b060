//! One TCP connection between a client and a provider's host.

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::{ConnectionId, DeviceId, Instant, ProviderId};
use mailscope_client::Channel;
use mailscope_client::smtp::SmtpClient;
use mailscope_client::terminal::TerminalClient;
use mailscope_server::AnyServer;
use mailscope_server::mta::TransferId;
use mailscope_wire::Service;

use crate::network::ListenerId;
use crate::tls::{Layer, Protection};
use crate::{EntryId, HostId, Place, TerminalId};

/// One of the two ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// Who opened the connection: a device, a provider that hands on mail, or a person at a terminal.
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

/// Who is at the client's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Party {
    /// A device, for this of its connections.
    Device(DeviceId, Channel),
    /// A provider that hands on a message of its queue.
    Mta(ProviderId, TransferId),
    /// A person who types.
    Terminal(TerminalId),
}

impl Party {
    /// Where that is.
    pub const fn place(self) -> Place {
        match self {
            Self::Device(device, _) => Place::Device(device),
            Self::Mta(provider, _) => Place::Server(provider),
            Self::Terminal(terminal) => Place::Terminal(terminal),
        }
    }
}

/// Who a connection joins, and what it is for. Known also after its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Who opened it.
    pub client: Party,
    /// The host it was opened to.
    pub server: HostId,
    /// What is spoken.
    pub service: Service,
    /// Who sits on the wire between the two, in the order from the client to the server.
    pub listeners: Vector<ListenerId>,
    /// Whether it begins with TLS.
    pub implicit_tls: bool,
    /// When the client asked for it.
    pub asked: Instant,
    /// The entry because of which the client asked for it.
    pub cause: EntryId,
}

/// A connection with both directions and the server's session.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Its number.
    pub id: ConnectionId,
    /// Who is at the client's end.
    pub client: Party,
    /// The host at the other end.
    pub host: HostId,
    /// What is spoken.
    pub service: Service,
    /// The server's end.
    pub server: AnyServer,
    /// The client's end, where that is a provider; a device's end lives in its app.
    pub(crate) relay: Option<Box<SmtpClient>>,
    /// The client's end, where that is a terminal.
    pub(crate) terminal: Option<Box<TerminalClient>>,
    /// TLS, between the bytes of the two ends and the wire.
    pub(crate) layer: Layer,
    /// Bytes towards the server.
    pub(crate) to_server: Flow,
    /// Bytes towards the client.
    pub(crate) to_client: Flow,
    /// The end that has closed, while the other one has not heard of it.
    pub(crate) closed_by: Option<End>,
    /// The end that is gone without a word: nothing reaches it, and nothing comes from it.
    pub(crate) lost_by: Option<End>,
}

impl Connection {
    pub(crate) fn towards(&mut self, end: End) -> &mut Flow {
        match end {
            End::Client => &mut self.to_client,
            End::Server => &mut self.to_server,
        }
    }

    /// Octets on the wire so far, TLS included: towards the server, towards the client.
    pub fn octets(&self) -> (u64, u64) {
        (self.to_server.carried, self.to_client.carried)
    }

    /// Who can read what is sent now, besides the two ends.
    pub const fn protection(&self) -> Protection {
        self.layer.protection
    }
}

/// One direction of a connection.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    /// Octets that the writer has written so far.
    pub(crate) written: u64,
    /// Octets that the wire has carried so far: TLS makes them more.
    pub(crate) carried: u64,
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
    /// Who is at its client end.
    pub client: Party,
    /// Where they are going.
    pub to: End,
    /// When they arrive.
    pub arrives: Instant,
    /// The entry of the last frame among them.
    pub entry: EntryId,
    /// How many octets.
    pub octets: usize,
}
