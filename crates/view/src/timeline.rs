//! Time as lanes with ticks.

use core::ops::Range;
use std::collections::BTreeMap;

use mailscope_base::{ConnectionId, Instant};
use mailscope_sim::{Action, Entry, Fact, History, Place, Sleeper, World};
use mailscope_wire::Service;

use crate::devices::device_name;
use crate::narrate::{self, reason_text};
use crate::reading::clock_time;
use crate::track::{
    EventList, EventRow, LaneTick, MomentView, Tick, TimelineLane, TimelineView, WayView, Whose,
};
use crate::{Desk, Text};

/// Places for ticks along the track: more than a projector can show apart.
const PLACES: u32 = 480;
/// Labels along the track.
const LABELS: u32 = 6;
/// Lanes that the bar has room for.
const LANES: usize = 5;

/// The ticks of everything that has happened, kept up to date turn by turn: drawing must not cost
/// more the longer a world lives.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Entries of the trace that are in `lanes`.
    entries: usize,
    lanes: BTreeMap<Place, Vec<LaneTick>>,
    /// The turns of which the list of events tells.
    events: Vec<u32>,
    /// The turns in which a person did something.
    taps: Vec<u32>,
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
        if narrate::tells(entry) && self.events.last() != Some(&entry.turn) {
            self.events.push(entry.turn);
        }
        if matches!(entry.fact, Fact::Acted(_)) {
            self.taps.push(entry.turn);
        }
        let Some(kind) = tick(world, &entry.fact) else { return };
        let lane = self.lanes.entry(entry.place).or_default();
        match lane.last_mut() {
            // Two things in one turn: the more telling one is drawn.
            Some(last) if last.position == entry.turn => last.kind = last.kind.min(kind),
            _ => lane.push(LaneTick { position: entry.turn, kind }),
        }
    }

    /// The ticks of some places, at most one on each of [`PLACES`] spots.
    fn ticks(&self, places: &[Place], span: &Range<u32>) -> Vec<LaneTick> {
        let length = u64::from(span.end - span.start).max(1);
        let place = |position: u32| u64::from(position - span.start) * u64::from(PLACES) / length;
        let mut spots: BTreeMap<u64, LaneTick> = BTreeMap::new();
        let lanes = places.iter().filter_map(|place| self.lanes.get(place));
        for tick in lanes.flatten().filter(|tick| tick.position > span.start) {
            let spot = spots.entry(place(tick.position)).or_insert(*tick);
            if tick.kind < spot.kind {
                *spot = *tick;
            }
        }
        spots.into_values().collect()
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

    /// The turns in which a person did something.
    pub(crate) fn taps(&self) -> &[u32] {
        &self.taps
    }

    fn has(&self, place: Place) -> bool {
        self.lanes.contains_key(&place)
    }
}

/// The timeline at this position.
pub(crate) fn view(desk: &Desk) -> TimelineView {
    let (history, index) = (&desk.history, &desk.timeline);
    let (world, whole) = (history.world(), history.furthest());
    // How the devices first looked at their mail is there for who goes back to it, and out of the way
    // for everybody else.
    let begin = if history.position() >= desk.begin { desk.begin } else { 0 };
    let ways = desk.ways();
    let ghost = ways.iter().find(|way| way.end > way.parts_at.max(begin)).cloned();
    let last = ghost.as_ref().map_or(0, |ghost| ghost.end).max(history.end());
    let span = begin..last;
    let lanes = lanes(whole, index, &span, LANES - usize::from(ghost.is_some()));
    let next = planned(world);
    TimelineView {
        begin,
        position: history.position(),
        end: history.end(),
        last,
        time: clock_time(world, history.now(), true),
        labels: index.labels(whole, &span),
        ghost,
        ways,
        moments: moments(history),
        undo: desk.undoable(),
        next_lane: next.as_ref().and_then(|(_, place)| lane_of(whole, &lanes, (*place)?)),
        next: next.map(|(next, _)| next),
        lanes,
    }
}

/// The next thing that is planned to happen, and where. That somebody would give up on a silent peer is no
/// plan. What the scenario has planned is not said beforehand, only when.
fn planned(world: &World) -> Option<((String, Text), Option<Place>)> {
    let next = world.wakes().filter(|wake| wake.deadline.reason.0 != "server-silent").min();
    let scenario = world.next_planned();
    let sooner = |at: &Instant| next.as_ref().is_none_or(|next| *at <= next.deadline.at);
    if let Some(at) = scenario.filter(sooner) {
        return Some(((clock_time(world, at, true), Text::new("reason-planned")), None));
    }
    let next = next?;
    let place = match next.sleeper {
        Sleeper::Device(device) => Some(Place::Device(device)),
        Sleeper::Queue(provider) | Sleeper::Resolver(provider) => Some(Place::Server(provider)),
        Sleeper::Session(_) | Sleeper::Relay(_) => None,
    };
    let told = (clock_time(world, next.deadline.at, true), reason_text(next.deadline.reason));
    Some((told, place))
}

