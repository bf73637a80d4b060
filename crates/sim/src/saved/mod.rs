//! A run that was written down: the scenario, the seed and the actions, from which every byte
//! follows. As a file (`.mailscope`, JSON) and, the same in little, as a link. `docs/formats.md`
//! describes both.
//!
//! What is read here may come from anybody: whatever it is, reading it gives a run or a sentence.

mod error;
mod form;
mod link;
mod print;
mod replay;
#[cfg(test)]
mod tests;

use mailscope_base::limits;
use serde::Deserialize;

use crate::{History, Scenario, ScenarioError};

pub use error::{Difference, SavedRunError};
pub use form::SavedRun;
pub use replay::Replay;

/// The version of the format that this program writes, and the last one that it reads.
const VERSION: u32 = 1;
/// What a file says it is.
const KIND: &str = "run";

/// What every version of the format begins with.
#[derive(Deserialize)]
struct Head {
    mailscope: String,
    version: u32,
}

impl SavedRun {
    /// Writes down the present way of `history`, with where one is on it.
    pub fn of(history: &History) -> Self {
        form::write(history)
    }

    /// Reads a file.
    pub fn read(file: &[u8]) -> Result<Self, SavedRunError> {
        if file.len() > limits::RUN_FILE_OCTETS_MAX {
            return Err(SavedRunError::TooLarge);
        }
        let looks_like_one = file.iter().find(|octet| !octet.is_ascii_whitespace()) == Some(&b'{');
        let head: Head = serde_json::from_slice(file).map_err(|error| match error.classify() {
            serde_json::error::Category::Eof if looks_like_one => SavedRunError::CutShort,
            serde_json::error::Category::Syntax if looks_like_one => SavedRunError::Damaged,
            _ => SavedRunError::NotARun,
        })?;
        if head.mailscope != KIND {
            return Err(SavedRunError::NotARun);
        }
        if head.version > VERSION {
            return Err(SavedRunError::Newer(head.version));
        }
        let run: Self = serde_json::from_slice(file)
            .map_err(|error| SavedRunError::Content(error.to_string()))?;
        run.checked()
    }

    /// The run as a file.
    pub fn to_file(&self) -> Result<Vec<u8>, SavedRunError> {
        let mut file = serde_json::to_vec_pretty(self)
            .map_err(|error| SavedRunError::Content(error.to_string()))?;
        file.push(b'\n');
        if file.len() > limits::RUN_FILE_OCTETS_MAX {
            return Err(SavedRunError::TooLarge);
        }
        Ok(file)
    }

    /// Reads a link: what stands behind the `#` of an address, or the whole address.
    pub fn read_link(link: &str) -> Result<Self, SavedRunError> {
        let code = link.rsplit_once('#').map_or(link, |(_, fragment)| fragment).trim();
        let code = code.strip_prefix(LINK_PREFIX).ok_or(SavedRunError::NotARun)?;
        Self::read(&link::read(code)?)
    }

    /// The run as the fragment of an address, without the `#`.
    pub fn to_link(&self) -> Result<String, SavedRunError> {
        let text =
            serde_json::to_vec(self).map_err(|error| SavedRunError::Content(error.to_string()))?;
        Ok(format!("{LINK_PREFIX}{}", link::write(&text)?))
    }

    /// The scenario that it begins with. `shipped` finds those that need only a name.
    pub fn scenario(
        &self,
        shipped: impl Fn(&str) -> Option<Result<Scenario, ScenarioError>>,
    ) -> Result<Scenario, SavedRunError> {
        let scenario = match &self.scenario {
            form::SavedScenario::Shipped { name, .. } => {
                shipped(name).ok_or_else(|| SavedRunError::NoSuchScenario(name.clone()))?
            }
            form::SavedScenario::Whole { text, files } => {
                Scenario::parse(text, |name| files.get(name).map(|octets| octets.0.clone()))
            }
        };
        scenario.map_err(SavedRunError::Scenario)
    }
}

/// What tells a run from other things behind a `#`.
const LINK_PREFIX: &str = "run=";
