//! How a world came about: step, seek, go on differently, and find everything again.

mod branches;
mod copies;
mod line;
mod meter;
mod steps;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use mailscope_base::Instant;

use crate::{Action, NotPossible, Scenario, World};
use branches::Branch;
use line::Line;

pub use branches::{BranchId, BranchView};
pub use line::{Entered, Moment};
pub use meter::Sample;

/// A world together with the way to it. Turns are numbered from 1; position 0 is before the first.
///
/// Nothing that a person did is lost by going back: what followed is kept as a [branch](Self::branches)
/// as soon as the way goes on differently.
#[derive(Clone, Debug)]
pub struct History {
    scenario: Arc<Scenario>,
    seed: u64,
    /// The way that is shown.
    line: Line,
    /// Up to where time has passed without anything happening.
    idle_until: Instant,
    /// What [`Self::undo`] took away, the last one last.
    undone: Vec<Arc<Line>>,
    /// The other ways.
    branches: Vec<Branch>,
    next_branch: u32,
}

impl History {
    /// A history that begins with `scenario`.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        Self {
            line: Line::new(World::new(scenario, seed)),
            scenario: Arc::new(scenario.clone()),
            seed,
            idle_until: Instant::START,
            undone: Vec::new(),
            branches: Vec::new(),
            next_branch: 0,
        }
    }

    /// What it began with.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The seed of its chance.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The world at the present position.
    pub const fn world(&self) -> &World {
        &self.line.world
    }

    /// The present position: turns since the beginning.
    pub const fn position(&self) -> u32 {
        self.line.position()
    }

    /// The present moment. It can be later than the last thing that happened.
    pub fn now(&self) -> Instant {
        self.world().now().max(self.idle_until)
    }

    /// The last position that has been reached; what follows the present position up to here is
    /// known.
    pub fn end(&self) -> u32 {
        self.furthest().turn()
    }

    /// The world at the last position that has been reached.
    pub fn furthest(&self) -> &World {
        self.line.furthest()
    }

    /// What everything had cost at moments up to here, in order: at most
    /// [`limits::SAMPLES_MAX`](mailscope_base::limits::SAMPLES_MAX) of them, however long the way.
    pub fn samples(&self) -> impl Iterator<Item = &Sample> {
        self.line.samples()
    }

    /// The actions with the positions at which they entered, oldest first.
    pub fn actions(&self) -> impl DoubleEndedIterator<Item = &Entered> + ExactSizeIterator {
        self.line.actions.iter()
    }

    /// Lets the next turn happen: the recorded action if one entered here, else what is next by
    /// itself. Tells whether there was anything.
    pub fn step(&mut self) -> bool {
        self.idle_until = Instant::START;
        self.line.step()
    }

    /// Steps until nothing is under way and no recorded action is next, at most `turns` times.
    /// Tells whether it got there.
    pub fn settle(&mut self, turns: usize) -> bool {
        for _ in 0..turns {
            if self.settled() || !self.step() {
                return true;
            }
        }
        self.settled()
    }

    /// Whether nothing is under way but what the scenario planned for later, and no recorded action is
    /// next.
    pub fn settled(&self) -> bool {
        self.world().waits() && self.line.next_action().is_none()
    }

    /// Lets `action` enter here and now. What a person did later on the way so far is kept as a
    /// branch.
    pub fn act(&mut self, action: Action) -> Result<(), NotPossible> {
        self.act_at(Some(self.now()), action)
    }

    /// The same at `moment`, or at once.
    pub(crate) fn act_at(
        &mut self,
        moment: Option<Instant>,
        action: Action,
    ) -> Result<(), NotPossible> {
        let before = self.line.has_more_to_tell().then(|| self.line.clone());
        self.line.act(moment.unwrap_or_default(), action)?;
        self.idle_until = Instant::START;
        self.drop_undone();
        if let Some(before) = before {
            self.keep_branch(Arc::new(before));
        }
        Ok(())
    }

    /// Goes to `position`, or as near as the known past and future allow.
    pub fn seek(&mut self, position: u32) {
        self.idle_until = Instant::START;
        self.line.seek(position);
    }

    /// The same in slices: goes nearer by at most so many turns. Tells whether it is there.
    pub fn seek_within(&mut self, position: u32, turns: usize) -> bool {
        self.idle_until = Instant::START;
        self.line.seek_within(position, turns)
    }
}
