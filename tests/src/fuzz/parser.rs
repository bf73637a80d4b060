//! Frames into meaning: total, lossless, and the tree and the value agree.

use bytes::Bytes;
use mailscope_wire::imap::{Command, Response, Untagged};
use mailscope_wire::pop3::ResponseShape;
use mailscope_wire::smtp::DataEnd;
use mailscope_wire::{Grammar, Parse, pop3, smtp};

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
    match how % 12 {
        0 => command(frame),
        1 => response(frame),
        2 => drop(tree(Grammar::ImapContinuationData, frame)),
        3 => drop(tree(Grammar::ImapIdleDone, frame)),
        4 => pop3_command(frame),
        5 => {
            let shapes = [ResponseShape::Multi, ResponseShape::Single, ResponseShape::Challenge];
            let shape = shapes[usize::from(how / 12) % shapes.len()];
            tree(Grammar::Pop3Response(shape), frame);
        }
        6 => smtp_command(frame),
        7 => smtp_reply(frame),
        8 => smtp_data(frame),
        9 => drop(tree(Grammar::SmtpSaslResponse, frame)),
        10 => drop(tree(Grammar::Pop3SaslResponse, frame)),
        _ => drop(tree(Grammar::SmtpChunk, frame)),
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

fn pop3_command(frame: &[u8]) {
    let parse = tree(Grammar::Pop3Command, frame);
    let command = pop3::Command::parse(frame);
    assert_eq!(parse.diagnostics.first(), command.as_ref().err().map(|bad| &bad.diagnostic));
    if let Ok(command) = command {
        let again = command.encode();
        assert_eq!(
            Ok(command),
            pop3::Command::parse(&again),
            "{:?}",
            String::from_utf8_lossy(&again)
        );
    }
}

fn smtp_command(frame: &[u8]) {
    let parse = tree(Grammar::SmtpCommand, frame);
    let command = smtp::Command::parse(frame);
    assert_eq!(parse.diagnostics.first(), command.as_ref().err().map(|bad| &bad.diagnostic));
    if let Ok(command) = command {
        let again = command.encode();
        assert_eq!(
            Ok(command),
            smtp::Command::parse(&again),
            "{:?}",
            String::from_utf8_lossy(&again)
        );
    }
}

fn smtp_reply(frame: &[u8]) {
    let parse = tree(Grammar::SmtpReply, frame);
    let reply = smtp::Reply::parse(frame);
    assert_eq!(parse.diagnostics.first(), reply.as_ref().err());
    if let Ok(reply) = reply {
        for extension in reply.extensions() {
            assert_eq!(extension, smtp::Extension::parse(&extension.to_string()));
        }
        let once = smtp::Reply::parse(&reply.encode()).map(|again| again.encode());
        assert_eq!(once.as_deref(), Ok(&reply.encode()[..]));
    }
}

/// As content it comes back from the wire; as a message on the wire it has a tree.
fn smtp_data(frame: &[u8]) {
    tree(Grammar::SmtpData, frame);
    let wire = Bytes::from(smtp::stuff(frame));
    assert_eq!(Grammar::SmtpData.tree(&wire).diagnostics, []);
    let content = smtp::unstuff(&wire.slice(..wire.len() - 3), DataEnd::Strict);
    let added = if frame.is_empty() || frame.ends_with(b"\r\n") { &b""[..] } else { b"\r\n" };
    assert_eq!([frame, added].concat(), content);
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
