//! Why a run cannot be read, and in what a run that was read plays differently here: one sentence
//! each.

use core::fmt;

use mailscope_base::limits;

use crate::{NotPossible, ScenarioError};

/// Why a file or a link is no run that can be played. Whoever gets it has lost nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedRunError {
    /// It is something else.
    NotARun,
    /// It was made by a newer program, in this version of the format.
    Newer(u32),
    /// Its end is missing.
    CutShort,
    /// It is not what was once written.
    Damaged,
    /// It is larger than any run that this program plays.
    TooLarge,
    /// The run is too large for a link; a file can hold it.
    TooLargeForALink,
    /// It says something that cannot be.
    Content(String),
    /// It begins with a shipped scenario that this program does not have.
    NoSuchScenario(String),
    /// It brings a scenario that cannot be used.
    Scenario(ScenarioError),
    /// Playing it goes beyond all bounds.
    TooMuch,
}

impl fmt::Display for SavedRunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotARun => f.write_str("this is no run of Mailscope"),
            Self::Newer(version) => write!(
                f,
                "the run has format version {version}, made by a newer Mailscope; this one reads \
                 version {}",
                super::VERSION
            ),
            Self::CutShort => f.write_str("the run is cut short: its end is missing"),
            Self::Damaged => f.write_str("the run is damaged: it is not as it was written"),
            Self::TooLarge => f.write_str("the run is larger than any that this program plays"),
            Self::TooLargeForALink => {
                f.write_str("the run is too large for a link; a file can hold it")
            }
            Self::Content(what) => write!(f, "the run cannot be read: {what}"),
            Self::NoSuchScenario(name) => {
                write!(f, "the run begins with the scenario {name:?}, which is not shipped here")
            }
            Self::Scenario(error) => write!(f, "the run brings its scenario, but {error}"),
            Self::TooMuch => write!(
                f,
                "playing the run was given up: more than {} turns, {} octets, or {} things at once",
                limits::RUN_TURNS_MAX,
                limits::RUN_OCTETS_MAX,
                limits::RUN_PENDING_MAX
            ),
        }
    }
}

impl core::error::Error for SavedRunError {}

/// In what a run plays differently here than where it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The version of the program that recorded it.
    pub program: String,
    /// Its actions are counted from 1; from this one on it differs, or before the first one for 0.
    pub from_action: usize,
    /// That action cannot be done here, for this reason.
    pub cannot: Option<NotPossible>,
    /// The shipped scenario is not the one of then.
    pub other_scenario: bool,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the run was recorded by Mailscope {} and plays differently here", self.program)?;
        match (self.from_action, self.cannot) {
            (0, _) => f.write_str(" from the beginning")?,
            (number, None) => write!(f, " from its action {number} on")?,
            (number, Some(why)) => write!(f, " from its action {number} on, which fails: {why}")?,
        }
        if self.other_scenario {
            f.write_str("; its scenario has changed since")?;
        }
        Ok(())
    }
}
