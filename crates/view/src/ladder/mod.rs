//! The wire as a ladder: who stands where, and every line from host to host with its words explained,
//! in which state it was said, and who could read it.
//!
//! A part of it at a time: what a [`LadderLens`] asks for. What has happened is taken in once, piece by
//! piece, by an index that the desk keeps.

mod dns;
mod explain;
mod index;
mod journey;
mod lanes;
mod readers;
mod rows;
mod runs;
mod states;
mod stream;
mod verbs;
mod words;

use core::ops::Range;
use std::collections::BTreeSet;

use mailscope_sim::{DeviceKind, End, Place};
use mailscope_wire::{Role, Service};

use crate::{Desk, Text, export};

pub(crate) use dns::ends as asker_and_asked;
pub(crate) use index::Index;
pub(crate) use index::verb;
pub use journey::{HopView, JourneyView};
pub use readers::{Openness, ReaderView};
pub use states::{StateBox, StatesView};
pub use stream::{StreamPiece, StreamView};

/// Which part of the ladder is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LadderLens {
    /// The rows wanted, counted from the oldest one; nothing for the rows around the present.
    pub rows: Option<Range<usize>>,
    /// Which lines.
    pub filter: LineFilter,
    /// Whether every line has a row of its own.
    pub unfold: bool,
    /// Folds that are open, by the entry of their first line.
    pub open: BTreeSet<u32>,
}

/// Which lines the ladder shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineFilter {
    /// Places whose lines are left out.
    pub hidden: BTreeSet<Place>,
    /// Only this protocol; relay and submission are both SMTP.
    pub service: Option<Spoken>,
    /// Only what people did.
    pub only_people: bool,
    /// Only this connection.
    pub connection: Option<u32>,
    /// Only lines in which these characters stand, in any case.
    pub search: String,
}

/// A protocol by which lines are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spoken {
    /// IMAP.
    Imap,
    /// POP3.
    Pop3,
    /// SMTP, from a mail app or from another server.
    Smtp,
    /// HTTP.
    Http,
    /// Questions to the name servers.
    Dns,
}

impl Spoken {
    /// Every protocol.
    pub const ALL: [Self; 5] = [Self::Imap, Self::Pop3, Self::Smtp, Self::Http, Self::Dns];

    /// The protocol of a service.
    pub const fn of(service: Service) -> Self {
        match service {
            Service::Pop3 => Self::Pop3,
            Service::Smtp | Service::Submission => Self::Smtp,
            Service::Web => Self::Http,
            _ => Self::Imap,
        }
    }

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imap => "IMAP",
            Self::Pop3 => "POP3",
            Self::Smtp => "SMTP",
            Self::Http => "HTTP",
            Self::Dns => "DNS",
        }
    }
}

/// The ladder, as far as its lens asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderView {
    /// The hosts from left to right, those that are hidden among them.
    pub lanes: Vec<LaneView>,
    /// How many rows there are in all.
    pub total: usize,
    /// The number of `rows[0]`.
    pub first: usize,
    /// The rows in the lens, oldest first.
    pub rows: Vec<LadderRow>,
    /// The row of the present moment, or the last one before it.
    pub present: Option<usize>,
    /// Lines up to the present moment, before anything is left out or folded.
    pub lines: usize,
    /// Whether everything that has happened has been taken in. If not, more comes with the next call.
    pub complete: bool,
    /// Protocols that have been spoken.
    pub spoken: Vec<Spoken>,
}

/// A host, or somebody at a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneView {
    /// Where.
    pub place: Place,
    /// What it is.
    pub kind: LaneKind,
    /// Its name.
    pub name: Text,
    /// Its number among the lanes that are shown; nothing for a hidden one.
    pub column: Option<usize>,
}

/// What stands at the head of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneKind {
    /// A device.
    Device(DeviceKind),
    /// A terminal.
    Terminal,
    /// The provider's server.
    Server,
    /// Another provider's server.
    OtherServer,
    /// The name servers.
    NameServers,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderRow {
    /// The entry of the trace; of a fold, its first one.
    pub entry: u32,
    /// The turn in which it happened: a position to go to.
    pub turn: u32,
    /// Time of day, `HH:MM:SS`; empty if it is that of the row before.
    pub time: String,
    /// Whether it belongs to the present moment.
    pub now: bool,
    /// What.
    pub what: RowWhat,
}

/// What a row shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowWhat {
    /// Somebody did something, or a deadline came: a headline.
    Beat {
        /// The column where it happened.
        at: usize,
        /// Whether it came from a person or from outside, not from a clock.
        person: bool,
        /// In a sentence.
        text: Text,
    },
    /// A line from host to host.
    Line(Line),
    /// Several lines that say the same, or that nobody needs to read one by one.
    Fold {
        /// The columns between which they go.
        between: (usize, usize),
        /// What is spoken.
        spoken: Spoken,
        /// How many lines.
        count: usize,
        /// What they are.
        text: Text,
        /// Whether its lines follow below.
        open: bool,
    },
}

