//! What a person can change in the world: what there is of it, and what becomes of a filled-in form.

mod check;
mod deed;
mod worlds;

use std::net::IpAddr;

use mailscope_base::{AccountId, ConnectionId, DeviceId, ProviderId};
use mailscope_sim::client::{Protocol, Settings, TlsPolicy};
use mailscope_sim::{
    Condition, Device, DeviceKind, Does, Host, HostId, Listener, ListenerId, Provider, Wire, World,
};
use mailscope_wire::Service;

use crate::devices::{device_name, policy, the_device};
use crate::page::PolicyChoice;
use crate::reading::printable;
use crate::{Desk, Text};

pub use check::{Field, Refused};
pub use deed::{
    AccountForm, Build, DeviceForm, HostForm, HostState, LinkForm, ListenerForm, MailForm,
    ProviderForm, Reading, SCHOOL_WEEK,
};
pub use worlds::{ShippedWorld, WorldGroup, Worlds};

/// Devices that a person can have on the stage. A file may have more.
pub const STAGE_DEVICES_MAX: usize = 8;
/// Characters of a name that are shown.
const NAME_CHARS_MAX: usize = 60;

/// What the world is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Building {
    /// The devices in order.
    pub devices: Vec<BuiltDevice>,
    /// The providers in order.
    pub providers: Vec<BuiltProvider>,
    /// Everybody's accounts.
    pub accounts: Vec<BuiltAccount>,
    /// Who sits on a wire.
    pub listeners: Vec<BuiltListener>,
    /// The wires on which somebody can sit.
    pub wires: Vec<(Wire, Text)>,
    /// Mails of the scenario that have not arrived.
    pub arrivals_left: usize,
    /// How many actions can be taken back, and brought back.
    pub undo: (usize, usize),
}

/// A device as whoever builds sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltDevice {
    /// Which.
    pub id: DeviceId,
    /// What kind of thing.
    pub kind: DeviceKind,
    /// Its name for a heading.
    pub name: Text,
    /// Whose mail it reads.
    pub address: String,
    /// What it speaks to read mail.
    pub service: Service,
    /// What its app is set to, in words.
    pub policy: Text,
    /// Whether it has the network.
    pub online: bool,
    /// Milliseconds one way.
    pub latency: u64,
    /// Octets per second each way; 0 for without limit.
    pub bandwidth: u32,
    /// The connections that stand now: which, and what is spoken there.
    pub connections: Vec<(ConnectionId, Service)>,
    /// Whether it can be taken away: one stays.
    pub can_go: bool,
}

/// A provider as whoever builds sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltProvider {
    /// Which.
    pub id: ProviderId,
    /// Its domain.
    pub name: String,
    /// Whether its mailboxes are labels.
    pub labels: bool,
    /// Its hosts.
    pub hosts: Vec<BuiltHost>,
}

/// A host as whoever builds sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltHost {
    /// Which.
    pub id: HostId,
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: IpAddr,
    /// What it offers.
    pub services: Vec<Service>,
    /// How it is.
    pub state: HostState,
    /// The number that belongs to it: octets, or octets per second.
    pub number: u64,
    /// The same in words.
    pub words: Text,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltAccount {
    /// Whose.
    pub provider: ProviderId,
    /// Which of that provider's.
    pub account: AccountId,
    /// Its address.
    pub address: String,
    /// Messages in its INBOX.
    pub mails: usize,
}

/// Somebody on a wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltListener {
    /// Which.
    pub id: ListenerId,
    /// What people call it.
    pub name: String,
    /// Where.
    pub on: Text,
    /// What it does there.
    pub does: Text,
}

impl Desk {
    /// That device, or the first one where it is not there at this position.
    pub fn or_first(&self, device: DeviceId) -> DeviceId {
        let world = self.world();
        let first = || world.devices().next().map_or(device, |first| first.id);
        if world.has_device(device) { device } else { first() }
    }

    /// What the world is made of at this position.
    pub fn building(&self) -> Building {
        let world = self.world();
        Building {
            devices: world.devices().map(|device| built_device(world, device)).collect(),
            providers: world.providers().map(built_provider).collect(),
            accounts: world.providers().flat_map(accounts).collect(),
            listeners: (0..)
                .map(ListenerId)
                .zip(world.listeners())
                .filter(|(_, listener)| !listener.gone)
                .map(|(id, listener)| built_listener(world, id, listener))
                .collect(),
            wires: wires(world),
            arrivals_left: self.arrivals().count(),
            undo: self.undo_depth(),
        }
    }
}

