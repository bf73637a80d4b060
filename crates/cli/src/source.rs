//! What a FILE on the command line names: a scenario file, a folder with a `scenario.toml`, or a
//! shipped scenario. The one place that tells them apart.

use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use mailscope_base::{Duration, Instant, limits};
use mailscope_lesson as lesson;
use mailscope_sim::{Comparison, Scenario, ScenarioError, Variant, World};

use crate::Failure;

/// What to play, from the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct Play {
    /// A scenario file (TOML), a folder with a `scenario.toml`, or the name of a shipped scenario.
    #[arg(value_name = "FILE")]
    pub(crate) file: String,
    /// The seed; the scenario's own one if not given.
    #[arg(long)]
    pub(crate) seed: Option<u64>,
    /// Play up to this moment of virtual time, like "90 s" or "6 h"; without it, as long as the
    /// scenario says, or until nothing is under way.
    #[arg(long, value_name = "SPAN", value_parser = mailscope_sim::parse_span)]
    pub(crate) until: Option<Duration>,
}

/// Something that can be played.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) scenario: Scenario,
    pub(crate) seed: u64,
    /// When it ends; nothing for as soon as nothing is under way.
    pub(crate) until: Option<Instant>,
}

impl Play {
    /// Reads what is named. The sentence of a failure begins with the name.
    pub(crate) fn load(&self) -> Result<Source, Failure> {
        let mut source = load(&self.file)?;
        source.seed = self.seed.unwrap_or(source.seed);
        source.until = self.until.map(|span| Instant::START + span).or(source.until);
        Ok(source)
    }
}

impl Source {
    /// The world at the end of its story.
    pub(crate) fn play(&self) -> World {
        let mut world = World::new(&self.scenario, self.seed);
        match self.until {
            Some(until) => world.run_until(until, limits::EVENTS_PER_RUN_MAX),
            None => world.settle(limits::EVENTS_PER_RUN_MAX),
        };
        world
    }
}

impl Source {
    /// Its worlds in these variants.
    pub(crate) fn compare(&self, variants: &[Variant]) -> Result<Comparison, ScenarioError> {
        Comparison::new(&self.scenario, variants, self.seed, self.until)
    }
}

/// Reads what `name` names, to be played as it says itself.
pub(crate) fn load(name: &str) -> Result<Source, Failure> {
    let path = Path::new(name);
    let scenario = if path.exists() {
        from_file(path)?
    } else {
        lesson::load(shipped(name)).ok_or_else(|| Failure::new(unknown(name)))?
    };
    let scenario = scenario.map_err(|error| Failure::new(format!("{name}: {error}")))?;
    Ok(Source { seed: scenario.seed(), until: scenario.until(), scenario })
}

/// The name of a shipped scenario: `scenarios/letter.toml`, where no such file is, means `letter`.
fn shipped(name: &str) -> &str {
    let name = name.strip_prefix("scenarios/").unwrap_or(name);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn from_file(path: &Path) -> Result<Result<Scenario, ScenarioError>, Failure> {
    let file = if path.is_dir() { path.join("scenario.toml") } else { path.to_owned() };
    let text = std::fs::read_to_string(&file)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", file.display())))?;
    let folder = file.parent().map_or_else(PathBuf::new, Path::to_owned);
    Ok(Scenario::parse(&text, |name| {
        if name.starts_with('/') {
            return lesson::shared(name);
        }
        // A scenario names files beside it, not elsewhere on the disk.
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if inside { std::fs::read(folder.join(name)).ok().map(Bytes::from) } else { None }
    }))
}

fn unknown(name: &str) -> String {
    format!(
        "there is no file {name} and no shipped scenario of that name; shipped are: {}",
        lesson::names().join(", ")
    )
}
