//! FETCH of mails whose octets matter: what is sent is what is stored, whatever that is.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may panic"
)]

mod common;

use bytes::Bytes;
use common::Table;
use mailscope_store::Mail;
use mailscope_wire::Service;
use mailscope_wire::imap::{FetchValue, Response, Untagged};

/// What a client reads of the mail under `items`, which are in parentheses; and the tagged response.
fn fetch_of(mail: &[u8], enable: &str, items: &str) -> (Vec<FetchValue>, String) {
    let mut table = Table::new(Service::Imap);
    table.deliver_mail(Mail::new(mail.to_vec()));
    table.open(1);
    table.receive(1, format!("a LOGIN ada secret\r\n{enable}b EXAMINE INBOX\r\n").as_bytes());
    table.sent.clear();
    table.receive(1, format!("c FETCH 4 {items}\r\n").as_bytes());
    let mut values = Vec::new();
    let mut done = String::new();
    for frame in table.sent.drain(..) {
        match Response::parse(&frame).unwrap() {
            Response::Untagged(Untagged::Fetch { values: told, .. }) => values.extend(told),
            _ => done.push_str(std::str::from_utf8(&frame).unwrap().trim_end()),
        }
    }
    (values, done)
}

/// The one string that is told under `item`.
fn octets(mail: &[u8], item: &str) -> Option<Vec<u8>> {
    let (mut values, done) = fetch_of(mail, "", &format!("({item})"));
    assert_eq!(done, "c OK FETCH completed", "{item}");
    match values.pop().unwrap() {
        FetchValue::Body { data, .. }
        | FetchValue::Rfc822 { data, .. }
        | FetchValue::Binary { data, .. } => data.map(|data: Bytes| data.to_vec()),
        other => panic!("{item}: {other:?}"),
    }
}

fn size(mail: &[u8], item: &str) -> u64 {
    let (mut values, done) = fetch_of(mail, "", &format!("({item})"));
    assert_eq!(done, "c OK FETCH completed", "{item}");
    match values.pop().unwrap() {
        FetchValue::BinarySize { size, .. } => u64::from(size),
        FetchValue::Size(size) => size,
        other => panic!("{item}: {other:?}"),
    }
}

#[test]
fn octets_are_sent_as_they_are_stored() {
    let long = vec![b'x'; 1 << 20];
    let mails: [&[u8]; 8] = [
        b"Subject: \xe4\xf6\xfc\r\n\r\n\x80\xff\xfe 8 bit\r\n",
        b"Subject: bare line ends\n\none\ntwo\n",
        b"Subject: a bare\rCR\r\n\r\nin\rside",
        b"",
        b"\r\n\r\n",
        b"no header and no line end",
        b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nno end of header",
        &long,
    ];
    for mail in mails {
        assert_eq!(octets(mail, "BODY.PEEK[]").unwrap(), mail);
        assert_eq!(octets(mail, "RFC822").unwrap(), mail);
        let both = [octets(mail, "BODY[HEADER]").unwrap(), octets(mail, "BODY[TEXT]").unwrap()];
        assert_eq!(both.concat(), mail);
        assert_eq!(size(mail, "RFC822.SIZE"), mail.len() as u64);
        assert_eq!(octets(mail, "BINARY.PEEK[]").unwrap(), mail);
        assert_eq!(size(mail, "BINARY.SIZE[]"), mail.len() as u64);
    }
}

#[test]
fn nul_is_only_in_literal8() {
    // RFC 9051 §4.3.1: a string with NUL is binary, and only BINARY tells it as it is. Elsewhere
    // another octet stands for it, so that no length changes.
    let mail = b"Subject: x\0y\r\n\r\na\0b\r\n";
    assert_eq!(octets(mail, "BODY[]").unwrap(), b"Subject: x\x80y\r\n\r\na\x80b\r\n");
    assert_eq!(octets(mail, "BODY[TEXT]<1.1>").unwrap(), b"\x80");
    assert_eq!(octets(mail, "BODY[HEADER.FIELDS (Subject)]").unwrap(), b"Subject: x\x80y\r\n\r\n");
    assert_eq!(octets(mail, "BINARY[1]").unwrap(), b"a\0b\r\n");
    assert_eq!(octets(mail, "BINARY[1]<1.1>").unwrap(), b"\0");
    assert_eq!(size(mail, "BINARY.SIZE[1]"), 5);
    assert_eq!(size(mail, "RFC822.SIZE"), mail.len() as u64);
}

