//! A run as a ladder: who stands where, and who says what to whom, in order. What a sequence diagram
//! draws.

use std::collections::BTreeMap;

use mailscope_base::{ConnectionId, Instant};
use mailscope_sim::{End, Entry, Fact, Place, Protection, TlsStep, World};
use mailscope_wire::Service;

use super::Say;
use super::names::{Names, Standing, client};
use crate::Text;
use crate::ladder::verb;
use crate::narrate::{rank, told};
use crate::reading::printable;

/// Characters of a line of the wire in a diagram.
const LINE_CHARS_MAX: usize = 120;

/// A run, condensed.
#[derive(Debug)]
pub(super) struct Ladder {
    /// From left to right.
    pub(super) participants: Vec<Participant>,
    pub(super) steps: Vec<Step>,
    /// Steps that were left out because there are so many.
    pub(super) left_out: usize,
}

#[derive(Debug)]
pub(super) struct Participant {
    pub(super) name: String,
    pub(super) standing: Standing,
}

/// One rung.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) at: Instant,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// Somebody says something to somebody, both by their number among the participants.
    Says(Saying),
    /// Something happens at one of them.
    Happens { at: usize, kind: Kind, text: String },
}

#[derive(Debug)]
pub(super) struct Saying {
    pub(super) from: usize,
    pub(super) to: usize,
    /// What is spoken; nothing for questions to the name servers.
    pub(super) service: Option<Service>,
    /// The first line of the frame that says most.
    pub(super) line: String,
    /// Frames that were sent together with it.
    pub(super) more: usize,
    /// How many times the same is said, one after the other.
    pub(super) times: usize,
    /// Whether TLS hides it from everybody else.
    pub(super) sealed: bool,
    connection: Option<ConnectionId>,
    by: End,
    verb: String,
}

/// What kind of thing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A person does something, or the world does.
    Acts,
    /// The store changes.
    Stores,
    /// A device shows something else.
    Shows,
    /// Something is lost.
    Fails,
}

impl Ladder {
    /// The run of a world, in at most `steps_max` steps.
    pub(super) fn of(world: &World, steps_max: usize, say: Say<'_>) -> Self {
        let names = Names::of(world, say);
        let mut builder =
            Builder { world, say, names: &names, steps: Vec::new(), last: BTreeMap::new() };
        let mut turn = Vec::new();
        let mut number = 0;
        for entry in world.trace().iter() {
            if entry.turn != number {
                builder.turn(&turn);
                turn.clear();
                number = entry.turn;
            }
            turn.push(entry);
        }
        builder.turn(&turn);
        let mut steps = builder.steps;
        let left_out = steps.len().saturating_sub(steps_max);
        steps.truncate(steps_max);
        let participants = names.in_order();
        let participants = participants
            .map(|(name, standing)| Participant { name: name.to_owned(), standing })
            .collect();
        Self { participants, steps, left_out }
    }
}

struct Builder<'a> {
    world: &'a World,
    say: Say<'a>,
    names: &'a Names,
    steps: Vec<Step>,
    /// The last two sayings on each connection: the client's and the server's.
    last: BTreeMap<(ConnectionId, End), usize>,
}

