//! What a person can do with time: larger steps, undo, other ways, named moments.

use mailscope_base::Instant;
use mailscope_sim::{Action, BranchId, BranchView, EntryId, Fact, Moment};

use crate::desk::not_possible;
use crate::{Desk, Text, narrate};

/// Turns that one call may take. Whoever needs more calls again.
const TURNS_MAX: usize = 100_000;

/// A step that a person would call one, while it is being taken: see [`Desk::begin_whole`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WholeStep(EntryId);

/// Something that was undone: what it was, and where the taps of the way were that had it.
#[derive(Clone, Debug)]
pub(crate) struct Undone {
    what: Text,
    taps: Vec<u32>,
}

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

    /// The same in slices: the first turn of it. Nothing if nothing will ever happen.
    pub fn begin_whole(&mut self) -> Option<WholeStep> {
        let stepped = self.history.step();
        self.timeline.update(&self.history);
        if !stepped {
            return None;
        }
        let world = self.history.world();
        let mut entries = world.trace().of_turn(world.turn());
        entries.next().map(|entry| WholeStep(entry.root))
    }

    /// Goes on with it, at most so many turns; true when all that follows has happened.
    pub fn go_on_whole(&mut self, WholeStep(root): WholeStep, turns: usize) -> bool {
        let mut done = false;
        for _ in 0..turns {
            done = !self.history.world().under_way(root) || !self.history.step();
            if done {
                break;
            }
        }
        self.timeline.update(&self.history);
        done
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
        let (what, _) = self.undoable();
        let taps = self.timeline.taps().to_vec();
        let done = self.history.undo();
        if done {
            let what = what.unwrap_or_else(|| Text::new("say-begin"));
            self.undone.push(Undone { what, taps });
        }
        self.another_way();
        done
    }

    /// Brings back what was taken back last. False if there is nothing.
    pub fn redo(&mut self) -> bool {
        let done = self.history.redo();
        if done {
            self.undone.pop();
        }
        self.ladder.forget();
        self.another_way();
        done
    }

    /// How often one can undo, and redo.
    pub fn undo_depth(&self) -> (usize, usize) {
        self.history.undo_depth()
    }

    /// What undoing would take back, and what redoing would bring back.
    pub fn undoable(&self) -> (Option<Text>, Option<Text>) {
        let here = self.history.position();
        let last = self.history.actions().rev().find(|entered| entered.position < here);
        let world = self.history.world();
        let undo = last.and_then(|last| {
            let mut entries = world.trace().of_turn(last.position + 1);
            let entry = entries.find(|entry| matches!(entry.fact, Fact::Acted(_)))?;
            Some(narrate::told(world, entry))
        });
        (undo, self.undone.last().map(|undone| undone.what.clone()))
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

    /// What is known to follow may be something else now: the timeline is made anew. Where the taps were
    /// on a way that has been left is kept for its shadow on the track.
    pub(crate) fn another_way(&mut self) {
        let before = core::mem::take(&mut self.timeline);
        self.timeline.update(&self.history);
        self.note_ways(before.taps());
        self.ladder.another_way(&self.history);
    }

    /// Remembers of new other ways where their taps are: first comes what was undone and is a way of its
    /// own now, then the one that was left, with those taps.
    pub(crate) fn note_ways(&mut self, taps: &[u32]) {
        let undone = core::mem::take(&mut self.undone);
        let kept = self.history.undo_depth().1;
        let first =
            if kept < undone.len() { undone.first().map(|it| it.taps.clone()) } else { None };
        if first.is_none() {
            self.undone = undone;
        }
        let ids: Vec<BranchId> = self.history.branches().map(|branch| branch.id).collect();
        self.left.retain(|id, _| ids.contains(id));
        let new: Vec<BranchId> = ids.into_iter().filter(|id| !self.left.contains_key(id)).collect();
        self.left.extend(new.into_iter().zip(first.into_iter().chain([taps.to_vec()])));
    }
}
