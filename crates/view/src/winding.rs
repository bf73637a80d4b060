//! What a person can do with time: larger steps, undo, other ways, named moments.

use mailscope_base::Instant;
use mailscope_sim::{Action, BranchId, BranchView, Moment};

use crate::desk::not_possible;
use crate::{Desk, Text, timeline};

/// Turns that one call may take. Whoever needs more calls again.
const TURNS_MAX: usize = 100_000;

impl Desk {
    /// Lets any action enter here, as one turn: faults, terminals, more devices. On an error nothing is
    /// changed, and the text says why.
    pub fn act(&mut self, action: Action) -> Result<(), Text> {
        let done = self.history.act(action).map_err(not_possible);
        self.another_way();
        done
    }

    /// What a person would call a step: the next tap or deadline with all that follows from it. False
    /// if nothing will ever happen.
    pub fn step_whole(&mut self) -> bool {
        let stepped = self.history.step_whole(TURNS_MAX);
        self.timeline.update(&self.history);
        stepped
    }

    /// Back to before the last tap or deadline. False at the beginning.
    pub fn step_back_whole(&mut self) -> bool {
        self.history.step_back_whole()
    }

    /// The present position in turns.
    pub const fn position(&self) -> u32 {
        self.history.position()
    }

    /// The present moment, which can be later than the last thing that happened.
    pub fn now(&self) -> Instant {
        self.history.now()
    }

    /// Lets everything happen up to `moment`, at most `turns` turns; true when it is there. Playing at
    /// a speed is calling this again and again.
    pub fn advance_to(&mut self, moment: Instant, turns: usize) -> bool {
        let there = self.history.advance_to(moment, turns);
        self.timeline.update(&self.history);
        there
    }

    /// Goes to a moment, as far as it is known.
    pub fn seek_moment(&mut self, moment: Instant) {
        self.history.seek_moment(moment);
    }

    /// Takes back the last action. False if there is none.
    pub fn undo(&mut self) -> bool {
        let done = self.history.undo();
        self.another_way();
        done
    }

    /// Brings back what was taken back last. False if there is nothing.
    pub fn redo(&mut self) -> bool {
        let done = self.history.redo();
        self.ladder.forget();
        self.another_way();
        done
    }

    /// How often one can undo, and redo.
    pub fn undo_depth(&self) -> (usize, usize) {
        self.history.undo_depth()
    }

    /// Begins another way here; the one so far is kept.
    pub fn fork(&mut self, name: &str) {
        self.history.fork(name);
        self.another_way();
    }

    /// The other ways, the oldest first.
    pub fn branches(&self) -> impl ExactSizeIterator<Item = BranchView> {
        self.history.branches()
    }

    /// Goes over to another way. False if there is no such way.
    pub fn switch(&mut self, to: BranchId) -> bool {
        let done = self.history.switch(to);
        self.ladder.forget();
        self.another_way();
        done
    }

    /// Gives the present position a name. False if there are too many.
    pub fn name_moment(&mut self, name: &str) -> bool {
        self.history.name_moment(name)
    }

    /// Forgets the moment of that name.
    pub fn forget_moment(&mut self, name: &str) {
        self.history.forget_moment(name);
    }

    /// The named moments, in order.
    pub fn moments(&self) -> impl ExactSizeIterator<Item = &Moment> {
        self.history.moments()
    }

    /// Goes to the moment of that name. False if there is none.
    pub fn return_to(&mut self, name: &str) -> bool {
        self.history.return_to(name)
    }

    /// What is known to follow may be something else now: the timeline is made anew.
    pub(crate) fn another_way(&mut self) {
        self.timeline = timeline::Index::default();
        self.timeline.update(&self.history);
        self.ladder.another_way(&self.history);
    }
}
