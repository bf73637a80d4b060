//! Copies of a world on its way, from which any position is a few turns away.

use std::sync::Arc;

use mailscope_base::limits;

use crate::World;

/// Turns between two copies of a short history.
const SPACING: u32 = 32;

/// Copies at positions 0, `spacing`, 2 × `spacing` and so on, as far as they have been reached. When
/// there are too many, every other one goes and the spacing doubles: memory is bounded, and going
/// anywhere costs at most the length of the history divided by half of [`limits::COPIES_MAX`].
#[derive(Clone, Debug)]
pub(super) struct Copies {
    spacing: u32,
    first: Arc<World>,
    /// The others, in order.
    kept: Vec<Arc<World>>,
}

impl Copies {
    pub(super) fn new(first: &World) -> Self {
        Self { spacing: SPACING, first: Arc::new(first.clone()), kept: Vec::new() }
    }

    /// Keeps a copy of `world` if one is due at its position.
    pub(super) fn keep(&mut self, world: &World) {
        let here = world.turn();
        if !here.is_multiple_of(self.spacing) || here <= self.last().turn() {
            return;
        }
        self.kept.push(Arc::new(world.clone()));
        if self.kept.len() > limits::COPIES_MAX {
            self.spacing = self.spacing.saturating_mul(2);
            self.kept.retain(|copy| copy.turn().is_multiple_of(self.spacing));
        }
    }

    /// The last copy at or before `position`.
    pub(super) fn nearest(&self, position: u32) -> &World {
        let before = self.kept.partition_point(|copy| copy.turn() <= position);
        before.checked_sub(1).and_then(|last| self.kept.get(last)).unwrap_or(&self.first)
    }

    /// Forgets the copies after `position`.
    pub(super) fn cut(&mut self, position: u32) {
        self.kept.truncate(self.kept.partition_point(|copy| copy.turn() <= position));
    }

    fn last(&self) -> &World {
        self.kept.last().unwrap_or(&self.first)
    }

    /// How many copies, and the turns between two of them.
    #[cfg(test)]
    pub(super) fn len(&self) -> (usize, u32) {
        (self.kept.len() + 1, self.spacing)
    }
}
