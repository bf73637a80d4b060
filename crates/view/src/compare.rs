//! Worlds side by side: what each holder has of each mail, where they part first, and what it cost.

use core::ops::Range;

use mailscope_base::{Duration, Flag, Flags};
use mailscope_lesson::check::{Amount, Measure};
use mailscope_sim::{
    Comparison, Divergence, Fact, Holder, Place, Shown, Spot, Step, Variant, World,
};

use crate::devices::{folder_label, mailbox_label, the_device};
use crate::reading::{clock_time, printable};
use crate::text::Text;
use crate::{narrate, why};

/// Characters of a subject in a row.
const SUBJECT_CHARS_MAX: usize = 120;
/// Up to this many seconds a time is told in milliseconds.
const MILLIS_UP_TO: u64 = 10;

/// What is measured for servers and devices, in the order of the rows.
const MEASURES: [Measure; 5] = [
    Measure::Octets,
    Measure::RoundTrips,
    Measure::Connections,
    Measure::Seconds,
    Measure::Storage,
];

/// Two to four worlds at the end of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonView {
    /// What people call the worlds: the columns.
    pub worlds: Vec<Text>,
    /// The steps so far.
    pub steps: Vec<StepView>,
    /// The step that is shown.
    pub step: usize,
    /// Each mail at each holder, as far as it is wanted.
    pub rows: Vec<SpotRow>,
    /// How many rows there are in all.
    pub total: usize,
    /// Where the worlds part first, if they have parted up to the step that is shown.
    pub parting: Option<Parting>,
    /// What it cost up to here.
    pub measures: Vec<MeasureRow>,
}

/// Which rows are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Only where the worlds differ.
    pub differences: bool,
    /// Their positions.
    pub rows: Range<usize>,
}

/// One step of all worlds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// The time of day at which it begins.
    pub time: String,
    /// What was done, once for all worlds in which it was.
    pub what: Vec<Text>,
    /// How long the consequences took, world by world.
    pub took: Vec<Text>,
    /// Where the worlds part in it.
    pub parts: usize,
    /// Where they differ at its end.
    pub differences: usize,
}

/// One mail at one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpotRow {
    /// The mail's number: its rows stand together.
    pub mail: usize,
    /// The subject of the mail.
    pub subject: String,
    /// The holder.
    pub holder: Text,
    /// What it shows, world by world.
    pub cells: Vec<Text>,
    /// Whether the worlds differ here.
    pub differs: bool,
}

/// Where worlds part first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// In this step.
    pub step: usize,
    /// The sentence: when, which mail, at which holder.
    pub sentence: Text,
    /// What was done in that step.
    pub after: Vec<Text>,
    /// What the holder shows in each world, and why.
    pub worlds: Vec<(Text, Text)>,
}

/// What one holder's work cost, or all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureRow {
    /// The holder.
    pub holder: Text,
    /// What is measured, with its amount, world by world.
    pub amounts: Vec<Text>,
}

/// The page of a comparison at the end of `step`.
pub fn comparison(comparison: &Comparison, step: usize, wanted: &Wanted) -> ComparisonView {
    let step = step.min(comparison.steps().len().saturating_sub(1));
    let (rows, total) = rows(comparison, step, wanted);
    let steps = comparison.steps().iter().enumerate();
    ComparisonView {
        worlds: comparison.names().map(world_name).collect(),
        steps: steps.map(|(number, taken)| step_view(comparison, number, taken)).collect(),
        step,
        rows,
        total,
        parting: comparison.divergence().filter(|d| d.step <= step).map(|d| parting(comparison, d)),
        measures: measures(comparison, step),
    }
}

