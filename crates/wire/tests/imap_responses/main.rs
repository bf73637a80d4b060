//! IMAP responses: known answers, there and back again, and what imap-codec thinks of them.

#![allow(clippy::expect_used)] // In a test, a surprise is a failure.

use bytes::Bytes;
use mailscope_base::{DateTime, ModSeq, SeqNum, Uid};
use mailscope_wire::imap::{
    Assembled, Assembler, Bound, Encoder, Esearch, FetchValue, ListExtension, MailboxName,
    Namespace, Numbers, Response, SequenceSet, Status, StatusKind, StatusValue, Tag, Thread,
    Untagged,
};

mod generate;
mod hostile;
mod judge;
mod properties;
mod rfc;

fn parse(text: &str) -> Response {
    Response::parse(text.as_bytes()).unwrap_or_else(|bad| panic!("{text}: {}", bad.sentence()))
}

fn encoded(response: &Response) -> Vec<u8> {
    let mut out = Vec::new();
    response.encode(&mut out);
    out
}

/// Examples of RFC 9051 §7, RFC 3501 §7 and RFC 5530 that come back as they went in.
#[test]
fn the_examples_of_the_rfcs_are_read_and_written() {
    let table = [
        "* OK IMAP4rev2 server ready\r\n",
        "* OK [UNSEEN 12] Message 12 is first unseen\r\n",
        "* OK [UIDVALIDITY 3857529045] UIDs valid\r\n",
        "* OK [UIDNEXT 4392] Predicted next UID\r\n",
        "* OK [PERMANENTFLAGS (\\Deleted \\Seen \\*)] Limited\r\n",
        "* OK [PERMANENTFLAGS ()] No permanent flags permitted\r\n",
        "* OK [ALERT] System shutdown in 10 minutes\r\n",
        "A142 OK [READ-WRITE] SELECT completed\r\n",
        "A932 OK [READ-ONLY] EXAMINE completed\r\n",
        "A003 NO [TRYCREATE] No such mailbox\r\n",
        "a NO [NONEXISTENT] No such mailbox\r\n",
        "A003 OK [COPYUID 38505 304,319:320 3956:3958] Done\r\n",
        "a OK [BADCHARSET (UTF-8)] x\r\n",
        "* OK [UIDNEXT 0] not as it should be\r\n",
        "* OK [HIGHESTMODSEQ 715194045007] Highest\r\n",
        "* PREAUTH IMAP4rev2 server logged in as Smith\r\n",
        "* BYE Autologout; idle for too long\r\n",
        "a BAD {5}\r\n",
        "* CAPABILITY STARTTLS AUTH=GSSAPI IMAP4rev2\r\n",
        "* LIST (\\Noselect) \"/\" foo\r\n",
        "* LIST (\\NonExistent \\Trash) NIL \"a b\"\r\n",
        "* LIST () \"\\\\\" INBOX\r\n",
        "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n",
        "* 23 EXISTS\r\n",
        "* 5 RECENT\r\n",
        "* 44 EXPUNGE\r\n",
        "* 23 FETCH (FLAGS (\\Seen) RFC822.SIZE 44827)\r\n",
        "* 2 FETCH (FLAGS (\\Recent))\r\n",
        "* 12 FETCH (INTERNALDATE \"17-Jul-1996 02:44:25 -0700\" UID 4)\r\n",
        "* 12 FETCH (INTERNALDATE \" 1-Feb-2000 00:00:00 +0530\")\r\n",
        "* 12 FETCH (BODY[HEADER] {5}\r\na: b\r RFC822.TEXT NIL)\r\n",
        "* 1 FETCH (BODY[1.HEADER.FIELDS (Date X)]<7> {0}\r\n)\r\n",
        "* SEARCH 2 3 6\r\n",
        "* STATUS blurdybloop (MESSAGES 231 UIDNEXT 44292)\r\n",
        "+ idling\r\n",
        "+ \r\n",
    ];
    for text in table {
        let written = encoded(&parse(text));
        assert_eq!(String::from_utf8_lossy(&written), text);
    }
}

