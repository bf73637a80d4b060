//! `objectid` (RFC 8474 §7).

use core::fmt;
use std::sync::Arc;

/// An identifier that a server chose: 1 to 255 of letters, digits, `_` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ObjectId(Arc<str>);

impl ObjectId {
    /// The identifier spelled `text`, if the grammar allows it.
    ///
    /// ```abnf
    /// objectid = 1*255(ALPHA / DIGIT / "_" / "-") ; RFC 8474 §7
    /// ```
    pub fn new(text: &str) -> Option<Self> {
        let fits = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'_' | b'-');
        ((1..=255).contains(&text.len()) && text.bytes().all(fits)).then(|| Self(text.into()))
    }

    /// The identifier of a letter, which says what it names, and a number.
    pub fn numbered(letter: char, number: u64) -> Self {
        let letter = if letter.is_ascii_alphanumeric() { letter } else { '_' };
        Self(format!("{letter}{number}").into())
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
