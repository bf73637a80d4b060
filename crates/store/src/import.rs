//! Mail from files that a person opens: one message (`.eml`) or many (`.mbox`).
//!
//! What comes out is mail as RFC 5322 §2.3 wants it, so that every protocol can carry it:
//! - Each line end becomes CRLF: LF, CRLF, a CR alone (old Macintosh files) and CRs before an LF
//!   (files that
//!   were converted twice).
//! - A message with a NUL is refused: no IMAP literal can carry one (RFC 9051 §9, `CHAR8 =
//!   %x01-ff`).
//! - Octets above 127 stay as they are, whatever their charset.
//!
//! In an mbox (RFC 4155) a line `From …` begins a message if it follows an empty line or ends like
//! a date, and `>From `, `>>From ` … lose one `>`: mboxrd, and mboxo for all but texts that were
//! quoted before.

use bytes::{BufMut as _, Bytes, BytesMut};
use mailscope_base::limits::{IMPORT_OCTETS_MAX, MAILBOX_MESSAGES_MAX, MESSAGE_OCTETS_MAX};

/// Everything that a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The good messages, in the order of the file.
    pub mails: Vec<Bytes>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// A message that could not be read. Those around it are not affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which message of the file, counted from 1.
    pub nth: usize,
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: Reason,
}

/// What is wrong with a message of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is nothing.
    Empty,
    /// A NUL octet: no text, and nothing that mail protocols carry.
    NotText,
    /// It does not begin with a header field.
    NoHeader,
    /// The header breaks off: a line that is no field, or a field without an end.
    HeaderCutShort,
    /// More octets than the limit.
    TooLarge {
        /// How many octets there are.
        octets: usize,
        /// How many are accepted.
        limit: usize,
    },
    /// More messages than the limit; the rest of the file is not read.
    TooMany {
        /// How many messages are accepted.
        limit: usize,
    },
}

/// Reads a whole file. `name` decides between the formats when the octets do not.
pub fn import(name: &str, bytes: &[u8]) -> Imported {
    let mut imported = Imported::default();
    for message in Importer::new(name, Bytes::copy_from_slice(bytes)) {
        match message {
            Ok(mail) => imported.mails.push(mail),
            Err(problem) => imported.problems.push(problem),
        }
    }
    imported
}

/// Reads a file message by message, so that a page can draw between two of them.
#[derive(Clone, Debug)]
pub struct Importer {
    bytes: Bytes,
    /// Everything before it is done.
    at: usize,
    /// The line at `at`.
    line: usize,
    /// The messages done.
    done: usize,
    is_mbox: bool,
}

impl Importer {
    /// Begins to read the file called `name`.
    pub fn new(name: &str, bytes: Bytes) -> Self {
        let extension = |wanted: &str| {
            name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(wanted))
        };
        // A mail in a file of its own may begin with a left-over `From ` line; its text may hold
        // others.
        let is_mbox = !extension("eml") && (extension("mbox") || bytes.starts_with(b"From "));
        Self { bytes, at: 0, line: 1, done: 0, is_mbox }
    }

    /// How many octets of the file are done, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.at, self.bytes.len())
    }

    fn refuse(&mut self, reason: Reason) -> Problem {
        self.at = self.bytes.len();
        Problem { nth: self.done + 1, line: self.line, reason }
    }

    /// Takes the octets of the next message off the file, without the `From ` line and the empty
    /// line that belongs to the next one.
    fn take_raw(&mut self) -> (Bytes, usize) {
        let start = self.at;
        let mut first_line = self.line;
        let mut content = start;
        let mut previous_is_empty = true;
        let mut end = self.bytes.len();
        while self.at < self.bytes.len() {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let (line, len) = split_line(rest);
            if self.at == start && line.starts_with(b"From ") {
                content = start + len;
                first_line += 1;
            } else if self.is_mbox && is_separator(line, previous_is_empty) {
                end = self.at;
                break;
            }
            previous_is_empty = line.is_empty();
            self.at += len;
            self.line += 1;
        }
        let mut raw = self.bytes.slice(content..end.max(content));
        if self.is_mbox {
            let cut =
                if raw.ends_with(b"\n\r\n") { 2 } else { usize::from(raw.ends_with(b"\n\n")) };
            raw.truncate(raw.len() - cut);
        }
        (raw, first_line)
    }
}

