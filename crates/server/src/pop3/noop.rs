//! NOOP.

use super::Answer;

pub(super) fn run() -> Answer {
    // Command: RFC 1939 §5.
    Answer::ok("nothing done")
}
