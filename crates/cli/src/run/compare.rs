//! `mailscope run --compare`: the same intents in several worlds, side by side.

use std::io::{self, Write};

use mailscope_sim::{
    Comparison, Holder, Measures, Place, ScenarioError, Shown, Spot, Variant, World,
};
use mailscope_view::{ComparisonView, Text, Wanted, comparison};
use serde_json::{Value, json};

use crate::words::{Language, Words};
use crate::{Failure, printed, source};

/// Rows that are printed; of more, those in which the worlds differ.
const ROWS_MAX: usize = 400;
/// Characters of a cell and of the subject in front.
const CELL_CHARS_MAX: usize = 44;

/// Runs the worlds and prints what each holder has at the end, what it cost, and where the worlds part
/// first.
pub(super) fn run(
    source: &source::Source,
    list: &str,
    language: Language,
    as_json: bool,
) -> Result<(), Failure> {
    let failed = |error| match error {
        ScenarioError::Content(what) => Failure::new(format!("--compare {list}: {what}")),
        other => Failure::new(other.to_string()),
    };
    let variants = Variant::parse_list(list).map_err(failed)?;
    let mut compared = source.compare(&variants).map_err(failed)?;
    compared.run();
    let out = io::BufWriter::new(io::stdout().lock());
    printed(if as_json {
        json(out, &compared, source.seed)
    } else {
        table(out, &compared, &Words::new(language))
    })
}

fn table(mut out: impl Write, compared: &Comparison, words: &Words) -> io::Result<()> {
    let last = compared.steps().len().saturating_sub(1);
    let all = compared.mails().len() * compared.holders().len();
    let wanted = Wanted { differences: all > ROWS_MAX, rows: 0..ROWS_MAX };
    let view = comparison(compared, last, &wanted);
    parting(&mut out, &view, words)?;
    let end = if wanted.differences {
        Text::new("compare-end-differences").number("total", view.total as u64)
    } else {
        Text::new("compare-end")
    };
    writeln!(out, "{}", words.sentence(&end))?;
    let mut rows = vec![heading(&view, words)];
    let mut mail = None;
    for row in &view.rows {
        if mail.replace(row.mail) != Some(row.mail) {
            rows.push(vec![format!("  {}", cut(&row.subject))]);
        }
        let mark = if row.differs { "≠" } else { " " };
        let cells = row.cells.iter().map(|cell| cut(&words.say(cell)));
        let holder = format!("  {mark} {}", words.say(&row.holder));
        rows.push([holder].into_iter().chain(cells).collect());
    }
    print(&mut out, &rows)?;
    writeln!(out, "\n{}", words.sentence(&Text::new("compare-cost")))?;
    let mut rows = vec![heading(&view, words)];
    for row in &view.measures {
        let amounts = row.amounts.iter().map(|amount| words.say(amount));
        let holder = format!("    {}", words.say(&row.holder));
        rows.push([holder].into_iter().chain(amounts).collect());
    }
    print(&mut out, &rows)?;
    out.flush()
}

fn parting(out: &mut impl Write, view: &ComparisonView, words: &Words) -> io::Result<()> {
    let Some(parting) = &view.parting else {
        writeln!(out, "{}\n", words.sentence(&Text::new("compare-never-part")))?;
        return Ok(());
    };
    for done in &parting.after {
        writeln!(out, "{}", words.sentence(done))?;
    }
    writeln!(out, "{}", words.sentence(&parting.sentence))?;
    for (world, (shows, why)) in view.worlds.iter().zip(&parting.worlds) {
        let (world, shows) = (words.say(world), words.say(shows));
        writeln!(out, "  {world}: {shows}. {}", words.sentence(why))?;
    }
    writeln!(out)
}

fn heading(view: &ComparisonView, words: &Words) -> Vec<String> {
    let names = view.worlds.iter().map(|world| words.say(world));
    [String::new()].into_iter().chain(names).collect()
}

/// Columns as wide as what is in them. A row with one column is a heading.
fn print(out: &mut impl Write, rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter(|row| row.len() > 1).filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for row in rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}

