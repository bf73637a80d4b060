//! CHECK.

use mailscope_wire::imap::Status;

use super::status::ok;

pub(super) fn run() -> Status {
    // Command: RFC 3501 §6.4.1: housekeeping, of which this store has none; then it is NOOP. RFC
    // 9051 Appendix E has no CHECK any more.
    ok("CHECK completed")
}
