//! Servers that mean harm: reading ends, and ends well, whatever they send.

use bytes::Bytes;
use mailscope_wire::Grammar;
use mailscope_wire::imap::Response;
use proptest::prelude::*;

use super::encoded;
use super::generate::response;

/// The typed value with and without sharing and the tree say the same.
fn check(bytes: &[u8]) {
    let typed = Response::parse(bytes);
    assert_eq!(Response::parse_shared(&Bytes::copy_from_slice(bytes)), typed);
    let tree = Grammar::ImapResponse.tree(bytes);
    assert_eq!(typed.err().as_ref(), tree.diagnostics.first());
    let leaves: u32 = tree.leaves().map(|leaf| leaf.span.end - leaf.span.start).sum();
    assert_eq!(leaves as usize, bytes.len());
}

/// Much of each of these is read or refused in one go: the test would not end otherwise.
#[test]
fn long_responses_of_any_shape_cost_no_more_than_their_length() {
    let repeated = [
        ("* 1 FETCH (", "X[ y "),
        ("* 1 FETCH (", "X (((()))) "),
        ("* 1 FETCH (BODY ", "("),
        ("* 1 FETCH (BODYSTRUCTURE ", "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)"),
        ("* 1 FETCH (ENVELOPE (NIL NIL (", "(NIL NIL NIL NIL)"),
        ("* 1 FETCH (FLAGS (", "a "),
        ("* 1 FETCH (BODY[HEADER.FIELDS (", "a "),
        ("* 1 FETCH (BODY[", "1."),
        ("* 1 FETCH (X ", "\"\\\\\" "),
        ("* OK [", "X "),
        ("* OK [COPYUID 1 ", "1,"),
        ("* OK [BADCHARSET (", "\"]\" "),
        ("* THREAD ", "(1)"),
        ("* THREAD ", "("),
        ("* THREAD ", "(1 "),
        ("* SEARCH", " 7"),
        ("* ESEARCH", " A (B)"),
        ("* ESEARCH ALL ", "1:2,"),
        ("* STATUS x (", "X ((())) "),
        ("* LIST () NIL x (", "x (((y))) "),
        ("* LIST (", "\\A "),
        ("* NAMESPACE (", "(\"\" NIL)"),
        ("* QUOTA x (", "A 1 1 "),
        ("* ID (", "\"\" NIL "),
        ("* ", "9"),
        ("", "a"),
        ("+ ", "{1}"),
    ];
    for (start, unit) in repeated {
        let text = format!("{start}{}\r\n", unit.repeat(100_000 / unit.len()));
        check(text.as_bytes());
    }
}

#[test]
fn nesting_is_bounded_everywhere() {
    let max = mailscope_base::limits::NESTING_MAX;
    let plain = "(\"A\" \"B\" NIL NIL NIL \"7BIT\" 1)";
    for (start, open, middle, close, end) in [
        ("* THREAD ", "(1 (2)", "(3)", ")", ""),
        ("* 1 FETCH (BODY ", "(", plain, " \"X\")", ")"),
        ("* 1 FETCH (X ", "(", "a", ")", ")"),
        ("* ESEARCH X ", "(", "a", ")", ""),
    ] {
        let nested = |depth: usize| {
            let (open, close) = (open.repeat(depth), close.repeat(depth));
            format!("{start}{open}{middle}{close}{end}\r\n")
        };
        assert!(Response::parse(nested(max - 1).as_bytes()).is_ok(), "{start}");
        assert!(Response::parse(nested(max + 1).as_bytes()).is_err(), "{start}");
        check(nested(100_000).as_bytes());
    }
}

/// What is done to the octets of a response.
#[derive(Clone, Debug)]
enum Change {
    Put(u8),
    Insert(u8),
    Remove,
    Cut,
    Repeat(usize),
}

fn change() -> impl Strategy<Value = (prop::sample::Index, Change)> {
    let special = prop::sample::select(b"()[]{}<>\"\\ *%~+,:.0195\r\n\0\xff".to_vec());
    let octet = || prop_oneof![special.clone(), any::<u8>()];
    let change = prop_oneof![
        octet().prop_map(Change::Put),
        octet().prop_map(Change::Insert),
        Just(Change::Remove),
        Just(Change::Cut),
        (1_usize..9).prop_map(Change::Repeat),
    ];
    (any::<prop::sample::Index>(), change)
}

fn apply(bytes: &mut Vec<u8>, at: usize, change: &Change) {
    match change {
        Change::Put(octet) => bytes[at] = *octet,
        Change::Insert(octet) => bytes.insert(at, *octet),
        Change::Remove => drop(bytes.remove(at)),
        Change::Cut => bytes.truncate(at),
        Change::Repeat(length) => {
            let piece = bytes[at..bytes.len().min(at + length)].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn responses_with_damage_are_read_or_refused(
        response in response(),
        changes in prop::collection::vec(change(), 1..6),
    ) {
        let mut bytes = encoded(&response);
        for (at, change) in changes {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                apply(&mut bytes, at, &change);
            }
        }
        check(&bytes);
    }

    #[test]
    fn any_octets_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
        check(&bytes);
        check(&[b"* ".as_slice(), &bytes].concat());
        check(&[b"* 1 FETCH (".as_slice(), &bytes, b")\r\n"].concat());
    }

    /// What was read from damaged octets can be written, and is then read as the same.
    #[test]
    fn what_was_understood_can_be_told_again(
        response in response(),
        (at, change) in change(),
    ) {
        let mut bytes = encoded(&response);
        let at = at.index(bytes.len());
        apply(&mut bytes, at, &change);
        if let Ok(understood) = Response::parse(&bytes) {
            let written = encoded(&understood);
            prop_assert!(Response::parse(&written).is_ok(), "{:?}", String::from_utf8_lossy(&written));
        }
    }
}
