//! A comparison in slices: whoever draws at the same time gives it a little work again and again.

use mailscope_base::{Duration, Instant, limits};

use super::lane::{Lane, Queue, Touched};
use super::{Cells, Comparison, Spot, Step};
use crate::World;

/// The step that is being taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Taking {
    /// When all worlds end, where nobody has said so.
    end: Option<Instant>,
    /// Where something has happened, as far as it has been looked at.
    touched: Touched,
    /// What is left to be judged, once everything has been looked at.
    queue: Option<Queue>,
    /// What differs, as far as it has been judged.
    differences: imbl::OrdMap<Spot, Cells>,
    parts: Vec<(Spot, Instant)>,
}

impl Comparison {
    /// Goes on by at most about so many turns, entries or spots. True while there is more to do.
    pub fn work(&mut self, amount: usize) -> bool {
        let mut left = amount;
        while left > 0 {
            if !self.go_on(&mut left) {
                return false;
            }
        }
        true
    }

    /// Steps that have been taken, and steps in all.
    pub fn progress(&self) -> (usize, usize) {
        (self.steps.len(), self.moments.len())
    }

    /// Takes the next step in all worlds. Tells whether there was one.
    pub fn advance(&mut self) -> bool {
        let before = self.steps.len();
        while self.go_on(&mut { usize::MAX }) {
            if self.steps.len() > before {
                return true;
            }
        }
        false
    }

    /// Makes all worlds, before anything has happened in them.
    pub(super) fn made(mut self) -> Self {
        while !self.make(&mut { usize::MAX }) {}
        self
    }

    /// Does one thing after the other, at most one step. False at the end.
    fn go_on(&mut self, left: &mut usize) -> bool {
        if !self.make(left) {
            return true;
        }
        let number = self.steps.len();
        let Some(begins) = self.moments.get(number).copied() else { return false };
        if self.taking.queue.is_none()
            && !(self.run_to(number + 1, left) && self.look(begins, left))
        {
            return true;
        }
        if self.judge(left) {
            self.take(begins);
        }
        true
    }

    /// Makes one of the worlds that are not there yet. Tells whether all are.
    fn make(&mut self, left: &mut usize) -> bool {
        if let Some(scenario) = self.making.pop() {
            self.lanes.push(Lane::new(World::new(&scenario, self.seed)));
            // A world with its mail is as much as a slice should hold.
            *left = 0;
            return false;
        }
        let rows = &mut self.rows;
        self.lanes.iter_mut().all(|lane| lane.enter(rows, left))
    }

    /// Lets everything happen that happens before a step; before the one after the last, up to the
    /// common end. Tells whether it is done.
    fn run_to(&mut self, step: usize, left: &mut usize) -> bool {
        let lanes = &mut self.lanes;
        if let Some(next) = self.moments.get(step).copied() {
            let before = |world: &World| world.next_moment().is_some_and(|moment| moment < next);
            return lanes.iter_mut().all(|lane| lane.run_while(left, before));
        }
        // Worlds that are compared end at the same moment.
        let Some(end) = self.until.or(self.taking.end) else {
            let least = self.at_least;
            let early = |world: &World| world.next_moment().is_some_and(|moment| moment <= least);
            if lanes.iter_mut().all(|lane| lane.run_while(left, early))
                && lanes.iter_mut().all(|lane| lane.run_while(left, |world| !world.quiet()))
            {
                lanes.iter_mut().for_each(Lane::rest);
                let rest = lanes.iter().map(|lane| lane.world.now()).max();
                self.taking.end = rest.map(|rest| rest.max(least));
            }
            return false;
        };
        let until = |world: &World| world.next_moment().is_some_and(|moment| moment <= end);
        lanes.iter_mut().all(|lane| lane.run_while(left, until))
    }

    /// Looks at what has happened. Tells whether it is done.
    fn look(&mut self, begins: Instant, left: &mut usize) -> bool {
        let (rows, touched) = (&mut self.rows, &mut self.taking.touched);
        let done = self.lanes.iter_mut().all(|lane| lane.look(begins, rows, touched, left));
        if done {
            let touched = core::mem::take(&mut self.taking.touched);
            self.taking.queue = Some(touched.queue(&self.rows));
            self.taking.differences =
                self.steps.last().map(|step| step.differences.clone()).unwrap_or_default();
        }
        done
    }

    /// Judges anew where something has happened: what differs, and what did not differ before. Tells
    /// whether it is done.
    fn judge(&mut self, left: &mut usize) -> bool {
        let Some(mut queue) = self.taking.queue.take() else { return false };
        while *left > 0 {
            let Some((spot, at)) = queue.next() else { return true };
            *left -= 1;
            let cells: Cells =
                self.lanes.iter().map(|lane| lane.shown(&lane.world, spot)).collect();
            if cells.windows(2).all(|two| two.first() == two.last()) {
                self.taking.differences.remove(&spot);
            } else if self.taking.differences.insert(spot, cells).is_none() {
                self.taking.parts.push((spot, at));
            }
        }
        self.taking.queue = Some(queue);
        false
    }

    /// The step is taken.
    fn take(&mut self, begins: Instant) {
        let Taking { differences, mut parts, .. } = core::mem::take(&mut self.taking);
        parts.sort_by_key(|(spot, at)| (*at, spot.holder, spot.mail));
        let took: Vec<Duration> =
            self.lanes.iter_mut().map(|lane| lane.end_of_step(begins)).collect();
        let intents = self.plan.iter().filter(|(at, _)| *at == begins);
        self.steps.push(Step {
            begins,
            intents: intents.map(|(_, intended)| intended.clone()).collect(),
            took,
            differences,
            parts,
            worlds: self.lanes.iter().map(|lane| lane.world.clone()).collect(),
        });
    }
}

impl Lane {
    /// Lets things happen for as long as `goes_on` says so. Tells whether it is done.
    fn run_while(&mut self, left: &mut usize, goes_on: impl Fn(&World) -> bool) -> bool {
        while self.turns < limits::EVENTS_PER_RUN_MAX && goes_on(&self.world) {
            if *left == 0 {
                return false;
            }
            if !self.world.step() {
                break;
            }
            self.turns += 1;
            *left -= 1;
        }
        true
    }
}
