//! Larger steps than a turn: what a person would call one, a span of virtual time, a named moment.

use mailscope_base::{Instant, limits};

use super::{Entered, History, Moment};
use crate::EntryId;

impl History {
    /// What a person would call a step: the next thing that comes from outside (a tap, a deadline, a
    /// device switched on) with everything that follows from it; or the rest of what is under way.
    /// At most `turns` turns; tells whether anything happened.
    pub fn step_whole(&mut self, turns: usize) -> bool {
        let ahead = self.line.next_action().is_none().then(|| self.world().next_root()).flatten();
        if turns == 0 || !self.step() {
            return false;
        }
        let position = self.position();
        let began = |history: &Self| {
            let mut entries = history.world().trace().of_turn(position);
            entries.find(|entry| entry.cause.is_none()).map(|entry| entry.id)
        };
        let Some(root) = ahead.or_else(|| began(self)) else { return true };
        for _ in 1..turns.min(limits::EVENTS_PER_RUN_MAX) {
            if !self.world().under_way(root) || !self.step() {
                break;
            }
        }
        true
    }

    /// Back to before what came last from outside. Tells whether there was anything.
    pub fn step_back_whole(&mut self) -> bool {
        let last = self.world().trace().iter().rev().find(|entry| entry.cause.is_none());
        let Some(last) = last.map(|entry| entry.turn) else { return false };
        self.seek(last.saturating_sub(1));
        true
    }

    /// Lets everything happen up to `moment`, recorded actions and deadlines included, and time pass
    /// until then. At most `turns` turns; tells whether it got there.
    pub fn advance_to(&mut self, moment: Instant, turns: usize) -> bool {
        for _ in 0..turns.min(limits::EVENTS_PER_RUN_MAX) {
            let next = match self.line.next_action() {
                Some(Entered { at, .. }) => Some(at.unwrap_or(self.world().now())),
                None => self.world().next_moment(),
            };
            if next.is_none_or(|next| next > moment) || !self.step() {
                self.idle_until = moment;
                return true;
            }
        }
        false
    }

    /// Goes to the last position at which it was not later than `moment`, as far as is known.
    pub fn seek_moment(&mut self, moment: Instant) {
        let position = self.furthest().trace().turn_at(moment);
        self.seek(position);
        self.idle_until = if self.position() < self.end() { moment } else { Instant::START };
    }

    /// Gives the present position a name; another moment of that name loses it. Tells whether there
    /// is room for it.
    pub fn name_moment(&mut self, name: &str) -> bool {
        let name: String = name.chars().take(limits::MOMENT_NAME_CHARS_MAX).collect();
        let moments = &mut self.line.moments;
        moments.retain(|moment| moment.name != name);
        if moments.len() >= limits::MOMENTS_MAX {
            return false;
        }
        let position = self.line.world.turn();
        let after = moments.iter().take_while(|moment| moment.position <= position).count();
        moments.insert(after, Moment { name, position });
        true
    }

    /// Forgets the moment of that name, not what happened.
    pub fn forget_moment(&mut self, name: &str) {
        self.line.moments.retain(|moment| moment.name != name);
    }

    /// The named moments of this way, in order.
    pub fn moments(&self) -> impl ExactSizeIterator<Item = &Moment> {
        self.line.moments.iter()
    }

    /// Goes to the moment of that name. Tells whether there is one.
    pub fn return_to(&mut self, name: &str) -> bool {
        let found = self.moments().find(|moment| moment.name == name).map(|found| found.position);
        if let Some(position) = found {
            self.seek(position);
        }
        found.is_some()
    }
}

impl crate::World {
    /// What came from outside at the beginning of what happens next; nothing where that itself comes
    /// from outside.
    fn next_root(&self) -> Option<EntryId> {
        let cause = self.next_cause()?;
        self.trace().get(cause).map(|entry| entry.root)
    }

    /// Whether anything that follows from `root` is on its way.
    pub fn under_way(&self, root: EntryId) -> bool {
        let of_root = |cause| self.trace().get(cause).is_some_and(|entry| entry.root == root);
        self.pending_causes().any(of_root)
    }
}
