//! Two answers that mean the same become equal lines.
//!
//! What is taken away, and the sentences that allow servers to differ in it:
//!
//! - the text after a status and its code (RFC 3501 §7.1: human-readable),
//! - whether a string is quoted or a literal (§4.3), the order of flags (§2.3.2), of FETCH items
//!   and of untagged responses (§5.2, §7.4.2), one FETCH response or several for a message,
//! - numbers that a server invents: UIDVALIDITY (§2.3.1.1), mod-sequences (RFC 7162 §3.1),
//! - the moment of now, and the zone in which a moment is told (§2.3.3),
//! - the case of what is compared without case: media types, parameter names (RFC 2045 §5.1), system
//!   flags, keys,
//! - capabilities, what ID says, and untagged OK without a code,
//! - how many messages are recent, but for SELECT and STATUS (§7.3.2: it is told when it pleases),
//! - `\Marked` and `\Unmarked` (§7.2.2: a server may not know), the spelling of INBOX (§5.1),
//! - codes of extensions that only one of them has: MAILBOXID (RFC 8474 §4.1), CLIENTBUG
//!   (RFC 5530 §3).

use std::collections::BTreeMap;

use super::data::{Data, show};
use super::fetch;
use super::player::Line;
use super::set;

/// The lines of one answer; all but the last, tagged, in alphabetical order.
pub(crate) fn normal(answer: &[Line]) -> Vec<String> {
    let mut batch = Batch::default();
    let mut tagged = Vec::new();
    for line in answer {
        batch.take(line, &mut tagged);
    }
    let mut lines = batch.finish();
    lines.sort();
    lines.extend(tagged);
    lines
}

/// The untagged responses to one command. Their message numbers are counted back to what they were
/// at its beginning, so that it does not matter what is told before an EXPUNGE and what after.
#[derive(Default)]
struct Batch {
    lines: Vec<String>,
    /// Numbers of the beginning that are gone, in order.
    gone: Vec<u64>,
    exists: Option<u64>,
    recent: Option<u64>,
    fetched: BTreeMap<u64, BTreeMap<String, String>>,
    searched: Vec<u64>,
    vanished: BTreeMap<String, Vec<u64>>,
}

impl Batch {
    fn take(&mut self, line: &[u8], tagged: &mut Vec<String>) {
        let (first, rest) = split_word(line);
        if first != b"*" {
            let said = if first == b"+" {
                "+".to_owned()
            } else if line.starts_with(b"<") {
                String::from_utf8_lossy(line).into_owned()
            } else {
                status(rest)
            };
            tagged.push(said);
            return;
        }
        let (word, after) = split_word(rest);
        let upper = String::from_utf8_lossy(word).to_ascii_uppercase();
        match upper.as_str() {
            "OK" if code(after).is_none() => {}
            "OK" | "NO" | "BAD" | "BYE" | "PREAUTH" => {
                self.lines.push(format!("* {}", status(rest)));
            }
            "CAPABILITY" | "ID" => self.lines.push(format!("* {upper}")),
            "VANISHED" => self.vanished(after),
            "SEARCH" => self.search(after),
            "ESEARCH" => self.lines.push(format!("* ESEARCH {}", esearch(after))),
            "STATUS" => self.lines.push(format!("* STATUS {}", mailbox_status(after))),
            "LIST" | "LSUB" => self.lines.push(format!("* {upper} {}", list(after))),
            "FLAGS" => self.lines.push(format!("* FLAGS {}", flags(&Data::all(after)))),
            _ => match upper.parse() {
                Ok(number) => self.numbered(number, after),
                Err(_) => self.lines.push(format!("* {upper} {}", show(&Data::all(after)))),
            },
        }
    }

    fn numbered(&mut self, number: u64, rest: &[u8]) {
        let data = Data::all(rest);
        let kind = data.first().map(Data::upper).unwrap_or_default();
        match kind.as_str() {
            "EXISTS" => self.exists = Some(number + self.gone.len() as u64),
            "RECENT" => self.recent = Some(number),
            "EXPUNGE" => {
                let number = self.original(number);
                let at = self.gone.partition_point(|gone| *gone < number);
                self.gone.insert(at, number);
            }
            "FETCH" => {
                let number = self.original(number);
                let items = fetch::items(data.get(1).map(Data::list).unwrap_or_default());
                self.fetched.entry(number).or_default().extend(items);
            }
            _ => self.lines.push(format!("* {number} {}", show(&data))),
        }
    }

