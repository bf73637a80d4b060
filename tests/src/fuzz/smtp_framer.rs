//! SMTP's stream into lines, messages, chunks and replies.

use mailscope_base::limits;
use mailscope_wire::LineTooLong;
use mailscope_wire::smtp::{Command, DataEnd, Framer};

/// Octets of the largest message.
const MESSAGE_OCTETS_MAX: usize = 64;

/// What is awaited.
#[derive(Clone, Copy)]
enum Next {
    Line,
    Data,
    Chunk(u64),
}

/// What a session reads: lines, after `DATA` a message, after `BDAT` a chunk. In every other message a
/// bare LF ends a line.
pub(super) fn conversation(stream: &[u8], size: usize) -> Vec<String> {
    let mut framer = Framer::new();
    let mut next = Next::Line;
    let (mut all, mut messages) = (Vec::new(), 0);
    for piece in stream.chunks(size.min(stream.len()).max(1)) {
        framer.push(piece);
        loop {
            let read = match next {
                Next::Line => framer.next_line().map(|line| {
                    next = line.as_deref().map_or(Next::Line, after);
                    format!("{line:?}")
                }),
                Next::Data => {
                    let end = if messages % 2 == 0 { DataEnd::Strict } else { DataEnd::BareLf };
                    framer.next_data(MESSAGE_OCTETS_MAX, end).map(|data| {
                        messages += 1;
                        next = Next::Line;
                        format!("{data:?}")
                    })
                }
                Next::Chunk(octets) => framer.next_chunk(octets, MESSAGE_OCTETS_MAX).map(|chunk| {
                    next = Next::Line;
                    format!("{chunk:?}")
                }),
            };
            let Some(read) = read else { break };
            all.push(read);
        }
        assert!(framer.pending() <= limits::SMTP_COMMAND_OCTETS_MAX.saturating_add(size));
    }
    all
}

fn after(line: &[u8]) -> Next {
    match Command::parse(line) {
        Ok(Command::Data) => Next::Data,
        Ok(Command::Bdat { octets, .. }) => Next::Chunk(octets),
        _ => Next::Line,
    }
}

pub(super) fn replies(stream: &[u8], size: usize) -> Vec<Result<Vec<u8>, LineTooLong>> {
    let mut framer = Framer::new();
    let mut all = Vec::new();
    for piece in stream.chunks(size.min(stream.len()).max(1)) {
        framer.push(piece);
        while let Some(reply) = framer.next_reply() {
            all.push(reply.map(|reply| reply.to_vec()));
        }
    }
    all
}
