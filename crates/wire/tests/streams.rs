//! However a stream is cut, the same messages come out of it.

use bytes::Bytes;
use mailscope_base::limits;
use mailscope_wire::imap::{Assembled, Assembler};
use mailscope_wire::{Framer, LineTooLong};
use proptest::prelude::*;

/// Feeds `stream` in pieces of the given lengths (over and over) and accepts every literal.
fn assemble(mut assembler: Assembler, stream: &[u8], cuts: &[usize]) -> Vec<Assembled> {
    let mut all = Vec::new();
    let mut rest = stream;
    for cut in cuts.iter().cycle() {
        let (piece, after) = rest.split_at((*cut).max(1).min(rest.len()));
        rest = after;
        assembler.push(piece);
        while let Some(assembled) = assembler.next() {
            if matches!(assembled, Assembled::WantsContinuation { .. }) {
                assembler.accept_literal();
            }
            push(&mut all, assembled);
        }
        if rest.is_empty() {
            break;
        }
    }
    all
}

/// Appends; what is skipped in several pieces counts as one.
fn push(all: &mut Vec<Assembled>, next: Assembled) {
    match (all.last_mut(), next) {
        (Some(Assembled::Skipped(before)), Assembled::Skipped(more)) => {
            *before = [&before[..], &more[..]].concat().into();
        }
        (_, next) => all.push(next),
    }
}

/// Every octet that a recorder sees, in order.
fn recorded(all: &[Assembled]) -> Vec<u8> {
    let (mut octets, mut told) = (Vec::new(), 0);
    for assembled in all {
        match assembled {
            Assembled::WantsContinuation { so_far, .. } => {
                octets.extend_from_slice(&so_far[told..]);
                told = so_far.len();
            }
            Assembled::Message(message) => {
                octets.extend_from_slice(&message[told..]);
                told = 0;
            }
            Assembled::LiteralTooLarge { unread, .. } | Assembled::LineTooLong { unread } => {
                octets.extend_from_slice(unread);
                told = 0;
            }
            Assembled::Skipped(skipped) => octets.extend_from_slice(skipped),
        }
    }
    octets
}

fn messages(all: Vec<Assembled>) -> Vec<Bytes> {
    let message = |assembled| match assembled {
        Assembled::Message(message) => Some(message),
        _ => None,
    };
    all.into_iter().filter_map(message).collect()
}

#[test]
fn a_synchronising_literal_waits_and_the_other_kind_does_not() {
    let mut assembler = Assembler::new();
    assembler.push(b"a LOGIN {4}\r\n");
    let so_far = Bytes::from_static(b"a LOGIN {4}\r\n");
    assert_eq!(assembler.next(), Some(Assembled::WantsContinuation { size: 4, so_far }));
    assert_eq!(assembler.next(), None);
    assembler.accept_literal();
    assembler.push(b"Fred {3+}\r\n{9}\r\nb NOOP\r\n");
    let login = Bytes::from_static(b"a LOGIN {4}\r\nFred {3+}\r\n{9}\r\n");
    assert_eq!(assembler.next(), Some(Assembled::Message(login)));
    let noop = Bytes::from_static(b"b NOOP\r\n");
    assert_eq!(assembler.next(), Some(Assembled::Message(noop)));
    assert_eq!(assembler.next(), None);
    assert!(assembler.is_idle());
}

#[test]
fn a_refused_literal_ends_its_command() {
    let mut assembler = Assembler::new();
    assembler.push(b"a LOGIN {4}\r\nb NOOP\r\n");
    assert!(matches!(assembler.next(), Some(Assembled::WantsContinuation { .. })));
    assembler.refuse_literal();
    let noop = Bytes::from_static(b"b NOOP\r\n");
    assert_eq!(assembler.next(), Some(Assembled::Message(noop)));
}

#[test]
fn a_literal_that_is_too_large_is_skipped_without_being_kept() {
    let size = limits::LITERAL_OCTETS_MAX + 1;
    let mut assembler = Assembler::new();
    assembler.push(format!("a APPEND x {{{size}}}\r\nb NOOP\r\n").as_bytes());
    let Some(Assembled::LiteralTooLarge { synchronising: true, .. }) = assembler.next() else {
        panic!("too large");
    };
    assert_eq!(assembler.next(), Some(Assembled::Message(Bytes::from_static(b"b NOOP\r\n"))));

    assembler.push(format!("c APPEND x {{{size}+}}\r\n").as_bytes());
    let Some(Assembled::LiteralTooLarge { synchronising: false, .. }) = assembler.next() else {
        panic!("too large");
    };
    let mut left = size;
    while left > 0 {
        let piece = left.min(65_536);
        assembler.push(&vec![b'\n'; piece]);
        left -= piece;
        assert!(
            matches!(assembler.next(), Some(Assembled::Skipped(octets)) if octets.len() == piece)
        );
        assert_eq!(assembler.next(), None);
        assert_eq!(assembler.pending(), 0);
    }
    assembler.push(b" x {2+}\r\n\r\n y\r\nd NOOP\r\n");
    for skipped in [&b" x {2+}\r\n"[..], b"\r\n", b" y\r\n"] {
        let skipped = Bytes::from_static(skipped);
        assert_eq!(assembler.next(), Some(Assembled::Skipped(skipped)));
    }
    assert_eq!(assembler.next(), Some(Assembled::Message(Bytes::from_static(b"d NOOP\r\n"))));
    assembler.push(b"e X {99999999999999999999999}\r\nf NOOP\r\n");
    assert!(matches!(assembler.next(), Some(Assembled::LiteralTooLarge { size: u64::MAX, .. })));
    assert_eq!(assembler.next(), Some(Assembled::Message(Bytes::from_static(b"f NOOP\r\n"))));
}