impl Iterator for Importer {
    type Item = Result<Bytes, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.bytes.len() {
            // A file without anything is one message without anything.
            let nothing = self.bytes.is_empty() && self.done == 0;
            let problem = nothing.then(|| self.refuse(Reason::Empty));
            self.done = 1;
            return problem.map(Err);
        }
        if self.bytes.len() > IMPORT_OCTETS_MAX {
            let octets = self.bytes.len();
            return Some(Err(self.refuse(Reason::TooLarge { octets, limit: IMPORT_OCTETS_MAX })));
        }
        if self.done >= MAILBOX_MESSAGES_MAX {
            return Some(Err(self.refuse(Reason::TooMany { limit: MAILBOX_MESSAGES_MAX })));
        }
        let (raw, first_line) = self.take_raw();
        self.done += 1;
        let nth = self.done;
        Some(match check(&raw) {
            Err((line, reason)) => Err(Problem { nth, line: first_line + line, reason }),
            Ok(()) => Ok(normalised(&raw, self.is_mbox)),
        })
    }
}

/// Whether the octets are a message; if not, in which of their lines (counted from 0) it fails and
/// why.
fn check(raw: &[u8]) -> Result<(), (usize, Reason)> {
    if raw.iter().all(u8::is_ascii_whitespace) {
        return Err((0, Reason::Empty));
    }
    if raw.len() > MESSAGE_OCTETS_MAX {
        let (octets, limit) = (raw.len(), MESSAGE_OCTETS_MAX);
        return Err((0, Reason::TooLarge { octets, limit }));
    }
    check_header(raw)?;
    match raw.iter().position(|&b| b == 0) {
        None => Ok(()),
        Some(nul) => {
            let before = raw.get(..nul).unwrap_or_default();
            Err((before.split(|&b| b == b'\n').count() - 1, Reason::NotText))
        }
    }
}

fn check_header(raw: &[u8]) -> Result<(), (usize, Reason)> {
    let mut at = 0;
    let mut number = 0;
    while at < raw.len() {
        let (line, len) = split_line(raw.get(at..).unwrap_or_default());
        if line.is_empty() {
            return if number == 0 { Err((0, Reason::NoHeader)) } else { Ok(()) };
        }
        let folded = number > 0 && matches!(line.first(), Some(b' ' | b'\t'));
        // Some programs put a quoted `From ` line into the header.
        let fits = folded || is_field(line) || line.starts_with(b">From ");
        if line.contains(&0) {
            return Err((number, Reason::NotText));
        }
        if !fits {
            let reason = if number == 0 { Reason::NoHeader } else { Reason::HeaderCutShort };
            return Err((number, reason));
        }
        if line.len() == len {
            return Err((number, Reason::HeaderCutShort));
        }
        at += len;
        number += 1;
    }
    Ok(())
}

/// `field-name = 1*ftext ":"`, where ftext is printable ASCII without the colon (RFC 5322 §3.6.8);
/// blanks before the colon are obsolete, and seen (RFC 5322 §4.5).
fn is_field(line: &[u8]) -> bool {
    let name = line.split(|&b| b == b':').next().unwrap_or_default();
    let name = name.trim_ascii_end();
    line.contains(&b':') && !name.is_empty() && name.iter().all(|b| matches!(b, b'!'..=b'~'))
}

/// Whether the line begins another message of an mbox.
fn is_separator(line: &[u8], follows_empty: bool) -> bool {
    // `07:00:01 2026` at the end, as `asctime` writes it.
    let like_a_date = || {
        let tail = line.trim_ascii_end();
        let tail = tail.get(tail.len().saturating_sub(13)..).unwrap_or_default();
        let pattern = b"dd:dd:dd dddd";
        tail.len() == pattern.len()
            && tail.iter().zip(pattern).all(|(b, p)| match p {
                b'd' => b.is_ascii_digit(),
                _ => b == p,
            })
    };
    line.starts_with(b"From ") && (follows_empty || like_a_date())
}

/// The first line without its end, and its length with it.
fn split_line(rest: &[u8]) -> (&[u8], usize) {
    let lf = rest.iter().position(|&b| b == b'\n');
    let mut line = rest.get(..lf.unwrap_or(rest.len())).unwrap_or_default();
    if lf.is_some() {
        while let Some(shorter) = line.strip_suffix(b"\r") {
            line = shorter;
        }
    }
    (line, lf.map_or(rest.len(), |lf| lf + 1))
}

