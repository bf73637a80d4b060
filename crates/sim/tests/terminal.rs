//! A person at a terminal: what is typed travels as octets, is read by the same servers, and changes
//! the same store; what comes back is read by the grammar of its protocol.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use bytes::Bytes;
use mailscope_base::{DeviceId, Duration, Instant};
use mailscope_sim::store::ChangeKind;
use mailscope_sim::{
    Action, End, Entry, Fact, NotPossible, Place, Protection, Reader, Scenario, TerminalId, World,
};
use mailscope_wire::{Grammar, Service};

const TELNET: TerminalId = TerminalId(0);
const KUCHEN: &[u8] = b"From: oma@nord.example\r\nSubject: Kuchen\r\n\r\nLiebe Ada!\r\n";

fn scenario(terminal: &str, more: &str) -> Scenario {
    let toml = format!(
        r#"
version = 2
start = "2026-03-02T09:40:00+01:00"

[[provider]]
name = "nord.example"
uid_validity = 1732
  [[provider.user]]
  name = "ada"
  password = "Seestern-7"
  mail = [{{ file = "kuchen.eml" }}]

[[device]]
kind = "laptop"
latency_ms = 18
protocol = "imap"
check = "idle"
tls = "never"

[[terminal]]
name = "telnet"
{terminal}
{more}
"#
    );
    let file = |name: &str| (name == "kuchen.eml").then(|| Bytes::from_static(KUCHEN));
    Scenario::parse(&toml, file).unwrap_or_else(|error| panic!("{error}\n{toml}"))
}

fn settle(world: &mut World) {
    world.run_until(world.now() + Duration::from_secs(2), 100_000);
}

/// A world in which the terminal has called its service.
fn called(terminal: &str) -> World {
    let mut world = World::new(&scenario(terminal, ""), 1);
    settle(&mut world);
    world.inject(&Action::Dial(TELNET)).expect("it can call");
    settle(&mut world);
    world
}

fn type_line(world: &mut World, line: &str) {
    world.inject(&Action::type_line(TELNET, line)).expect("it can be typed");
    settle(world);
}

/// What the terminal has read so far, with the grammar.
fn answers(world: &World) -> Vec<(Grammar, String)> {
    let read = world.trace().iter().filter_map(|entry| match &entry.fact {
        Fact::Read { by: End::Client, .. } if entry.place == Place::Terminal(TELNET) => {
            let frame = world.trace().frame(entry).expect("a frame was read");
            Some((frame.grammar, String::from_utf8_lossy(&frame.bytes).into_owned()))
        }
        _ => None,
    });
    read.collect()
}

/// The grammars by which the server read what was typed.
fn read_by_server(world: &World) -> Vec<(Grammar, bool)> {
    let of_terminal = |entry: &&Entry| {
        matches!(&entry.fact, Fact::Read { connection, by: End::Server, .. }
            if world.party(*connection).is_none())
    };
    let read = world.trace().iter().filter(of_terminal);
    let frames = read.map(|entry| {
        let frame = world.trace().frame(entry).expect("a frame was read");
        (frame.grammar, frame.grammar.tree(&frame.bytes).diagnostics.is_empty())
    });
    frames.collect()
}

fn last(world: &World) -> String {
    answers(world).pop().expect("there was an answer").1
}

/// RFC 1939 §5, §6: DELE marks, QUIT removes; the whole way from the typed line to the change is a
/// chain of causes.
#[test]
fn a_typed_quit_removes_what_a_typed_dele_has_marked() {
    let mut world = called("service = \"pop3\"");
    for line in ["USER ada", "PASS Seestern-7", "LIST", "DELE 1"] {
        type_line(&mut world, line);
        assert!(last(&world).starts_with("+OK"), "{line}: {}", last(&world));
    }
    let expunged = |world: &World| {
        let of = |entry: &&Entry| match &entry.fact {
            Fact::Stored(change) => matches!(change.kind, ChangeKind::Expunged { .. }),
            _ => false,
        };
        world.trace().iter().find(of).map(|entry| entry.id)
    };
    assert_eq!(expunged(&world), None, "marked is not removed");
    type_line(&mut world, "QUIT");
    let expunged = expunged(&world).expect("QUIT removes it");
    let chain: Vec<_> = world.trace().causes(expunged).collect();
    let quit = Action::type_line(TELNET, "QUIT");
    assert!(matches!(&chain[1].fact, Fact::Read { by: End::Server, .. }), "{chain:?}");
    assert!(matches!(&chain[2].fact, Fact::Sent { by: End::Client, .. }), "{chain:?}");
    assert_eq!(chain[3].fact, Fact::Acted(quit));
    assert_eq!(world.terminal(TELNET).expect("it is there").connection, None, "it is over");
    // LIST has an answer of several lines, which is one frame (RFC 1939 §3).
    let list = answers(&world).into_iter().find(|(_, text)| text.contains("\r\n1 "));
    assert!(list.expect("there was a list").1.ends_with("\r\n.\r\n"));
    // The device that listens hears of it.
    let laptop = world.device(DeviceId(0)).expect("there is a laptop");
    assert_eq!(laptop.app.local().count("INBOX"), 0);
}

