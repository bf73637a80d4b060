//! Trees are total and lossless, and their diagnostics say what was expected.

use mailscope_wire::pop3::ResponseShape;
use mailscope_wire::{Grammar, Kind, Parse};
use proptest::prelude::*;

const GRAMMARS: [Grammar; 10] = [
    Grammar::ImapCommand,
    Grammar::ImapResponse,
    Grammar::ImapContinuationData,
    Grammar::ImapIdleDone,
    Grammar::Pop3Command,
    Grammar::Pop3Response(ResponseShape::Single),
    Grammar::Pop3Response(ResponseShape::Multi),
    Grammar::Pop3Response(ResponseShape::Challenge),
    Grammar::Pop3SaslResponse,
    Grammar::Opaque,
];

/// The leaves cover every octet once, and children lie in their parents, in order.
fn check_lossless(parse: &Parse, bytes: &[u8]) {
    let root = parse.nodes[0];
    assert_eq!((root.span.start, root.span.end as usize), (0, bytes.len()));
    assert_eq!(root.subtree_end as usize, parse.nodes.len());
    let mut covered = 0;
    for leaf in parse.leaves() {
        assert_eq!(leaf.span.start, covered, "{parse:#?}");
        covered = leaf.span.end;
    }
    assert_eq!(covered as usize, bytes.len());
    let mut open: Vec<usize> = Vec::new();
    for (i, node) in parse.nodes.iter().enumerate() {
        while open.last().is_some_and(|parent| parse.nodes[*parent].subtree_end as usize <= i) {
            open.pop();
        }
        if let Some(parent) = open.last() {
            let parent = parse.nodes[*parent];
            assert!(parent.span.start <= node.span.start && node.span.end <= parent.span.end);
            assert!(node.subtree_end <= parent.subtree_end);
        }
        open.push(i);
    }
    let bogus = parse.nodes.iter().any(|node| node.kind == Kind::Bogus);
    assert!(!bogus || !parse.diagnostics.is_empty());
}

/// The leaves as `kind:octets`.
fn leaves(grammar: Grammar, text: &str) -> Vec<String> {
    let parse = grammar.tree(text.as_bytes());
    check_lossless(&parse, text.as_bytes());
    assert_eq!(parse.diagnostics, [], "{text}");
    let show = |span: mailscope_wire::Span| String::from_utf8_lossy(span.of(text.as_bytes()));
    parse.leaves().map(|leaf| format!("{}={}", leaf.kind.name(), show(leaf.span))).collect()
}

fn sentence(grammar: Grammar, text: &str) -> String {
    let parse = grammar.tree(text.as_bytes());
    check_lossless(&parse, text.as_bytes());
    parse.diagnostics.first().map(mailscope_wire::Diagnostic::sentence).unwrap_or_default()
}

#[test]
fn a_command_has_the_leaves_that_its_grammar_names() {
    assert_eq!(
        leaves(Grammar::ImapCommand, "a1 UID FETCH 1:*,7 (FLAGS BODY.PEEK[1.HEADER]<0.9>)\r\n"),
        [
            "tag=a1",
            "SP= ",
            "command verb=UID",
            "SP= ",
            "command verb=FETCH",
            "SP= ",
            "seq-number=1",
            "\":\"=:",
            "seq-number=*",
            "\",\"=,",
            "seq-number=7",
            "SP= ",
            "\"(\"=(",
            "fetch-att name=FLAGS",
            "SP= ",
            "fetch-att name=BODY.PEEK",
            "\"[\"=[",
            "nz-number=1",
            "\".\"=.",
            "section-text=HEADER",
            "\"]\"=]",
            "\"<\"=<",
            "number=0",
            "\".\"=.",
            "nz-number=9",
            "\">\"=>",
            "\")\"=)",
            "CRLF=\r\n",
        ]
    );
}