/// An amount with what it counts, in a few words.
pub fn measured(measure: Measure, amount: Amount) -> Text {
    let text = match (measure, amount) {
        (_, Amount::Time(time)) => return lasted(time),
        (Measure::RoundTrips, _) => Text::new("measured-round-trips"),
        (Measure::Connections, _) => Text::new("measured-connections"),
        (Measure::Storage, _) => Text::new("measured-storage"),
        (Measure::Mails, _) => Text::new("measured-mails"),
        (Measure::WholeMails, _) => Text::new("measured-whole-mails"),
        (Measure::OctetsReceived, _) => Text::new("measured-octets-received"),
        (Measure::OctetsSent, _) => Text::new("measured-octets-sent"),
        (Measure::OctetsCarried, _) => Text::new("measured-octets-carried"),
        (Measure::Octets | Measure::Seconds, _) => Text::new("measured-octets"),
    };
    match amount {
        Amount::Count(count) => text.number("count", count),
        Amount::Time(_) => text,
    }
}

pub(crate) fn lasted(time: Duration) -> Text {
    if time.as_secs() < MILLIS_UP_TO {
        Text::new("measured-milliseconds").number("count", time.as_millis())
    } else {
        Text::new("measured-seconds").number("count", time.as_secs())
    }
}

/// What people call a world by its variant.
fn world_name(name: &str) -> Text {
    match name {
        Variant::AS_IS => Text::new("world-as-is"),
        "imap" => Text::new("world-imap"),
        "pop3-leave" => Text::new("world-pop3-leave"),
        "pop3-remove" => Text::new("world-pop3-remove"),
        "pop3-remove-when-deleted" => Text::new("world-pop3-remove-when-deleted"),
        other => Text::new("world-other").words("name", other),
    }
}

fn step_view(comparison: &Comparison, number: usize, step: &Step) -> StepView {
    StepView {
        time: comparison
            .world(0, number)
            .map(|world| clock_time(world, step.begins, true))
            .unwrap_or_default(),
        what: done(comparison, number),
        took: step.took.iter().map(|time| lasted(*time)).collect(),
        parts: step.parts.len(),
        differences: step.differences.len(),
    }
}

