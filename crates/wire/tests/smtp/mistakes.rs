//! What is wrong with a command is said with its reply code and its place.

use mailscope_wire::Grammar;
use mailscope_wire::smtp::{Command, Mistake, SaslResponse};

/// A line, its reply code, and what is said of it.
const MISTAKES: &[(&str, u16, &str)] = &[
    // RFC 5321 §4.2.4: 500 for what is no command.
    ("FROB\r\n", 500, "expected command verb at column 1"),
    ("DATAX\r\n", 500, "expected command verb at column 1"),
    ("\r\n", 500, "expected command verb at column 1"),
    (" QUIT\r\n", 500, "expected command verb at column 1"),
    ("GET / HTTP/1.1\r\n", 500, "expected command verb at column 1"),
    // RFC 5321 §2.3.8.
    ("NOOP\n", 500, "expected CRLF at column 5"),
    ("MAIL FROM:<a@b>\n", 500, "expected SP or CRLF at column 16"),
    // RFC 5321 §4.3.2, 501.
    ("EHLO\r\n", 501, "expected Domain at column 5"),
    ("EHLO nord_host\r\n", 501, "expected CRLF at column 10"),
    ("EHLO -x\r\n", 501, "expected Domain at column 6"),
    ("EHLO [192.0.2.256]\r\n", 501, "expected IPv4, IPv6 or General address at column 7"),
    ("HELO [192.0.2.1\r\n", 501, "expected \"]\" at column 16"),
    ("MAIL\r\n", 501, "expected \"FROM:\" at column 5"),
    ("MAIL ada@nord.example\r\n", 501, "expected \"FROM:\" at column 6"),
    ("MAIL FROM:ada@nord.example\r\n", 501, "expected \"<\" at column 11"),
    ("MAIL FROM:<ada>\r\n", 501, "expected \"@\" at column 15"),
    ("MAIL FROM:<ada@>\r\n", 501, "expected Domain at column 16"),
    ("MAIL FROM:<ada@nord.example\r\n", 501, "expected \">\" at column 28"),
    ("MAIL FROM:<ada..l@nord.example>\r\n", 501, "expected Atom at column 16"),
    ("MAIL FROM:<ada@nord..example>\r\n", 501, "expected sub-domain at column 21"),
    ("MAIL FROM:<ada@nord.-example>\r\n", 501, "expected sub-domain at column 21"),
    ("MAIL FROM:<@nord.example>\r\n", 501, "expected \",\" or \":\" at column 25"),
    ("MAIL FROM:<a@b>x\r\n", 501, "expected SP or CRLF at column 16"),
    ("RCPT TO:<>\r\n", 501, "expected Mailbox at column 10"),
    ("MAIL FROM:<a@b> SIZE\r\n", 501, "expected \"=\" at column 21"),
    ("MAIL FROM:<a@b> SIZE=\r\n", 501, "expected size-value at column 22"),
    ("MAIL FROM:<a@b> SIZE=99999999999999999999999\r\n", 501, "expected size-value at column 22"),
    (
        "MAIL FROM:<a@b> SIZE=1 SIZE=2\r\n",
        501,
        "expected esmtp-keyword that was not there before at column 24",
    ),
    ("MAIL FROM:<a@b> BODY=9BIT\r\n", 501, "expected body-value at column 22"),
    ("MAIL FROM:<a@b> SMTPUTF8=1\r\n", 501, "expected SP or CRLF at column 25"),
    ("MAIL FROM:<a@b> ENVID=+2b\r\n", 501, "expected xtext at column 23"),
    ("RCPT TO:<a@b> NOTIFY=NEVER,DELAY\r\n", 501, "expected SP or CRLF at column 27"),
    ("RCPT TO:<a@b> NOTIFY=SUCCESS,NEVER\r\n", 501, "expected notify-list-element at column 30"),
    ("RCPT TO:<a@b> ORCPT=b@c\r\n", 501, "expected \";\" at column 22"),
    ("QUIT now\r\n", 501, "expected CRLF at column 5"),
    ("BDAT LAST\r\n", 501, "expected chunk-size at column 6"),
    ("BDAT 1 FIRST\r\n", 501, "expected \"LAST\" at column 8"),
    ("AUTH\r\n", 501, "expected sasl-mech at column 5"),
    ("AUTH PLAIN ???\r\n", 501, "expected initial-response at column 12"),
    ("VRFY\r\n", 501, "expected String at column 5"),
    // RFC 5321 §4.1.1.11, 555.
    (
        "MAIL FROM:<a@b> FROB\r\n",
        555,
        "expected SIZE, BODY, SMTPUTF8, RET, ENVID or AUTH at column 17",
    ),
    (
        "MAIL FROM:<a@b> NOTIFY=NEVER\r\n",
        555,
        "expected SIZE, BODY, SMTPUTF8, RET, ENVID or AUTH at column 17",
    ),
    ("RCPT TO:<a@b> SIZE=1\r\n", 555, "expected NOTIFY or ORCPT at column 15"),
];

#[test]
fn mistakes_have_a_code_and_a_place() {
    for &(line, code, sentence) in MISTAKES {
        let bad = Command::parse(line.as_bytes()).expect_err(line);
        let said = (bad.mistake.reply_code(), bad.diagnostic.sentence());
        assert_eq!(said, (code, sentence.to_owned()), "{line}");
        let tree = Grammar::SmtpCommand.tree(line.as_bytes());
        assert_eq!(tree.diagnostics, [bad.diagnostic], "{line}");
    }
}

#[test]
fn a_mistake_tells_its_verb_and_its_parameter() {
    let bad = Command::parse(b"mail FROM:<a@b> x-Frob=1 SIZE=2\r\n").expect_err("unknown");
    assert_eq!(bad.verb.as_deref(), Some("MAIL"));
    assert_eq!(bad.mistake, Mistake::UnknownParameter("X-FROB".to_owned()));
}

/// RFC 4954 §4.
#[test]
fn the_lines_of_a_dialogue_are_strict_base64() {
    let data = |octets: &'static [u8]| Ok(SaslResponse::Data(octets.into()));
    assert_eq!(SaslResponse::parse(b"dGVzdA==\r\n"), data(b"test"));
    assert_eq!(SaslResponse::parse(b"\r\n"), data(b""));
    assert_eq!(SaslResponse::parse(b"*\r\n"), Ok(SaslResponse::Cancel));
    for bad in ["dGVzdA\r\n", "dGVzdB==\r\n", "=\r\n", "dGVz dA==\r\n", "**\r\n"] {
        assert!(SaslResponse::parse(bad.as_bytes()).is_err(), "{bad}");
    }
    for response in [SaslResponse::Cancel, SaslResponse::Data(b"\0ada\0pw".as_slice().into())] {
        assert_eq!(SaslResponse::parse(&response.encode()), Ok(response));
    }
}
