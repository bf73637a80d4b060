//! `mailscope explain`: why something happened, or why somebody shows what they show.

use std::io::{self, Write};

use mailscope_sim::{
    EntryId, Knowledge, MailName, Part, Place, Role, World, by_name, causes, holder_named,
};
use mailscope_view::{Text, Told, chain, explain, why};
use serde_json::{Value, json};

use crate::words::{Language, Words};
use crate::{Failure, source};

/// Arguments of `mailscope explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    source: source::Play,
    /// The number of an entry, as `mailscope run --log` prints it.
    #[arg(value_name = "ENTRY", required_unless_present = "mail", conflicts_with = "mail")]
    entry: Option<u32>,
    /// A mail instead of an entry: its subject, or its Message-ID in angle brackets.
    #[arg(long, value_name = "SUBJECT", requires = "holder")]
    mail: Option<String>,
    /// Who is asked about that mail: `server`, a provider's domain, or a device's name.
    #[arg(long, value_name = "NAME", requires = "mail")]
    holder: Option<String>,
    /// The language.
    #[arg(long, value_enum, default_value_t)]
    lang: Language,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let world = arguments.source.load()?.play();
    let words = Words::new(arguments.lang);
    let out = io::stdout().lock();
    let written = match (arguments.entry, &arguments.mail, &arguments.holder) {
        (Some(entry), ..) => {
            let steps = explain(&world, EntryId(entry));
            if steps.is_empty() {
                let count = world.trace().len();
                let sentence = format!("there is no entry {entry}: this run has {count} of them");
                return Err(Failure::new(sentence));
            }
            about_entry(out, &words, &steps, arguments.json)
        }
        (None, Some(mail), Some(holder)) => {
            let known = known(&world, holder, mail)?;
            about_holder(out, &world, &words, (holder, mail), &known, arguments.json)
        }
        _ => return Err(Failure::new("give the number of an entry, or --mail and --holder")),
    };
    match written {
        // A reader that has seen enough (`| head`) is no failure.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the explanation cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

fn known(world: &World, holder: &str, mail: &str) -> Result<Knowledge, Failure> {
    let name = MailName(mail.to_owned());
    let Some(found) = holder_named(world, holder) else {
        let names = world.providers().map(|provider| provider.name.clone());
        let devices = world.devices().map(|device| world.name_of(Place::Device(device.id)));
        let names: Vec<String> =
            ["server".to_owned()].into_iter().chain(names).chain(devices).collect();
        let sentence = format!("nobody here is called {holder}; there are {}", names.join(", "));
        return Err(Failure::new(sentence));
    };
    let unknown = || Failure::new(format!("no mail of this run is called {mail}"));
    by_name(world, found, &name).ok_or_else(unknown)
}

fn about_entry(mut out: impl Write, words: &Words, steps: &[Told], json: bool) -> io::Result<()> {
    if json {
        let steps: Vec<Value> = steps.iter().map(|step| as_json(words, step)).collect();
        return write_json(out, &json!({ "steps": steps }));
    }
    for step in steps {
        writeln!(out, "{}", line(words, step))?;
    }
    out.flush()
}

fn about_holder(
    mut out: impl Write,
    world: &World,
    words: &Words,
    (holder, mail): (&str, &str),
    known: &Knowledge,
    json: bool,
) -> io::Result<()> {
    let sentence = why(world, known);
    let steps = chain(world, &known.chain);
    if json {
        let chain: Vec<Value> = steps.iter().map(|step| as_json(words, step)).collect();
        let parts: Vec<&str> = known.differs.iter().map(Part::id).collect();
        let value = json!({
            "holder": holder,
            "mail": mail,
            "is": known.freshness.id(),
            "folder": known.held.as_ref().map(|held| &held.folder),
            "flags": known.held.as_ref().map(|held| held.flags.to_string()),
            "whole": known.held.as_ref().map(|held| held.whole),
            "differs": parts,
            "why": known.why.id(),
            "sentence": words.sentence(&sentence),
            "chain": chain,
        });
        return write_json(out, &value);
    }
    let heading = Text::new("explain-holder").words("subject", mail).words("holder", holder);
    writeln!(out, "{}", words.sentence(&heading))?;
    writeln!(out, "  {}", words.sentence(&sentence))?;
    for step in &steps {
        writeln!(out, "  {}", line(words, step))?;
    }
    // The most telling entry, followed back to what came from outside.
    if let Some(first) = known.chain.first()
        && causes(world, *first).len() > 1
    {
        writeln!(out, "{}", words.sentence(&Text::new("explain-back")))?;
        for step in explain(world, *first) {
            writeln!(out, "  {}", line(words, &step))?;
        }
    }
    out.flush()
}

fn line(words: &Words, step: &Told) -> String {
    format!("{}  {}  [{}]", step.time, words.sentence(&step.what), step.entry.0)
}

fn as_json(words: &Words, step: &Told) -> Value {
    let role = match step.role {
        Role::Effect => "effect",
        Role::Step => "step",
        Role::Occasion => "occasion",
        Role::Found => "found",
        Role::Origin => "origin",
    };
    json!({
        "entry": step.entry.0,
        "time": step.time,
        "role": role,
        "id": step.what.id,
        "text": words.sentence(&step.what),
    })
}

fn write_json(mut out: impl Write, value: &Value) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut out, value)?;
    writeln!(out)?;
    out.flush()
}
