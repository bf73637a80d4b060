//! What a mailbox is for (RFC 6154 §2).

/// A special use of a mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SpecialUse {
    /// Messages that are not finished.
    Drafts,
    /// Copies of sent messages.
    Sent,
    /// Messages that a person has deleted.
    Trash,
    /// Messages taken for junk.
    Junk,
    /// Messages put away.
    Archive,
    /// All messages marked as important, wherever they are.
    Flagged,
    /// All messages.
    All,
    /// Messages taken for important, wherever they are (RFC 8457 §3).
    Important,
}

impl SpecialUse {
    /// Every one of them.
    pub const EVERY: [Self; 8] = [
        Self::Drafts,
        Self::Sent,
        Self::Trash,
        Self::Junk,
        Self::Archive,
        Self::Flagged,
        Self::All,
        Self::Important,
    ];

    /// The one with that attribute, in any case.
    pub fn from_attribute(attribute: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|role| role.attribute().eq_ignore_ascii_case(attribute))
    }

    /// The attribute that LIST answers (RFC 6154 §2).
    pub const fn attribute(self) -> &'static str {
        match self {
            Self::Drafts => "\\Drafts",
            Self::Sent => "\\Sent",
            Self::Trash => "\\Trash",
            Self::Junk => "\\Junk",
            Self::Archive => "\\Archive",
            Self::Flagged => "\\Flagged",
            Self::All => "\\All",
            Self::Important => "\\Important",
        }
    }
}
