//! Streams into frames: the same frames however the octets are cut, and nothing kept without bound.

use mailscope_base::limits;
use mailscope_wire::imap::{Assembled, Assembler};
use mailscope_wire::{Framer, LineTooLong};

use super::script::Script;
use super::smtp_framer::{conversation, replies};

/// The first octet says which framer reads; the rest is the stream. It is read whole and in pieces.
///
/// # Panics
///
/// If the cuts matter.
pub fn framer(octets: &[u8]) {
    let mut script = Script::new(octets);
    let how = script.choice();
    let stream = octets.get(1..).unwrap_or_default();
    let sizes = [usize::MAX, 1, 2, 3 + usize::from(how >> 4)];
    match how % 5 {
        0 => same(sizes.map(|size| assemble(Assembler::new(), stream, size))),
        1 => same(sizes.map(|size| assemble(Assembler::for_client(), stream, size))),
        2 => same(sizes.map(|size| lines(stream, size))),
        3 => same(sizes.map(|size| conversation(stream, size))),
        _ => same(sizes.map(|size| replies(stream, size))),
    }
}

fn same<T: PartialEq + core::fmt::Debug>([whole, others @ ..]: [T; 4]) {
    for other in others {
        assert_eq!(whole, other);
    }
}

fn assemble(mut assembler: Assembler, stream: &[u8], size: usize) -> Vec<Assembled> {
    let mut all = Vec::new();
    for piece in stream.chunks(size.min(stream.len()).max(1)) {
        assembler.push(piece);
        while let Some(assembled) = assembler.next() {
            if matches!(assembled, Assembled::WantsContinuation { .. }) {
                // Every other one is refused.
                if all.len().is_multiple_of(2) {
                    assembler.accept_literal();
                } else {
                    drop(assembler.refuse_literal());
                }
            }
            match (all.last_mut(), assembled) {
                // In how many pieces something is skipped depends on how it arrives.
                (Some(Assembled::Skipped(before)), Assembled::Skipped(more)) => {
                    *before = [&before[..], &more[..]].concat().into();
                }
                (_, other) => all.push(other),
            }
        }
        assert!(assembler.pending() <= limits::LITERAL_OCTETS_MAX + 2 * limits::LINE_OCTETS_MAX);
    }
    all
}

fn lines(stream: &[u8], size: usize) -> Vec<Result<Vec<u8>, LineTooLong>> {
    let mut framer = Framer::new(limits::POP3_COMMAND_OCTETS_MAX);
    let mut all = Vec::new();
    for piece in stream.chunks(size.min(stream.len()).max(1)) {
        framer.push(piece);
        while let Some(line) = framer.next_line() {
            all.push(line.map(|line| line.to_vec()));
        }
        assert!(framer.pending() <= limits::POP3_COMMAND_OCTETS_MAX.saturating_add(size));
    }
    all
}
