//! What the ladder knows of a run: one small record for each line, made once.

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::ConnectionId;
use mailscope_sim::{End, Entry, Fact, History, Place, TlsStep, World};
use mailscope_wire::{Frame, Grammar};

use super::runs::Runs;
use super::{Spoken, dns};
use crate::narrate::words;

/// Entries that are taken in at once. The rest waits for the next call.
const ENTRIES_AT_ONCE: usize = 20_000;

/// A line of the ladder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) entry: u32,
    pub(super) turn: u32,
    /// Who sends, and who receives; the same for what happens at one place.
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) spoken: Option<Spoken>,
    pub(super) connection: Option<ConnectionId>,
    /// Lines of one connection with the same key belong together.
    pub(super) key: Option<u32>,
    /// Whether a person did it, or the world outside.
    pub(super) person: bool,
    /// Whether the server says it without having been asked.
    pub(super) unasked: bool,
}

/// The records of a run, kept up to date while it goes on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    pub(super) records: Vec<Record>,
    /// Entries of the trace that have been looked at.
    entries: usize,
    /// What belongs to each connection: what is said on it, and the states that its server enters.
    pub(super) conversations: BTreeMap<ConnectionId, Vec<u32>>,
    /// What is needed of each connection for the next record.
    standing: BTreeMap<ConnectionId, Standing>,
    /// Places from which or to which something was said.
    pub(super) places: BTreeSet<Place>,
    /// Protocols that have been spoken.
    pub(super) spoken: BTreeSet<Spoken>,
    /// The records as rows, for the filter asked for last.
    pub(super) runs: Runs,
}

/// What has been heard on a connection.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    /// Whether the client has come to what it wants, after greeting and login.
    at_work: bool,
    closed: bool,
    /// The turn in which the server last read something.
    asked: Option<u32>,
    /// The key of the command that is being answered.
    command: Option<u32>,
}

/// The key of everything before the first command that a person would care for.
pub(super) const SETTING_UP: u32 = 0;

impl Index {
    /// Takes in what has happened, at most so much at once; true when that is everything.
    pub(super) fn update(&mut self, history: &History) -> bool {
        let world = history.furthest();
        let trace = world.trace();
        for entry in trace.from(self.entries).take(ENTRIES_AT_ONCE) {
            self.take(world, entry);
            self.entries += 1;
        }
        self.entries >= trace.len()
    }

