//! Time as lanes with ticks.

use core::ops::Range;

use mailscope_base::Instant;
use mailscope_sim::{Action, Entry, Fact, History, Place, World};
use mailscope_wire::Service;

use crate::Text;
use crate::devices::device_name;
use crate::narrate::reason_text;
use crate::page::{LaneTick, Tick, TimelineLane, TimelineView};
use crate::reading::clock_time;

/// Places for ticks along the track: more than a projector can show apart.
const PLACES: u32 = 480;
/// Labels along the track.
const LABELS: u32 = 6;

/// The ticks of everything that has happened, kept up to date turn by turn: drawing must not cost
/// more the longer a world lives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Entries of the trace that are in `lanes`.
    entries: usize,
    lanes: Vec<Vec<LaneTick>>,
    /// Turns with their moments, at most one for each of [`LABEL_CANDIDATES`] stretches.
    moments: Vec<(u32, Instant)>,
}

/// Moments that are remembered for labels.
const LABEL_CANDIDATES: usize = 256;

impl Index {
    /// Takes in what has happened since the last call. Whoever goes back and acts anew begins with
    /// a new index.
    pub(crate) fn update(&mut self, history: &History) {
        let world = history.furthest();
        let trace = world.trace();
        self.lanes.resize(world.devices_ever().count() + 1, Vec::new());
        for entry in trace.from(self.entries) {
            self.take(world, entry);
        }
        self.entries = trace.len();
    }

    fn take(&mut self, world: &World, entry: &Entry) {
        if self.moments.last().is_none_or(|(turn, _)| *turn != entry.turn) {
            self.moments.push((entry.turn, entry.at));
            if self.moments.len() > LABEL_CANDIDATES * 2 {
                let mut nth = 0;
                self.moments.retain(|_| {
                    nth += 1;
                    nth % 2 == 1
                });
            }
        }
        let Some(kind) = tick(world, &entry.fact) else { return };
        let lane = match entry.place {
            Place::Server(_) => 0,
            Place::NameServer | Place::Terminal(_) => return,
            Place::Device(id) => usize::from(id.0) + 1,
        };
        let Some(lane) = self.lanes.get_mut(lane) else { return };
        match lane.last_mut() {
            // Two things in one turn: the more telling one is drawn.
            Some(last) if last.position == entry.turn => last.kind = last.kind.min(kind),
            _ => lane.push(LaneTick { position: entry.turn, kind }),
        }
    }

    /// The ticks of a lane, at most one on each of [`PLACES`] spots.
    fn ticks(&self, lane: usize, span: &Range<u32>) -> Vec<LaneTick> {
        let length = u64::from(span.end - span.start).max(1);
        let place = |position: u32| u64::from(position - span.start) * u64::from(PLACES) / length;
        let mut ticks: Vec<LaneTick> = Vec::new();
        let lane = self.lanes.get(lane).into_iter().flatten();
        for tick in lane.filter(|tick| tick.position > span.start) {
            match ticks.last_mut() {
                Some(last) if place(last.position) == place(tick.position) => {
                    if tick.kind < last.kind {
                        *last = *tick;
                    }
                }
                _ => ticks.push(*tick),
            }
        }
        ticks
    }

    fn labels(&self, world: &World, span: &Range<u32>) -> Vec<(u32, String)> {
        let mut labels: Vec<(u32, String)> = Vec::new();
        let mut wanted = span.start;
        for (turn, at) in &self.moments {
            if *turn >= wanted {
                labels.push((*turn, clock_time(world, *at, false)));
                wanted = (*turn).max(wanted) + (span.end - span.start).div_ceil(LABELS).max(1);
            }
        }
        labels
    }
}

/// `begin` is the position at which the world was handed over.
pub(crate) fn view(history: &History, index: &Index, begin: u32) -> TimelineView {
    let (world, whole) = (history.world(), history.furthest());
    // How the devices first looked at their mail is there for who goes back to it, and out of the way
    // for everybody else.
    let begin = if history.position() >= begin { begin } else { 0 };
    let span = begin..history.end();
    let mut lanes = lanes(whole);
    for (nth, lane) in lanes.iter_mut().enumerate() {
        lane.ticks = index.ticks(nth, &span);
    }
    TimelineView {
        begin,
        position: history.position(),
        end: history.end(),
        time: clock_time(world, world.now(), true),
        labels: index.labels(whole, &span),
        lanes,
        next: planned(world),
    }
}

/// The next thing that is planned to happen. That somebody would give up on a silent peer is no plan.
fn planned(world: &World) -> Option<(String, Text)> {
    let next = world.wakes().filter(|wake| wake.deadline.reason.0 != "server-silent").min()?;
    Some((clock_time(world, next.deadline.at, false), reason_text(next.deadline.reason)))
}

fn lanes(world: &World) -> Vec<TimelineLane> {
    let server = TimelineLane { name: Text::new("server"), device: None, ticks: Vec::new() };
    let device = |device: &mailscope_sim::Device| TimelineLane {
        name: device_name(world, device.id),
        device: Some(device.id),
        ticks: Vec::new(),
    };
    core::iter::once(server).chain(world.devices_ever().map(device)).collect()
}

/// What kind of thing an entry of the trace is on a track. What only carries it on is nothing.
pub(crate) fn tick(world: &World, fact: &Fact) -> Option<Tick> {
    Some(match fact {
        Fact::Acted(Action::SetOnline(..) | Action::SetHost(..) | Action::Cut(_))
        | Fact::Lost(..) => Tick::Fault,
        Fact::Acted(_) => Tick::Tap,
        Fact::Read { connection, .. } | Fact::Opened(connection, _) => {
            Tick::Spoke(service(world, fact, *connection)?)
        }
        Fact::Asked(_) => Tick::Asked,
        Fact::Stored(_) | Fact::Learned(_) => Tick::Changed,
        Fact::SwitchedOn
        | Fact::CouldNot(_)
        | Fact::Woke(_)
        | Fact::Closed(_)
        | Fact::Tls(..)
        | Fact::Spooled(_)
        | Fact::Transfers { .. }
        | Fact::Answered(_)
        | Fact::Routed(..)
        | Fact::Sent { .. }
        | Fact::Entered(..)
        | Fact::Chose(_) => return None,
    })
}

/// The same in a chain of causes, where everything is some kind of thing.
pub(crate) fn tick_of_cause(world: &World, fact: &Fact) -> Tick {
    match fact {
        Fact::Woke(_) | Fact::SwitchedOn => Tick::Woke,
        Fact::Sent { connection, .. } | Fact::Closed(connection) | Fact::Tls(connection, _) => {
            service(world, fact, *connection).map_or(Tick::Changed, Tick::Spoke)
        }
        Fact::Transfers { .. } => Tick::Spoke(Service::Smtp),
        Fact::Answered(_) | Fact::Routed(..) => Tick::Asked,
        fact => tick(world, fact).unwrap_or(Tick::Changed),
    }
}

fn service(
    world: &World,
    fact: &Fact,
    connection: mailscope_base::ConnectionId,
) -> Option<Service> {
    if let Fact::Opened(_, service) = fact {
        return Some(*service);
    }
    world.ends(connection).map(|ends| ends.service)
}