#[test]
fn a_command_may_stop_where_a_literal_begins() {
    assert_eq!(
        leaves(Grammar::ImapCommand, "a LOGIN {4}\r\n"),
        [
            "tag=a",
            "SP= ",
            "command verb=LOGIN",
            "SP= ",
            "\"{\"={",
            "number64=4",
            "\"}\"=}",
            "CRLF=\r\n",
        ]
    );
    assert_eq!(
        leaves(Grammar::ImapContinuationData, "Fred {3}\r\n"),
        ["CHAR8=Fred ", "\"{\"={", "number64=3", "\"}\"=}", "CRLF=\r\n"]
    );
    assert_eq!(leaves(Grammar::ImapContinuationData, "Foo\r\n"), ["CHAR8=Foo", "CRLF=\r\n"]);
}

#[test]
fn a_bare_line_feed_is_taken_and_shown() {
    let expected = ["tag=a", "SP= ", "command verb=NOOP", "LF=\n"];
    assert_eq!(leaves(Grammar::ImapCommand, "a NOOP\n"), expected);
    assert_eq!(leaves(Grammar::Pop3Command, "stat\n"), ["keyword=stat", "LF=\n"]);
}

#[test]
fn a_pop3_body_is_one_leaf() {
    assert_eq!(
        leaves(Grammar::Pop3Response(ResponseShape::Multi), "+OK 3 octets\r\na\r\n..b\r\n.\r\n"),
        [
            "status=+OK",
            "SP= ",
            "text=3 octets",
            "CRLF=\r\n",
            "dot-stuffed=a\r\n..b\r\n",
            "\".\" CRLF=.\r\n",
        ]
    );
}

#[test]
fn the_extensions_of_pop3_have_leaves() {
    // RFC 5034 §4, RFC 1939 §7.
    assert_eq!(
        leaves(Grammar::Pop3Command, "AUTH PLAIN AGEAYg==\r\n"),
        ["keyword=AUTH", "SP= ", "auth-type=PLAIN", "SP= ", "base64=AGEAYg==", "CRLF=\r\n"]
    );
    assert_eq!(
        leaves(Grammar::Pop3Command, "TOP 1 10\r\n"),
        ["keyword=TOP", "SP= ", "message-number=1", "SP= ", "n=10", "CRLF=\r\n"]
    );
    let challenge = Grammar::Pop3Response(ResponseShape::Challenge);
    assert_eq!(
        leaves(challenge, "+ cj1h\r\n"),
        ["continue-req=+", "SP= ", "base64=cj1h", "CRLF=\r\n"]
    );
    assert_eq!(leaves(challenge, "+OK\r\n"), ["status=+OK", "CRLF=\r\n"]);
    assert_eq!(leaves(Grammar::Pop3SaslResponse, "*\r\n"), ["\"*\"=*", "CRLF=\r\n"]);
    assert_eq!(sentence(Grammar::Pop3Command, "APOP mrose x\r\n"), "expected digest at column 12");
    assert_eq!(sentence(Grammar::Pop3Command, "TOP 1\r\n"), "expected n at column 6");
}

#[test]
fn diagnostics_name_the_outermost_rule_that_could_begin_there() {
    let command = |text| sentence(Grammar::ImapCommand, text);
    assert_eq!(command("a1 FETCH x FLAGS\r\n"), "expected sequence-set at column 10");
    assert_eq!(command("a1 FETCH 0 FLAGS\r\n"), "expected sequence-set at column 10");
    assert_eq!(command("a1 FOO\r\n"), "expected command verb at column 4");
    let verbs = "COPY, EXPUNGE, FETCH, MOVE, SEARCH, SORT, STORE or THREAD";
    assert_eq!(command("a1 UID FOO 1\r\n"), format!("expected {verbs} at column 8"));
    assert_eq!(command("a1 NOOP now\r\n"), "expected CRLF at column 8");
    assert_eq!(command("a1\r\n"), "expected command verb at column 3");
    assert_eq!(command("\r\n"), "expected tag at column 1");
    assert_eq!(command(""), "expected tag at column 1");
    assert_eq!(command("a1 NOOP"), "expected CRLF at column 8");
    assert_eq!(command("a1 NOOP\r\nx"), "expected nothing more at column 10");
    assert_eq!(command("a1 LOGIN joe \"x\r\n"), "expected DQUOTE at column 16");
    assert_eq!(command("a1 STORE 1 FLAG (\\Seen)\r\n"), "expected store-att-flags at column 12");
    assert_eq!(command("a1 STORE 1 FLAGS (\\Recent)\r\n"), "expected \")\" or flag at column 19");
    assert_eq!(command("a1 FETCH 1 FOO\r\n"), "expected \"(\", macro or fetch-att at column 12");
    assert_eq!(sentence(Grammar::Pop3Command, "RETR x\r\n"), "expected message-number at column 6");
    assert_eq!(sentence(Grammar::Pop3Command, "HELO\r\n"), "expected keyword at column 1");
}