/// The settings that a new device of this kind and protocol can be given, with those that are given by the
/// answers `keys`.
pub fn choices_for(kind: DeviceKind, reading: Reading, keys: &[&'static str]) -> Vec<PolicyChoice> {
    let settings = Settings {
        user: String::new(),
        password: String::new(),
        protocol: reading.protocol(kind),
        tls: TlsPolicy::default(),
        sending: None,
    };
    let choices = policy::choices(&deed::chosen(settings, keys));
    let asked = |choice: &PolicyChoice| !choice.key.starts_with("protocol-");
    choices.into_iter().filter(asked).collect()
}

fn built_device(world: &World, device: &Device) -> BuiltDevice {
    let theirs = world
        .connections()
        .filter(|connection| connection.client.place() == mailscope_sim::Place::Device(device.id));
    BuiltDevice {
        id: device.id,
        kind: device.kind,
        name: device_name(world, device.id),
        address: address(world, device.provider, device.account),
        service: device.app.service(),
        policy: policy::in_words(device.app.settings()),
        online: device.app.online(),
        latency: device.link.latency.as_micros() / 1_000,
        bandwidth: device.link.bandwidth,
        connections: theirs.map(|connection| (connection.id, connection.service)).collect(),
        can_go: world.devices().len() > 1,
    }
}

fn built_provider(provider: &Provider) -> BuiltProvider {
    let host = |(index, host): (u16, &Host)| {
        let (state, number) = HostState::of(host.condition);
        BuiltHost {
            id: HostId { provider: provider.id, index },
            name: printable(&host.name, NAME_CHARS_MAX),
            address: host.address,
            services: host.services.clone(),
            state,
            number,
            words: in_words(host.condition),
        }
    };
    BuiltProvider {
        id: provider.id,
        name: printable(&provider.name, NAME_CHARS_MAX),
        labels: provider.store.has_labels(provider.account),
        hosts: (0..).zip(&provider.hosts).map(host).collect(),
    }
}

fn in_words(condition: Condition) -> Text {
    match condition {
        Condition::Up => Text::new("build-host-up"),
        Condition::Down => Text::new("build-host-down"),
        Condition::Refuses => Text::new("build-host-refuses"),
        Condition::CutsAfter(octets) => Text::new("build-host-cuts").number("octets", octets),
        Condition::Slow(rate) => Text::new("build-host-slow").number("rate", u64::from(rate)),
    }
}

fn accounts(provider: &Provider) -> impl Iterator<Item = BuiltAccount> {
    provider.store.accounts().map(|(id, account)| BuiltAccount {
        provider: provider.id,
        account: id,
        address: printable(&format!("{}@{}", account.user, account.domain), NAME_CHARS_MAX),
        mails: account.mailbox("INBOX").map_or(0, |inbox| inbox.messages().len()),
    })
}

fn address(world: &World, provider: ProviderId, account: AccountId) -> String {
    let owner = world.provider_of(provider).and_then(|provider| provider.store.account(account));
    owner.map_or_else(String::new, |owner| {
        printable(&format!("{}@{}", owner.user, owner.domain), NAME_CHARS_MAX)
    })
}

fn built_listener(world: &World, id: ListenerId, listener: &Listener) -> BuiltListener {
    BuiltListener {
        id,
        name: printable(&listener.name, NAME_CHARS_MAX),
        on: on_wire(world, listener.on),
        does: does(listener.does),
    }
}

/// What somebody on a wire does, in words.
pub(crate) fn does(does: Does) -> Text {
    match does {
        Does::Listens => Text::new("build-does-listens"),
        Does::StripsStartTls => Text::new("build-does-strips"),
        Does::FalseCertificate => Text::new("build-does-false"),
    }
}

fn wires(world: &World) -> Vec<(Wire, Text)> {
    let devices = world.devices().map(|device| Wire::Device(device.id));
    let providers: Vec<ProviderId> = world.providers().map(|provider| provider.id).collect();
    let between = providers.iter().enumerate().flat_map(|(at, one)| {
        providers.iter().skip(at + 1).map(|other| Wire::Between(*one, *other))
    });
    devices.chain(between).map(|wire| (wire, on_wire(world, wire))).collect()
}

fn on_wire(world: &World, wire: Wire) -> Text {
    let name = |id| {
        let provider = world.provider_of(id);
        provider.map_or_else(String::new, |provider| printable(&provider.name, NAME_CHARS_MAX))
    };
    match wire {
        Wire::Device(device) => {
            Text::new("build-wire-device").text("device", the_device(world, device))
        }
        Wire::Between(one, other) => {
            Text::new("build-wire-between").words("one", name(one)).words("other", name(other))
        }
    }
}

impl Reading {
    /// The settings that most apps begin with.
    pub(crate) fn protocol(self, kind: DeviceKind) -> Protocol {
        match (kind, self) {
            (DeviceKind::Webmail, _) => {
                Protocol::Webmail(mailscope_sim::client::WebmailPolicy::default())
            }
            (_, Self::Imap) => Protocol::Imap(mailscope_sim::client::ImapPolicy::default()),
            (_, Self::Pop3) => Protocol::Pop3(mailscope_sim::client::Pop3Policy::default()),
        }
    }
}
