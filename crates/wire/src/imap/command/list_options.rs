//! Options of the extended LIST (RFC 9051 §6.3.9, RFC 5258, RFC 5819, RFC 6154).

use super::StatusItem;

/// `list-select-opt` (RFC 9051 §9): which mailboxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSelection {
    /// `SUBSCRIBED`.
    Subscribed,
    /// `REMOTE`.
    Remote,
    /// `RECURSIVEMATCH`.
    RecursiveMatch,
    /// `SPECIAL-USE` (RFC 6154 §3).
    SpecialUse,
}

/// `return-option` (RFC 9051 §9): what to tell of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListReturn {
    /// `SUBSCRIBED`.
    Subscribed,
    /// `CHILDREN`.
    Children,
    /// `SPECIAL-USE` (RFC 6154 §2).
    SpecialUse,
    /// `STATUS (…)` (RFC 5819).
    Status(Vec<StatusItem>),
}
