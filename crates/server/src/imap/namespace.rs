//! NAMESPACE.

use mailscope_store::DELIMITER;
use mailscope_wire::imap::{Namespace, Status, Untagged};

use super::{status::ok, tell};
use crate::ServerCx;

pub(super) fn run(cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.3.10, RFC 2342 §5: everybody has mailboxes of their own and no others.
    let personal = vec![Namespace { prefix: String::new(), delimiter: Some(DELIMITER) }];
    tell(Untagged::Namespace { personal, other: Vec::new(), shared: Vec::new() }, None, cx);
    ok("NAMESPACE completed")
}