#[test]
fn a_line_that_is_too_long_is_skipped_to_its_end() {
    let long = Bytes::from(vec![b'x'; limits::LINE_OCTETS_MAX]);
    for whole in [true, false] {
        for lines in [true, false] {
            let mut assembler = Assembler::new();
            let next = |assembler: &mut Assembler| {
                if lines { assembler.next_line() } else { assembler.next() }
            };
            let too_long = Some(Assembled::LineTooLong { unread: long.clone() });
            assembler.push(&long);
            if !whole {
                assert_eq!(next(&mut assembler), too_long);
            }
            assembler.push(b"yyy {5}\r\nb NOOP\r\n");
            if whole {
                assert_eq!(next(&mut assembler), too_long);
            }
            let rest = Bytes::from_static(b"yyy {5}\r\n");
            assert_eq!(next(&mut assembler), Some(Assembled::Skipped(rest)));
            let noop = Bytes::from_static(b"b NOOP\r\n");
            assert_eq!(next(&mut assembler), Some(Assembled::Message(noop)));
        }
    }
}

/// RFC 3516 §4.4, RFC 7888 §6, RFC 3502 §6.3.11: also `literal8`, of several messages.
#[test]
fn each_literal_is_announced_before_it_is_read() {
    let mut assembler = Assembler::new();
    let parts: [&[u8]; 3] =
        [b"a APPEND x ~{3}\r\n", b"\0\r\n UTF8 (~{2+}\r\nab) {4}\r\n", b"c\r\nd\r\n"];
    assembler.push(parts[0]);
    let so_far = Bytes::from_static(parts[0]);
    assert_eq!(assembler.next(), Some(Assembled::WantsContinuation { size: 3, so_far }));
    assembler.accept_literal();
    assembler.push(parts[1]);
    let so_far = Bytes::from(parts[..2].concat());
    assert_eq!(assembler.next(), Some(Assembled::WantsContinuation { size: 4, so_far }));
    let mut other = assembler.clone();
    assert_eq!(other.refuse_literal(), Bytes::new());
    assert!(other.is_idle());
    assembler.accept_literal();
    assembler.push(parts[2]);
    assert_eq!(assembler.next(), Some(Assembled::Message(parts.concat().into())));
}

/// RFC 7888 §4: without LITERAL-, what does not wait may be as large as anything.
#[test]
fn a_literal_that_does_not_wait_may_be_large() {
    let octets = vec![b'x'; 100_000];
    let stream = [b"a APPEND x {100000+}\r\n", &octets[..], b"\r\n"].concat();
    let all = assemble(Assembler::new(), &stream, &[30_000]);
    assert_eq!(all, [Assembled::Message(stream.into())]);
}

#[test]
fn what_is_too_large_together_is_refused() {
    let half = limits::LITERAL_OCTETS_MAX / 2 + 1;
    let mut assembler = Assembler::new();
    assembler.push(format!("a APPEND x {{{half}+}}\r\n").as_bytes());
    assembler.push(&vec![b'x'; half]);
    assembler.push(format!(" ~{{{half}}}\r\n").as_bytes());
    let Some(Assembled::LiteralTooLarge { unread, synchronising: true, .. }) = assembler.next()
    else {
        panic!("too large");
    };
    assert!(unread.starts_with(b"a APPEND x {") && unread.ends_with(b"}\r\n"));
    assert!(unread.len() > half && assembler.is_idle());
}

#[test]
fn lines_between_messages_come_as_they_are() {
    let line = |octets| Assembled::Message(Bytes::from_static(octets));
    let mut assembler = Assembler::new();
    assembler.push(b"a IDLE\r\nDONE");
    assert!(matches!(assembler.next(), Some(Assembled::Message(_))));
    assert_eq!(assembler.next_line(), None);
    assembler.push(b"\r\n{5}\r\nb NOOP\r\n");
    assert_eq!(assembler.next_line(), Some(line(b"DONE\r\n")));
    assert_eq!(assembler.next_line(), Some(line(b"{5}\r\n")));
    assert!(matches!(assembler.next(), Some(Assembled::Message(_))));
}

#[test]
fn text_for_people_announces_nothing_to_a_client() {
    let stream =
        b"+ {1}\r\na OK see {2}\r\n* NO {3}\r\n* 1 FETCH (BODY[] {3}\r\n\r\n.)\r\n* 2 EXPUNGE\r\n";
    for cut in 1..stream.len() {
        let all = assemble(Assembler::for_client(), stream, &[cut]);
        assert_eq!(messages(all).len(), 5);
    }
}

