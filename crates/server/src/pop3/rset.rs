//! RSET.

use super::{Answer, Maildrop};

pub(super) fn run(maildrop: &mut Maildrop) -> Answer {
    // Command: RFC 1939 §5: takes all marks away.
    maildrop.unmark_all();
    let (count, octets) = maildrop.size();
    Answer::ok(format!("maildrop has {count} messages ({octets} octets)"))
}