#[test]
fn the_envelope_of_the_rfc_is_read() {
    let text = concat!(
        "* 12 FETCH (ENVELOPE (\"Wed, 17 Jul 1996 02:23:25 -0700 (PDT)\" ",
        "\"IMAP4rev2 WG mtg summary and minutes\" ",
        "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ",
        "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ",
        "((\"Terry Gray\" NIL \"gray\" \"cac.washington.edu\")) ",
        "((NIL NIL \"imap\" \"cac.washington.edu\")) ",
        "((NIL NIL \"minutes\" \"CNRI.Reston.VA.US\")",
        "(\"John Klensin\" NIL \"KLENSIN\" \"MIT.EDU\")) NIL NIL ",
        "\"<B27397-0100000@cac.washington.ed>\"))\r\n",
    );
    let response = parse(text);
    assert_eq!(String::from_utf8_lossy(&encoded(&response)), text);
    let Response::Untagged(Untagged::Fetch { values, .. }) = response else { panic!("a FETCH") };
    let [FetchValue::Envelope(envelope)] = values.as_slice() else { panic!("an envelope") };
    assert_eq!(envelope.cc.len(), 2);
    assert_eq!(envelope.to[0].host.as_deref(), Some(&b"cac.washington.edu"[..]));
    assert_eq!(envelope.in_reply_to, None);
}

/// The examples of RFC 9051 §6.4.5.3 and RFC 3501 §7.4.2, and a message in a multipart.
#[test]
fn structures_are_read_and_written() {
    let plain = "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 2279 48)";
    let message =
        "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) ";
    let table = [
        format!("* 12 FETCH (BODY {plain})\r\n"),
        format!(
            "* 12 FETCH (BODY ({plain}(\"APPLICATION\" \"PDF\" (\"NAME\" \"a\") \"<i>\" \"d\" \"BASE64\" 4) \"MIXED\"))\r\n"
        ),
        format!(
            "* 12 FETCH (BODYSTRUCTURE ({message}{plain} 3 NIL NIL NIL NIL) \"DIGEST\" (\"BOUNDARY\" \"x\") (\"INLINE\" (\"A\" \"b\")) (\"de\" \"en\") NIL))\r\n"
        ),
    ];
    for text in table {
        assert_eq!(String::from_utf8_lossy(&encoded(&parse(&text))), text);
    }
    // Parts may be left out at the end, and more may follow.
    parse(
        "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 4 NIL (\"x\" NIL)) UID 4)\r\n",
    );
    parse(
        "* 1 FETCH (BODYSTRUCTURE (\"A\" \"B\" NIL NIL NIL \"7BIT\" 4 NIL NIL \"de\" NIL (1 (2))))\r\n",
    );
    let deep = "(".repeat(10_000);
    assert!(Response::parse(format!("* 1 FETCH (BODY {deep})\r\n").as_bytes()).is_err());
}

#[test]
fn unknown_items_do_not_lose_the_rest() {
    let text = "* 3 FETCH (X-GM-LABELS (\"a )\" {3}\r\n)(\" (b)) UID 9 X[1 (A B)] x)\r\n";
    let Response::Untagged(Untagged::Fetch { values, .. }) = parse(text) else { panic!("a FETCH") };
    let [labels, uid, other] = values.as_slice() else { panic!("{values:?}") };
    assert_eq!(uid, &FetchValue::Uid(Uid::new(9).expect("9")));
    let (name, value) = ("X-GM-LABELS".into(), Bytes::from("(\"a )\" {3}\r\n)(\" (b))"));
    assert_eq!(labels, &FetchValue::Other { name, value });
    assert_eq!(other, &FetchValue::Other { name: "X[1 (A B)]".into(), value: Bytes::from("x") });
}

