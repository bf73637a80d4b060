//! IMAP commands: known answers, there and back again, and what imap-codec thinks of them.

mod arbitrary;
mod mistakes;
mod search;

use arbitrary::body;
use bytes::Bytes;
use mailscope_wire::imap::{
    Bound, Command, CommandBody, FetchItem, MessageSet, SequenceSet, Tag, idle_done,
    parse_idle_done,
};
use proptest::prelude::*;

fn parse(text: &str) -> CommandBody {
    Command::parse(text.as_bytes()).unwrap_or_else(|bad| panic!("{text}: {bad:?}")).body
}

fn one(n: u32) -> SequenceSet {
    SequenceSet(vec![(Bound::Number(n), Bound::Number(n))])
}

/// Examples of RFC 9051 §6.1 to §6.4, RFC 4315 and RFC 6851, and their spelling here.
#[test]
fn the_examples_of_the_rfcs_are_read() {
    let table = [
        ("abcd CAPABILITY\r\n", "abcd CAPABILITY\r\n"),
        ("a002 noop\r\n", "a002 NOOP\r\n"),
        ("A023 LOGOUT\r\n", "A023 LOGOUT\r\n"),
        ("a001 LOGIN SMITH SESAME\r\n", "a001 LOGIN SMITH SESAME\r\n"),
        ("A142 SELECT inbox\r\n", "A142 SELECT INBOX\r\n"),
        ("A932 EXAMINE blurdybloop\r\n", "A932 EXAMINE blurdybloop\r\n"),
        ("A003 CREATE owatagusiam/\r\n", "A003 CREATE owatagusiam/\r\n"),
        ("A101 LIST \"\" \"\"\r\n", "A101 LIST \"\" \"\"\r\n"),
        ("A202 LIST ~/Mail/ %\r\n", "A202 LIST ~/Mail/ \"%\"\r\n"),
        ("A002 IDLE\r\n", "A002 IDLE\r\n"),
        ("A341 CLOSE\r\n", "A341 CLOSE\r\n"),
        ("A342 UNSELECT\r\n", "A342 UNSELECT\r\n"),
        ("A202 EXPUNGE\r\n", "A202 EXPUNGE\r\n"),
        ("A003 UID EXPUNGE 3000:3002\r\n", "A003 UID EXPUNGE 3000:3002\r\n"),
        (
            "A654 FETCH 2:4 (FLAGS BODY[HEADER.FIELDS (DATE FROM)])\r\n",
            "A654 FETCH 2:4 (FLAGS BODY[HEADER.FIELDS (DATE FROM)])\r\n",
        ),
        ("a FETCH 1 body[]<0.2048>\r\n", "a FETCH 1 BODY[]<0.2048>\r\n"),
        ("a FETCH 1 BODY.PEEK[4.2.2.1]\r\n", "a FETCH 1 BODY.PEEK[4.2.2.1]\r\n"),
        (
            "a FETCH 1 BODY[3.header.fields.not (x)]\r\n",
            "a FETCH 1 BODY[3.HEADER.FIELDS.NOT (x)]\r\n",
        ),
        ("a FETCH 1 FAST\r\n", "a FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE)\r\n"),
        ("a FETCH 1 ALL\r\n", "a FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE)\r\n"),
        ("a FETCH 1 FULL\r\n", "a FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE ENVELOPE BODY)\r\n"),
        (
            "a FETCH 1 (RFC822.HEADER BODYSTRUCTURE)\r\n",
            "a FETCH 1 (RFC822.HEADER BODYSTRUCTURE)\r\n",
        ),
        ("A999 UID FETCH 4827313:4828442 FLAGS\r\n", "A999 UID FETCH 4827313:4828442 FLAGS\r\n"),
        ("A003 STORE 2:4 +FLAGS (\\Deleted)\r\n", "A003 STORE 2:4 +FLAGS (\\Deleted)\r\n"),
        ("a STORE 1 flags.silent \\seen $Junk\r\n", "a STORE 1 FLAGS.SILENT (\\Seen $Junk)\r\n"),
        ("A003 COPY 2:4 MEETING\r\n", "A003 COPY 2:4 MEETING\r\n"),
        ("a UID MOVE 42:69 foo\r\n", "a UID MOVE 42:69 foo\r\n"),
    ];
    for (text, spelled) in table {
        let command =
            Command::parse(text.as_bytes()).unwrap_or_else(|bad| panic!("{text}: {bad:?}"));
        assert_eq!(command.encode().concat(), spelled.as_bytes());
    }
}

#[test]
fn strings_keep_their_octets() {
    let login = |user: &'static [u8], password: &'static [u8]| CommandBody::Login {
        user: Bytes::from_static(user),
        password: Bytes::from_static(password),
    };
    assert_eq!(parse("a LOGIN \"a \\\"b\\\\\" {3}\r\n\r\n \r\n"), login(b"a \"b\\", b"\r\n "));
    assert_eq!(parse("a LOGIN {0}\r\n \"\"\r\n"), login(b"", b""));
    assert_eq!(parse("a LOGIN ] NIL\r\n"), login(b"]", b"NIL"));
}