#[test]
fn part_of_a_section() {
    let mail = b"Subject: x\r\n\r\n0123456789";
    for (partial, expected) in [
        ("<0.4>", "0123"),
        ("<4.100>", "456789"),
        ("<9.1>", "9"),
        // RFC 9051 §6.4.5: beyond the end there is an empty string.
        ("<10.1>", ""),
        ("<4000000000.1>", ""),
    ] {
        let told = octets(mail, &format!("BODY.PEEK[TEXT]{partial}")).unwrap();
        assert_eq!(told, expected.as_bytes(), "{partial}");
    }
    let (values, _) = fetch_of(mail, "", "(BODY.PEEK[TEXT]<4.2>)");
    assert!(matches!(values[0], FetchValue::Body { origin: Some(4), .. }));
    // RFC 9051 §9, `partial`: the length is not 0.
    let (_, done) = fetch_of(mail, "", "(BODY.PEEK[TEXT]<4.0>)");
    assert!(done.starts_with("c BAD "), "{done}");
}

/// RFC 9051 §6.4.5.1: the example of a message with parts in messages in parts.
const NESTED: &str = "Content-Type: multipart/mixed; boundary=a\r\nSubject: outer\r\n\r\n\
    --a\r\nContent-Type: text/plain\r\n\r\n1\r\n\
    --a\r\nContent-Type: application/octet-stream\r\n\r\n2\r\n\
    --a\r\nContent-Type: message/rfc822\r\n\r\n\
    Subject: third\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n\
    --b\r\nContent-Type: text/plain\r\n\r\n3.1\r\n\
    --b\r\nContent-Type: application/octet-stream\r\n\r\n3.2\r\n--b--\r\n\
    --a\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n\
    --c\r\nContent-Type: image/gif\r\n\r\n4.1\r\n\
    --c\r\nContent-Type: message/rfc822\r\n\r\n\
    Subject: fourth\r\nContent-Type: multipart/mixed; boundary=d\r\n\r\n\
    --d\r\nContent-Type: text/plain\r\n\r\n4.2.1\r\n\
    --d\r\nContent-Type: multipart/alternative; boundary=e\r\n\r\n\
    --e\r\nContent-Type: text/plain\r\n\r\n4.2.2.1\r\n\
    --e\r\nContent-Type: text/richtext\r\n\r\n4.2.2.2\r\n--e--\r\n--d--\r\n--c--\r\n--a--\r\n";

#[test]
fn parts_have_numbers() {
    let part = |item: &str| {
        let told = octets(NESTED.as_bytes(), item)?;
        Some(String::from_utf8(told).unwrap())
    };
    for path in ["1", "2", "3.1", "3.2", "4.1", "4.2.1", "4.2.2.1", "4.2.2.2"] {
        assert_eq!(part(&format!("BODY.PEEK[{path}]")).unwrap(), path);
    }
    let header = "Subject: third\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";
    assert_eq!(part("BODY.PEEK[3.HEADER]").unwrap(), header);
    assert!(part("BODY.PEEK[3.TEXT]").unwrap().starts_with("--b\r\n"));
    assert_eq!(part("BODY.PEEK[4.2.HEADER.FIELDS (subject)]").unwrap(), "Subject: fourth\r\n\r\n");
    let others = part("BODY.PEEK[4.2.HEADER.FIELDS.NOT (subject)]").unwrap();
    assert_eq!(others, "Content-Type: multipart/mixed; boundary=d\r\n\r\n");
    assert_eq!(
        part("BODY.PEEK[4.MIME]").unwrap(),
        "Content-Type: multipart/mixed; boundary=c\r\n\r\n"
    );
    assert_eq!(part("BODY.PEEK[3.1.MIME]").unwrap(), "Content-Type: text/plain\r\n\r\n");
    // What is not there, or is no message: NIL.
    for missing in ["5", "1.1", "1.HEADER", "4.HEADER", "4.TEXT", "3.3", "4.2.2.2.1"] {
        assert_eq!(part(&format!("BODY.PEEK[{missing}]")), None, "{missing}");
    }
    // RFC 9051 §9, `section-spec`: MIME is of a part.
    assert!(fetch_of(NESTED.as_bytes(), "", "(BODY.PEEK[MIME])").1.starts_with("c BAD "));
}

