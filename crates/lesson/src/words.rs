//! Texts that a lesson's file brings along, in both languages.

use serde::Deserialize;

/// The same in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In German.
    pub de: String,
}

impl Words {
    /// Whether there is a text in both.
    pub fn is_complete(&self) -> bool {
        !self.en.trim().is_empty() && !self.de.trim().is_empty()
    }
}
