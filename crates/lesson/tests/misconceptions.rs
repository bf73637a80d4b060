//! Every misconception is run, and what is expected is found, with its reason.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use std::collections::BTreeSet;

use mailscope_lesson::misconception::{self, Misconception};
use mailscope_sim::{Belief, World, ghost};

/// How many there are.
const MISCONCEPTIONS: u16 = 21;

fn all() -> Vec<Misconception> {
    misconception::all().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn what_is_expected_is_found() {
    for misconception in all() {
        let shown = misconception.show().unwrap_or_else(|error| panic!("{error}"));
        for (case, shown) in shown.iter().enumerate() {
            for (number, found) in shown.found.iter().enumerate() {
                let id = &misconception.id;
                let what = &found.what;
                assert!(found.holds, "{id}, case {}, expect {}: {what}", case + 1, number + 1);
            }
        }
    }
}

#[test]
fn all_of_them_are_there() {
    let all = all();
    let numbers: Vec<u16> = all.iter().map(|one| one.number).collect();
    assert_eq!(numbers, (1..=MISCONCEPTIONS).collect::<Vec<_>>());
    let ids: BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), all.len(), "an id is for one misconception");
}

/// An expectation without a reason shows that something is so, and teaches nothing.
#[test]
fn a_misconception_without_a_reason_is_refused() {
    let text = r#"
id = "test"
number = 1
scenario = "first-day"
believes = { en = "a", de = "b" }
truth = { en = "a", de = "b" }
ask = { en = "a", de = "b" }
[[case]]
expect = [{ holder = "server", mail = "Photos from Saturday", is = "present" }]
"#;
    let refused = Misconception::parse("misconceptions/test.toml", text);
    let error = refused.err().map(|error| error.to_string()).unwrap_or_default();
    assert_eq!(error, "misconceptions/test.toml: no expectation asks why");
}

/// Whoever holds the belief is surprised by the scenario: the ghost and the world part.
#[test]
fn each_ghost_parts_from_its_world() {
    for misconception in all() {
        let (id, Some(name)) = (&misconception.id, &misconception.ghost) else { continue };
        let belief = Belief::by_id(name).unwrap_or_else(|| panic!("{id}: no belief is {name}"));
        let scenario = mailscope_lesson::load(&misconception.scenario).expect("it is shipped");
        let scenario = scenario.unwrap_or_else(|error| panic!("{id}: {error}"));
        let world = World::new(&scenario, scenario.seed());
        assert!(ghost(world, belief, scenario.until()).is_some(), "{id}: {name} never parts");
    }
}
