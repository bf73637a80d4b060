//! Several sessions on one store do whatever clients may do, in any order, and hear of each other
//! late. Plain clients check what they are told; plain lists check what is done.
//!
//! `MAILSCOPE_STEPS=1000000 cargo test -p mailscope-tests --test sessions` for a long run;
//! `MAILSCOPE_SEED=7` for the world that failed.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may panic")]
#![allow(clippy::print_stderr, reason = "what was said last is shown when the test fails")]

mod client;
mod command;
mod obey;
#[allow(dead_code, reason = "the store's own tests use all of it")]
#[path = "../../../crates/store/tests/model/reference.rs"]
mod reference;
mod table;
mod truth;

use std::collections::BTreeMap;

use table::Table;

/// Steps of one world.
const WORLD: u64 = 2_000;
/// Steps of the ordinary test.
const STEPS: u64 = 20_000;

#[allow(clippy::disallowed_methods, reason = "a test may be told how long to go on")]
fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
fn whatever_sessions_do_they_are_told_the_truth() {
    let steps = number("MAILSCOPE_STEPS").unwrap_or(STEPS);
    let seeds = match number("MAILSCOPE_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..steps.div_ceil(WORLD),
    };
    let mut obeyed: BTreeMap<String, usize> = BTreeMap::new();
    for seed in seeds {
        let mut table = Table::new(seed);
        (0..WORLD).for_each(|_| table.step());
        table.finish();
        for (verb, count) in &table.obeyed {
            *obeyed.entry(verb.clone()).or_default() += count;
        }
    }
    eprintln!("{obeyed:?}");
}