/// A line, as an arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The sender's column.
    pub from: usize,
    /// The receiver's column.
    pub to: usize,
    /// Their names.
    pub names: (Text, Text),
    /// What is spoken.
    pub spoken: Spoken,
    /// What is shown.
    pub says: Says,
    /// Who can read it on the way; nothing for what is not said.
    pub open: Option<Openness>,
    /// Whether the server speaks without having been asked.
    pub unasked: bool,
}

/// What stands on an arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says {
    /// The beginning of a frame.
    Words {
        /// Its words.
        words: Vec<Word>,
        /// What they mean.
        meanings: Vec<Meaning>,
        /// Octets that are not shown.
        more: usize,
    },
    /// Something happens to the connection.
    Event(Event, Text),
}

/// What happens to a connection besides what is said on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It stands.
    Opened,
    /// It is closed.
    Closed,
    /// It is lost, or came to nothing.
    Lost,
    /// A step of a TLS handshake.
    Tls,
    /// The handshake came to nothing.
    TlsFailed,
}

/// A line explained.
#[derive(Clone, Debug, PartialEq)]
pub struct LineExplained {
    /// The entry.
    pub entry: u32,
    /// The turn in which it was sent.
    pub turn: u32,
    /// Time of day, `HH:MM:SS.mmm`.
    pub time: String,
    /// The sender and the receiver; nothing for what happens at one place.
    pub way: Option<((LaneKind, Text), (LaneKind, Text))>,
    /// What is spoken.
    pub spoken: Option<Spoken>,
    /// The plain sentence.
    pub sentence: Text,
    /// Its words, in order: all of them together are the line.
    pub words: Vec<Word>,
    /// What each kind of word in it means, in the order in which they come.
    pub meanings: Vec<Meaning>,
    /// Octets in all, and those that are not shown.
    pub octets: (usize, usize),
    /// Why the server refuses by it.
    pub refusal: Option<Text>,
    /// Where the conversation stands.
    pub states: Option<StatesView>,
    /// Who could read it.
    pub readers: Vec<ReaderView>,
    /// How it is protected on the way.
    pub open: Option<Openness>,
    /// The connection.
    pub connection: Option<u32>,
}

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its characters, made printable.
    pub text: String,
    /// For colouring.
    pub role: Role,
    /// Which of the meanings is its own; nothing for spaces and punctuation.
    pub meaning: Option<usize>,
}

/// What a word means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The word.
    pub word: String,
    /// Its role.
    pub role: Role,
    /// What people call that role.
    pub role_name: Text,
    /// In plain words.
    pub text: Text,
    /// The rule of the grammar.
    pub rule: &'static str,
    /// The section that says so: `RFC 9051 §6.4.6`.
    pub section: &'static str,
}

/// A form in which a run can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportAs {
    /// Every conversation as text.
    Transcript,
    /// A report in Markdown.
    Markdown,
    /// A sequence diagram in Mermaid's language.
    Mermaid,
    /// A sequence diagram as a picture.
    Svg,
}

impl Desk {
    /// The ladder, as far as the lens asks for it.
    pub fn ladder(&mut self, lens: &LadderLens) -> LadderView {
        let complete = self.ladder.update(&self.history);
        rows::view(&mut self.ladder, &self.history, lens, complete)
    }

    /// The row on which a line stands, and the fold to open if one hides it; nothing for what the ladder does
    /// not show.
    pub fn ladder_row(&mut self, lens: &LadderLens, entry: u32) -> Option<(usize, Option<u32>)> {
        self.ladder.update(&self.history);
        rows::row_of(&mut self.ladder, &self.history, lens, entry)
    }

    /// A line of the ladder explained; nothing for an entry that has not happened yet.
    pub fn explain_line(&self, entry: u32) -> Option<LineExplained> {
        explain::line(self.history.world(), &self.ladder, entry)
    }

    /// Both directions of a connection as text, the pieces in `window`.
    pub fn stream(&self, connection: u32, window: Range<usize>) -> Option<StreamView> {
        stream::view(self.history.world(), &self.ladder, connection, window)
    }

    /// Both directions of a connection as text, to be copied.
    pub fn stream_text(&self, connection: u32) -> String {
        stream::text(self.history.world(), &self.ladder, connection)
    }

    /// The ways of all mails that were sent, hop by hop, with who could read them at each.
    pub fn journeys(&self) -> Vec<JourneyView> {
        journey::views(self.history.world())
    }

    /// The run up to the present moment in another form, with the words that `say` finds.
    pub fn export(&self, form: ExportAs, title: &str, say: export::Say<'_>) -> String {
        let world = self.history.world();
        match form {
            ExportAs::Transcript => export::transcript(world, say),
            ExportAs::Markdown => export::markdown(world, title, say),
            ExportAs::Mermaid => export::mermaid(world, say),
            ExportAs::Svg => export::svg(world, title, say),
        }
    }
}

/// The party at an end of a connection.
pub(crate) const fn at_end(ends: &mailscope_sim::Ends, end: End) -> Place {
    match end {
        End::Client => ends.client.place(),
        End::Server => Place::Server(ends.server.provider),
    }
}
