//! CAPA.

use super::Answer;

/// What works here, and nothing else: RFC 2449 §6.2 (USER), §6.8 (UIDL), §6.6 (PIPELINING),
/// §6.4 (RESP-CODES).
pub(super) const CAPABILITIES: [&str; 4] = ["USER", "RESP-CODES", "PIPELINING", "UIDL"];

pub(super) fn run() -> Answer {
    // Command: RFC 2449 §5.
    Answer::ok("capability list follows").with_lines(CAPABILITIES)
}
