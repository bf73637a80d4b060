//! Conversations in POP3 and SMTP: protocols of lines, in which each command has one answer.
//!
//! ```text
//! mail: five                  what INBOX holds at the beginning
//! role: submission            which listener sessions connect to, where there are several
//! # a comment
//! A: STAT                     session A sends a line and hears the answer
//! A& RETR 1                   … a line that goes out together with what follows
//! A~ octets                   … octets as they are, which have no answer of their own
//! A! hello                    opens a session that does not introduce itself
//! A^ end                      hears whatever comes until the server closes
//! A% cut                      breaks the connection off
//! A= 2                        what has arrived for `$user`, once it is so many messages
//! I@ SELECT INBOX             an IMAP command, in a session of that protocol
//! ```
//!
//! `$user` is the account of the conversation and `$other` another one. `{{text*1000}}` stands for a
//! thousand times that text, `{{@file}}` for a file of `tests/interop`, `{{base64:text}}` for what that
//! encoding makes of it. Escapes are those of Rust.

mod player;
mod text;

use std::path::{Path, PathBuf};

#[allow(unused_imports, reason = "each test binary uses a part of it")]
pub(crate) use player::{Answer, Dialect, Outside, play};
#[allow(unused_imports, reason = "each test binary uses a part of it")]
pub(crate) use text::octets;

use super::root;

pub(crate) struct Conversation {
    pub(crate) name: String,
    pub(crate) mail: Vec<String>,
    pub(crate) role: String,
    pub(crate) steps: Vec<Step>,
}

pub(crate) struct Step {
    pub(crate) session: char,
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Command,
    Pipelined,
    Octets,
    Open,
    UntilClosed,
    Cut,
    Arrived,
    Imap,
}

impl Kind {
    const ALL: [(char, Self); 8] = [
        (':', Self::Command),
        ('&', Self::Pipelined),
        ('~', Self::Octets),
        ('!', Self::Open),
        ('^', Self::UntilClosed),
        ('%', Self::Cut),
        ('=', Self::Arrived),
        ('@', Self::Imap),
    ];
}

/// All of a folder of `tests/interop`, in the order of their names; only the one that
/// `CONVERSATION` names, if it does.
pub(crate) fn conversations(folder: &str) -> Vec<Conversation> {
    let folder = root().join("tests/interop").join(folder);
    let entries = std::fs::read_dir(&folder).expect("there are conversations");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let mut all: Vec<_> = files.iter().map(|file| read(file)).collect();
    if let Some(only) = only() {
        all.retain(|conversation| conversation.name == only);
    }
    all
}

/// The one conversation that was asked for.
pub(crate) fn only() -> Option<String> {
    std::env::var("CONVERSATION").ok()
}

fn read(file: &Path) -> Conversation {
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(file).expect("a conversation is text");
    let (mut mail, mut role, mut steps) = (Vec::new(), String::new(), Vec::new());
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(rest) = line.strip_prefix("mail:") {
            mail = rest.split_whitespace().map(str::to_owned).collect();
        } else if let Some(rest) = line.strip_prefix("role:") {
            rest.trim().clone_into(&mut role);
        } else if !line.is_empty() && !line.starts_with('#') {
            let step = step(line).unwrap_or_else(|| panic!("{}:{number}: {line}", file.display()));
            steps.push(step);
        }
    }
    Conversation { name, mail, role, steps }
}

fn step(line: &str) -> Option<Step> {
    let mut chars = line.chars();
    let session = chars.next().filter(char::is_ascii_uppercase)?;
    let sign = chars.next()?;
    let (_, kind) = Kind::ALL.into_iter().find(|(other, _)| *other == sign)?;
    let text = chars.as_str();
    let text = text.strip_prefix(' ').unwrap_or(text).to_owned();
    Some(Step { session, kind, text })
}
