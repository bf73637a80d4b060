//! LIST against its definition (RFC 9051 §6.3.9): every name that there could be is looked at, and
//! whether it is told and how is written down rule by rule, without regard to cost.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeSet;

use common::Table;
use mailscope_wire::Service;
use mailscope_wire::imap::{ListExtension, Response, Untagged};
use proptest::prelude::*;

/// What an account has.
#[derive(Clone, Debug, Default)]
struct Account {
    mailboxes: BTreeSet<String>,
    subscribed: BTreeSet<String>,
}

/// What is asked.
#[derive(Clone, Debug)]
struct Question {
    subscribed: bool,
    recursive: bool,
    patterns: Vec<String>,
    children: bool,
}

/// A LIST response: name, attributes, whether there is CHILDINFO.
type Line = (String, BTreeSet<String>, bool);

fn below(name: &str, above: &str) -> bool {
    name.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}

/// Every way to divide the name among the wildcards.
fn fits(pattern: &[u8], name: &[u8]) -> bool {
    match pattern.split_first() {
        None => name.is_empty(),
        Some((b'*', rest)) => (0..=name.len()).any(|n| fits(rest, &name[n..])),
        Some((b'%', rest)) => (0..=name.len())
            .take_while(|&n| !name[..n].contains(&b'/'))
            .any(|n| fits(rest, &name[n..])),
        Some((octet, rest)) => name.first() == Some(octet) && fits(rest, &name[1..]),
    }
}

/// Every name that any of the tests can make.
fn universe() -> Vec<String> {
    let levels = ["a", "b", "ab"];
    let mut names = vec!["INBOX".to_owned()];
    for x in levels {
        names.push(x.to_owned());
        for y in levels {
            names.push(format!("{x}/{y}"));
            names.extend(levels.iter().map(|z| format!("{x}/{y}/{z}")));
        }
    }
    names
}

fn expected(account: &Account, question: &Question) -> BTreeSet<Line> {
    let Question { subscribed, recursive, patterns, children } = question;
    let exists = |name: &str| account.mailboxes.contains(name);
    let is_subscribed = |name: &str| account.subscribed.contains(name);
    let selected = |name: &str| if *subscribed { is_subscribed(name) } else { exists(name) };
    let fitting = |name: &str| {
        // §5.1: INBOX has no case; the patterns here have no upper one.
        let name = if name == "INBOX" { "inbox" } else { name };
        patterns.iter().filter(|p| fits(p.as_bytes(), name.as_bytes())).collect::<Vec<_>>()
    };
    let names = universe();
    let told = names.iter().filter_map(|name| {
        let patterns = fitting(name);
        let has_children = names.iter().any(|n| below(n, name) && exists(n));
        let selected_below = || names.iter().filter(|n| below(n, name) && selected(n));
        // §6.3.9.3, 2.A and 2.B.
        let for_itself = selected(name);
        let for_others = *recursive && selected_below().any(|n| fitting(n).is_empty());
        // §6.3.9: "If the "%" wildcard is the last character of a mailbox name argument, matching
        // levels of hierarchy are also returned."
        let as_level = !subscribed && has_children && patterns.iter().any(|p| p.ends_with('%'));
        if patterns.is_empty() || !(for_itself || for_others || as_level) {
            return None;
        }
        let mut attributes = BTreeSet::new();
        if !exists(name) {
            attributes.insert("\\NonExistent".to_owned());
        }
        if *children || !subscribed && !exists(name) {
            let attribute = if has_children { "\\HasChildren" } else { "\\HasNoChildren" };
            attributes.insert(attribute.to_owned());
        }
        if *subscribed && is_subscribed(name) {
            attributes.insert("\\Subscribed".to_owned());
        }
        Some((name.clone(), attributes, *recursive && selected_below().next().is_some()))
    });
    told.collect()
}

/// What the server says to one LIST.
fn answered(table: &mut Table, question: &Question) -> BTreeSet<Line> {
    let Question { subscribed, recursive, patterns, children } = question;
    let selection = match (subscribed, recursive) {
        (true, true) => "SUBSCRIBED RECURSIVEMATCH",
        (true, false) => "SUBSCRIBED",
        _ => "",
    };
    let returns = if *children { "CHILDREN" } else { "" };
    let command =
        format!("l LIST ({selection}) \"\" ({}) RETURN ({returns})\r\n", patterns.join(" "));
    table.shown.clear();
    table.receive(1, command.as_bytes());
    let lines: Vec<_> = table.shown.drain(..).map(|(_, _, text)| text).collect();
    assert_eq!(lines.last().unwrap(), "l OK LIST completed");
    let data: Vec<Line> = lines.iter().take(lines.len() - 1).map(|line| read(line)).collect();
    let told: BTreeSet<Line> = data.iter().cloned().collect();
    assert_eq!(told.len(), data.len(), "each name once");
    told
}

fn read(line: &str) -> Line {
    let response = Response::parse(format!("{line}\r\n").as_bytes()).unwrap();
    let Response::Untagged(Untagged::List { attributes, mailbox, extended, .. }) = response else {
        panic!("not a LIST response: {line}")
    };
    let attributes = attributes.into_iter().map(|attribute| attribute.0).collect();
    let child_info = matches!(&*extended, [ListExtension::ChildInfo(of)] if *of == ["SUBSCRIBED"]);
    (mailbox.to_string(), attributes, child_info)
}

fn name() -> impl Strategy<Value = String> {
    proptest::sample::select(universe())
}

fn question() -> impl Strategy<Value = Question> {
    let pattern =
        proptest::collection::vec(proptest::sample::select(vec!["a", "b", "/", "%", "*"]), 1..5)
            .prop_map(|parts| parts.concat());
    let patterns = proptest::collection::vec(pattern, 1..4);
    (any::<bool>(), any::<bool>(), patterns, any::<bool>()).prop_map(
        |(subscribed, recursive, patterns, children)| {
            let recursive = subscribed && recursive;
            Question { subscribed, recursive, patterns, children }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn list_answers_what_its_definition_says(
        created in proptest::collection::vec(name(), 0..6),
        subscribed in proptest::collection::vec(name(), 0..6),
        deleted in proptest::collection::vec(name(), 0..6),
        questions in proptest::collection::vec(question(), 1..8),
    ) {
        let mut table = Table::new(Service::Imap);
        table.open(1);
        for command in ["LOGIN ada secret", "DELETE Archive/2026", "DELETE Trash"] {
            table.receive(1, format!("a {command}\r\n").as_bytes());
        }
        let mut account = Account::default();
        account.mailboxes.insert("INBOX".to_owned());
        for (verb, names) in [("CREATE", &created), ("SUBSCRIBE", &subscribed), ("DELETE", &deleted)] {
            for name in names {
                table.receive(1, format!("a {verb} {name}\r\n").as_bytes());
            }
        }
        for name in &created {
            let levels = name.match_indices('/').map(|(at, _)| name[..at].to_owned());
            account.mailboxes.extend(levels.chain([name.clone()]));
        }
        account.subscribed = subscribed.iter().filter(|n| account.mailboxes.contains(*n)).cloned().collect();
        for name in deleted.iter().filter(|name| *name != "INBOX") {
            account.mailboxes.remove(name);
        }
        for question in &questions {
            prop_assert_eq!(answered(&mut table, question), expected(&account, question), "{:?}", question);
        }
    }
}
