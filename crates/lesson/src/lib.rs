//! The shipped scenarios with their mail, and what they are to show: claims, misconceptions, and the
//! conditions that put them to the test. Built into the program, so that it works from one file and
//! offline.
//!
//! Not here: Rust that knows a scenario. Everything is data below `lessons/`, and [`load`] is how a
//! program gets at it.

pub mod check;
pub mod claim;
mod experiment;
pub mod misconception;

use bytes::Bytes;
use include_dir::{Dir, File, include_dir};
use mailscope_sim::{Scenario, ScenarioError};
use serde::Deserialize;

pub use experiment::FileError;
pub use mailscope_sim::Words;

static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lessons/scenarios");
static MAIL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lessons/mail");

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
    let file = |path: &str| match path.strip_prefix('/') {
        Some(_) => shared(path),
        None => SCENARIOS.get_file(format!("{name}/{path}")).map(octets),
    };
    Some(Scenario::parse(text, file).map(|scenario| scenario.shipped_as(name)))
}

/// What a shipped scenario says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Heading {
    /// What it is called.
    pub title: Words,
    /// What it shows, in a sentence.
    pub about: Words,
}

/// What the shipped scenario of that name says of itself, without reading the rest of it; nothing if there
/// is none.
pub fn heading(name: &str) -> Option<Heading> {
    let text = SCENARIOS.get_file(format!("{name}/scenario.toml"))?.contents_utf8()?;
    toml::from_str(text).ok()
}

/// A mail that every scenario can name, also one that somebody else wrote: `/mail/NAME.eml`, or
/// `/SCENARIO/…` for what belongs to a shipped scenario. Nothing if there is none.
pub fn shared(path: &str) -> Option<Bytes> {
    let path = path.strip_prefix('/')?;
    match path.strip_prefix("mail/") {
        Some(name) => MAIL.get_file(name).map(octets),
        None => SCENARIOS.get_file(path).map(octets),
    }
}

fn octets(file: &'static File<'static>) -> Bytes {
    Bytes::from_static(file.contents())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scenario_loads_and_the_first_is_among_them() {
        assert!(names().contains(&FIRST));
        for name in names() {
            let scenario = load(name).expect(name);
            let scenario = scenario.unwrap_or_else(|error| panic!("{name}: {error}"));
            for words in [scenario.title(), scenario.about()] {
                let words =
                    words.unwrap_or_else(|| panic!("{name} has a title and says what it shows"));
                assert!(words.is_complete(), "{name}, in both languages");
            }
            let heading = heading(name).expect(name);
            let own = (scenario.title().cloned(), scenario.about().cloned());
            assert_eq!(own, (Some(heading.title), Some(heading.about)));
        }
    }

    #[test]
    fn every_shared_mail_is_used_and_can_be_named_from_anywhere() {
        let texts: Vec<_> = names()
            .into_iter()
            .filter_map(|name| SCENARIOS.get_file(format!("{name}/scenario.toml"))?.contents_utf8())
            .collect();
        for file in MAIL.files() {
            let name = format!("/mail/{}", file.path().display());
            assert!(shared(&name).is_some(), "{name}");
            assert!(texts.iter().any(|text| text.contains(&name)), "{name} is in no scenario");
            let mail = file.contents_utf8().expect("a mail in UTF-8");
            assert!(
                mail.lines().count() == mail.matches("\r\n").count(),
                "{name} ends lines in CRLF"
            );
        }
    }
}
