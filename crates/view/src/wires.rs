//! The connections as the stage draws them.

use core::cmp::Reverse;

use mailscope_sim::{Device, Fact, World};

use crate::log::tokens;
use crate::narrate;
use crate::page::{WireState, WireView};
use crate::reading::clock_time;

/// Octets of a frame on the label beside a wire.
const LABEL_OCTETS: u32 = 72;

pub(crate) fn views(world: &World) -> Vec<WireView> {
    world.devices().map(|device| view(world, device)).collect()
}

fn view(world: &World, device: &Device) -> WireView {
    let moving = world.trace().of_turn(world.turn()).filter_map(|entry| match &entry.fact {
        Fact::Sent { connection, by, frame, .. }
            if world.party(*connection).is_some_and(|(id, _)| id == device.id) =>
        {
            Some((narrate::rank(entry), Reverse(entry.id), by.other(), frame))
        }
        _ => None,
    });
    // Of several frames the one that the sentence would tell.
    let (to, label) = match moving.max_by_key(|(rank, first, ..)| (*rank, *first)) {
        Some((_, _, to, frame)) => (Some(to), tokens(frame, LABEL_OCTETS).0),
        None => (None, Vec::new()),
    };
    let state = if !device.app.online() {
        WireState::Offline
    } else if device.reading.is_some() {
        WireState::Open
    } else {
        WireState::Resting(device.app.deadline().map(|d| clock_time(world, d.at, false)))
    };
    WireView { device: device.id, service: device.app.service(), state, moving: to, label }
}
