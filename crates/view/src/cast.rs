//! Who is in the world, and who of them stands on the stage.

use std::collections::BTreeSet;

use mailscope_base::DeviceId;
use mailscope_sim::{Device, DeviceKind, World};
use mailscope_wire::Service;

use crate::Text;
use crate::devices::{age, device_name, own_copies};
use crate::page::{Age, Lens};
use crate::reading::printable;

/// Devices that stand beside each other at most: more would be too narrow to be read.
pub const STAGE_MAX: usize = 4;
/// Characters of a person's name.
const OWNER_CHARS_MAX: usize = 40;

/// One device of the world, whether it is on the stage or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its number.
    pub id: DeviceId,
    /// What kind of thing it is.
    pub kind: DeviceKind,
    /// Its name.
    pub name: Text,
    /// Whose mail it reads, where there are several people.
    pub owner: Option<String>,
    /// Whether it has the network.
    pub online: bool,
    /// What it speaks.
    pub service: Service,
    /// How old its knowledge is.
    pub age: Age,
    /// Whether it keeps copies of its own.
    pub own_copies: bool,
    /// Whether it stands on the stage.
    pub on_stage: bool,
}

/// All devices in order.
pub(crate) fn members(world: &World, stage: &[DeviceId]) -> Vec<Member> {
    let several = several_people(world);
    let member = |device: &Device| Member {
        id: device.id,
        kind: device.kind,
        name: device_name(world, device.id),
        owner: several.then(|| person(world, device)),
        online: device.app.online(),
        service: device.app.service(),
        age: age(world, device),
        own_copies: own_copies(device),
        on_stage: stage.contains(&device.id),
    };
    world.devices().map(member).collect()
}

/// The devices on the stage, in the world's order: those that are wanted, else the first ones.
pub(crate) fn on_stage(world: &World, lens: &Lens) -> Vec<DeviceId> {
    let all = || world.devices().map(|device| device.id);
    let wanted: Vec<DeviceId> =
        all().filter(|id| lens.stage.contains(id)).take(STAGE_MAX).collect();
    if wanted.is_empty() { all().take(STAGE_MAX).collect() } else { wanted }
}

/// The device whose home the server's column shows.
pub(crate) fn in_hand<'a>(world: &'a World, lens: &Lens) -> Option<&'a Device> {
    world.devices().find(|device| device.id == lens.hand).or_else(|| world.devices().next())
}

/// Whose mail a device reads, where there are several people.
pub(crate) fn owner(world: &World, device: &Device) -> Option<String> {
    several_people(world).then(|| person(world, device))
}

/// A person's name: that of the account.
pub(crate) fn person(world: &World, device: &Device) -> String {
    let account = world.provider_of(device.provider).and_then(|p| p.store.account(device.account));
    account.map(|account| called(&account.user)).unwrap_or_default()
}

/// A user name as people write a name.
pub(crate) fn called(user: &str) -> String {
    let mut letters = user.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    printable(&(first + letters.as_str()), OWNER_CHARS_MAX)
}

fn several_people(world: &World) -> bool {
    let people: BTreeSet<_> = world.devices().map(|d| (d.provider, d.account)).collect();
    people.len() > 1
}
