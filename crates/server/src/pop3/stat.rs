//! STAT.

use super::{Answer, Maildrop};

pub(super) fn run(maildrop: &Maildrop) -> Answer {
    // Command: RFC 1939 §5: a drop listing, `+OK nn mm`; marked messages do not count.
    let (count, octets) = maildrop.size();
    Answer::ok(format!("{count} {octets}"))
}
