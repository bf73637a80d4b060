//! The message after DATA: dots that are added and taken away again so that a line with a lone dot
//! can be its end (RFC 5321 §4.5.2), and the tree that shows them.

use bytes::Bytes;
use memchr::memmem;
use nom::Parser as _;
use nom::bytes::complete::take;

use crate::Kind;
use crate::dots::{put_stuffed, unstuffed};
use crate::grammar::{In, Out, nothing_fits, root, rule};
use crate::imap::quote::Sink as _;

/// What ends the message after DATA.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataEnd {
    /// Exactly `CRLF . CRLF`: a bare CR or LF ends no line (RFC 5321 §2.3.8, §4.1.1.4).
    #[default]
    Strict,
    /// A bare LF ends a line as well, so `LF . LF`, `LF . CRLF` and `CRLF . LF` end the message. Where
    /// the sender's end takes only the strict one, a message can smuggle in a second one.
    BareLf,
}

impl DataEnd {
    /// A line end with the dot behind it.
    pub(super) const fn dot_at_line_start(self) -> &'static [u8] {
        match self {
            Self::Strict => b"\r\n.",
            Self::BareLf => b"\n.",
        }
    }

    /// What `after`, the octets behind the dot that begins a line, makes of it.
    pub(super) fn judge(self, after: &[u8]) -> Dot {
        match (self, after) {
            (_, [b'\r', b'\n', ..]) => Dot::Ends { line_end: 2 },
            (Self::BareLf, [b'\n', ..]) => Dot::Ends { line_end: 1 },
            (_, [] | [b'\r']) => Dot::Open,
            _ => Dot::Stuffed,
        }
    }
}

/// A dot that begins a line.
pub(super) enum Dot {
    /// It ends the message, with so many octets of line end.
    Ends { line_end: usize },
    /// It was added for transparency, or should have been.
    Stuffed,
    /// The next octets will tell.
    Open,
}

/// `content` as it goes over the wire after DATA: a dot before each line that begins with one, a line
/// end if the last line has none, and the line that ends it all (RFC 5321 §4.5.2, §4.1.1.4).
pub fn stuff(content: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(content.len() + content.len() / 64 + 8);
    put_stuffed(&mut out, content);
    out.put(b".\r\n");
    out
}

/// `lines`, the octets before the end of the message, without the dots that [`stuff`] has added. If
/// there are none, nothing is copied.
pub fn unstuff(lines: &Bytes, end: DataEnd) -> Bytes {
    unstuffed(lines, end.dot_at_line_start()).map_or_else(|| lines.clone(), Bytes::from)
}

/// The message as it is on the wire. Where a careless reader would have seen an end, the tree shows
/// that.
///
/// ```abnf
/// mail-data = *( ["."] *CHAR CRLF ) "." CRLF ; RFC 5321 §4.1.1.4, §4.5.2, which have no rule for it
/// ```
pub(crate) fn mail_data<'a>(input: In<'a>) -> Out<'a, ()> {
    root(Kind::MailData, |input: In<'a>| {
        let all: &'a [u8] = input.fragment();
        let (end, kind, octets) = find_end(all);
        let mut rest = input;
        let mut done = 0;
        for (at, kind, octets) in dots(all).take_while(|(at, ..)| *at < end) {
            // Two of them may share a line end.
            if at < done {
                continue;
            }
            (rest, ()) = leaf(Kind::MailLines, at - done, rest)?;
            (rest, ()) = leaf(kind, octets, rest)?;
            done = at + octets;
        }
        (rest, ()) = leaf(Kind::MailLines, end - done, rest)?;
        match kind {
            Some(kind) => leaf(kind, octets, rest),
            None => nothing_fits(Kind::MailDataEnd)(rest),
        }
    })(input)
}

fn leaf(kind: Kind, octets: usize, input: In<'_>) -> Out<'_, ()> {
    rule(kind, take(octets)).map(|_| ()).parse(input)
}

/// Where the end of the message begins, what it is, and its length. The strict end is the end in any
/// case; a loose one is if its reader has cut there.
fn find_end(all: &[u8]) -> (usize, Option<Kind>, usize) {
    if all.starts_with(b".\r\n") {
        return (0, Some(Kind::MailDataEnd), 3);
    }
    if let Some(at) = memmem::find(all, b"\r\n.\r\n") {
        return (at + 2, Some(Kind::MailDataEnd), 3);
    }
    for line_end in [&b".\r\n"[..], b".\n"] {
        if let Some(before) = all.strip_suffix(line_end)
            && (before.is_empty() || before.ends_with(b"\n"))
        {
            return (before.len(), Some(Kind::LooseMailDataEnd), line_end.len());
        }
    }
    (all.len(), None, 0)
}

/// The dots at the beginning of lines, however those end: where, what, and how many octets belong to
/// them.
fn dots(all: &[u8]) -> impl Iterator<Item = (usize, Kind, usize)> + '_ {
    let first = all.starts_with(b".").then_some(0);
    let others = memmem::find_iter(all, b"\n.").map(|at| at + 1);
    first.into_iter().chain(others).filter_map(|at| {
        let after = all.get(at + 1..).unwrap_or_default();
        let is_line_start =
            at == 0 || all.get(..at).is_some_and(|before| before.ends_with(b"\r\n"));
        match DataEnd::BareLf.judge(after) {
            Dot::Ends { line_end } => Some((at, Kind::FalseMailDataEnd, 1 + line_end)),
            Dot::Stuffed | Dot::Open if is_line_start => Some((at, Kind::StuffedDot, 1)),
            Dot::Stuffed | Dot::Open => None,
        }
    })
}
