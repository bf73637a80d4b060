//! Terminals: connections at which a person types.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use mailscope_base::{ConnectionId, DeviceId};
use mailscope_wire::Service;
use serde::{Deserialize, Serialize};

use crate::{HostId, Link};

/// Names a terminal: its position in [`World::terminals`](crate::World::terminals).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TerminalId(pub u16);

/// What a person calls from a terminal, and from where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTerminal {
    /// What people call it: `telnet`.
    pub name: Arc<str>,
    /// The host that it calls.
    pub host: HostId,
    /// The service there.
    pub service: Service,
    /// TLS from the first octet, as `openssl s_client` does (RFC 8314 §3).
    pub implicit_tls: bool,
    /// Where it stands.
    pub stands: Stands,
}

/// Where a terminal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stands {
    /// On the network of that device: it has that device's link, and who listens there listens here.
    With(DeviceId),
    /// Somewhere else, with this link of its own.
    Alone(Link),
}

/// A terminal: a program that sends what a person types and shows what comes. It knows no mail.
#[derive(Clone, Debug)]
pub struct Terminal {
    /// Its number.
    pub id: TerminalId,
    /// What it calls, and from where.
    pub about: NewTerminal,
    /// The connection that stands or is being opened now.
    pub connection: Option<ConnectionId>,
}

impl Terminal {
    /// Its address, from a network for documentation (RFC 5737 §3). Devices have the lower ones.
    pub(crate) fn address(&self) -> IpAddr {
        let number = u8::try_from(self.id.0).unwrap_or(u8::MAX);
        IpAddr::V4(Ipv4Addr::new(203, 0, 113, 254_u8.saturating_sub(number)))
    }
}
