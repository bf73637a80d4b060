//! ENABLE.

use mailscope_wire::imap::{Capability, Status, Untagged};

use super::{ImapServer, status::ok, tell};
use crate::ServerCx;

pub(super) fn run(
    session: &mut ImapServer,
    wanted: &[Capability],
    cx: &mut ServerCx<'_>,
) -> Status {
    // Command: RFC 9051 §6.3.1, RFC 5161 §3.1: what is unknown or needs no enabling is ignored;
    // ENABLED comes in any case and names only what this command has enabled.
    let newly = wanted.iter().filter_map(|capability| session.enabled.enable(&capability.0));
    let newly = newly.map(|name| Capability(name.to_owned())).collect();
    tell(Untagged::Enabled(newly), None, cx);
    ok("ENABLE completed")
}