#[test]
fn lines_are_cut_and_long_ones_are_skipped() {
    let mut framer = Framer::new(10);
    framer.push(b"STAT\r\nNOOP\n");
    assert_eq!(framer.next_line(), Some(Ok(Bytes::from_static(b"STAT\r\n"))));
    assert_eq!(framer.next_line(), Some(Ok(Bytes::from_static(b"NOOP\n"))));
    framer.push(b"0123456789");
    assert_eq!(framer.next_line(), Some(Err(LineTooLong)));
    framer.push(b"0123456789");
    assert_eq!(framer.next_line(), None);
    assert_eq!(framer.pending(), 0);
    framer.push(b"\r\n01234567\r\n012345678\r\nQUIT\r\n");
    assert_eq!(framer.next_line(), Some(Ok(Bytes::from_static(b"01234567\r\n"))));
    assert_eq!(framer.next_line(), Some(Err(LineTooLong)));
    assert_eq!(framer.next_line(), Some(Ok(Bytes::from_static(b"QUIT\r\n"))));
    assert_eq!(framer.next_line(), None);
}

#[test]
fn dot_terminated_blocks_are_cut_at_their_strict_end() {
    let blocks: [&[u8]; 4] = [
        b"+OK\r\n.\r\n",
        b"-ERR no\r\n",
        b"+OK\r\na\n.\n.\r\n\r\n..\r\n.\r\n",
        b"+OK\r\n..\r\n.\r\n",
    ];
    let stream = blocks.concat();
    for cut in 1..=stream.len() {
        let mut framer = Framer::new(512);
        let mut all = Vec::new();
        for piece in stream.chunks(cut) {
            framer.push(piece);
            all.extend(core::iter::from_fn(|| framer.next_dot_terminated()));
        }
        assert_eq!(all, blocks);
    }
}

/// A command with literals, and what a server must make of it.
fn command() -> impl Strategy<Value = Vec<u8>> {
    let literal =
        (prop::collection::vec(any::<u8>(), 0..40), any::<bool>()).prop_map(|(octets, plus)| {
            let mut text =
                format!("{{{}{}}}\r\n", octets.len(), if plus { "+" } else { "" }).into_bytes();
            text.extend(octets);
            text
        });
    let word = "[a-zA-Z{}+ 0-9]{0,9}x".prop_map(String::into_bytes);
    let end = prop::sample::select(vec![&b"\r\n"[..], b"\n"]);
    let parts = prop::collection::vec(prop_oneof![literal, word], 0..6);
    (parts, end).prop_map(|(parts, end)| [&b"tag "[..], &parts.concat(), b"x", end].concat())
}

/// Commands that are too long, too large, or good, and each octet of them.
#[test]
fn every_octet_is_told_once() {
    let long = "y".repeat(limits::LINE_OCTETS_MAX);
    let large = limits::LITERAL_OCTETS_MAX + 1;
    let many = "{1+}\r\nx ".repeat(limits::LITERALS_PER_COMMAND_MAX);
    let stream = [
        "a LOGIN {3}\r\nabc {2}\r\nde\r\n",
        &format!("b LOGIN {{3}}\r\nabc {long}{long}\r\n"),
        &format!("c LOGIN {{3}}\r\nabc {{{large}}}\r\n"),
        &format!("d LOGIN {{3+}}\r\nabc {{{large}}}\r\n"),
        &format!("e LOGIN {many}{{5+}}\r\n12345 {{2+}}\r\n12 {long}{long}{{2+}}\r\n"),
        &format!("f LOGIN {{70000}}\r\n{long}{} {{2}}\r\nxy\r\n", "z".repeat(70_000 - long.len())),
        "g NOOP\r\n",
    ]
    .concat()
    .into_bytes();
    for cut in [stream.len(), 1000, 61] {
        let all = assemble(Assembler::new(), &stream, &[cut]);
        assert_eq!(recorded(&all), stream);
        assert_eq!(messages(all.clone()).len(), 3, "{cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_segmentation_gives_the_same_messages(
        commands in prop::collection::vec(command(), 1..6),
        cuts in prop::collection::vec(1_usize..30, 1..8),
    ) {
        let stream = commands.concat();
        let all = assemble(Assembler::new(), &stream, &cuts);
        prop_assert_eq!(&all, &assemble(Assembler::new(), &stream, &[stream.len()]));
        let expected: Vec<Bytes> = commands.into_iter().map(Bytes::from).collect();
        prop_assert_eq!(messages(all), expected);
    }

    #[test]
    fn no_stream_panics_and_none_depends_on_its_cuts(
        stream in prop::collection::vec(prop::sample::select(b"a {}+1239\r\n\"*(OK".to_vec()), 0..300),
        cuts in prop::collection::vec(1_usize..30, 1..8),
    ) {
        for assembler in [Assembler::new(), Assembler::for_client()] {
            let whole = assemble(assembler.clone(), &stream, &[stream.len()]);
            prop_assert!(stream.starts_with(&recorded(&whole)));
            prop_assert_eq!(whole, assemble(assembler, &stream, &cuts));
        }
    }
}
