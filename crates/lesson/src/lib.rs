//! The shipped scenarios with their mail, built into the program so that it works from one file and
//! offline.
//!
//! Not here: Rust that knows a scenario. Everything is data below `lessons/`, and [`load`] is how a
//! program gets at it.

use include_dir::{Dir, include_dir};
use mailscope_sim::{Scenario, ScenarioError};

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lessons/scenarios");

/// The scenario that a first visit opens.
pub const FIRST: &str = "first-day";

/// The names of the shipped scenarios, in alphabetical order.
pub fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = SCENARIOS.dirs().filter_map(|dir| dir.path().to_str()).collect();
    names.sort_unstable();
    names
}

/// Loads the shipped scenario of that name; nothing if there is none.
pub fn load(name: &str) -> Option<Result<Scenario, ScenarioError>> {
    let text = SCENARIOS.get_file(format!("{name}/scenario.toml"))?.contents_utf8()?;
    let file = |path: &str| {
        let file = SCENARIOS.get_file(format!("{name}/{path}"))?;
        Some(bytes::Bytes::from_static(file.contents()))
    };
    Some(Scenario::parse(text, file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scenario_loads_and_the_first_is_among_them() {
        assert!(names().contains(&FIRST));
        for name in names() {
            let scenario = load(name).expect(name);
            assert!(scenario.is_ok(), "{name}: {}", scenario.unwrap_err());
        }
    }
}