#[test]
fn what_servers_leave_out_or_add_is_understood() {
    assert_eq!(parse("+\r\n"), Response::Continue { text: String::new() });
    assert!(matches!(parse("a ok\r\n"), Response::Tagged { .. }));
    let Response::Untagged(Untagged::List { mailbox, .. }) =
        parse("* LIST () \"/\" x (\"CHILDINFO\" (\"SUBSCRIBED\"))\r\n")
    else {
        panic!("a LIST")
    };
    assert_eq!(mailbox, MailboxName::new("x"));
    for bad in ["", "*\r\n", "* \r\n", "a\r\n", "a HELLO\r\n", "* 0 EXPUNGE\r\n", "* LIST x\r\n"] {
        assert!(Response::parse(bad.as_bytes()).is_err(), "{bad:?}");
    }
}

#[test]
fn text_cannot_smuggle_in_a_response() {
    let text = "x\r\na OK".into();
    let status = Status { kind: StatusKind::No, code: None, text };
    let written = encoded(&Response::Tagged { tag: Tag::new("a"), status });
    assert_eq!(written, b"a NO x  a OK\r\n");
}

#[test]
fn dates_that_do_not_exist_are_refused() {
    for date in
        ["31-Feb-2000 00:00:00 +0000", "01-Foo-2000 00:00:00 +0000", " 1-Jan-2000 24:00:00 +0000"]
    {
        let text = format!("* 1 FETCH (INTERNALDATE \"{date}\")\r\n");
        assert!(Response::parse(text.as_bytes()).is_err(), "{date}");
    }
    let leap = parse("* 1 FETCH (INTERNALDATE \"31-Dec-1998 23:59:60 +0000\")\r\n");
    let date = DateTime { unix_secs: 915_148_799, offset_mins: 0 };
    let values = vec![FetchValue::InternalDate(date)];
    let seq = SeqNum::new(1).expect("1");
    assert_eq!(leap, Response::Untagged(Untagged::Fetch { seq, values }));
}

#[test]
fn sets_of_one_range_are_written_short() {
    let set =
        SequenceSet(vec![(Bound::Number(3), Bound::Largest), (Bound::Largest, Bound::Largest)]);
    assert_eq!(set.to_string(), "3:*,*");
}