impl Builder<'_> {
    /// The entries of one turn: what is sent together is one saying.
    fn turn(&mut self, entries: &[&Entry]) {
        let mut told_already: Vec<String> = Vec::new();
        for entry in entries {
            match &entry.fact {
                Fact::Sent { connection, by, .. } => {
                    let with = |other: &&&Entry| match &other.fact {
                        Fact::Sent { connection: on, by: from, .. } => {
                            (on, from) == (connection, by)
                        }
                        _ => false,
                    };
                    let together: Vec<&Entry> = entries.iter().filter(with).copied().collect();
                    let first = together.first().is_some_and(|first| first.id == entry.id);
                    if first {
                        self.says(*connection, *by, &together);
                    }
                }
                Fact::Asked(message) | Fact::Answered(message) => self.asks(entry, message),
                Fact::Tls(connection, TlsStep::Established { .. }) => {
                    self.shakes_hands(entry, *connection);
                }
                Fact::Tls(..) | Fact::Lost(..) => {
                    if super::is_event(self.world, entry) {
                        let text = (self.say)(&super::event(&entry.fact));
                        self.happens(entry, Kind::Fails, &text);
                    }
                }
                _ => {
                    let Some(kind) = kind(entry) else { continue };
                    let text = told(self.world, entry);
                    if text.id == "say-begin" {
                        continue;
                    }
                    let text = (self.say)(&text);
                    if !told_already.contains(&text) {
                        self.happens(entry, kind, &text);
                        told_already.push(text);
                    }
                }
            }
        }
    }

    fn happens(&mut self, entry: &Entry, kind: Kind, text: &str) {
        if let Some(at) = self.names.number(entry.place) {
            // What follows now is about something else.
            self.last.clear();
            let text = super::sentence(text);
            self.steps.push(Step { at: entry.at, what: What::Happens { at, kind, text } });
        }
    }

    fn says(&mut self, connection: ConnectionId, by: End, together: &[&Entry]) {
        let Some(best) = together.iter().max_by_key(|e| (rank(e), core::cmp::Reverse(e.id))) else {
            return;
        };
        let (Fact::Sent { frame, protection, .. }, Some(ends)) =
            (&best.fact, self.world.ends(connection))
        else {
            return;
        };
        let verb = verb(frame);
        if self.said_again(connection, by, &verb, together.len()) {
            return;
        }
        let (client, server) = (client(ends.client), Place::Server(ends.server.provider));
        let (Some(client), Some(server)) = (self.names.number(client), self.names.number(server))
        else {
            return;
        };
        let (from, to) = if by == End::Client { (client, server) } else { (server, client) };
        self.last.insert((connection, by), self.steps.len());
        let saying = Saying {
            from,
            to,
            service: Some(ends.service),
            line: first_line(&frame.bytes),
            more: together.len() - 1,
            times: 1,
            sealed: *protection != Protection::Clear,
            connection: Some(connection),
            by,
            verb,
        };
        self.steps.push(Step { at: best.at, what: What::Says(saying) });
    }

    /// Whether this is the same question or its answer once more, and so is told by the one before.
    fn said_again(&mut self, connection: ConnectionId, by: End, verb: &str, frames: usize) -> bool {
        let Some(last) = self.last.get(&(connection, by)).copied() else { return false };
        // A server answers as often as it is asked.
        let asked = self.last.get(&(connection, End::Client)).copied();
        let times = |step: Option<&Step>| match step.map(|step| &step.what) {
            Some(What::Says(saying)) => saying.times,
            _ => 0,
        };
        let asked = asked.map_or(0, |at| times(self.steps.get(at)));
        let Some(Step { what: What::Says(saying), .. }) = self.steps.get_mut(last) else {
            return false;
        };
        let same = saying.connection == Some(connection) && saying.by == by;
        let again = match by {
            End::Client => !verb.is_empty() && saying.verb == verb,
            End::Server => saying.times < asked,
        };
        if same && again {
            saying.times += 1;
            saying.more += frames - 1;
        }
        same && again
    }

    fn asks(&mut self, entry: &Entry, message: &[u8]) {
        let (from, to) = crate::ladder::asker_and_asked(self.world, entry);
        let (Some(from), Some(to)) = (self.names.number(from), self.names.number(to)) else {
            return;
        };
        let line = mailscope_sim::server::dns::describe(message);
        let saying = Saying {
            from,
            to,
            service: None,
            line: printable(&line, LINE_CHARS_MAX),
            more: 0,
            times: 1,
            sealed: false,
            connection: None,
            by: End::Client,
            verb: String::new(),
        };
        self.steps.push(Step { at: entry.at, what: What::Says(saying) });
    }

    /// The handshake, as its client sees it.
    fn shakes_hands(&mut self, entry: &Entry, connection: ConnectionId) {
        let Some(ends) = self.world.ends(connection) else { return };
        let at = client(ends.client);
        if entry.place != at {
            return;
        }
        let server = Place::Server(ends.server.provider);
        let (Some(from), Some(to)) = (self.names.number(at), self.names.number(server)) else {
            return;
        };
        let saying = Saying {
            from,
            to,
            service: Some(ends.service),
            line: (self.say)(&Text::new("export-tls")),
            more: 0,
            times: 1,
            sealed: true,
            connection: Some(connection),
            by: End::Client,
            verb: String::new(),
        };
        self.steps.push(Step { at: entry.at, what: What::Says(saying) });
    }
}

/// What is worth a rung of its own.
fn kind(entry: &Entry) -> Option<Kind> {
    use mailscope_sim::client::LocalChange;
    use mailscope_sim::store::ChangeKind;
    match &entry.fact {
        Fact::SwitchedOn | Fact::Acted(_) => Some(Kind::Acts),
        Fact::CouldNot(_) => Some(Kind::Fails),
        Fact::Stored(change) => match change.kind {
            ChangeKind::MaildropLocked
            | ChangeKind::MaildropUnlocked
            | ChangeKind::Subscribed { .. }
            | ChangeKind::Unsubscribed { .. } => None,
            _ => Some(Kind::Stores),
        },
        Fact::Learned(change) => match change {
            LocalChange::Folders
            | LocalChange::Synchronised { .. }
            | LocalChange::BodyFetched { .. }
            | LocalChange::Settled { .. } => None,
            _ => Some(Kind::Shows),
        },
        _ => None,
    }
}

/// The first line of a frame, made printable.
fn first_line(bytes: &[u8]) -> String {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.get(..line.len().min(LINE_CHARS_MAX * 4)).unwrap_or_default();
    let text = printable(&String::from_utf8_lossy(line), LINE_CHARS_MAX + 1);
    if text.chars().count() > LINE_CHARS_MAX {
        text.chars().take(LINE_CHARS_MAX).chain(['…']).collect()
    } else {
        text
    }
}

impl Saying {
    /// Whether it goes to who opened the connection.
    pub(super) const fn is_answer(&self) -> bool {
        matches!(self.by, End::Server)
    }

    /// The line, with how many more there are and how often it is said.
    pub(super) fn text(&self) -> String {
        let Self { line, more, times, .. } = self;
        match (more, times) {
            (0, 1) => line.clone(),
            (more, 1) => format!("{line} (+{more})"),
            (0, times) => format!("{line} (×{times})"),
            (more, times) => format!("{line} (+{more}, ×{times})"),
        }
    }
}
