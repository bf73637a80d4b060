//! Conflicts between what was done on a device and what was done elsewhere, for people.

use mailscope_base::{DeviceId, Flag};
use mailscope_sim::World;
use mailscope_sim::client::{Conflict, ConflictKind};

use crate::Text;
use crate::reading::printable;

use super::folder_label;

/// What happened, and how it was settled.
pub(crate) fn conflict(world: &World, device: DeviceId, conflict: &Conflict) -> Text {
    let folder = |name: &str| {
        let local = world.device(device).map(|device| device.app.local());
        match local.and_then(|local| local.folder(name)) {
            Some(folder) => folder_label(folder),
            None => Text::new("folder-other").words("name", printable(name, 60)),
        }
    };
    let text = match &conflict.kind {
        ConflictKind::MovedHereGoneThere { to } => {
            Text::new("conflict-moved-here-gone-there").text("to", folder(to))
        }
        ConflictKind::MovedBoth { here, there } if here == there => {
            Text::new("conflict-moved-both-alike").text("there", folder(there))
        }
        ConflictKind::MovedBoth { here, there } => {
            Text::new("conflict-moved-both").text("here", folder(here)).text("there", folder(there))
        }
        ConflictKind::ChangedHereGoneThere => Text::new("conflict-changed-here-gone-there"),
        ConflictKind::ChangedHereMovedThere { there } => {
            Text::new("conflict-changed-here-moved-there").text("there", folder(there))
        }
        ConflictKind::DeletedHereGoneThere => Text::new("conflict-deleted-here-gone-there"),
        ConflictKind::DeletedHereMovedThere { there } => {
            Text::new("conflict-deleted-here-moved-there").text("there", folder(there))
        }
        ConflictKind::DeletedHereChangedThere => Text::new("conflict-deleted-here-changed-there"),
        ConflictKind::FlagBothSides { flag: Flag::Seen } => {
            Text::new("conflict-flag-both-sides-read")
        }
        ConflictKind::FlagBothSides { flag } => {
            Text::new("conflict-flag-both-sides").words("flag", printable(flag.as_str(), 60))
        }
        ConflictKind::TargetGone { to } => Text::new("conflict-target-gone").text("to", folder(to)),
        ConflictKind::DraftBothSides => Text::new("conflict-draft-both-sides"),
        ConflictKind::MailboxGone { lost } => {
            Text::new("conflict-mailbox-gone").number("count", *lost as u64)
        }
        ConflictKind::Renumbered { lost } => {
            Text::new("conflict-renumbered").number("count", *lost as u64)
        }
    };
    let text = text.text("folder", folder(&conflict.folder));
    match &conflict.mail {
        Some(mail) => text.words("subject", printable(&mail.subject, 100)),
        None => text,
    }
}
