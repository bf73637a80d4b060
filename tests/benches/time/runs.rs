//! What is played, natively and in WebAssembly alike.

use mailscope_base::limits;
use mailscope_sim::{History, Scenario, World};
use mailscope_tests::school;

/// Rounds of everything; the middle one counts.
pub(crate) const ROUNDS: usize = 5;

/// The world at the end of so many school days' time.
pub(crate) fn world(scenario: &Scenario, days: u64) -> World {
    let mut world = World::new(scenario, school::SEED);
    world.run_until(school::end(days), limits::EVENTS_PER_RUN_MAX);
    world
}

/// The same, with what it takes to go back.
pub(crate) fn history(scenario: &Scenario, days: u64) -> History {
    let mut history = History::new(scenario, school::SEED);
    history.advance_to(school::end(days), limits::EVENTS_PER_RUN_MAX);
    history
}
