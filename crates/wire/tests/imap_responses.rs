//! IMAP responses: known answers, there and back again, and what imap-codec thinks of them.

#![allow(clippy::expect_used)] // In a test, a surprise is a failure.

use bytes::Bytes;
use mailscope_base::{DateTime, Flag, Flags, Keyword, SeqNum, Uid, UidValidity};
use mailscope_wire::imap::{
    Address, Attribute, Bound, Capability, Code, FetchValue, HeaderEnvelope, MailboxName, Response,
    Section, SectionPart, SequenceSet, Status, StatusKind, Tag, Untagged,
};
use proptest::prelude::*;

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
    let text = concat!("* 3 FETCH (X-GM-LABELS (\"a )\" {3}\r\n)(\" (b)) UID 9 X[1 (A B)] x)\r\n",);
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

fn nstring() -> impl Strategy<Value = Option<Bytes>> {
    let octets = prop_oneof![
        "[ -~]{0,12}".prop_map(Bytes::from),
        prop::collection::vec(1_u8.., 0..9).prop_map(Bytes::from),
        Just(Bytes::from(vec![b'x'; 1025])),
    ];
    prop::option::weighted(0.8, octets)
}

fn address() -> impl Strategy<Value = Address> {
    (nstring(), nstring(), nstring(), nstring()).prop_map(|(name, adl, mailbox, host)| Address {
        name,
        adl,
        mailbox,
        host,
    })
}

fn addresses() -> impl Strategy<Value = Vec<Address>> {
    prop::collection::vec(address(), 0..3)
}

fn envelope() -> impl Strategy<Value = HeaderEnvelope> {
    let lists = (addresses(), addresses(), addresses(), addresses(), addresses(), addresses());
    (nstring(), nstring(), lists, nstring(), nstring()).prop_map(
        |(date, subject, (from, sender, reply_to, to, cc, bcc), in_reply_to, message_id)| {
            HeaderEnvelope {
                date,
                subject,
                from,
                sender,
                reply_to,
                to,
                cc,
                bcc,
                in_reply_to,
                message_id,
            }
        },
    )
}

fn flag() -> impl Strategy<Value = Flag> {
    let keyword = "[$a-z][a-zA-Z0-9_-]{0,8}".prop_map(|name| Flag::Keyword(Keyword::new(&name)));
    prop_oneof![prop::sample::select(Flag::SYSTEM.to_vec()), keyword]
}

fn flag_list() -> impl Strategy<Value = Vec<Flag>> {
    prop::collection::vec(flag(), 0..4)
}

fn value() -> impl Strategy<Value = FetchValue> {
    use FetchValue as V;
    let parts = vec![SectionPart::Full, SectionPart::Header, SectionPart::Text];
    let part = || prop::sample::select(parts.clone());
    let path = prop::collection::vec(1_u32..9, 0..3);
    let date = (-60_000_000_000_i64..250_000_000_000, -1439_i16..1440)
        .prop_map(|(unix_secs, offset_mins)| V::InternalDate(DateTime { unix_secs, offset_mins }));
    prop_oneof![
        (flag_list(), any::<bool>()).prop_map(|(flags, recent)| V::Flags {
            flags: flags.into_iter().collect::<Flags>(),
            recent
        }),
        (1_u32..).prop_map(|uid| V::Uid(Uid::new(uid as usize).expect("not 0"))),
        date,
        prop_oneof![0..u64::from(u32::MAX), 0..u64::MAX >> 1].prop_map(V::Size),
        envelope().prop_map(|envelope| V::Envelope(Box::new(envelope))),
        (path, part(), prop::option::of(any::<u32>()), nstring()).prop_map(
            |(path, part, origin, data)| V::Body { section: Section { path, part }, origin, data }
        ),
        (part(), nstring()).prop_map(|(part, data)| V::Rfc822 { part, data }),
    ]
}

fn seq_number() -> impl Strategy<Value = SeqNum> {
    (1_u32..).prop_map(|n| SeqNum::new(n as usize).expect("not 0"))
}

fn uid_set() -> impl Strategy<Value = SequenceSet> {
    prop::collection::btree_set(1_u32..50, 1..5)
        .prop_map(|set| SequenceSet::of(set).expect("not empty"))
}

fn code() -> impl Strategy<Value = Code> {
    let capability = prop::collection::vec("[A-Z=+0-9]{1,9}", 0..4)
        .prop_map(|names| Code::Capability(names.into_iter().map(Capability).collect()));
    let simple = vec![Code::ReadOnly, Code::ReadWrite, Code::TryCreate, Code::Closed];
    let atoms = ["NONEXISTENT", "ALREADYEXISTS", "ALERT", "LIMIT", "UIDNOTSTICKY"];
    let atom = prop::sample::select(atoms.to_vec()).prop_map(|name| Code::Atom(name.into()));
    prop_oneof![
        capability,
        prop::sample::select(simple),
        atom,
        Just(Code::BadCharset(vec!["US-ASCII".into(), "a b".into()])),
        (flag_list(), any::<bool>())
            .prop_map(|(flags, new_keywords)| Code::PermanentFlags { flags, new_keywords }),
        (1_usize..99).prop_map(|n| Code::UidNext(Uid::new(n).expect("not 0"))),
        (1_usize..99).prop_map(|n| Code::UidValidity(UidValidity::new(n).expect("not 0"))),
        seq_number().prop_map(Code::Unseen),
        (uid_set(), uid_set()).prop_map(|(source, destination)| Code::CopyUid {
            validity: UidValidity::new(38_505).expect("not 0"),
            source,
            destination
        }),
    ]
}

