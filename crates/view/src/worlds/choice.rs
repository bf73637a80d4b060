//! What is otherwise in a world: what a person can choose, and the variant that it means.

use mailscope_base::{DeviceId, Instant, ProviderId};
use mailscope_sim::{Change, DeviceKind, Place, Variant, World};
use toml::{Table, Value};

use super::acts::{self, Act};
use super::knobs;
use crate::devices::{device_name, the_device};
use crate::reading::clock_time;
use crate::{Desk, Text};

/// A comparison as a person asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The worlds, two to four.
    pub worlds: Vec<WorldChoice>,
    /// How many minutes pass after the last tap, more than have passed on the desk.
    pub minutes: u16,
}

/// What is otherwise in a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorldChoice {
    /// Nothing.
    AsIs,
    /// All mail apps read in that way.
    All(Way),
    /// One device has another setting: the key of a [`KnobView`].
    One(DeviceId, &'static str),
    /// A device has no network from shortly before that moment until shortly before the next tap.
    Offline(DeviceId, Instant),
    /// A device's connections are cut shortly after that moment.
    Cut(DeviceId, Instant),
    /// A provider's servers are down, as long as [`Self::Offline`].
    Down(ProviderId, Instant),
}

/// How mail is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By IMAP.
    Imap,
    /// By POP3; mail is left on the server.
    Pop3Leave,
    /// By POP3; mail is removed as soon as it is fetched.
    Pop3Remove,
    /// By POP3; mail is removed from the server once it is deleted on the device.
    Pop3RemoveWhenDeleted,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Imap, Self::Pop3Leave, Self::Pop3Remove, Self::Pop3RemoveWhenDeleted];

    /// Its name, as [`Variant::named`] knows it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Imap => "imap",
            Self::Pop3Leave => "pop3-leave",
            Self::Pop3Remove => "pop3-remove",
            Self::Pop3RemoveWhenDeleted => "pop3-remove-when-deleted",
        }
    }
}

/// What there is to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldForm {
    /// The ways, with their names.
    pub ways: Vec<(Way, Text)>,
    /// The devices, with what could be set otherwise on each.
    pub devices: Vec<FormHolder>,
    /// The providers with servers.
    pub servers: Vec<(ProviderId, Text)>,
    /// When a fault can come.
    pub faults: Vec<FaultForm>,
}

/// A device to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormHolder {
    /// Which.
    pub id: DeviceId,
    /// What kind of thing it is.
    pub kind: DeviceKind,
    /// Its name.
    pub name: Text,
    /// The settings that it does not have.
    pub knobs: Vec<KnobView>,
}

/// A setting to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnobView {
    /// Its name.
    pub key: &'static str,
    /// What it answers.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}

/// A moment for a fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultForm {
    /// When.
    pub at: Instant,
    /// In words: the time and the tap.
    pub name: Text,
}

impl Desk {
    /// What there is to choose from for worlds beside this one.
    pub fn world_form(&self) -> WorldForm {
        let world = self.history.furthest();
        let scenario = self.history.scenario();
        let there = world.devices().filter(|device| scenario.called(device.id).is_some());
        let devices = there.map(|device| FormHolder {
            id: device.id,
            kind: device.kind,
            name: device_name(world, device.id),
            knobs: knobs::views(device.app.settings()),
        });
        let faults = acts::of_people(world).into_iter().map(|Act { at, what, .. }| FaultForm {
            at,
            name: Text::new("side-at-act")
                .words("time", clock_time(world, at, true))
                .text("act", what),
        });
        let servers = world.providers().map(|provider| {
            (provider.id, Text::new("holder-named").words("name", provider.name.clone()))
        });
        WorldForm {
            ways: Way::ALL.into_iter().map(|way| (way, way_name(way))).collect(),
            devices: devices.collect(),
            servers: servers.collect(),
            faults: faults.collect(),
        }
    }

    /// The setting of that name.
    pub fn known_setting(name: &str) -> Option<&'static str> {
        knobs::known(name)
    }
}

impl WorldChoice {
    /// What it means in a scenario.
    pub(super) fn variant(self, desk: &Desk) -> Variant {
        let (world, scenario) = (desk.history.furthest(), desk.history.scenario());
        let called = |device| scenario.called(device).unwrap_or_default();
        let named = |way: Way| Variant::named(way.id()).unwrap_or_default();
        let changes = match self {
            Self::AsIs => Vec::new(),
            Self::All(way) => return named(way),
            Self::One(device, key) => vec![Change::Device(called(device), knobs::keys(key))],
            Self::Offline(device, at) => {
                let online = |at, on: bool| {
                    let device = ("device", called(device).into());
                    Change::Action(table([("at", at), device, ("online", on.into())]))
                };
                let (from, to) = during(world, at);
                let back = to.map(|to| online(to, true));
                core::iter::once(online(from, false)).chain(back).collect()
            }
            Self::Cut(device, at) => {
                let at = knobs::span(at + mailscope_base::Duration::from_millis(1));
                let device = ("device", called(device).into());
                vec![Change::Action(table([("at", at), device, ("cut", true.into())]))]
            }
            Self::Down(provider, at) => {
                let name = world.provider_of(provider).map(|provider| provider.name.clone());
                let (from, to) = during(world, at);
                let provider = ("provider", name.unwrap_or_default().into());
                let mut keys = table([provider, ("from", from), ("is", "down".into())]);
                keys.extend(to.map(|to| ("to".to_owned(), to)));
                vec![Change::Fault(keys)]
            }
        };
        Variant { name: Variant::AS_IS.to_owned(), changes }
    }

    /// What people call it.
    pub(super) fn name(self, desk: &Desk) -> Text {
        let world = desk.history.furthest();
        let time = |at| clock_time(world, at, true);
        match self {
            Self::AsIs => Text::new("world-as-is"),
            Self::All(way) => way_name(way),
            Self::One(device, key) => Text::new("world-one")
                .text("device", device_name(world, device))
                .text("answer", knobs::answer(key)),
            Self::Offline(device, at) => Text::new("world-offline")
                .text("device", the_device(world, device))
                .words("time", time(at)),
            Self::Cut(device, at) => Text::new("world-cut")
                .text("device", the_device(world, device))
                .words("time", time(at)),
            Self::Down(provider, at) => Text::new("world-down")
                .words("name", world.name_of(Place::Server(provider)))
                .words("time", time(at)),
        }
    }
}

fn way_name(way: Way) -> Text {
    match way {
        Way::Imap => Text::new("world-imap"),
        Way::Pop3Leave => Text::new("world-pop3-leave"),
        Way::Pop3Remove => Text::new("world-pop3-remove"),
        Way::Pop3RemoveWhenDeleted => Text::new("world-pop3-remove-when-deleted"),
    }
}

fn table<const N: usize>(keys: [(&str, Value); N]) -> Table {
    keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// From shortly before a moment until shortly before the next thing that people did.
fn during(world: &World, at: Instant) -> (Value, Option<Value>) {
    let before = |at: Instant| {
        let millis = (at.as_micros() / 1_000).saturating_sub(1);
        knobs::span(Instant::from_micros(millis * 1_000))
    };
    let next = acts::of_people(world).into_iter().map(|act| act.at).find(|next| *next > at);
    (before(at), next.map(before))
}
