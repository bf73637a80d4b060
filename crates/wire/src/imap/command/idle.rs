//! The end of IDLE (RFC 9051 §6.3.13, RFC 2177). The command itself is only its verb.

use crate::grammar::{In, Out, crlf, read, root, word};
use crate::{Diagnostic, Kind};

/// The line that ends IDLE.
pub const fn idle_done() -> &'static [u8] {
    b"DONE\r\n"
}

/// Whether `line` is the line that ends IDLE, in any case.
pub fn parse_idle_done(line: &[u8]) -> Result<(), Diagnostic> {
    read(line, idle_done_line)
}

/// ```abnf
/// idle = "IDLE" CRLF "DONE" ; RFC 9051 §9
/// ```
pub(crate) fn idle_done_line(input: In<'_>) -> Out<'_, ()> {
    root(Kind::Idle, |input| {
        let (rest, _) = word(Kind::IdleDone, "DONE")(input)?;
        crlf(rest)
    })(input)
}
