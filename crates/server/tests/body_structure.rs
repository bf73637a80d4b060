//! BODY and BODYSTRUCTURE of mails made for it: the examples of the RFCs, and what mails get wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::Table;
use mailscope_store::Mail;
use mailscope_wire::Service;

/// What the server tells of the mail under `item`. The table checks that it fits its grammar.
fn fetch(mail: &str, item: &str) -> String {
    let mut table = Table::new(Service::Imap);
    table.deliver_mail(Mail::new(mail.as_bytes().to_vec()));
    table.open(1);
    table.receive(1, b"a LOGIN ada secret\r\nb EXAMINE INBOX\r\n");
    table.shown.clear();
    table.receive(1, format!("c FETCH 4 {item}\r\n").as_bytes());
    let lines: Vec<_> = table.shown.drain(..).map(|(_, _, line)| line).collect();
    let (done, told) = lines.split_last().unwrap();
    assert_eq!(done, "c OK FETCH completed");
    told.join("\n").strip_prefix("* 4 FETCH (").unwrap().strip_suffix(')').unwrap().to_owned()
}

fn body(mail: &str) -> String {
    fetch(mail, "BODY").strip_prefix("BODY ").unwrap().to_owned()
}

fn body_structure(mail: &str) -> String {
    fetch(mail, "BODYSTRUCTURE").strip_prefix("BODYSTRUCTURE ").unwrap().to_owned()
}

/// So many octets in so many lines.
fn text(octets: usize, lines: usize) -> String {
    let rest = octets - 3 * (lines - 1) - 2;
    format!("{}{}\r\n", "x\r\n".repeat(lines - 1), "y".repeat(rest))
}

#[test]
fn a_simple_text_as_in_rfc_9051() {
    // RFC 9051 §7.5.2: "a simple text message of 48 lines and 2279 octets".
    let text = text(2279, 48);
    let expected = r#"("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 2279 48)"#;
    assert_eq!(
        body(&format!("Content-Type: TEXT/PLAIN; CHARSET=US-ASCII\r\n\r\n{text}")),
        expected
    );
    assert_eq!(body(&format!("Subject: no MIME\r\n\r\n{text}")), expected);
    // RFC 2045 §5.2: a type that cannot be read counts as none.
    for wrong in ["", "text", "text/", "/plain", "te xt/plain", "text/plain/x", "\"t\u{e9}xt\"/a"] {
        let mail = format!("Content-Type: {wrong}; charset=UTF-8\r\n\r\n{text}");
        assert_eq!(body(&mail), expected, "{wrong}");
    }
}