/// RFC 9051 §4.3: a synchronising literal waits for the continuation request; the person waits too.
#[test]
fn a_typed_literal_is_continued_after_the_plus() {
    let mut world = called("service = \"imap\"");
    type_line(&mut world, "a1 LOGIN {3}");
    assert!(last(&world).starts_with('+'), "{}", last(&world));
    type_line(&mut world, "ada {10}");
    assert!(last(&world).starts_with('+'), "{}", last(&world));
    type_line(&mut world, "Seestern-7");
    assert!(last(&world).starts_with("a1 OK"), "{}", last(&world));
    type_line(&mut world, "a2 SELECT INBOX");
    assert!(last(&world).starts_with("a2 OK"), "{}", last(&world));
    type_line(&mut world, "a3 IDLE");
    assert!(last(&world).starts_with('+'), "{}", last(&world));
    type_line(&mut world, "DONE");
    assert!(last(&world).starts_with("a3 OK"), "{}", last(&world));
    let sent: Vec<Grammar> = world
        .trace()
        .sent()
        .filter(|entry| entry.place == Place::Terminal(TELNET))
        .filter_map(|entry| world.trace().frame(entry).map(|frame| frame.grammar))
        .collect();
    let wanted = [
        Grammar::ImapCommand,
        Grammar::ImapContinuationData,
        Grammar::ImapContinuationData,
        Grammar::ImapCommand,
        Grammar::ImapCommand,
        Grammar::ImapIdleDone,
    ];
    assert_eq!(sent, wanted);
    assert!(answers(&world).iter().all(|(grammar, _)| *grammar == Grammar::ImapResponse));
    assert!(read_by_server(&world).iter().all(|(_, whole)| *whole), "everything could be read");
}

/// RFC 2595 §4, RFC 3207 §4, RFC 9051 §6.2.1: after the typed command the connection is protected, and
/// the terminal goes on within TLS.
#[test]
fn starttls_that_is_typed_protects_what_follows() {
    let cases = [
        (Service::Imap, "imap", "a1 STARTTLS", "a2 CAPABILITY", "a2 OK"),
        (Service::Pop3, "pop3", "STLS", "USER ada", "+OK"),
        (Service::Submission, "submission", "STARTTLS", "EHLO laptop.example", "250-"),
    ];
    for (service, name, begin, then, answer) in cases {
        let mut world = called(&format!("service = \"{name}\"\nbeside = \"laptop\""));
        if service == Service::Submission {
            type_line(&mut world, "EHLO laptop.example");
        }
        type_line(&mut world, begin);
        type_line(&mut world, then);
        assert!(last(&world).starts_with(answer), "{name}: {}", last(&world));
        let protection = |text: &str| {
            let mut sent = world.trace().sent();
            sent.find_map(|entry| match &entry.fact {
                Fact::Sent { frame, protection, .. }
                    if frame.bytes.starts_with(text.as_bytes()) =>
                {
                    Some((*protection, world.readers(entry.id)))
                }
                _ => None,
            })
        };
        let (clear, readers) = protection(begin).expect("it was sent");
        assert_eq!(clear, Protection::Clear);
        assert!(readers.contains(&Reader::Terminal(TELNET)), "{readers:?}");
        let tls = world.trace().sent().rev().find_map(|entry| match &entry.fact {
            Fact::Sent { by: End::Client, protection, .. }
                if entry.place == Place::Terminal(TELNET) =>
            {
                Some(*protection)
            }
            _ => None,
        });
        assert_eq!(tls, Some(Protection::Tls), "{name}");
    }
}

