//! What a server takes the typed octets for.

use bytes::Bytes;
use mailscope_wire::{Frame, Grammar, Service};

/// What comes next in the direction to the server.
#[derive(Clone, Debug)]
pub(super) struct Expected {
    service: Service,
    next: Next,
    /// The command that was typed last.
    last: Command,
    /// POP3 and SMTP: commands without an answer, and the greeting.
    unanswered: usize,
}

/// The command that was typed last: as much of it as its answers need.
#[derive(Clone, Debug, Default)]
struct Command {
    /// IMAP's tag.
    tag: Vec<u8>,
    /// Upper case.
    verb: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Command,
    /// IMAP: so many octets of a literal, then more of the command (RFC 9051 §4.3).
    Literal(u64),
    /// IMAP: the line that ends IDLE (RFC 9051 §6.3.13).
    IdleDone,
    /// A line of a SASL exchange (RFC 4422 §3).
    Sasl,
    /// SMTP: the message, up to the line with a lone dot (RFC 5321 §4.1.1.4).
    Data,
    /// SMTP: so many octets of a chunk (RFC 3030 §2).
    Chunk(u64),
}

impl Expected {
    pub(super) fn new(service: Service) -> Self {
        Self { service, next: Next::Command, last: Command::default(), unanswered: 1 }
    }

    /// The octets as the server will take them.
    pub(super) fn frames(&mut self, mut octets: Bytes) -> Vec<Frame> {
        let mut frames = Vec::new();
        while !octets.is_empty() {
            let (len, grammar) = match self.next {
                Next::Chunk(left) => (at_most(left, octets.len()), Grammar::SmtpChunk),
                Next::Literal(left) => {
                    let literal = at_most(left, octets.len());
                    let rest = octets.get(literal..).unwrap_or_default();
                    (literal + line_octets(rest), Grammar::ImapContinuationData)
                }
                Next::Data => data_octets(&octets),
                Next::Command | Next::IdleDone | Next::Sasl => {
                    (line_octets(&octets), self.line_grammar())
                }
            };
            let bytes = octets.split_to(len.min(octets.len()));
            self.typed(&bytes, grammar);
            frames.push(Frame { grammar, bytes });
        }
        frames
    }

    fn line_grammar(&self) -> Grammar {
        match (self.service, self.next) {
            (Service::Web, _) => Grammar::Opaque,
            (Service::Pop3, Next::Sasl) => Grammar::Pop3SaslResponse,
            (Service::Pop3, _) => Grammar::Pop3Command,
            (Service::Smtp | Service::Submission, Next::Sasl) => Grammar::SmtpSaslResponse,
            (Service::Smtp | Service::Submission, _) => Grammar::SmtpCommand,
            (_, Next::Sasl) => Grammar::ImapSaslResponse,
            (_, Next::IdleDone) => Grammar::ImapIdleDone,
            _ => Grammar::ImapCommand,
        }
    }

    /// These octets are on their way.
    fn typed(&mut self, bytes: &[u8], grammar: Grammar) {
        match self.next {
            Next::Command => {
                self.last = self.command(bytes);
                self.unanswered += 1;
                self.next = self.after_command(bytes);
            }
            Next::Literal(left) => {
                let literal = at_most(left, bytes.len());
                let line = bytes.get(literal..).unwrap_or_default();
                let left = left - literal as u64;
                self.next = if left > 0 || line.is_empty() {
                    Next::Literal(left)
                } else {
                    announced(line).map_or(Next::Command, Next::Literal)
                };
            }
            Next::Chunk(left) => {
                let left = left.saturating_sub(bytes.len() as u64);
                self.next = if left == 0 { Next::Command } else { Next::Chunk(left) };
            }
            Next::Data if grammar == Grammar::SmtpData => {
                self.next = Next::Command;
                self.unanswered += 1;
            }
            // Each of these lines has an answer of its own.
            Next::Sasl => {
                self.unanswered += 1;
                self.next = Next::Command;
            }
            Next::IdleDone => self.next = Next::Command,
            Next::Data => {}
        }
    }

