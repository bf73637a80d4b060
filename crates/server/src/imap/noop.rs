//! NOOP.

use mailscope_wire::imap::Status;

use super::status::ok;

pub(super) fn run() -> Status {
    // Command: RFC 9051 §6.1.2, RFC 3501 §6.1.2. What others have changed is told after every
    // command.
    ok("NOOP completed")
}
