//! What one holder has of one mail, held against the truth, with the reason for every difference.

use mailscope_base::{EmailId, Flag, Flags};
use mailscope_sim::client::{FolderRole, LocalMessage, Standing};
use mailscope_sim::{Device, Holding, World};

use crate::Text;
use crate::devices::{age, folder_label, mailbox_label, own_copies, the_device};
use crate::page::{Age, Cell, CellKind};
use crate::reading::printable;

/// Characters of a subject in a row.
const SUBJECT_CHARS_MAX: usize = 120;

/// The subject of a mail, for reading.
pub(crate) fn subject(world: &World, email: EmailId) -> String {
    let subject = world.mail(email).and_then(|mail| mail.summary().subject.clone());
    printable(&subject.unwrap_or_default(), SUBJECT_CHARS_MAX)
}

/// The server's own cell.
pub(crate) fn server_cell(truth: Option<&Holding<'_>>, focus: bool) -> Cell {
    let Some(holding) = truth else {
        return Cell {
            kind: CellKind::Gone,
            text: Text::new("cell-removed"),
            why: Text::new("why-removed"),
            read: None,
            flagged: false,
            focus,
        };
    };
    let flags = &holding.message.flags;
    let inbox = &**holding.mailbox.name() == "INBOX";
    let text = if inbox { state(flags, false) } else { in_folder(mailbox_label(holding.mailbox)) };
    Cell {
        kind: CellKind::Original,
        text,
        why: Text::new("why-original"),
        read: Some(flags.contains(&Flag::Seen)),
        flagged: flags.contains(&Flag::Flagged),
        focus,
    }
}

/// What `device` has of `email`, held against the truth.
pub(crate) fn device_cell(
    world: &World,
    device: &Device,
    email: EmailId,
    truth: Option<&Holding<'_>>,
) -> Cell {
    let Some(copy) = world.copy_on(device, email) else {
        return missing(world, device, truth);
    };
    let mut cell = Cell {
        kind: CellKind::Same,
        text: place_or_state(device, copy),
        why: Text::new("why-same"),
        read: Some(copy.flags.contains(&Flag::Seen)),
        flagged: copy.flags.contains(&Flag::Flagged),
        focus: false,
    };
    match copy.standing {
        Standing::Own => {
            cell.kind = CellKind::OwnCopy;
            cell.why =
                if truth.is_some() { Text::new("why-own") } else { Text::new("why-own-only") };
        }
        Standing::Pending => {
            cell.kind = CellKind::Pending;
            cell.why = if device.app.online() {
                Text::new("why-pending")
            } else {
                Text::new("why-pending-offline")
            };
        }
        Standing::Settled if agrees(device, copy, truth) => {}
        Standing::Settled => {
            cell.kind = CellKind::Stale;
            cell.text = still(device, copy, truth);
            cell.why = stale_because(world, device);
        }
    }
    cell.why = cell.why.text("device", the_device(world, device.id));
    cell
}

/// Whether a settled copy shows what is true: the folder and the flags that people see.
fn agrees(device: &Device, copy: &LocalMessage, truth: Option<&Holding<'_>>) -> bool {
    let Some(truth) = truth else { return false };
    let seen = |flags: &Flags| {
        [Flag::Seen, Flag::Flagged, Flag::Deleted].map(|flag| flags.contains(&flag))
    };
    let folder = device.app.local().folder(&copy.folder);
    folder.is_some_and(|folder| folder.name == **truth.mailbox.name())
        && seen(&copy.flags) == seen(&truth.message.flags)
}

fn stale_because(world: &World, device: &Device) -> Text {
    if !device.app.online() {
        return Text::new("why-stale-offline");
    }
    match age(world, device) {
        Age::AsOf(time, minutes) => {
            Text::new("why-stale-asked").words("time", time).number("minutes", minutes)
        }
        Age::Live | Age::Never => Text::new("why-stale-on-its-way"),
    }
}

/// The cell of a device that has no copy.
fn missing(world: &World, device: &Device, truth: Option<&Holding<'_>>) -> Cell {
    let name = || the_device(world, device.id);
    let cell = |kind, text, why: Text| Cell {
        kind,
        text,
        why: why.text("device", name()),
        read: None,
        flagged: false,
        focus: false,
    };
    let Some(truth) = truth else {
        return cell(CellKind::Gone, Text::new("cell-gone"), Text::new("why-gone"));
    };
    let inbox = &**truth.mailbox.name() == "INBOX";
    if !inbox && !own_copies(device) {
        let folder = mailbox_label(truth.mailbox);
        let text = Text::new("cell-not-looked").text("folder", folder.clone());
        return cell(CellKind::NeverSeen, text, Text::new("why-not-looked").text("folder", folder));
    }
    if !inbox {
        return cell(
            CellKind::NeverSeen,
            Text::new("cell-never"),
            Text::new("why-never-pop3-folder"),
        );
    }
    cell(CellKind::NeverSeen, Text::new("cell-never"), stale_because(world, device))
}

/// The folder, where it is not the inbox; else the flags in words.
fn place_or_state(device: &Device, copy: &LocalMessage) -> Text {
    let folder = device.app.local().folder(&copy.folder);
    match folder {
        Some(folder) if folder.role != FolderRole::Inbox => in_folder(folder_label(folder)),
        _ => state(&copy.flags, false),
    }
}

/// A wrong cell says what is wrong: the folder if the mail is elsewhere or gone, else the flags.
fn still(device: &Device, copy: &LocalMessage, truth: Option<&Holding<'_>>) -> Text {
    let elsewhere = truth.is_none_or(|truth| **truth.mailbox.name() != *copy.folder);
    match device.app.local().folder(&copy.folder) {
        Some(folder) if elsewhere => {
            Text::new("cell-still-in").text("folder", folder_label(folder))
        }
        _ => state(&copy.flags, true),
    }
}

fn in_folder(folder: Text) -> Text {
    Text::new("cell-in-folder").text("folder", folder)
}

fn state(flags: &Flags, still: bool) -> Text {
    let word = |flag| if flags.contains(&flag) { "yes" } else { "no" };
    let text = if still { Text::new("cell-still") } else { Text::new("cell-state") };
    text.words("read", word(Flag::Seen))
        .words("flagged", word(Flag::Flagged))
        .words("marked", word(Flag::Deleted))
}
