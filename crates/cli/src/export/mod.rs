//! `mailscope export`: a run for other programs, for paper, and for handing in.

mod capture;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::ValueEnum;
use mailscope_base::limits;
use mailscope_sim::World;
use mailscope_view::export;

use crate::words::{Language, Words};
use crate::{Failure, run, source};

/// Arguments of `mailscope export`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: source::Play,
    /// What to make of it.
    #[arg(long = "as", value_name = "KIND")]
    kind: Kind,
    /// The file to write; without it, everything goes to standard output.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The language of what people read in it.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
}

/// What a run can be exported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Every conversation line by line, as text.
    Transcript,
    /// A report: what was done, what everybody shows at the end, and the conversations.
    Markdown,
    /// A sequence diagram for Mermaid.
    Mermaid,
    /// A sequence diagram as a picture.
    Svg,
    /// The packets, for Wireshark.
    Pcapng,
    /// Every entry of the trace, for programs.
    Json,
}

pub(crate) fn export(arguments: &Arguments) -> Result<(), Failure> {
    let source = arguments.source.load()?;
    let world = source.play();
    let words = Words::new(arguments.lang);
    let written = match &arguments.out {
        None => write(arguments, io::stdout().lock(), &source, &world, &words),
        Some(path) => {
            File::create(path).and_then(|file| write(arguments, file, &source, &world, &words))
        }
    };
    match written {
        Ok(whole) => {
            if !whole {
                let most = limits::CAPTURE_PACKETS_MAX;
                eprintln!("mailscope: the file ends after {most} packets; the run has more");
            }
            Ok(())
        }
        // A reader that has seen enough (`| head`) is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => {
            let place = arguments.out.as_ref().map(|path| path.display().to_string());
            let place = place.unwrap_or_else(|| "standard output".to_owned());
            Err(Failure::new(format!("{place} cannot be written: {error}")))
        }
    }
}

/// Writes the export; tells whether all of the run is in it.
fn write(
    arguments: &Arguments,
    out: impl Write,
    source: &source::Source,
    world: &World,
    words: &Words,
) -> io::Result<bool> {
    let mut out = BufWriter::new(out);
    let say = |text: &mailscope_view::Text| words.say(text);
    let text = match arguments.kind {
        Kind::Pcapng => return capture::write(out, world, words).map(|cut| !cut),
        Kind::Json => {
            run::json(out, world, source.seed)?;
            return Ok(true);
        }
        Kind::Transcript => export::transcript(world, &say),
        Kind::Markdown => export::markdown(world, title(arguments, source), &say),
        Kind::Mermaid => export::mermaid(world, &say),
        Kind::Svg => export::svg(world, title(arguments, source), &say),
    };
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(true)
}

/// What a report is about: the scenario's title, or else the name of the file.
fn title<'a>(arguments: &'a Arguments, source: &'a source::Source) -> &'a str {
    match (source.scenario.title(), arguments.lang) {
        (Some(title), Language::En) => &title.en,
        (Some(title), Language::De) => &title.de,
        (None, _) => &arguments.source.file,
    }
}
