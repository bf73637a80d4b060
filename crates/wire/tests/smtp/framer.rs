//! However a stream is cut, the same lines, replies, messages and chunks come out of it.

use bytes::Bytes;
use mailscope_base::limits;
use mailscope_wire::LineTooLong;
use mailscope_wire::smtp::{DataEnd, Framer, MailData, TooLarge, stuff, unstuff};

type Read = Option<Result<MailData, TooLarge>>;

/// The message at the beginning of `stream`, which arrives in pieces of `cut` octets, and the line
/// behind it.
fn read(stream: &[u8], cut: usize, max: usize, end: DataEnd) -> (Read, Option<Bytes>) {
    let mut framer = Framer::new();
    let (mut data, mut line) = (None, None);
    for piece in stream.chunks(cut) {
        framer.push(piece);
        data = data.or_else(|| framer.next_data(max, end));
        if data.is_some() {
            line = line.or_else(|| framer.next_line().map(|line| line.expect("not long")));
        }
    }
    (data, line)
}

fn content(read: &Read) -> &[u8] {
    &read.as_ref().expect("ended").as_ref().expect("not too large").content
}

/// RFC 5321 §4.5.2.
#[test]
fn messages_are_cut_at_their_end_and_dots_are_taken_away() {
    for (lines, due) in [
        (".\r\n", ""),
        ("a\r\n.\r\n", "a\r\n"),
        ("..\r\n.\r\n", ".\r\n"),
        ("...a\r\n..\r\n.b\r\n.\r\n", "..a\r\n.\r\nb\r\n"),
        ("a\n.\nb\r\n.\r\n", "a\n.\nb\r\n"),
        ("a\n.\r\nb\r\n.\r\n", "a\n.\r\nb\r\n"),
        ("a\r\n.\nb\r\n.\r\n", "a\r\n\nb\r\n"),
        ("a\r.\rb\r\n.\r\n", "a\r.\rb\r\n"),
        ("a\r\n.\r.\r\n.\r\n", "a\r\n\r.\r\n"),
        ("\r\n\r\n.\r\n", "\r\n\r\n"),
    ] {
        let stream = format!("{lines}QUIT\r\n");
        for cut in 1..=stream.len() {
            let (data, line) = read(stream.as_bytes(), cut, 100, DataEnd::Strict);
            assert_eq!(content(&data), due.as_bytes(), "{lines:?} by {cut}");
            assert_eq!(data.expect("ended").expect("small").frame, lines);
            assert_eq!(line.as_deref(), Some(&b"QUIT\r\n"[..]), "{lines:?} by {cut}");
        }
    }
}

/// What a careless server takes for an end, ends a message only for one that is told to be careless.
#[test]
fn the_quirk_makes_smuggling_possible() {
    for smuggler in ["a\n.\nQUIT\r\n", "a\n.\r\nQUIT\r\n", "a\r\n.\nQUIT\r\n", ".\nQUIT\r\n"] {
        for cut in 1..=smuggler.len() {
            let (data, line) = read(smuggler.as_bytes(), cut, 100, DataEnd::BareLf);
            assert!(matches!(content(&data), b"a\n" | b"a\r\n" | b""), "{smuggler:?} by {cut}");
            assert_eq!(line.as_deref(), Some(&b"QUIT\r\n"[..]));
            let (data, line) = read(smuggler.as_bytes(), cut, 100, DataEnd::Strict);
            assert_eq!((data, line), (None, None), "{smuggler:?} by {cut}");
        }
    }
    let (data, _) = read(b"a\n..b\r\n..c\r\n.\r\n", 3, 100, DataEnd::BareLf);
    assert_eq!(content(&data), b"a\n.b\r\n.c\r\n");
}

/// RFC 1870 §3: neither the dots nor the last line count.
#[test]
fn what_is_too_large_is_skipped_up_to_its_end() {
    for end in [DataEnd::Strict, DataEnd::BareLf] {
        for lines in ["0123456\r\n.\r\n", "..23\r\n..6\r\n.\r\n", "..\r\n..\r\n..\r\n.\r\n"] {
            let octets = unstuff(&Bytes::from(lines[..lines.len() - 3].to_owned()), end).len();
            assert_eq!(octets, 9);
            let stream = format!("{lines}QUIT\r\n");
            for cut in 1..=stream.len() {
                let (data, _) = read(stream.as_bytes(), cut, 9, end);
                assert_eq!(content(&data).len(), 9);
                for max in 0..9 {
                    let (data, line) = read(stream.as_bytes(), cut, max, end);
                    assert_eq!(data, Some(Err(TooLarge { octets: 9 })), "{lines:?} {cut} {max}");
                    assert_eq!(line.as_deref(), Some(&b"QUIT\r\n"[..]));
                }
            }
        }
    }
}

