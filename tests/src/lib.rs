//! Shared by the cross-crate tests: lists of actions made from a seed, and the world that they lead
//! to.

mod actions;
pub mod converge;
pub mod fuzz;
pub mod replica;
pub mod school;
pub mod time;

use mailscope_base::Prng;
use mailscope_lesson as lesson;
use mailscope_sim::{Action, History, Scenario, World};

/// How many generated lists native and WebAssembly are compared on.
pub const LISTS: u64 = 200;
/// Actions in one list.
const ACTIONS: usize = 24;
/// Turns between two actions, at most: some actions meet a world at rest, others one in full swing.
const TURNS_BETWEEN_MAX: u64 = 40;

/// The scenario that the tests use.
///
/// # Panics
///
/// If the shipped scenario does not load, which a test of its own crate checks.
#[allow(clippy::expect_used, reason = "a test helper: there is nobody to answer to")]
pub fn scenario() -> Scenario {
    lesson::load(lesson::FIRST).expect("the first scenario is there").expect("it loads")
}

/// Plays the list of actions that `seed` makes, and calls `each` after every turn.
pub fn play(seed: u64, each: impl FnMut(&History)) -> History {
    play_watched(seed, |_, _| {}, each)
}

/// The same, and calls `before` when an action is about to enter.
pub fn play_watched(
    seed: u64,
    mut before: impl FnMut(&World, &Action),
    mut each: impl FnMut(&History),
) -> History {
    let scenario = scenario();
    let mut history = History::new(&scenario, seed);
    let mut rng = Prng::new(seed);
    // In every third list devices and others come and go between the actions.
    let mut growth = Prng::new(!seed);
    for _ in 0..ACTIONS {
        for _ in 0..rng.below(TURNS_BETWEEN_MAX) {
            history.step();
            each(&history);
        }
        let action = actions::action(&scenario, &mut rng);
        before(history.world(), &action);
        // A device may not have the mail: then nothing happens, which is part of the list.
        if history.act(action).is_ok() {
            each(&history);
        }
        if seed % 3 == 2 && growth.chance(1, 4) {
            let action = actions::growth(&mut growth);
            before(history.world(), &action);
            if history.act(action).is_ok() {
                each(&history);
            }
        }
    }
    for _ in 0..400 {
        if history.settled() || !history.step() {
            break;
        }
        each(&history);
    }
    history
}

/// What identifies the whole run of the list that `seed` makes.
pub fn digest(seed: u64) -> String {
    let history = play(seed, |_| {});
    let trace = history.world().trace();
    format!("{seed} {} {}", trace.len(), trace.digest())
}
