//! A chain of causes in words.

use mailscope_sim::{EntryId, Role, World, causes};

use crate::Text;
use crate::narrate;
use crate::reading::clock_time;

/// One step of a chain of causes, for reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The entry.
    pub entry: EntryId,
    /// What it is in the chain.
    pub role: Role,
    /// The time of day, with seconds.
    pub time: String,
    /// What happened, in a sentence; its id tells what kind of entry it is.
    pub what: Text,
}

/// Why `entry` happened: the steps from what came from outside down to the entry itself, in the order
/// in which they happened as causes. Empty if there is no such entry.
pub fn explain(world: &World, entry: EntryId) -> Vec<Told> {
    let links = causes(world, entry);
    links.into_iter().rev().filter_map(|link| told(world, link.entry, link.role)).collect()
}

/// The entries of a chain that somebody else has found, in words and in their order: those that a
/// judgement of [`knowledge`](mailscope_sim::knowledge) names.
pub fn chain(world: &World, entries: &[EntryId]) -> Vec<Told> {
    entries.iter().filter_map(|entry| told(world, *entry, Role::Step)).collect()
}

pub(crate) fn told(world: &World, id: EntryId, role: Role) -> Option<Told> {
    let entry = world.trace().get(id)?;
    let sentence = narrate::told(world, entry);
    let what = match role {
        Role::Occasion => Text::new("say-occasion").text("told", sentence),
        Role::Found => Text::new("say-found-there").text("told", sentence),
        Role::Effect | Role::Step | Role::Origin => sentence,
    };
    Some(Told { entry: id, role, time: clock_time(world, entry.at, true), what })
}
