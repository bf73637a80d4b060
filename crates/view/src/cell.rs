//! What one holder has of one mail, held against the truth, with the reason for every difference.

use mailscope_base::{EmailId, Flag, Flags, ProviderId};
use mailscope_sim::client::{FolderRole, Standing};
use mailscope_sim::{Device, Freshness, Held, Holder, Knowledge, Part, Why, World, knowledge};

use crate::Text;
use crate::devices::{folder_label, mailbox_label, own_copies};
use crate::page::{Cell, CellKind};
use crate::reading::printable;
use crate::why::why;

/// Characters of a subject in a row.
const SUBJECT_CHARS_MAX: usize = 120;

/// The subject of a mail, for reading.
pub(crate) fn subject(world: &World, email: EmailId) -> String {
    let subject = world.mail(email).and_then(|mail| mail.summary().subject.clone());
    printable(&subject.unwrap_or_default(), SUBJECT_CHARS_MAX)
}

/// What a server has of `email`.
pub(crate) fn server_cell(world: &World, server: ProviderId, email: EmailId, focus: bool) -> Cell {
    let known = knowledge(world, Holder::Server(server), email);
    let why = why(world, &known);
    let Some(held) = known.held else {
        let text = Text::new("cell-removed");
        return Cell { kind: CellKind::Gone, text, why, read: None, flagged: false, focus };
    };
    let inbox = held.folder == "INBOX";
    let text =
        if inbox { state(&held.flags, false) } else { in_folder(label(world, email, &held)) };
    Cell {
        kind: CellKind::Original,
        text,
        why,
        read: Some(held.flags.contains(&Flag::Seen)),
        flagged: held.flags.contains(&Flag::Flagged),
        focus,
    }
}

/// What `device` has of `email`, held against the truth.
pub(crate) fn device_cell(world: &World, device: &Device, email: EmailId) -> Cell {
    let known = knowledge(world, Holder::Device(device.id), email);
    let (kind, text) = match &known.held {
        None if known.why == Why::NotForHere => (CellKind::NotTheirs, Text::new("cell-not-theirs")),
        Some(held) => shown(device, &known, held),
        None => missing(world, device, &known),
    };
    let flags = known.held.as_ref().map(|held| &held.flags);
    Cell {
        kind,
        text,
        why: why(world, &known),
        read: flags.map(|flags| flags.contains(&Flag::Seen)),
        flagged: flags.is_some_and(|flags| flags.contains(&Flag::Flagged)),
        focus: false,
    }
}

/// A copy: what it says, and how it stands to the truth.
fn shown(device: &Device, known: &Knowledge, held: &Held) -> (CellKind, Text) {
    let standing = held.copy.map(|(_, standing)| standing);
    let place = place_or_state(device, held);
    match (standing, known.freshness) {
        (Some(Standing::Pending), _) => (CellKind::Pending, place),
        (Some(Standing::Own), _) | (_, Freshness::OnlyHere) => (CellKind::OwnCopy, place),
        (_, Freshness::Fresh) => (CellKind::Same, place),
        _ => (CellKind::Stale, still(device, known, held)),
    }
}

/// No copy: whether there ever was one, and where the mail is.
fn missing(world: &World, device: &Device, known: &Knowledge) -> (CellKind, Text) {
    let Some(truth) = &known.truth else { return (CellKind::Gone, Text::new("cell-gone")) };
    let folder = || label(world, known.email, truth);
    let text = match (&known.why, known.freshness) {
        (_, Freshness::GoneHere) if own_copies(device) => {
            return (CellKind::Gone, Text::new("cell-gone-here"));
        }
        (_, Freshness::GoneHere) => Text::new("cell-moved-away").text("folder", folder()),
        (Why::NotLooked(_), _) => Text::new("cell-not-looked").text("folder", folder()),
        _ => Text::new("cell-never"),
    };
    (CellKind::NeverSeen, text)
}

/// What people call the mailbox that has the mail.
fn label(world: &World, email: EmailId, truth: &Held) -> Text {
    match world.truth(email) {
        Some(place) if **place.mailbox.name() == *truth.folder => mailbox_label(place.mailbox),
        _ => Text::new("folder-other").words("name", truth.folder.clone()),
    }
}

/// The folder, where it is not the inbox; else the flags in words.
fn place_or_state(device: &Device, held: &Held) -> Text {
    match device.app.local().folder(&held.folder) {
        Some(folder) if folder.role != FolderRole::Inbox => in_folder(folder_label(folder)),
        _ => state(&held.flags, false),
    }
}

/// A wrong cell says what is wrong: the folder if the mail is elsewhere or gone, else the flags.
fn still(device: &Device, known: &Knowledge, held: &Held) -> Text {
    let elsewhere = known.truth.is_none() || known.differs.contains(Part::Folder);
    match device.app.local().folder(&held.folder) {
        Some(folder) if elsewhere => {
            Text::new("cell-still-in").text("folder", folder_label(folder))
        }
        _ => state(&held.flags, true),
    }
}

/// What a holder shows a mail as, for a question: `ask-state` with the flags in words, or `ask-place` with
/// the folder.
pub(crate) fn held_as(
    world: &World,
    device: Option<&Device>,
    known: &Knowledge,
    held: &Held,
) -> (&'static str, Text) {
    let place = |folder| ("ask-place", in_folder(folder));
    let Some(device) = device else {
        let inbox = held.folder == "INBOX";
        return if inbox {
            ("ask-state", state(&held.flags, false))
        } else {
            place(label(world, known.email, held))
        };
    };
    let elsewhere = known.differs.contains(Part::Folder);
    match device.app.local().folder(&held.folder) {
        Some(folder) if elsewhere || folder.role != FolderRole::Inbox => {
            place(folder_label(folder))
        }
        _ => ("ask-state", state(&held.flags, false)),
    }
}

fn in_folder(folder: Text) -> Text {
    Text::new("cell-in-folder").text("folder", folder)
}

pub(crate) fn state(flags: &Flags, still: bool) -> Text {
    let word = |flag| if flags.contains(&flag) { "yes" } else { "no" };
    let text = if still { Text::new("cell-still") } else { Text::new("cell-state") };
    text.words("read", word(Flag::Seen))
        .words("flagged", word(Flag::Flagged))
        .words("marked", word(Flag::Deleted))
}
