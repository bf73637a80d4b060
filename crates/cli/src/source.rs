//! What a FILE on the command line names: a scenario file, a folder with a `scenario.toml`, a shipped
//! scenario, or a recorded run as a file or as a link. The one place that tells them apart.

use std::fmt;
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use mailscope_base::{Duration, Instant, limits};
use mailscope_lesson as lesson;
use mailscope_sim::{
    Comparison, Difference, History, Replay, SavedRun, SavedRunError, Scenario, ScenarioError,
    Variant, World,
};

use crate::Failure;

/// What to play, from the command line.
#[derive(Debug, clap::Args)]
pub(crate) struct Play {
    /// A scenario file (TOML), a folder with a `scenario.toml`, the name of a shipped scenario, a
    /// recorded run (`.mailscope`), or a link.
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
    /// The run as it was recorded, played to its end, and in what it differs from then.
    pub(crate) recorded: Option<(History, Option<Difference>)>,
}

impl Play {
    /// Reads what is named. The sentence of a failure begins with the name.
    pub(crate) fn load(&self) -> Result<Source, Failure> {
        let mut source = load(&self.file)?;
        if source.recorded.is_some() && self.seed.is_some_and(|seed| seed != source.seed) {
            return Err(Failure::new(format!("{}: a recorded run has its own seed", self.file)));
        }
        source.seed = self.seed.unwrap_or(source.seed);
        source.until = self.until.map(|span| Instant::START + span).or(source.until);
        Ok(source)
    }
}

impl Source {
    /// The world at the end of its story.
    pub(crate) fn play(&self) -> World {
        self.history().world().clone()
    }

    /// The way to the end of its story.
    pub(crate) fn history(&self) -> History {
        if let Some((recorded, _)) = &self.recorded {
            let mut history = recorded.clone();
            match self.until {
                Some(until) => history.seek_moment(until),
                None => history.seek(u32::MAX),
            }
            return history;
        }
        let mut history = History::new(&self.scenario, self.seed);
        match self.until {
            Some(until) => history.advance_to(until, limits::EVENTS_PER_RUN_MAX),
            None => history.settle(limits::EVENTS_PER_RUN_MAX),
        };
        history
    }

    /// Its worlds in these variants.
    pub(crate) fn compare(&self, variants: &[Variant]) -> Result<Comparison, ScenarioError> {
        // What people did in a recorded run is done in each of the worlds.
        if self.recorded.is_some() {
            return Comparison::of_run(&self.scenario, variants, self.seed, &self.play());
        }
        Comparison::new(&self.scenario, variants, self.seed, self.until)
    }
}

/// Reads what `name` names, to be played as it says itself.
pub(crate) fn load(name: &str) -> Result<Source, Failure> {
    let failure = |error: &dyn fmt::Display| Failure::new(format!("{name}: {error}"));
    let path = Path::new(name);
    if is_link(name) {
        let run = SavedRun::read_link(name).map_err(|error| Failure::new(error.to_string()))?;
        return recorded(run).map_err(|error| Failure::new(error.to_string()));
    }
    if path.extension().is_some_and(|extension| extension == "mailscope") {
        let file = std::fs::read(path)
            .map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
        return SavedRun::read(&file).and_then(recorded).map_err(|error| failure(&error));
    }
    let scenario = if path.exists() {
        from_file(path)?
    } else {
        lesson::load(shipped(name)).ok_or_else(|| Failure::new(unknown(name)))?
    };
    let scenario = scenario.map_err(|error| failure(&error))?;
    Ok(Source { seed: scenario.seed(), until: scenario.until(), scenario, recorded: None })
}

/// Whether that is a link, alone or as a part of an address.
fn is_link(name: &str) -> bool {
    name.starts_with("run=") || name.contains("#run=")
}

/// Turns that are played between two looks at how far it is.
const TURNS: usize = 10_000;

fn recorded(run: SavedRun) -> Result<Source, SavedRunError> {
    let scenario = run.scenario(lesson::load)?;
    let mut replay = Replay::new(run, &scenario);
    while replay.work(TURNS)? {}
    let (history, difference) = replay.finish();
    let seed = history.seed();
    Ok(Source { scenario, seed, until: None, recorded: Some((history, difference)) })
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
