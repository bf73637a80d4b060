//! Who stands where: as on the stage, other providers at the left.

use std::collections::BTreeSet;

use mailscope_base::ProviderId;
use mailscope_sim::{Place, World};

use super::{LaneKind, LaneView};
use crate::Text;
use crate::devices::device_name;
use crate::reading::printable;

/// Characters of a name.
const NAME_CHARS_MAX: usize = 60;

/// The lanes from left to right. Devices and the first provider are always there, others when they take
/// part.
pub(super) fn lanes(
    world: &World,
    take_part: &BTreeSet<Place>,
    hidden: &BTreeSet<Place>,
) -> Vec<LaneView> {
    let mut places = Vec::new();
    for provider in world.providers().skip(1) {
        places.extend(devices_of(world, provider.id));
        places.push(Place::Server(provider.id));
    }
    places.push(Place::NameServer);
    let first = world.provider().id;
    let own: Vec<Place> = devices_of(world, first).collect();
    // As many at the left of the server as at its right, or one fewer.
    let (left, right) = own.split_at((own.len() / 2).max(1).min(own.len()));
    places.extend(left);
    places.push(Place::Server(first));
    places.extend(right);
    places.extend(world.terminals().map(|terminal| Place::Terminal(terminal.id)));
    let always = |place: &Place| match place {
        Place::Device(_) => true,
        Place::Server(provider) => *provider == first,
        Place::NameServer | Place::Terminal(_) => false,
    };
    places.retain(|place| always(place) || take_part.contains(place));
    let mut column = 0;
    let lane = |place: Place| {
        let shown = !hidden.contains(&place);
        let view = LaneView {
            place,
            kind: kind(world, place),
            name: name(world, place),
            column: shown.then_some(column),
        };
        column += usize::from(shown);
        view
    };
    places.into_iter().map(lane).collect()
}

fn devices_of(world: &World, provider: ProviderId) -> impl Iterator<Item = Place> + '_ {
    let own = world.devices().filter(move |device| device.provider == provider);
    own.map(|device| Place::Device(device.id))
}

pub(super) fn kind(world: &World, place: Place) -> LaneKind {
    match place {
        Place::Device(id) => {
            let kind = world.device(id).map(|device| device.kind);
            LaneKind::Device(kind.unwrap_or(mailscope_sim::DeviceKind::Laptop))
        }
        Place::Terminal(_) => LaneKind::Terminal,
        Place::Server(id) if id == world.provider().id => LaneKind::Server,
        Place::Server(_) => LaneKind::OtherServer,
        Place::NameServer => LaneKind::NameServers,
    }
}

/// The name at the head of a lane.
pub(super) fn name(world: &World, place: Place) -> Text {
    let words = |name: &str| Text::new("lane-named").words("name", printable(name, NAME_CHARS_MAX));
    match place {
        Place::Device(id) => match world.device(id).and_then(|device| device.name.as_deref()) {
            Some(name) => words(name),
            None => device_name(world, id),
        },
        Place::Terminal(id) => {
            words(world.terminal(id).map_or("", |terminal| &*terminal.about.name))
        }
        Place::Server(id) => {
            words(world.provider_of(id).map_or("", |provider| provider.name.as_str()))
        }
        Place::NameServer => Text::new("lane-name-servers"),
    }
}