/// What was done at the beginning of a step, in the words of the first world in which it was.
fn done(comparison: &Comparison, step: usize) -> Vec<Text> {
    let mut told: Vec<Text> = Vec::new();
    for (_, world, entry) in comparison.acted(step) {
        let text = match entry.fact {
            Fact::CouldNot(_) => continue,
            _ => narrate::told(world, entry),
        };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    if told.is_empty() { vec![Text::new("compare-begin")] } else { told }
}

fn rows(comparison: &Comparison, step: usize, wanted: &Wanted) -> (Vec<SpotRow>, usize) {
    let Some(taken) = comparison.steps().get(step) else { return (Vec::new(), 0) };
    let holders = comparison.holders();
    let (first, many) = (wanted.rows.start, wanted.rows.len());
    if wanted.differences {
        let spots = taken.differences.iter().skip(first).take(many);
        let rows = spots.map(|(spot, _)| row(comparison, taken, *spot, step)).collect();
        return (rows, taken.differences.len());
    }
    let total = comparison.mails().len() * holders.len();
    let spots = (first..total.min(wanted.rows.end)).filter_map(|position| {
        let holder = *holders.get(position % holders.len())?;
        Some(Spot { mail: position / holders.len(), holder })
    });
    (spots.map(|spot| row(comparison, taken, spot, step)).collect(), total)
}

fn row(comparison: &Comparison, taken: &Step, spot: Spot, step: usize) -> SpotRow {
    let cells = comparison.shown(spot, step);
    let worlds = (0..cells.len()).filter_map(|lane| comparison.world(lane, step));
    SpotRow {
        mail: spot.mail,
        subject: subject(comparison, spot),
        holder: comparison.world(0, step).map_or_else(unknown, |w| holder(w, spot.holder)),
        cells: worlds.zip(&cells).map(|(world, cell)| shown(world, spot.holder, cell)).collect(),
        differs: taken.differences.contains_key(&spot),
    }
}

fn unknown() -> Text {
    Text::new("the-device")
}

pub(crate) fn subject(comparison: &Comparison, spot: Spot) -> String {
    let mail = comparison.mails().get(spot.mail);
    printable(mail.map(|mail| mail.subject.as_str()).unwrap_or_default(), SUBJECT_CHARS_MAX)
}

pub(crate) fn holder(world: &World, holder: Holder) -> Text {
    match holder {
        Holder::Device(device) => the_device(world, device),
        Holder::Server(provider) if world.providers().len() > 1 => {
            Text::new("holder-named").words("name", world.name_of(Place::Server(provider)))
        }
        Holder::Server(_) => Text::new("the-server"),
    }
}

/// The copies of a holder in words.
pub(crate) fn shown(world: &World, holder: Holder, copies: &[Shown]) -> Text {
    let mut copies = copies.iter().map(|copy| one(world, holder, copy));
    let Some(first) = copies.next() else { return Text::new("compare-none") };
    copies.fold(first, |before, last| {
        Text::new("compare-both").text("before", before).text("last", last)
    })
}

fn one(world: &World, holder: Holder, copy: &Shown) -> Text {
    let keywords = copy.flags.iter().filter(|flag| matches!(flag, Flag::Keyword(_)));
    let keywords: Vec<String> = keywords.map(|flag| format!(", {flag}")).collect();
    Text::new("compare-copy")
        .text("folder", folder(world, holder, &copy.folder))
        .text("state", state(&copy.flags))
        .words("keywords", keywords.concat())
}

pub(crate) fn state(flags: &Flags) -> Text {
    crate::cell::state(flags, false)
}

pub(crate) fn folder(world: &World, holder: Holder, name: &str) -> Text {
    let label = match holder {
        Holder::Device(id) => {
            let local = world.device(id).map(|device| device.app.local());
            local.and_then(|local| local.folder(name)).map(folder_label)
        }
        Holder::Server(id) => {
            let accounts = world.provider_of(id).into_iter().flat_map(|p| p.store.accounts());
            let mut mailboxes = accounts.filter_map(|(_, account)| account.mailbox(name));
            mailboxes.next().map(mailbox_label)
        }
    };
    label.unwrap_or_else(|| Text::new("folder-other").words("name", name))
}

fn parting(comparison: &Comparison, divergence: Divergence) -> Parting {
    let Divergence { step, at, spot, shows, knows } = divergence;
    let worlds: Vec<&World> =
        (0..shows.len()).filter_map(|lane| comparison.world(lane, step)).collect();
    let sentence = Text::new("compare-parts")
        .number("step", step as u64)
        .words("subject", subject(comparison, spot))
        .words("time", worlds.first().map(|w| clock_time(w, at, true)).unwrap_or_default())
        .text("holder", worlds.first().map_or_else(unknown, |world| holder(world, spot.holder)));
    let told = worlds.iter().zip(shows.iter().zip(&knows)).map(|(world, (cell, known))| {
        let reason = match known {
            Some(known) => why(world, known),
            None => Text::new("compare-not-there"),
        };
        (shown(world, spot.holder, cell), reason)
    });
    Parting { step, sentence, worlds: told.collect(), after: done(comparison, step) }
}

fn measures(comparison: &Comparison, step: usize) -> Vec<MeasureRow> {
    let lanes = comparison.names().len();
    let worlds: Vec<&World> = (0..lanes).filter_map(|lane| comparison.world(lane, step)).collect();
    let Some(first) = worlds.first() else { return Vec::new() };
    let row = |name: Text, at: Option<Place>, measure: Measure| MeasureRow {
        holder: name,
        amounts: worlds.iter().map(|world| measured(measure, measure.of(world, at))).collect(),
    };
    let mut rows = Vec::new();
    for who in comparison.holders() {
        let place = match who {
            Holder::Server(provider) => Place::Server(provider),
            Holder::Device(device) => Place::Device(device),
        };
        for measure in MEASURES {
            rows.push(row(holder(first, who), Some(place), measure));
        }
    }
    for measure in [Measure::Octets, Measure::RoundTrips] {
        rows.push(row(Text::new("holder-all"), None, measure));
    }
    rows
}