#[test]
fn each_fragment_but_the_first_waits_for_a_plus() {
    let body = CommandBody::Login {
        user: Bytes::from_static(b"a\nb"),
        password: Bytes::from_static("\u{e9}".as_bytes()),
    };
    let fragments = Command { tag: Tag::new("x"), body }.encode();
    let expected: [&[u8]; 3] = [b"x LOGIN {3}\r\n", b"a\nb {2}\r\n", b"\xc3\xa9\r\n"];
    assert_eq!(fragments, expected);
}

#[test]
fn a_bad_command_tells_tag_and_verb() {
    let bad = Command::parse(b"a1 fetch x\r\n").expect_err("no set");
    assert_eq!(bad.tag, Some(Tag::new("a1")));
    assert_eq!(bad.verb.as_deref(), Some("FETCH"));
    assert_eq!(bad.diagnostic.sentence(), "expected sequence-set at column 10");
    let bad = Command::parse(b"(\r\n").expect_err("no tag");
    assert_eq!((bad.tag, bad.verb), (None, None));
    let bad = Command::parse(b"a1\r\n").expect_err("no verb");
    assert_eq!((bad.tag, bad.verb), (Some(Tag::new("a1")), None));
    for bad in
        ["a NOOP ", "a FETCH 1 (ALL)\r\n", "a FETCH 1,,2 FLAGS\r\n", "a FETCH 4294967296 UID\r\n"]
    {
        assert!(Command::parse(bad.as_bytes()).is_err(), "{bad}");
    }
}

#[test]
fn done_ends_idle_in_any_case() {
    assert_eq!(parse_idle_done(idle_done()), Ok(()));
    assert_eq!(parse_idle_done(b"done\n"), Ok(()));
    let sentence = parse_idle_done(b"a NOOP\r\n").expect_err("a command").sentence();
    assert_eq!(sentence, "expected \"DONE\" at column 1");
}

/// Sets as what they mean: imap-codec sorts and joins ranges.
fn as_meant(mut command: Command) -> Command {
    use CommandBody as B;
    if let B::UidExpunge { set }
    | B::Fetch { set, .. }
    | B::Store { set, .. }
    | B::Copy { set, .. }
    | B::Move { set, .. } = &mut command.body
    {
        let MessageSet::Listed(set) = set else { return command };
        let mut ranges: Vec<(u32, u32)> = set.resolve(Some(u32::MAX)).collect();
        ranges.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::new();
        for (first, last) in ranges {
            match joined.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => joined.push((first, last)),
            }
        }
        set.0 = joined.into_iter().map(|(a, b)| (Bound::Number(a), Bound::Number(b))).collect();
    }
    command
}

/// imap-codec follows RFC 3501 here: no NUL in strings, `BODY[1.TEXT]` and the like as we do.
fn codec_reads(bytes: &[u8]) -> Result<Vec<u8>, String> {
    use imap_codec::CommandCodec;
    use imap_codec::decode::Decoder as _;
    use imap_codec::encode::Encoder as _;
    match CommandCodec::default().decode(bytes) {
        Ok(([], command)) => Ok(CommandCodec::default().encode(&command).dump()),
        other => Err(format!("{other:?}")),
    }
}

/// Whether imap-codec knows all of it.
fn codec_knows(body: &CommandBody) -> bool {
    use CommandBody as B;
    match body {
        B::Unauthenticate
        | B::Search { .. }
        | B::Sort { .. }
        | B::Thread { .. }
        | B::Notify(_)
        | B::GetQuota { .. }
        | B::GetQuotaRoot { .. }
        | B::SetQuota { .. }
        | B::Fetch { .. }
        | B::List { .. }
        | B::Enable(_)
        | B::Authenticate { .. }
        | B::Id(_)
        | B::Status { .. }
        | B::Select { .. }
        | B::Create { .. }
        | B::Store { unchanged_since: Some(_), .. }
        | B::Append { .. } => false,
        B::UidExpunge { set }
        | B::Store { set, unchanged_since: None, .. }
        | B::Copy { set, .. }
        | B::Move { set, .. } => *set != MessageSet::Saved,
        _ => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn what_is_written_is_read_again(tag in "[a-zA-Z0-9.]{1,6}", body in body()) {
        let command = Command { tag: Tag::new(&tag), body };
        let fragments = command.encode();
        for fragment in fragments.iter().rev().skip(1) {
            let announces = fragment.ends_with(b"}\r\n");
            prop_assert!(announces);
        }
        prop_assert_eq!(Command::parse(&fragments.concat()), Ok(command));
    }

    #[test]
    fn imap_codec_reads_what_we_write_and_we_read_what_it_writes(body in body()) {
        let command = Command { tag: Tag::new("a1"), body };
        let ours = command.encode().concat();
        prop_assume!(!ours.contains(&0) && codec_knows(&command.body));
        let theirs = codec_reads(&ours);
        let theirs = theirs.map_err(|error| TestCaseError::fail(format!("{ours:?}: {error}")))?;
        let read = Command::parse(&theirs).map(as_meant);
        prop_assert_eq!(read, Ok(as_meant(command)), "{:?}", String::from_utf8_lossy(&theirs));
    }
}

#[test]
fn one_message_is_a_set_of_one() {
    let fetch = CommandBody::Fetch {
        set: one(7).into(),
        items: vec![FetchItem::Uid],
        changed_since: None,
        vanished: false,
        uid: false,
    };
    assert_eq!(parse("a FETCH 7 UID\r\n"), fetch);
}
