//! The trace as rows of plain data, for files and for other programs.

mod describe;
mod hops;
mod journey;

use mailscope_base::limits;
use mailscope_wire::Grammar;
use serde::Serialize;

use crate::device::called;
use crate::{Entry, EntryId, Fact, Place, Reader, World};

pub use journey::{Journey, Scene, journeys};

/// One entry of the trace as plain data. Field names are part of the format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryRow {
    /// The entry's number, counted from 0.
    pub id: u32,
    /// Microseconds since the world began.
    pub at_us: u64,
    /// The turn, counted from 1.
    pub turn: u32,
    /// `server`, or the device: `laptop`, `phone 2`.
    pub place: String,
    /// The entry that this one follows from.
    pub cause: Option<u32>,
    /// The entry that gave the occasion, where that is another one.
    pub occasion: Option<u32>,
    /// What kind of entry: `sent`, `read`, `stored`, `learned` and so on.
    pub what: &'static str,
    /// The connection, where there is one.
    pub connection: Option<u32>,
    /// The bytes of a frame, or a description; not more than a line.
    pub text: String,
    /// How many octets a frame has.
    pub octets: Option<usize>,
    /// `C` or `S` for a frame: who wrote it.
    pub by: Option<char>,
    /// A frame was not read as it was sent.
    pub differs: bool,
    /// What protects a frame: `clear`, `tls`, or `intercepted`.
    pub protection: Option<&'static str>,
    /// Who could read a frame or a datagram: the two ends, and everybody on the wire who could.
    pub readers: Vec<String>,
}

/// The trace of `world` as rows.
pub fn rows(world: &World) -> impl Iterator<Item = EntryRow> {
    world.trace().iter().map(|entry| row(world, entry))
}

impl World {
    /// What people call everybody who could read the bytes of that entry.
    pub fn reader_names(&self, entry: EntryId) -> Vec<String> {
        self.readers(entry).into_iter().map(|r| reader(self, r)).collect()
    }
}

fn row(world: &World, entry: &Entry) -> EntryRow {
    let frame = world.trace().frame(entry);
    let (what, connection) = kind(&entry.fact);
    EntryRow {
        id: entry.id.0,
        at_us: entry.at.as_micros(),
        turn: entry.turn,
        place: place(world, entry.place),
        cause: entry.cause.map(|c| c.0),
        occasion: entry.occasion.map(|c| c.0),
        what,
        connection,
        text: match frame {
            Some(frame) => shown(frame.grammar, &frame.bytes),
            None => describe::fact(world, entry),
        },
        octets: frame.map(|frame| frame.bytes.len()),
        by: match &entry.fact {
            Fact::Sent { by, .. } | Fact::Read { by, .. } => Some(by.letter()),
            _ => None,
        },
        differs: matches!(entry.fact, Fact::Read { differs: Some(_), .. }),
        protection: match &entry.fact {
            Fact::Sent { protection, .. } => Some(protection.name()),
            _ => None,
        },
        readers: world.reader_names(entry.id),
    }
}

/// What people call somebody who can read.
fn reader(world: &World, reader: Reader) -> String {
    match reader {
        Reader::Device(device) => place(world, Place::Device(device)),
        Reader::Server(provider) => place(world, Place::Server(provider)),
        Reader::NameServer => place(world, Place::NameServer),
        Reader::Terminal(terminal) => place(world, Place::Terminal(terminal)),
        Reader::Listener(id) => {
            world.listener(id).map_or_else(String::new, |listener| listener.name.to_string())
        }
    }
}

/// The name of a place: devices of the same kind are told apart by their number.
pub(crate) fn place(world: &World, place: Place) -> String {
    match place {
        Place::Server(id) => match world.provider_of(id) {
            Some(provider) if world.providers().len() > 1 => provider.name.clone(),
            _ => "server".to_owned(),
        },
        Place::NameServer => "dns".to_owned(),
        Place::Terminal(id) => {
            let terminal = world.terminal(id);
            terminal
                .map_or_else(|| "nowhere".to_owned(), |terminal| terminal.about.name.to_string())
        }
        Place::Device(id) => {
            let device = world.device(id);
            device
                .map_or_else(|| "nowhere".to_owned(), |device| called(device, world.devices_ever()))
        }
    }
}

pub(crate) const fn kind(fact: &Fact) -> (&'static str, Option<u32>) {
    match fact {
        Fact::SwitchedOn => ("switched-on", None),
        Fact::Acted(_) => ("action", None),
        Fact::CouldNot(_) => ("could-not", None),
        Fact::Woke(_) => ("woke", None),
        Fact::Opened(connection, _) => ("opened", Some(connection.0)),
        Fact::Closed(connection) => ("closed", Some(connection.0)),
        Fact::Lost(connection, _) => ("lost", Some(connection.0)),
        Fact::Tls(connection, _) => ("tls", Some(connection.0)),
        Fact::Sent { connection, .. } => ("sent", Some(connection.0)),
        Fact::Read { connection, .. } => ("read", Some(connection.0)),
        Fact::Entered(connection, _) => ("entered", Some(connection.0)),
        Fact::Chose(_) => ("chose", None),
        Fact::Stored(_) => ("stored", None),
        Fact::Spooled(_) => ("queue", None),
        Fact::Transfers { .. } => ("transfers", None),
        Fact::Asked(_) => ("asked", None),
        Fact::Answered(_) => ("answered", None),
        Fact::Routed(..) => ("routed", None),
        Fact::Learned(_) => ("learned", None),
    }
}

/// The first line of a frame, made printable; of an SMTP reply all lines.
fn shown(grammar: Grammar, bytes: &[u8]) -> String {
    if grammar == Grammar::SmtpReply {
        let lines = bytes.split(|b| *b == b'\n').map(|line| shown(Grammar::Opaque, line));
        return lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" / ");
    }
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.get(..line.len().min(limits::TRANSCRIPT_LINE_OCTETS_MAX)).unwrap_or(line);
    let mut text: String = String::from_utf8_lossy(line)
        .trim_end_matches('\r')
        .chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .collect();
    if line.len() + 1 < bytes.len() && !matches!(grammar, Grammar::Opaque) {
        text.push_str(" …");
    }
    text
}
