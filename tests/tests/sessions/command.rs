//! Commands, made by chance from what a client knows.

use core::fmt::Write as _;

use mailscope_base::{Flag, Flags, Keyword, ModSeq, Prng, Uid, UidValidity};
use mailscope_wire::imap::{Bound, SequenceSet};

use crate::client::{Client, Memory, Picture};

/// Names of mailboxes that meet: above and below each other, INBOX in two spellings.
const NAMES: [&str; 8] = ["INBOX", "A", "A/b", "A/b/c", "B", "B/b", "inbox", "two words"];
/// Names that no mailbox can have.
const BAD_NAMES: [&str; 4] = ["", "A//b", "/", "50%"];

/// What was asked of the server, so that its answers can be judged.
#[derive(Clone, Debug)]
pub(crate) enum Issued {
    Login,
    Enable,
    Logout,
    Idle,
    Select {
        name: String,
        read_only: bool,
        returning: Option<Returning>,
    },
    Unselect,
    Close,
    Create(String),
    Delete(String),
    Rename(String, String),
    Subscribe(String),
    Unsubscribe(String),
    List,
    Append {
        name: String,
        messages: Vec<(Flags, String)>,
    },
    Expunge(Option<SequenceSet>),
    Fetch {
        set: SequenceSet,
        uid: bool,
        reads: bool,
        since: Option<ModSeq>,
        fills: Option<usize>,
    },
    Store(Storing),
    Copy {
        set: SequenceSet,
        uid: bool,
        to: String,
        moves: bool,
    },
    Search {
        uid: bool,
        key: Key,
    },
    /// Whatever changes nothing.
    Other,
}

/// A client that has been here before (RFC 7162 §3.2.5).
#[derive(Clone, Debug)]
pub(crate) struct Returning {
    pub(crate) validity: UidValidity,
    pub(crate) memory: Memory,
    /// It asks only for the messages that it knew.
    pub(crate) of_known: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Storing {
    pub(crate) set: SequenceSet,
    pub(crate) uid: bool,
    pub(crate) action: char,
    pub(crate) silent: bool,
    pub(crate) flags: Flags,
    pub(crate) unchanged_since: Option<ModSeq>,
}

#[derive(Clone, Debug)]
pub(crate) enum Key {
    All,
    Has(Flag),
    HasNot(Flag),
    Since(ModSeq),
}

impl Issued {
    /// RFC 9051 §7.5.1, RFC 5256 §3: no EXPUNGE while these are answered.
    pub(crate) fn speaks_in_numbers(&self) -> bool {
        match self {
            Self::Fetch { uid, .. } | Self::Search { uid, .. } => !uid,
            Self::Store(storing) => !storing.uid,
            _ => false,
        }
    }
}

/// Chance, in the words of this test.
#[derive(Debug)]
pub(crate) struct Dice(pub(crate) Prng);

impl Dice {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.below(bound as u64)).unwrap()
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.0.chance(1, n)
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub(crate) fn name(&mut self) -> String {
        let names: &[&str] = if self.one_in(20) { &BAD_NAMES } else { &NAMES };
        self.pick(names).to_owned()
    }

    pub(crate) fn flags(&mut self) -> Flags {
        let all = [
            Flag::Seen,
            Flag::Deleted,
            Flag::Deleted,
            Flag::Flagged,
            Flag::Answered,
            Flag::Keyword(Keyword::new("$Junk")),
            Flag::Keyword(Keyword::new("x")),
        ];
        (0..self.below(4)).map(|_| self.pick(&all)).collect()
    }
}

/// A command as bytes, without its tag, and what it asks for.
pub(crate) struct Made {
    pub(crate) text: String,
    pub(crate) issued: Issued,
}

fn made(text: impl Into<String>, issued: Issued) -> Made {
    Made { text: text.into(), issued }
}

