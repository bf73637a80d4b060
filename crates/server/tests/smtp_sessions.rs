//! What must hold for SMTP sessions whatever comes: no panic, the same dialogue however the bytes are
//! cut, every octet of a message kept, and no message within another.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::expect_used,
    reason = "a test may panic"
)]

mod common;

use common::Table;
use mailscope_base::limits::{SMTP_COMMAND_OCTETS_MAX, SMTP_MESSAGE_OCTETS_MAX};
use mailscope_wire::Service;
use mailscope_wire::smtp::stuff;
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() }
}

/// Something that SMTP dialogues are made of, or anything.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let typical = prop::sample::select(vec![
        "EHLO mail.west.example\r\n",
        "HELO x.example\r\n",
        "MAIL FROM:<ada@nord.example>\r\n",
        "MAIL FROM:<> SIZE=20 BODY=8BITMIME\r\n",
        "MAIL FROM:<ada@nord.example> BODY=BINARYMIME RET=HDRS ENVID=x\r\n",
        "MAIL FROM:<j\u{fc}rgen@nord.example> SMTPUTF8\r\n",
        "MAIL FROM:<ada@nord.example> SIZE=99999999999\r\n",
        "RCPT TO:<ada@nord.example>\r\n",
        "RCPT TO:<Postmaster> NOTIFY=NEVER\r\n",
        "RCPT TO:<nobody@nord.example>\r\n",
        "RCPT TO:<lena@west.example>\r\n",
        "DATA\r\n",
        "Subject: x\r\n",
        ".\r\n",
        "..\r\n",
        "\n.\r\n",
        "\r\n.\r\n",
        "\n.\n",
        "\r\n.",
        "BDAT 5\r\nab\r\nc",
        "BDAT 4 LAST\r\nab\r\n",
        "BDAT 0 LAST\r\n",
        "BDAT 999999999999 LAST\r\n",
        "RSET\r\n",
        "NOOP\r\n",
        "VRFY ada\r\n",
        "EXPN postmaster SMTPUTF8\r\n",
        "HELP MAIL\r\n",
        "AUTH PLAIN AGFkYQBzZWNyZXQ=\r\n",
        "AUTH LOGIN\r\n",
        "AUTH SCRAM-SHA-256 biwsbj1hZGEscj1meWtvK2Q=\r\n",
        "YWRh\r\n",
        "*\r\n",
        "STARTTLS\r\n",
        "NOOP\n",
        "QUIT\r\n",
    ]);
    let any = proptest::collection::vec(any::<u8>(), 0..40);
    prop_oneof![14 => typical.prop_map(|s| s.as_bytes().to_vec()), 1 => any]
}

/// Rules by which a server is played.
fn rules() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::select(vec![
        vec![],
        vec!["bare-lf"],
        vec!["size", "30"],
        vec!["greylist", "5"],
        vec!["transactions", "2"],
    ])
}

/// What is seen of a connection, and the messages in the queue.
type Played = (Vec<(u32, char, String)>, Vec<Vec<u8>>);

/// Plays `input` on one connection, cut after every `cuts`-th octet in turn; returns all that is seen
/// of it, and the messages in the queue.
fn play(service: Service, rules: &[&str], input: &[u8], cuts: &[usize]) -> Played {
    let mut table = Table::new(service);
    table.policy.smtp = common::smtp::policy(rules);
    table.open(1);
    let mut rest = input;
    for &cut in cuts {
        let (now, later) = rest.split_at(cut.min(rest.len()));
        table.receive(1, now);
        rest = later;
    }
    table.receive(1, rest);
    table.cut(1);
    // Every octet is told as read once and in order, unless it was too large and skipped.
    let skipped = table.shown.iter().any(|(_, _, line)| {
        line.contains("too long") || line.contains("5.3.4") || line.starts_with("503 ")
    });
    let read = table.read.remove(&1).unwrap_or_default();
    assert!(skipped || input.starts_with(&read), "{:?}", String::from_utf8_lossy(&read));
    let queued = table.store.spool().iter().map(|queued| queued.mail.bytes().to_vec());
    let queued = queued.collect();
    (table.shown, queued)
}

/// The replies of connection 1.
fn replies(shown: &[(u32, char, String)]) -> Vec<&str> {
    shown.iter().filter(|(_, kind, _)| *kind == 'S').map(|(.., line)| &**line).collect()
}

