//! RSET.

use super::{Answer, Maildrop};

pub(super) fn run(maildrop: &mut Maildrop) -> Answer {
    // Command: RFC 1939 §5: takes all marks away.
    maildrop.reset();
    Answer::ok(format!("maildrop has {}", maildrop.described()))
}
