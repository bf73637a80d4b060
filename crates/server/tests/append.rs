//! What transcripts cannot show of APPEND (RFC 9051 §6.3.12): NUL, octets that are no text, and
//! that the way the octets arrive does not matter.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::Table;
use mailscope_wire::Service;

/// What the session says, and what it tells its owner, from then on.
fn say(table: &mut Table, octets: &[u8]) -> Vec<String> {
    table.receive(1, octets);
    table.shown.drain(..).map(|(_, kind, text)| format!("{kind}: {text}")).collect()
}

fn logged_in() -> Table {
    let mut table = Table::new(Service::Imap);
    table.open(1);
    say(&mut table, b"a LOGIN ada secret\r\n");
    table
}

fn octets_of_the_last(table: &Table) -> Vec<u8> {
    let account = table.store.account(table.ada).unwrap();
    account.mailbox("Trash").unwrap().messages().last().unwrap().mail.bytes().to_vec()
}

/// RFC 9051 §9: `literal` has no NUL, `literal8` may (RFC 3516 §4.4).
#[test]
fn nul_needs_a_literal8() {
    let mut table = logged_in();
    let answer = say(&mut table, b"b APPEND Trash {7+}\r\nA: \0b\r\n\r\n");
    let [line] = answer.as_slice() else { panic!("{answer:?}") };
    assert!(line.starts_with("S: b BAD APPEND"), "{line}");

    let answer = say(&mut table, b"c APPEND Trash ~{7+}\r\nA: \0b\r\n\r\n");
    assert_eq!(answer, ["E: appended Trash 1", "S: c OK [APPENDUID 4 1] APPEND completed"]);
    assert_eq!(octets_of_the_last(&table), b"A: \0b\r\n");
}

/// RFC 9051 §6.3.12: "8-bit characters are permitted in the message", whatever they mean.
#[test]
fn octets_are_kept_as_they_are() {
    let mut table = logged_in();
    let mut message = b"A: b\r\n\r\n".to_vec();
    message.extend(1..=255_u8);
    let mut command = format!("b APPEND Trash {{{}+}}\r\n", message.len()).into_bytes();
    command.extend(&message);
    command.extend(b"\r\n");
    say(&mut table, &command);
    assert_eq!(octets_of_the_last(&table), message);
}

/// RFC 6855 §4: the header counts, whatever charset its octets are in.
#[test]
fn a_header_beyond_ascii_waits_for_utf8() {
    let mut table = logged_in();
    let append = b"b APPEND Trash {8+}\r\nA: \xfc\r\n\r\n\r\n";
    let answer = say(&mut table, append);
    assert!(matches!(&*answer, [line] if line.starts_with("S: b NO [CANNOT]")), "{answer:?}");
    say(&mut table, b"c ENABLE IMAP4rev2\r\n");
    let answer = say(&mut table, append);
    assert!(matches!(&*answer, [_, line] if line.starts_with("S: b OK")), "{answer:?}");
}

/// A literal may come octet by octet, and the next command right behind it.
#[test]
fn segments_do_not_matter() {
    let whole = b"b APPEND Trash (\\Seen) {6+}\r\nA: b\r\n \"05-Mar-2026 07:00:00 +0100\" {6+}\r\n\
                  C: d\r\n\r\nc APPEND Nowhere {6}\r\nd NOOP\r\n";
    let at_once = say(&mut logged_in(), whole);
    assert_eq!(
        at_once,
        [
            "E: appended Trash 1",
            "E: appended Trash 2",
            "S: b OK [APPENDUID 4 1:2] APPEND completed",
            "S: c NO [TRYCREATE] no such mailbox",
            "S: d OK NOOP completed",
        ]
    );
    let mut table = logged_in();
    let mut one_by_one = Vec::new();
    for octet in whole {
        one_by_one.extend(say(&mut table, &[*octet]));
    }
    assert_eq!(one_by_one, at_once);
}

/// RFC 3502 §6.3.11: a message that cannot be taken leaves nothing of those before it.
#[test]
fn too_many_keywords_leave_the_mailbox_as_it_was() {
    let mut table = logged_in();
    let keywords: Vec<String> =
        (0..=mailscope_base::limits::KEYWORDS_MAX).map(|n| format!("k{n}")).collect();
    let command = format!(
        "b APPEND Trash {{6+}}\r\nA: b\r\n ({}) {{6+}}\r\nC: d\r\n\r\n",
        keywords.join(" ")
    );
    let answer = say(&mut table, command.as_bytes());
    assert!(matches!(&*answer, [line] if line.starts_with("S: b NO [LIMIT]")), "{answer:?}");
    let account = table.store.account(table.ada).unwrap();
    assert!(account.mailbox("Trash").unwrap().messages().is_empty());
    assert_eq!(account.mailbox("Trash").unwrap().uid_next(), mailscope_base::Uid::FIRST);
}