/// RFC 5321 §3.3: a whole mail by hand; it arrives in the mailbox of its recipient.
#[test]
fn a_mail_typed_to_the_relay_is_delivered() {
    let mut world = called("service = \"smtp\"");
    for (line, code) in [
        ("HELO school.example", "250"),
        ("MAIL FROM:<mia@school.example>", "250"),
        ("RCPT TO:<ada@nord.example>", "250"),
        ("DATA", "354"),
        ("From: mia@school.example\nSubject: Von Hand\n\nGetippt.\n..", "354"),
        (".", "250"),
        ("QUIT", "221"),
    ] {
        type_line(&mut world, line);
        assert!(last(&world).starts_with(code), "{line}: {}", last(&world));
    }
    let laptop = world.device(DeviceId(0)).expect("there is a laptop");
    let subjects: Vec<_> =
        laptop.app.local().messages_in("INBOX").map(|mail| mail.summary.subject.clone()).collect();
    assert!(subjects.contains(&"Von Hand".to_owned()), "{subjects:?}");
}

/// Who listens where the terminal stands reads what is typed in clear.
#[test]
fn who_listens_beside_the_device_reads_what_is_typed() {
    let listener = "\n[[listener]]\nname = \"café\"\ndevice = \"laptop\"\n";
    let mut world = World::new(&scenario("service = \"pop3\"\nbeside = \"laptop\"", listener), 1);
    settle(&mut world);
    world.inject(&Action::Dial(TELNET)).expect("it can call");
    settle(&mut world);
    type_line(&mut world, "PASS Seestern-7");
    let heard = world.trace().sent().any(|entry| {
        matches!(&entry.fact, Fact::Sent { frame, .. } if frame.bytes.starts_with(b"PASS"))
            && world.readers(entry.id).iter().any(|reader| matches!(reader, Reader::Listener(_)))
    });
    assert!(heard);
}

/// `openssl s_client` on port 995: the greeting comes within TLS (RFC 8314 §3).
#[test]
fn a_terminal_may_begin_with_tls() {
    let world = called("service = \"pop3\"\ntls = \"implicit\"");
    assert!(last(&world).starts_with("+OK"));
    let clear = world.trace().sent().any(|entry| {
        matches!(&entry.fact, Fact::Sent { protection: Protection::Clear, connection, .. }
            if world.party(*connection).is_none())
    });
    assert!(!clear);
}

/// What cannot be done changes nothing.
#[test]
fn a_terminal_that_has_not_called_cannot_type() {
    let mut world = World::new(&scenario("service = \"pop3\"", ""), 1);
    let gone = NotPossible::NoSuchConnection;
    assert_eq!(world.inject(&Action::type_line(TELNET, "NOOP")), Err(gone));
    assert_eq!(world.inject(&Action::HangUp(TELNET)), Err(gone));
    let nobody = Action::Dial(TerminalId(1));
    assert_eq!(world.inject(&nobody), Err(NotPossible::NoSuchTerminal));
    world.inject(&Action::Dial(TELNET)).expect("it can call");
    assert_eq!(world.inject(&Action::Dial(TELNET)), Err(NotPossible::StillConnected));
    // What is typed before the connection stands is sent then.
    world.inject(&Action::type_line(TELNET, "NOOP")).expect("it can be typed ahead");
    settle(&mut world);
    assert!(last(&world).starts_with("-ERR"), "{}", last(&world));
    world.inject(&Action::HangUp(TELNET)).expect("it stands");
    settle(&mut world);
    assert_eq!(world.inject(&Action::HangUp(TELNET)), Err(gone));
    world.inject(&Action::Dial(TELNET)).expect("it can call again");
}

/// The same by a file: who dials, types and hangs up when.
#[test]
fn a_file_plans_what_is_typed() {
    let actions = r#"
[[action]]
at = "1 s"
terminal = "telnet"
dial = true

[[action]]
at = "2 s"
terminal = "telnet"
type = "CAPA"

[[action]]
at = "3 s"
terminal = "telnet"
type_raw = "NOOP\nQU"

[[action]]
at = "4 s"
terminal = "telnet"
cut = true
"#;
    let mut world = World::new(&scenario("service = \"pop3\"", actions), 1);
    world.run_until(Instant::START + Duration::from_secs(10), 10_000);
    let answers: Vec<_> = answers(&world).into_iter().map(|(_, text)| text).collect();
    assert_eq!(answers.len(), 3, "the greeting, a list, an answer: {answers:?}");
    assert!(answers[1].ends_with("\r\n.\r\n") && answers[2].starts_with("-ERR"), "{answers:?}");
    assert!(world.trace().iter().any(|entry| matches!(entry.fact, Fact::Lost(..))));
    assert_eq!(world.terminal(TELNET).expect("it is there").connection, None);
}
