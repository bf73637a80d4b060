//! Why a place differs: what each world shows there, the reason, and what was said.

use std::collections::BTreeSet;

use mailscope_base::DeviceId;
use mailscope_sim::{End, Entry, EntryId, Fact, Holder, Knowledge, Spot, World};
use mailscope_wire::Service;

use super::work::SideBySide;
use crate::Text;
use crate::compare::{holder as the_holder, shown as in_words, subject};
use crate::devices::the_device;
use crate::log::tokens;
use crate::page::Token;
use crate::reading::clock_time_fine;
use crate::why::why;

/// Lines of a conversation that are shown.
const LINES_MAX: usize = 10;
/// Frames of a step that are looked at for them.
const FRAMES_MAX: usize = 4_000;
/// Octets of a frame that are shown.
const SHOWN_OCTETS: u32 = 160;
/// Links of a chain of causes that are followed from what changed to what was said.
const LINKS_MAX: usize = 6;

/// One mail at one holder, in every world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairView {
    /// The mail.
    pub mail: usize,
    /// The holder, by its position.
    pub holder: usize,
    /// The mail's subject.
    pub subject: String,
    /// The holder, inside a sentence.
    pub who: Text,
    /// Whether the worlds differ here.
    pub differs: bool,
    /// Whether the worlds part first here.
    pub first: bool,
    /// The step whose conversations are shown: in which the worlds parted here, if they have.
    pub step: usize,
    /// World by world.
    pub worlds: Vec<PairWorld>,
}

/// It in one world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairWorld {
    /// The world's name.
    pub name: Text,
    /// What the holder shows.
    pub shows: Text,
    /// Why.
    pub why: Text,
    /// What is spoken by the device whose conversation it is.
    pub service: Option<Service>,
    /// That device, inside a sentence.
    pub device: Option<Text>,
    /// What was said in the step.
    pub lines: Vec<TalkLine>,
    /// How many lines are left out.
    pub more: usize,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkLine {
    /// The time of day, to the millisecond.
    pub time: String,
    /// To whom.
    pub to: End,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Octets that are not shown.
    pub octets_more: usize,
    /// Whether it led to what the holder shows.
    pub telling: bool,
}

/// What is told about a pair at the end of a step.
pub(super) fn pair(side: &SideBySide, spot: Spot, step: usize) -> PairView {
    let comparison = &side.comparison;
    let (shown, known) = (comparison.shown(spot, step), comparison.known(spot, step));
    let divergence = comparison.divergence();
    let parted = |step: &usize| {
        let step = comparison.steps().get(*step);
        step.is_some_and(|step| step.parts.iter().any(|(one, _)| *one == spot))
    };
    let said_in = (0..=step).rev().find(parted).unwrap_or(step);
    let knew = comparison.known(spot, said_in);
    let mut worlds = Vec::new();
    for (lane, name) in side.names.iter().enumerate() {
        let Some(world) = comparison.world(lane, step) else { continue };
        let known = known.get(lane).and_then(Option::as_ref);
        let before = said_in.checked_sub(1).and_then(|before| comparison.world(lane, before));
        let from = before.map_or(0, |world| world.trace().len());
        let device = speaker(side, spot, said_in, world);
        let then = comparison.world(lane, said_in).zip(device);
        let knew = knew.get(lane).and_then(Option::as_ref);
        let (lines, more) =
            then.map_or_else(Default::default, |(then, device)| lines(then, from, device, knew));
        worlds.push(PairWorld {
            name: name.clone(),
            shows: shown.get(lane).map_or_else(
                || Text::new("compare-none"),
                |copies| in_words(world, spot.holder, copies),
            ),
            why: known.map_or_else(|| Text::new("compare-not-there"), |known| why(world, known)),
            service: device.and_then(|id| world.device(id)).map(|device| device.app.service()),
            device: device.map(|id| the_device(world, id)),
            lines,
            more,
        });
    }
    PairView {
        mail: spot.mail,
        holder: side.holders.iter().position(|one| *one == spot.holder).unwrap_or_default(),
        subject: subject(comparison, spot),
        who: comparison
            .world(0, step)
            .map_or_else(|| Text::new("the-device"), |world| the_holder(world, spot.holder)),
        differs: shown.windows(2).any(|two| two.first() != two.last()),
        first: divergence.is_some_and(|divergence| divergence.spot == spot),
        step: said_in,
        worlds,
    }
}

/// Whose conversation tells about a spot: the device's own, and for a server that of whoever did
/// something.
fn speaker(side: &SideBySide, spot: Spot, step: usize, world: &World) -> Option<DeviceId> {
    match spot.holder {
        Holder::Device(device) => Some(device),
        Holder::Server(provider) => {
            let acted = side.steps.get(step).and_then(|step| step.device);
            let customers = world.devices().filter(|device| device.provider == provider);
            acted.or_else(|| customers.map(|device| device.id).next())
        }
    }
}

/// What a device and servers said after `from`: what led to what is known, with what stands beside it.
fn lines(
    world: &World,
    from: usize,
    device: DeviceId,
    known: Option<&Knowledge>,
) -> (Vec<TalkLine>, usize) {
    let of_step = |entry: &&Entry| entry.id.0 as usize >= from;
    let recent = world.trace().sent().rev().take_while(of_step).take(FRAMES_MAX);
    let mut said: Vec<&Entry> = recent.filter(|entry| is_of(world, entry, device)).collect();
    said.reverse();
    let telling = known.map(|known| telling(world, known)).unwrap_or_default();
    let hot: Vec<usize> = (0..said.len()).filter(|at| telling.contains(&said[*at].id)).collect();
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    let beside = hot.iter().flat_map(|at| [*at, at + 1, at.saturating_sub(1)]);
    let rest = if hot.is_empty() { (0..said.len()).rev().collect() } else { Vec::new() };
    for at in beside.chain(rest) {
        if at < said.len() && chosen.len() < LINES_MAX {
            chosen.insert(at);
        }
    }
    let more = said.len() - chosen.len();
    let line = |at: &usize| line(world, said.get(*at)?, &telling);
    (chosen.iter().filter_map(line).collect(), more)
}

fn line(world: &World, entry: &Entry, telling: &BTreeSet<EntryId>) -> Option<TalkLine> {
    let Fact::Sent { by, frame, .. } = &entry.fact else { return None };
    let (tokens, octets_more) = tokens(frame, SHOWN_OCTETS);
    Some(TalkLine {
        time: clock_time_fine(world, entry.at),
        to: by.other(),
        tokens,
        octets_more,
        telling: telling.contains(&entry.id),
    })
}

fn is_of(world: &World, entry: &Entry, device: DeviceId) -> bool {
    let Fact::Sent { connection, .. } = &entry.fact else { return false };
    world.party(*connection).is_some_and(|(of, _)| of == device)
}

/// What was said that led to what is known.
fn telling(world: &World, known: &Knowledge) -> BTreeSet<EntryId> {
    let trace = world.trace();
    let chain = known.chain.iter().flat_map(|id| {
        let itself = trace.get(*id).into_iter();
        itself.chain(trace.causes(*id).take(LINKS_MAX))
    });
    chain.filter(|entry| matches!(entry.fact, Fact::Sent { .. })).map(|entry| entry.id).collect()
}
