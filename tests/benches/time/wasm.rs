//! Measured in WebAssembly: how long the same runs take as natively, which have the same turns.

use mailscope_sim::{Scenario, World};
use mailscope_tests::school;
use wasm_bindgen_test::{Criterion, Instant, console_log, wasm_bindgen_bench};

use crate::runs::{self, ROUNDS};

fn measure<T>(
    what: &str,
    scenario: &Scenario,
    play: impl Fn(&Scenario) -> T,
    world: impl Fn(&T) -> &World,
) {
    let mut rounds: Vec<_> = (0..ROUNDS)
        .map(|_| {
            let begin = Instant::now();
            let done = play(scenario);
            let seconds = begin.elapsed().as_secs_f64();
            (seconds, world(&done).turn(), world(&done).trace().len())
        })
        .collect();
    rounds.sort_by(|(one, ..), (other, ..)| one.total_cmp(other));
    let (seconds, turns, entries) = rounds[ROUNDS / 2];
    console_log!(
        "  {what:<28} {turns:>6} turns {entries:>7} entries {seconds:>6.3} s on the wall \
         {:>7.0} turns/s {:>7.0} entries/s",
        f64::from(turns) / seconds,
        entries as f64 / seconds,
    );
}

#[wasm_bindgen_bench]
fn play(_: &mut Criterion) {
    console_log!("Events per second, the median of {ROUNDS}");
    let small = mailscope_tests::scenario();
    measure("three devices, ten days", &small, |small| runs::world(small, 10), |world| world);
    let day = school::days(1);
    measure("a school day", &day, |day| runs::world(day, 1), |world| world);
    measure(
        "the same, with its history",
        &day,
        |day| runs::history(day, 1),
        |history| history.world(),
    );
}
