//! CAPABILITY.

use mailscope_wire::imap::{Capability, Status, Untagged};

use super::{status::ok, tell};
use crate::ServerCx;

/// What works here, and nothing else.
pub const CAPABILITIES: [&str; 8] =
    ["IMAP4rev1", "LITERAL+", "IDLE", "UIDPLUS", "MOVE", "UNSELECT", "SPECIAL-USE", "CHILDREN"];

/// The same, typed.
pub(super) fn all() -> Vec<Capability> {
    CAPABILITIES.iter().map(|&name| Capability(name.to_owned())).collect()
}

pub(super) fn run(cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.1.1, RFC 3501 §6.1.1.
    tell(Untagged::Capability(all()), None, cx);
    ok("CAPABILITY completed")
}
