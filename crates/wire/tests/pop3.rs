//! POP3: known answers from RFC 1939 and RFC 2449, and there and back again.

#![allow(clippy::expect_used)] // In a test, a surprise is a failure.

use bytes::Bytes;
use mailscope_base::MessageNumber;
use mailscope_wire::pop3::{Command, Response, ResponseShape, Status};
use proptest::prelude::*;

fn number(n: usize) -> MessageNumber {
    MessageNumber::new(n).expect("not 0")
}

#[test]
fn the_commands_of_the_rfc_are_read() {
    let table = [
        ("USER mrose\r\n", Command::User(Bytes::from_static(b"mrose"))),
        (
            "pass secret with  spaces \r\n",
            Command::Pass(Bytes::from_static(b"secret with  spaces ")),
        ),
        ("STAT\r\n", Command::Stat),
        ("LIST\r\n", Command::List(None)),
        ("LIST 2\r\n", Command::List(Some(number(2)))),
        ("uidl 2\n", Command::Uidl(Some(number(2)))),
        ("RETR 1\r\n", Command::Retr(number(1))),
        ("DELE 1\r\n", Command::Dele(number(1))),
        ("NOOP\r\n", Command::Noop),
        ("RSET\r\n", Command::Rset),
        ("QUIT\r\n", Command::Quit),
        ("CAPA\r\n", Command::Capa),
    ];
    for (text, command) in table {
        assert_eq!(Command::parse(text.as_bytes()), Ok(command.clone()), "{text}");
        assert_eq!(Command::parse(&command.encode()), Ok(command));
    }
}

#[test]
fn bad_commands_tell_their_keyword() {
    for (text, verb) in [
        ("RETR 0\r\n", Some("RETR")),
        ("retr\r\n", Some("RETR")),
        ("LIST x\r\n", Some("LIST")),
        ("STAT 1\r\n", Some("STAT")),
        ("STARTTLS\r\n", Some("STARTTLS")),
        ("USER a b\r\n", Some("USER")),
        ("\r\n", None),
    ] {
        let bad = Command::parse(text.as_bytes()).expect_err(text);
        assert_eq!(bad.verb.as_deref(), verb);
    }
}

#[test]
fn a_name_cannot_smuggle_in_a_command() {
    let command = Command::User(Bytes::from_static(b"joe\r\nDELE 1"));
    assert_eq!(command.encode(), b"USER joeDELE 1\r\n");
}

#[test]
fn the_responses_of_the_rfc_are_read() {
    let parse = |text: &str, shape| Response::parse(text.as_bytes(), shape).expect(text);
    let stat = parse("+OK 2 320\r\n", ResponseShape::Single);
    assert_eq!((stat.status, stat.text.as_str(), stat.body), (Status::Ok, "2 320", None));
    let locked = parse("-ERR [IN-USE] Do you have another session?\r\n", ResponseShape::Multi);
    assert_eq!(locked.code.as_deref(), Some("IN-USE"));
    assert_eq!(locked.text, "Do you have another session?");
    let system = parse("-ERR [SYS/TEMP] later\r\n", ResponseShape::Single);
    assert_eq!(system.code.as_deref(), Some("SYS/TEMP"));
    let list = parse("+OK 2 messages\r\n1 120\r\n2 200\r\n.\r\n", ResponseShape::Multi);
    assert_eq!(list.body.as_deref(), Some(&b"1 120\r\n2 200\r\n"[..]));
    let dots = parse("+OK\r\n..\r\n...a\r\n.\r\n", ResponseShape::Multi);
    assert_eq!(dots.body.as_deref(), Some(&b".\r\n..a\r\n"[..]));
    let empty = parse("+OK\r\n.\r\n", ResponseShape::Multi);
    assert_eq!(empty.body, Some(Bytes::new()));
    for (bad, shape) in [
        ("+OK 2\r\n1 120\r\n.\r\n", ResponseShape::Single),
        ("+OK 2\r\n1 120\r\n", ResponseShape::Multi),
        ("+OK\r\n.\r\nx", ResponseShape::Multi),
        ("OK\r\n", ResponseShape::Single),
    ] {
        assert!(Response::parse(bad.as_bytes(), shape).is_err(), "{bad}");
    }
}

#[test]
fn a_body_is_stuffed_and_gets_its_line_end() {
    let body = Some(Bytes::from_static(b".\r\n.a\n.b\r\n..c"));
    let response = Response { status: Status::Ok, code: None, text: String::new(), body };
    assert_eq!(response.encode(), b"+OK\r\n..\r\n..a\n.b\r\n...c\r\n.\r\n");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_is_written_is_read_again(
        ok in any::<bool>(),
        code in prop::option::of("[A-Z]{1,5}(/[A-Z]{1,5})?"),
        text in "([a-z][ -~]{0,9})?",
        body in prop::option::of(prop::collection::vec(prop::sample::select(b"a.\r\n".to_vec()), 0..30)),
    ) {
        let status = if ok { Status::Ok } else { Status::Err };
        let body = body.filter(|_| ok).map(|mut body| {
            if !body.is_empty() {
                body.extend(b"\r\n");
            }
            Bytes::from(body)
        });
        let shape = if body.is_some() { ResponseShape::Multi } else { ResponseShape::Single };
        let response = Response { status, code, text, body };
        prop_assert_eq!(Response::parse(&response.encode(), shape), Ok(response));
    }
}
