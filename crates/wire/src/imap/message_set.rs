//! The messages that a command is about.

use core::fmt;

use super::SequenceSet;

/// `sequence-set` of a command: numbers, or `$` for what the last SEARCH saved.
///
/// ```abnf
/// sequence-set =/ seq-last-command
/// seq-last-command = "$" ; RFC 9051 §9
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageSet {
    /// Sequence numbers or UIDs, as the command says.
    Listed(SequenceSet),
    /// `$`: the saved result of a search (RFC 9051 §6.4.4.1, RFC 5182).
    Saved,
}

impl From<SequenceSet> for MessageSet {
    fn from(set: SequenceSet) -> Self {
        Self::Listed(set)
    }
}

impl fmt::Display for MessageSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listed(set) => set.fmt(f),
            Self::Saved => f.write_str("$"),
        }
    }
}
