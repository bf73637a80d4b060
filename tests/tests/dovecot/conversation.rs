//! Conversations in files: who says what, when.
//!
//! ```text
//! needs: CONDSTORE            what both servers must announce, or the conversation is left out
//! mail: first-day             what INBOX holds at the beginning (`mail.rs`)
//! # a comment
//! A: FETCH 1 (FLAGS)          session A sends a command and waits for its tagged response
//! A> DONE                     … a line without a tag, and waits as after a command
//! A? EXISTS                   … waits for a response with this word
//! A& NOOP                     … sends a command and does not wait
//! A= m HIGHESTMODSEQ          the number after that word in A's last responses is `$m` from now on
//! A! login                    opens a session that does not log in by itself
//! ```
//!
//! In a command `{{text}}` becomes a literal, `{{+text}}` one that is not waited for, `{{~text}}` one
//! that may hold zeros, and `{{@file}}` a literal with that file of `tests/interop/mail`. Escapes are
//! those of Rust.

use std::path::{Path, PathBuf};

use crate::common::root;

pub(crate) struct Conversation {
    pub(crate) name: String,
    pub(crate) needs: Vec<String>,
    pub(crate) mail: Vec<String>,
    pub(crate) steps: Vec<Step>,
}

#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) session: char,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Command,
    Untagged,
    Wait,
    Send,
    Remember,
    Open,
}

impl Kind {
    pub(crate) const fn sign(self) -> char {
        match self {
            Self::Command => ':',
            Self::Untagged => '>',
            Self::Wait => '?',
            Self::Send => '&',
            Self::Remember => '=',
            Self::Open => '!',
        }
    }

    fn of(sign: char) -> Option<Self> {
        let all =
            [Self::Command, Self::Untagged, Self::Wait, Self::Send, Self::Remember, Self::Open];
        all.into_iter().find(|kind| kind.sign() == sign)
    }
}

/// All of `tests/interop/conversations`, in the order of their names.
pub(crate) fn all() -> Vec<Conversation> {
    let folder = root().join("tests/interop/conversations");
    let entries = std::fs::read_dir(&folder).expect("there are conversations");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Conversation {
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(file).expect("a conversation is text");
    let mut conversation = Conversation { name, needs: vec![], mail: vec![], steps: vec![] };
    let words = |rest: &str| rest.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(rest) = line.strip_prefix("needs:") {
            conversation.needs = words(rest);
        } else if let Some(rest) = line.strip_prefix("mail:") {
            conversation.mail = words(rest);
        } else if !line.is_empty() && !line.starts_with('#') {
            let step = step(line).unwrap_or_else(|| panic!("{}:{number}: {line}", file.display()));
            conversation.steps.push(step);
        }
    }
    conversation
}

fn step(line: &str) -> Option<Step> {
    let mut chars = line.chars();
    let session = chars.next().filter(char::is_ascii_uppercase)?;
    let kind = Kind::of(chars.next()?)?;
    let text = chars.as_str();
    let text = text.strip_prefix(' ').unwrap_or(text).to_owned();
    Some(Step { session, kind, text })
}

/// What is sent: text, and literals in between.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Text(Vec<u8>),
    Literal { bytes: Vec<u8>, waits: bool, binary: bool },
}

/// A command as it is sent.
pub(crate) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}").expect("a literal ends");
        pieces.push(Piece::Text(unescape(before)));
        pieces.push(literal(inside));
        rest = after;
    }
    pieces.push(Piece::Text(unescape(rest)));
    pieces
}

fn literal(inside: &str) -> Piece {
    let (waits, inside) = inside.strip_prefix('+').map_or((true, inside), |rest| (false, rest));
    let (binary, inside) = inside.strip_prefix('~').map_or((false, inside), |rest| (true, rest));
    let bytes = match inside.strip_prefix('@') {
        Some(file) => {
            let file = root().join("tests/interop/mail").join(file);
            std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
        }
        None => unescape(inside),
    };
    Piece::Literal { bytes, waits, binary }
}

/// `\r`, `\n`, `\0` and `\xNN`; any other backslash stands for itself, since flags have one.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let known = match (first, after) {
            (b'\\', [b'r', ..]) => Some((b'\r', 1)),
            (b'\\', [b'n', ..]) => Some((b'\n', 1)),
            (b'\\', [b'0', ..]) => Some((0, 1)),
            (b'\\', [b'x', high, low, ..]) => {
                let digits = [*high, *low];
                let digits = std::str::from_utf8(&digits).ok();
                digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(|byte| (byte, 3))
            }
            _ => None,
        };
        match known {
            Some((byte, used)) => {
                bytes.push(byte);
                rest = &after[used..];
            }
            None => bytes.push(*first),
        }
    }
    bytes
}

#[test]
fn escapes_and_flags_do_not_mix() {
    let flags = Piece::Text(br"STORE 1 FLAGS (\Seen \Recent)".to_vec());
    assert_eq!(pieces(r"STORE 1 FLAGS (\Seen \Recent)"), [flags]);
    let literal = Piece::Literal { bytes: b"a\r\n\xff".to_vec(), waits: false, binary: true };
    let pieces = pieces(r"X {{+~a\r\n\xff}}");
    assert_eq!(pieces, [Piece::Text(b"X ".to_vec()), literal, Piece::Text(vec![])]);
}