/// The message with every line end as CRLF and, from an mbox, with one `>` less before each `>From
/// `.
fn normalised(raw: &[u8], is_mbox: bool) -> Bytes {
    let mut mail = BytesMut::with_capacity(raw.len() + raw.len() / 16);
    let mut at = 0;
    while at < raw.len() {
        let (line, len) = split_line(raw.get(at..).unwrap_or_default());
        let quotes = line.iter().take_while(|&&b| b == b'>').count();
        let is_quoted = quotes > 0 && line.get(quotes..).is_some_and(|l| l.starts_with(b"From "));
        let line = if is_mbox && is_quoted { line.get(1..).unwrap_or_default() } else { line };
        for (i, piece) in line.split(|&b| b == b'\r').enumerate() {
            if i > 0 {
                mail.put_slice(b"\r\n");
            }
            mail.put_slice(piece);
        }
        // A last line without an end gets one: POP3 cannot tell the difference (RFC 1939 §11).
        mail.put_slice(b"\r\n");
        at += len;
    }
    mail.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mail: &Bytes) -> String {
        String::from_utf8_lossy(mail).replace("\r\n", "|")
    }

    #[test]
    fn an_mbox_is_cut_unquoted_and_normalised() {
        let file = b"From a Thu Mar  5 07:00:01 2026\nSubject: 1\n\n>From here\n>>From there\n> From\n\n\
            From b\r\nSubject: 2\r\n\r\nx\ry\r\r\n.\r\nFrom c Thu Mar  5 07:00:01 2026\nSubject: 3\n\nFrom nowhere";
        let imported = import("x.mbox", file);
        assert_eq!(imported.problems, [Problem { nth: 4, line: 17, reason: Reason::Empty }]);
        let mails: Vec<String> = imported.mails.iter().map(lines).collect();
        assert_eq!(
            mails,
            ["Subject: 1||From here|>From there|> From|", "Subject: 2||x|y|.|", "Subject: 3|"]
        );
    }

    #[test]
    fn a_mail_of_its_own_keeps_its_from_lines() {
        let imported = import("x.eml", b"From a b\nSubject: 1\n\n\nFrom here\n>From there");
        assert_eq!(imported.problems, []);
        assert_eq!(
            imported.mails.iter().map(lines).collect::<Vec<_>>(),
            ["Subject: 1|||From here|>From there|"]
        );
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_the_rest_is_kept() {
        let file = b"From a b\nSubject: 1\n\ngood\n\nFrom a b\n\0\x01\x02\n\nFrom a b\nSubject: 3\nno field\n\n\
            From a b\n\n\nFrom a b\nnot a header\n\nFrom a b\nSubject: 6\n\ngood\n\nFrom a b\nSubje";
        let imported = import("x", file);
        assert_eq!(imported.mails.len(), 2);
        let found: Vec<_> = imported.problems.iter().map(|p| (p.nth, p.line, p.reason)).collect();
        assert_eq!(
            found,
            [
                (2, 7, Reason::NotText),
                (3, 11, Reason::HeaderCutShort),
                (4, 14, Reason::Empty),
                (5, 17, Reason::NoHeader),
                (7, 25, Reason::NoHeader),
            ]
        );
        for (bytes, reason) in [
            (b"".as_slice(), Reason::Empty),
            (b" \n\r\n", Reason::Empty),
            (b"Subject: x", Reason::HeaderCutShort),
            (b"\x89PNG\r\n\x1a\n\0", Reason::NoHeader),
            (b"Subject: x\n\n\0", Reason::NotText),
        ] {
            let problems = import("x.eml", bytes).problems;
            assert_eq!(problems.iter().map(|p| p.reason).collect::<Vec<_>>(), [reason]);
        }
    }

    #[test]
    fn progress_reaches_the_end() {
        let mut importer =
            Importer::new("x.mbox", Bytes::from_static(b"From a b\nA: b\n\nFrom a b\nA: b\n"));
        assert_eq!(importer.progress().0, 0);
        assert!(importer.next().is_some_and(|first| first.is_ok()));
        assert_eq!(importer.progress(), (15, 29));
        assert!(importer.next().is_some());
        assert_eq!(importer.progress(), (29, 29));
        assert!(importer.next().is_none());
    }
}
