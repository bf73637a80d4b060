//! POP3: known answers from RFC 1939 and RFC 2449, and there and back again.

#![allow(clippy::expect_used)] // In a test, a surprise is a failure.

use bytes::Bytes;
use mailscope_base::MessageNumber;
use mailscope_wire::pop3::{
    Capability, Code, Command, Response, ResponseShape, SaslResponse, Status,
};
use proptest::prelude::*;

fn number(n: usize) -> MessageNumber {
    MessageNumber::new(n).expect("not 0")
}

fn auth(mechanism: &str, initial: Option<&'static [u8]>) -> Command {
    Command::Auth { mechanism: mechanism.to_owned(), initial: initial.map(Bytes::from_static) }
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
        ("top 1 10\r\n", Command::Top(number(1), 10)),
        ("TOP 3 0\r\n", Command::Top(number(3), 0)),
        // RFC 1939 §7, the example; RFC 2449 §8.
        (
            "APOP mrose c4c9334bac560ecc979e58001b3e22fb\r\n",
            Command::Apop {
                name: Bytes::from_static(b"mrose"),
                digest: 0xc4c9_334b_ac56_0ecc_979e_5800_1b3e_22fb_u128.to_be_bytes(),
            },
        ),
        // RFC 2595 §4.
        ("STLS\r\n", Command::Stls),
        // RFC 5034 §4.
        ("auth scram-sha-256\r\n", auth("SCRAM-SHA-256", None)),
        ("AUTH PLAIN AGFkYQBzZWNyZXQ=\r\n", auth("PLAIN", Some(b"\0ada\0secret"))),
        ("AUTH EXTERNAL =\r\n", auth("EXTERNAL", Some(b""))),
        // RFC 6856 §2.1, §3.2.
        ("UTF8\r\n", Command::Utf8),
        ("LANG\r\n", Command::Lang(None)),
        ("LANG *\r\n", Command::Lang(Some("*".to_owned()))),
        ("LANG en-boont\r\n", Command::Lang(Some("en-boont".to_owned()))),
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
        ("TOP 1\r\n", Some("TOP")),
        ("TOP 1 -1\r\n", Some("TOP")),
        ("TOP 0 1\r\n", Some("TOP")),
        ("TOP 1 99999999999\r\n", Some("TOP")),
        ("APOP mrose\r\n", Some("APOP")),
        ("APOP mrose c4c9334bac560ecc979e58001b3e22f\r\n", Some("APOP")),
        ("APOP mrose c4c9334bac560ecc979e58001b3e22fbb\r\n", Some("APOP")),
        ("APOP mrose +4c9334bac560ecc979e58001b3e22fb\r\n", Some("APOP")),
        ("AUTH\r\n", Some("AUTH")),
        ("AUTH PLAIN A\r\n", Some("AUTH")),
        ("AUTH PLAIN \r\n", Some("AUTH")),
        ("STLS now\r\n", Some("STLS")),
        ("UTF8 USER\r\n", Some("UTF8")),
        ("LANG de en\r\n", Some("LANG")),
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
fn a_challenge_is_told_from_an_answer() {
    // RFC 5034 §4: `+`, a space even before nothing, BASE64.
    let parse = |text: &str| Response::parse(text.as_bytes(), ResponseShape::Challenge);
    for (text, challenge) in [("+ \r\n", ""), ("+ cj1h\r\n", "cj1h")] {
        let response = parse(text).expect(text);
        assert_eq!((response.status, response.text.as_str()), (Status::Continue, challenge));
        assert_eq!(response.encode(), text.as_bytes());
    }
    assert_eq!(parse("+OK welcome\r\n").map(|r| r.status), Ok(Status::Ok));
    assert_eq!(parse("-ERR [AUTH] no\r\n").map(|r| r.status), Ok(Status::Err));
    for bad in ["+\r\n", "+ abc\r\n", "+ abcd x\r\n"] {
        assert!(parse(bad).is_err(), "{bad}");
    }
    assert_eq!(SaslResponse::parse(b"*\r\n"), Ok(SaslResponse::Cancel));
    assert_eq!(SaslResponse::parse(b"\r\n"), Ok(SaslResponse::Data(Bytes::new())));
    assert!(SaslResponse::parse(b"a b\r\n").is_err());
}

#[test]
fn the_first_line_has_at_most_512_octets() {
    // RFC 2449 §4.
    for text in ["a".repeat(600), "\u{e4}".repeat(400)] {
        let response =
            Response { status: Status::Err, code: Some("AUTH".to_owned()), text, body: None };
        let line = response.encode();
        assert!((510..=512).contains(&line.len()), "{}", line.len());
        assert!(Response::parse(&line, ResponseShape::Single).is_ok());
        assert!(core::str::from_utf8(&line).is_ok());
    }
}

#[test]
fn capabilities_are_read_and_written() {
    // RFC 2449 §5, the example, and §6.5, §6.7; RFC 2595 §4; RFC 6856 §2, §3; RFC 3206 §6.
    let list = "TOP\r\nUSER\r\nSASL CRAM-MD5 KERBEROS_V4\r\nRESP-CODES\r\nLOGIN-DELAY 900\r\n\
                PIPELINING\r\nEXPIRE 60\r\nUIDL\r\nIMPLEMENTATION Shlemazle-Plotz-v302\r\nSTLS\r\n\
                LOGIN-DELAY 120 USER\r\nEXPIRE 5 USER\r\nEXPIRE NEVER\r\nEXPIRE 0\r\nUTF8\r\n\
                UTF8 USER\r\nLANG\r\nAUTH-RESP-CODE\r\nX-ELSE a b\r\n";
    let read = Capability::parse_list(list.as_bytes());
    let written: String =
        read.iter().flat_map(|one| [one.to_string(), "\r\n".to_owned()]).collect();
    assert_eq!(written, list);
    assert_eq!(read.iter().filter(|one| matches!(one, Capability::Other(_))).count(), 1);
    assert_eq!(
        Capability::parse("expire never"),
        Capability::Expire { days: None, per_user: false }
    );
    assert_eq!(
        Capability::parse("login-delay soon"),
        Capability::Other("login-delay soon".to_owned())
    );
}

#[test]
fn unknown_levels_of_a_code_add_nothing() {
    // RFC 2449 §8.
    for (name, code) in [
        ("IN-USE", Some(Code::InUse)),
        ("in-use/imap", Some(Code::InUse)),
        ("SYS/TEMP/DISK", Some(Code::SysTemp)),
        ("SYS/PERM", Some(Code::SysPerm)),
        ("AUTH", Some(Code::Auth)),
        ("LOGIN-DELAY", Some(Code::LoginDelay)),
        ("UTF8", Some(Code::Utf8)),
        ("AUTHENTIC", None),
        ("SYS", None),
    ] {
        assert_eq!(Code::named(name), code, "{name}");
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
