//! What a scenario says to people.

use serde::Deserialize;

/// The same words in the two languages of the program. Data of a lesson, not of the program: they
/// stand in its file, not among the program's texts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In English.
    pub en: String,
    /// In German.
    pub de: String,
}

impl Words {
    /// The words in the language with this tag (RFC 5646): German for `de` and what begins with
    /// `de-`, English for any other.
    pub fn of(&self, language: &str) -> &str {
        let primary = language.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("de") { &self.de } else { &self.en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_primary_subtag_decides() {
        let words = Words { en: "Mail".into(), de: "Post".into() };
        for (tag, expected) in
            [("de", "Post"), ("de-AT", "Post"), ("DE", "Post"), ("en", "Mail"), ("den", "Mail")]
        {
            assert_eq!(words.of(tag), expected, "{tag}");
        }
    }
}
