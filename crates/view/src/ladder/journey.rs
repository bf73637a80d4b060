//! The way of a mail, hop by hop, with who could read it at each.

use mailscope_base::ConnectionId;
use mailscope_sim::{End, EntryId, Journey, Scene, World, journeys};

use super::readers::{Openness, ReaderView, openness, readers};
use super::{LaneKind, Spoken, at_end, lanes};
use crate::Text;
use crate::reading::{clock_time, printable};

/// Characters of a subject.
const SUBJECT_CHARS_MAX: usize = 120;
/// Octets of a frame that could hold a mail: less is a command or an answer.
const MAIL_OCTETS_MIN: usize = 80;

/// The way of one mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyView {
    /// Its subject.
    pub subject: String,
    /// The connections on which it went, in order.
    pub hops: Vec<HopView>,
    /// Everybody who could read it anywhere on its way, each once.
    pub readers: Vec<Text>,
    /// Hops on which it was in clear.
    pub in_clear: usize,
}

/// One hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HopView {
    /// The entry that carried it.
    pub entry: u32,
    /// Time of day, `HH:MM:SS`.
    pub time: String,
    /// Who had it, and who got it.
    pub way: ((LaneKind, Text), (LaneKind, Text)),
    /// What is spoken.
    pub spoken: Spoken,
    /// How it was protected.
    pub open: Openness,
    /// Who saw it pass, and could or could not read it.
    pub readers: Vec<ReaderView>,
}

/// The ways of all mails that somebody sent.
pub(super) fn views(world: &World) -> Vec<JourneyView> {
    journeys(world).iter().map(|journey| view(world, journey)).collect()
}

fn view(world: &World, journey: &Journey) -> JourneyView {
    let hops: Vec<HopView> = journey.scenes.iter().filter_map(|scene| hop(world, scene)).collect();
    let mut names: Vec<Text> = Vec::new();
    for reader in hops.iter().flat_map(|hop| &hop.readers).filter(|reader| reader.reads) {
        if !names.contains(&reader.name) {
            names.push(reader.name.clone());
        }
    }
    JourneyView {
        subject: printable(&journey.subject, SUBJECT_CHARS_MAX),
        in_clear: hops.iter().filter(|hop| !hop.open.sealed()).count(),
        readers: names,
        hops,
    }
}

/// The largest frame of a scene is the one that carries the mail.
fn hop(world: &World, scene: &Scene) -> Option<HopView> {
    let sent = scene.rows.iter().filter(|row| row.what == "sent");
    let row =
        sent.max_by_key(|row| row.octets).filter(|row| row.octets >= Some(MAIL_OCTETS_MIN))?;
    let entry = world.trace().get(EntryId(row.id))?;
    let ends = world.ends(ConnectionId(row.connection?))?;
    let by = if row.by == Some('C') { End::Client } else { End::Server };
    let end = |end| {
        let place = at_end(ends, end);
        (lanes::kind(world, place), lanes::name(world, place))
    };
    Some(HopView {
        entry: row.id,
        time: clock_time(world, entry.at, true),
        way: (end(by), end(by.other())),
        spoken: Spoken::of(ends.service),
        open: openness(world, entry)?,
        readers: readers(world, entry),
    })
}
