//! A line of the ladder explained, word by word.

use mailscope_sim::{Entry, EntryId, Fact, Place, World};
use mailscope_wire::{Frame, Grammar, Kind, Span};

use super::index::Index;
use super::{LaneKind, LineExplained, Meaning, Spoken, Word, at_end};
use super::{dns, lanes, readers, states, words};
use crate::reading::{clock_time_fine, printable};
use crate::{Text, narrate, refusal};

/// Octets of a frame that are explained.
const EXPLAINED_OCTETS: u32 = 480;
/// Octets of a frame that is parsed for it.
const PARSED_OCTETS_MAX: usize = 256 * 1024;
/// Characters of a word in the list of words.
const WORD_CHARS_MAX: usize = 40;
/// How a line end is shown.
pub(super) const LINE_END: &str = " ↵ ";

/// The entry explained; nothing for one that has not happened yet.
pub(super) fn line(world: &World, index: &Index, id: u32) -> Option<LineExplained> {
    let entry = world.trace().get(EntryId(id))?;
    let (way, spoken, connection) = way(world, entry);
    let (words, meanings, octets) = said(entry, EXPLAINED_OCTETS);
    Some(LineExplained {
        entry: id,
        turn: entry.turn,
        time: clock_time_fine(world, entry.at),
        way: way.map(|(from, to)| (party(world, from), party(world, to))),
        spoken,
        sentence: narrate::told(world, entry),
        words,
        meanings,
        octets,
        refusal: refusal::of(world, entry),
        states: connection.and_then(|connection| states::around(world, index, entry, connection)),
        readers: readers::readers(world, entry),
        open: readers::openness(world, entry),
        connection: connection.map(|connection| connection.0),
    })
}

fn party(world: &World, place: Place) -> (LaneKind, Text) {
    (lanes::kind(world, place), lanes::name(world, place))
}

type Way = (Option<(Place, Place)>, Option<Spoken>, Option<mailscope_base::ConnectionId>);

fn way(world: &World, entry: &Entry) -> Way {
    match &entry.fact {
        Fact::Sent { connection, by, .. } => match world.ends(*connection) {
            Some(ends) => (
                Some((at_end(ends, *by), at_end(ends, by.other()))),
                Some(Spoken::of(ends.service)),
                Some(*connection),
            ),
            None => (None, None, None),
        },
        Fact::Opened(connection, _)
        | Fact::Closed(connection)
        | Fact::Lost(connection, _)
        | Fact::Tls(connection, _) => match world.ends(*connection) {
            Some(ends) => {
                use mailscope_sim::End::{Client, Server};
                let (client, server) = (at_end(ends, Client), at_end(ends, Server));
                let to = if entry.place == client { server } else { client };
                (Some((entry.place, to)), Some(Spoken::of(ends.service)), Some(*connection))
            }
            None => (None, None, None),
        },
        Fact::Asked(_) | Fact::Answered(_) => {
            (Some(dns::ends(world, entry)), Some(Spoken::Dns), None)
        }
        _ => (None, None, None),
    }
}

/// The words of the first `max` octets of an entry, what they mean, and the octets in all and those that are
/// not shown.
pub(super) fn said(entry: &Entry, max: u32) -> (Vec<Word>, Vec<Meaning>, (usize, usize)) {
    let mut list = List::default();
    match &entry.fact {
        Fact::Sent { frame, .. } => {
            list.frame(frame, max);
            let more = frame.bytes.len().saturating_sub(max as usize);
            (list.words, list.meanings, (frame.bytes.len(), more))
        }
        Fact::Asked(message) | Fact::Answered(message) => {
            for (part, text) in dns::parts(message) {
                let meant = of_dns(part).map(|text| (text, part.rule().1));
                list.word(text, part.role(), part.rule().0, meant);
            }
            (list.words, list.meanings, (message.len(), 0))
        }
        _ => (Vec::new(), Vec::new(), (0, 0)),
    }
}

#[derive(Default)]
struct List {
    words: Vec<Word>,
    meanings: Vec<Meaning>,
}

impl List {
    fn frame(&mut self, frame: &Frame, max: u32) {
        let long = frame.bytes.len() > PARSED_OCTETS_MAX;
        let grammar = if long { Grammar::Opaque } else { frame.grammar };
        let tree = grammar.tree(frame.bytes.get(..PARSED_OCTETS_MAX).unwrap_or(&frame.bytes));
        let mut above: Vec<(usize, Kind)> = Vec::new();
        for (at, node) in tree.nodes.iter().enumerate() {
            above.retain(|(end, _)| *end > at);
            let is_leaf = node.subtree_end as usize == at + 1;
            if !is_leaf {
                above.push((node.subtree_end as usize, node.kind));
                continue;
            }
            if node.span.start >= max {
                break;
            }
            let span = Span { start: node.span.start, end: node.span.end.min(max) };
            let text = String::from_utf8_lossy(span.of(&frame.bytes)).replace("\r\n", LINE_END);
            if text.is_empty() {
                continue;
            }
            let kinds: Vec<Kind> = above.iter().map(|(_, kind)| *kind).collect();
            let meant = words::meaning(node.kind, text.trim(), &kinds);
            let text = printable(&text, max as usize);
            self.word(text, node.kind.role(), node.kind.name(), meant);
        }
    }

    fn word(
        &mut self,
        text: String,
        role: mailscope_wire::Role,
        named: &'static str,
        meant: Option<(Text, &'static str)>,
    ) {
        let meaning = meant.map(|(meant, section)| {
            // What has been explained is not explained again.
            let known =
                self.meanings.iter().position(|known| known.text == meant && known.rule == named);
            known.unwrap_or_else(|| {
                let mut word: String = text.chars().take(WORD_CHARS_MAX).collect();
                if word.len() < text.len() {
                    word.push('…');
                }
                let role_name = words::role(role);
                self.meanings.push(Meaning {
                    word,
                    role,
                    role_name,
                    text: meant,
                    rule: named,
                    section,
                });
                self.meanings.len() - 1
            })
        });
        self.words.push(Word { text, role, meaning });
    }
}

fn of_dns(part: dns::Part) -> Option<Text> {
    Some(match part {
        dns::Part::Name => Text::new("word-dns-name"),
        dns::Part::Class => Text::new("word-dns-class"),
        dns::Part::Type => Text::new("word-dns-type"),
        dns::Part::Number => Text::new("word-dns-number"),
        dns::Part::Status => Text::new("word-dns-status"),
        dns::Part::Space => return None,
    })
}