    /// What the number was at the beginning of the answer.
    fn original(&self, number: u64) -> u64 {
        self.gone.iter().fold(number, |number, gone| number + u64::from(*gone <= number))
    }

    fn search(&mut self, rest: &[u8]) {
        let data = Data::all(rest);
        let modseq = data.iter().any(|item| matches!(item, Data::List(_)));
        let numbers = data.iter().filter_map(|item| item.upper().parse::<u64>().ok());
        self.searched.extend(numbers);
        self.searched.sort_unstable();
        let modseq = if modseq { " (MODSEQ <modseq>)" } else { "" };
        let numbers = std::mem::take(&mut self.searched);
        self.lines.push(format!("* SEARCH {}{modseq}", set::show(&numbers)));
    }

    fn vanished(&mut self, rest: &[u8]) {
        let data = Data::all(rest);
        let (earlier, uids) = match data.as_slice() {
            [Data::List(_), uids] => ("(EARLIER) ", uids),
            [uids] => ("", uids),
            _ => return self.lines.push(format!("* VANISHED {}", show(&data))),
        };
        let uids = set::expand(&uids.upper()).unwrap_or_default();
        self.vanished.entry(earlier.to_owned()).or_default().extend(uids);
    }

    fn finish(mut self) -> Vec<String> {
        let lines = &mut self.lines;
        // Numbers of an answer to SELECT are those of another mailbox: nothing is gone then.
        lines.extend(self.exists.map(|count| format!("* {count} EXISTS")));
        let selected = lines.iter().any(|line| line.contains("[UIDVALIDITY"));
        lines.extend(self.recent.filter(|_| selected).map(|count| format!("* {count} RECENT")));
        if !self.gone.is_empty() {
            lines.push(format!("* EXPUNGE {}", set::show(&self.gone)));
        }
        for (earlier, mut uids) in self.vanished {
            uids.sort_unstable();
            uids.dedup();
            lines.push(format!("* VANISHED {earlier}{}", set::show(&uids)));
        }
        for (number, items) in self.fetched {
            lines
                .extend(items.iter().map(|(key, value)| format!("* {number} FETCH {key} {value}")));
        }
        self.lines
    }
}

pub(crate) fn split_word(line: &[u8]) -> (&[u8], &[u8]) {
    let end = line.iter().position(|b| *b == b' ').unwrap_or(line.len());
    (&line[..end], line.get(end + 1..).unwrap_or_default())
}

/// `OK [CODE ...]`: a status without its text.
fn status(rest: &[u8]) -> String {
    let (kind, text) = split_word(rest);
    let kind = String::from_utf8_lossy(kind).to_ascii_uppercase();
    match code(text) {
        Some(code) => format!("{kind} [{code}]"),
        None => kind,
    }
}

fn code(text: &[u8]) -> Option<String> {
    let inside = text.strip_prefix(b"[")?;
    let mut depth = 1;
    let end = inside.iter().position(|byte| {
        depth += i32::from(*byte == b'[') - i32::from(*byte == b']');
        depth == 0
    })?;
    let data = Data::all(&inside[..end]);
    let name = data.first()?.upper();
    let rest = &data[1..];
    Some(match name.as_str() {
        "CAPABILITY" | "MAILBOXID" | "CLIENTBUG" => return None,
        "UIDVALIDITY" | "HIGHESTMODSEQ" => format!("{name} <number>"),
        "PERMANENTFLAGS" => format!("{name} {}", flags(rest)),
        "APPENDUID" => format!("{name} <number> {}", sets(rest.get(1..)?)),
        "COPYUID" => match rest {
            [_, from, to] => format!("{name} <number> {}", pairs(&from.upper(), &to.upper())),
            _ => format!("{name} {}", show(rest)),
        },
        "MODIFIED" => format!("{name} {}", sets(rest)),
        _ if rest.is_empty() => name,
        _ => format!("{name} {}", show(rest)),
    })
}