#[test]
fn two_parts_as_in_rfc_9051() {
    // RFC 9051 §7.5.2. In BASE64 of 60 characters a line, 4554 octets are 73 lines and 28
    // characters: the line end after those belongs to the delimiter (RFC 2046 §5.1.1).
    let base64 = format!("{}{}", format!("{}\r\n", "A".repeat(60)).repeat(73), "A".repeat(28));
    assert_eq!(base64.len(), 4554);
    let mail = format!(
        "MIME-Version: 1.0\r\nContent-Type: MULTIPART/MIXED; BOUNDARY=b\r\n\r\n\
         --b\r\nContent-Type: TEXT/PLAIN; CHARSET=US-ASCII\r\n\r\n{}\r\n\
         --b\r\nContent-Type: TEXT/PLAIN; CHARSET=US-ASCII; NAME=\"cc.diff\"\r\n\
         Content-Transfer-Encoding: BASE64\r\n\
         Content-ID: <960723163407.20117h@cac.washington.edu>\r\n\
         Content-Description: Compiler diff\r\n\r\n{base64}\r\n--b--\r\n",
        text(1152, 23)
    );
    let first = r#"("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 1152 23)"#;
    let second = r#"("TEXT" "PLAIN" ("CHARSET" "US-ASCII" "NAME" "cc.diff") "#.to_owned()
        + r#""<960723163407.20117h@cac.washington.edu>" "Compiler diff" "BASE64" 4554 73)"#;
    assert_eq!(body(&mail), format!(r#"({first}{second} "MIXED")"#));
}

#[test]
fn extension_data() {
    let mail = "Content-Type: application/x-y; foo=bar; baz=\"r \\\"a\\\" g \"\r\n\
                Content-MD5: Q2hlY2sgSW50ZWdyaXR5IQ==\r\n\
                Content-Disposition: ATTACHMENT (as said); filename=a(1) b.txt; size\r\n\
                Content-Language: de, en-GB (British)\r\n\
                Content-Location: http://nord.example/x\r\n\
                Content-Transfer-Encoding: 8bit (really)\r\n\r\n12345";
    let params = r#"("foo" "bar" "baz" "r \"a\" g ")"#;
    assert_eq!(
        body_structure(mail),
        format!(r#"("application" "x-y" {params} NIL NIL "8bit" 5 "Q2hlY2sgSW50ZWdyaXR5IQ==" "#)
            + r#"("ATTACHMENT" ("filename" "a b.txt")) ("de" "en-GB") "http://nord.example/x")"#
    );
    assert_eq!(body(mail), format!(r#"("application" "x-y" {params} NIL NIL "8bit" 5)"#));
    // RFC 2045 §5.1: both are the same; RFC 9051 §9: one language is a string.
    let plain = r#"("text" "plain" ("charset" "us-ascii") NIL NIL "7BIT" 0 0 NIL NIL "de" NIL)"#;
    for params in ["us-ascii (Plain text)", "\"us-ascii\""] {
        let header = format!("Content-type: text/plain; charset={params}\r\nContent-Language: de");
        assert_eq!(body_structure(&format!("{header}\r\n\r\n")), plain);
    }
    let multipart = "Content-Type: multipart/mixed; boundary=b\r\nContent-Disposition: inline\r\n\
                     Content-Language: de\r\nContent-Location: x\r\nContent-MD5: y\r\n\r\n\
                     --b\r\n\r\n1\r\n--b--";
    let part = r#"("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 1 0 NIL NIL NIL NIL)"#;
    let told = format!(r#"({part} "mixed" ("boundary" "b") ("inline" NIL) "de" "x")"#);
    assert_eq!(body_structure(multipart), told);
}

#[test]
fn parts_of_a_digest_are_messages() {
    // RFC 2046 §5.1.5.
    let mail = "Content-Type: multipart/digest; boundary=b\r\n\r\n\
                --b\r\n\r\nSubject: one\r\n\r\nOne.\r\nTwo.\r\n\r\n\
                --b\r\nContent-Type: text/html\r\n\r\n<p>\r\n--b--\r\n";
    let message = r#"("MESSAGE" "RFC822" NIL NIL NIL "7BIT" 28 "#.to_owned()
        + r#"(NIL "one" NIL NIL NIL NIL NIL NIL NIL NIL) "#
        + r#"("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" 12 2) 4)"#;
    let html = r#"("text" "html" NIL NIL NIL "7BIT" 3 0)"#;
    assert_eq!(body(mail), format!(r#"({message}{html} "digest")"#));
}

/// The tree of RFC 9051 §6.4.5.1, with different lengths.
const TREE: &str = "Content-Type: MULTIPART/MIXED; boundary=a\r\n\r\n\
    --a\r\nContent-Type: TEXT/PLAIN\r\n\r\n1\r\n\
    --a\r\nContent-Type: APPLICATION/OCTET-STREAM\r\n\r\n12\r\n\
    --a\r\nContent-Type: MESSAGE/RFC822\r\n\r\n\
    Subject: 3\r\nContent-Type: MULTIPART/MIXED; boundary=c\r\n\r\n\
    --c\r\nContent-Type: TEXT/PLAIN\r\n\r\n123\r\n\
    --c\r\nContent-Type: APPLICATION/OCTET-STREAM\r\n\r\n1234\r\n--c--\r\n\r\n\
    --a\r\nContent-Type: MULTIPART/MIXED; boundary=d\r\n\r\n\
    --d\r\nContent-Type: IMAGE/GIF\r\n\r\n12345\r\n\
    --d\r\nContent-Type: MESSAGE/RFC822\r\n\r\n\
    Subject: 4.2\r\nContent-Type: MULTIPART/MIXED; boundary=e\r\n\r\n\
    --e\r\nContent-Type: TEXT/PLAIN\r\n\r\n123456\r\n\
    --e\r\nContent-Type: MULTIPART/ALTERNATIVE; boundary=f\r\n\r\n\
    --f\r\nContent-Type: TEXT/PLAIN\r\n\r\n1234567\r\n\
    --f\r\nContent-Type: TEXT/RICHTEXT\r\n\r\n12345678\r\n--f--\r\n\
    --e--\r\n--d--\r\n--a--\r\n";

#[test]
fn the_tree_of_rfc_9051() {
    let text = |octets: u32| format!(r#"("TEXT" "PLAIN" NIL NIL NIL "7BIT" {octets} 0)"#);
    let basic = |kind: &str, octets: u32| format!(r#"({kind} NIL NIL NIL "7BIT" {octets})"#);
    let octets = |octets| basic(r#""APPLICATION" "OCTET-STREAM""#, octets);
    let message = |subject: &str, first: &str, last: &str, body: &str| {
        // As long as from the first octet of the message to the delimiter after it.
        let start = TREE.find(first).unwrap();
        let inner = TREE.get(start..start + TREE.get(start..).unwrap().find(last).unwrap());
        let (len, lines) = (inner.unwrap().len(), inner.unwrap().matches('\n').count());
        let envelope = format!(r#"(NIL "{subject}" NIL NIL NIL NIL NIL NIL NIL NIL)"#);
        format!(r#"("MESSAGE" "RFC822" NIL NIL NIL "7BIT" {len} {envelope} {body} {lines})"#)
    };
    let third = format!(r#"({}{} "MIXED")"#, text(3), octets(4));
    let third = message("3", "Subject: 3", "\r\n--a\r\n", &third);
    let richtext = r#"("TEXT" "RICHTEXT" NIL NIL NIL "7BIT" 8 0)"#;
    let alternative = format!(r#"({}{richtext} "ALTERNATIVE")"#, text(7));
    let inner = format!(r#"({}{alternative} "MIXED")"#, text(6));
    let inner = message("4.2", "Subject: 4.2", "\r\n--d--", &inner);
    let fourth = format!(r#"({}{inner} "MIXED")"#, basic(r#""IMAGE" "GIF""#, 5));
    let expected = format!(r#"({}{}{third}{fourth} "MIXED")"#, text(1), octets(2));
    assert_eq!(body(TREE), expected);
    // What is told of a part is true of what can be fetched.
    let part = fetch(TREE, "BODY[4.2.2.2]");
    assert_eq!(part, "BODY[4.2.2.2] {8}\n12345678");
}

#[test]
fn what_is_wrong_is_told_legally() {
    let default = r#"("TEXT" "PLAIN" ("CHARSET" "US-ASCII") NIL NIL "7BIT" "#;
    let nothing = format!("{default}0 0)");
    // A multipart without its delimiter, and one in which there is no part after it.
    let mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\nno part\r\n";
    assert_eq!(body(mail), format!("{default}9 1)"));
    let mail = "Content-Type: multipart/mixed\r\n\r\n--b\r\n\r\nno part\r\n--b--\r\n";
    assert_eq!(body(mail), format!("{default}23 4)"));
    let mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n";
    assert_eq!(body(mail), format!(r#"({nothing} "mixed")"#));
    // A message in which there is nothing, and one that is encoded, which it must not be.
    let empty = format!("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) {nothing} 0");
    let empty = format!(r#"("message" "rfc822" NIL NIL NIL "7BIT" 0 {empty})"#);
    assert_eq!(body("Content-Type: message/rfc822\r\n\r\n"), empty);
    let mail = "Content-Type: multipart/mixed; boundary=b\r\n\r\n\
                --b\r\nContent-Type: message/rfc822\r\n\r\n\r\n--b--\r\n";
    assert_eq!(body(mail), format!(r#"({empty} "mixed")"#));
    let mail = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVj";
    assert_eq!(body(mail), r#"("APPLICATION" "OCTET-STREAM" NIL NIL NIL "base64" 8)"#);
}

#[test]
fn message_global_is_no_message_to_imap4rev1() {
    // RFC 3501 §9, `media-message`, is only MESSAGE/RFC822: no envelope, no body, no lines.
    let basic = |octets| format!(r#"("APPLICATION" "OCTET-STREAM" NIL NIL NIL "7BIT" {octets})"#);
    for (inner, octets) in [("Subject: x\r\n\r\ny", 15), ("", 0)] {
        let mail = format!("Content-Type: Message/Global\r\n\r\n{inner}");
        assert_eq!(body(&mail), basic(octets));
        let mail = format!(
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n\
             --b\r\nContent-Type: message/global\r\n\r\n{inner}\r\n--b--\r\n"
        );
        assert_eq!(body(&mail), format!(r#"({} "mixed")"#, basic(octets)));
        // There are no parts below it either.
        assert_eq!(fetch(&mail, "BODY.PEEK[1.HEADER]"), "BODY[1.HEADER] NIL");
        assert_eq!(fetch(&mail, "BODY.PEEK[1.1]"), "BODY[1.1] NIL");
    }
}

#[test]
fn nesting_has_an_end() {
    // The table checks that the answer can be read: with at most 64 parentheses in one another.
    let multipart =
        |n: u32| format!("Content-Type: multipart/mixed; boundary=\"<{n}>\"\r\n\r\n--<{n}>\r\n");
    let deep = |levels: u32| (0..levels).map(multipart).collect::<String>() + "\r\nend";
    assert!(body(&deep(63)).contains(r#""7BIT" 3 0)"#));
    assert!(body(&deep(64)).contains(r#"(("APPLICATION" "OCTET-STREAM" NIL"#));
    assert!(body(&deep(200)).contains(r#"(("APPLICATION" "OCTET-STREAM" NIL"#));
    let empty = "Content-Type: message/rfc822\r\n\r\n";
    for levels in 60..66 {
        body(&(0..levels).map(multipart).chain([empty.to_owned()]).collect::<String>());
    }
    let messages = "Content-Type: message/rfc822\r\n\r\n".repeat(200);
    assert!(body(&messages).contains(r#" ("APPLICATION" "OCTET-STREAM" NIL"#));
}