#[test]
fn skipping_keeps_nothing() {
    let mut framer = Framer::new();
    for _ in 0..1000 {
        framer.push(b"..0123456789\r\n");
        assert_eq!(framer.next_data(100, DataEnd::Strict), None);
        assert!(framer.pending() < 200);
    }
    framer.push(b".\r\n");
    assert_eq!(framer.next_data(100, DataEnd::Strict), Some(Err(TooLarge { octets: 13_000 })));
    assert_eq!(framer.pending(), 0);
}

#[test]
fn a_message_without_dots_is_not_copied() {
    let (data, _) = read(b"hello\r\n.\r\n", 100, 100, DataEnd::Strict);
    let data = data.expect("ended").expect("small");
    assert_eq!(data.content.as_ptr(), data.frame.as_ptr());
}

#[test]
fn what_is_stuffed_is_unstuffed() {
    for (content, wire) in [
        ("", ".\r\n"),
        ("a\r\n", "a\r\n.\r\n"),
        ("a", "a\r\n.\r\n"),
        (".\r\n..b\r\n\r\n.", "..\r\n...b\r\n\r\n..\r\n.\r\n"),
        ("a\n.b\r\n", "a\n.b\r\n.\r\n"),
    ] {
        assert_eq!(stuff(content.as_bytes()), wire.as_bytes());
        let lines = Bytes::from(wire[..wire.len() - 3].to_owned());
        let plain = unstuff(&lines, DataEnd::Strict);
        assert!(plain.starts_with(content.as_bytes()) && plain.len() <= content.len() + 2);
    }
}

/// RFC 3030 §2.
#[test]
fn chunks_are_counted() {
    let stream = b"12345\r\n.\r\nBDAT 0 LAST\r\n";
    for cut in 1..=stream.len() {
        for max in [9, 10] {
            let mut framer = Framer::new();
            let (mut chunk, mut line) = (None, None);
            for piece in stream.chunks(cut) {
                framer.push(piece);
                chunk = chunk.or_else(|| framer.next_chunk(10, max));
                line = line.or_else(|| chunk.is_some().then(|| framer.next_line())?);
            }
            let whole = Bytes::from_static(b"12345\r\n.\r\n");
            let due = if max < 10 { Err(TooLarge { octets: 10 }) } else { Ok(whole) };
            assert_eq!(chunk, Some(due), "by {cut}");
            assert_eq!(line, Some(Ok(Bytes::from_static(b"BDAT 0 LAST\r\n"))));
        }
    }
    assert_eq!(Framer::new().next_chunk(0, 0), Some(Ok(Bytes::new())));
    let mut framer = Framer::new();
    framer.push(b"x");
    assert_eq!(framer.next_chunk(u64::MAX, 100), None);
    assert_eq!((framer.next_line(), framer.pending()), (None, 0));
}

#[test]
fn lines_are_cut_and_long_ones_are_skipped() {
    let long = "x".repeat(limits::SMTP_COMMAND_OCTETS_MAX);
    let stream = format!("EHLO a\r\nNOOP\n{long}{long}\r\nQUIT\r\nRS");
    for cut in [1, 2, 7, 1000, stream.len()] {
        let mut framer = Framer::new();
        let mut lines = Vec::new();
        for piece in stream.as_bytes().chunks(cut) {
            framer.push(piece);
            lines.extend(core::iter::from_fn(|| framer.next_line()));
            assert!(framer.pending() <= limits::SMTP_COMMAND_OCTETS_MAX + cut);
        }
        let line = |line: &'static str| Ok(Bytes::from_static(line.as_bytes()));
        assert_eq!(lines, [line("EHLO a\r\n"), line("NOOP\n"), Err(LineTooLong), line("QUIT\r\n")]);
        framer.clear();
        assert_eq!(framer.pending(), 0);
    }
}

/// RFC 5321 §4.2.1.
#[test]
fn replies_are_cut_behind_their_last_line() {
    let replies =
        ["220 a\r\n", "250-a\r\n250-b\r\n250 c\r\n", "250-\r\n250\r\n", "5\r\n", "250 x\n"];
    let stream = replies.concat();
    for cut in 1..=stream.len() {
        let mut framer = Framer::new();
        let mut all = Vec::new();
        for piece in stream.as_bytes().chunks(cut) {
            framer.push(piece);
            all.extend(core::iter::from_fn(|| framer.next_reply()));
        }
        let due = replies.map(|reply| Ok(Bytes::from_static(reply.as_bytes())));
        assert_eq!(all, due, "by {cut}");
    }
    let mut framer = Framer::new();
    let line = "250-and so on\r\n".repeat(limits::SMTP_REPLY_OCTETS_MAX / 10);
    framer.push(line.as_bytes());
    assert_eq!(framer.next_reply(), Some(Err(LineTooLong)));
    assert_eq!(framer.pending(), 0);
}
