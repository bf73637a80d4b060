//! The panel that answers "why": what is asked, the reason in a sentence, and the way from the tap to
//! here, each step with its moment. What it tells is true of the moment at which it was asked.

use std::collections::BTreeSet;

use mailscope_base::{DeviceId, EmailId};
use mailscope_sim::client::Standing;
use mailscope_sim::{
    Entry, EntryId, Fact, Freshness, Holder, Knowledge, Place, Role, Why, World, causes, knowledge,
};

use crate::cell::{held_as, subject};
use crate::devices::the_place;
use crate::explain::{Told, told};
use crate::log::tokens;
use crate::page::Token;
use crate::reading::printable;
use crate::track::{Tick, Whose};
use crate::why::why;
use crate::{Desk, Text, narrate, refusal, timeline};

/// Octets of a line that a step shows.
const LINE_OCTETS: u32 = 160;
/// Characters of a subject in a question.
const SUBJECT_CHARS_MAX: usize = 60;

/// The answer to "why".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyView {
    /// What is asked.
    pub asked: Text,
    /// The reason in a sentence.
    pub reason: Text,
    /// Where the reason is a choice of the mail app and not a rule: whose, and the protocol's name.
    pub setting: Option<(DeviceId, &'static str)>,
    /// From what came from outside down to what is asked about.
    pub steps: Vec<CauseView>,
    /// The present position when it was asked.
    pub position: u32,
    /// What the steps are about: as long as the world has these entries, the steps are true.
    entries: Vec<Entry>,
}

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CauseView {
    /// The entry of the trace.
    pub entry: u32,
    /// The turn in which it happened: a position to go to.
    pub turn: u32,
    /// Time of day, `HH:MM:SS`.
    pub time: String,
    /// Where.
    pub place: Whose,
    /// What kind of thing it was.
    pub tick: Tick,
    /// In a sentence.
    pub what: Text,
    /// The line of the wire that it was, if it was one.
    pub line: Vec<Token>,
    /// Octets of the line that are not shown.
    pub octets_more: usize,
    /// Whether it came from outside.
    pub origin: bool,
    /// Whether it only gave the occasion.
    pub occasion: bool,
}

impl Desk {
    /// Why `holder` has of `email` what it has at this position.
    pub fn why_cell(&self, holder: Holder, email: EmailId) -> WhyView {
        let world = self.history.world();
        let known = knowledge(world, holder, email);
        let mut steps: Vec<Told> = Vec::new();
        let mut seen = BTreeSet::new();
        let ways = known.chain.iter().enumerate().flat_map(|(nth, entry)| way(world, *entry, nth));
        for (entry, role) in ways.filter(|(entry, _)| seen.insert(*entry)) {
            steps.extend(told(world, entry, role));
        }
        steps.sort_by_key(|step| step.entry);
        let setting = Some(holder).filter(|_| is_setting(&known.why));
        self.answer(world, question(world, &known), why(world, &known), steps, setting)
    }

    /// Why the entry of that number happened. Nothing if there is none.
    pub fn why_entry(&self, entry: u32) -> Option<WhyView> {
        let id = EntryId(entry);
        // A line of the future that is known can be asked about, too.
        let worlds = [self.history.world(), self.history.furthest()];
        let world = worlds.into_iter().find(|world| world.trace().get(id).is_some())?;
        let entry = world.trace().get(id)?;
        let (asked, reason) = match &entry.fact {
            Fact::Sent { .. } => {
                let reason = refusal::of(world, entry);
                (Text::new("ask-line"), reason.unwrap_or_else(|| narrate::told(world, entry)))
            }
            _ => (Text::new("ask-entry"), narrate::told(world, entry)),
        };
        let links = causes(world, id).into_iter().rev();
        let steps = links.filter_map(|link| told(world, link.entry, link.role)).collect();
        Some(self.answer(world, asked, reason, steps, None))
    }

    /// Whether what was told then still is how it went: nobody has gone back and done otherwise.
    pub fn is_still_true(&self, view: &WhyView) -> bool {
        let trace = self.history.furthest().trace();
        view.entries.iter().all(|entry| trace.get(entry.id) == Some(entry))
    }

