//! Parameters of SELECT and EXAMINE (RFC 7162).

use mailscope_base::{ModSeq, UidValidity};

use crate::imap::SequenceSet;

/// `select-params` (RFC 4466 §2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectParams {
    /// `CONDSTORE` (RFC 7162 §3.1.8).
    pub condstore: bool,
    /// `QRESYNC (…)` (RFC 7162 §3.2.5).
    pub qresync: Option<Box<QresyncParam>>,
}

/// What a returning client knows (RFC 7162 §3.2.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QresyncParam {
    /// The last known UIDVALIDITY.
    pub validity: UidValidity,
    /// The last known modification sequence.
    pub modseq: ModSeq,
    /// The UIDs that it knows.
    pub known_uids: Option<SequenceSet>,
    /// Sequence numbers and the UIDs they had.
    pub seq_match: Option<(SequenceSet, SequenceSet)>,
}
