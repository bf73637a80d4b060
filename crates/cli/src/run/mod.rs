//! `mailscope run`: a scenario as a transcript.

mod letter;

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use mailscope_base::limits;
use mailscope_lesson as lesson;
use mailscope_sim::{EntryRow, Scenario, World, journeys, rows};

use crate::Failure;

/// Arguments of `mailscope run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A scenario file (TOML), a folder with a `scenario.toml`, or the name of a shipped scenario.
    scenario: String,
    /// Print JSON, one object for the whole run.
    #[arg(long)]
    json: bool,
    /// Print every entry of the trace, also where a message was sent. Without this, the way of each
    /// message that was sent is printed.
    #[arg(long)]
    log: bool,
    /// The seed; the scenario's own one if not given.
    #[arg(long)]
    seed: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let scenario = load(&arguments.scenario)?;
    let seed = arguments.seed.unwrap_or_else(|| scenario.seed());
    let mut world = World::new(&scenario, seed);
    match scenario.until() {
        Some(until) => world.run_until(until, limits::EVENTS_PER_RUN_MAX),
        None => world.settle(limits::EVENTS_PER_RUN_MAX),
    };
    let out = BufWriter::new(io::stdout().lock());
    let journeys = if arguments.log { Vec::new() } else { journeys(&world) };
    let printed = if arguments.json {
        json(out, &world, seed)
    } else if journeys.is_empty() {
        transcript(out, &world)
    } else {
        letter::print(out, &journeys)
    };
    match printed {
        // A reader that has seen enough (`| head`) is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the transcript cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn load(name: &str) -> Result<Scenario, Failure> {
    let path = Path::new(name);
    let scenario = if path.exists() {
        from_file(path)?
    } else {
        match lesson::load(shipped(name)) {
            Some(scenario) => scenario,
            None => return Err(Failure::new(unknown(name))),
        }
    };
    scenario.map_err(|error| Failure::new(format!("{name}: {error}")))
}

/// The name of a shipped scenario: `scenarios/letter.toml`, where no such file is, means `letter`.
fn shipped(name: &str) -> &str {
    let name = name.strip_prefix("scenarios/").unwrap_or(name);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn from_file(path: &Path) -> Result<Result<Scenario, mailscope_sim::ScenarioError>, Failure> {
    let file = if path.is_dir() { path.join("scenario.toml") } else { path.to_owned() };
    let text = std::fs::read_to_string(&file)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", file.display())))?;
    let folder = file.parent().map_or_else(PathBuf::new, Path::to_owned);
    Ok(Scenario::parse(&text, |name| {
        // A scenario names files beside it, not elsewhere on the disk.
        let inside = Path::new(name)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        if inside { std::fs::read(folder.join(name)).ok().map(Bytes::from) } else { None }
    }))
}

fn unknown(name: &str) -> String {
    format!(
        "there is no file {name} and no shipped scenario of that name; shipped are: {}",
        lesson::names().join(", ")
    )
}

fn json(mut out: impl io::Write, world: &World, seed: u64) -> io::Result<()> {
    let run = serde_json::json!({
        "format": "mailscope-run",
        "version": 1,
        "seed": seed,
        "digest": world.trace().digest(),
        "entries": rows(world).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut out, &run)?;
    writeln!(out)?;
    out.flush()
}

fn transcript(mut out: impl io::Write, world: &World) -> io::Result<()> {
    writeln!(out, "{:>5}  {:>11}  {:<9} {:<9} what", "entry", "seconds", "place", "because")?;
    for row in rows(world) {
        let because = match (row.cause, row.occasion) {
            (Some(cause), Some(occasion)) => format!("{cause} at {occasion}"),
            (Some(cause), None) => cause.to_string(),
            (None, _) => "-".to_owned(),
        };
        writeln!(
            out,
            "{:>5}  {:>11}  {:<9} {:<9} {}",
            row.id,
            seconds(row.at_us),
            row.place,
            because,
            what(&row)
        )?;
    }
    out.flush()
}

fn seconds(at_us: u64) -> String {
    format!("{}.{:06}", at_us / 1_000_000, at_us % 1_000_000)
}

/// Frames as transcripts write them; everything else with its kind in front.
fn what(row: &EntryRow) -> String {
    match row.what {
        "sent" => format!("{}: {}", row.by.unwrap_or('?'), row.text),
        // What was read as it was sent is on its own line already.
        "read" => format!("reads {}", row.cause.map_or_else(String::new, |c| format!("[{c}]"))),
        other if row.text.is_empty() => other.to_owned(),
        other => format!("{other} {}", row.text),
    }
}
