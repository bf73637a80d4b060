//! Lines, replies, messages and chunks out of a stream of octets.

use bytes::{Bytes, BytesMut};
use mailscope_base::limits;
use memchr::memmem;

use super::data::{DataEnd, Dot, unstuff};
use crate::LineTooLong;
use crate::framer::line_end;

/// A message or a chunk was larger than its reader allows. It has been skipped up to its end; what
/// comes next can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// How many octets it had, as RFC 1870 §3 counts them.
    pub octets: u64,
}

/// A message after DATA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailData {
    /// As it came over the wire, with the line that ends it.
    pub frame: Bytes,
    /// Without that line, and without the dots that transparency adds (RFC 5321 §4.5.2). It shares
    /// the octets of `frame` if there are no such dots.
    pub content: Bytes,
}

/// What is being thrown away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Skipping {
    Nothing,
    /// A line that is too long.
    Line,
    /// A message that is too large.
    Data,
    /// A chunk that is too large, and so many octets of it are left.
    Chunk {
        octets: u64,
        left: u64,
    },
}

/// Cuts a stream into what its owner knows to come next, however it arrives: [`Framer::next_line`],
/// [`Framer::next_reply`], [`Framer::next_data`] or [`Framer::next_chunk`]. Every octet is looked at
/// once.
#[derive(Clone, Debug)]
pub struct Framer {
    /// Octets that nobody has taken yet.
    buffer: BytesMut,
    skipping: Skipping,
    /// So many octets of the buffer hold no line end.
    scanned: usize,
    /// Where the line of a reply begins that has not ended yet.
    line_start: usize,
    data: DataProgress,
}

/// How far a message has been looked through.
#[derive(Clone, Copy, Debug, Default)]
struct DataProgress {
    /// So many octets of the buffer are looked through.
    scanned: usize,
    /// Octets of the message that are no longer in the buffer.
    skipped: u64,
    /// Dots so far that do not belong to the content.
    dots: u64,
    /// Something of the message has been looked at, so its first line has begun.
    begun: bool,
}

impl Default for Framer {
    fn default() -> Self {
        Self::new()
    }
}

impl Framer {
    /// A stream of which nothing has arrived.
    pub fn new() -> Self {
        Self {
            buffer: BytesMut::new(),
            skipping: Skipping::Nothing,
            scanned: 0,
            line_start: 0,
            data: DataProgress::default(),
        }
    }

    /// Octets have arrived.
    pub fn push(&mut self, octets: &[u8]) {
        self.buffer.extend_from_slice(octets);
    }

    /// How many octets nobody has taken yet.
    pub fn pending(&self) -> usize {
        self.buffer.len()
    }

    /// Throws away what nobody has taken: what was said before TLS must not count within it (RFC
    /// 3207 §4.2, §5).
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Takes what nobody has taken, to throw it away before everybody's eyes.
    pub fn take_rest(&mut self) -> Bytes {
        core::mem::take(self).buffer.freeze()
    }

    /// The next command line with its line end. A bare LF is cut like a line end, so that it can be
    /// refused at once: it is none (RFC 5321 §2.3.8), and
    /// [`Command::parse`](super::Command::parse) says so.
    pub fn next_line(&mut self) -> Option<Result<Bytes, LineTooLong>> {
        loop {
            if !matches!(self.skipping, Skipping::Nothing | Skipping::Line) {
                return None;
            }
            let end = line_end(&self.buffer, &mut self.scanned);
            if self.skipping == Skipping::Line {
                drop(self.take(end.unwrap_or(self.buffer.len())));
                end?;
                self.skipping = Skipping::Nothing;
                continue;
            }
            return match end {
                Some(end) if end <= limits::SMTP_COMMAND_OCTETS_MAX => Some(Ok(self.take(end))),
                None if self.buffer.len() < limits::SMTP_COMMAND_OCTETS_MAX => None,
                _ => {
                    self.skipping = Skipping::Line;
                    Some(Err(LineTooLong))
                }
            };
        }
    }

