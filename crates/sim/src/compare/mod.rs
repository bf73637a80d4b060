//! The same intents in two to four worlds that differ in a stated way. The worlds are run in
//! lock-step: at each moment at which something is planned, everything up to it has happened in all
//! of them. After each step they are held against each other, mail by mail and holder by holder.
//!
//! A step costs what happened in it, not what the mailboxes hold. Worlds are values, so every step
//! keeps its own: going back is looking at an earlier one.

mod directory;
mod lane;
mod plan;
mod work;

use std::collections::BTreeSet;

use imbl::OrdMap;
use mailscope_base::{Duration, Flags, Instant, limits};

use crate::scenario::content;
use crate::{
    Entry, Fact, Holder, Knowledge, Measures, Place, Planned, Scenario, ScenarioError, Variant,
    World,
};

pub use directory::MailKey;
use directory::Rows;
use lane::Lane;
pub use plan::plan_of;
use work::Taking;

/// A copy as its holder shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The folder that it is in.
    pub folder: String,
    /// Its flags there.
    pub flags: Flags,
}

/// One mail at one holder: the place where worlds can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The mail: its position in [`Comparison::mails`].
    pub mail: usize,
    /// Who holds it, or does not.
    pub holder: Holder,
}

/// What the worlds show at a spot, in their order: the copies that the holder has, none, one, or one
/// in each of several folders.
pub type Cells = Vec<Vec<Shown>>;

/// What happened between one planned moment and the next.
#[derive(Clone, Debug)]
pub struct Step {
    /// When it begins.
    pub begins: Instant,
    /// What is planned for that moment; nothing for the first step, in which devices are switched on.
    pub intents: Vec<Intended>,
    /// How long the consequences of the intents took, in each world.
    pub took: Vec<Duration>,
    /// All that differs at its end.
    pub differences: OrdMap<Spot, Cells>,
    /// Where the worlds part in this step, the earliest first, with the moment at which something
    /// happened there.
    pub parts: Vec<(Spot, Instant)>,
    /// The worlds at its end.
    worlds: Vec<World>,
}

/// Something that is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intended {
    /// What.
    pub planned: Planned,
    /// In which worlds: a variant may be that something else happens.
    pub worlds: BTreeSet<usize>,
}

/// Where worlds part first, and why.
#[derive(Clone, Debug)]
pub struct Divergence {
    /// In this step, counted from 0.
    pub step: usize,
    /// At about this moment.
    pub at: Instant,
    /// Which mail, at which holder.
    pub spot: Spot,
    /// What the worlds show at the end of the step.
    pub shows: Cells,
    /// What the holder knows in each world, with the reason.
    pub knows: Vec<Option<Knowledge>>,
}

/// The same intents in several worlds.
#[derive(Clone, Debug)]
pub struct Comparison {
    names: Vec<String>,
    seed: u64,
    /// Worlds that have not been made yet, the last one first.
    making: Vec<Scenario>,
    lanes: Vec<Lane>,
    rows: Rows,
    /// The moments at which steps begin.
    moments: Vec<Instant>,
    plan: Vec<(Instant, Intended)>,
    until: Option<Instant>,
    /// The earliest end, where there is no other one.
    at_least: Instant,
    steps: Vec<Step>,
    taking: Taking,
}

impl Comparison {
    /// Worlds of one scenario in these variants, before anything has happened. They end at `until`;
    /// without it, when all of them have come to rest after the last intent.
    pub fn new(
        scenario: &Scenario,
        variants: &[Variant],
        seed: u64,
        until: Option<Instant>,
    ) -> Result<Self, ScenarioError> {
        let scenarios: Result<Vec<Scenario>, _> =
            variants.iter().map(|variant| scenario.with(variant)).collect();
        Ok(Self::of(scenarios?, variants, seed, until)?.made())
    }

    /// The same, with what people did in a run of the scenario in place of what it plans.
    pub fn of_run(
        scenario: &Scenario,
        variants: &[Variant],
        seed: u64,
        run: &World,
    ) -> Result<Self, ScenarioError> {
        let plan = plan_of(scenario, run);
        let scenarios = replanned(scenario, variants, &plan)?;
        Ok(Self::of(scenarios, variants, seed, Some(run.now()))?.made())
    }

    /// The same with a [plan](plan_of) of what people did. The worlds end when that moment has come and
    /// all of them have come to rest. They are made by [`Self::work`], one by one.
    pub fn of_plan(
        scenario: &Scenario,
        variants: &[Variant],
        seed: u64,
        plan: &[(Instant, Planned)],
        at_least: Instant,
    ) -> Result<Self, ScenarioError> {
        let scenarios = replanned(scenario, variants, plan)?;
        Ok(Self { at_least, ..Self::of(scenarios, variants, seed, None)? })
    }

