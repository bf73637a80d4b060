//! The ghosts of the misconceptions: each parts from the world in the scenario that shows it.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use mailscope_base::{Duration, Instant};
use mailscope_lesson as lesson;
use mailscope_sim::{Belief, World, ghost};

#[test]
fn every_ghost_parts_from_its_world() {
    let mut ghosts = 0;
    let mut faithful = Vec::new();
    for misconception in lesson::misconception::all().expect("the files are good") {
        let Some(name) = &misconception.ghost else { continue };
        let belief = Belief::by_id(name).unwrap_or_else(|| panic!("there is no ghost {name}"));
        let scenario = lesson::load(&misconception.scenario).expect("it is shipped");
        let scenario = scenario.expect("it is good");
        let until = scenario.until().unwrap_or(Instant::START + Duration::from_mins(30));
        let world = World::new(&scenario, scenario.seed());
        ghosts += 1;
        // "Sent fills itself" holds while somebody files a copy: another case of it shows otherwise.
        let may_hold = belief == Belief::SentIsPartOfImap;
        if ghost(world, belief, Some(until)).is_none() && !may_hold {
            faithful.push(name.clone());
        }
    }
    assert!(ghosts >= 8, "{ghosts} ghosts");
    assert_eq!(faithful, Vec::<String>::new(), "these agree with their world to the end");
}
