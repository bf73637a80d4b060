//! What a holder has of a mail, and why.

use mailscope_base::{Flag, Keyword};
use mailscope_sim::{Freshness, Holder, Knowledge, MailName, World, by_name};

use super::{Condition, Found, Is};

pub(super) fn check(condition: &Condition, world: &World) -> Result<Found, String> {
    let (name, holder) = condition.holder(world)?;
    let mail = MailName(condition.mail.clone().unwrap_or_default());
    match by_name(world, holder, &mail) {
        Some(known) => {
            Ok(Found { holds: holds(condition, &known), what: description(name, &known) })
        }
        // Not there for this holder. A name that nobody has is a slip of the pen.
        None if is_known_elsewhere(world, &mail) => {
            let nothing_more = condition.folder.is_none() && condition.why.is_none();
            let absent = matches!(
                condition.is,
                Some(Is::Absent | Is::Known(Freshness::Nowhere | Freshness::NeverSeen))
            );
            Ok(Found { holds: absent && nothing_more, what: format!("{name} has nothing of it") })
        }
        None => Err(format!("no mail of this world is called {:?}", mail.0)),
    }
}

fn holds(condition: &Condition, known: &Knowledge) -> bool {
    let held = known.held.as_ref();
    let is = condition.is.is_none_or(|is| match is {
        Is::Present => held.is_some(),
        Is::Absent => held.is_none(),
        Is::Known(freshness) => known.freshness == freshness,
    });
    let has = |flag: &Flag| held.map(|held| held.flags.contains(flag));
    let keyword = condition.keyword.as_deref().map(|word| Flag::Keyword(Keyword::new(word)));
    is && condition.folder.as_ref().is_none_or(|f| held.is_some_and(|held| held.folder == *f))
        && condition.read.is_none_or(|read| has(&Flag::Seen) == Some(read))
        && condition.flagged.is_none_or(|flagged| has(&Flag::Flagged) == Some(flagged))
        && keyword.is_none_or(|keyword| has(&keyword) == Some(true))
        && condition.whole.is_none_or(|whole| held.is_some_and(|held| held.whole == whole))
        && condition.why.as_deref().is_none_or(|why| known.why.id() == why)
}

fn description(name: &str, known: &Knowledge) -> String {
    let (freshness, why) = (known.freshness.id(), known.why.id());
    match &known.held {
        Some(held) => {
            let whole = if held.whole { "whole" } else { "only its header" };
            let (folder, flags) = (&held.folder, &held.flags);
            format!("{name} has it in {folder}, flags {flags}, {whole}: {freshness}, {why}")
        }
        None => format!("{name} does not have it: {freshness}, {why}"),
    }
}

fn is_known_elsewhere(world: &World, mail: &MailName) -> bool {
    let mut holders = world.devices().map(|device| Holder::Device(device.id));
    world.emails_named(mail).next().is_some()
        || holders.any(|holder| by_name(world, holder, mail).is_some())
}
