//! HTTP messages: framing, trees, and both ends' reading of what the other wrote.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use bytes::Bytes;
use mailscope_wire::web::{Framer, Request, Response, Target};
use mailscope_wire::{Grammar, Kind};
use proptest::prelude::*;

/// RFC 9112 §2.1, §3, §4, §5: each line of the head is a node, and every octet has its leaf.
#[test]
fn messages_have_trees() {
    let request = Request {
        method: "POST".to_owned(),
        target: "/send".to_owned(),
        session: Some("0123".to_owned()),
        content: Bytes::from_static(b"{}"),
    };
    let response =
        Response { status: 200, content: Bytes::from_static(b"\r\n\r\n"), ..Response::default() };
    for (grammar, bytes, kinds) in [
        (
            Grammar::HttpRequest,
            request.encode("nord.example"),
            [Kind::RequestLine, Kind::FieldLine, Kind::MessageBody],
        ),
        (
            Grammar::HttpResponse,
            response.encode(),
            [Kind::StatusLine, Kind::FieldLine, Kind::MessageBody],
        ),
        (
            Grammar::HttpResponse,
            Response::empty(204).encode(),
            [Kind::StatusLine, Kind::FieldName, Kind::FieldValue],
        ),
    ] {
        let tree = grammar.tree(&bytes);
        assert_eq!(tree.diagnostics, [], "{bytes:?}");
        for kind in kinds {
            assert!(tree.nodes.iter().any(|node| node.kind == kind), "{kind:?} in {bytes:?}");
        }
        let covered: u32 = (0..tree.nodes.len())
            .filter(|i| tree.nodes[*i].subtree_end as usize == i + 1)
            .map(|i| tree.nodes[i].span.end - tree.nodes[i].span.start)
            .sum();
        assert_eq!(covered as usize, bytes.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// RFC 3986 §2.1: any name survives the way through a target.
    #[test]
    fn any_name_can_be_in_a_target(names in prop::collection::vec(any::<String>(), 1..4), word in any::<String>()) {
        let path: Vec<&str> = names.iter().map(String::as_str).collect();
        let target = Target::write(&path, Some(&word));
        prop_assert!(target.bytes().all(|octet| octet.is_ascii_graphic()));
        let request = Request { target, ..Request::default() };
        prop_assert_eq!(request.target(), Target { path: names, query: Some(word) });
    }

    /// Whatever a peer sends, nothing panics, and the tree covers it.
    #[test]
    fn any_octets_can_be_read(octets in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut framer = Framer::default();
        framer.push(&octets);
        let _ = framer.next_message();
        let bytes = Bytes::from(octets);
        let _ = (Request::parse(&bytes), Response::parse(&bytes));
        for grammar in [Grammar::HttpRequest, Grammar::HttpResponse] {
            let tree = grammar.tree(&bytes);
            prop_assert_eq!(tree.nodes[0].span.end as usize, bytes.len());
        }
    }

    /// What one end writes is what the other one reads, in whatever pieces it comes (RFC 9112 §6).
    #[test]
    fn what_is_written_is_read(
        status in prop::sample::select(vec![200_u16, 401, 404]),
        content in prop::collection::vec(any::<u8>(), 0..300),
        cut in 0_usize..400,
    ) {
        let response = Response { status, content: content.into(), ..Response::default() };
        let bytes = response.encode();
        let (first, second) = bytes.split_at(cut.min(bytes.len()));
        let mut framer = Framer::default();
        framer.push(first);
        if cut < bytes.len() {
            prop_assert_eq!(framer.next_message(), None);
        }
        framer.push(second);
        let read = framer.next_message().unwrap().unwrap();
        prop_assert_eq!(Response::parse(&read), Some(response));
    }
}
