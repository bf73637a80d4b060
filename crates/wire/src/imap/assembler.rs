//! Whole commands and responses out of a stream: lines, and the literals that are announced at
//! their ends (RFC 9051 §4.3, RFC 7888). This comes before the grammar, so a message that nothing
//! fits has clear borders.

use bytes::{Buf as _, Bytes, BytesMut};
use mailscope_base::limits;

use super::token::decimal;
use crate::LineTooLong;

/// What a stream holds next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assembled {
    /// A whole command or response, its literals and its line end included.
    Message(Bytes),
    /// A client waits for `+` before it sends so many octets (RFC 9051 §4.3). The owner answers and
    /// calls [`Assembler::accept_literal`], or refuses and calls [`Assembler::refuse_literal`].
    WantsContinuation {
        /// Octets that it wants to send.
        size: u32,
        /// The command so far, up to and including the line end after the announcement; at most its
        /// first [`limits::LINE_OCTETS_MAX`] octets.
        so_far: Bytes,
    },
    /// A literal is announced that is too large, or is one too many. The command is given up: where
    /// the client does not wait (RFC 7888), the literal and the rest of the command are skipped as
    /// they come.
    LiteralTooLarge {
        /// Octets announced.
        size: u64,
        /// The line that announces it.
        line: Bytes,
        /// Whether the client waits for an answer before it sends the literal.
        synchronising: bool,
    },
    /// A line had no end within [`limits::LINE_OCTETS_MAX`]. It is skipped up to its end.
    LineTooLong,
}

/// Where in a message the stream stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// In a line.
    Line,
    /// A synchronising literal of so many octets is announced and not answered.
    Waiting { size: usize },
    /// So many octets of a refused literal are skipped, then the rest of its line.
    SkippingLiteral { left: u64 },
    /// The rest of a refused line is skipped.
    SkippingLine { may_announce: bool },
}

/// Assembles messages, however their octets arrive. Every octet is looked at once.
#[derive(Clone, Debug)]
pub struct Assembler {
    buffer: BytesMut,
    state: State,
    /// The stream comes from a server, whose literals never wait.
    is_client: bool,
    /// Where the current line begins: 0, or the end of a literal.
    line_start: usize,
    /// No line end lies between `line_start` and here.
    scanned: usize,
    /// Literals of this message so far, and their octets.
    literals: usize,
    literal_octets: usize,
}

impl Default for Assembler {
    fn default() -> Self {
        Self::new()
    }
}

impl Assembler {
    /// For a server: reads commands.
    pub fn new() -> Self {
        Self {
            buffer: BytesMut::new(),
            state: State::Line,
            is_client: false,
            line_start: 0,
            scanned: 0,
            literals: 0,
            literal_octets: 0,
        }
    }

    /// For a client: reads responses. Their literals are just read, and only CRLF ends their lines.
    pub fn for_client() -> Self {
        Self { is_client: true, ..Self::new() }
    }

    /// Octets have arrived.
    pub fn push(&mut self, octets: &[u8]) {
        self.buffer.extend_from_slice(octets);
    }

    /// The octets that have not been taken.
    pub fn into_rest(self) -> Bytes {
        self.buffer.freeze()
    }

    /// How many octets wait for the rest of their message.
    pub fn pending(&self) -> usize {
        self.buffer.len()
    }

    /// Whether nothing of a message has arrived yet.
    pub fn is_idle(&self) -> bool {
        self.buffer.is_empty() && self.state == State::Line
    }

    /// The next thing, if it has arrived.
    #[allow(clippy::should_implement_trait)] // More may come after `None`.
    pub fn next(&mut self) -> Option<Assembled> {
        loop {
            match self.state {
                State::Waiting { .. } => return None,
                State::SkippingLiteral { .. } | State::SkippingLine { .. } => {
                    if !self.skip() {
                        return None;
                    }
                }
                State::Line => match self.line_end() {
                    Some(end) if self.line_octets(end) <= limits::LINE_OCTETS_MAX => {
                        if let Some(assembled) = self.line(end) {
                            return Some(assembled);
                        }
                    }
                    None if self.line_octets(self.buffer.len()) < limits::LINE_OCTETS_MAX => {
                        return None;
                    }
                    _ => {
                        // The line's end, if it is there already, is the one to skip to.
                        self.drop_front(self.line_start);
                        self.state = State::SkippingLine { may_announce: false };
                        return Some(Assembled::LineTooLong);
                    }
                },
            }
        }
    }

    /// The next line as it is, without regard to literals: the lines after IDLE and AUTHENTICATE
    /// are no commands. Only between messages.
    pub fn next_line(&mut self) -> Option<Result<Bytes, LineTooLong>> {
        while matches!(self.state, State::SkippingLiteral { .. } | State::SkippingLine { .. }) {
            if !self.skip() {
                return None;
            }
        }
        if self.state != State::Line || self.line_start > 0 {
            return None;
        }
        match self.line_end() {
            Some(end) if end <= limits::LINE_OCTETS_MAX => Some(Ok(self.take(end))),
            None if self.buffer.len() < limits::LINE_OCTETS_MAX => None,
            _ => {
                self.state = State::SkippingLine { may_announce: false };
                Some(Err(LineTooLong))
            }
        }
    }

    /// The owner has sent `+`: the literal's octets will come.
    pub fn accept_literal(&mut self) {
        if let State::Waiting { size } = self.state {
            self.expect_literal(size);
        }
    }

