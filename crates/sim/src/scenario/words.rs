//! What a scenario says to people.

use serde::Deserialize;

/// The same words in both languages. Data of a lesson, not of the program: they stand in its file,
/// not among the program's texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In German.
    pub de: String,
}

impl Words {
    /// Whether there are words in both.
    pub fn is_complete(&self) -> bool {
        !self.en.trim().is_empty() && !self.de.trim().is_empty()
    }
}
