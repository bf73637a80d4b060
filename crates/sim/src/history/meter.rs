//! What everything had cost at moments along the way, for curves.

use std::sync::Arc;

use mailscope_base::{Instant, limits};

use crate::{Measures, Place, Storage, World};

/// What everything had cost at one position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The position.
    pub turn: u32,
    /// Its moment.
    pub at: Instant,
    /// Devices and providers with what they had cost, and the room that mail took up there.
    pub places: Vec<(Place, Measures, Storage)>,
}

impl Sample {
    /// What everything has cost in `world`.
    pub fn of(world: &World) -> Self {
        let devices = world.devices().map(|device| Place::Device(device.id));
        let providers = world.providers().map(|provider| Place::Server(provider.id));
        let sample = |place| (place, world.measures(place), world.storage(place));
        Self {
            turn: world.turn(),
            at: world.now(),
            places: devices.chain(providers).map(sample).collect(),
        }
    }
}

/// Samples at positions 0, `spacing`, 2 × `spacing` and so on, as far as they have been reached. When
/// there are too many, every other one goes and the spacing doubles: a long way costs no more than a
/// short one.
#[derive(Clone, Debug)]
pub(super) struct Meter {
    spacing: u32,
    kept: Vec<Arc<Sample>>,
}

impl Meter {
    pub(super) fn new(first: &World) -> Self {
        Self { spacing: 1, kept: vec![Arc::new(Sample::of(first))] }
    }

    /// Keeps a sample of `world` if one is due at its position.
    pub(super) fn keep(&mut self, world: &World) {
        let here = world.turn();
        let is_new = self.kept.last().is_none_or(|last| last.turn < here);
        if !here.is_multiple_of(self.spacing) || !is_new {
            return;
        }
        self.kept.push(Arc::new(Sample::of(world)));
        if self.kept.len() > limits::SAMPLES_MAX {
            self.spacing = self.spacing.saturating_mul(2);
            self.kept.retain(|sample| sample.turn.is_multiple_of(self.spacing));
        }
    }

    /// Forgets the samples after `position`.
    pub(super) fn cut(&mut self, position: u32) {
        self.kept.truncate(self.kept.partition_point(|sample| sample.turn <= position));
    }

    /// The samples up to `position`, in order.
    pub(super) fn until(&self, position: u32) -> impl Iterator<Item = &Sample> {
        self.kept.iter().map(|sample| &**sample).take_while(move |sample| sample.turn <= position)
    }
}
