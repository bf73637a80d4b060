//! CAPABILITY.

use mailscope_wire::imap::{Capability, Status, Untagged};

use super::{status::ok, tell};
use crate::ServerCx;

/// What works here, and nothing else. RFC 6154 §2: `SPECIAL-USE` stands for options of the extended
/// LIST; the attributes need no announcement in a plain one.
pub const CAPABILITIES: [&str; 7] =
    ["IMAP4rev1", "LITERAL+", "IDLE", "UIDPLUS", "MOVE", "UNSELECT", "CHILDREN"];

/// The same, typed.
pub(super) fn all() -> Vec<Capability> {
    CAPABILITIES.iter().map(|&name| Capability(name.to_owned())).collect()
}

pub(super) fn run(cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.1.1, RFC 3501 §6.1.1.
    tell(Untagged::Capability(all()), None, cx);
    ok("CAPABILITY completed")
}
