//! LOGOUT.

use mailscope_wire::imap::{Status, Untagged};

use super::{
    status::{bye, ok},
    tell,
};
use crate::ServerCx;

pub(super) fn run(cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.1.3, RFC 3501 §6.1.3: BYE comes before the tagged OK. Nothing is
    // expunged.
    tell(Untagged::Status(bye("goodbye")), None, cx);
    ok("LOGOUT completed")
}