fn untagged(text: &str) -> Untagged {
    match parse(text) {
        Response::Untagged(untagged) => untagged,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_list_tells_what_is_below_and_what_was() {
    let text = concat!(
        "* LIST (\\Subscribed) \"/\" Foo (childinfo (SUBSCRIBED \"REMOTE\") ",
        "\"OLDNAME\" (Old) X-Y ((a \"b)\") {2}\r\n(())\r\n",
    );
    let Untagged::List { extended, .. } = untagged(text) else { panic!("a LIST") };
    let [child_info, old_name, other] = extended.as_slice() else { panic!("{extended:?}") };
    let options = vec!["SUBSCRIBED".to_owned(), "REMOTE".to_owned()];
    assert_eq!(child_info, &ListExtension::ChildInfo(options));
    assert_eq!(old_name, &ListExtension::OldName(MailboxName::new("Old")));
    let value = Bytes::from("((a \"b)\") {2}\r\n(()");
    assert_eq!(other, &ListExtension::Other { name: "X-Y".into(), value });
}

/// The examples of RFC 5256 §4.
#[test]
fn threads_have_the_shape_that_the_rfc_draws() {
    let line = |messages: &[u32]| Thread { messages: messages.to_vec(), branches: vec![] };
    let branches = vec![line(&[4, 23]), line(&[44, 7, 96])];
    let second = Thread { messages: vec![3, 6], branches };
    let text = "* THREAD (2)(3 6 (4 23)(44 7 96))\r\n";
    assert_eq!(untagged(text), Untagged::Thread(vec![line(&[2]), second]));
    let orphans = Thread { messages: vec![], branches: vec![line(&[3]), line(&[5])] };
    assert_eq!(untagged("* THREAD ((3)(5))\r\n"), Untagged::Thread(vec![orphans]));
    assert_eq!(untagged("* THREAD\r\n"), Untagged::Thread(vec![]));
    for bad in ["()", "(1 (2))", "((1))", "(1 2", "(0)", "(1 (2)(3) 4)", "(1)(", "1", "(1) (2)"] {
        assert!(Response::parse(format!("* THREAD {bad}\r\n").as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn searches_tell_numbers_in_their_order() {
    let numbers = |numbers: &[u32], modseq| Numbers { numbers: numbers.to_vec(), modseq };
    let found = numbers(&[2, 1], Some(ModSeq(917_162_500)));
    assert_eq!(untagged("* search 2 1 (MODSEQ 917162500)\r\n"), Untagged::Search(found.clone()));
    assert_eq!(untagged("* SORT 2 1 (modseq 917162500)\r\n"), Untagged::Sort(found));
    assert_eq!(untagged("* SEARCH \r\n"), Untagged::Search(numbers(&[], None)));
    // RFC 9394 and RFC 5465 add return data that is passed over.
    let told =
        untagged("* ESEARCH (TAG \"a\") UID ADDTO (0 93) min 7 PARTIAL (1:9 4,2) COUNT 0\r\n");
    let (tag, min, count) = (Some(Tag::new("a")), Some(7), Some(0));
    let expected = Esearch { tag, uid: true, min, count, ..Esearch::default() };
    assert_eq!(told, Untagged::Esearch(expected));
    let bad = [
        "SEARCH 0",
        "SEARCH x",
        "SEARCH 1 (MODSEQ 0)",
        "ESEARCH (TAG)",
        "ESEARCH MIN 0",
        "ESEARCH ALL *",
    ];
    for bad in
        bad.into_iter().chain(["ESEARCH ALL $", "SORT 4294967296", "VANISHED", "VANISHED 1:*"])
    {
        assert!(Response::parse(format!("* {bad}\r\n").as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn a_status_tells_what_is_known_and_keeps_what_is_not() {
    let text = "* STATUS {3}\r\na b (MESSAGES 1 X-NEW (1 2) HIGHESTMODSEQ 0 APPENDLIMIT NIL)\r\n";
    let Untagged::StatusData { mailbox, values } = untagged(text) else { panic!("a STATUS") };
    assert_eq!(mailbox, MailboxName::new("a b"));
    let other = StatusValue::Other { name: "X-NEW".into(), value: Bytes::from("(1 2)") };
    let modseq = StatusValue::HighestModSeq(ModSeq(0));
    let limit = StatusValue::AppendLimit(None);
    assert_eq!(values, [StatusValue::Messages(1), other, modseq, limit]);
    for bad in
        ["x", "x (MESSAGES)", "x (UIDNEXT 0)", "x (SIZE 9223372036854775808)", "x (MAILBOXID a)"]
    {
        assert!(Response::parse(format!("* STATUS {bad}\r\n").as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn namespaces_pass_over_what_they_do_not_know() {
    let text =
        "* NAMESPACE ((\"\" \"/\")(\"#mh/\" NIL \"X-PARAM\" (\"FLAG1\" \"FLAG2\"))) nil NIL\r\n";
    let first = Namespace { prefix: String::new(), delimiter: Some('/') };
    let second = Namespace { prefix: "#mh/".into(), delimiter: None };
    let (personal, other, shared) = (vec![first, second], vec![], vec![]);
    assert_eq!(untagged(text), Untagged::Namespace { personal, other, shared });
    for bad in ["NIL NIL", "() NIL NIL", "((a \"/\")) NIL NIL", "((\"\" \"//\")) NIL NIL"] {
        assert!(Response::parse(format!("* NAMESPACE {bad}\r\n").as_bytes()).is_err(), "{bad}");
    }
}

/// RFC 9051 §4.3.1 and §6.4.5.1: what holds NUL is a literal8.
#[test]
fn binary_data_goes_as_a_literal8_only_where_it_must() {
    let seq = SeqNum::new(3).expect("3");
    let fetch = |data: &'static [u8]| {
        let value =
            FetchValue::Binary { path: vec![1, 2], origin: Some(0), data: Some(data.into()) };
        Response::Untagged(Untagged::Fetch { seq, values: vec![value] })
    };
    let with_nul = fetch(b"a\0");
    assert_eq!(encoded(&with_nul), b"* 3 FETCH (BINARY[1.2]<0> ~{2}\r\na\0)\r\n");
    assert_eq!(encoded(&fetch(b"ab")), b"* 3 FETCH (BINARY[1.2]<0> {2}\r\nab)\r\n");
    assert_eq!(parse("* 3 FETCH (BINARY[1.2]<0> \"ab\")\r\n"), fetch(b"ab"));
    assert!(Response::parse(b"* 3 FETCH (BINARY.SIZE[TEXT] 4)\r\n").is_err());
    assert!(Response::parse(b"* 3 FETCH (MODSEQ 4)\r\n").is_err());
    assert!(Response::parse(b"* 3 FETCH (EMAILID NIL)\r\n").is_err());
}

/// RFC 9051 §9: "Non-ASCII text can only be returned after ENABLE `IMAP4rev2` command".
#[test]
fn the_encoder_writes_utf8_only_to_clients_that_read_it() {
    let status =
        Status { kind: StatusKind::No, code: None, text: "Kein Ordner „Entwürfe“".into() };
    let status = Untagged::Status(status);
    let mailbox = MailboxName::new("Entwürfe");
    let list = Untagged::Lsub { attributes: vec![], delimiter: None, mailbox };
    let seq = SeqNum::new(1).expect("1");
    let latin = FetchValue::Preview(Some(Bytes::from_static(b"\xfcber")));
    let mut plain = Encoder::new(false);
    let mut utf8 = Encoder::new(true);
    assert_eq!(plain.untagged(&status), "* NO Kein Ordner ?Entw?rfe?\r\n");
    assert_eq!(utf8.untagged(&status), "* NO Kein Ordner „Entwürfe“\r\n");
    assert_eq!(plain.untagged(&list), "* LSUB () NIL {9}\r\nEntwürfe\r\n");
    assert_eq!(utf8.untagged(&list), "* LSUB () NIL \"Entwürfe\"\r\n");
    let literal = &b"* 1 FETCH (PREVIEW {4}\r\n\xfcber)\r\n"[..];
    assert_eq!(utf8.fetch(seq, std::slice::from_ref(&latin)), literal);
}

#[test]
fn text_that_begins_with_a_bracket_is_no_code() {
    let status = Status { kind: StatusKind::Ok, code: None, text: "[ALERT] all is well".into() };
    let written = encoded(&Response::Untagged(Untagged::Status(status)));
    let read = Response::parse(&written).expect("it is whole");
    let Response::Untagged(Untagged::Status(status)) = read else { panic!("a status") };
    assert_eq!((status.code, status.text.as_str()), (None, " [ALERT] all is well"));
}

/// A code with arguments that no standard gives it is a code of its own.
#[test]
fn codes_that_are_not_as_they_should_be_are_kept() {
    for code in [
        "HIGHESTMODSEQ 0",
        "APPENDUID 1",
        "MODIFIED",
        "BADCHARSET UTF-8",
        "MAILBOXID x",
        "BADEVENT ()",
    ] {
        let text = format!("* OK [{code}] x\r\n");
        assert_eq!(String::from_utf8_lossy(&encoded(&parse(&text))), text);
    }
}

/// A mailbox of fifty thousand messages is one line, and an envelope may hold a hundred literals.
#[test]
fn a_response_may_be_longer_than_a_command() {
    let numbers = (1..=50_000).map(|n: u32| n.to_string()).collect::<Vec<_>>().join(" ");
    let search = format!("* SORT {numbers}\r\n");
    let to = "(NIL NIL {1}\r\n\u{1} NIL)".repeat(100);
    let fetch = format!("* 1 FETCH (ENVELOPE (NIL NIL NIL NIL NIL ({to}) NIL NIL NIL NIL))\r\n");
    let mut assembler = Assembler::for_client();
    for text in [search, fetch] {
        for piece in text.as_bytes().chunks(1000) {
            assembler.push(piece);
        }
        let Some(Assembled::Message(message)) = assembler.next() else { panic!("a message") };
        assert_eq!(message, text);
        assert!(Response::parse_shared(&message).is_ok());
    }
}
