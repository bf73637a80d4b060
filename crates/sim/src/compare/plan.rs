//! What is to happen in every world: the plan of a scenario, or what people did in a run.

use std::collections::BTreeSet;

use mailscope_base::{EmailId, Instant};

use super::Intended;
use crate::{Action, Fact, MailName, Planned, Scenario, World};

/// What came from outside in a run of `scenario`, in a way that means the same in another world of
/// it. Mail is named by its Message-ID, or by its subject where it has none or was written in the run:
/// a device draws Message-IDs by chance.
pub fn plan_of(scenario: &Scenario, run: &World) -> Vec<(Instant, Planned)> {
    let mut written_before: BTreeSet<EmailId> = scenario.mails().map(|(email, _)| email).collect();
    let mut plan = Vec::new();
    for entry in run.trace().iter() {
        match &entry.fact {
            Fact::Stored(change) => {
                let root = run.trace().get(entry.root).map(|root| &root.fact);
                let delivered =
                    matches!(root, Some(Fact::Acted(Action::Deliver(..) | Action::MakeUp(..))));
                written_before.extend(change.kind.email().filter(|_| delivered));
            }
            Fact::Acted(Action::Tap(device, tap)) => {
                let name = |email: &EmailId| {
                    let by_id = written_before.contains(email);
                    Ok::<_, core::convert::Infallible>(name(run, *email, by_id))
                };
                let Ok(tap) = tap.try_name(name);
                plan.push((entry.at, Planned::Tap(*device, tap)));
            }
            Fact::Acted(action) => plan.push((entry.at, Planned::Action(action.clone()))),
            _ => {}
        }
    }
    plan
}

/// A mail that is gone without a trace has no name: the tap on it cannot be done elsewhere, which the
/// trace there tells.
fn name(run: &World, email: EmailId, by_id: bool) -> MailName {
    let Some(mail) = run.mail(email) else { return MailName(String::new()) };
    let summary = mail.summary();
    let id = summary.message_id.as_ref().filter(|_| by_id).map(|id| format!("<{id}>"));
    MailName(id.or_else(|| summary.subject.clone()).unwrap_or_default())
}

/// The plans of all worlds as one, in the order of time.
pub(super) fn joined(scenarios: &[Scenario], until: Option<Instant>) -> Vec<(Instant, Intended)> {
    let mut joined: Vec<(Instant, Intended)> = Vec::new();
    for (world, scenario) in scenarios.iter().enumerate() {
        // The same deed may be planned twice for one moment: each is its own.
        let mut taken = BTreeSet::new();
        for (at, planned) in scenario.planned() {
            if until.is_some_and(|until| *at > until) {
                continue;
            }
            let same = joined.iter().enumerate().position(|(i, (moment, intended))| {
                moment == at && intended.planned == *planned && !taken.contains(&i)
            });
            let index = same.unwrap_or(joined.len());
            if same.is_none() {
                let intended = Intended { planned: planned.clone(), worlds: BTreeSet::new() };
                joined.push((*at, intended));
            }
            taken.insert(index);
            if let Some((_, intended)) = joined.get_mut(index) {
                intended.worlds.insert(world);
            }
        }
    }
    joined.sort_by_key(|(at, _)| *at);
    joined
}

impl Scenario {
    /// The same scenario with `plan` in place of what `original` plans. What only this one plans
    /// stays.
    pub(super) fn replanned(&self, original: &Self, plan: &[(Instant, Planned)]) -> Self {
        let theirs: Vec<_> = original.planned().collect();
        let own = self.planned().filter(|planned| !theirs.contains(planned)).cloned();
        self.with_plan(plan.iter().cloned().chain(own).collect())
    }
}
