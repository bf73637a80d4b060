//! When everything has come to rest: who knows now, and who does not.

use mailscope_base::EmailId;
use mailscope_sim::{Action, Fact, History, Tap, World};

use super::{CONSEQUENCES_MAX, last_action};
use crate::Text;
use crate::cell::device_cell;
use crate::devices::the_device;
use crate::page::{Cell, CellKind};

/// The sentence for a world at rest after a tap on one mail. Nothing where nobody tapped on a mail,
/// or where the rest is not the rest after that tap.
pub(super) fn of(history: &History) -> Option<Text> {
    let world = history.world();
    let Action::Tap(_, tap) = last_action(history)? else { return None };
    let email = match tap {
        Tap::Open(email)
        | Tap::SetRead(email, _)
        | Tap::SetFlagged(email, _)
        | Tap::Move(email, _)
        | Tap::SetKeyword(email, ..)
        | Tap::Delete(email) => *email,
        Tap::OpenFolder(_)
        | Tap::CheckMail
        | Tap::Send(_)
        | Tap::Reply(..)
        | Tap::SendDraft(..)
        | Tap::SaveDraft(..)
        | Tap::CreateFolder(_)
        | Tap::RenameFolder(..)
        | Tap::DeleteFolder(_)
        | Tap::Subscribe(..)
        | Tap::EmptyTrash
        | Tap::Search(..)
        | Tap::Reinstall
        | Tap::Configure(_) => return None,
    };
    let mut newest = world.trace().iter().rev().take(CONSEQUENCES_MAX);
    let entry = newest.find(|entry| entry.cause.is_none())?;
    // Only while the tap is the last thing that came from outside: a poll has its own sentences.
    let tapped = matches!(&entry.fact, Fact::Acted(Action::Tap(_, last)) if last == tap);
    // The tap's own turn is told as a tap: its consequences are still to come, or there are none.
    (tapped && entry.turn < world.turn()).then(|| sentence(world, email))
}

fn sentence(world: &World, email: EmailId) -> Text {
    let truth = world.truth(email);
    let cells: Vec<(Text, Cell)> =
        world.devices().map(|d| (the_device(world, d.id), device_cell(world, d, email))).collect();
    let names = |kinds: &[CellKind]| -> Vec<Text> {
        let wanted = cells.iter().filter(|(_, cell)| kinds.contains(&cell.kind));
        wanted.map(|(name, _)| name.clone()).collect()
    };
    let own = names(&[CellKind::OwnCopy]);
    let late = names(&[CellKind::Stale, CellKind::Pending]);
    let state = cells.iter().find(|(_, cell)| cell.kind == CellKind::OwnCopy);
    let state = state.map_or_else(|| Text::new("names-none"), |(_, cell)| cell.text.clone());
    let text = match (truth.is_some(), own.is_empty(), late.is_empty()) {
        (true, true, true) => Text::new("sum-all-know"),
        (true, false, true) => Text::new("sum-own"),
        (true, true, false) => Text::new("sum-late"),
        (true, false, false) => Text::new("sum-own-and-late"),
        (false, true, true) => Text::new("sum-gone"),
        (false, false, true) => Text::new("sum-gone-own"),
        (false, true, false) => Text::new("sum-gone-late"),
        (false, false, false) => Text::new("sum-gone-own-and-late"),
    };
    let text = text.number("ownCount", own.len() as u64).number("lateCount", late.len() as u64);
    let text = text.text("own", list(own)).text("late", list(late));
    text.text("state", state)
}

/// Names joined as the language joins them.
fn list(names: Vec<Text>) -> Text {
    let mut names = names.into_iter();
    let Some(first) = names.next() else { return Text::new("names-none") };
    names.fold(first, |before, next| {
        Text::new("names-and").text("before", before).text("last", next)
    })
}
