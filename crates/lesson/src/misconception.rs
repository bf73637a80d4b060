//! What people wrongly believe about mail, and a scenario that shows what is true instead.

use include_dir::{Dir, include_dir};
use mailscope_sim::Change;
use serde::Deserialize;

use crate::check::{Condition, Found};
use crate::experiment::{Experiment, Numbered, Span, check_all, read_all};
use crate::{FileError, Words};

static MISCONCEPTIONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lessons/misconceptions");

/// A misconception, with the runs that show otherwise.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Misconception {
    /// Its name, which never changes.
    pub id: String,
    /// Its number, counted from 1.
    pub number: u16,
    /// What people believe.
    pub believes: Words,
    /// What is true.
    pub truth: Words,
    /// The question that asks for a prediction.
    pub ask: Words,
    /// The scenario that shows it.
    pub scenario: String,
    /// The belief that can be run beside the world.
    pub ghost: Option<String>,
    case: Vec<Case>,
    #[serde(skip)]
    file: String,
}

/// One run.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: Option<Words>,
    /// Another scenario than the misconception's.
    scenario: Option<String>,
    #[serde(default)]
    change: Vec<Change>,
    until: Option<Span>,
    expect: Vec<Condition>,
}

/// What came of a run.
#[derive(Clone, Debug)]
pub struct Shown {
    /// What people call the run, where there are several.
    pub name: Option<Words>,
    /// What came of each expectation.
    pub found: Vec<Found>,
}

/// Every misconception, in the order of their numbers.
pub fn all() -> Result<Vec<Misconception>, FileError> {
    read_all(&MISCONCEPTIONS, "misconceptions", Misconception::parse)
}

impl Misconception {
    /// Reads a misconception from the text of a file of that name.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        let read = toml::from_str::<Self>(text);
        let one = read.map_err(|error| FileError::new(file, error.to_string()))?;
        let wrong = |what: &str| Err(FileError::new(file, what));
        if one.case.is_empty() || one.case.iter().any(|case| case.expect.is_empty()) {
            return wrong("it has no case, or one that expects nothing");
        }
        if !one.case.iter().flat_map(|case| &case.expect).any(Condition::asks_why) {
            return wrong("no expectation asks why");
        }
        let names = one.case.iter().filter_map(|case| case.name.as_ref());
        if ![&one.believes, &one.truth, &one.ask].into_iter().chain(names).all(Words::is_complete) {
            return wrong("a text is missing in one of the languages");
        }
        Ok(Self { file: file.to_owned(), ..one })
    }

    /// Runs every case and tells what was found.
    pub fn show(&self) -> Result<Vec<Shown>, FileError> {
        let wrong = |(i, what)| FileError::new(&self.file, format!("case {}: {what}", i + 1));
        let runs = self.case.iter().enumerate();
        runs.map(|(i, case)| case.run(&self.scenario).map_err(|what| wrong((i, what)))).collect()
    }
}

impl Case {
    fn run(&self, usual: &str) -> Result<Shown, String> {
        let scenario = self.scenario.as_deref().unwrap_or(usual);
        let world = Experiment { scenario, change: &self.change, until: self.until }.run()?;
        Ok(Shown { name: self.name.clone(), found: check_all(&self.expect, "expect", &world)? })
    }
}

impl Numbered for Misconception {
    fn number(&self) -> u16 {
        self.number
    }
}
