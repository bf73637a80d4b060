//! SEARCH, ESEARCH, SORT and THREAD (RFC 9051 §7.3.4, RFC 3501 §7.2.5, RFC 5256 §4).

use mailscope_base::ModSeq;

use crate::imap::{SequenceSet, Tag};

/// `esearch-response` (RFC 9051 §7.3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Esearch {
    /// `search-correlator`: the command's tag.
    pub tag: Option<Tag>,
    /// Whether the numbers are UIDs.
    pub uid: bool,
    /// `MIN`.
    pub min: Option<u32>,
    /// `MAX`.
    pub max: Option<u32>,
    /// `ALL`; none if it was not asked or nothing was found.
    pub all: Option<SequenceSet>,
    /// `COUNT`.
    pub count: Option<u32>,
    /// `MODSEQ`: the highest of what was found (RFC 7162 §3.1.10).
    pub modseq: Option<ModSeq>,
}

/// `SEARCH` or `SORT` with numbers in their order (RFC 3501 §7.2.5, RFC 5256 §4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Sequence numbers or UIDs.
    pub numbers: Vec<u32>,
    /// `(MODSEQ n)`: the highest of what was found (RFC 7162 §3.1.5).
    pub modseq: Option<ModSeq>,
}

/// One thread or part of one (RFC 5256 §4): messages each of which is the only child of the one
/// before, and then the branches below the last of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// Sequence numbers or UIDs; empty where the common parent is not there.
    pub messages: Vec<u32>,
    /// None, or at least two.
    pub branches: Vec<Thread>,
}