    /// All lines of the next reply. After an error, nothing more can be read: the client hangs up.
    pub fn next_reply(&mut self) -> Option<Result<Bytes, LineTooLong>> {
        while let Some(end) = line_end(&self.buffer, &mut self.scanned) {
            let line = self.buffer.get(self.line_start..end).unwrap_or_default();
            // A hyphen behind the code says that more lines follow (RFC 5321 §4.2.1).
            let is_last = line.get(3) != Some(&b'-');
            self.line_start = end;
            self.scanned = end;
            if end > limits::SMTP_REPLY_OCTETS_MAX {
                break;
            }
            if is_last {
                return Some(Ok(self.take(end)));
            }
        }
        if self.buffer.len() <= limits::SMTP_REPLY_OCTETS_MAX {
            return None;
        }
        self.clear();
        Some(Err(LineTooLong))
    }

    /// The message after DATA, when it has ended. One with more than `octets_max` octets of content is
    /// thrown away as it comes.
    pub fn next_data(
        &mut self,
        octets_max: usize,
        end: DataEnd,
    ) -> Option<Result<MailData, TooLarge>> {
        let dot = self.find_data_end(end);
        let content = match dot {
            Some((dot, _)) => dot,
            None => self.data.scanned,
        };
        let octets = (self.data.skipped + content as u64).saturating_sub(self.data.dots);
        if octets > octets_max as u64 {
            self.skipping = Skipping::Data;
        }
        let Some((dot, line_end)) = dot else {
            if self.skipping == Skipping::Data {
                self.data.skipped += self.data.scanned as u64;
                drop(self.buffer.split_to(self.data.scanned));
                self.data.scanned = 0;
            }
            return None;
        };
        let has_dots = self.data.dots > 0;
        let frame = self.take(dot + 1 + line_end);
        if core::mem::replace(&mut self.skipping, Skipping::Nothing) == Skipping::Data {
            return Some(Err(TooLarge { octets }));
        }
        let lines = frame.slice(..dot);
        let content = if has_dots { unstuff(&lines, end) } else { lines };
        Some(Ok(MailData { frame, content }))
    }

    /// The chunk of `octets` after BDAT, when it is complete; the size is said anew with each call. One
    /// larger than `octets_max` is thrown away as it comes (RFC 3030 §2: it has to be read in any case).
    pub fn next_chunk(
        &mut self,
        octets: u64,
        octets_max: usize,
    ) -> Option<Result<Bytes, TooLarge>> {
        let (size, left) = match (self.skipping, usize::try_from(octets)) {
            (Skipping::Chunk { octets, left }, _) => (octets, left),
            (_, Ok(whole)) if whole <= octets_max => {
                return (self.buffer.len() >= whole).then(|| Ok(self.take(whole)));
            }
            _ => (octets, octets),
        };
        let here = usize::try_from(left).unwrap_or(usize::MAX).min(self.buffer.len());
        drop(self.take(here));
        let left = left - here as u64;
        if left > 0 {
            self.skipping = Skipping::Chunk { octets: size, left };
            return None;
        }
        self.skipping = Skipping::Nothing;
        Some(Err(TooLarge { octets: size }))
    }

    /// The dot that ends the message and the length of the line end behind it.
    fn find_data_end(&mut self, end: DataEnd) -> Option<(usize, usize)> {
        let pattern = end.dot_at_line_start();
        // The first line has its line end in the line of the command.
        let first = (!self.data.begun && self.buffer.starts_with(b".")).then_some(0);
        let from = self.data.scanned;
        let unseen = self.buffer.get(from..).unwrap_or_default();
        let others = memmem::find_iter(unseen, pattern).map(|at| from + at + pattern.len() - 1);
        let mut dots = 0;
        for dot in first.into_iter().chain(others) {
            match end.judge(self.buffer.get(dot + 1..).unwrap_or_default()) {
                Dot::Ends { line_end } => {
                    self.data.dots += dots;
                    return Some((dot, line_end));
                }
                Dot::Stuffed => dots += 1,
                Dot::Open => {
                    // Found again when more has arrived.
                    self.data.dots += dots;
                    self.data.scanned = dot.saturating_sub(pattern.len() - 1);
                    self.data.begun |= dot > 0;
                    return None;
                }
            }
        }
        self.data.dots += dots;
        // A line end may be the beginning of what is looked for.
        let overlap = pattern.len() - 1;
        self.data.scanned = self.buffer.len().saturating_sub(overlap).max(from);
        self.data.begun |= !self.buffer.is_empty();
        None
    }

    fn take(&mut self, end: usize) -> Bytes {
        self.scanned = 0;
        self.line_start = 0;
        self.data = DataProgress::default();
        self.buffer.split_to(end.min(self.buffer.len())).freeze()
    }
}
