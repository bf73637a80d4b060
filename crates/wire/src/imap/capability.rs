//! `capability` (RFC 9051 §7.2.2).

use core::fmt;

/// A capability name; compared without regard to case.
#[derive(Clone, Debug)]
pub struct Capability(pub String);

impl PartialEq for Capability {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Capability {}

impl fmt::Display for Capability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
