//! A scenario with something set otherwise, run to a moment: what claims and misconceptions are put
//! to the test by.

use core::fmt;

use mailscope_base::{Duration, Instant, limits};
use mailscope_sim::{Change, Variant, World, parse_span};
use serde::{Deserialize, Deserializer, de};

use crate::check::{Condition, Found};

/// What to run.
#[derive(Clone, Debug)]
pub(crate) struct Experiment<'a> {
    /// A shipped scenario.
    pub(crate) scenario: &'a str,
    /// What is set otherwise.
    pub(crate) change: &'a [Change],
    /// Up to when; nothing for the scenario's own end.
    pub(crate) until: Option<Span>,
}

impl Experiment<'_> {
    /// The world at the end. The error is a sentence.
    pub(crate) fn run(&self) -> Result<World, String> {
        let scenario = crate::load(self.scenario)
            .ok_or_else(|| format!("there is no scenario {:?}", self.scenario))?
            .map_err(|error| format!("{}: {error}", self.scenario))?;
        let variant = Variant { name: String::new(), changes: self.change.to_vec() };
        let scenario =
            scenario.with(&variant).map_err(|error| format!("{}: {error}", self.scenario))?;
        let mut world = World::new(&scenario, scenario.seed());
        let own_end = scenario.until();
        match self.until.map(|span| Instant::START + span.0).or(own_end) {
            Some(until) => world.run_until(until, limits::EVENTS_PER_RUN_MAX),
            None => world.settle(limits::EVENTS_PER_RUN_MAX),
        };
        Ok(world)
    }
}

/// What came of each condition, in order. The error names the one that cannot be asked.
pub(crate) fn check_all(
    conditions: &[Condition],
    field: &str,
    world: &World,
) -> Result<Vec<Found>, String> {
    let check = |(i, condition): (usize, &Condition)| {
        condition.check(world).map_err(|why| format!("{field} {}: {why}", i + 1))
    };
    conditions.iter().enumerate().map(check).collect()
}

/// A span of time as files write it: `90 s`, `6 h`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span(pub(crate) Duration);

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_span(&text).map(Self).map_err(de::Error::custom)
    }
}

/// What is wrong with a file below `lessons/`. The text names the file and the place in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    pub(crate) file: String,
    pub(crate) what: String,
}

impl FileError {
    pub(crate) fn new(file: &str, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), what: what.into() }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.what)
    }
}

impl core::error::Error for FileError {}

/// What is numbered and told in a file of its own.
pub(crate) trait Numbered {
    fn number(&self) -> u16;
}

/// Reads every file of a folder, in the order of their numbers.
pub(crate) fn read_all<T: Numbered>(
    folder: &include_dir::Dir<'_>,
    name: &str,
    read: impl Fn(&str, &str) -> Result<T, FileError>,
) -> Result<Vec<T>, FileError> {
    let mut all = Vec::new();
    for file in folder.files() {
        let path = format!("{name}/{}", file.path().display());
        if file.path().extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text =
            file.contents_utf8().ok_or_else(|| FileError::new(&path, "it is not in UTF-8"))?;
        all.push(read(&path, text)?);
    }
    all.sort_by_key(Numbered::number);
    Ok(all)
}
