//! Saving what is on the desk, and opening what somebody has saved: in slices, and beside the desk, so
//! that nothing is lost if it is no run.

use mailscope_base::limits;
use mailscope_lesson as lesson;
use mailscope_sim::{Difference, Replay, SavedRun, SavedRunError};

use crate::{Desk, Text, timeline};

/// A saved run that is being played up to where it was saved, or a scenario on its way to where it is
/// handed over.
#[derive(Clone, Debug)]
pub struct Opening(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Run(Box<Replay>),
    World(Box<Desk>),
}

impl Desk {
    /// The run as a file (`.mailscope`).
    pub fn save(&self) -> Result<Vec<u8>, Text> {
        SavedRun::of(&self.history).to_file().map_err(|error| why(&error))
    }

    /// The run as the fragment of an address, without the `#`.
    pub fn link(&self) -> Result<String, Text> {
        SavedRun::of(&self.history).to_link().map_err(|error| why(&error))
    }
}

impl Opening {
    /// Begins to open a file.
    pub fn file(file: &[u8]) -> Result<Self, Text> {
        SavedRun::read(file).and_then(Self::of).map_err(|error| why(&error))
    }

    /// Begins to open a link: what stands behind the `#`, or the whole address.
    pub fn link(link: &str) -> Result<Self, Text> {
        SavedRun::read_link(link).and_then(Self::of).map_err(|error| why(&error))
    }

    fn of(run: SavedRun) -> Result<Self, SavedRunError> {
        let scenario = run.scenario(lesson::load)?;
        Ok(Self(Kind::Run(Box::new(Replay::new(run, &scenario)))))
    }

    /// Begins to open the built-in world of that name.
    pub fn shipped(name: &str) -> Result<Self, Text> {
        Desk::scenario(name).map(|scenario| Self(Kind::World(Box::new(Desk::before(scenario)))))
    }

    /// Begins to open the first world.
    pub fn first() -> Result<Self, Text> {
        Self::shipped(lesson::FIRST)
    }

    /// Plays on, at most so many turns; true while there is more.
    pub fn work(&mut self, turns: usize) -> Result<bool, Text> {
        match &mut self.0 {
            Kind::Run(replay) => replay.work(turns).map_err(|error| why(&error)),
            Kind::World(desk) => Ok(!desk.warm_up(turns)),
        }
    }

    /// Turns that have been played, and turns in all, if that is known.
    pub fn progress(&self) -> (u32, Option<u32>) {
        match &self.0 {
            Kind::Run(replay) => {
                let (done, all) = replay.progress();
                (done, Some(all))
            }
            Kind::World(desk) => (desk.position(), None),
        }
    }

    /// The desk as it was saved, or as it is handed over; and a sentence if it plays differently here.
    pub fn finish(self) -> (Desk, Option<Text>) {
        let replay = match self.0 {
            Kind::Run(replay) => *replay,
            Kind::World(desk) => return (*desk, None),
        };
        let (history, difference) = replay.finish();
        let mut timeline = timeline::Index::default();
        timeline.update(&history);
        let desk = Desk {
            scenario: history.scenario().clone(),
            begin: 0,
            history,
            timeline,
            left: std::collections::BTreeMap::new(),
            undone: Vec::new(),
            ladder: crate::ladder::Index::default(),
        };
        (desk, difference.map(|difference| differs(&difference)))
    }
}

/// Whether a file that somebody brings is meant as a run, whole or damaged, and not as mail.
pub fn is_a_run(name: &str, file: &[u8]) -> bool {
    let head = file.get(..64).unwrap_or(file).trim_ascii_start();
    let first = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    name.to_ascii_lowercase().ends_with(".mailscope")
        || first.is_some_and(|first| first.starts_with(b"\"mailscope\""))
}

fn why(error: &SavedRunError) -> Text {
    match error {
        SavedRunError::NotARun => Text::new("run-not-a-run"),
        SavedRunError::Newer(version) => {
            Text::new("run-newer").number("version", (*version).into())
        }
        SavedRunError::CutShort => Text::new("run-cut-short"),
        SavedRunError::Damaged => Text::new("run-damaged"),
        SavedRunError::TooLarge => Text::new("run-too-large"),
        SavedRunError::TooLargeForALink => Text::new("run-too-large-for-link"),
        SavedRunError::Content(what) => Text::new("run-content").words("reason", what.clone()),
        SavedRunError::NoSuchScenario(name) => {
            Text::new("run-no-such-scenario").words("name", name.clone())
        }
        SavedRunError::Scenario(error) => {
            Text::new("error-scenario").words("reason", error.to_string())
        }
        SavedRunError::TooMuch => {
            Text::new("run-too-much").number("turns", limits::RUN_TURNS_MAX.into())
        }
    }
}

fn differs(difference: &Difference) -> Text {
    let text = match (difference.from_action, difference.cannot) {
        (0, _) => Text::new("run-differs-from-beginning"),
        (number, None) => Text::new("run-differs").number("action", number as u64),
        (number, Some(_)) => Text::new("run-differs-fails").number("action", number as u64),
    };
    text.words("version", difference.program.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_told_from_mail() {
        let desk = Desk::new().unwrap();
        assert!(is_a_run("", &desk.save().unwrap()));
        assert!(is_a_run("Monday.MAILSCOPE", b"cut"));
        assert!(!is_a_run("mail.mbox", b"From ada@nord.example Mon Mar  2 09:40:00 2026\r\n"));
        assert!(!is_a_run("mailscope", b"{\"other\": 1}"));
    }
}
