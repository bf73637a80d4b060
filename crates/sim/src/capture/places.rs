//! Who is where: addresses, names, and the ways between them.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use mailscope_base::{ConnectionId, DeviceId, ProviderId};

use crate::recording::place;
use crate::{Ends, Entry, Fact, Party, Place, Provider, Stands, TerminalId, World};

/// The name servers, in networks for documentation (RFC 5737 §3, RFC 3849 §2).
const NAME_SERVERS_V4: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 128));
const NAME_SERVERS_V6: IpAddr = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0x53, 0, 0, 0, 0, 0x53));
/// The ports from which systems take those of clients (RFC 6335 §6).
const CLIENT_PORTS: u16 = 49_152;
const DNS_PORT: u16 = 53;

/// A way on which packets were captured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its two ends: `ada's laptop ↔ nord.example`.
    pub name: String,
    /// Who sits on it.
    pub listeners: Vec<String>,
}

/// A way, for finding it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Device(DeviceId),
    Terminal(TerminalId),
    Between(ProviderId, ProviderId),
    NameServers(ProviderId),
}

#[derive(Debug)]
pub(super) struct Places {
    ways: BTreeMap<Way, usize>,
    links: Vec<Link>,
    names: BTreeMap<IpAddr, String>,
}

impl Places {
    /// The hosts of a world, and the ways to the name servers that were used.
    pub(super) fn of(world: &World) -> Self {
        let mut places = Self { ways: BTreeMap::new(), links: Vec::new(), names: BTreeMap::new() };
        for host in world.providers().flat_map(|provider| &provider.hosts) {
            places.names.insert(host.address, host.name.to_string());
        }
        for device in world.devices_ever() {
            places.names.insert(device.address, place(world, Place::Device(device.id)));
        }
        let asked = world.trace().iter().filter_map(|entry| match (&entry.fact, entry.place) {
            (Fact::Asked(_), Place::Server(provider)) => Some(provider),
            _ => None,
        });
        for provider in asked {
            let from = address_of(world.provider_of(provider));
            places.names.entry(name_servers(from)).or_insert_with(|| "dns".to_owned());
            places.link(Way::NameServers(provider), || Link {
                name: format!(
                    "{} ↔ {}",
                    place(world, Place::Server(provider)),
                    place(world, Place::NameServer)
                ),
                listeners: Vec::new(),
            });
        }
        places
    }

    pub(super) fn links(&self) -> &[Link] {
        &self.links
    }

    pub(super) fn names(&self) -> impl Iterator<Item = (IpAddr, &str)> {
        self.names.iter().map(|(address, name)| (*address, name.as_str()))
    }

    /// The way and the addresses of a connection: the client's, then the server's.
    pub(super) fn connection(
        &mut self,
        world: &World,
        id: ConnectionId,
        ends: &Ends,
    ) -> (usize, SocketAddr, SocketAddr) {
        let host = world.provider_of(ends.server.provider).and_then(|p| p.host(ends.server.index));
        let server = host.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |host| host.address);
        let (way, from, client) = match ends.client {
            Party::Device(device, _) => {
                let address = world.device(device).map(|device| device.address);
                (Way::Device(device), Place::Device(device), address)
            }
            Party::Terminal(id) => {
                let terminal = world.terminal(id);
                let way = match terminal.map(|terminal| terminal.about.stands) {
                    Some(Stands::With(device)) => Way::Device(device),
                    _ => Way::Terminal(id),
                };
                (way, Place::Terminal(id), terminal.map(crate::Terminal::address))
            }
            Party::Mta(from, _) => {
                let to = ends.server.provider;
                let way = Way::Between(from.min(to), from.max(to));
                (way, Place::Server(from), Some(address_of(world.provider_of(from))))
            }
        };
        let client = alike(client.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)), server);
        self.names.entry(client).or_insert_with(|| place(world, from));
        let link = self.link(way, || Link {
            name: format!(
                "{} ↔ {}",
                place(world, from),
                place(world, Place::Server(ends.server.provider))
            ),
            listeners: ends
                .listeners
                .iter()
                .filter_map(|id| Some(world.listener(*id)?.name.to_string()))
                .collect(),
        });
        let port = match ends.service.tls_port() {
            Some(port) if ends.implicit_tls => port,
            _ => ends.service.port(),
        };
        (link, SocketAddr::new(client, client_port(id.0)), SocketAddr::new(server, port))
    }

    /// The way and the addresses of a question to the name servers: the asker's, then theirs.
    pub(super) fn look_up(
        &self,
        world: &World,
        question: &Entry,
    ) -> Option<(usize, SocketAddr, SocketAddr)> {
        let (Place::Server(provider), Fact::Asked(message)) = (question.place, &question.fact)
        else {
            return None;
        };
        let link = *self.ways.get(&Way::NameServers(provider))?;
        let asker = address_of(world.provider_of(provider));
        // A resolver takes another port for each question, as it takes another ID (RFC 5452 §9.2).
        let id = message.first_chunk().map_or(0, |id| u16::from_be_bytes(*id));
        let asker_at = SocketAddr::new(asker, client_port(u32::from(id)));
        Some((link, asker_at, SocketAddr::new(name_servers(asker), DNS_PORT)))
    }

    fn link(&mut self, way: Way, link: impl FnOnce() -> Link) -> usize {
        *self.ways.entry(way).or_insert_with(|| {
            self.links.push(link());
            self.links.len() - 1
        })
    }
}

fn client_port(number: u32) -> u16 {
    let ports = u32::from(u16::MAX - CLIENT_PORTS) + 1;
    CLIENT_PORTS + u16::try_from(number % ports).unwrap_or_default()
}

/// Where a provider calls others from.
fn address_of(provider: Option<&Provider>) -> IpAddr {
    let host = provider.and_then(Provider::sending_host);
    host.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |host| host.address)
}

const fn name_servers(asker: IpAddr) -> IpAddr {
    match asker {
        IpAddr::V4(_) => NAME_SERVERS_V4,
        IpAddr::V6(_) => NAME_SERVERS_V6,
    }
}

/// The address by which a system with `own` calls `peer`: who calls an IPv6 host has an IPv6 address,
/// too, and the other way round. It is made of the known one.
fn alike(own: IpAddr, peer: IpAddr) -> IpAddr {
    match (own, peer) {
        (IpAddr::V4(own), IpAddr::V6(_)) => {
            let [a, b, c, d] = own.octets().map(u16::from);
            IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 4, 0, 0, 0, a << 8 | b, c << 8 | d))
        }
        (IpAddr::V6(own), IpAddr::V4(_)) => {
            let [.., a, b] = own.octets();
            IpAddr::V4(Ipv4Addr::new(198, 18, a, b))
        }
        _ => own,
    }
}