    fn answer(
        &self,
        world: &World,
        asked: Text,
        reason: Text,
        steps: Vec<Told>,
        setting: Option<Holder>,
    ) -> WhyView {
        let entries: Vec<Entry> =
            steps.iter().filter_map(|step| world.trace().get(step.entry).cloned()).collect();
        let setting = match setting {
            Some(Holder::Device(id)) => world.device(id).map(|device| {
                let name = match device.app.service() {
                    mailscope_wire::Service::Pop3 => "POP3",
                    mailscope_wire::Service::Web => "HTTP",
                    _ => "IMAP",
                };
                (id, name)
            }),
            _ => None,
        };
        WhyView {
            asked,
            reason,
            setting,
            steps: steps.into_iter().filter_map(|step| step_view(world, step)).collect(),
            position: self.history.position(),
            entries,
        }
    }
}

/// The first entry that a judgement names, with all that led to it; of the others what they are, and
/// what began them.
fn way(world: &World, entry: EntryId, nth: usize) -> Vec<(EntryId, Role)> {
    let mut links: Vec<_> =
        causes(world, entry).into_iter().map(|link| (link.entry, link.role)).collect();
    if nth > 0 {
        links.retain(|(id, role)| *id == entry || *role == Role::Origin);
    }
    links
}

fn step_view(world: &World, told: Told) -> Option<CauseView> {
    let entry = world.trace().get(told.entry)?;
    let (line, octets_more) = match &entry.fact {
        Fact::Sent { frame, .. } => tokens(frame, LINE_OCTETS),
        _ => (Vec::new(), 0),
    };
    Some(CauseView {
        entry: entry.id.0,
        turn: entry.turn,
        time: told.time,
        place: Whose::of(world, entry.place),
        tick: timeline::tick_of_cause(world, &entry.fact),
        what: told.what,
        line,
        octets_more,
        origin: entry.cause.is_none(),
        occasion: told.role == Role::Occasion,
    })
}

/// Whether a mail app could be set otherwise, and it would not be so.
const fn is_setting(why: &Why) -> bool {
    matches!(
        why,
        Why::Polls(..)
            | Why::AsksWhenTold(_)
            | Why::KeepsLastDays(_)
            | Why::NotSubscribed(_)
            | Why::RemovalWaits
            | Why::GaveUp(_)
            | Why::SentCopyHere
            | Why::SentCopyByNobody
    )
}

/// What somebody wants to know who presses what a holder has of a mail.
fn question(world: &World, known: &Knowledge) -> Text {
    let (place, device) = match known.holder {
        Holder::Device(device) => (Place::Device(device), world.device(device)),
        Holder::Server(provider) => (Place::Server(provider), None),
    };
    let pending = |held: &mailscope_sim::Held| matches!(held.copy, Some((_, Standing::Pending)));
    let text = match (&known.held, known.freshness) {
        (Some(held), _) if pending(held) => Text::new("ask-pending"),
        (Some(_), Freshness::GoneThere) => Text::new("ask-still-there"),
        (Some(held), freshness) => {
            let (id, state) = held_as(world, device, known, held);
            let still = if freshness == Freshness::Stale { "yes" } else { "no" };
            Text::new(id).text("state", state).words("still", still)
        }
        (None, Freshness::NeverSeen) => Text::new("ask-never"),
        (None, Freshness::GoneHere) => Text::new("ask-gone-here"),
        (None, _) => Text::new("ask-gone"),
    };
    let subject = match subject(world, known.email) {
        none if none.is_empty() => own_subject(known, device),
        subject => subject,
    };
    let subject = if subject.is_empty() {
        Text::new("ask-no-subject")
    } else {
        Text::new("ask-subject").words("subject", printable(&subject, SUBJECT_CHARS_MAX))
    };
    text.text("device", the_place(world, place)).text("subject", subject)
}

/// The subject of a mail that only the device has.
fn own_subject(known: &Knowledge, device: Option<&mailscope_sim::Device>) -> String {
    let copy = known.held.as_ref().and_then(|held| held.copy);
    let message = copy.and_then(|(id, _)| device?.app.local().message(id));
    message.map(|message| message.summary.subject.clone()).unwrap_or_default()
}