const BEGIN: &str =
    "EHLO mail.west.example\r\nMAIL FROM:<lena@west.example>\r\nRCPT TO:<ada@nord.example>\r\n";

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_relay_says_the_same_however_the_bytes_are_cut(
        pieces in proptest::collection::vec(piece(), 0..24),
        cuts in proptest::collection::vec(0..9_usize, 0..200),
        rules in rules(),
        begun in any::<bool>(),
    ) {
        let begin = if begun { BEGIN } else { "" };
        let input = [begin.as_bytes(), &pieces.concat()].concat();
        let whole = play(Service::Smtp, &rules, &input, &[]);
        prop_assert_eq!(play(Service::Smtp, &rules, &input, &cuts), whole);
    }

    #[test]
    fn a_submission_server_says_the_same_however_the_bytes_are_cut(
        pieces in proptest::collection::vec(piece(), 0..24),
        cuts in proptest::collection::vec(0..9_usize, 0..200),
        begun in any::<bool>(),
    ) {
        let begin = "EHLO x.example\r\nAUTH PLAIN AGFkYQBzZWNyZXQ=\r\n";
        let begin = if begun { begin } else { "" };
        let input = [begin.as_bytes(), &pieces.concat()].concat();
        let whole = play(Service::Submission, &[], &input, &[]);
        prop_assert_eq!(play(Service::Submission, &[], &input, &cuts), whole);
    }

    /// RFC 5321 §4.5.2, RFC 3030 §2: by DATA or by BDAT in any pieces, what is sent is what is kept.
    #[test]
    fn a_message_is_kept_octet_by_octet(
        lines in proptest::collection::vec("\\PC{0,20}|\\.{0,3}", 0..20),
        chunks in proptest::collection::vec(0..40_usize, 0..6),
    ) {
        let mut content = lines.join("\r\n");
        content.push_str(if lines.is_empty() { "" } else { "\r\n" });
        let content = content.as_bytes();
        let mut by_data = [BEGIN, "DATA\r\n"].concat().into_bytes();
        by_data.extend(stuff(content));
        let mut by_bdat = BEGIN.as_bytes().to_vec();
        let mut rest = content;
        for chunk in chunks {
            let (now, later) = rest.split_at(chunk.min(rest.len()));
            by_bdat.extend(format!("BDAT {}\r\n", now.len()).bytes());
            by_bdat.extend(now);
            rest = later;
        }
        by_bdat.extend(format!("BDAT {} LAST\r\n", rest.len()).bytes());
        by_bdat.extend(rest);
        for input in [by_data, by_bdat] {
            let (_, queued) = play(Service::Smtp, &[], &input, &[]);
            prop_assert_eq!(queued.len(), 1);
            let end = "\r\n\tThu, 5 Mar 2026 08:00:00 +0100\r\n";
            let kept = &queued[0];
            let top = kept.windows(end.len()).position(|part| part == end.as_bytes()).unwrap();
            prop_assert_eq!(&kept[top + end.len()..], content);
        }
    }

    /// RFC 5321 §2.3.8, §4.1.1.4: whatever a strict client sends as one message is one message here, or
    /// none.
    #[test]
    fn nothing_is_smuggled(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "\r", "\n", "\r\n", ".", "\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\n\r.\n\r", "x",
                "MAIL FROM:<admin@nord.example>", "RCPT TO:<ada@nord.example>", "DATA", "QUIT",
            ]),
            0..30,
        ),
    ) {
        let content = parts.concat();
        let mut input = [BEGIN, "DATA\r\n"].concat().into_bytes();
        input.extend(stuff(content.as_bytes()));
        input.extend(b"NOOP\r\n");
        let (shown, queued) = play(Service::Smtp, &[], &input, &[]);
        let replies = replies(&shown);
        let [.., started, ended, noop] = replies[..] else { panic!("{replies:?}") };
        prop_assert!(started.starts_with("354 "), "{:?}", replies);
        prop_assert!(noop.starts_with("250 2.0.0 done"), "{:?}", replies);
        let without_pairs = content.replace("\r\n", "");
        let is_clean = !without_pairs.contains(['\r', '\n']);
        // `stuff` adds a line end where the last line has none, so a CR there finds its LF.
        let mended = content.strip_suffix('\r').is_none() && is_clean;
        prop_assert_eq!(queued.len(), usize::from(mended), "{:?} {:?}", content, ended);
        prop_assert!(mended || ended.starts_with("550 5.6.0 "), "{:?}", ended);
    }
}

