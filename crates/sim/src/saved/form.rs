//! The file, field by field. Names are part of the format; what a later version adds has a default.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::{AccountId, Instant, ProviderId, limits};
use serde::{Deserialize, Serialize};

use super::print::{fingerprints, hex};
use super::{KIND, SavedRunError, VERSION};
use crate::octets::Octets;
use crate::{Action, Entered, History, Moment, Scenario};

/// Digits of the fingerprint at the end of a run, and of a scenario's.
const DIGEST_DIGITS: usize = 16;
/// Digits of the fingerprint before each action.
const CHECK_DIGITS: usize = 4;

/// A run as it is written down. Reading one has checked it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedRun {
    mailscope: String,
    version: u32,
    /// The version of the program that recorded it.
    pub(super) program: String,
    pub(super) scenario: SavedScenario,
    pub(super) seed: u64,
    pub(super) actions: Vec<SavedAction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) moments: Vec<SavedMoment>,
    /// Where one was.
    pub(super) position: u32,
    pub(super) end: SavedEnd,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum SavedScenario {
    /// One that every Mailscope has.
    Shipped { name: String, digest: String },
    /// Any other one, with its files.
    Whole { text: String, files: BTreeMap<String, Octets> },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedAction {
    /// The turn after which it entered.
    pub(super) after: u32,
    /// The moment at which it entered, where time had passed since that turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) at_us: Option<u64>,
    /// The fingerprint of everything before it.
    pub(super) check: String,
    #[serde(rename = "do")]
    pub(super) deed: Deed,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Deed {
    Action(Action),
    /// Mail of the scenario that arrives when somebody wants it to: counted from 0.
    Later(ProviderId, AccountId, Vec<usize>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedMoment {
    name: String,
    at: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedEnd {
    /// The last turn.
    pub(super) turn: u32,
    /// The fingerprint of the whole run.
    pub(super) digest: String,
}

pub(super) fn write(history: &History) -> SavedRun {
    let (checks, digest) = prints(history);
    let later = history.scenario().later();
    let action = |(entered, check): (&Entered, String)| SavedAction {
        after: entered.position,
        at_us: entered.at.map(Instant::as_micros),
        check,
        deed: Deed::of(&entered.action, later),
    };
    SavedRun {
        mailscope: KIND.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: SavedScenario::of(history.scenario()),
        seed: history.seed(),
        actions: history.actions().zip(checks).map(action).collect(),
        moments: history
            .moments()
            .map(|Moment { name, position }| SavedMoment { name: name.clone(), at: *position })
            .collect(),
        position: history.position(),
        end: SavedEnd { turn: history.end(), digest },
    }
}

/// The fingerprints before each action, and the one at the end.
fn prints(history: &History) -> (Vec<String>, String) {
    let turns = history.actions().map(|entered| entered.position).chain([history.end()]);
    let mut prints = fingerprints(history.furthest().trace(), turns);
    let digest = prints.pop().map(|print| hex(&print, DIGEST_DIGITS)).unwrap_or_default();
    (prints.iter().map(|print| hex(print, CHECK_DIGITS)).collect(), digest)
}

impl SavedRun {
    /// What was recorded against what `history` has become: the first action from which on they
    /// differ, counted from 1; 0 for before the first one.
    pub(super) fn first_difference(&self, history: &History) -> Option<usize> {
        let (checks, digest) = prints(history);
        let same = |(saved, check): (&SavedAction, &String)| saved.check == *check;
        if let Some(first) = self.actions.iter().zip(&checks).position(|pair| !same(pair)) {
            return Some(first);
        }
        let whole = checks.len() == self.actions.len() && self.end.digest == digest;
        (!whole).then_some(checks.len())
    }

    /// Whether `scenario` is the one that was there when the run was recorded.
    pub(super) fn began_with(&self, scenario: &Scenario) -> bool {
        match &self.scenario {
            SavedScenario::Shipped { digest, .. } => *digest == scenario_digest(scenario),
            SavedScenario::Whole { .. } => true,
        }
    }

    /// The moments, for a history.
    pub(super) fn moments(&self) -> impl Iterator<Item = Moment> {
        let moment = |saved: &SavedMoment| Moment { name: saved.name.clone(), position: saved.at };
        self.moments.iter().map(moment)
    }

    /// The run, if it is within bounds and says what can be.
    pub(super) fn checked(self) -> Result<Self, SavedRunError> {
        let too_large = self.actions.len() > limits::RUN_ACTIONS_MAX
            || self.end.turn > limits::RUN_TURNS_MAX
            || self.moments.len() > limits::MOMENTS_MAX;
        if too_large {
            return Err(SavedRunError::TooLarge);
        }
        let content = |what: &str| Err(SavedRunError::Content(what.to_owned()));
        if !self.actions.windows(2).all(|pair| matches!(pair, [a, b] if a.after < b.after)) {
            return content("its actions are not in order");
        }
        if self.actions.last().is_some_and(|last| last.after >= self.end.turn) {
            return content("an action enters after its end");
        }
        if self.position > self.end.turn || self.moments.iter().any(|m| m.at > self.end.turn) {
            return content("it names a position after its end");
        }
        Ok(self)
    }
}

impl SavedScenario {
    fn of(scenario: &Scenario) -> Self {
        match scenario.shipped() {
            Some(name) => {
                Self::Shipped { name: name.to_owned(), digest: scenario_digest(scenario) }
            }
            None => Self::Whole {
                text: scenario.text(),
                files: scenario
                    .files()
                    .map(|(name, octets)| (name.to_owned(), Octets(octets.clone())))
                    .collect(),
            },
        }
    }
}

fn scenario_digest(scenario: &Scenario) -> String {
    hex(&scenario.digest(), DIGEST_DIGITS)
}

impl Deed {
    fn of(action: &Action, later: &[Bytes]) -> Self {
        if let Action::Deliver(provider, account, mails) = action {
            let nth = |mail: &Bytes| later.iter().position(|later| later == mail);
            if let Some(numbers) = mails.iter().map(nth).collect() {
                return Self::Later(*provider, *account, numbers);
            }
        }
        Self::Action(action.clone())
    }

    /// The action; nothing if the scenario has no such mail.
    pub(super) fn action(&self, later: &[Bytes]) -> Option<Action> {
        Some(match self {
            Self::Action(action) => action.clone(),
            Self::Later(provider, account, numbers) => {
                let mail = |number: &usize| later.get(*number).cloned();
                let mails = numbers.iter().map(mail).collect::<Option<_>>()?;
                Action::Deliver(*provider, *account, mails)
            }
        })
    }
}
