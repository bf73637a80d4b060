//! POP3 sessions beside a plain model of RFC 1939: random commands in several sessions of one maildrop,
//! deliveries, mail that IMAP removes, cut connections and time. What a session says, and what is left in
//! INBOX, must be what the model says.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::disallowed_types,
    reason = "a test may panic"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::Table;
use mailscope_base::Uid;
use mailscope_store::Mail;
use mailscope_wire::Service;
use proptest::prelude::*;

/// Mails with everything that byte-stuffing, counting and UTF-8 mode must get right.
const MAILS: [&str; 6] = [
    "Subject: dots\r\n\r\n.\r\n..\r\n.a\r\n. b\r\nc.\r\n",
    ".Subject: dot first\r\n\r\ntext\r\n",
    "Subject: no end\r\n\r\nno line end",
    "Subject: only a header\r\n",
    "Subject: Gr\u{fc}\u{df}e\r\n\r\nUTF-8 in the header.\r\n",
    "\r\nno header\r\n.",
];

#[derive(Clone, Debug)]
enum Step {
    /// Commands that arrive together, cut after so many octets.
    Say(u32, Vec<Verb>, usize),
    Deliver(usize),
    /// IMAP removes the message at this place of INBOX.
    Expunge(usize),
    Cut(u32),
    /// Minutes.
    Wait(u64),
}

