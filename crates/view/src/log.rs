//! The wire log: every frame as its writer meant it, token by token.

use mailscope_sim::{Entry, Fact, World};
use mailscope_wire::{Frame, Grammar};

use crate::devices::device_name;
use crate::page::{LogLine, Token};
use crate::reading::{clock_time_fine, printable};
use crate::refusal;

/// Octets of a frame that a line of the log shows.
const SHOWN_OCTETS: u32 = 480;
/// Octets of a frame that is parsed for a line of the log.
const PARSED_OCTETS_MAX: usize = 256 * 1024;
/// How a line end inside a frame is shown.
const LINE_END: &str = " ↵ ";

/// The newest `wanted` lines, oldest first, and how many older ones there are.
pub(crate) fn lines(world: &World, wanted: usize) -> (Vec<LogLine>, usize) {
    let sent = world.trace().sent();
    let older = sent.len().saturating_sub(wanted);
    (sent.skip(older).filter_map(|entry| line(world, entry)).collect(), older)
}

fn line(world: &World, entry: &Entry) -> Option<LogLine> {
    let Fact::Sent { connection, by, frame, .. } = &entry.fact else { return None };
    let (device, service) = world.party(*connection)?;
    let (tokens, octets_more) = tokens(frame, SHOWN_OCTETS);
    Some(LogLine {
        entry: entry.id.0,
        turn: entry.turn,
        time: clock_time_fine(world, entry.at),
        device,
        device_name: device_name(world, device),
        service,
        to: by.other(),
        tokens,
        octets_more,
        refusal: refusal::of(world, entry),
        focus: entry.turn == world.turn(),
    })
}

/// The leaves of a frame as tokens, as far as they begin before `max`; and how many octets that
/// leaves out.
pub(crate) fn tokens(frame: &Frame, max: u32) -> (Vec<Token>, usize) {
    // A frame that is too long to be parsed for a line of a log is shown as plain octets.
    let grammar =
        if frame.bytes.len() > PARSED_OCTETS_MAX { Grammar::Opaque } else { frame.grammar };
    let tree = grammar.tree(frame.bytes.get(..PARSED_OCTETS_MAX).unwrap_or(&frame.bytes));
    let mut tokens: Vec<Token> = Vec::new();
    for leaf in tree.leaves().take_while(|leaf| leaf.span.start < max) {
        let end = leaf.span.end.min(max);
        let span = mailscope_wire::Span { start: leaf.span.start, end };
        let text = String::from_utf8_lossy(span.of(&frame.bytes));
        tokens.push(Token {
            role: leaf.kind.role(),
            rule: leaf.kind.name(),
            section: leaf.kind.section(),
            text: printable(&text.replace("\r\n", LINE_END), max as usize),
        });
    }
    if let Some(last) = tokens.last_mut()
        && frame.bytes.len() <= max as usize
    {
        last.text.truncate(last.text.trim_end_matches(LINE_END).len());
    }
    tokens.retain(|token| !token.text.is_empty());
    (tokens, frame.bytes.len().saturating_sub(max as usize))
}
