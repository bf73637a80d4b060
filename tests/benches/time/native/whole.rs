//! What takes many runs: every claim judged, one scenario in three worlds.

use mailscope_lesson as lesson;
use mailscope_lesson::claim;
use mailscope_sim::{Comparison, Variant};

use super::{median, spent_text};

/// As `mailscope claims` and `mailscope run first-day --compare imap,pop3-leave,pop3-remove` do it,
/// without what they print.
pub(super) fn measure() {
    println!("Many runs, the median of {}", crate::runs::ROUNDS);
    let (spent, judged) = median(judge_all);
    println!("  {judged} claims judged: {}", spent_text(spent));
    let (spent, steps) = median(compare);
    let Some(steps) = steps else { return println!("  failed") };
    println!("  first-day in three worlds, {steps} steps: {}", spent_text(spent));
}

fn judge_all() -> usize {
    let claims = claim::all().unwrap_or_default();
    claims.iter().filter(|claim| claim.judge().is_ok()).count()
}

fn compare() -> Option<usize> {
    let scenario = lesson::load("first-day")?.ok()?;
    let variants = Variant::parse_list("imap,pop3-leave,pop3-remove").ok()?;
    let until = scenario.until();
    let mut compared = Comparison::new(&scenario, &variants, scenario.seed(), until).ok()?;
    compared.run();
    Some(compared.steps().len())
}