fn status(kinds: &[StatusKind]) -> impl Strategy<Value = Status> + use<> {
    let kind = prop::sample::select(kinds.to_vec());
    (kind, prop::option::of(code()), "[A-Za-z][ -~]{0,20}").prop_map(|(kind, code, text)| Status {
        kind,
        code,
        text,
    })
}

fn untagged() -> impl Strategy<Value = Untagged> {
    use Untagged as U;
    let list = (
        prop::collection::vec("\\\\[A-Z][a-z]{1,8}", 0..3),
        prop::option::of(prop::sample::select(vec!['/', '.', '\\', '"'])),
        "[ -~]{0,9}|\\PC{0,4}",
    )
        .prop_map(|(attributes, delimiter, name)| U::List {
            attributes: attributes.into_iter().map(Attribute).collect(),
            delimiter,
            mailbox: MailboxName::new(&name),
            extended: Vec::new(),
        });
    let kinds =
        [StatusKind::Ok, StatusKind::No, StatusKind::Bad, StatusKind::Preauth, StatusKind::Bye];
    prop_oneof![
        status(&kinds).prop_map(U::Status),
        prop::collection::vec("[A-Z=+0-9]{1,9}", 0..4)
            .prop_map(|names| U::Capability(names.into_iter().map(Capability).collect())),
        list,
        flag_list().prop_map(U::Flags),
        any::<u32>().prop_map(U::Exists),
        any::<u32>().prop_map(U::Recent),
        seq_number().prop_map(U::Expunge),
        (seq_number(), prop::collection::vec(value(), 1..4))
            .prop_map(|(seq, values)| U::Fetch { seq, values }),
        "[ -~]{1,9}x".prop_map(|rest| U::Other { name: "XFOO".into(), rest: rest.into() }),
    ]
}

fn response() -> impl Strategy<Value = Response> {
    let kinds = [StatusKind::Ok, StatusKind::No, StatusKind::Bad];
    prop_oneof![
        1 => " ?[ -~]{0,20}".prop_map(|text| Response::Continue { text }),
        2 => ("[a-zA-Z0-9.]{1,6}", status(&kinds))
            .prop_map(|(tag, status)| Response::Tagged { tag: Tag::new(&tag), status }),
        6 => untagged().prop_map(Response::Untagged),
    ]
}

/// Whether imap-codec knows this at all, in a form that RFC 3501 allows.
fn is_common_ground(response: &Response) -> bool {
    match response {
        // `[` would begin a code, and what is all base64 is no text to it.
        Response::Continue { text } => text.starts_with(' '),
        Response::Untagged(Untagged::Other { .. }) => false,
        Response::Untagged(Untagged::Capability(names)) => !names.is_empty(),
        Response::Untagged(Untagged::Status(status)) | Response::Tagged { status, .. } => {
            // PREAUTH is a greeting only.
            status.kind != StatusKind::Preauth
                && !matches!(&status.code, Some(Code::Capability(names)) if names.is_empty())
        }
        // RFC 3501 has 32 bits for it.
        Response::Untagged(Untagged::Fetch { values, .. }) => !values
            .iter()
            .any(|value| matches!(value, FetchValue::Size(size) if u32::try_from(*size).is_err())),
        Response::Untagged(_) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_is_written_is_read_again(response in response()) {
        let written = encoded(&response);
        let text = String::from_utf8_lossy(&written);
        prop_assert_eq!(Response::parse(&written), Ok(response), "{}", text);
    }

    #[test]
    fn imap_codec_reads_what_we_write_and_we_read_what_it_writes(response in response()) {
        use imap_codec::ResponseCodec;
        use imap_codec::decode::Decoder as _;
        use imap_codec::encode::Encoder as _;
        prop_assume!(is_common_ground(&response));
        let ours = encoded(&response);
        let text = String::from_utf8_lossy(&ours).into_owned();
        let Ok(([], theirs)) = ResponseCodec::default().decode(&ours) else {
            return Err(TestCaseError::fail(format!("imap-codec refuses {text:?}")));
        };
        let theirs = ResponseCodec::default().encode(&theirs).dump();
        let theirs_text = String::from_utf8_lossy(&theirs).into_owned();
        prop_assert_eq!(Response::parse(&theirs), Ok(response), "{} {}", text, theirs_text);
    }
}

#[test]
fn sets_of_one_range_are_written_short() {
    let set =
        SequenceSet(vec![(Bound::Number(3), Bound::Largest), (Bound::Largest, Bound::Largest)]);
    assert_eq!(set.to_string(), "3:*,*");
}
