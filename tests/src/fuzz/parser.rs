//! Frames into meaning: total, lossless, and the tree and the value agree.

use mailscope_wire::imap::{Command, Response, Untagged};
use mailscope_wire::pop3::ResponseShape;
use mailscope_wire::{Grammar, Parse};

use super::script::Script;

/// The first octet says which grammar reads the rest.
///
/// # Panics
///
/// If the tree loses an octet, if tree and value do not agree, or if what was read and written
/// again means something else.
pub fn parser(octets: &[u8]) {
    let mut script = Script::new(octets);
    let how = script.choice();
    let frame = octets.get(1..).unwrap_or_default();
    match how % 6 {
        0 => command(frame),
        1 => response(frame),
        2 => drop(tree(Grammar::ImapContinuationData, frame)),
        3 => drop(tree(Grammar::ImapIdleDone, frame)),
        4 => drop(tree(Grammar::Pop3Command, frame)),
        _ => {
            let shape = if how & 1 == 0 { ResponseShape::Single } else { ResponseShape::Multi };
            tree(Grammar::Pop3Response(shape), frame);
        }
    }
}

fn command(frame: &[u8]) {
    let parse = tree(Grammar::ImapCommand, frame);
    let Ok(command) = Command::parse(frame) else { return };
    assert!(parse.diagnostics.is_empty(), "a command, and a diagnostic: {:?}", parse.diagnostics);
    let again = command.encode().concat();
    assert_eq!(Ok(command), Command::parse(&again), "{:?}", String::from_utf8_lossy(&again));
}

fn response(frame: &[u8]) {
    let parse = tree(Grammar::ImapResponse, frame);
    let Ok(response) = Response::parse(frame) else {
        assert!(!parse.diagnostics.is_empty(), "no response, and no diagnostic");
        return;
    };
    assert!(parse.diagnostics.is_empty(), "a response, and a diagnostic: {:?}", parse.diagnostics);
    // Items that nobody knows are read over; without any other, nothing is left to write.
    if matches!(&response, Response::Untagged(Untagged::Fetch { values, .. }) if values.is_empty())
    {
        return;
    }
    // Text beyond ASCII changes when it is written for a client that has not asked for UTF-8, and so does
    // what no server may send (RFC 9051 §9, `TEXT-CHAR`).
    if frame.contains(&0) || !frame.is_ascii() {
        return;
    }
    let written = |response: &Response| {
        let mut octets = Vec::new();
        response.encode(&mut octets);
        octets
    };
    let once = written(&response);
    let twice = Response::parse(&once).map(|again| written(&again));
    assert_eq!(Ok(&once), twice.as_ref(), "{:?}", String::from_utf8_lossy(&once));
}

/// Every octet is in exactly one leaf, and the leaves come in order.
fn tree(grammar: Grammar, frame: &[u8]) -> Parse {
    let parse = grammar.tree(frame);
    let mut covered = 0;
    for (i, node) in parse.nodes.iter().enumerate() {
        let is_leaf = node.subtree_end as usize == i + 1;
        if is_leaf && !frame.is_empty() {
            assert_eq!(node.span.start, covered, "a gap or an overlap before {:?}", node.kind);
            covered = node.span.end;
        }
    }
    assert_eq!(covered as usize, frame.len());
    parse
}
