//! NOOP.

use mailscope_wire::smtp::Reply;

use super::answer;

pub(super) fn run() -> Reply {
    // Command: RFC 5321 §4.1.1.9.
    answer(250, (0, 0), "done nothing")
}
