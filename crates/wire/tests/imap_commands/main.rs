//! IMAP commands: known answers, there and back again, and what imap-codec thinks of them.

#![allow(clippy::expect_used)] // The inputs are made so that it cannot fail.

mod arbitrary;
mod examples;
mod judge;
mod mistakes;
mod search;

use arbitrary::body;
use bytes::Bytes;
use mailscope_wire::imap::{
    Bound, Command, CommandBody, FetchItem, SequenceSet, Tag, idle_done, parse_idle_done,
};
use mailscope_wire::{Kind, Parse};
use proptest::prelude::*;

fn parse(text: &str) -> CommandBody {
    Command::parse(text.as_bytes()).unwrap_or_else(|bad| panic!("{text}: {bad:?}")).body
}

fn one(n: u32) -> SequenceSet {
    SequenceSet(vec![(Bound::Number(n), Bound::Number(n))])
}

#[test]
fn strings_keep_their_octets() {
    let login = |user: &'static [u8], password: &'static [u8]| CommandBody::Login {
        user: Bytes::from_static(user),
        password: Bytes::from_static(password),
    };
    assert_eq!(parse("a LOGIN \"a \\\"b\\\\\" {3}\r\n\r\n \r\n"), login(b"a \"b\\", b"\r\n "));
    assert_eq!(parse("a LOGIN {0}\r\n \"\"\r\n"), login(b"", b""));
    assert_eq!(parse("a LOGIN ] NIL\r\n"), login(b"]", b"NIL"));
}

#[test]
fn each_fragment_but_the_first_waits_for_a_plus() {
    let body = CommandBody::Login {
        user: Bytes::from_static(b"a\nb"),
        password: Bytes::from_static("\u{e9}".as_bytes()),
    };
    let fragments = Command { tag: Tag::new("x"), body }.encode();
    let expected: [&[u8]; 3] = [b"x LOGIN {3}\r\n", b"a\nb {2}\r\n", b"\xc3\xa9\r\n"];
    assert_eq!(fragments, expected);
}

#[test]
fn a_bad_command_tells_tag_and_verb() {
    let bad = Command::parse(b"a1 fetch x\r\n").expect_err("no set");
    assert_eq!(bad.tag, Some(Tag::new("a1")));
    assert_eq!(bad.verb.as_deref(), Some("FETCH"));
    assert_eq!(bad.diagnostic.sentence(), "expected sequence-set at column 10");
    let bad = Command::parse(b"(\r\n").expect_err("no tag");
    assert_eq!((bad.tag, bad.verb), (None, None));
    let bad = Command::parse(b"a1\r\n").expect_err("no verb");
    assert_eq!((bad.tag, bad.verb), (Some(Tag::new("a1")), None));
    for bad in
        ["a NOOP ", "a FETCH 1 (ALL)\r\n", "a FETCH 1,,2 FLAGS\r\n", "a FETCH 4294967296 UID\r\n"]
    {
        assert!(Command::parse(bad.as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn done_ends_idle_in_any_case() {
    assert_eq!(parse_idle_done(idle_done()), Ok(()));
    assert_eq!(parse_idle_done(b"done\n"), Ok(()));
    let sentence = parse_idle_done(b"a NOOP\r\n").expect_err("a command").sentence();
    assert_eq!(sentence, "expected \"DONE\" at column 1");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_is_written_is_read_again(tag in "[a-zA-Z0-9.]{1,6}", body in body()) {
        let command = Command { tag: Tag::new(&tag), body };
        let fragments = command.encode();
        for fragment in fragments.iter().rev().skip(1) {
            let announces = fragment.ends_with(b"}\r\n");
            prop_assert!(announces);
        }
        prop_assert_eq!(Command::parse(&fragments.concat()), Ok(command));
    }

    #[test]
    fn every_command_has_a_lossless_tree_that_agrees(body in body(), cut in any::<prop::sample::Index>()) {
        let bytes = Command { tag: Tag::new("a1"), body }.encode().concat();
        let (command, tree) = Command::parse_with_tree(&bytes);
        prop_assert_eq!(command, Command::parse(&bytes));
        prop_assert_eq!(covered(&tree), bytes.len());
        prop_assert!(tree.diagnostics.is_empty() && tree.leaves().all(|leaf| leaf.kind != Kind::Bogus));
        // And whatever stands behind it when it is cut.
        let part = &bytes[..cut.index(bytes.len())];
        let (command, tree) = Command::parse_with_tree(part);
        prop_assert_eq!(command, Command::parse(part));
        prop_assert_eq!(covered(&tree), part.len());
    }
}

/// How many octets the leaves cover, which must follow one another.
fn covered(tree: &Parse) -> usize {
    tree.leaves().fold(0, |end, leaf| {
        assert_eq!(leaf.span.start as usize, end);
        leaf.span.end as usize
    })
}

#[test]
fn one_message_is_a_set_of_one() {
    let fetch = CommandBody::Fetch {
        set: one(7).into(),
        items: vec![FetchItem::Uid],
        changed_since: None,
        vanished: false,
        uid: false,
    };
    assert_eq!(parse("a FETCH 7 UID\r\n"), fetch);
}