fn sets(data: &[Data]) -> String {
    let sorted = |item: &Data| {
        let mut numbers = set::expand(&item.upper())?;
        numbers.sort_unstable();
        Some(set::show(&numbers))
    };
    data.iter()
        .map(|item| sorted(item).unwrap_or_else(|| item.show()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Which message became which: RFC 4315 §3 pairs them in the order of both sets.
fn pairs(from: &str, to: &str) -> String {
    let (Some(from), Some(to)) = (set::expand(from), set::expand(to)) else {
        return format!("{from} {to}");
    };
    let mut pairs: Vec<_> = from.iter().zip(&to).collect();
    pairs.sort_unstable();
    let (from, to): (Vec<u64>, Vec<u64>) = pairs.into_iter().unzip();
    format!("{} {}", set::show(&from), set::show(&to))
}

/// Flags in order, those of the system in one case.
pub(crate) fn flags(data: &[Data]) -> String {
    let flag = |flag: &Data| {
        let text = flag.show();
        if text.starts_with('\\') { text.to_ascii_lowercase() } else { text }
    };
    let inside = data.first().map(Data::list).unwrap_or_default();
    let mut flags: Vec<_> = inside.iter().map(flag).collect();
    flags.sort();
    format!("({})", flags.join(" ")).replace("\\\\", "\\")
}

/// `(\Attributes) "/" name (extended)`.
fn list(rest: &[u8]) -> String {
    let data = Data::all(rest);
    let [attributes, delimiter, name, extended @ ..] = data.as_slice() else {
        return show(&data);
    };
    let known = attributes
        .list()
        .iter()
        .filter(|attribute| !matches!(attribute.upper().as_str(), "\\MARKED" | "\\UNMARKED"));
    let attributes = flags(&[Data::List(known.cloned().collect())]);
    // RFC 5258 §6: the tags are `astring`s, so quotes round them mean nothing.
    let extended = show(extended).replace("(\"CHILDINFO\"", "(CHILDINFO");
    format!("{attributes} {} {:?} {extended}", delimiter.show(), text(name)).trim_end().to_owned()
}

/// A mailbox name: an atom, quoted or a literal are the same.
fn text(name: &Data) -> String {
    let name = name.bytes().escape_ascii().to_string();
    if name.eq_ignore_ascii_case("INBOX") { "INBOX".to_owned() } else { name }
}

/// `name (KEY value …)`.
fn mailbox_status(rest: &[u8]) -> String {
    let data = Data::all(rest);
    let [name, values] = data.as_slice() else {
        return show(&data);
    };
    let mut values: Vec<_> = values.list().chunks(2).map(pair).collect();
    values.sort();
    format!("{:?} {}", text(name), values.join(" "))
}

fn pair(pair: &[Data]) -> String {
    let key = pair.first().map(Data::upper).unwrap_or_default();
    match key.as_str() {
        "UIDVALIDITY" | "HIGHESTMODSEQ" => format!("{key} <number>"),
        _ => format!("{key} {}", show(pair.get(1..).unwrap_or_default())),
    }
}

/// `(TAG "t") UID KEY value …`.
fn esearch(rest: &[u8]) -> String {
    let data = Data::all(rest);
    let mut parts = Vec::new();
    let mut items = data.iter().peekable();
    while let Some(item) = items.next() {
        match item {
            Data::List(_) => parts.push("(TAG)".to_owned()),
            item if item.upper() == "UID" => parts.push("UID".to_owned()),
            item => {
                let key = item.upper();
                let value = items.next().map(std::slice::from_ref).unwrap_or_default();
                parts.push(match key.as_str() {
                    "MODSEQ" => format!("{key} <modseq>"),
                    "ALL" => format!("{key} {}", sets(value)),
                    _ => format!("{key} {}", show(value)),
                });
            }
        }
    }
    parts.sort();
    parts.join(" ")
}

#[test]
fn order_does_not_matter_but_numbers_do() {
    let lines = |text: &str| -> Vec<Line> { text.lines().map(Into::into).collect() };
    let ours = lines("* 5 EXPUNGE\n* 3 EXPUNGE\n* 3 FETCH (FLAGS ())\n* 20 EXISTS\nt1 OK done");
    let theirs =
        lines("* 22 EXISTS\n* 4 FETCH (FLAGS ())\n* 3 EXPUNGE\n* 4 EXPUNGE\nt9 OK [X] well");
    let (ours, theirs) = (normal(&ours), normal(&theirs));
    assert_eq!(ours[..3], theirs[..3]);
    assert_eq!((ours[3].as_str(), theirs[3].as_str()), ("OK", "OK [X]"));
}
