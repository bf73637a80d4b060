//! Threads worked out by hand from RFC 5256 §3, and properties of all of them.

#![allow(
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    reason = "tests count small numbers"
)]

use core::fmt::Write as _;

use mailscope_base::limits::NESTING_MAX;
use mailscope_store::Mail;
use mailscope_wire::imap::Thread;
use proptest::prelude::*;

use super::letter::{Ancestry, Letter};
use super::{ordered_subject, references};
use crate::imap::sort::base_subject;

/// A message: when it was sent, its subject, its ID, what it refers to.
type Sketch<'a> = (i64, &'a str, &'a str, &'a [&'a str]);

fn header(&(_, subject, id, references): &Sketch<'_>) -> String {
    let mut header = format!("Subject: {subject}\r\n");
    if !id.is_empty() {
        write!(header, "Message-ID: <{id}@x>\r\n").unwrap();
    }
    if !references.is_empty() {
        let ids: Vec<String> = references.iter().map(|id| format!("<{id}@x>")).collect();
        write!(header, "References: {}\r\n", ids.join("\r\n ")).unwrap();
    }
    header
}

/// Messages 1, 2, 3 … in that order.
fn letters(sketches: &[Sketch<'_>]) -> (Vec<Letter>, Vec<Ancestry>) {
    let letter = |(number, sketch): (u32, &Sketch<'_>)| {
        let header = header(sketch);
        let subject = base_subject::of(&Mail::new(format!("{header}\r\n").into_bytes()));
        (Letter { number, sent: sketch.0, subject }, Ancestry::of(header.as_bytes()))
    };
    (1..).zip(sketches).map(letter).unzip()
}

fn by_references(sketches: &[Sketch<'_>]) -> Vec<Thread> {
    let (letters, ancestries) = letters(sketches);
    references::threads(&letters, &ancestries)
}

/// As the response writes it.
fn show(threads: &[Thread]) -> String {
    let one = |thread: &Thread| {
        let numbers: Vec<String> = thread.messages.iter().map(u32::to_string).collect();
        let space = if numbers.is_empty() || thread.branches.is_empty() { "" } else { " " };
        format!("({}{space}{})", numbers.join(" "), show(&thread.branches))
    };
    threads.iter().map(one).collect()
}

#[test]
#[allow(clippy::too_many_lines, reason = "one row for each rule")]
fn references_thread() {
    let rows: &[(&str, &[Sketch<'_>], &str)] = &[
        ("nothing", &[], ""),
        (
            "a chain",
            &[(1, "s", "a", &[]), (2, "", "b", &["a"]), (3, "", "c", &["a", "b"])],
            "(1 2 3)",
        ),
        (
            "children come first",
            &[(3, "", "c", &["a", "b"]), (2, "", "b", &["a"]), (1, "", "a", &[])],
            "(3 2 1)",
        ),
        (
            "siblings by sent date (step 6)",
            &[(1, "", "a", &[]), (3, "", "c", &["a"]), (2, "", "b", &["a"])],
            "(1 (3)(2))",
        ),
        (
            "siblings of one date by number (§2.2)",
            &[(1, "", "a", &[]), (2, "", "c", &["a"]), (2, "", "b", &["a"])],
            "(1 (2)(3))",
        ),
        ("threads by sent date (step 4)", &[(2, "p", "a", &[]), (1, "q", "b", &[])], "(2)(1)"),
        (
            "the example of §4, numbered from 1",
            &[
                (1, "p", "2", &[]),
                (2, "q", "3", &[]),
                (3, "", "6", &["3"]),
                (4, "", "4", &["6"]),
                (5, "", "23", &["4"]),
                (6, "", "44", &["6"]),
                (7, "", "7", &["44"]),
                (8, "", "96", &["7"]),
            ],
            "(1)(2 3 (4 5)(6 7 8))",
        ),
        (
            "siblings without their parent",
            &[(1, "p", "a", &["x"]), (2, "q", "b", &["x"])],
            "((1)(2))",
        ),
        ("a dummy with one child goes (step 3)", &[(1, "p", "a", &["x"])], "(1)"),
        (
            "dummies below the root go (step 3)",
            &[(1, "p", "a", &[]), (2, "q", "b", &["a", "x"]), (3, "r", "c", &["a", "x"])],
            "(1 (2)(3))",
        ),
        ("each other's parent", &[(1, "p", "a", &["b"]), (2, "q", "b", &["a"])], "(2 1)"),
        ("its own parent", &[(1, "p", "a", &["a"])], "(1)"),
        ("its own ancestor", &[(1, "p", "a", &["a", "b", "a"])], "(1)"),
        (
            "a circle of three",
            &[(1, "p", "a", &["c"]), (2, "q", "b", &["a"]), (3, "r", "c", &["b"])],
            "(3 1 2)",
        ),
        (
            "only the first of one ID",
            &[(1, "p", "a", &[]), (2, "q", "a", &[]), (3, "r", "b", &["a"])],
            "(1 3)(2)",
        ),
        ("no ID at all", &[(1, "p", "", &[]), (2, "q", "", &[])], "(1)(2)"),
        (
            "its own references count more than those of others (1.B)",
            &[
                (1, "p", "a", &[]),
                (2, "q", "x", &["a", "c"]),
                (3, "r", "b", &[]),
                (4, "s", "c", &["b"]),
            ],
            "(1)(3 4 2)",
        ),
        (
            "a link that is there stays (1.A)",
            &[(1, "p", "a", &[]), (2, "q", "b", &["a"]), (3, "r", "c", &["x", "b"])],
            "(1 2 3)",
        ),
    ];
    for (what, sketches, threads) in rows {
        assert_eq!(show(&by_references(sketches)), *threads, "{what}");
    }
}

#[test]
fn subjects_gather_threads() {
    let rows: &[(&str, &[Sketch<'_>], &str)] = &[
        ("a reply without references", &[(1, "Hi", "a", &[]), (2, "Re: Hi", "b", &[])], "(1 2)"),
        ("the reply comes first", &[(1, "Re: Hi", "a", &[]), (2, "Hi", "b", &[])], "(2 1)"),
        ("replies alone", &[(1, "Re: Hi", "a", &[]), (2, "Fwd: HI", "b", &[])], "((1)(2))"),
        ("no reply", &[(1, "Hi", "a", &[]), (2, "hi", "b", &[])], "((1)(2))"),
        ("empty subjects stay alone", &[(1, "", "a", &[]), (2, "Re:", "b", &[])], "(1)(2)"),
        (
            "two replies and their original",
            &[(1, "Re: Hi", "a", &[]), (2, "Hi", "b", &[]), (3, "Hi (fwd)", "c", &[])],
            "(2 (1)(3))",
        ),
        (
            "a dummy takes the original (5.C)",
            &[(1, "Re: Hi", "a", &["x"]), (2, "Re: Hi", "b", &["x"]), (3, "Hi", "c", &[])],
            "((1)(2)(3))",
        ),
        (
            "a dummy takes the place of a message in the table (5.B.iv)",
            &[(1, "Hi", "c", &[]), (2, "Re: Hi", "a", &["x"]), (3, "Re: Hi", "b", &["x"])],
            "((1)(2)(3))",
        ),
        (
            "two dummies become one",
            &[
                (1, "Hi", "a", &["x"]),
                (4, "Re: Hi", "b", &["x"]),
                (2, "Hi", "c", &["y"]),
                (3, "Re: Hi", "d", &["y"]),
            ],
            "((1)(3)(4)(2))",
        ),
        (
            "three of one subject",
            &[(1, "Hi", "a", &[]), (2, "Hi", "b", &[]), (3, "Re: Hi", "c", &[])],
            "((1)(2)(3))",
        ),
        (
            "children keep their parents",
            &[(1, "Hi", "a", &[]), (2, "Re: Hi", "b", &[]), (3, "other", "c", &["b"])],
            "(1 2 3)",
        ),
    ];
    for (what, sketches, threads) in rows {
        assert_eq!(show(&by_references(sketches)), *threads, "{what}");
    }
}

#[test]
fn ordered_subjects_thread() {
    // The shapes of the example of §3: one alone, two, several, threads by their first message.
    let (letters, _) = letters(&[
        (1, "alone", "", &[]),
        (2, "several", "", &[]),
        (6, "Re: two", "", &[]),
        (5, "re: several", "", &[]),
        (3, "Two", "", &[]),
        (4, "[list] SEVERAL", "", &[]),
        (0, "earliest", "", &[]),
    ]);
    assert_eq!(show(&ordered_subject::threads(&letters)), "(7)(1)(2 (6)(4))(5 3)");
}

fn numbers(threads: &[Thread], into: &mut Vec<u32>) {
    for thread in threads {
        into.extend(&thread.messages);
        numbers(&thread.branches, into);
    }
}

fn depth(threads: &[Thread]) -> usize {
    threads.iter().map(|thread| 1 + depth(&thread.branches)).max().unwrap_or(0)
}

fn assert_complete(threads: &[Thread], count: usize) {
    let mut found = Vec::new();
    numbers(threads, &mut found);
    found.sort_unstable();
    assert!(found.iter().copied().eq((1..).take(count)), "every message once: {found:?}");
    assert!(depth(threads) < NESTING_MAX);
}

#[test]
fn long_and_deep_threads_are_threaded() {
    const LONG: usize = 20_000;
    let names: Vec<String> = (0..=LONG).map(|n| format!("m{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let link = |n: usize| (n as i64, "", names[n + 1], &names[n..=n]);
    let forwards: Vec<Sketch<'_>> = (0..LONG).map(link).collect();
    let mut backwards = forwards.clone();
    backwards.reverse();
    for sketches in [&forwards, &backwards] {
        let threads = by_references(sketches);
        assert_eq!(threads.len(), 1);
        assert!(threads[0].branches.is_empty());
        assert_complete(&threads, LONG);
    }
    // Two children each, one of them with children: parentheses as deep as the thread is long.
    let comb: Vec<Sketch<'_>> = (0..400)
        .flat_map(|n| [link(n), (n as i64, "", "", core::slice::from_ref(&names[n]))])
        .collect();
    assert_complete(&by_references(&comb), comb.len());
}

#[test]
fn ten_thousand_references_are_bounded() {
    let names: Vec<String> = (0..10_000).map(|n| format!("m{n}")).collect();
    let there: Vec<&str> = names.iter().map(String::as_str).collect();
    let back: Vec<&str> = there.iter().rev().copied().collect();
    let sketches: Vec<Sketch<'_>> = (0..10)
        .flat_map(|n| [(n as i64, "s", there[n], &there[..]), (n as i64, "s", back[n], &back[..])])
        .collect();
    assert_complete(&by_references(&sketches), sketches.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_message_is_told_once(
        messages in prop::collection::vec(
            (0_i64..5, 0..6_usize, 0..8_usize, prop::collection::vec(1..8_usize, 0..5)),
            0..30,
        ),
    ) {
        const SUBJECTS: [&str; 6] = ["", "a", "Re: a", "b (fwd)", "[x] B", "re: [fwd: c]"];
        const IDS: [&str; 8] = ["", "i", "j", "k", "l", "m", "n", "o"];
        let references: Vec<Vec<&str>> =
            messages.iter().map(|(.., ids)| ids.iter().map(|&id| IDS[id]).collect()).collect();
        let sketches: Vec<Sketch<'_>> = messages
            .iter()
            .zip(&references)
            .map(|((sent, subject, id, _), ids)| (*sent, SUBJECTS[*subject], IDS[*id], &ids[..]))
            .collect();
        let threads = by_references(&sketches);
        assert_complete(&threads, sketches.len());
        prop_assert_eq!(&threads, &by_references(&sketches));
        assert_complete(&ordered_subject::threads(&letters(&sketches).0), sketches.len());
    }
}
