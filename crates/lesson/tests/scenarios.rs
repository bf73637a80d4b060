//! Every shipped scenario tells its story: what it plans can be done, its texts are there, and the
//! page about scenarios lists it.

#![allow(clippy::expect_used, reason = "a test says what it expects")]
#![allow(clippy::disallowed_methods, reason = "the page is a file")]

use std::fmt::Write as _;
use std::path::PathBuf;

use mailscope_base::limits;
use mailscope_lesson::{load, names};
use mailscope_sim::{Fact, Scenario, World};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scenario(name: &str) -> Scenario {
    let scenario = load(name).expect("a shipped scenario is there");
    scenario.unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn what_is_planned_can_be_done() {
    for name in names() {
        let scenario = scenario(name);
        let mut world = World::new(&scenario, scenario.seed());
        match scenario.until() {
            Some(until) => world.run_until(until, limits::EVENTS_PER_RUN_MAX),
            None => world.settle(limits::EVENTS_PER_RUN_MAX),
        };
        for entry in world.trace().iter() {
            if let Fact::CouldNot(why) = &entry.fact {
                panic!("{name}: at {:?} something planned could not be done: {why}", entry.at);
            }
        }
    }
}

#[test]
fn each_says_first_what_it_shows() {
    for name in names() {
        let file = root().join("lessons/scenarios").join(name).join("scenario.toml");
        let text = std::fs::read_to_string(file).expect("it can be read");
        assert!(text.starts_with("# "), "{name} begins with what it shows");
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest.is_some_and(|longest| longest <= 120), "{name}: {longest:?} columns");
    }
}

/// What is built in travels to every browser.
#[test]
fn what_is_built_in_is_small() {
    fn octets(folder: PathBuf) -> u64 {
        let entries = std::fs::read_dir(folder).expect("it can be read");
        let sizes = entries.map(|entry| {
            let entry = entry.expect("it can be read");
            let about = entry.metadata().expect("it can be read");
            if about.is_dir() { octets(entry.path()) } else { about.len() }
        });
        sizes.sum()
    }
    let octets = octets(root().join("lessons"));
    assert!(octets < 400 * 1024, "{octets} octets");
}

const HEADING: &str = "## The shipped scenarios\n";

/// The table is written by `UPDATE_SCENARIOS=1 cargo test -p mailscope-lesson --test scenarios`.
#[test]
fn the_page_lists_them() {
    let file = root().join("docs/scenarios.md");
    let page = std::fs::read_to_string(&file).expect("it can be read");
    let (before, rest) = page.split_once(HEADING).unwrap_or((&page, ""));
    let after = rest.find("\n## ").and_then(|next| rest.get(next..)).unwrap_or_default();
    let mut made = format!("{before}{HEADING}\n| name | what it shows |\n| --- | --- |\n");
    for name in names() {
        let scenario = scenario(name);
        let (title, about) = (scenario.title(), scenario.about());
        let (title, about) = title.zip(about).expect("it says what it shows");
        let stop = if title.en.ends_with(['?', '!']) { "" } else { "." };
        let _ = writeln!(made, "| `{name}` | **{}{stop}** {} |", title.en, about.en);
    }
    made.push_str(after);
    if std::env::var_os("UPDATE_SCENARIOS").is_some() {
        std::fs::write(&file, &made).expect("it can be written");
    } else {
        assert_eq!(page, made, "UPDATE_SCENARIOS=1 writes the table");
    }
}
