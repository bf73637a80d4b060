//! Why something happened: the chain from any entry of the trace back to the tap, the deadline or
//! the switch, condensed to what a person wants to read.
//!
//! The trace names a cause for every entry, but most of them only carry the news from one end of a
//! connection to the other. What is left here: what came from outside, what changed a disk or a
//! screen, the command that asked for it, and what was said about it.

use std::collections::BTreeSet;

use mailscope_base::limits::{CAUSES_FOLLOWED_MAX, CAUSES_TOLD_MAX};
use mailscope_client::LocalChange;
use mailscope_store::{ChangeKind, SpoolChangeKind};

use crate::{End, Entry, EntryId, Fact, Place, TlsStep, World};

/// One step of a chain of causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The entry.
    pub entry: EntryId,
    /// What it is in the chain.
    pub role: Role,
}

/// What a step is in a chain of causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// What was asked about.
    Effect,
    /// It led to the step before it in the list.
    Step,
    /// It only gave the occasion to the step before it in the list: a server may tell of a change
    /// when it has a command to answer.
    Occasion,
    /// The change of the server's disk that the effect shows, where the chain does not lead over it:
    /// the device asked by itself and found it.
    Found,
    /// It came from outside: a tap, a deadline, a switch, arriving mail.
    Origin,
}

/// The chain from `entry` back to what came from outside, the effect first: at most
/// [`CAUSES_TOLD_MAX`] steps, of which the first and the last are always there. Empty if there is
/// no such entry. The cost is that of the chain in the trace, at most [`CAUSES_FOLLOWED_MAX`] entries.
pub fn causes(world: &World, entry: EntryId) -> Vec<Cause> {
    let trace = world.trace();
    let Some(effect) = trace.get(entry) else { return Vec::new() };
    let mut steps = vec![Step { entry, role: Role::Effect, weight: Weight::Kept }];
    // Whether the command that asked for the last change in the list has been met.
    let mut asked = !changes(effect);
    for entry in trace.causes(entry).skip(1).take(CAUSES_FOLLOWED_MAX) {
        let weight = weight(world, entry, &mut asked);
        let origin = entry.cause.is_none();
        let role = if origin { Role::Origin } else { Role::Step };
        steps.push(Step {
            entry: entry.id,
            role,
            weight: if origin { Weight::Kept } else { weight },
        });
        if let Some(occasion) = entry.occasion {
            let weight = Weight::Told;
            steps.push(Step { entry: occasion, role: Role::Occasion, weight });
        }
    }
    if let Some(occasion) = effect.occasion {
        steps.insert(1, Step { entry: occasion, role: Role::Occasion, weight: Weight::Told });
    }
    if let Some(found) = found(world, effect, &steps) {
        let end = steps.len().saturating_sub(1).max(1);
        steps.insert(end, Step { entry: found, role: Role::Found, weight: Weight::Changed });
    }
    condense(steps)
}

/// A step before the chain is condensed.
#[derive(Clone, Copy, Debug)]
struct Step {
    entry: EntryId,
    role: Role,
    weight: Weight,
}

/// How much a step says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It carries the news, and that is all.
    Carries,
    /// What was said about a change, or gave the occasion.
    Told,
    /// The command that asked for a change.
    Asked,
    /// It changed a disk, a screen or a queue.
    Changed,
    /// The ends of the chain.
    Kept,
}

fn weight(world: &World, entry: &Entry, asked: &mut bool) -> Weight {
    if changes(entry) {
        *asked = false;
        return Weight::Changed;
    }
    match &entry.fact {
        Fact::Sent { by: End::Client, .. } if !core::mem::replace(asked, true) => Weight::Asked,
        Fact::Sent { by: End::Server, .. } if follows_change(world, entry) => Weight::Told,
        Fact::Lost(..) | Fact::Tls(_, TlsStep::Failed(_)) => Weight::Changed,
        Fact::Transfers { .. } | Fact::Routed(..) => Weight::Asked,
        _ => Weight::Carries,
    }
}

/// Whether something is another way since then, for people.
fn changes(entry: &Entry) -> bool {
    match &entry.fact {
        Fact::Stored(change) => is_of_mail(&change.kind),
        Fact::Learned(change) => !matches!(change, LocalChange::Synchronised { .. }),
        Fact::Spooled(change) => !matches!(change.kind, SpoolChangeKind::Attempted { .. }),
        _ => false,
    }
}

/// Whether a change is about mail or mailboxes; locking the maildrop only is a step on the way.
const fn is_of_mail(kind: &ChangeKind) -> bool {
    !matches!(kind, ChangeKind::MaildropLocked | ChangeKind::MaildropUnlocked)
}

fn follows_change(world: &World, entry: &Entry) -> bool {
    let cause = entry.cause.and_then(|cause| world.trace().get(cause));
    cause.is_some_and(
        |cause| matches!(&cause.fact, Fact::Stored(change) if is_of_mail(&change.kind)),
    )
}

/// The change on the server's disk that a device shows with `effect`, unless the chain leads over one.
fn found(world: &World, effect: &Entry, steps: &[Step]) -> Option<EntryId> {
    let (Fact::Learned(change), Place::Device(device)) = (&effect.fact, effect.place) else {
        return None;
    };
    let is_stored = |step: &Step| {
        let entry = world.trace().get(step.entry);
        entry.is_some_and(|entry| matches!(entry.fact, Fact::Stored(_)))
    };
    // What a tap on the device itself changed, it did not find.
    let by_hand = world
        .trace()
        .get(effect.root)
        .is_some_and(|root| matches!(&root.fact, Fact::Acted(_)) && root.turn == effect.turn);
    if by_hand || steps.iter().any(is_stored) {
        return None;
    }
    let email = world.email_of_change(device, change)?;
    let mut before = world.index().stored(email).skip_while(|id| *id > effect.id);
    before.next()
}

/// Leaves out what only carries the news, and then the least that is left, the farthest first.
fn condense(steps: Vec<Step>) -> Vec<Cause> {
    let mut seen = BTreeSet::new();
    let mut kept: Vec<Step> = steps
        .into_iter()
        .filter(|step| step.weight > Weight::Carries && seen.insert(step.entry))
        .collect();
    while kept.len() > CAUSES_TOLD_MAX {
        let least = kept.iter().enumerate().rev().min_by_key(|(_, step)| step.weight);
        let Some((at, _)) = least else { break };
        kept.remove(at);
    }
    kept.into_iter().map(|Step { entry, role, .. }| Cause { entry, role }).collect()
}
