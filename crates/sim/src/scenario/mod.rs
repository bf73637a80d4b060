//! Scenarios: how a world begins, and what is planned for it. A TOML file with a version, and the
//! mail files that it names. `docs/scenarios.md` describes the format.

mod action;
mod build;
mod cast;
mod deed;
mod device;
mod fill;
mod form;
mod plan;
mod profile;
mod provider;
#[cfg(feature = "schema")]
mod schema;
mod smtp;
mod source;
mod span;
mod variant;
mod version1;
mod words;

use core::fmt;
use std::sync::Arc;

use bytes::Bytes;
use mailscope_base::{DeviceId, EmailId, Instant, WallClock};
use mailscope_server::dns::Zones;
use mailscope_store::Mail;

use crate::device::called;
use crate::{Device, Listener, Network, Planned, Provider, Terminal};
use source::Source;

#[cfg(feature = "schema")]
pub use schema::scenario_schema;

pub(crate) use fill::school_week;
pub(crate) use provider::{new_account, new_provider};
pub use variant::{Change, Variant};

pub use span::parse_span;

pub use words::Words;

/// The versions of the format that this program reads.
const VERSIONS: [u32; 2] = [1, 2];

/// A scenario that has been read and found whole.
#[derive(Clone, Debug)]
pub struct Scenario {
    source: Source,
    title: Option<Words>,
    about: Option<Words>,
    ask: Option<Words>,
    seed: u64,
    clock: WallClock,
    until: Option<Instant>,
    providers: Vec<Provider>,
    network: Network,
    listeners: Vec<Listener>,
    zones: Zones,
    devices: Vec<(Device, Instant)>,
    terminals: Vec<Terminal>,
    planned: Vec<(Instant, Planned)>,
    later: Vec<Bytes>,
}

/// Why a scenario cannot be used. The text names the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioError {
    /// Not the TOML that was expected.
    Format(String),
    /// Made for another version of the format.
    Version(u32),
    /// It names a file that is not there.
    MissingFile(String),
    /// It says something that cannot be.
    Content(String),
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(what) => write!(f, "the scenario cannot be read: {what}"),
            Self::Version(version) => {
                let [first, last] = VERSIONS;
                write!(
                    f,
                    "the scenario has format version {version}; this program reads the versions \
                     {first} and {last}"
                )
            }
            Self::MissingFile(name) => {
                write!(f, "the scenario names the file {name}, which is missing")
            }
            Self::Content(what) => write!(f, "the scenario cannot be: {what}"),
        }
    }
}

impl core::error::Error for ScenarioError {}

impl Scenario {
    /// Reads a scenario. `file` gives the content of a file that it names, relative to it.
    pub fn parse(text: &str, file: impl Fn(&str) -> Option<Bytes>) -> Result<Self, ScenarioError> {
        Source::read(text, &file)
    }

    /// What it is called.
    pub const fn title(&self) -> Option<&Words> {
        self.title.as_ref()
    }

    /// What it shows, in a sentence.
    pub const fn about(&self) -> Option<&Words> {
        self.about.as_ref()
    }

    /// A question to answer before it runs.
    pub const fn ask(&self) -> Option<&Words> {
        self.ask.as_ref()
    }

    /// The seed to use where nobody asks for another.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// When its story ends; nothing for as soon as nothing is under way.
    pub const fn until(&self) -> Option<Instant> {
        self.until
    }

    /// Mail that has not arrived yet, in the order in which it will.
    pub fn later(&self) -> &[Bytes] {
        &self.later
    }

    pub(crate) const fn clock(&self) -> WallClock {
        self.clock
    }

    pub(crate) fn providers(&self) -> impl Iterator<Item = &Provider> {
        self.providers.iter()
    }

    pub(crate) const fn network(&self) -> Network {
        self.network
    }

    pub(crate) fn listeners(&self) -> impl Iterator<Item = &Listener> {
        self.listeners.iter()
    }

    pub(crate) const fn zones(&self) -> &Zones {
        &self.zones
    }

    pub(crate) fn with_plan(&self, planned: Vec<(Instant, Planned)>) -> Self {
        Self { planned, ..self.clone() }
    }

    pub(crate) fn planned(&self) -> impl Iterator<Item = &(Instant, Planned)> {
        self.planned.iter()
    }

    /// The mail that is there from the beginning.
    pub(crate) fn mails(&self) -> impl Iterator<Item = (EmailId, Mail)> {
        let accounts = self.providers.iter().flat_map(|provider| provider.store.accounts());
        let mailboxes = accounts.flat_map(|(_, account)| account.mailboxes());
        mailboxes.flat_map(|m| m.messages().iter().map(|m| (m.email, m.mail.clone())))
    }

    /// What people call a device.
    pub(crate) fn name_of(&self, device: &Device) -> String {
        called(device, self.devices.iter().map(|(device, _)| device))
    }

    /// What people call a device that is there from the beginning: its name in changes of variants.
    pub fn called(&self, device: DeviceId) -> Option<String> {
        let (device, _) = self.devices.iter().find(|(one, _)| one.id == device)?;
        Some(self.name_of(device))
    }

    /// Whether the other one is this one, or a copy of it.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.source.table, &other.source.table)
    }

    pub(crate) fn terminals(&self) -> impl Iterator<Item = &Terminal> {
        self.terminals.iter()
    }

    pub(crate) fn devices(&self) -> impl Iterator<Item = Device> {
        self.devices.iter().map(|(device, _)| device.clone())
    }

    pub(crate) fn switched_on(&self) -> impl Iterator<Item = (DeviceId, Instant)> {
        self.devices.iter().map(|(device, at)| (device.id, *at))
    }
}

pub(crate) fn content(what: impl Into<String>) -> ScenarioError {
    ScenarioError::Content(what.into())
}