    fn command(&self, line: &[u8]) -> Command {
        let mut words = line.trim_ascii_end().split(|octet| *octet == b' ');
        let tag = match self.service {
            Service::Imap => words.next().unwrap_or_default().to_vec(),
            _ => Vec::new(),
        };
        Command { tag, verb: words.next().unwrap_or_default().to_ascii_uppercase() }
    }

    fn after_command(&self, line: &[u8]) -> Next {
        match (self.service, &*self.last.verb) {
            (Service::Imap, _) => announced(line).map_or(Next::Command, Next::Literal),
            (Service::Smtp | Service::Submission, b"BDAT") => {
                let mut words = line.trim_ascii_end().split(|octet| *octet == b' ');
                match words.nth(1).and_then(number) {
                    Some(octets) if octets > 0 => Next::Chunk(octets),
                    _ => Next::Command,
                }
            }
            _ => Next::Command,
        }
    }

    /// An answer has come. Tells whether it is the consent to TLS.
    pub(super) fn answered(&mut self, answer: &Frame) -> bool {
        let line = &*answer.bytes;
        match self.service {
            Service::Imap => self.imap_answered(line),
            Service::Pop3 => {
                self.unanswered = self.unanswered.saturating_sub(1);
                if line.starts_with(b"+ ") && self.last.verb == b"AUTH" {
                    self.next = Next::Sasl;
                }
                self.unanswered == 0 && self.last.verb == b"STLS" && line.starts_with(b"+OK")
            }
            _ => {
                self.unanswered = self.unanswered.saturating_sub(1);
                match line.get(..3) {
                    Some(b"334") => self.next = Next::Sasl,
                    Some(b"354") => self.next = Next::Data,
                    _ => {}
                }
                self.unanswered == 0 && self.last.verb == b"STARTTLS" && line.starts_with(b"220")
            }
        }
    }

    fn imap_answered(&mut self, line: &[u8]) -> bool {
        if line.starts_with(b"+") {
            match &*self.last.verb {
                b"IDLE" => self.next = Next::IdleDone,
                b"AUTHENTICATE" => self.next = Next::Sasl,
                _ => {}
            }
            return false;
        }
        let mut words = line.trim_ascii_end().split(|octet| *octet == b' ');
        if words.next() != Some(&*self.last.tag) {
            return false;
        }
        // Also where the server refuses a literal that it was asked for.
        self.next = Next::Command;
        let is_ok = words.next().is_some_and(|word| word.eq_ignore_ascii_case(b"OK"));
        is_ok && self.last.verb == b"STARTTLS"
    }
}

fn at_most(left: u64, len: usize) -> usize {
    usize::try_from(left).unwrap_or(usize::MAX).min(len)
}

/// Octets of the first line, its end included.
fn line_octets(octets: &[u8]) -> usize {
    octets.iter().position(|octet| *octet == b'\n').map_or(octets.len(), |at| at + 1)
}

/// Octets of a message up to its end (RFC 5321 §4.1.1.4). Without the end they are just octets.
fn data_octets(octets: &[u8]) -> (usize, Grammar) {
    let mut len = 0;
    for line in octets.split_inclusive(|octet| *octet == b'\n') {
        len += line.len();
        if line == b".\r\n" {
            return (len, Grammar::SmtpData);
        }
    }
    (len, Grammar::Opaque)
}

/// The octets of a literal that the line announces at its end (RFC 9051 §4.3, RFC 7888 §4).
fn announced(line: &[u8]) -> Option<u64> {
    let line = line.strip_suffix(b"\n")?;
    let line = line.strip_suffix(b"\r").unwrap_or(line).strip_suffix(b"}")?;
    let line = line.strip_suffix(b"+").unwrap_or(line);
    let at = line.iter().rposition(|octet| *octet == b'{')?;
    number(line.get(at + 1..)?)
}

fn number(digits: &[u8]) -> Option<u64> {
    core::str::from_utf8(digits).ok()?.parse().ok()
}
