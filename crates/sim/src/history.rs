//! How a world came about: step, seek, replay, and go on differently.

use imbl::Vector;

use crate::{Action, NotPossible, Scenario, World};

/// Turns between two kept copies of the world.
const TURNS_PER_COPY: u32 = 32;

/// A world together with the way to it. Turns are numbered from 1; position 0 is before the first.
#[derive(Clone, Debug)]
pub struct History {
    world: World,
    /// Copies at positions 0, 32, 64 and so on, as far as they have been reached.
    copies: Vector<World>,
    /// The actions and the position at which each entered: it made the turn after that position.
    actions: Vector<(u32, Action)>,
    /// The world at the last position that is known, while the present one is another.
    furthest: Option<World>,
}

impl History {
    /// A history that begins with `scenario`.
    pub fn new(scenario: &Scenario, seed: u64) -> Self {
        let world = World::new(scenario, seed);
        Self { copies: Vector::unit(world.clone()), furthest: None, world, actions: Vector::new() }
    }

    /// The world at the present position.
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// The present position: turns since the beginning.
    pub const fn position(&self) -> u32 {
        self.world.turn()
    }

    /// The last position that has been reached; what follows the present position up to here is
    /// known.
    pub const fn end(&self) -> u32 {
        self.furthest().turn()
    }

    /// The world at the last position that has been reached.
    pub const fn furthest(&self) -> &World {
        match &self.furthest {
            Some(world) => world,
            None => &self.world,
        }
    }

    /// The actions with the positions at which they entered, oldest first.
    pub fn actions(&self) -> impl Iterator<Item = &(u32, Action)> {
        self.actions.iter()
    }

    /// Lets the next turn happen: the recorded action if one entered here, else what is next by
    /// itself. Tells whether there was anything.
    pub fn step(&mut self) -> bool {
        let here = self.position();
        let at = self.actions.binary_search_by(|(position, _)| position.cmp(&here));
        let stepped = match at.ok().and_then(|i| self.actions.get(i)) {
            Some((_, action)) => self.world.inject(action).is_ok(),
            None => self.world.step(),
        };
        self.keep();
        stepped
    }

    /// Steps until nothing is under way and no recorded action is next, at most `turns` times.
    /// Tells whether it got there.
    pub fn settle(&mut self, turns: usize) -> bool {
        for _ in 0..turns {
            if self.settled() {
                return true;
            }
            if !self.step() {
                return true;
            }
        }
        self.settled()
    }

    /// Whether nothing is under way and no recorded action is next.
    pub fn settled(&self) -> bool {
        let here = self.position();
        self.world.quiet() && self.actions.binary_search_by(|(p, _)| p.cmp(&here)).is_err()
    }

    /// Lets `action` enter here. What was known to follow is forgotten, if the action can be done.
    pub fn act(&mut self, action: Action) -> Result<(), NotPossible> {
        let here = self.position();
        self.world.inject(&action)?;
        let kept = self.actions.iter().take_while(|(position, _)| *position < here).count();
        self.actions.truncate(kept);
        self.actions.push_back((here, action));
        self.copies.truncate((here / TURNS_PER_COPY) as usize + 1);
        self.furthest = None;
        self.keep();
        Ok(())
    }

    /// Goes to `position`, or as near as the known past and future allow.
    pub fn seek(&mut self, position: u32) {
        let position = position.min(self.end());
        if position == self.end() {
            if let Some(furthest) = self.furthest.take() {
                self.world = furthest;
            }
            return;
        }
        if self.furthest.is_none() {
            self.furthest = Some(self.world.clone());
        }
        let nearest = ((position / TURNS_PER_COPY) as usize).min(self.copies.len() - 1);
        if let Some(copy) = self.copies.get(nearest)
            && (position < self.position() || copy.turn() > self.position())
        {
            self.world = copy.clone();
        }
        while self.position() < position && self.step() {}
    }

    fn keep(&mut self) {
        let here = self.position();
        if self.furthest.as_ref().is_some_and(|furthest| here >= furthest.turn()) {
            self.furthest = None;
        }
        if here.is_multiple_of(TURNS_PER_COPY)
            && self.copies.len() == (here / TURNS_PER_COPY) as usize
        {
            self.copies.push_back(self.world.clone());
        }
    }
}
