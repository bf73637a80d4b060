//! Time as lanes with ticks.

use mailscope_sim::{Fact, History, Place, World};

use crate::Text;
use crate::devices::device_name;
use crate::narrate::reason_text;
use crate::page::{LaneTick, Tick, TimelineLane, TimelineView};
use crate::reading::clock_time;

/// Places for ticks along the track: more than a projector can show apart.
const PLACES: u32 = 480;
/// Labels along the track.
const LABELS: u32 = 6;

pub(crate) fn view(history: &History) -> TimelineView {
    let (world, whole) = (history.world(), history.furthest());
    let end = history.end().max(1);
    let place = |position: u32| (u64::from(position) * u64::from(PLACES) / u64::from(end)) as u32;
    let mut lanes = lanes(whole);
    let mut labels = Vec::new();
    let mut next_label = 0;
    for entry in whole.trace().iter() {
        while entry.turn >= next_label && labels.len() < LABELS as usize {
            labels.push((entry.turn, clock_time(whole, entry.at, false)));
            next_label = entry.turn + end.div_ceil(LABELS);
        }
        let Some(kind) = tick(whole, &entry.fact) else { continue };
        let lane = match entry.place {
            Place::Server => 0,
            Place::Device(id) => usize::from(id.0) + 1,
        };
        let Some(lane) = lanes.get_mut(lane) else { continue };
        let tick = LaneTick { position: entry.turn, kind };
        match lane.ticks.last_mut() {
            Some(last) if place(last.position) == place(tick.position) => {
                // Two ticks on one spot: the more telling one stays.
                if kind < last.kind {
                    *last = tick;
                }
            }
            _ => lane.ticks.push(tick),
        }
    }
    TimelineView {
        position: history.position(),
        end: history.end(),
        time: clock_time(world, world.now(), true),
        labels,
        lanes,
        next: world.next_wake().map(|wake| {
            (clock_time(world, wake.deadline.at, false), reason_text(wake.deadline.reason))
        }),
    }
}

fn lanes(world: &World) -> Vec<TimelineLane> {
    let server = TimelineLane { name: Text::new("server"), device: None, ticks: Vec::new() };
    let device = |device: &mailscope_sim::Device| TimelineLane {
        name: device_name(world, device.id),
        device: Some(device.id),
        ticks: Vec::new(),
    };
    core::iter::once(server).chain(world.devices().map(device)).collect()
}

fn tick(world: &World, fact: &Fact) -> Option<Tick> {
    Some(match fact {
        Fact::Acted(_) => Tick::Tap,
        Fact::Read { connection, .. } | Fact::Opened(connection, _) => {
            Tick::Spoke(service(world, fact, *connection)?)
        }
        Fact::Stored(_) | Fact::Learned(_) => Tick::Changed,
        Fact::SwitchedOn
        | Fact::Woke(_)
        | Fact::Closed(_)
        | Fact::Sent { .. }
        | Fact::Entered(..)
        | Fact::Chose(_) => return None,
    })
}

fn service(
    world: &World,
    fact: &Fact,
    connection: mailscope_base::ConnectionId,
) -> Option<mailscope_wire::Service> {
    if let Fact::Opened(_, service) = fact {
        return Some(*service);
    }
    world.party(connection).map(|(_, service)| service)
}
