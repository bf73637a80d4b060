//! The trees of SMTP's frames.

use mailscope_wire::smtp::{Command, Reply};
use mailscope_wire::{Grammar, Kind, Parse, Span};
use proptest::prelude::*;

use crate::arbitrary::near_misses;

const GRAMMARS: [Grammar; 5] = [
    Grammar::SmtpCommand,
    Grammar::SmtpReply,
    Grammar::SmtpSaslResponse,
    Grammar::SmtpData,
    Grammar::SmtpChunk,
];

/// The leaves cover every octet once.
fn check_lossless(parse: &Parse, bytes: &[u8]) {
    assert_eq!(parse.nodes[0].subtree_end as usize, parse.nodes.len());
    let mut covered = 0;
    for leaf in parse.leaves() {
        assert_eq!(leaf.span.start, covered, "{parse:#?}");
        covered = leaf.span.end;
    }
    assert_eq!(covered as usize, bytes.len());
    let bogus = parse.nodes.iter().any(|node| node.kind == Kind::Bogus);
    assert!(!bogus || !parse.diagnostics.is_empty());
}

/// The leaves as `kind=octets`.
fn leaves(grammar: Grammar, text: &str) -> Vec<String> {
    let parse = grammar.tree(text.as_bytes());
    check_lossless(&parse, text.as_bytes());
    assert_eq!(parse.diagnostics, [], "{text}");
    let show = |span: Span| String::from_utf8_lossy(span.of(text.as_bytes())).into_owned();
    parse.leaves().map(|leaf| format!("{}={}", leaf.kind.name(), show(leaf.span))).collect()
}

#[test]
fn a_command_has_the_leaves_that_its_grammar_names() {
    assert_eq!(
        leaves(
            Grammar::SmtpCommand,
            "MAIL FROM: <@a,@b:\"a b\"@[::1]> SIZE=12 RET=HDRS \r\n"
                .replace("[::1]", "[IPv6:::1]")
                .as_str()
        ),
        [
            "command verb=MAIL",
            "SP= ",
            "\"FROM:\"=FROM:",
            "space that no rule has= ",
            "\"<\"=<",
            "\"@\"=@",
            "Domain=a",
            "\",\"=,",
            "\"@\"=@",
            "Domain=b",
            "\":\"=:",
            "DQUOTE=\"",
            "QUOTED-CHAR=a b",
            "DQUOTE=\"",
            "\"@\"=@",
            "\"[\"=[",
            "IPv4, IPv6 or General address=IPv6:::1",
            "\"]\"=]",
            "\">\"=>",
            "SP= ",
            "SIZE, BODY, SMTPUTF8, RET, ENVID or AUTH=SIZE",
            "\"=\"==",
            "size-value=12",
            "SP= ",
            "SIZE, BODY, SMTPUTF8, RET, ENVID or AUTH=RET",
            "\"=\"==",
            "ret-value=HDRS",
            "white space before CRLF= ",
            "CRLF=\r\n",
        ]
    );
    assert_eq!(
        leaves(Grammar::SmtpCommand, "RCPT TO:<b@c> NOTIFY=DELAY,SUCCESS ORCPT=rfc822;b+2Bx@c\r\n"),
        [
            "command verb=RCPT",
            "SP= ",
            "\"TO:\"=TO:",
            "\"<\"=<",
            "Local-part=b",
            "\"@\"=@",
            "Domain=c",
            "\">\"=>",
            "SP= ",
            "NOTIFY or ORCPT=NOTIFY",
            "\"=\"==",
            "notify-list-element=DELAY",
            "\",\"=,",
            "notify-list-element=SUCCESS",
            "SP= ",
            "NOTIFY or ORCPT=ORCPT",
            "\"=\"==",
            "addr-type=rfc822",
            "\";\"=;",
            "xtext=b+2Bx@c",
            "CRLF=\r\n",
        ]
    );
    let auth =
        ["command verb=AUTH", "SP= ", "sasl-mech=PLAIN", "SP= ", "base64=dGVzdA==", "CRLF=\r\n"];
    assert_eq!(leaves(Grammar::SmtpCommand, "AUTH PLAIN dGVzdA==\r\n"), auth);
}

#[test]
fn a_reply_has_its_codes_and_texts() {
    assert_eq!(
        leaves(Grammar::SmtpReply, "550-5.1.1 no\r\n550 5.1.1 nobody\r\n"),
        [
            "Reply-code=550",
            "\"-\"=-",
            "status-code=5.1.1",
            "SP= ",
            "textstring=no",
            "CRLF=\r\n",
            "Reply-code=550",
            "SP= ",
            "status-code=5.1.1",
            "SP= ",
            "textstring=nobody",
            "CRLF=\r\n",
        ]
    );
    let challenge = ["Reply-code=334", "SP= ", "base64=VXNlcm5hbWU6", "CRLF=\r\n"];
    assert_eq!(leaves(Grammar::SmtpReply, "334 VXNlcm5hbWU6\r\n"), challenge);
}

/// RFC 5321 §4.5.2, and what smuggles: the two ends of a connection may not read the same.
#[test]
fn a_message_shows_its_added_dots_and_what_looks_like_its_end() {
    assert_eq!(
        leaves(Grammar::SmtpData, "a\r\n..b\r\n.\n.\r\n..\r\n.\r\n"),
        [
            "lines of mail data=a\r\n",
            "\".\" that transparency adds=.",
            "lines of mail data=.b\r\n",
            "bare LF that looks like the end of mail data=.\n",
            "bare LF that looks like the end of mail data=.\r\n",
            "\".\" that transparency adds=.",
            "lines of mail data=.\r\n",
            "\".\" CRLF=.\r\n",
        ]
    );
    assert_eq!(
        leaves(Grammar::SmtpData, "a\n.\n"),
        ["lines of mail data=a\n", "\".\" after or before a bare LF=.\n"]
    );
    assert_eq!(leaves(Grammar::SmtpData, ".\r\n"), ["\".\" CRLF=.\r\n"]);
    assert_eq!(leaves(Grammar::SmtpChunk, "a\r\n.\r\n"), ["chunk=a\r\n.\r\n"]);
    let open = Grammar::SmtpData.tree(b"a\r\n");
    assert_eq!(
        open.diagnostics.first().map(mailscope_wire::Diagnostic::sentence).as_deref(),
        Some("expected \".\" CRLF at column 4")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_octets_have_a_lossless_tree(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for grammar in GRAMMARS {
            check_lossless(&grammar.tree(&bytes), &bytes);
        }
    }

    #[test]
    fn near_misses_have_a_lossless_tree_that_agrees_with_the_value(bytes in near_misses()) {
        for grammar in GRAMMARS {
            check_lossless(&grammar.tree(&bytes), &bytes);
        }
        let typed = Command::parse(&bytes).err().map(|bad| bad.diagnostic);
        let seen = Grammar::SmtpCommand.tree(&bytes).diagnostics.into_iter().next();
        prop_assert_eq!(typed, seen);
        let (again, tree) = Command::parse_with_tree(&bytes);
        prop_assert_eq!(again, Command::parse(&bytes));
        prop_assert_eq!(tree, Grammar::SmtpCommand.tree(&bytes));
        let typed = Reply::parse(&bytes).err();
        let seen = Grammar::SmtpReply.tree(&bytes).diagnostics.into_iter().next();
        prop_assert_eq!(typed, seen);
    }
}
