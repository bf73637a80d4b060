//! POP3: the conversations of `tests/interop/pop3`, and what makes their answers equal.
//!
//! What is taken away, and the sentences that allow servers to differ in it:
//!
//! - the text after the status and its code (RFC 1939 §3: the status indicator and a keyword, possibly
//!   followed by additional information),
//! - unique-ids, which a server invents (§7): they are counted as they come up,
//! - the timestamp of the greeting (§7: APOP), but not whether there is one,
//! - what else CAPA announces: its lines are compared as a set, and IMPLEMENTATION by its name
//!   (RFC 2449 §5: their order means nothing).

use std::collections::BTreeMap;

use crate::common::differences::{Difference, List, settle};
use crate::common::lines::{
    Answer, Conversation, Dialect, Kind, Outside, conversations, only, play,
};
use crate::common::serve::{PASSWORD, Serve};
use crate::dovecot::Dovecot;
use crate::player::{self, Line};
use crate::{mail, normal, precise};

const LIST: List = List { file: "pop3/differences.toml", other: "Dovecot" };

pub(crate) struct Pop3;

impl Dialect for Pop3 {
    fn complete(command: &[u8], bytes: &[u8]) -> Option<usize> {
        let line = bytes.windows(2).position(|pair| pair == b"\r\n")? + 2;
        if !bytes.starts_with(b"+OK") || !is_multi_line(command) {
            return Some(line);
        }
        let end = b"\r\n.\r\n";
        let from = line - 2;
        let body = bytes[from..].windows(end.len()).position(|window| window == end)?;
        Some(from + body + end.len())
    }

    fn introduction(user: &str) -> Vec<String> {
        vec![format!("USER {user}"), format!("PASS {PASSWORD}")]
    }
}

/// Whether a command that succeeds is answered with more than a line (RFC 1939 §3, RFC 2449 §5).
fn is_multi_line(command: &[u8]) -> bool {
    let text = String::from_utf8_lossy(command).to_ascii_uppercase();
    let mut words = text.split_whitespace();
    let verb = words.next().unwrap_or_default();
    match verb {
        "CAPA" | "RETR" | "TOP" => true,
        "LIST" | "UIDL" | "AUTH" | "LANG" => words.next().is_none(),
        _ => false,
    }
}

/// One of the two servers.
struct Side {
    pop3: u16,
    imap: u16,
    sessions: BTreeMap<char, player::Session>,
}

impl Outside for Side {
    fn port(&self, _: &str) -> u16 {
        self.pop3
    }

    fn arrived(&mut self, _: &str, _: usize) -> Vec<Line> {
        Vec::new()
    }

    fn imap(&mut self, session: char, user: &str, command: &str) -> Vec<Line> {
        let port = self.imap;
        let session = self.sessions.entry(session).or_insert_with(|| {
            let mut session = player::Session::open(port);
            session.log_in(user);
            session
        });
        session.command(command)
    }
}

pub(crate) fn judge(dovecot: &Dovecot) {
    let conversations = conversations("pop3/conversations");
    let users: Vec<_> = (0..conversations.len()).map(|nth| format!("user{nth}")).collect();
    let serve = Serve::with(&users, None);
    let ports = [(serve.pop3, serve.imap), (dovecot.pop3, dovecot.port)];
    let mut found = Vec::new();
    let mut count = 0;
    for (conversation, user) in conversations.iter().zip(&users) {
        let [ours, theirs] = ports.map(|(pop3, imap)| {
            let mut session = player::Session::open(imap);
            session.log_in(user);
            for set in &conversation.mail {
                mail::load(set, &mut session).expect("the mail is taken");
            }
            session.command("LOGOUT");
            play::<Pop3>(conversation, user, &mut Side { pop3, imap, sessions: BTreeMap::new() })
        });
        count += ours.len();
        found.extend(compare(conversation, &ours, &theirs));
    }
    let (played, differ) = (conversations.len(), found.len());
    println!("Dovecot's POP3: {played} conversations, {count} answers, {differ} differ");
    settle(LIST, only().as_deref(), found);
}

fn compare(conversation: &Conversation, ours: &[Answer], theirs: &[Answer]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut names = [Names::default(), Names::default()];
    assert_eq!(ours.len(), theirs.len(), "{}: not the same answers", conversation.name);
    for (ours, theirs) in ours.iter().zip(theirs) {
        if only().is_some() {
            println!("{}\n  ours {:?}\n  theirs {:?}", ours.step, shown(ours), shown(theirs));
        }
        let [our_names, their_names] = &mut names;
        let (our_lines, their_lines) = (answer(ours, our_names), answer(theirs, their_names));
        let our_lines: Vec<_> =
            our_lines.iter().filter_map(|line| precise(line, &their_lines)).collect();
        let name = &conversation.name;
        found.extend(Difference::between(name, &ours.step, &our_lines, &their_lines));
    }
    found
}

fn shown(answer: &Answer) -> Vec<String> {
    let lines = answer.answers.iter().flat_map(|(_, lines)| lines);
    lines.map(|line| line.escape_ascii().to_string()).collect()
}

/// Unique-ids in the order in which they came up.
#[derive(Default)]
struct Names(Vec<String>);

impl Names {
    fn of(&mut self, name: &str) -> String {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        format!("<uid {}>", at + 1)
    }
}

fn answer(answer: &Answer, names: &mut Names) -> Vec<String> {
    if answer.kind == Kind::Imap {
        return answer.answers.iter().flat_map(|(_, lines)| normal::normal(lines)).collect();
    }
    let mut all = Vec::new();
    for (command, lines) in &answer.answers {
        let verb = command.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        let mut lines: Vec<_> = lines.iter().map(|line| line.escape_ascii().to_string()).collect();
        let numbered = |line: &str| -> Option<(String, String)> {
            let (number, name) = line.split_once(' ')?;
            Some((number.to_owned(), name.to_owned()))
        };
        for (nth, line) in lines.iter_mut().enumerate() {
            let uid = line.strip_prefix("+OK ").unwrap_or(line);
            *line = match (nth, verb.as_str()) {
                (0, "STAT") if line.starts_with("+OK") => {
                    line.split(' ').take(3).collect::<Vec<_>>().join(" ")
                }
                (0, "LIST") if command.trim().len() > 4 && line.starts_with("+OK") => line.clone(),
                (_, "UIDL") if uid.starts_with(|c: char| c.is_ascii_digit()) => {
                    let (number, name) = numbered(uid).unwrap_or_default();
                    format!("{number} {}", names.of(&name))
                }
                (0, _) => status(line, command.is_empty()),
                (_, "CAPA") if line.starts_with("IMPLEMENTATION") => "IMPLEMENTATION".to_owned(),
                _ => line.clone(),
            };
        }
        if verb == "CAPA" && lines.len() > 2 {
            let end = lines.len() - 1;
            lines[1..end].sort();
        }
        all.extend(lines);
    }
    all
}

/// The status, its code, and whether the greeting has a timestamp.
fn status(line: &str, greeting: bool) -> String {
    let (status, rest) = line.split_once(' ').unwrap_or((line, ""));
    let code = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(code, _)| code);
    let stamp = rest.split_once('<').is_some_and(|(_, rest)| rest.contains('@'));
    match code {
        Some(code) => format!("{status} [{code}]"),
        None if greeting && stamp => format!("{status} <timestamp>"),
        None => status.to_owned(),
    }
}
