//! Devices and their way to the network.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use mailscope_base::{AccountId, ConnectionId, DeviceId, Duration, Prng, ProviderId};
use mailscope_client::{Channel, MailApp, Settings};
use serde::{Deserialize, Serialize};

/// What kind of thing a device is. Decides its picture and its name, never its behaviour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceKind {
    /// A laptop.
    Laptop,
    /// A phone.
    Phone,
    /// A tablet.
    Tablet,
    /// The provider's page for mail, in a browser.
    Webmail,
}

impl DeviceKind {
    /// The word in scenario files and transcripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Laptop => "laptop",
            Self::Phone => "phone",
            Self::Tablet => "tablet",
            Self::Webmail => "webmail",
        }
    }
}

/// What people call a device: its name, or what kind of thing it is, with a number where there are
/// several.
pub(crate) fn called<'a>(device: &Device, all: impl Iterator<Item = &'a Device>) -> String {
    match &device.name {
        Some(name) => name.to_string(),
        None if all.filter(|other| other.kind == device.kind).count() <= 1 => {
            device.kind.name().to_owned()
        }
        None => format!("{} {}", device.kind.name(), device.id.0 + 1),
    }
}

/// A device's link to its provider. It keeps the order of bytes: what is modelled is the service of
/// TCP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Time one way.
    pub latency: Duration,
    /// Octets per second each way; 0 means without limit.
    pub bandwidth: u32,
}

impl Link {
    /// How long `octets` occupy the link.
    pub fn transmission(self, octets: usize) -> Duration {
        if self.bandwidth == 0 {
            return Duration::ZERO;
        }
        let micros = (octets as u64).saturating_mul(1_000_000) / u64::from(self.bandwidth);
        Duration::from_micros(micros)
    }
}

/// A device as somebody buys it and sets it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewDevice {
    /// What kind of thing it is.
    pub kind: DeviceKind,
    /// What people call it, where they do.
    pub name: Option<Arc<str>>,
    /// Whose servers it uses.
    pub provider: ProviderId,
    /// Whose mail it reads there.
    pub account: AccountId,
    /// The account as it is set up in the app.
    pub settings: Settings,
    /// The way to the network.
    pub link: Link,
}

impl NewDevice {
    /// The device of that number, switched off.
    pub(crate) fn build(&self, id: DeviceId) -> Device {
        Device {
            id,
            kind: self.kind,
            name: self.name.clone(),
            app: MailApp::new(self.settings.clone()),
            link: self.link,
            address: address(id),
            provider: self.provider,
            account: self.account,
            reading: None,
            sending: None,
            chance: Prng::new(0),
        }
    }
}

/// The address of a device, from a network for documentation (RFC 5737 §3).
fn address(id: DeviceId) -> IpAddr {
    let number = u8::try_from(id.0).unwrap_or(u8::MAX);
    IpAddr::V4(Ipv4Addr::new(203, 0, 113, number.saturating_add(1)))
}

/// A device: a mail app and its link.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its number.
    pub id: DeviceId,
    /// What kind of thing it is.
    pub kind: DeviceKind,
    /// What people call it, where they do: `ada's laptop`.
    pub name: Option<Arc<str>>,
    /// The mail app with everything it knows.
    pub app: MailApp,
    /// The way to the network.
    pub link: Link,
    /// Its address there.
    pub address: IpAddr,
    /// Whose servers it uses.
    pub provider: ProviderId,
    /// Whose mail it reads there.
    pub account: AccountId,
    /// The connection that the app reads mail by now.
    pub reading: Option<ConnectionId>,
    /// The connection that the app sends mail by now.
    pub sending: Option<ConnectionId>,
    /// Its own chance: what a device makes up (a `Message-ID:`, a nonce) depends on nothing that happens
    /// elsewhere.
    pub(crate) chance: Prng,
}

impl Device {
    /// The chance of the device of that number in a world of that seed.
    pub fn chance(seed: u64, id: DeviceId) -> Prng {
        // Far from the seeds of other worlds, which people count from 0.
        Prng::new(seed ^ (u64::from(id.0) + 1).rotate_right(16))
    }

    /// The same device in a world of that seed.
    #[must_use]
    pub(crate) fn in_world(self, seed: u64) -> Self {
        Self { chance: Self::chance(seed, self.id), ..self }
    }

    /// The connection that the app uses for this now.
    pub const fn connection(&self, channel: Channel) -> Option<ConnectionId> {
        match channel {
            Channel::Reading => self.reading,
            Channel::Sending => self.sending,
        }
    }

    pub(crate) const fn connection_mut(&mut self, channel: Channel) -> &mut Option<ConnectionId> {
        match channel {
            Channel::Reading => &mut self.reading,
            Channel::Sending => &mut self.sending,
        }
    }
}