#[test]
fn a_hundred_recipients_fit_and_more() {
    // RFC 5321 §4.5.3.1.8.
    let mut input = BEGIN.as_bytes().to_vec();
    input.splice(.., b"EHLO x.example\r\nAUTH PLAIN AGFkYQBzZWNyZXQ=\r\n".iter().copied());
    input.extend(b"MAIL FROM:<ada@nord.example>\r\n");
    for n in 0..1_001 {
        input.extend(format!("RCPT TO:<{n}@west.example>\r\n").bytes());
    }
    let (shown, _) = play(Service::Submission, &[], &input, &[]);
    let replies = replies(&shown);
    let accepted = replies.iter().filter(|line| line.starts_with("250 2.1.5 ")).count();
    assert_eq!(accepted, 1_000);
    // RFC 5321 §4.5.3.1.10.
    assert!(replies.last().unwrap().starts_with("452 4.5.3 "), "{:?}", replies.last());
}

#[test]
fn a_line_that_is_too_long_is_refused_and_skipped() {
    // RFC 5321 §4.5.3.1.9, RFC 4954 §6.
    let long = "x".repeat(SMTP_COMMAND_OCTETS_MAX);
    let (shown, _) = play(Service::Smtp, &[], format!("NOOP {long}\r\nNOOP\r\n").as_bytes(), &[]);
    let answers = replies(&shown);
    assert!(answers[1].starts_with("500 5.5.2 "), "{answers:?}");
    assert!(answers[2].starts_with("250 2.0.0 "), "{answers:?}");
    let input = format!("EHLO x.example\r\nAUTH PLAIN\r\n{long}\r\nNOOP\r\n");
    let (shown, _) = play(Service::Submission, &[], input.as_bytes(), &[]);
    let answers = replies(&shown);
    let [.., too_long, noop] = answers[..] else { panic!("{answers:?}") };
    assert!(too_long.starts_with("500 5.5.6 ") && noop.starts_with("250 2.0.0 "), "{answers:?}");
}

#[test]
fn a_message_that_is_too_large_is_not_kept_while_it_comes() {
    // RFC 1870 §6.3: the reply comes after the end of the data, and the session goes on.
    let mut table = Table::new(Service::Smtp);
    table.open(1);
    table.receive(1, BEGIN.as_bytes());
    table.receive(1, b"DATA\r\n");
    let part = b"123456789012345678901234567890123456789012345678901234567890\r\n".repeat(10_000);
    for _ in 0..=SMTP_MESSAGE_OCTETS_MAX / part.len() + 1 {
        table.receive(1, &part);
    }
    table.receive(1, b".\r\nNOOP\r\n");
    let answers = replies(&table.shown);
    let [.., too_large, noop] = answers[..] else { panic!("{answers:?}") };
    assert!(too_large.starts_with("552 5.3.4 ") && noop.starts_with("250 2.0.0 "), "{answers:?}");
    assert!(table.store.spool().is_empty());
}

#[test]
fn a_name_that_two_people_have_is_ambiguous() {
    // RFC 5321 §3.5.1; RFC 2034 §4: each line has the enhanced code.
    let mut table = Table::new(Service::Smtp);
    table.store.create_account("Ada", "sued.example", "x");
    table.store.create_account("jürgen", "sued.example", "x");
    table.open(1);
    table.receive(1, b"VRFY ada\r\nVRFY j\xc3\xbcrgen\r\nVRFY j\xc3\xbcrgen SMTPUTF8\r\n");
    let answers = replies(&table.shown);
    assert_eq!(
        answers[1..],
        [
            "553-5.1.4 more than one is called so; which of them?",
            "553-5.1.4 <ada@nord.example>",
            "553 5.1.4 <Ada@sued.example>",
            // RFC 6531 §3.7.4.2.
            "252 2.6.8 the mailbox can only be shown to those who add SMTPUTF8",
            "250 2.1.5 <jürgen@sued.example>",
        ]
    );
}
