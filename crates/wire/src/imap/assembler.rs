//! Whole commands and responses out of a stream: lines, and the literals that are announced at
//! their ends (RFC 9051 §4.3, RFC 7888). This comes before the grammar, so a message that nothing
//! fits has clear borders.

use bytes::{Bytes, BytesMut};
use mailscope_base::limits;

use super::token::decimal;

/// What a stream holds next. Every octet that arrives is in exactly one of these; what `so_far` and
/// the whole message share counts once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assembled {
    /// A whole command or response, its literals and its line end included; or a single line, from
    /// [`Assembler::next_line`].
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
    /// the client does not wait (RFC 7888), the literal and the rest of the command come as
    /// [`Assembled::Skipped`].
    LiteralTooLarge {
        /// Octets announced.
        size: u64,
        /// The command up to and including the line end after the announcement, without what was in
        /// an earlier `so_far`.
        unread: Bytes,
        /// Whether the client waits for an answer before it sends the literal.
        synchronising: bool,
    },
    /// A line had no end within [`limits::LINE_OCTETS_MAX`], or
    /// [`limits::RESPONSE_LINE_OCTETS_MAX`] for a client. The command is given up, and the rest
    /// of the line comes as [`Assembled::Skipped`].
    LineTooLong {
        /// The command up to here, without what was in an earlier `so_far`.
        unread: Bytes,
    },
    /// More octets of a command that was given up, as they arrive.
    Skipped(Bytes),
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
    /// So many octets of the message were in a `so_far`.
    told: usize,
    /// Octets that the literals of one message may have together.
    literal_octets_max: usize,
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
            told: 0,
            literal_octets_max: limits::LITERAL_OCTETS_MAX,
            literals: 0,
            literal_octets: 0,
        }
    }

    /// For a client: reads responses. Their literals are just read, and only CRLF ends their lines.
    pub fn for_client() -> Self {
        Self { is_client: true, ..Self::new() }
    }

    /// From the next literal on, those of one message may have `max` octets together, and
    /// [`limits::LITERAL_OCTETS_MAX`] in any case.
    pub fn limit_literals(&mut self, max: usize) {
        self.literal_octets_max = max.min(limits::LITERAL_OCTETS_MAX);
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
                State::SkippingLiteral { .. } | State::SkippingLine { .. } => return self.skip(),
                State::Line => match self.line_end() {
                    Some(end) if self.line_octets(end) <= self.line_octets_max() => {
                        if let Some(assembled) = self.line(end) {
                            return Some(assembled);
                        }
                    }
                    None if self.line_octets(self.buffer.len()) < self.line_octets_max() => {
                        return None;
                    }
                    _ => return Some(self.line_too_long()),
                },
            }
        }
    }

    /// The next line as it is, without regard to literals: the lines after IDLE and AUTHENTICATE
    /// are no commands. Only between messages.
    pub fn next_line(&mut self) -> Option<Assembled> {
        match self.state {
            State::SkippingLiteral { .. } | State::SkippingLine { .. } => return self.skip(),
            State::Waiting { .. } => return None,
            State::Line if self.line_start > 0 => return None,
            State::Line => {}
        }
        match self.line_end() {
            Some(end) if end <= limits::LINE_OCTETS_MAX => Some(Assembled::Message(self.take(end))),
            None if self.buffer.len() < limits::LINE_OCTETS_MAX => None,
            _ => Some(self.line_too_long()),
        }
    }

    /// The owner has sent `+`: the literal's octets will come.
    pub fn accept_literal(&mut self) {
        if let State::Waiting { size } = self.state {
            self.expect_literal(size);
        }
    }

    /// The owner has refused the literal with a tagged response: the command is over, and a new one
    /// will come. What is returned was in no `so_far`; it is empty unless the command is longer than
    /// those can be.
    pub fn refuse_literal(&mut self) -> Bytes {
        match self.state {
            State::Waiting { .. } => self.give_up(self.line_start),
            _ => Bytes::new(),
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
        let room = self.literal_octets_max.saturating_sub(self.literal_octets);
        let size = usize::try_from(announced).unwrap_or(usize::MAX);
        if size > room || self.literals >= self.literals_max() {
            let unread = self.give_up(end);
            if !synchronising {
                self.state = State::SkippingLiteral { left: announced };
            }
            return Some(Assembled::LiteralTooLarge { size: announced, unread, synchronising });
        }
        self.line_start = end;
        self.scanned = end;
        if !synchronising {
            self.expect_literal(size);
            return None;
        }
        self.state = State::Waiting { size };
        let shown = end.min(limits::LINE_OCTETS_MAX);
        self.told = shown.max(self.told);
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

    /// What is there of a command that was given up; nothing if more has to arrive first.
    fn skip(&mut self) -> Option<Assembled> {
        let (end, next) = match self.state {
            State::SkippingLiteral { left } => {
                let here = usize::try_from(left).unwrap_or(usize::MAX).min(self.buffer.len());
                let next = match left - here as u64 {
                    0 => State::SkippingLine { may_announce: true },
                    left => State::SkippingLiteral { left },
                };
                (here, next)
            }
            State::SkippingLine { may_announce } => match self.line_end() {
                Some(end) => {
                    let line = self.buffer.get(..end).unwrap_or_default();
                    let next = match announcement(line).filter(|_| may_announce) {
                        Some((left, false)) => State::SkippingLiteral { left },
                        _ => State::Line,
                    };
                    (end, next)
                }
                // Only what may belong to an announcement is worth keeping.
                None if may_announce && self.buffer.len() <= limits::LINE_OCTETS_MAX => {
                    return None;
                }
                None => (self.buffer.len(), State::SkippingLine { may_announce: false }),
            },
            State::Line | State::Waiting { .. } => return None,
        };
        let skipped = self.take(end);
        self.state = next;
        match (skipped.is_empty(), next) {
            (false, _) => Some(Assembled::Skipped(skipped)),
            (true, State::SkippingLine { may_announce: true }) => self.skip(),
            (true, _) => None,
        }
    }

    /// The line is given up after as many octets as it may have, wherever the stream is cut.
    fn line_too_long(&mut self) -> Assembled {
        let unread = self.give_up(self.literal_octets + self.line_octets_max());
        self.state = State::SkippingLine { may_announce: false };
        Assembled::LineTooLong { unread }
    }

    /// Ends the message at `end` without reading it, and returns what was in no `so_far`.
    fn give_up(&mut self, end: usize) -> Bytes {
        let told = self.told;
        let given_up = self.take(end);
        given_up.slice(told.min(given_up.len())..)
    }

    /// Octets that a message may have, literals apart: a response may tell a whole mailbox.
    fn line_octets_max(&self) -> usize {
        if self.is_client { limits::RESPONSE_LINE_OCTETS_MAX } else { limits::LINE_OCTETS_MAX }
    }

    /// Literals that a message may have: in a response, each address of an envelope may be some.
    fn literals_max(&self) -> usize {
        if self.is_client {
            limits::LITERALS_PER_RESPONSE_MAX
        } else {
            limits::LITERALS_PER_COMMAND_MAX
        }
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

    /// Takes `count` octets and begins a new message.
    fn take(&mut self, count: usize) -> Bytes {
        let taken = self.buffer.split_to(count.min(self.buffer.len())).freeze();
        self.state = State::Line;
        self.line_start = 0;
        self.scanned = 0;
        self.told = 0;
        self.literals = 0;
        self.literal_octets = 0;
        taken
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
