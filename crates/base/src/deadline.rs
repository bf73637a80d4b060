//! When somebody has to be woken, and why.

use crate::Instant;

/// Why a deadline exists: an id that the texts explain, such as `poll-interval`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reason(pub &'static str);

/// A moment at which an endpoint or a device wants to be woken. The learner sees the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// When.
    pub at: Instant,
    /// Why.
    pub reason: Reason,
}
