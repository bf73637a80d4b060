//! Replies and what EHLO offers.

use mailscope_base::EnhancedCode;
use mailscope_wire::smtp::{Extension, Reply};

fn read(text: &str) -> Reply {
    Reply::parse(text.as_bytes()).unwrap_or_else(|bad| panic!("{text:?}: {}", bad.sentence()))
}

fn reply(code: u16, enhanced: Option<(u8, u16, u16)>, lines: &[&str]) -> Reply {
    let enhanced =
        enhanced.map(|(class, subject, detail)| EnhancedCode::new(class, subject, detail));
    Reply { code, enhanced, lines: lines.iter().map(|line| (*line).to_owned()).collect() }
}

#[test]
fn the_replies_of_the_rfcs_are_read() {
    let table = [
        // RFC 5321 §D.1.
        (
            "220 foo.com Simple Mail Transfer Service Ready\r\n",
            reply(220, None, &["foo.com Simple Mail Transfer Service Ready"]),
        ),
        ("250 OK\r\n", reply(250, None, &["OK"])),
        (
            "354 Start mail input; end with <CRLF>.<CRLF>\r\n",
            reply(354, None, &["Start mail input; end with <CRLF>.<CRLF>"]),
        ),
        // RFC 5321 §4.2.1.
        (
            "250-First line\r\n250-Second line\r\n250-234 Text beginning with numbers\r\n250 The last line\r\n",
            reply(
                250,
                None,
                &["First line", "Second line", "234 Text beginning with numbers", "The last line"],
            ),
        ),
        // RFC 2034 §7.
        (
            "550 5.1.1 Mailbox \"nosuchuser\" does not exist\r\n",
            reply(550, Some((5, 1, 1)), &["Mailbox \"nosuchuser\" does not exist"]),
        ),
        (
            "551-5.7.1 Forwarding to remote hosts disabled\r\n\
             551 5.7.1 Select another host to act as your forwarder\r\n",
            reply(
                551,
                Some((5, 7, 1)),
                &[
                    "Forwarding to remote hosts disabled",
                    "Select another host to act as your forwarder",
                ],
            ),
        ),
        // RFC 4954 §4.
        ("334 \r\n", reply(334, None, &[""])),
        ("250 2.1.0\r\n", reply(250, Some((2, 1, 0)), &[""])),
    ];
    for (text, due) in table {
        assert_eq!(read(text), due, "{text}");
        assert_eq!(String::from_utf8_lossy(&due.encode()), text);
    }
}

#[test]
fn replies_of_careless_servers_are_read() {
    for (text, due) in [
        // RFC 5321 §4.2: the code alone.
        ("250\r\n", reply(250, None, &[""])),
        ("250-\r\n250\r\n", reply(250, None, &["", ""])),
        ("250 OK\n", reply(250, None, &["OK"])),
        // A code of another class, and a line with another code than the first: text.
        ("250 5.1.1 odd\r\n", reply(250, None, &["5.1.1 odd"])),
        ("250-2.1.0 a\r\n250 2.1.5 b\r\n", reply(250, Some((2, 1, 0)), &["a", "2.1.5 b"])),
        ("250-2.1.0 a\r\n250 b\r\n", reply(250, Some((2, 1, 0)), &["a", "b"])),
        ("250 2.1.0000 x\r\n", reply(250, None, &["2.1.0000 x"])),
        ("354 2.0.0 x\r\n", reply(354, None, &["2.0.0 x"])),
    ] {
        assert_eq!(read(text), due, "{text}");
    }
    for (bad, sentence) in [
        // RFC 5321 §4.2.1: the same code on each line.
        ("250-a\r\n251 b\r\n", "expected line of a reply at column 8"),
        ("150 a\r\n", "expected line of a reply at column 1"),
        ("650 a\r\n", "expected line of a reply at column 1"),
        ("25 a\r\n", "expected line of a reply at column 1"),
        ("+OK\r\n", "expected line of a reply at column 1"),
        ("250-a\r\n", "expected line of a reply at column 8"),
        ("250 a\r\n250 b\r\n", "expected nothing more at column 8"),
    ] {
        let diagnostic = Reply::parse(bad.as_bytes()).expect_err(bad);
        assert_eq!(diagnostic.sentence(), sentence, "{bad}");
    }
}

#[test]
fn a_reply_cannot_break_out_of_its_line() {
    let reply = Reply::new(250, None, "a\r\n550 b");
    assert_eq!(reply.encode(), b"250 a  550 b\r\n");
}

/// RFC 5321 §4.1.1.1 and the extensions' own RFCs.
#[test]
fn what_ehlo_offers_is_read() {
    let text = "250-nord.example greets ada\r\n250-PIPELINING\r\n250-size 35651584\r\n250-SIZE\r\n\
                250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250-DSN\r\n250-CHUNKING\r\n\
                250-BINARYMIME\r\n250-STARTTLS\r\n250-AUTH PLAIN scram-sha-256\r\n250-HELP\r\n\
                250-VRFY\r\n250-EXPN\r\n250-LIMITS RCPTMAX=100 MAILMAX=5\r\n250-SIZE x\r\n250-XFROB a b\r\n\
                250 STARTTLS now\r\n";
    let pair = |name: &str, value: &str| (name.into(), value.into());
    let due = [
        Extension::Pipelining,
        Extension::Size(Some(35_651_584)),
        Extension::Size(None),
        Extension::EightBitMime,
        Extension::SmtpUtf8,
        Extension::EnhancedStatusCodes,
        Extension::Dsn,
        Extension::Chunking,
        Extension::BinaryMime,
        Extension::StartTls,
        Extension::Auth(vec!["PLAIN".into(), "SCRAM-SHA-256".into()]),
        Extension::Help,
        Extension::Vrfy,
        Extension::Expn,
        Extension::Limits(vec![pair("RCPTMAX", "100"), pair("MAILMAX", "5")]),
        Extension::Other("SIZE x".into()),
        Extension::Other("XFROB a b".into()),
        Extension::Other("STARTTLS now".into()),
    ];
    let extensions = read(text).extensions();
    assert_eq!(extensions, due);
    for extension in extensions {
        assert_eq!(Extension::parse(&extension.to_string()), extension);
    }
}