    fn of(
        scenarios: Vec<Scenario>,
        variants: &[Variant],
        seed: u64,
        until: Option<Instant>,
    ) -> Result<Self, ScenarioError> {
        let most = limits::COMPARED_WORLDS_MAX;
        if !(2..=most).contains(&scenarios.len()) {
            return Err(content(format!("a comparison is of two to {most} worlds")));
        }
        let plan = plan::joined(&scenarios, until);
        let moments: BTreeSet<Instant> =
            plan.iter().map(|(at, _)| *at).chain([Instant::START]).collect();
        let names: Vec<String> = variants.iter().map(|variant| variant.name.clone()).collect();
        Ok(Self {
            making: scenarios.into_iter().rev().collect(),
            names,
            seed,
            lanes: Vec::new(),
            rows: Rows::default(),
            moments: moments.into_iter().collect(),
            plan,
            until,
            at_least: Instant::START,
            steps: Vec::new(),
            taking: Taking::default(),
        })
    }

    /// The names of the worlds.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Every mail that any of the worlds has seen so far, in the order in which they came.
    pub fn mails(&self) -> &[MailKey] {
        self.rows.mails()
    }

    /// Who can hold mail, in any of the worlds: servers, then devices.
    pub fn holders(&self) -> Vec<Holder> {
        let all: BTreeSet<Holder> =
            self.lanes.iter().flat_map(|lane| holders(&lane.world)).collect();
        all.into_iter().collect()
    }

    /// The steps that have been taken.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// How many steps there are in all.
    pub fn len(&self) -> usize {
        self.moments.len()
    }

    /// Whether there is nothing to compare. There always is: devices are switched on.
    pub fn is_empty(&self) -> bool {
        self.moments.is_empty()
    }

    /// A world at the end of a step.
    pub fn world(&self, lane: usize, step: usize) -> Option<&World> {
        self.steps.get(step)?.worlds.get(lane)
    }

    /// What a holder shows of a mail in each world at the end of a step.
    pub fn shown(&self, spot: Spot, step: usize) -> Cells {
        let worlds = self.steps.get(step).map(|step| step.worlds.as_slice()).unwrap_or_default();
        self.lanes.iter().zip(worlds).map(|(lane, world)| lane.shown(world, spot)).collect()
    }

    /// What a holder knows of a mail in each world at the end of a step, and why.
    pub fn known(&self, spot: Spot, step: usize) -> Vec<Option<Knowledge>> {
        let worlds = self.steps.get(step).map(|step| step.worlds.as_slice()).unwrap_or_default();
        self.lanes.iter().zip(worlds).map(|(lane, world)| lane.known(world, spot)).collect()
    }

    /// What the connections of a place, or all connections, cost in one step of a world.
    pub fn cost(&self, lane: usize, step: usize, place: Option<Place>) -> Measures {
        let measures = |world: &World| match place {
            Some(place) => world.measures(place),
            None => world.measures_of_all(),
        };
        let before = step.checked_sub(1).and_then(|before| self.world(lane, before));
        let before = before.map(measures).unwrap_or_default();
        self.world(lane, step).map(|world| measures(world) - before).unwrap_or_default()
    }

    /// What was done in a step: the world in which it was, and the entry that tells it.
    pub fn acted(&self, step: usize) -> impl Iterator<Item = (usize, &World, &Entry)> {
        let begins = self.steps.get(step).map(|step| step.begins);
        (0..self.lanes.len()).flat_map(move |lane| {
            let before = step.checked_sub(1).and_then(|before| self.world(lane, before));
            let from = before.map_or(0, |world| world.trace().len());
            let world = self.world(lane, step);
            let entries = world.into_iter().flat_map(move |w| w.trace().from(from));
            // What people do at that moment comes before all that follows from it later.
            entries.take_while(move |entry| Some(entry.at) <= begins).filter_map(move |entry| {
                let is_act = matches!(entry.fact, Fact::Acted(_) | Fact::CouldNot(_));
                (is_act && Some(entry.at) == begins).then_some((lane, world?, entry))
            })
        })
    }

    /// Takes all steps.
    pub fn run(&mut self) {
        while self.advance() {}
    }

    /// Where the worlds part first, if they have parted.
    pub fn divergence(&self) -> Option<Divergence> {
        let step = self.steps.iter().position(|step| !step.parts.is_empty())?;
        let (spot, at) = *self.steps.get(step)?.parts.first()?;
        let (shows, knows) = (self.shown(spot, step), self.known(spot, step));
        Some(Divergence { step, at, spot, shows, knows })
    }
}

/// The scenario in these variants, with the plan in place of its own.
fn replanned(
    scenario: &Scenario,
    variants: &[Variant],
    plan: &[(Instant, Planned)],
) -> Result<Vec<Scenario>, ScenarioError> {
    let replanned = |variant| Ok(scenario.with(variant)?.replanned(scenario, plan));
    variants.iter().map(replanned).collect()
}

fn holders(world: &World) -> impl Iterator<Item = Holder> {
    let servers = world.providers().map(|provider| Holder::Server(provider.id));
    servers.chain(world.devices().map(|device| Holder::Device(device.id)))
}
