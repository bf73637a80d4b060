//! One way that a world went: its actions, its named moments, and where on it one is.

use std::sync::Arc;

use imbl::Vector;
use mailscope_base::Instant;

use super::copies::Copies;
use super::meter::{Meter, Sample};
use crate::{Action, NotPossible, World};

/// An action on its way into a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The position at which it entered: it made the turn after that.
    pub position: u32,
    /// The moment at which it entered, where time had passed since the turn before.
    pub at: Option<Instant>,
    /// What it was.
    pub action: Action,
}

/// A moment with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// What a person called it.
    pub name: String,
    /// Where it is.
    pub position: u32,
}

/// One way that a world went. Cheap to copy.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// What a person called it; may be empty.
    pub(super) name: Arc<str>,
    /// The world at the present position.
    pub(super) world: World,
    /// The world at the last position that is known, while the present one is another.
    furthest: Option<Arc<World>>,
    copies: Copies,
    meter: Meter,
    /// In the order of their positions.
    pub(super) actions: Vector<Entered>,
    /// In the order of their positions.
    pub(super) moments: Vector<Moment>,
}

impl Line {
    pub(super) fn new(world: World) -> Self {
        Self {
            name: Arc::from(""),
            copies: Copies::new(&world),
            meter: Meter::new(&world),
            world,
            furthest: None,
            actions: Vector::new(),
            moments: Vector::new(),
        }
    }

    pub(super) const fn position(&self) -> u32 {
        self.world.turn()
    }

    pub(super) fn furthest(&self) -> &World {
        self.furthest.as_deref().unwrap_or(&self.world)
    }

    /// What everything had cost up to here.
    pub(super) fn samples(&self) -> impl Iterator<Item = &Sample> {
        self.meter.until(self.position())
    }

    /// The recorded action that enters here.
    pub(super) fn next_action(&self) -> Option<&Entered> {
        let here = self.position();
        let found = self.actions.binary_search_by(|entered| entered.position.cmp(&here));
        found.ok().and_then(|at| self.actions.get(at))
    }

    /// Lets the next turn happen: the recorded action if one entered here, else what is next by
    /// itself. Tells whether there was anything.
    pub(super) fn step(&mut self) -> bool {
        let stepped = match self.next_action().cloned() {
            Some(Entered { at, action, .. }) => {
                self.world.inject_at(at.unwrap_or_default(), &action).is_ok()
            }
            None => self.world.step(),
        };
        if stepped {
            self.keep();
        }
        stepped
    }

    /// Lets `action` enter here and forgets what was known to follow, if it can be done.
    pub(super) fn act(&mut self, at: Instant, action: Action) -> Result<(), NotPossible> {
        let (position, before) = (self.position(), self.world.now());
        self.world.inject_at(at, &action)?;
        self.cut(position);
        let at = Some(self.world.now()).filter(|at| *at > before);
        self.actions.push_back(Entered { position, at, action });
        self.keep();
        Ok(())
    }

    /// Forgets everything after `position`, at or after which one is.
    pub(super) fn cut(&mut self, position: u32) {
        let before = self.actions.iter().take_while(|entered| entered.position < position).count();
        self.actions.truncate(before);
        self.moments.retain(|moment| moment.position <= position);
        self.copies.cut(position);
        self.meter.cut(position);
        self.furthest = None;
    }

    /// Whether something that a person did lies after the present position.
    pub(super) fn has_more_to_tell(&self) -> bool {
        let here = self.position();
        self.actions.back().is_some_and(|entered| entered.position >= here)
            || self.moments.back().is_some_and(|moment| moment.position > here)
    }

    /// Goes to `position`, or as near as the known past and future allow.
    pub(super) fn seek(&mut self, position: u32) {
        while !self.seek_within(position, usize::MAX) {}
    }

    /// Goes there by at most so many turns. Tells whether it is there.
    pub(super) fn seek_within(&mut self, position: u32, turns: usize) -> bool {
        if position >= self.furthest().turn() {
            if let Some(furthest) = self.furthest.take() {
                self.world = Arc::unwrap_or_clone(furthest);
            }
            return true;
        }
        if self.furthest.is_none() {
            self.furthest = Some(Arc::new(self.world.clone()));
        }
        let nearest = self.copies.nearest(position);
        if position < self.position() || nearest.turn() > self.position() {
            self.world = nearest.clone();
        }
        for _ in 0..turns {
            if self.position() >= position || !self.step() {
                return true;
            }
        }
        self.position() >= position
    }

    fn keep(&mut self) {
        if self.furthest.as_ref().is_some_and(|furthest| self.position() >= furthest.turn()) {
            self.furthest = None;
        }
        self.copies.keep(&self.world);
        self.meter.keep(&self.world);
    }

    #[cfg(test)]
    pub(super) fn copies(&self) -> (usize, u32) {
        self.copies.len()
    }
}
