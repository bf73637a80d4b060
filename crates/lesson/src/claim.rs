//! What people say about mail, put to the test: the cases of a claim are run, and the verdict follows
//! from what they show. `docs/claims.md` describes the files.

use include_dir::{Dir, include_dir};
use mailscope_sim::Change;
use serde::Deserialize;

use crate::check::{Condition, Found, Number};
use crate::experiment::{Experiment, Numbered, Span, check_all, read_all};
use crate::{FileError, Words};

static CLAIMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../lessons/claims");

/// A claim and the cases that put it to the test.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its name, which never changes.
    pub id: String,
    /// Its number in the table of claims, counted from 1.
    pub number: u16,
    /// The verdict that its texts speak of.
    pub expected: Verdict,
    /// The claim as people say it.
    pub says: Words,
    /// What the experiment shows.
    pub finding: Words,
    case: Vec<Case>,
    /// Where it stands, for sentences about mistakes.
    #[serde(skip)]
    file: String,
}

/// One case of a claim.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: Words,
    scenario: String,
    by: By,
    #[serde(default)]
    change: Vec<Change>,
    until: Option<Span>,
    true_if: Vec<Condition>,
    #[serde(default)]
    numbers: Vec<String>,
}

/// What tells a case from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum By {
    /// A setting of a client or a provider.
    Setting,
    /// What the claim is applied to.
    Case,
}

/// What becomes of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is true in every case.
    Holds,
    /// A setting decides.
    Depends,
    /// It is true in one case and false in another.
    InPart,
    /// It is true in no case.
    DoesNotHold,
}

impl Verdict {
    /// The word in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Depends => "depends",
            Self::InPart => "in-part",
            Self::DoesNotHold => "does-not-hold",
        }
    }
}

/// A claim that was put to the test.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What follows from the cases.
    pub verdict: Verdict,
    /// The cases, in the order of the file.
    pub cases: Vec<Outcome>,
}

/// What came of a case.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What people call the case.
    pub name: Words,
    /// The scenario that was run.
    pub scenario: String,
    /// Whether the claim is true here.
    pub holds: bool,
    /// What came of each condition.
    pub found: Vec<Found>,
    /// What was measured.
    pub numbers: Vec<Number>,
}

/// Every claim, in the order of their numbers.
pub fn all() -> Result<Vec<Claim>, FileError> {
    read_all(&CLAIMS, "claims", Claim::parse)
}

impl Claim {
    /// Reads a claim from the text of a file of that name.
    pub fn parse(file: &str, text: &str) -> Result<Self, FileError> {
        let read = toml::from_str::<Self>(text);
        let claim = read.map_err(|error| FileError::new(file, error.to_string()))?;
        let claim = Self { file: file.to_owned(), ..claim };
        if claim.case.is_empty() {
            return Err(FileError::new(file, "it has no case"));
        }
        for case in &claim.case {
            if case.true_if.is_empty() {
                return Err(claim.wrong(case, "true_if has no condition"));
            }
        }
        let names = claim.case.iter().map(|case| &case.name);
        if ![&claim.says, &claim.finding].into_iter().chain(names).all(Words::is_complete) {
            return Err(FileError::new(file, "a text is missing in one of the languages"));
        }
        Ok(claim)
    }

    /// Runs every case and tells what follows.
    pub fn judge(&self) -> Result<Judged, FileError> {
        let outcome = |case: &Case| case.run().map_err(|what| self.wrong(case, &what));
        let cases = self.case.iter().map(outcome).collect::<Result<Vec<_>, _>>()?;
        Ok(Judged { verdict: self.verdict(&cases), cases })
    }

    /// Mixed cases: where those that differ by a setting do not agree, the setting decides.
    fn verdict(&self, outcomes: &[Outcome]) -> Verdict {
        let both = self.case.iter().zip(outcomes);
        let settings: Vec<bool> =
            both.filter(|(case, _)| case.by == By::Setting).map(|(_, o)| o.holds).collect();
        if outcomes.iter().all(|outcome| outcome.holds) {
            Verdict::Holds
        } else if !outcomes.iter().any(|outcome| outcome.holds) {
            Verdict::DoesNotHold
        } else if settings.contains(&true) && settings.contains(&false) {
            Verdict::Depends
        } else {
            Verdict::InPart
        }
    }

    fn wrong(&self, case: &Case, what: &str) -> FileError {
        FileError::new(&self.file, format!("case {:?}: {what}", case.name.en))
    }
}

impl Case {
    fn run(&self) -> Result<Outcome, String> {
        let experiment =
            Experiment { scenario: &self.scenario, change: &self.change, until: self.until };
        let world = experiment.run()?;
        let found = check_all(&self.true_if, "true_if", &world)?;
        let numbers = self.numbers.iter().map(|name| Number::named(&world, name));
        Ok(Outcome {
            name: self.name.clone(),
            scenario: self.scenario.clone(),
            holds: found.iter().all(|found| found.holds),
            found,
            numbers: numbers.collect::<Result<_, _>>()?,
        })
    }
}

impl Numbered for Claim {
    fn number(&self) -> u16 {
        self.number
    }
}