/// The next command of a client that waits for nothing.
pub(crate) fn next(client: &Client, nth: usize, dice: &mut Dice) -> Made {
    if !client.logged_in {
        return made("LOGIN ada secret", Issued::Login);
    }
    if !client.asked {
        return made("CAPABILITY", Issued::Other);
    }
    if dice.one_in(40) {
        return nonsense(dice);
    }
    match &client.selected {
        None => outside(client, nth, dice),
        Some(picture) if picture.has_news() => {
            if dice.one_in(3) {
                anywhere(client, nth, dice)
            } else {
                fill(client, picture)
            }
        }
        Some(picture) if dice.one_in(5) => {
            if picture.view.len() > 30 {
                made("EXPUNGE", Issued::Expunge(None))
            } else {
                anywhere(client, nth, dice)
            }
        }
        Some(picture) => inside(client, picture, dice),
    }
}

/// Asks for what is needed to know which message each number is.
pub(crate) fn fill(client: &Client, picture: &Picture) -> Made {
    let from = picture.view.iter().position(|known| known.uid.is_none() && !known.gone);
    let first = u32::try_from(from.unwrap_or(0) + 1).unwrap();
    let set = SequenceSet(vec![(Bound::Number(first), Bound::Largest)]);
    let modseq = if client.has("CONDSTORE") { " MODSEQ" } else { "" };
    let text = format!("FETCH {set} (UID FLAGS{modseq})");
    made(
        text,
        Issued::Fetch {
            set,
            uid: false,
            reads: false,
            since: None,
            fills: Some(picture.view.len()),
        },
    )
}

fn nonsense(dice: &mut Dice) -> Made {
    let lines = [
        "XYZZY",
        "FETCH",
        "FETCH 0 FLAGS",
        "STORE 1 FLAGS",
        "FETCH 4294967295 FLAGS",
        "UID",
        "UID NOOP",
        "SELECT",
        "SELECT \"no such mailbox\"",
        "COPY 1 \"no such mailbox\"",
        "STORE 1 FLAGS (\\Recent)",
        "FETCH 1 (FLAGS",
        "NOOP NOOP",
        "LOGIN ada wrong",
        "DONE",
        "STATUS INBOX ()",
    ];
    made(dice.pick(&lines), Issued::Other)
}

fn outside(client: &Client, nth: usize, dice: &mut Dice) -> Made {
    if !client.has_enabled && client.has("ENABLE") && dice.one_in(2) {
        let all = ["CONDSTORE", "QRESYNC", "IMAP4rev2", "UTF8=ACCEPT"];
        let known: Vec<&str> = all.into_iter().filter(|name| client.has(name)).collect();
        if !known.is_empty() {
            return made(format!("ENABLE {}", dice.pick(&known)), Issued::Enable);
        }
    }
    if dice.one_in(3) { anywhere(client, nth, dice) } else { select(client, dice) }
}

fn select(client: &Client, dice: &mut Dice) -> Made {
    let name = if dice.one_in(2) { "INBOX".to_owned() } else { dice.name() };
    let read_only = dice.one_in(4);
    let verb = if read_only { "EXAMINE" } else { "SELECT" };
    let mut text = format!("{verb} \"{name}\"");
    let remembered: Vec<_> = client.remembered.iter().filter(|(_, r)| r.name == name).collect();
    let mut returning = None;
    if client.qresync && !client.is_forgetful && !remembered.is_empty() && !dice.one_in(4) {
        let (validity, memory) = dice.pick(&remembered);
        let uids = SequenceSet::of(memory.flags.keys().map(|uid| uid.get()));
        let known = uids.filter(|_| dice.one_in(2)).map(|uids| format!(" {uids}"));
        let of_known = known.is_some();
        let memory = (*memory).clone();
        returning = Some(Returning { validity: *validity, memory: memory.clone(), of_known });
        let (modseq, known) = (memory.modseq, known.unwrap_or_default());
        write!(text, " (QRESYNC ({validity} {modseq}{known}))").unwrap();
    } else if client.has("CONDSTORE") && dice.one_in(4) {
        text += " (CONDSTORE)";
    }
    made(text, Issued::Select { name, read_only, returning })
}

