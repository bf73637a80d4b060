//! `sequence-set` (RFC 9051 §9): ranges of sequence numbers or UIDs.

use core::fmt;

/// One end of a range: a number or `*`, the largest in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bound {
    /// A number; not 0.
    Number(u32),
    /// `*`.
    Largest,
}

/// A non-empty list of ranges as written; `7` is the range `7:7`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SequenceSet(pub Vec<(Bound, Bound)>);

impl SequenceSet {
    /// The set of exactly `numbers`, neighbours joined into ranges; nothing if there are none.
    pub fn of(numbers: impl IntoIterator<Item = u32>) -> Option<Self> {
        let mut ranges: Vec<(Bound, Bound)> = Vec::new();
        for n in numbers {
            match ranges.last_mut() {
                Some((_, Bound::Number(last))) if last.checked_add(1) == Some(n) => *last = n,
                _ => ranges.push((Bound::Number(n), Bound::Number(n))),
            }
        }
        (!ranges.is_empty()).then_some(Self(ranges))
    }

    /// The ranges with `*` replaced by `largest` and each put in order: "2:4 and 4:2 are
    /// equivalent" (RFC 9051 §9). Without a largest number (an empty mailbox) `*` matches nothing.
    pub fn resolve(&self, largest: Option<u32>) -> impl Iterator<Item = (u32, u32)> {
        self.0.iter().filter_map(move |&(a, b)| {
            let number = |bound| match bound {
                Bound::Number(n) => Some(n),
                Bound::Largest => largest,
            };
            let (a, b) = (number(a)?, number(b)?);
            Some((a.min(b), a.max(b)))
        })
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(n) => n.fmt(f),
            Self::Largest => f.write_str("*"),
        }
    }
}

impl fmt::Display for SequenceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (a, b)) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(",")?;
            }
            if a == b {
                a.fmt(f)?;
            } else {
                write!(f, "{a}:{b}")?;
            }
        }
        Ok(())
    }
}