/// The lane of a place: its own, else that of all others.
fn lane_of(world: &World, lanes: &[TimelineLane], place: Place) -> Option<usize> {
    let whose = Whose::of(world, place);
    let own = lanes.iter().position(|lane| lane.whose == Some(whose));
    own.or_else(|| lanes.iter().position(|lane| lane.whose.is_none()))
}

fn lanes(world: &World, index: &Index, span: &Range<u32>, room: usize) -> Vec<TimelineLane> {
    let places = places(world, index);
    let shown = if places.len() > room { room.saturating_sub(1) } else { places.len() };
    let (alone, others) = places.split_at(shown);
    let mut lanes: Vec<TimelineLane> = alone
        .iter()
        .map(|place| TimelineLane {
            name: lane_name(world, *place),
            whose: Some(Whose::of(world, *place)),
            ticks: index.ticks(&[*place], span),
        })
        .collect();
    if !others.is_empty() {
        lanes.push(TimelineLane {
            name: Text::new("lane-others").number("count", others.len() as u64),
            whose: None,
            ticks: index.ticks(others, span),
        });
    }
    lanes
}

/// Everybody who takes part, whoever matters most first: the provider at which people read their mail,
/// their devices, and what is between.
fn places(world: &World, index: &Index) -> Vec<Place> {
    let mut servers = world.providers().map(|provider| Place::Server(provider.id));
    let mut places: Vec<Place> = servers.next().into_iter().collect();
    places.extend(world.devices_ever().map(|device| Place::Device(device.id)));
    places.extend(servers);
    places.extend(world.terminals().map(|terminal| Place::Terminal(terminal.id)));
    places.extend(Some(Place::NameServer).filter(|place| index.has(*place)));
    places
}

fn lane_name(world: &World, place: Place) -> Text {
    match place {
        Place::Device(id) => device_name(world, id),
        Place::NameServer => Text::new("lane-name-server"),
        Place::Server(_) if world.providers().len() == 1 => Text::new("server"),
        Place::Server(_) | Place::Terminal(_) => {
            Text::new("holder-named").words("name", world.name_of(place))
        }
    }
}

fn moments(history: &History) -> Vec<MomentView> {
    let view = |moment: &mailscope_sim::Moment| MomentView {
        name: moment.name.clone(),
        position: moment.position,
        time: time_of_turn(history, moment.position),
    };
    history.moments().map(view).collect()
}

/// The time of day of a position on the present way.
pub(crate) fn time_of_turn(history: &History, turn: u32) -> String {
    let world = history.furthest();
    // A turn can leave no trace; then it was as late as the one before, or hardly later.
    let entry = (0..=turn).rev().take(64).find_map(|turn| world.trace().of_turn(turn).next());
    clock_time(world, entry.map_or(Instant::START, |entry| entry.at), true)
}

impl Desk {
    /// How many of the other ways there are, told as they are drawn: the newest first.
    pub(crate) fn ways(&self) -> Vec<WayView> {
        let view = |branch: mailscope_sim::BranchView| {
            let taps = self.left.get(&branch.id).map(Vec::as_slice).unwrap_or_default();
            WayView {
                id: branch.id,
                name: branch.name.to_string(),
                parts_at: branch.parts_at,
                time: time_of_turn(&self.history, branch.parts_at),
                end: branch.end,
                taps: taps.iter().copied().filter(|turn| *turn > branch.parts_at).collect(),
            }
        };
        let mut ways: Vec<WayView> = self.history.branches().map(view).collect();
        ways.reverse();
        ways
    }

    /// The list of what happened, as far as it is wanted.
    pub fn events(&self, wanted: &Range<usize>) -> EventList {
        let events = &self.timeline.events;
        let first = wanted.start.min(events.len());
        let turns = events.iter().skip(first).take(wanted.end.saturating_sub(first));
        let here = self.history.position();
        EventList {
            total: events.len(),
            first,
            rows: turns.filter_map(|turn| self.event(*turn)).collect(),
            present: events.partition_point(|turn| *turn <= here).checked_sub(1),
        }
    }

    /// How many of the first `known` events happened since the world was handed over.
    pub(crate) fn events_since_begin(&self, known: usize) -> usize {
        let events = self.timeline.events.iter().take(known);
        events.filter(|turn| **turn > self.begin).count()
    }

    /// What happened in that turn.
    pub(crate) fn event(&self, turn: u32) -> Option<EventRow> {
        let world = self.history.furthest();
        let entry = narrate::telling(world.trace().of_turn(turn))?;
        Some(EventRow {
            turn,
            time: clock_time(world, entry.at, true),
            whose: Whose::of(world, entry.place),
            tick: tick_of_cause(world, &entry.fact),
            what: narrate::told(world, entry),
        })
    }
}

/// What kind of thing an entry of the trace is on a track. What only carries it on is nothing.
fn tick(world: &World, fact: &Fact) -> Option<Tick> {
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

fn service(world: &World, fact: &Fact, connection: ConnectionId) -> Option<Service> {
    if let Fact::Opened(_, service) = fact {
        return Some(*service);
    }
    world.ends(connection).map(|ends| ends.service)
}