/// What can be asked whether a mailbox is selected or not.
fn anywhere(client: &Client, nth: usize, dice: &mut Dice) -> Made {
    let name = dice.name();
    match dice.below(18) {
        0 => made(format!("CREATE \"{name}\""), Issued::Create(name)),
        1 if dice.one_in(2) => made(format!("DELETE \"{name}\""), Issued::Delete(name)),
        2 if dice.one_in(2) => {
            let to = dice.name();
            made(format!("RENAME \"{name}\" \"{to}\""), Issued::Rename(name, to))
        }
        3 => made(format!("SUBSCRIBE \"{name}\""), Issued::Subscribe(name)),
        4 => made(format!("UNSUBSCRIBE \"{name}\""), Issued::Unsubscribe(name)),
        5 => made("LIST \"\" *", Issued::List),
        6 => made("LSUB \"\" *", Issued::Other),
        7 => {
            let modseq = if client.condstore { " HIGHESTMODSEQ" } else { "" };
            let items = format!("MESSAGES UIDNEXT UIDVALIDITY UNSEEN{modseq}");
            made(format!("STATUS \"{name}\" ({items})"), Issued::Other)
        }
        8..=11 => append(client, name, nth, dice),
        12 => made("IDLE", Issued::Idle),
        13 if dice.one_in(6) => made("LOGOUT", Issued::Logout),
        14 => select(client, dice),
        15 => {
            let lines = ["CAPABILITY", "NAMESPACE", "ID NIL", "CHECK", "GETQUOTAROOT INBOX"];
            made(dice.pick(&lines), Issued::Other)
        }
        _ => made("NOOP", Issued::Other),
    }
}

fn append(client: &Client, name: String, nth: usize, dice: &mut Dice) -> Made {
    let name = if dice.one_in(2) { "INBOX".to_owned() } else { name };
    let several = client.has("MULTIAPPEND") && dice.one_in(4);
    let count = if several { 1 + dice.below(3) } else { 1 };
    let mut text = format!("APPEND \"{name}\"");
    let mut messages = Vec::new();
    for i in 0..count {
        let filler = "x".repeat(dice.below(40));
        let mail = format!("Subject: {nth}-{i}\r\nMessage-ID: <{nth}-{i}@a>\r\n\r\n{filler}\r\n");
        let flags = dice.flags();
        let plus = if dice.one_in(2) { "+" } else { "" };
        write!(text, " {flags} {{{}{plus}}}\r\n{mail}", mail.len()).unwrap();
        messages.push((flags, mail));
    }
    made(text, Issued::Append { name, messages })
}

/// What can be asked of the messages of a selected mailbox, all of them known.
fn inside(client: &Client, picture: &Picture, dice: &mut Dice) -> Made {
    let uid = dice.one_in(2);
    let prefix = if uid { "UID " } else { "" };
    let choice = dice.below(20);
    if let 14..=19 = choice {
        return leaving(client, choice, dice);
    }
    let Some(set) = set(picture, uid, dice) else { return leaving(client, 14 + choice % 6, dice) };
    match choice {
        0..=4 => {
            let mut text = String::from("FLAGS");
            let reads = dice.one_in(3);
            if reads {
                text += " BODY[]";
            }
            if client.has("CONDSTORE") && dice.one_in(2) {
                text += " MODSEQ";
            }
            let mut text = format!("{prefix}FETCH {set} ({text} UID RFC822.SIZE)");
            let asks = client.has("CONDSTORE") && dice.one_in(5);
            let since = asks.then(|| ModSeq(1 + dice.below(60) as u64));
            if let Some(since) = since {
                write!(text, " (CHANGEDSINCE {since})").unwrap();
            }
            made(text, Issued::Fetch { set, uid, reads, since, fills: None })
        }
        5..=10 => store(client, picture, set, uid, dice),
        11 | 12 => {
            let (to, moves) = (dice.name(), dice.one_in(2));
            let verb = if moves { "MOVE" } else { "COPY" };
            let text = format!("{prefix}{verb} {set} \"{to}\"");
            made(text, Issued::Copy { set, uid, to, moves })
        }
        _ => {
            let first = picture.view.first().and_then(|known| known.uid).map_or(1, Uid::get);
            let last = picture.view.iter().rev().find_map(|known| known.uid);
            let last = Bound::Number(last.map_or(first, Uid::get));
            let set = SequenceSet(vec![(Bound::Number(first), last)]);
            made(format!("UID EXPUNGE {set}"), Issued::Expunge(Some(set)))
        }
    }
}

