//! Message flags: the system flags of RFC 9051 §2.3.2 and keywords.

use core::cmp::Ordering;
use core::fmt;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A keyword: an atom chosen by a client. Compared without regard to ASCII case, kept as first
/// written.
#[derive(Clone, Debug)]
pub struct Keyword(Arc<str>);

impl Keyword {
    /// The keyword spelled `name`; the caller has checked that it is an atom (RFC 9051 §9,
    /// `flag-keyword`).
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// As first written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Keyword {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Keyword {}

impl PartialOrd for Keyword {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Keyword {
    fn cmp(&self, other: &Self) -> Ordering {
        let lower = |k: &Self| k.0.bytes().map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>();
        lower(self).cmp(&lower(other))
    }
}

/// One flag of a message (RFC 9051 §2.3.2). `\Recent` belongs to a session, not to a message, so it
/// is not here.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flag {
    /// `\Seen`: the message has been read.
    Seen,
    /// `\Answered`: the message has been answered.
    Answered,
    /// `\Flagged`: the message asks for attention.
    Flagged,
    /// `\Deleted`: the message is marked for removal by a later EXPUNGE.
    Deleted,
    /// `\Draft`: the message is not finished.
    Draft,
    /// A keyword.
    Keyword(Keyword),
}

impl Flag {
    /// The system flags in the order in which answers list them.
    pub const SYSTEM: [Self; 5] =
        [Self::Answered, Self::Flagged, Self::Deleted, Self::Seen, Self::Draft];

    /// The flag's spelling on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Seen => "\\Seen",
            Self::Answered => "\\Answered",
            Self::Flagged => "\\Flagged",
            Self::Deleted => "\\Deleted",
            Self::Draft => "\\Draft",
            Self::Keyword(keyword) => keyword.as_str(),
        }
    }

    const fn bit(&self) -> u8 {
        match self {
            Self::Seen => 1,
            Self::Answered => 2,
            Self::Flagged => 4,
            Self::Deleted => 8,
            Self::Draft => 16,
            Self::Keyword(_) => 0,
        }
    }
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of flags. Cheap to copy while it holds no keyword.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    system: u8,
    keywords: BTreeSet<Keyword>,
}

impl Flags {
    /// No flag.
    pub const NONE: Self = Self { system: 0, keywords: BTreeSet::new() };

    /// Whether `flag` is set.
    pub fn contains(&self, flag: &Flag) -> bool {
        match flag {
            Flag::Keyword(keyword) => self.keywords.contains(keyword),
            system => self.system & system.bit() != 0,
        }
    }

    /// Sets `flag`; tells whether that changed anything.
    pub fn insert(&mut self, flag: Flag) -> bool {
        let before = self.system;
        match flag {
            Flag::Keyword(keyword) => return self.keywords.insert(keyword),
            system => self.system |= system.bit(),
        }
        self.system != before
    }

    /// Clears `flag`; tells whether that changed anything.
    pub fn remove(&mut self, flag: &Flag) -> bool {
        let before = self.system;
        match flag {
            Flag::Keyword(keyword) => return self.keywords.remove(keyword),
            system => self.system &= !system.bit(),
        }
        self.system != before
    }

    /// The flags, system flags first, in a fixed order.
    pub fn iter(&self) -> impl Iterator<Item = Flag> {
        Flag::SYSTEM
            .into_iter()
            .filter(|flag| self.system & flag.bit() != 0)
            .chain(self.keywords.iter().cloned().map(Flag::Keyword))
    }

    /// The spellings of [`Self::iter`].
    pub fn names(&self) -> impl Iterator<Item = &str> {
        const SPELLINGS: &[(u8, &str)] = &[
            (Flag::Answered.bit(), "\\Answered"),
            (Flag::Flagged.bit(), "\\Flagged"),
            (Flag::Deleted.bit(), "\\Deleted"),
            (Flag::Seen.bit(), "\\Seen"),
            (Flag::Draft.bit(), "\\Draft"),
        ];
        SPELLINGS
            .iter()
            .filter(|(bit, _)| self.system & bit != 0)
            .map(|(_, name)| *name)
            .chain(self.keywords.iter().map(Keyword::as_str))
    }

    /// Whether no flag is set.
    pub fn is_empty(&self) -> bool {
        self.system == 0 && self.keywords.is_empty()
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(iter: I) -> Self {
        let mut flags = Self::NONE;
        for flag in iter {
            flags.insert(flag);
        }
        flags
    }
}

/// As IMAP writes it: `(\Seen \Flagged)`.
impl fmt::Display for Flags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(")?;
        for (i, flag) in self.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            f.write_str(flag.as_str())?;
        }
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_ignore_case_and_keep_their_spelling() {
        let mut flags = Flags::NONE;
        assert!(flags.insert(Flag::Keyword(Keyword::new("$Junk"))));
        assert!(!flags.insert(Flag::Keyword(Keyword::new("$JUNK"))));
        assert!(flags.insert(Flag::Seen));
        assert_eq!(flags.to_string(), "(\\Seen $Junk)");
        assert!(flags.remove(&Flag::Keyword(Keyword::new("$junk"))));
        assert!(!flags.remove(&Flag::Flagged));
        assert_eq!(flags, [Flag::Seen].into_iter().collect());
    }
}