#[derive(Clone, Debug)]
enum Verb {
    User(&'static str),
    Pass(&'static str),
    /// AUTH PLAIN with this as Ada's password.
    Plain(bool),
    Stat,
    List(Option<usize>),
    Uidl(Option<usize>),
    Retr(usize),
    Top(usize, usize),
    Dele(usize),
    Noop,
    Rset,
    Utf8,
    Capa,
    Quit,
    Nonsense,
}

impl Verb {
    fn line(&self) -> String {
        let with = |verb: &str, number: &Option<usize>| match number {
            Some(number) => format!("{verb} {number}"),
            None => verb.to_owned(),
        };
        let line = match self {
            Self::User(name) => format!("USER {name}"),
            Self::Pass(password) => format!("PASS {password}"),
            Self::Plain(true) => "AUTH PLAIN AGFkYQBzZWNyZXQ=".to_owned(),
            Self::Plain(false) => "AUTH PLAIN AGFkYQB3cm9uZw==".to_owned(),
            Self::Stat => "STAT".to_owned(),
            Self::List(number) => with("LIST", number),
            Self::Uidl(number) => with("UIDL", number),
            Self::Retr(number) => format!("RETR {number}"),
            Self::Top(number, lines) => format!("TOP {number} {lines}"),
            Self::Dele(number) => format!("DELE {number}"),
            Self::Noop => "NOOP".to_owned(),
            Self::Rset => "RSET".to_owned(),
            Self::Utf8 => "UTF8".to_owned(),
            Self::Capa => "CAPA".to_owned(),
            Self::Quit => "QUIT".to_owned(),
            Self::Nonsense => "XYZZY".to_owned(),
        };
        line + "\r\n"
    }
}

/// What a response must be. Text for people is not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    Ok,
    /// With exactly this behind `+OK `.
    Data(String),
    /// With these lines.
    Lines(String),
    Err,
    Code(&'static str),
}

impl Said {
    fn check(&self, response: &str) {
        let (first, rest) = response.split_once("\r\n").unwrap();
        let lines = match self {
            Self::Lines(lines) => format!("{lines}.\r\n"),
            _ => String::new(),
        };
        let fits = match self {
            Self::Ok | Self::Lines(_) => first.starts_with("+OK"),
            Self::Data(data) => first == format!("+OK {data}"),
            Self::Err => first.starts_with("-ERR") && !first.contains('['),
            Self::Code(code) => first.starts_with(&format!("-ERR [{code}]")),
        };
        // A list of capabilities is not the model's business.
        let is_list = first.starts_with("+OK capability");
        assert!(fits && (is_list || rest == lines), "{self:?}, and not {response:?}");
    }
}

/// A message of the model.
type Message = (Uid, &'static str);

#[derive(Debug)]
struct Session {
    last: u64,
    user: Option<&'static str>,
    utf8: bool,
    failures: u32,
    errors: u32,
    maildrop: Option<Maildrop>,
}

#[derive(Debug)]
struct Maildrop {
    messages: Vec<Message>,
    marked: BTreeSet<usize>,
}

#[derive(Debug, Default)]
struct Model {
    inbox: Vec<Message>,
    now: u64,
    sessions: BTreeMap<u32, Session>,
}

/// The lines of a message as they are counted: the last one has an end (RFC 1939 §3, §11).
fn lines(mail: &str) -> Vec<String> {
    let mut lines: Vec<String> = mail.split("\r\n").map(|line| format!("{line}\r\n")).collect();
    if mail.is_empty() || mail.ends_with("\r\n") {
        lines.pop();
    }
    lines
}

fn octets(mail: &str) -> usize {
    lines(mail).iter().map(String::len).sum()
}

/// RFC 1939 §3: a dot more before each line that begins with one.
fn stuffed<'a>(lines: impl IntoIterator<Item = &'a String>) -> String {
    let dot = |line: &String| if line.starts_with('.') { "." } else { "" };
    lines.into_iter().flat_map(|line| [dot(line), line.as_str()]).collect()
}

fn unique_id(uid: Uid) -> String {
    format!("00000001.{:08x}", uid.get())
}

impl Maildrop {
    fn find(&self, number: usize) -> Option<Message> {
        let index = number.checked_sub(1).filter(|index| !self.marked.contains(index))?;
        self.messages.get(index).copied()
    }

    fn left(&self) -> impl Iterator<Item = (usize, Message)> {
        let numbered = self.messages.iter().enumerate();
        numbered.filter(|(index, _)| !self.marked.contains(index)).map(|(i, m)| (i + 1, *m))
    }

    /// One line, or all lines that `show` makes.
    fn listing(&self, number: Option<usize>, show: impl Fn(Message) -> String) -> Said {
        match number {
            None => {
                let line = |(number, it)| format!("{number} {}\r\n", show(it));
                Said::Lines(self.left().map(line).collect::<Vec<_>>().concat())
            }
            Some(number) => match self.find(number) {
                Some(message) => Said::Data(format!("{number} {}", show(message))),
                None => Said::Err,
            },
        }
    }

    fn in_transaction(&mut self, verb: &Verb, utf8: bool, inbox: &[Message]) -> Said {
        match verb {
            Verb::Stat => {
                let sum: usize = self.left().map(|(_, (_, mail))| octets(mail)).sum();
                Said::Data(format!("{} {sum}", self.left().count()))
            }
            Verb::List(number) => self.listing(*number, |(_, mail)| octets(mail).to_string()),
            Verb::Uidl(number) => self.listing(*number, |(uid, _)| unique_id(uid)),
            Verb::Retr(number) => self.content(*number, usize::MAX, utf8, inbox),
            Verb::Top(number, count) => self.content(*number, *count, utf8, inbox),
            Verb::Dele(number) => match self.find(*number) {
                Some(_) => {
                    self.marked.insert(number - 1);
                    Said::Ok
                }
                None => Said::Err,
            },
            Verb::Rset => {
                self.marked.clear();
                Said::Ok
            }
            Verb::Noop => Said::Ok,
            _ => Said::Err,
        }
    }

    /// The header, the empty line, and `count` lines.
    fn content(&self, number: usize, count: usize, utf8: bool, inbox: &[Message]) -> Said {
        let Some((_, mail)) = self.find(number).filter(|message| inbox.contains(message)) else {
            return Said::Err;
        };
        let lines = lines(mail);
        let header = lines.iter().position(|line| line == "\r\n").map_or(lines.len(), |at| at + 1);
        if !utf8 && !lines[..header].concat().is_ascii() {
            return Said::Code("UTF8");
        }
        Said::Lines(stuffed(&lines[..header.saturating_add(count).min(lines.len())]))
    }
}

impl Model {
    fn open(&mut self, id: u32) {
        let last = self.now;
        let session =
            Session { last, user: None, utf8: false, failures: 0, errors: 0, maildrop: None };
        self.sessions.insert(id, session);
    }

    fn login(&mut self, id: u32, right: bool) -> Said {
        let in_use = self.sessions.values().any(|session| session.maildrop.is_some());
        let session = self.sessions.get_mut(&id).unwrap();
        if !right {
            session.failures += 1;
            return Said::Code("AUTH");
        }
        session.failures = 0;
        if in_use {
            return Said::Code("IN-USE");
        }
        let messages = self.inbox.clone();
        session.maildrop = Some(Maildrop { messages, marked: BTreeSet::new() });
        Said::Ok
    }

    /// The answer to a command; the session is gone where it ends.
    fn obey(&mut self, id: u32, verb: &Verb) -> Said {
        let session = self.sessions.get_mut(&id).unwrap();
        if verb.is_nonsense() {
            session.errors += 1;
            if session.errors == 20 {
                self.sessions.remove(&id);
            }
            return Said::Err;
        }
        let (known, legal) =
            (session.maildrop.is_some(), verb.is_legal(session.maildrop.is_some()));
        if !legal {
            return Said::Err;
        }
        session.errors = 0;
        match verb {
            Verb::Capa => return Said::Ok,
            Verb::Quit => {
                let session = self.sessions.remove(&id).unwrap();
                if let Some(maildrop) = session.maildrop {
                    let marked: Vec<_> =
                        maildrop.marked.iter().map(|i| maildrop.messages[*i]).collect();
                    self.inbox.retain(|message| !marked.contains(message));
                }
                return Said::Ok;
            }
            _ => {}
        }
        if known {
            let utf8 = session.utf8;
            let maildrop = session.maildrop.as_mut().unwrap();
            return maildrop.in_transaction(verb, utf8, &self.inbox);
        }
        let said = match verb {
            Verb::User(name) => {
                session.user = Some(name);
                Said::Ok
            }
            Verb::Utf8 => {
                session.utf8 = true;
                Said::Ok
            }
            Verb::Pass(password) => match session.user.take() {
                Some(user) => self.login(id, user == "ada" && *password == "secret"),
                None => Said::Err,
            },
            Verb::Plain(right) => self.login(id, *right),
            _ => Said::Err,
        };
        if self.sessions[&id].failures == 5 {
            self.sessions.remove(&id);
        }
        said
    }

    fn wait(&mut self, mins: u64) {
        self.now += mins;
        self.sessions.retain(|_, session| self.now - session.last < 10);
    }
}

impl Verb {
    /// No command, or a number that no message can have (RFC 1939 §5).
    fn is_nonsense(&self) -> bool {
        matches!(self, Self::Nonsense | Self::Retr(0) | Self::Top(0, _) | Self::Dele(0))
    }

    /// RFC 1939 §4, §5, RFC 2449 §5, RFC 6856 §2.1.
    fn is_legal(&self, in_transaction: bool) -> bool {
        match self {
            Self::Capa | Self::Quit => true,
            Self::User(_) | Self::Pass(_) | Self::Plain(_) | Self::Utf8 => !in_transaction,
            _ => in_transaction,
        }
    }
}

/// The system and the model, side by side.
struct Both {
    table: Table,
    model: Model,
}

impl Both {
    fn new() -> Self {
        let mut table = Table::new(Service::Pop3);
        for uid in 1..=3 {
            table.store.expunge(table.ada, "INBOX", Uid::new(uid).unwrap()).unwrap();
        }
        Self { table, model: Model::default() }
    }

    fn take(&mut self, step: &Step) {
        match step {
            Step::Say(id, verbs, cut) => self.say(*id, verbs, *cut),
            Step::Deliver(nth) => {
                let inbox = self.table.store.account(self.table.ada).unwrap().mailbox("INBOX");
                let uid = inbox.unwrap().uid_next();
                self.table.deliver_mail(Mail::new(MAILS[*nth]));
                self.model.inbox.push((uid, MAILS[*nth]));
            }
            Step::Expunge(nth) => {
                if self.model.inbox.is_empty() {
                    return;
                }
                let (uid, _) = self.model.inbox.remove(nth % self.model.inbox.len());
                let change = self.table.store.expunge(self.table.ada, "INBOX", uid).unwrap();
                self.table.notify(None, &[change]);
            }
            Step::Cut(id) => {
                self.table.cut(*id);
                self.model.sessions.remove(id);
            }
            Step::Wait(mins) => {
                self.table.wait(*mins);
                self.model.wait(*mins);
            }
        }
    }

    fn say(&mut self, id: u32, verbs: &[Verb], cut: usize) {
        if !self.table.is_open(id) {
            self.table.open(id);
            self.model.open(id);
        }
        self.table.sent.clear();
        let text: String = verbs.iter().map(Verb::line).collect();
        let (now, later) = text.as_bytes().split_at(cut.min(text.len()));
        self.table.receive(id, now);
        self.table.receive(id, later);
        let mut sent = self.table.sent.drain(..);
        for verb in verbs {
            let Some(session) = self.model.sessions.get_mut(&id) else { break };
            session.last = self.model.now;
            let said = self.model.obey(id, verb);
            let response = sent.next().unwrap_or_else(|| panic!("no answer to {verb:?}"));
            said.check(std::str::from_utf8(&response).unwrap());
        }
        assert_eq!(sent.next(), None, "an answer to nothing");
    }

    fn check(&self) {
        let account = self.table.store.account(self.table.ada).unwrap();
        let there = account.mailbox("INBOX").unwrap().messages();
        let there: Vec<_> = there.iter().map(|message| message.uid).collect();
        let due: Vec<_> = self.model.inbox.iter().map(|(uid, _)| *uid).collect();
        assert_eq!(there, due);
        let held = self.model.sessions.values().any(|session| session.maildrop.is_some());
        assert_eq!(account.maildrop_locked(), held);
        for id in 1..=3 {
            assert_eq!(self.table.is_open(id), self.model.sessions.contains_key(&id));
        }
    }
}

fn verb() -> impl Strategy<Value = Verb> {
    let number = || 0..6_usize;
    prop_oneof![
        2 => prop::sample::select(vec!["ada", "ada", "nobody"]).prop_map(Verb::User),
        3 => prop::sample::select(vec!["secret", "secret", "wrong"]).prop_map(Verb::Pass),
        3 => prop::bool::weighted(0.8).prop_map(Verb::Plain),
        1 => Just(Verb::Stat),
        2 => prop::option::of(1..6_usize).prop_map(Verb::List),
        2 => prop::option::of(1..6_usize).prop_map(Verb::Uidl),
        3 => number().prop_map(Verb::Retr),
        2 => (number(), 0..5_usize).prop_map(|(number, lines)| Verb::Top(number, lines)),
        3 => number().prop_map(Verb::Dele),
        1 => Just(Verb::Noop),
        1 => Just(Verb::Rset),
        1 => Just(Verb::Utf8),
        1 => Just(Verb::Capa),
        1 => Just(Verb::Quit),
        1 => Just(Verb::Nonsense),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        12 => (1..=3_u32, prop::collection::vec(verb(), 1..6), 0..40_usize)
            .prop_map(|(id, verbs, cut)| Step::Say(id, verbs, cut)),
        4 => (0..MAILS.len()).prop_map(Step::Deliver),
        1 => any::<usize>().prop_map(Step::Expunge),
        1 => (1..=3_u32).prop_map(Step::Cut),
        1 => (1..7_u64).prop_map(Step::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    // RFC 1939 §3 to §7, RFC 2449 §6.6.
    #[test]
    fn sessions_are_what_the_model_says(steps in prop::collection::vec(step(), 0..60)) {
        let mut both = Both::new();
        for step in &steps {
            both.take(step);
            both.check();
        }
    }
}