/// RFC 3516 §4.2 and §4.3: without its Content-Transfer-Encoding.
#[test]
fn binary_is_decoded() {
    let mail = |encoding: &str, media: &str, body: &str| {
        format!("Content-Type: {media}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}")
    };
    let cases = [
        ("base64", "application/x", "aGVs\r\nbG8A\r\n", "hello\0"),
        ("BASE64", "application/x", "aGVsbG8=", "hello"),
        ("quoted-printable", "text/plain", "a=20b=\r\nc=0D=0A", "a bc\r\n"),
        ("7bit", "text/plain", "as it is\r\n", "as it is\r\n"),
        ("8bit (a comment)", "application/x", "bare\n", "bare\n"),
        ("binary", "application/x", "\0\r\0", "\0\r\0"),
        // RFC 9051 §7.5.2: text is told with CRLF.
        ("8bit", "text/plain", "bare\nline\r\nends\n", "bare\r\nline\r\nends\r\n"),
        ("base64", "text/plain", "YQpiCg==", "a\r\nb\r\n"),
    ];
    for (encoding, media, body, expected) in cases {
        let mail = mail(encoding, media, body);
        assert_eq!(
            octets(mail.as_bytes(), "BINARY[1]").unwrap(),
            expected.as_bytes(),
            "{encoding}"
        );
        assert_eq!(size(mail.as_bytes(), "BINARY.SIZE[1]"), expected.len() as u64);
        // RFC 9051 §6.4.5: partial is about the decoded octets.
        let tail = octets(mail.as_bytes(), "BINARY.PEEK[1]<1.3>").unwrap();
        assert_eq!(tail, &expected.as_bytes()[1..expected.len().min(4)]);
    }
    // RFC 9051 §7.5.2: what cannot be decoded is NO, and UNKNOWN-CTE says why.
    for (encoding, body) in [("x-uuencode", "begin"), ("base64", "\u{1}!")] {
        let mail = mail(encoding, "application/x", body);
        for item in ["BINARY[1]", "BINARY.SIZE[1]", "FLAGS BINARY.PEEK[1]"] {
            let (values, done) = fetch_of(mail.as_bytes(), "", &format!("({item})"));
            assert!(values.is_empty());
            assert!(done.starts_with("c NO [UNKNOWN-CTE] "), "{encoding} {item}: {done}");
        }
    }
    // RFC 9051 §6.4.5: only leaf parts.
    for path in ["3", "4"] {
        let (_, done) = fetch_of(NESTED.as_bytes(), "", &format!("(BINARY.PEEK[{path}])"));
        assert!(done.starts_with("c NO "), "{done}");
    }
    assert_eq!(octets(NESTED.as_bytes(), "BINARY.PEEK[3.2]").unwrap(), b"3.2");
    assert_eq!(octets(NESTED.as_bytes(), "BINARY.PEEK[9]"), None);
}

#[test]
fn message_global_is_a_message_to_imap4rev2() {
    let mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n\
        --b\r\nContent-Type: message/global\r\n\r\nSubject: x\r\n\r\ny\r\n--b--\r\n";
    let (values, _) = fetch_of(mail.as_bytes(), "e ENABLE IMAP4rev2\r\n", "(BODY)");
    let told = format!("{values:?}");
    assert!(told.contains("Message {") && told.contains("global"), "{told}");
    for (enable, there) in [("", false), ("e ENABLE IMAP4rev2\r\n", true)] {
        for item in ["BODY.PEEK[1.HEADER]", "BODY.PEEK[1.1]"] {
            let (values, _) = fetch_of(mail.as_bytes(), enable, &format!("({item})"));
            let FetchValue::Body { data, .. } = &values[0] else { panic!() };
            assert_eq!(data.is_some(), there, "{enable}{item}");
        }
    }
}