#[test]
fn what_fits_keeps_its_kind_before_what_does_not() {
    let text = b"a1 FETCH 1 (FLAGS FOO)\r\n";
    let parse = Grammar::ImapCommand.tree(text);
    check_lossless(&parse, text);
    let kinds: Vec<Kind> = parse.leaves().map(|leaf| leaf.kind).collect();
    let end = [Kind::FetchAttName, Kind::Sp, Kind::Bogus, Kind::Crlf];
    assert!(kinds.ends_with(&end), "{kinds:?}");
}

#[test]
fn nesting_is_bounded() {
    for depth in [10, 100_000] {
        let nest = "(".repeat(depth) + &")".repeat(depth);
        let text = format!("* 1 FETCH (FOO {nest} UID 2)\r\n");
        let parse = Grammar::ImapResponse.tree(text.as_bytes());
        check_lossless(&parse, text.as_bytes());
        assert_eq!(parse.diagnostics.is_empty(), depth < mailscope_base::limits::NESTING_MAX);
    }
}

/// Octets that come close to being right.
fn near_misses() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "a1",
        " ",
        "*",
        "FETCH",
        "UID",
        "1:*",
        "(",
        ")",
        "BODY",
        "[",
        "]",
        "{3}",
        "{3+}",
        "\r\n",
        "\n",
        "\"",
        "\\",
        "FLAGS",
        "STORE",
        "+FLAGS",
        "\\Seen",
        "LOGIN",
        "OK",
        "COPYUID",
        "1",
        "NIL",
        "HEADER",
        ".",
        "LIST",
        "ENVELOPE",
        "INTERNALDATE",
        "\"17-Jul-1996 02:44:25 -0700\"",
        "+OK",
        "-ERR",
        "+",
        "RETR",
        "PASS",
        "\u{e9}",
        "<",
        ">",
        "SELECT",
        "inbox",
        "CAPABILITY",
        ",",
        "EXISTS",
    ]);
    prop::collection::vec(words, 0..24).prop_map(|words| words.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn any_octets_have_a_lossless_tree(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for grammar in GRAMMARS {
            check_lossless(&grammar.tree(&bytes), &bytes);
        }
    }

    #[test]
    fn near_misses_have_a_lossless_tree(bytes in near_misses()) {
        for grammar in GRAMMARS {
            check_lossless(&grammar.tree(&bytes), &bytes);
        }
    }

    #[test]
    fn the_tree_and_the_typed_parse_agree(bytes in near_misses()) {
        use mailscope_wire::{imap, pop3};
        let typed = imap::Response::parse(&bytes).err();
        let tree = Grammar::ImapResponse.tree(&bytes).diagnostics;
        prop_assert_eq!(typed.as_ref(), tree.first());
        let typed = pop3::Command::parse(&bytes).err().map(|bad| bad.diagnostic);
        let tree = Grammar::Pop3Command.tree(&bytes).diagnostics;
        prop_assert_eq!(typed.as_ref(), tree.first());
        if let Some(diagnostic) = Grammar::ImapCommand.tree(&bytes).diagnostics.first() {
            let bad = imap::Command::parse(&bytes).expect_err("the tree is bad");
            prop_assert_eq!(&bad.diagnostic, diagnostic);
        }
    }
}
