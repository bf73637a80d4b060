//! Commands as the RFCs show them.

use bytes::Bytes;
use mailscope_base::{Address, Body, Notify, Recipient, Ret};
use mailscope_wire::smtp::{AuthMechanism, Command, Mail, Query, Rcpt};

fn read(line: &str) -> Command {
    Command::parse(line.as_bytes()).unwrap_or_else(|bad| panic!("{line:?}: {bad:?}"))
}

fn mail(local_part: &str, domain: &str) -> Mail {
    Mail { reverse_path: Some(Address::new(local_part, domain)), ..Mail::default() }
}

fn rcpt(local_part: &str, domain: &str) -> Command {
    Command::Rcpt(Rcpt(Recipient::plain(Address::new(local_part, domain))))
}

fn query(string: &str) -> Query {
    Query { string: string.into(), smtputf8: false }
}

/// Each is read, and what is written of it is read again.
#[test]
fn the_commands_of_the_rfcs_are_read() {
    let auth = |mechanism: &str, initial: Option<&'static [u8]>| Command::Auth {
        mechanism: AuthMechanism(mechanism.into()),
        initial: initial.map(Bytes::from_static),
    };
    let table = [
        // RFC 5321 §D.1, §D.2.
        ("EHLO bar.com", Command::Ehlo("bar.com".into())),
        ("MAIL FROM:<Smith@bar.com>", Command::Mail(mail("Smith", "bar.com"))),
        ("RCPT TO:<Jones@foo.com>", rcpt("Jones", "foo.com")),
        ("DATA", Command::Data),
        ("RSET", Command::Rset),
        ("QUIT", Command::Quit),
        // RFC 5321 §D.3, a source route.
        ("RCPT TO:<@foo.com:Jones@XYZ.COM>", rcpt("Jones", "XYZ.COM")),
        ("RCPT TO:<@hosta.int,@jkl.org:userc@d.bar.org>", rcpt("userc", "d.bar.org")),
        // RFC 5321 §D.4 and §3.5.1.
        ("VRFY Crispin", Command::Vrfy(query("Crispin"))),
        ("EXPN Example-People", Command::Expn(query("Example-People"))),
        ("vrfy \"Joe \\\"the\\\" Smith\"", Command::Vrfy(query("Joe \"the\" Smith"))),
        ("VRFY ada@nord.example", Command::Vrfy(query("ada@nord.example"))),
        ("VRFY jürgen SMTPUTF8", Command::Vrfy(Query { string: "jürgen".into(), smtputf8: true })),
        // RFC 5321 §4.1.1.1, §4.1.3.
        ("HELO relay.example.org", Command::Helo("relay.example.org".into())),
        ("ehlo [192.0.2.1]", Command::Ehlo("[192.0.2.1]".into())),
        ("EHLO [IPv6:2001:db8::192.0.2.1]", Command::Ehlo("[IPv6:2001:db8::192.0.2.1]".into())),
        ("EHLO [x25:3110-1]", Command::Ehlo("[x25:3110-1]".into())),
        // RFC 5321 §4.5.1, §4.5.5.
        ("RCPT TO:<postmaster>", rcpt("postmaster", "")),
        ("MAIL FROM:<>", Command::Mail(Mail::default())),
        ("NOOP", Command::Noop),
        ("HELP", Command::Help(None)),
        ("HELP mail from", Command::Help(Some("mail from".into()))),
        // RFC 1870 §6, RFC 6152, RFC 3030 §4, RFC 6531 §3.4.
        (
            "MAIL FROM:<ned@x.org> SIZE=500000",
            Command::Mail(Mail { size: Some(500_000), ..mail("ned", "x.org") }),
        ),
        (
            "MAIL FROM:<ned@ymir.claremont.edu> BODY=8bitmime",
            Command::Mail(Mail {
                body: Some(Body::EightBitMime),
                ..mail("ned", "ymir.claremont.edu")
            }),
        ),
        (
            "MAIL FROM:<Sam@Random.com> BODY=BINARYMIME SMTPUTF8",
            Command::Mail(Mail {
                body: Some(Body::BinaryMime),
                smtputf8: true,
                ..mail("Sam", "Random.com")
            }),
        ),
        ("BDAT 100000", Command::Bdat { octets: 100_000, last: false }),
        ("BDAT 324 LAST", Command::Bdat { octets: 324, last: true }),
        ("bdat 0 last", Command::Bdat { octets: 0, last: true }),
        // RFC 3207 §5, RFC 4954 §4.1, §6.
        ("STARTTLS", Command::StartTls),
        ("AUTH DIGEST-MD5", auth("DIGEST-MD5", None)),
        ("auth plain dGVzdAB0ZXN0ADEyMzQ=", auth("PLAIN", Some(b"test\0test\x001234"))),
        ("AUTH EXTERNAL =", auth("EXTERNAL", Some(b""))),
    ];
    for (line, command) in table {
        assert_eq!(read(&format!("{line}\r\n")), command, "{line}");
        let again = command.encode();
        assert_eq!(Command::parse(&again), Ok(command), "{line}");
    }
}

