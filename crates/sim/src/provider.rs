//! Providers: who keeps mail for others, and the hosts that do it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use imbl::Vector;
use mailscope_base::{AccountId, ProviderId};
use mailscope_client::TlsPolicy;
use mailscope_server::Policy;
use mailscope_server::dns::Resolver;
use mailscope_server::mta::Mta;
use mailscope_store::Store;
use mailscope_wire::Service;
use serde::{Deserialize, Serialize};

use crate::tls::Certificate;

/// A provider: one disk with a queue, and the hosts that work on it. Its sessions live in the
/// connections.
#[derive(Clone, Debug)]
pub struct Provider {
    /// Its number.
    pub id: ProviderId,
    /// Its domain, by which people know it.
    pub name: String,
    /// The disk: mailboxes and the queue.
    pub store: Store,
    /// The first account: the one that the devices of a world with one account use.
    pub account: AccountId,
    /// Its hosts. There is at least one.
    pub hosts: Vector<Host>,
    /// What its servers offer and insist on.
    pub policy: Policy,
    /// Whether a connection may begin with TLS.
    pub implicit_tls: bool,
    /// What its hosts show in a handshake.
    pub certificate: Certificate,
    /// The manager of its queue.
    pub mta: Mta,
    /// What it asks the name servers with.
    pub resolver: Resolver,
    /// What it does about TLS when it hands mail to others.
    pub relay_tls: TlsPolicy,
}

/// Names a host of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HostId {
    /// Whose.
    pub provider: ProviderId,
    /// Which of that provider's, counted from 0.
    pub index: u16,
}

/// A machine that takes connections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Its name.
    pub name: Arc<str>,
    /// Where to find it.
    pub address: IpAddr,
    /// What it offers.
    pub services: Vec<Service>,
    /// How it is.
    pub condition: Condition,
}

/// How a host is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// It works.
    #[default]
    Up,
    /// It is silent: switched off, or out of reach.
    Down,
    /// Nothing listens: its system refuses connections (RFC 9293 §3.5.2).
    Refuses,
    /// Each connection is cut after so many octets from the client.
    CutsAfter(u64),
    /// No connection carries more than so many octets per second each way.
    Slow(u32),
}

impl Provider {
    /// A provider whose one host does everything.
    pub fn with_one_host(id: ProviderId, name: &str, store: Store, account: AccountId) -> Self {
        let host = Host {
            name: name.into(),
            address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
            services: Service::ALL.to_vec(),
            condition: Condition::Up,
        };
        Self {
            id,
            name: name.to_owned(),
            store,
            account,
            certificate: Certificate::trusted(vec![host.name.clone()]),
            hosts: Vector::unit(host),
            policy: Policy::default(),
            implicit_tls: false,
            mta: Mta::default(),
            resolver: Resolver::default(),
            relay_tls: TlsPolicy::default(),
        }
    }

    /// The host of that number.
    pub fn host(&self, index: u16) -> Option<&Host> {
        self.hosts.get(usize::from(index))
    }

    /// The host from which mail goes out: the first one that takes mail from others.
    pub fn sending_host(&self) -> Option<&Host> {
        let takes_mail = |host: &&Host| host.services.contains(&Service::Smtp);
        self.hosts.iter().find(takes_mail).or_else(|| self.hosts.front())
    }

    /// The first host that offers `service`.
    pub fn host_for(&self, service: Service) -> Option<HostId> {
        let index = self.hosts.iter().position(|host| host.services.contains(&service))?;
        Some(HostId { provider: self.id, index: u16::try_from(index).ok()? })
    }
}