fn store(client: &Client, picture: &Picture, set: SequenceSet, uid: bool, dice: &mut Dice) -> Made {
    let flags = dice.flags();
    let action = dice.pick(&['+', '-', '=']);
    let silent = dice.one_in(3);
    let told = picture.view.iter().filter_map(|known| known.modseq).max();
    let told = told.filter(|_| client.has("CONDSTORE") && dice.one_in(3));
    let unchanged_since =
        told.map(|most| ModSeq(most.0.saturating_sub(dice.below(4) as u64).max(1)));
    let sign = if action == '=' { String::new() } else { action.to_string() };
    let dot = if silent { ".SILENT" } else { "" };
    let only = unchanged_since.map(|n| format!(" (UNCHANGEDSINCE {n})")).unwrap_or_default();
    let prefix = if uid { "UID " } else { "" };
    let text = format!("{prefix}STORE {set}{only} {sign}FLAGS{dot} {flags}");
    made(text, Issued::Store(Storing { set, uid, action, silent, flags, unchanged_since }))
}

fn leaving(client: &Client, choice: usize, dice: &mut Dice) -> Made {
    match choice {
        14 => made("EXPUNGE", Issued::Expunge(None)),
        15 if dice.one_in(3) => made("CLOSE", Issued::Close),
        16 if dice.one_in(3) => made("UNSELECT", Issued::Unselect),
        17 => made("IDLE", Issued::Idle),
        18 | 19 => search(client, dice),
        _ => made("NOOP", Issued::Other),
    }
}

fn search(client: &Client, dice: &mut Dice) -> Made {
    let uid = dice.one_in(2);
    let since = ModSeq(1 + dice.below(60) as u64);
    let mut keys = vec![
        ("ALL".to_owned(), Key::All),
        ("SEEN".to_owned(), Key::Has(Flag::Seen)),
        ("UNSEEN".to_owned(), Key::HasNot(Flag::Seen)),
        ("DELETED".to_owned(), Key::Has(Flag::Deleted)),
        ("UNKEYWORD x".to_owned(), Key::HasNot(Flag::Keyword(Keyword::new("x")))),
    ];
    if client.has("CONDSTORE") {
        // RFC 7162 §3.1.5: of messages whose mod-sequence is equal or greater.
        keys.push((format!("MODSEQ {since}"), Key::Since(since)));
    }
    let (text, key) = dice.pick(&keys);
    let prefix = if uid { "UID " } else { "" };
    let verb = dice.pick(&["SEARCH", "SEARCH", "SORT (REVERSE ARRIVAL) UTF-8"]);
    made(format!("{prefix}{verb} {text}"), Issued::Search { uid, key })
}

/// A set of messages that there are; nothing if there are none that the client can name.
fn set(picture: &Picture, uid: bool, dice: &mut Dice) -> Option<SequenceSet> {
    let known: Vec<(u32, Uid)> =
        (1..).zip(&picture.view).filter_map(|(n, k)| Some((n, k.uid?))).collect();
    if known.is_empty() {
        return None;
    }
    // RFC 9051 §9: `*` is the last message, whose UID the client may not know any more.
    let last_is_known = picture.view.last().is_some_and(|last| last.uid.is_some());
    let mut ranges = Vec::new();
    for _ in 0..=dice.below(3) {
        let mut bound = || {
            let (seq, of) = dice.pick(&known);
            Bound::Number(if uid { of.get() } else { seq })
        };
        let (first, mut second) = (bound(), bound());
        if dice.one_in(2) {
            second = first;
        } else if last_is_known && dice.one_in(4) {
            second = Bound::Largest;
        }
        ranges.push((first, second));
    }
    Some(SequenceSet(ranges))
}
