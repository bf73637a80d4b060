//! The connections as the stage draws them.

use mailscope_sim::{Device, Fact, World};

use crate::log::tokens;
use crate::page::{WireState, WireView};
use crate::reading::clock_time;

/// Octets of a frame on the label beside a wire.
const LABEL_OCTETS: u32 = 72;

pub(crate) fn views(world: &World) -> Vec<WireView> {
    world.devices().map(|device| view(world, device)).collect()
}

fn view(world: &World, device: &Device) -> WireView {
    let moving = world.trace().of_turn(world.turn()).filter_map(|entry| match &entry.fact {
        Fact::Sent { connection, by, frame }
            if world.party(*connection).is_some_and(|(id, _)| id == device.id) =>
        {
            Some((by.other(), frame))
        }
        _ => None,
    });
    let (to, label) = match moving.last() {
        Some((to, frame)) => (Some(to), tokens(frame, LABEL_OCTETS).0),
        None => (None, Vec::new()),
    };
    let state = if !device.app.online() {
        WireState::Offline
    } else if device.connection.is_some() {
        WireState::Open
    } else {
        WireState::Resting(device.app.deadline().map(|d| clock_time(world, d.at, false)))
    };
    WireView { device: device.id, service: device.app.service(), state, moving: to, label }
}
