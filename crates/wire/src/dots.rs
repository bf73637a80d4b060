//! Dots at the beginning of lines: what POP3 calls byte-stuffing (RFC 1939 §3) and SMTP transparency
//! (RFC 5321 §4.5.2).

use memchr::memmem;

use crate::imap::quote::Sink as _;

/// Writes `lines` with a dot more before each that begins with one, and a line end if the last has
/// none.
pub(crate) fn put_stuffed(out: &mut Vec<u8>, lines: &[u8]) {
    if lines.starts_with(b".") {
        out.put(b".");
    }
    // Lines that begin with a dot do not overlap: the dot cannot be the beginning of a line end.
    let mut written = 0;
    for at in memmem::find_iter(lines, b"\r\n.") {
        out.put(lines.get(written..at + 2).unwrap_or_default());
        out.put(b".");
        written = at + 2;
    }
    out.put(lines.get(written..).unwrap_or_default());
    if !lines.is_empty() && !lines.ends_with(b"\r\n") {
        out.put(b"\r\n");
    }
}

/// `lines` without the first dot of each that begins with one; nothing if none does, so that nothing
/// has to be copied. `line_start` is a line end with the dot behind it.
pub(crate) fn unstuffed(lines: &[u8], line_start: &[u8]) -> Option<Vec<u8>> {
    let mut dots =
        memmem::find_iter(lines, line_start).map(|at| at + line_start.len() - 1).peekable();
    let first = lines.starts_with(b".");
    if !first && dots.peek().is_none() {
        return None;
    }
    let mut out = Vec::with_capacity(lines.len());
    let mut done = usize::from(first);
    for dot in dots {
        // What follows the dot may be a dot, but begins no line.
        out.put(lines.get(done..dot).unwrap_or_default());
        done = dot + 1;
    }
    out.put(lines.get(done..).unwrap_or_default());
    Some(out)
}
