//! `mailscope run`: a scenario as a transcript. `mailscope replay`: a recorded run as one.

mod compare;
mod letter;

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

use mailscope_sim::{EntryRow, History, SavedRun, World, journeys, rows};

use crate::words::Language;
use crate::{Failure, source};

/// Arguments of `mailscope run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    shown: Shown,
    /// Run the same intents in two to four worlds, and print what each holder has at the end, what
    /// it cost, and where the worlds part first: names (as-is, imap, pop3-leave, pop3-remove,
    /// pop3-remove-when-deleted) and settings (`laptop.after_fetch=leave`), joined by `+`.
    #[arg(long, value_name = "WORLD,WORLD", conflicts_with_all = ["log", "record"])]
    compare: Option<String>,
    /// The language of a comparison.
    #[arg(long, value_enum, default_value_t, requires = "compare")]
    lang: Language,
}

/// What to play and what of it to show: arguments of `mailscope run` and `mailscope replay`.
#[derive(Debug, clap::Args)]
pub(crate) struct Shown {
    #[command(flatten)]
    source: source::Play,
    /// Print JSON, one object for the whole run.
    #[arg(long)]
    json: bool,
    /// Print every entry of the trace, also where a message was sent. Without this, the way of each
    /// message that was sent is printed.
    #[arg(long)]
    log: bool,
    /// Write the run into this file, to be played again (`.mailscope`).
    #[arg(long, value_name = "OUT")]
    record: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { shown, compare, lang } = arguments;
    let source = shown.source.load()?;
    if let Some(worlds) = compare {
        return compare::run(&source, worlds, *lang, shown.json);
    }
    let history = source.history();
    if let Some(path) = &shown.record {
        record(&history, path)?;
    }
    print(shown, history.world(), source.seed)?;
    if let Some((_, Some(difference))) = &source.recorded {
        eprintln!("mailscope: {difference}");
    }
    Ok(())
}

/// `mailscope replay`: like `run`, of a recorded run only; that it plays differently is a failure.
pub(crate) fn replay(arguments: &Shown) -> Result<(), Failure> {
    let source = arguments.source.load()?;
    let Some((_, difference)) = &source.recorded else {
        let file = &arguments.source.file;
        return Err(Failure::new(format!("{file} is no recorded run; `mailscope run` plays it")));
    };
    let history = source.history();
    if let Some(path) = &arguments.record {
        record(&history, path)?;
    }
    print(arguments, history.world(), source.seed)?;
    match difference {
        Some(difference) => Err(Failure::new(difference.to_string())),
        None => Ok(()),
    }
}

fn record(history: &History, path: &Path) -> Result<(), Failure> {
    let file = SavedRun::of(history).to_file();
    let file = file.map_err(|error| Failure::new(error.to_string()))?;
    std::fs::write(path, file)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}", path.display())))
}

fn print(arguments: &Shown, world: &World, seed: u64) -> Result<(), Failure> {
    let out = BufWriter::new(io::stdout().lock());
    let journeys = if arguments.log { Vec::new() } else { journeys(world) };
    let printed = if arguments.json {
        json(out, world, seed)
    } else if journeys.is_empty() {
        transcript(out, world)
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

/// The whole run, for programs.
pub(crate) fn json(mut out: impl io::Write, world: &World, seed: u64) -> io::Result<()> {
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