    /// Forgets what happened in the turn that leads to `position` and later: it may have become something else.
    pub(crate) fn another_way(&mut self, history: &History) {
        let position = history.position();
        let trace = history.world().trace();
        let shared = trace.of_turn(position).next();
        let kept = shared.map_or(trace.len(), |entry| entry.id.0 as usize);
        if kept >= self.entries {
            return;
        }
        let kept = u32::try_from(kept).unwrap_or(u32::MAX);
        self.entries = kept as usize;
        let len = self.records.partition_point(|record| record.entry < kept);
        self.records.truncate(len);
        for entries in self.conversations.values_mut() {
            let len = entries.partition_point(|entry| *entry < kept);
            entries.truncate(len);
        }
        self.conversations.retain(|_, entries| !entries.is_empty());
        self.runs = Runs::default();
        self.places.clear();
        self.spoken.clear();
        for record in self.records.clone() {
            self.note(&record);
        }
        // What a connection stood at is told anew by what was said on it.
        let said: Vec<u32> = self.conversations.values().flatten().copied().collect();
        self.standing.clear();
        for entry in said {
            if let Some(entry) = trace.get(mailscope_sim::EntryId(entry)) {
                self.follow(entry);
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    fn take(&mut self, world: &World, entry: &Entry) {
        if let Fact::Entered(connection, _) = &entry.fact
            && world
                .ends(*connection)
                .is_some_and(|ends| super::at_end(ends, End::Server) == entry.place)
        {
            self.conversations.entry(*connection).or_default().push(entry.id.0);
        }
        if let Fact::Read { connection, by: End::Server, .. } = &entry.fact {
            self.standing.entry(*connection).or_default().asked = Some(entry.turn);
        }
        let Some(mut record) = record(world, entry) else { return };
        if let Some(connection) = record.connection {
            let standing = self.standing.entry(connection).or_default();
            if matches!(entry.fact, Fact::Closed(_)) && standing.closed {
                return;
            }
            self.conversations.entry(connection).or_default().push(entry.id.0);
        }
        let (key, unasked) = self.follow(entry);
        record.key = key;
        record.unasked = unasked;
        self.note(&record);
        self.records.push(record);
    }

    fn note(&mut self, record: &Record) {
        if let Some(spoken) = record.spoken {
            self.spoken.insert(spoken);
            self.places.extend([record.from, record.to]);
        }
    }

    /// Which lines of its connection an entry belongs to, and whether it was said unasked.
    fn follow(&mut self, entry: &Entry) -> (Option<u32>, bool) {
        let (connection, sent) = match &entry.fact {
            Fact::Sent { connection, by, frame, .. } => (*connection, Some((*by, frame))),
            Fact::Opened(connection, _)
            | Fact::Closed(connection)
            | Fact::Lost(connection, _)
            | Fact::Tls(connection, _) => (*connection, None),
            _ => return (None, false),
        };
        let standing = self.standing.entry(connection).or_default();
        match (&entry.fact, sent) {
            (Fact::Closed(_), _) => {
                standing.closed = true;
                (None, false)
            }
            (Fact::Lost(..) | Fact::Tls(_, TlsStep::Failed(_)), _) => (None, false),
            (_, None) => ((!standing.at_work).then_some(SETTING_UP), false),
            (_, Some((End::Client, frame))) => {
                standing.at_work |= !is_setting_up(frame);
                let verb = verb(frame);
                standing.command = (!verb.is_empty()).then(|| key(&verb, End::Client));
                let working = standing.command.filter(|_| frame.grammar != Grammar::ImapIdleDone);
                (if standing.at_work { working } else { Some(SETTING_UP) }, false)
            }
            (_, Some((End::Server, frame))) => {
                let unasked = standing.asked != Some(entry.turn);
                let key = if crate::refusal::refuses(frame) {
                    None
                } else if !standing.at_work {
                    Some(SETTING_UP)
                } else if frame.grammar == Grammar::ImapResponse {
                    said(frame).map(|word| key(&word, End::Server))
                } else {
                    standing.command
                };
                (key, unasked)
            }
        }
    }
}

/// The record of what a ladder shows; nothing for what it does not show.
fn record(world: &World, entry: &Entry) -> Option<Record> {
    let at = |place: Place| (place, place, None, None);
    let (from, to, spoken, connection) = match &entry.fact {
        Fact::Acted(_) | Fact::CouldNot(_) | Fact::SwitchedOn => at(entry.place),
        Fact::Woke(reason) if !is_mere_patience(reason.0) => at(entry.place),
        Fact::Sent { connection, by, .. } => {
            let ends = world.ends(*connection)?;
            let (from, to) = (super::at_end(ends, *by), super::at_end(ends, by.other()));
            (from, to, Some(Spoken::of(ends.service)), Some(*connection))
        }
        Fact::Opened(connection, _) | Fact::Lost(connection, _) | Fact::Tls(connection, _) => {
            let ends = world.ends(*connection)?;
            let (client, server) =
                (super::at_end(ends, End::Client), super::at_end(ends, End::Server));
            // Both ends tell of it; the client's word is enough.
            if entry.place != client || matches!(&entry.fact, Fact::Tls(_, step) if is_detail(step))
            {
                return None;
            }
            (client, server, Some(Spoken::of(ends.service)), Some(*connection))
        }
        Fact::Closed(connection) => {
            let ends = world.ends(*connection)?;
            let (client, server) =
                (super::at_end(ends, End::Client), super::at_end(ends, End::Server));
            let to = if entry.place == client { server } else { client };
            (entry.place, to, Some(Spoken::of(ends.service)), Some(*connection))
        }
        Fact::Asked(_) | Fact::Answered(_) => {
            let (from, to) = dns::ends(world, entry);
            (from, to, Some(Spoken::Dns), None)
        }
        _ => return None,
    };
    let person = matches!(entry.fact, Fact::Acted(_) | Fact::CouldNot(_));
    let (entry, turn) = (entry.id.0, entry.turn);
    Some(Record { entry, turn, from, to, spoken, connection, key: None, person, unasked: false })
}

/// Deadlines by which somebody would only give up, or ask again.
fn is_mere_patience(reason: &str) -> bool {
    reason == "server-silent" || reason == "dns-answer-due" || reason.ends_with("-patience")
}

/// Steps of a handshake that its last step tells as well.
const fn is_detail(step: &TlsStep) -> bool {
    matches!(step, TlsStep::ClientHello { .. })
}

/// Whether a client only gets ready: it asks what the server can do, begins TLS, logs in.
fn is_setting_up(frame: &Frame) -> bool {
    match frame.grammar {
        // The last of them is a literal of LOGIN.
        Grammar::ImapSaslResponse
        | Grammar::Pop3SaslResponse
        | Grammar::SmtpSaslResponse
        | Grammar::ImapContinuationData => true,
        Grammar::ImapCommand => matches!(
            verb(frame).as_str(),
            "CAPABILITY" | "STARTTLS" | "LOGIN" | "AUTHENTICATE" | "ID" | "ENABLE" | "NAMESPACE"
        ),
        Grammar::Pop3Command => matches!(
            verb(frame).as_str(),
            "CAPA" | "STLS" | "USER" | "PASS" | "APOP" | "AUTH" | "UTF8" | "LANG"
        ),
        Grammar::SmtpCommand => {
            matches!(verb(frame).as_str(), "EHLO" | "HELO" | "STARTTLS" | "AUTH")
        }
        _ => false,
    }
}

/// The word that says what a client wants, in capitals; empty for what is no command.
pub(crate) fn verb(frame: &Frame) -> String {
    let words = words(frame);
    let word = |nth: usize| words.get(nth).cloned().unwrap_or_default();
    match frame.grammar {
        Grammar::ImapCommand if word(1) == "UID" => word(2),
        Grammar::ImapCommand => word(1),
        Grammar::Pop3Command | Grammar::SmtpCommand | Grammar::HttpRequest => word(0),
        _ => String::new(),
    }
}

/// The word that says what an untagged response tells; nothing for the answer that ends a command.
pub(super) fn said(frame: &Frame) -> Option<String> {
    let words = words(frame);
    let word = |nth: usize| words.get(nth).cloned();
    if word(0)? != "*" {
        return None;
    }
    let first = word(1)?;
    if first.bytes().all(|octet| octet.is_ascii_digit()) { word(2) } else { Some(first) }
}

/// A number for a word, never [`SETTING_UP`] (FNV-1a). Two words with the same number would only be folded
/// together.
fn key(word: &str, by: End) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for octet in word.bytes().chain([by.letter() as u8]) {
        hash = (hash ^ u32::from(octet)).wrapping_mul(0x0100_0193);
    }
    hash.max(1)
}
