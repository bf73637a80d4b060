//! Lines and dot-terminated blocks out of a stream of octets.

use bytes::{Bytes, BytesMut};

/// A line had no end within the limit. It is skipped up to its end; the next line can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineTooLong;

/// Cuts a stream into lines, however it arrives. Every octet is looked at once.
///
/// CRLF ends a line. So does a bare LF: people at a terminal send it, servers understand it, and
/// the tree shows it as [`Kind::Lf`](crate::Kind::Lf). The end of a dot-terminated block is
/// strictly `CRLF . CRLF`, since reading it loosely is how a message smuggles in a second one.
#[derive(Clone, Debug)]
pub struct Framer {
    /// Octets that nobody has asked for yet.
    buffer: BytesMut,
    /// So many of them hold no line end.
    scanned: usize,
    /// So many of them hold no end of a dot-terminated block.
    scanned_block: usize,
    /// Octets of a line, its end included.
    line_octets_max: usize,
    /// A line that is too long is being skipped.
    skipping: bool,
}

impl Framer {
    /// Lines have at most `line_octets_max` octets, their end included.
    pub fn new(line_octets_max: usize) -> Self {
        Self {
            buffer: BytesMut::new(),
            scanned: 0,
            scanned_block: 0,
            line_octets_max,
            skipping: false,
        }
    }

    /// Lines from here on have at most `line_octets_max` octets, their end included.
    pub fn limit_lines(&mut self, line_octets_max: usize) {
        self.line_octets_max = line_octets_max;
    }

    /// Forgets what has arrived and is not read, and returns it.
    pub fn discard(&mut self) -> Bytes {
        self.skipping = false;
        self.take(self.buffer.len())
    }

    /// Octets have arrived.
    pub fn push(&mut self, octets: &[u8]) {
        self.buffer.extend_from_slice(octets);
    }

    /// How many octets wait for their end.
    pub fn pending(&self) -> usize {
        self.buffer.len()
    }

    /// The next line with its line end.
    pub fn next_line(&mut self) -> Option<Result<Bytes, LineTooLong>> {
        loop {
            let end = line_end(&self.buffer, &mut self.scanned);
            if self.skipping {
                let skipped = end.unwrap_or(self.buffer.len());
                drop(self.take(skipped));
                self.skipping = end.is_none();
                if self.skipping {
                    return None;
                }
                continue;
            }
            return match end {
                Some(end) if end <= self.line_octets_max => Some(Ok(self.take(end))),
                None if self.buffer.len() < self.line_octets_max => None,
                _ => {
                    self.skipping = true;
                    Some(Err(LineTooLong))
                }
            };
        }
    }

    /// The next response of POP3's multi-line shape (RFC 1939 §3): the status line, the
    /// byte-stuffed lines and the terminating `.` line in one piece; or the status line alone if it
    /// does not begin with `+OK`.
    ///
    /// A block has no limit here: the owner looks at [`Framer::pending`] and gives up when it has
    /// enough.
    pub fn next_dot_terminated(&mut self) -> Option<Bytes> {
        let status_end = line_end(&self.buffer, &mut self.scanned)?;
        let status = self.buffer.get(..3).unwrap_or_default();
        if !status.eq_ignore_ascii_case(b"+OK") {
            return Some(self.take(status_end));
        }
        if self.buffer.get(status_end..).is_some_and(|body| body.starts_with(b".\r\n")) {
            return Some(self.take(status_end + 3));
        }
        // The terminator may have begun in what was scanned before.
        let from = self.scanned_block.saturating_sub(4).max(status_end.saturating_sub(2));
        let rest = self.buffer.get(from..).unwrap_or_default();
        if let Some(at) = memchr::memmem::find(rest, b"\r\n.\r\n") {
            return Some(self.take(from + at + 5));
        }
        self.scanned_block = self.buffer.len();
        None
    }

    fn take(&mut self, end: usize) -> Bytes {
        self.scanned = 0;
        self.scanned_block = 0;
        self.buffer.split_to(end.min(self.buffer.len())).freeze()
    }
}

/// One past the first line end of `buffer`, behind the `scanned` octets that have been looked at. It is
/// kept where it was found, so a second question costs nothing.
pub(crate) fn line_end(buffer: &[u8], scanned: &mut usize) -> Option<usize> {
    let unseen = buffer.get(*scanned..).unwrap_or_default();
    if let Some(at) = memchr::memchr(b'\n', unseen) {
        *scanned += at;
        return Some(*scanned + 1);
    }
    *scanned = buffer.len();
    None
}
