//! Whom one can look into.

use mailscope_sim::{DeviceKind, Place, World};

use super::Whom;
use super::marks::Marks;
use crate::Text;
use crate::devices::device_name;

/// Somebody whom one can look into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderChip {
    /// Who.
    pub holder: Whom,
    /// What people call it.
    pub name: Text,
    /// What kind of device it is, if it is one.
    pub kind: Option<DeviceKind>,
    /// Whether the present turn changed something there.
    pub focus: bool,
}

pub(super) fn chips(world: &World, marks: &Marks) -> Vec<HolderChip> {
    let servers = world.providers().map(|provider| HolderChip {
        holder: Whom::Server(provider.id),
        name: Text::new("inside-server").words("name", provider.name.clone()),
        kind: None,
        focus: marks.place(Place::Server(provider.id)),
    });
    let names = HolderChip {
        holder: Whom::NameServers,
        name: Text::new("inside-names"),
        kind: None,
        focus: marks.place(Place::NameServer),
    };
    let devices = world.devices().map(|device| HolderChip {
        holder: Whom::Device(device.id),
        name: device_name(world, device.id),
        kind: Some(device.kind),
        focus: marks.place(Place::Device(device.id)),
    });
    let costs = HolderChip {
        holder: Whom::Costs,
        name: Text::new("inside-costs"),
        kind: None,
        focus: false,
    };
    servers.chain(devices).chain([names, costs]).collect()
}
