//! Who could read a line: both ends, and everybody on the wire between them.

use mailscope_sim::{Does, End, Ends, Entry, Fact, ListenerId, Place, Protection, World};

use super::{LaneKind, at_end, dns, lanes};
use crate::Text;

/// Who can read a line on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// Whoever sits on the way; nobody does here.
    Clear,
    /// Somebody sits on the way and reads it.
    Heard,
    /// It was sent in clear because somebody on the way hid the offer of TLS.
    Stripped,
    /// The two ends only: TLS.
    Tls,
    /// Somebody who stands in the middle of TLS reads it.
    Intercepted,
}

/// Somebody who sees a line pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReaderView {
    /// Who.
    pub name: Text,
    /// What it is, for an end; nothing for somebody on the wire.
    pub kind: Option<LaneKind>,
    /// Whether it can read the line.
    pub reads: bool,
    /// How, or why not.
    pub how: Text,
}

/// Who can read what an entry sends; nothing for what is not sent.
pub(super) fn openness(world: &World, entry: &Entry) -> Option<Openness> {
    match &entry.fact {
        Fact::Sent { connection, protection, .. } => {
            Some(of_protection(world, world.ends(*connection)?, *protection))
        }
        Fact::Asked(_) | Fact::Answered(_) => Some(Openness::Clear),
        _ => None,
    }
}

fn of_protection(world: &World, ends: &Ends, protection: Protection) -> Openness {
    let does = |listener: &ListenerId| world.listener(*listener).map(|listener| listener.does);
    match protection {
        Protection::Tls => Openness::Tls,
        Protection::Intercepted(_) => Openness::Intercepted,
        Protection::Clear
            if ends.listeners.iter().any(|l| does(l) == Some(Does::StripsStartTls)) =>
        {
            Openness::Stripped
        }
        Protection::Clear if ends.listeners.is_empty() => Openness::Clear,
        Protection::Clear => Openness::Heard,
    }
}

/// In words.
pub(super) fn in_words(open: Openness) -> Text {
    match open {
        Openness::Clear => Text::new("open-clear"),
        Openness::Heard => Text::new("open-heard"),
        Openness::Stripped => Text::new("open-stripped"),
        Openness::Tls => Text::new("open-tls"),
        Openness::Intercepted => Text::new("open-intercepted"),
    }
}

impl Openness {
    /// In words.
    pub fn in_words(self) -> Text {
        in_words(self)
    }

    /// Whether nobody but the two ends can read it.
    pub const fn sealed(self) -> bool {
        matches!(self, Self::Tls)
    }
}

/// Everybody who sees the bytes of an entry pass, from the client to the server.
pub(super) fn readers(world: &World, entry: &Entry) -> Vec<ReaderView> {
    match &entry.fact {
        Fact::Sent { connection, protection, .. } => {
            let Some(ends) = world.ends(*connection) else { return Vec::new() };
            let mut readers = vec![end(world, at_end(ends, End::Client))];
            readers.extend(ends.listeners.iter().map(|id| on_the_wire(world, *id, *protection)));
            readers.push(end(world, at_end(ends, End::Server)));
            readers
        }
        Fact::Asked(_) | Fact::Answered(_) => {
            let (from, to) = dns::ends(world, entry);
            vec![end(world, from), end(world, to)]
        }
        _ => Vec::new(),
    }
}

fn end(world: &World, place: Place) -> ReaderView {
    ReaderView {
        name: lanes::name(world, place),
        kind: Some(lanes::kind(world, place)),
        reads: true,
        how: Text::new("reads-end"),
    }
}

fn on_the_wire(world: &World, id: ListenerId, protection: Protection) -> ReaderView {
    let listener = world.listener(id);
    let name = listener.map_or("", |listener| &*listener.name);
    let (reads, how) = match protection {
        Protection::Clear if listener.is_some_and(|l| l.does == Does::StripsStartTls) => {
            (true, Text::new("reads-stripped"))
        }
        Protection::Clear => (true, Text::new("reads-clear")),
        Protection::Intercepted(by) if by == id => (true, Text::new("reads-false-certificate")),
        Protection::Tls | Protection::Intercepted(_) => (false, Text::new("reads-not")),
    };
    ReaderView { name: Text::new("lane-named").words("name", name), kind: None, reads, how }
}