/// RFC 3461 §10.
#[test]
fn what_the_sender_wants_to_hear_is_read() {
    let line = "MAIL FROM:<Alice@Example.ORG> RET=HDRS ENVID=QQ314159\r\n";
    let due = Mail {
        ret: Some(Ret::Hdrs),
        envid: Some("QQ314159".into()),
        ..mail("Alice", "Example.ORG")
    };
    assert_eq!(read(line), Command::Mail(due));
    let on = |success, failure, delay| Some(Notify::On { success, failure, delay });
    let rcpt = |notify, orcpt: Option<&str>| {
        let address = Address::new("Bob", "Example.COM");
        Command::Rcpt(Rcpt(Recipient { address, notify, orcpt: orcpt.map(Into::into) }))
    };
    let table = [
        (
            "NOTIFY=SUCCESS ORCPT=rfc822;Bob@Example.COM",
            rcpt(on(true, false, false), Some("rfc822;Bob@Example.COM")),
        ),
        ("notify=failure,delay", rcpt(on(false, true, true), None)),
        ("NOTIFY=NEVER", rcpt(Some(Notify::Never), None)),
        // RFC 3461 §4: "+" and "=" are written as hexchar.
        ("ORCPT=rfc822;Bob+2Bx+3Dy@Example.COM", rcpt(None, Some("rfc822;Bob+x=y@Example.COM"))),
        // RFC 6533 §3.
        ("ORCPT=utf-8;J\\x{FC}rgen@Example.COM", rcpt(None, Some("utf-8;Jürgen@Example.COM"))),
        ("ORCPT=utf-8;Jürgen@Example.COM", rcpt(None, Some("utf-8;Jürgen@Example.COM"))),
    ];
    for (parameters, command) in table {
        assert_eq!(read(&format!("RCPT TO:<Bob@Example.COM> {parameters}\r\n")), command);
        assert_eq!(Command::parse(&command.encode()), Ok(command), "{parameters}");
    }
}

/// RFC 4954 §5.
#[test]
fn who_submitted_the_message_first_is_read() {
    let table = [
        ("AUTH=<>", Some(None)),
        ("AUTH=e+3Dmc2@example.com", Some(Some(Address::new("e=mc2", "example.com")))),
    ];
    for (parameter, auth) in table {
        let command = Command::Mail(Mail { auth, ..mail("e=mc2", "example.com") });
        assert_eq!(read(&format!("MAIL FROM:<e=mc2@example.com> {parameter}\r\n")), command);
        assert_eq!(Command::parse(&command.encode()), Ok(command));
    }
}

/// RFC 5321 §4.1.2: all quoted forms are equivalent, and the form with the least quoting is sent.
#[test]
fn quoted_local_parts_have_one_meaning() {
    for (local_part, value, least) in [
        ("\"ada\"", "ada", "ada"),
        ("\"a\\d\\a\"", "ada", "ada"),
        ("\"Joe\\,Smith\"", "Joe,Smith", "\"Joe,Smith\""),
        ("\"a b@c\"", "a b@c", "\"a b@c\""),
        ("\"\"", "", "\"\""),
        ("jürgen.groß", "jürgen.groß", "jürgen.groß"),
        ("a+b/c=d", "a+b/c=d", "a+b/c=d"),
    ] {
        let command = read(&format!("MAIL FROM:<{local_part}@süd.example>\r\n"));
        assert_eq!(command, Command::Mail(mail(value, "süd.example")));
        let least = format!("MAIL FROM:<{least}@süd.example>\r\n");
        assert_eq!(command.encode(), least.as_bytes());
    }
}

/// RFC 5321 §4.1.1: trailing white space is tolerated. §3.3 forbids a space behind the colon, and
/// servers in the field take it.
#[test]
fn what_people_type_is_taken_where_it_is_clear() {
    for (line, command) in [
        ("data \t\r\n", Command::Data),
        ("NOOP ignored words\r\n", Command::Noop),
        ("HELP  \r\n", Command::Help(None)),
        (
            "MAIL FROM: <ada@nord.example> SIZE=1 \r\n",
            Command::Mail(Mail { size: Some(1), ..mail("ada", "nord.example") }),
        ),
        ("rcpt to: <ada@nord.example>\r\n", rcpt("ada", "nord.example")),
        (
            "AUTH PLAIN \r\n",
            Command::Auth { mechanism: AuthMechanism("PLAIN".into()), initial: None },
        ),
    ] {
        assert_eq!(read(line), command, "{line}");
    }
}

#[test]
fn no_value_can_smuggle_in_a_line() {
    for (command, line) in [
        (Command::Ehlo("a\r\nQUIT".into()), "EHLO aQUIT\r\n"),
        (rcpt("a\r\nDATA\r\n", "b"), "RCPT TO:<\"aDATA\"@b>\r\n"),
        (Command::Help(Some("x\ny".into())), "HELP xy\r\n"),
    ] {
        assert_eq!(String::from_utf8_lossy(&command.encode()), line);
    }
}
