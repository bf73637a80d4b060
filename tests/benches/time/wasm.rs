//! Measured in WebAssembly: how long the same runs take as natively, which have the same turns.

use core::hint::black_box;
use core::time::Duration;

use mailscope_base::limits;
use mailscope_sim::{Scenario, World};
use mailscope_tests::school;
use wasm_bindgen_test::{Criterion, wasm_bindgen_bench};

/// Runs of each.
const SAMPLES: usize = 10;

fn measure(criterion: &mut Criterion, what: &str, scenario: &Scenario, days: u64) {
    let run = || {
        let mut world = World::new(scenario, school::SEED);
        world.run_until(school::end(days), limits::EVENTS_PER_RUN_MAX);
        world
    };
    let world = run();
    let what = format!("{what}: {} turns, {} entries", world.turn(), world.trace().len());
    let settings = core::mem::take(criterion);
    *criterion = settings
        .sample_size(SAMPLES)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_secs(3));
    criterion.bench_function(&what, |bencher| bencher.iter(|| black_box(run())));
}

#[wasm_bindgen_bench]
fn three_devices(criterion: &mut Criterion) {
    measure(criterion, "three devices, ten days", &mailscope_tests::scenario(), 10);
}

#[wasm_bindgen_bench]
fn a_school_day(criterion: &mut Criterion) {
    measure(criterion, "a school day", &school::days(1), 1);
}
