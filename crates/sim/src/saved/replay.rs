//! Playing a run that was written down: in slices, so that a page stays alive, and within bounds.

use mailscope_base::{Instant, limits};

use super::{Difference, SavedRun, SavedRunError};
use crate::{History, NotPossible, Scenario};

/// A run that is being played again.
#[derive(Clone, Debug)]
pub struct Replay {
    run: SavedRun,
    history: History,
    /// Actions that have entered.
    entered: usize,
    /// Why the next one cannot.
    cannot: Option<NotPossible>,
    done: bool,
}

impl Replay {
    /// Begins to play `run` in `scenario`, which is [its own](SavedRun::scenario).
    pub fn new(run: SavedRun, scenario: &Scenario) -> Self {
        let history = History::new(scenario, run.seed);
        Self { run, history, entered: 0, cannot: None, done: false }
    }

    /// Plays on, at most so many turns; true while there is more.
    pub fn work(&mut self, turns: usize) -> Result<bool, SavedRunError> {
        for _ in 0..turns {
            if self.done {
                break;
            }
            self.turn();
            let world = self.history.world();
            if world.trace().octets() > limits::RUN_OCTETS_MAX
                || world.pending() > limits::RUN_PENDING_MAX
            {
                self.done = true;
                return Err(SavedRunError::TooMuch);
            }
        }
        Ok(!self.done)
    }

    /// Turns that have been played, and turns in all.
    pub const fn progress(&self) -> (u32, u32) {
        (self.history.position(), self.run.end.turn)
    }

    /// The history at the recorded position, and in what it differs from what was recorded. What
    /// cannot be played any more is left out.
    pub fn finish(mut self) -> (History, Option<Difference>) {
        let from = self.run.first_difference(&self.history);
        let difference = from.map(|from| Difference {
            program: self.run.program.clone(),
            // An action that cannot be done is itself where they part.
            from_action: if self.cannot.is_some() && from == self.entered {
                from + 1
            } else {
                from
            },
            cannot: self.cannot.filter(|_| from == self.entered),
            other_scenario: !self.run.began_with(self.history.scenario()),
        });
        for moment in self.run.moments() {
            self.history.seek(moment.position);
            self.history.name_moment(&moment.name);
        }
        self.history.seek(self.run.position);
        (self.history, difference)
    }

    fn turn(&mut self) {
        let here = self.history.position();
        let next = self.run.actions.get(self.entered).filter(|action| action.after == here);
        self.done = match next {
            Some(saved) => {
                let action = saved.deed.action(self.history.scenario().later());
                let at = saved.at_us.map(Instant::from_micros);
                let acted = match action {
                    Some(action) => self.history.act_at(at, action),
                    None => Err(NotPossible::NotOnThisDevice),
                };
                self.cannot = acted.err();
                self.entered += usize::from(self.cannot.is_none());
                self.cannot.is_some()
            }
            None => here >= self.run.end.turn || !self.history.step(),
        };
    }
}
