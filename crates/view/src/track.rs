//! Time as a person sees it: lanes with ticks, other ways, named moments, a list of events.

use mailscope_base::{DeviceId, ProviderId};
use mailscope_sim::{BranchId, DeviceKind, Place, World};
use mailscope_wire::Service;

use crate::Text;

/// Time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineView {
    /// Where the track begins: the moment at which the world was handed over, or 0 for somebody who has
    /// gone back behind it.
    pub begin: u32,
    /// The present position in turns.
    pub position: u32,
    /// The last known position.
    pub end: u32,
    /// The last position on the track: that of the longest way on it.
    pub last: u32,
    /// Time of day now, `HH:MM:SS`.
    pub time: String,
    /// Labels along the track: position and time of day.
    pub labels: Vec<(u32, String)>,
    /// A lane for each that takes part, as long as there is room: the last one can be that of all
    /// others together.
    pub lanes: Vec<TimelineLane>,
    /// The way that was left last, beside the present one.
    pub ghost: Option<WayView>,
    /// The other ways, the newest first.
    pub ways: Vec<WayView>,
    /// What people called moments of this way.
    pub moments: Vec<MomentView>,
    /// What undoing would take back, and what redoing would bring back.
    pub undo: (Option<Text>, Option<Text>),
    /// The next planned deadline: time of day and reason, if there is one.
    pub next: Option<(String, Text)>,
    /// The lane in which that will be.
    pub next_lane: Option<usize>,
}

/// A lane: somebody who takes part, or all others together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineLane {
    /// Whose, in words.
    pub name: Text,
    /// Whose; nothing for all others together.
    pub whose: Option<Whose>,
    /// What happened, at most one tick per pixel of a wide screen.
    pub ticks: Vec<LaneTick>,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneTick {
    /// At this position.
    pub position: u32,
    /// What kind of thing.
    pub kind: Tick,
}

/// The kinds of ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tick {
    /// A person's tap.
    Tap,
    /// Something broke, or was mended.
    Fault,
    /// Bytes of a protocol were read here.
    Spoke(Service),
    /// The name servers were asked, or answered.
    Asked,
    /// What this holder has changed.
    Changed,
    /// Somebody began by itself: its time had come.
    Woke,
}

/// Another way that the world went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayView {
    /// Names it.
    pub id: BranchId,
    /// What a person called it; may be empty.
    pub name: String,
    /// The position up to which it is the present way, too, and the time of day then.
    pub parts_at: u32,
    /// The time of day where it parts, `HH:MM:SS`.
    pub time: String,
    /// Its last position.
    pub end: u32,
    /// How many taps it has that the present way does not have, as far as is known where they are.
    pub taps: Vec<u32>,
}

/// A moment with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MomentView {
    /// What a person called it.
    pub name: String,
    /// Where it is.
    pub position: u32,
    /// The time of day, `HH:MM:SS`.
    pub time: String,
}

/// A part of the list of events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventList {
    /// How many events there are.
    pub total: usize,
    /// The index of `rows[0]`.
    pub first: usize,
    /// Those that are wanted, oldest first.
    pub rows: Vec<EventRow>,
    /// The index of the one that is the present, if anything has happened.
    pub present: Option<usize>,
}

/// Something that happened, in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// A position to go to.
    pub turn: u32,
    /// Time of day, `HH:MM:SS`.
    pub time: String,
    /// Where.
    pub whose: Whose,
    /// What kind of thing.
    pub tick: Tick,
    /// In a sentence.
    pub what: Text,
}

/// Who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// A provider's server.
    Server(ProviderId),
    /// The name servers.
    NameServer,
    /// A device, of this kind.
    Device(DeviceId, DeviceKind),
    /// A terminal, by its number.
    Terminal(u16),
}

impl Whose {
    pub(crate) fn of(world: &World, place: Place) -> Self {
        match place {
            Place::Server(provider) => Self::Server(provider),
            Place::NameServer => Self::NameServer,
            Place::Device(id) => {
                let kind = world.device(id).map_or(DeviceKind::Laptop, |device| device.kind);
                Self::Device(id, kind)
            }
            Place::Terminal(id) => Self::Terminal(id.0),
        }
    }
}