fn cut(text: &str) -> String {
    if text.chars().count() <= CELL_CHARS_MAX {
        return text.to_owned();
    }
    text.chars().take(CELL_CHARS_MAX - 1).chain(['…']).collect()
}

fn json(mut out: impl Write, compared: &Comparison, seed: u64) -> io::Result<()> {
    let last = compared.steps().len().saturating_sub(1);
    let lanes = 0..compared.names().len();
    let worlds = compared.names().zip(lanes).filter_map(|(name, lane)| {
        let world = compared.world(lane, last)?;
        let measured =
            places(world).map(|place| (world.name_of(place), measures(world, Some(place))));
        Some(json!({
            "name": name,
            "digest": world.trace().digest(),
            "ends_us": world.now().as_micros(),
            "total": measures(world, None),
            "measures": Value::Object(measured.collect()),
        }))
    });
    let steps = compared.steps().iter().map(|step| {
        let took = step.took.iter().map(|took| took.as_micros()).collect::<Vec<_>>();
        json!({
            "begins_us": step.begins.as_micros(),
            "intents": step.intents.len(),
            "took_us": took,
            "parts": step.parts.len(),
            "differences": step.differences.len(),
        })
    });
    let holders = compared.holders();
    let spots = (0..compared.mails().len())
        .flat_map(|mail| holders.iter().map(move |holder| Spot { mail, holder: *holder }));
    let end = spots.map(|spot| spot_json(compared, spot, last));
    let value = json!({
        "format": "mailscope-comparison",
        "version": 1,
        "seed": seed,
        "worlds": worlds.collect::<Vec<_>>(),
        "steps": steps.collect::<Vec<_>>(),
        "divergence": divergence(compared),
        "end": end.collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut out, &value)?;
    writeln!(out)?;
    out.flush()
}

fn divergence(compared: &Comparison) -> Value {
    let Some(found) = compared.divergence() else { return Value::Null };
    let knows = found.knows.iter().map(|known| match known {
        Some(known) => json!({ "is": known.freshness.id(), "why": known.why.id() }),
        None => Value::Null,
    });
    let mut value = spot_json(compared, found.spot, found.step);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("step".to_owned(), json!(found.step));
        fields.insert("at_us".to_owned(), json!(found.at.as_micros()));
        fields.insert("knows".to_owned(), json!(knows.collect::<Vec<_>>()));
    }
    value
}

fn spot_json(compared: &Comparison, spot: Spot, step: usize) -> Value {
    let mail = compared.mails().get(spot.mail);
    let copies = |cell: &Vec<Shown>| {
        let copy = |copy: &Shown| json!({ "folder": copy.folder, "flags": copy.flags.to_string() });
        cell.iter().map(copy).collect::<Vec<_>>()
    };
    let cells = compared.shown(spot, step);
    let place = match spot.holder {
        Holder::Server(provider) => Place::Server(provider),
        Holder::Device(device) => Place::Device(device),
    };
    json!({
        "subject": mail.map(|mail| &mail.subject),
        "from": mail.map(|mail| &mail.from),
        "nth": mail.map(|mail| mail.nth),
        "holder": compared.world(0, step).map(|world| world.name_of(place)),
        "shows": cells.iter().map(copies).collect::<Vec<_>>(),
        "differs": cells.windows(2).any(|two| two.first() != two.last()),
    })
}

fn places(world: &World) -> impl Iterator<Item = Place> {
    let servers = world.providers().map(|provider| Place::Server(provider.id));
    servers.chain(world.devices().map(|device| Place::Device(device.id)))
}

fn measures(world: &World, place: Option<Place>) -> Value {
    let Measures { octets_received, octets_sent, octets_carried, round_trips, connections, busy } =
        place.map_or_else(|| world.measures_of_all(), |place| world.measures(place));
    let storage = place.map(|place| world.storage(place));
    json!({
        "octets_received": octets_received,
        "octets_sent": octets_sent,
        "octets_carried": octets_carried,
        "round_trips": round_trips,
        "connections": connections,
        "busy_us": busy.as_micros(),
        "storage_octets": storage.map(|storage| storage.octets),
        "mails": storage.map(|storage| storage.mails),
        "whole_mails": storage.map(|storage| storage.whole),
    })
}