    /// The owner has refused the literal with a tagged response: the command is over, and a new one
    /// will come.
    pub fn refuse_literal(&mut self) {
        if let State::Waiting { .. } = self.state {
            self.drop_front(self.line_start);
        }
    }

    /// A line ends at `end`: the end of a message, or a literal follows.
    fn line(&mut self, end: usize) -> Option<Assembled> {
        let line = self.buffer.get(self.line_start..end).unwrap_or_default();
        let announced = if self.is_client && self.line_start == 0 && is_text(line) {
            None
        } else {
            announcement(line)
        };
        let Some((announced, synchronising)) = announced else {
            return Some(Assembled::Message(self.take(end)));
        };
        let synchronising = synchronising && !self.is_client;
        let room = limits::LITERAL_OCTETS_MAX - self.literal_octets;
        let size = usize::try_from(announced).unwrap_or(usize::MAX);
        if size > room || self.literals >= limits::LITERALS_PER_COMMAND_MAX {
            let line = Bytes::copy_from_slice(line);
            self.drop_front(end);
            if !synchronising {
                self.state = State::SkippingLiteral { left: announced };
            }
            return Some(Assembled::LiteralTooLarge { size: announced, line, synchronising });
        }
        self.line_start = end;
        self.scanned = end;
        if !synchronising {
            self.expect_literal(size);
            return None;
        }
        self.state = State::Waiting { size };
        let shown = end.min(limits::LINE_OCTETS_MAX);
        let so_far = Bytes::copy_from_slice(self.buffer.get(..shown).unwrap_or_default());
        // At most LITERAL_OCTETS_MAX, which 32 bits hold.
        Some(Assembled::WantsContinuation { size: u32::try_from(size).unwrap_or(u32::MAX), so_far })
    }

    fn expect_literal(&mut self, size: usize) {
        self.state = State::Line;
        self.literals += 1;
        self.literal_octets += size;
        self.line_start += size;
        self.scanned = self.line_start;
    }

    /// Skips what is there of a refused message; true when all of it is gone.
    fn skip(&mut self) -> bool {
        if let State::SkippingLiteral { left } = self.state {
            let here = usize::try_from(left).unwrap_or(usize::MAX).min(self.buffer.len());
            self.drop_front(here);
            let left = left - here as u64;
            if left > 0 {
                self.state = State::SkippingLiteral { left };
                return false;
            }
            self.state = State::SkippingLine { may_announce: true };
        }
        let State::SkippingLine { may_announce } = self.state else {
            return true;
        };
        let Some(end) = self.line_end() else {
            // Only what may belong to an announcement is worth keeping.
            if self.buffer.len() > limits::LINE_OCTETS_MAX || !may_announce {
                self.drop_front(self.buffer.len());
                self.state = State::SkippingLine { may_announce: false };
            }
            return false;
        };
        let line = self.buffer.get(..end).unwrap_or_default();
        let announced = announcement(line).filter(|_| may_announce);
        self.drop_front(end);
        if let Some((left, false)) = announced {
            self.state = State::SkippingLiteral { left };
            return self.skip();
        }
        true
    }

    /// Octets of the message up to `end`, literals apart.
    fn line_octets(&self, end: usize) -> usize {
        end.saturating_sub(self.literal_octets)
    }

    /// One past the end of the current line.
    fn line_end(&mut self) -> Option<usize> {
        while let Some(at) = memchr::memchr(b'\n', self.buffer.get(self.scanned..)?) {
            let end = self.scanned + at + 1;
            let line = self.buffer.get(self.line_start..end).unwrap_or_default();
            if !self.is_client || line.ends_with(b"\r\n") {
                self.scanned = end - 1;
                return Some(end);
            }
            self.scanned = end;
        }
        self.scanned = self.buffer.len().max(self.line_start);
        None
    }

    /// Takes a whole message.
    fn take(&mut self, end: usize) -> Bytes {
        let message = self.buffer.split_to(end.min(self.buffer.len())).freeze();
        self.drop_front(0);
        message
    }

    /// Drops `count` octets and begins a new message.
    fn drop_front(&mut self, count: usize) {
        self.buffer.advance(count.min(self.buffer.len()));
        self.state = State::Line;
        self.line_start = 0;
        self.scanned = 0;
        self.literals = 0;
        self.literal_octets = 0;
    }
}

/// The literal that `line` announces at its end: octets, and whether its sender waits. A number
/// beyond 64 bits counts as the largest.
fn announcement(line: &[u8]) -> Option<(u64, bool)> {
    let line = line.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
    let (line, synchronising) = match line.strip_suffix(b"+") {
        Some(line) => (line, false),
        None => (line, true),
    };
    let digits = line.iter().rev().take_while(|octet| octet.is_ascii_digit()).count();
    let (before, number) = line.split_at(line.len() - digits);
    let announced = digits > 0 && before.ends_with(b"{");
    announced.then(|| (decimal(number).unwrap_or(u64::MAX), synchronising))
}

/// Whether a response ends with text for people, in which `{5}` is no announcement: a continuation
/// request, or a status after a tag or `*`.
fn is_text(line: &[u8]) -> bool {
    let mut words = line.splitn(3, |octet| matches!(octet, b' ' | b'\r'));
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_status = |status: &&str| second.eq_ignore_ascii_case(status.as_bytes());
    first == b"+" || ["OK", "NO", "BAD", "BYE", "PREAUTH"].iter().any(is_status)
}
