//! The worlds themselves: made and run in slices, and kept until other taps are to be compared.

use mailscope_base::{DeviceId, Duration, Instant};
use mailscope_sim::{Action, Comparison, DeviceKind, Fact, History, Holder, Scenario, plan_of};

use super::acts;
use super::choice::Asked;
use crate::compare::lasted;
use crate::reading::clock_time;
use crate::{Desk, Text, narrate};

/// Two to four worlds, as far as they have been run.
#[derive(Clone, Debug)]
pub struct SideBySide {
    pub(super) comparison: Comparison,
    pub(super) names: Vec<Text>,
    pub(super) steps: Vec<SideStep>,
    /// The mails in the order of the rows: where the worlds part first, then those about which the
    /// taps made a difference, then the newest.
    pub(super) order: Vec<usize>,
    /// The holders that are shown.
    pub(super) holders: Vec<Holder>,
    asked: Asked,
    taps: Taps,
}

/// One step of all worlds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideStep {
    /// The time of day at which it begins.
    pub time: String,
    /// The kind of device on which something was done first.
    pub kind: Option<DeviceKind>,
    /// What was done, in a few words.
    pub what: Vec<Text>,
    /// The worlds in which it could not be done, with the reason.
    pub refused: Vec<(usize, Text)>,
    /// How long the consequences took, world by world.
    pub took: Vec<Text>,
    /// Where the worlds part in it.
    pub parts: usize,
    /// Places that differ at its end.
    pub differences: usize,
    pub(super) device: Option<DeviceId>,
}

/// What people did on a desk: what a comparison depends on.
#[derive(Clone, Debug)]
struct Taps {
    scenario: Scenario,
    actions: Vec<(u32, Option<Instant>, Action)>,
    now: Instant,
}

impl Desk {
    /// Begins to compare the world on the desk, as far as it has come, with others.
    pub fn side_by_side(&self, asked: &Asked) -> Result<SideBySide, Text> {
        let taps = Taps::of(&self.history);
        let variants: Vec<_> = asked.worlds.iter().map(|world| world.variant(self)).collect();
        let plan = plan_of(&taps.scenario, self.history.furthest());
        let at_least = taps.now + Duration::from_mins(asked.minutes.into());
        let seed = self.history.seed();
        let comparison = Comparison::of_plan(&taps.scenario, &variants, seed, &plan, at_least);
        Ok(SideBySide {
            comparison: comparison
                .map_err(|why| Text::new("error-scenario").words("reason", why.to_string()))?,
            names: asked.worlds.iter().map(|world| world.name(self)).collect(),
            steps: Vec::new(),
            order: Vec::new(),
            holders: Vec::new(),
            asked: asked.clone(),
            taps,
        })
    }

    /// Whether that comparison is of what is on the desk, and of what is asked.
    pub fn is_compared(&self, side: &SideBySide, asked: &Asked) -> bool {
        side.asked == *asked && side.taps.are_of(&self.history)
    }
}

impl Taps {
    fn of(history: &History) -> Self {
        let actions = history.actions();
        Self {
            scenario: history.scenario().clone(),
            actions: actions.map(|one| (one.position, one.at, one.action.clone())).collect(),
            now: history.furthest().now(),
        }
    }

    fn are_of(&self, history: &History) -> bool {
        let actions = history.actions();
        self.now == history.furthest().now()
            && self.actions.len() == actions.len()
            && self.scenario.is_same(history.scenario())
            && self.actions.iter().zip(actions).all(|((position, at, action), other)| {
                (*position, *at) == (other.position, other.at) && same(action, &other.action)
            })
    }
}

/// Delivered mail can be large; the same mail lies at the same place.
fn same(one: &Action, other: &Action) -> bool {
    match (one, other) {
        (Action::Deliver(p, a, mails), Action::Deliver(q, b, others)) => {
            (p, a, mails.len()) == (q, b, others.len())
                && mails.iter().zip(others).all(|(m, n)| m.as_ptr() == n.as_ptr())
        }
        (one, other) => one == other,
    }
}

impl SideBySide {
    /// Goes on by about so many turns. True while there is more to do.
    pub fn work(&mut self, amount: usize) -> bool {
        let more = self.comparison.work(amount);
        while self.steps.len() < self.comparison.steps().len() {
            self.steps.extend(step(&self.comparison, self.steps.len()));
        }
        if !more && self.order.is_empty() {
            self.order = order(&self.comparison);
            self.holders = holders(&self.comparison);
        }
        more
    }

    /// Steps that have been taken, and steps in all.
    pub fn progress(&self) -> (usize, usize) {
        self.comparison.progress()
    }
}

fn step(comparison: &Comparison, number: usize) -> Option<SideStep> {
    let step = comparison.steps().get(number)?;
    let (mut what, mut refused) = (Vec::new(), Vec::new());
    let (mut device, mut kind) = (None, None);
    for (lane, world, entry) in comparison.acted(number) {
        if let Fact::CouldNot(_) = entry.fact {
            refused.push((lane, narrate::told(world, entry)));
        }
        let Some(act) = acts::of_entry(world, entry) else { continue };
        device = device.or(act.device);
        kind = kind.or_else(|| acts::kind(world, act.device));
        if !what.contains(&act.what) {
            what.push(act.what);
        }
    }
    if what.is_empty() {
        what.push(Text::new(if number == 0 { "side-act-switched-on" } else { "side-act-none" }));
    }
    let world = comparison.world(0, number)?;
    Some(SideStep {
        time: clock_time(world, step.begins, true),
        kind,
        what,
        refused,
        took: step.took.iter().map(|time| lasted(*time)).collect(),
        parts: step.parts.len(),
        differences: step.differences.len(),
        device,
    })
}

fn order(comparison: &Comparison) -> Vec<usize> {
    let mut seen = vec![false; comparison.mails().len()];
    let mut order = Vec::with_capacity(seen.len());
    let mut steps = comparison.steps().iter();
    // What differs before anybody has tapped is told by its first mail; the others come last.
    let begin = steps.next().into_iter().filter_map(|step| step.parts.first());
    let parts = begin.chain(steps.flat_map(|step| &step.parts));
    let parted = parts.map(|(spot, _)| spot.mail);
    for mail in parted.chain((0..seen.len()).rev()) {
        if let Some(seen) = seen.get_mut(mail).filter(|seen| !**seen) {
            *seen = true;
            order.push(mail);
        }
    }
    order
}

/// Up to this many holders are shown, whether worlds differ there or not.
const HOLDERS_FEW: usize = 5;

fn holders(comparison: &Comparison) -> Vec<Holder> {
    let all = comparison.holders();
    if all.len() <= HOLDERS_FEW {
        return all;
    }
    let parts = comparison.steps().iter().flat_map(|step| &step.parts);
    let parted: std::collections::BTreeSet<Holder> = parts.map(|(spot, _)| spot.holder).collect();
    let shown: Vec<Holder> = all.iter().copied().filter(|one| parted.contains(one)).collect();
    if shown.is_empty() { all.into_iter().take(HOLDERS_FEW).collect() } else { shown }
}
