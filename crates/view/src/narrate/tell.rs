//! One entry of the trace, told in one sentence.

use mailscope_base::{DeviceId, EmailId, Flag, Flags};
use mailscope_sim::client::{AfterFetch, LocalChange, Protocol, SearchIn};
use mailscope_sim::store::{Change, ChangeKind};
use mailscope_sim::{Action, End, Entry, Fact, Party, Place, Tap, World};
use mailscope_wire::Frame;

use super::{answer, between, command, outside, reason_text};
use crate::Text;
use crate::cell::subject;
use crate::desk::not_possible;
use crate::devices::{folder_label, the_device, the_place, the_terminal};
use crate::focus::local_email;
use crate::reading::printable;
use crate::refusal;

/// Characters of a frame inside a sentence.
const LINE_CHARS_MAX: usize = 60;

pub(super) fn entry(world: &World, entry: &Entry) -> Text {
    let device = the_place(world, entry.place);
    match &entry.fact {
        Fact::SwitchedOn => Text::new("say-switched-on").text("device", device),
        Fact::Acted(action) => acted(world, action, device),
        Fact::Woke(reason) => {
            Text::new("say-woke").text("device", device).text("reason", reason_text(*reason))
        }
        Fact::Opened(_, service) => {
            let service = service.name().to_uppercase();
            Text::new("say-opened").text("device", device).words("service", service)
        }
        Fact::Closed(_) => Text::new("say-closed").text("device", device),
        Fact::Lost(_, loss) => between::lost(*loss).text("device", device),
        Fact::Sent { connection, by, frame, .. } => {
            let other = match world.ends(*connection).map(|ends| ends.client) {
                Some(Party::Device(id, _)) => the_device(world, id),
                Some(Party::Terminal(id)) => the_terminal(world, id),
                Some(Party::Mta(..)) | None => {
                    let line = first_line(&frame.bytes);
                    return Text::new("say-sends").text("device", device).words("line", line);
                }
            };
            let line = first_line(&frame.bytes);
            match by {
                End::Client => command::told(frame, other, line),
                End::Server => {
                    answered(world, entry, frame).text("device", other).words("line", line)
                }
            }
        }
        Fact::Read { .. } => Text::new("say-read").text("device", device),
        Fact::Entered(_, state) if state.0 == "Idling" => {
            Text::new("say-idling").text("device", device)
        }
        Fact::Entered(_, state) => {
            Text::new("say-state").text("device", device).words("state", state.0)
        }
        Fact::Chose(choice) => {
            Text::new("say-chose").text("device", device).words("choice", choice.0)
        }
        Fact::CouldNot(why) => {
            Text::new("say-could-not").text("device", device).text("why", not_possible(*why))
        }
        Fact::Tls(_, step) => between::tls(step).text("device", device),
        Fact::Spooled(change) => between::spooled(world, change).text("device", device),
        Fact::Transfers { host, .. } => {
            Text::new("say-transfers").text("device", device).words("host", host.to_string())
        }
        Fact::Asked(message) => between::dns(Text::new("say-dns-asks"), message, device),
        Fact::Answered(message) => between::dns(Text::new("say-dns-answers"), message, device),
        Fact::Routed(domain, route) => between::routed(domain, route).text("device", device),
        Fact::Stored(change) => stored(world, entry, change),
        Fact::Learned(change) => match entry.place {
            Place::Device(id) => learned(world, entry, id, change),
            Place::Server(_) | Place::NameServer | Place::Terminal(_) => Text::new("say-begin"),
        },
    }
}

fn acted(world: &World, action: &Action, device: Text) -> Text {
    let Action::Tap(id, tap) = action else { return outside::acted(world, action, device) };
    let id = *id;
    let about = |text: Text, email| {
        let text = text.words("subject", subject(world, email));
        text.text("tail", tail(world, id, matches!(tap, Tap::Delete(_))))
    };
    let text = match tap {
        Tap::Open(email) => about(Text::new("say-tap-open"), *email),
        Tap::SetRead(email, true) => about(Text::new("say-tap-read"), *email),
        Tap::SetRead(email, false) => about(Text::new("say-tap-unread"), *email),
        Tap::SetFlagged(email, true) => about(Text::new("say-tap-flag"), *email),
        Tap::SetFlagged(email, false) => about(Text::new("say-tap-unflag"), *email),
        Tap::Delete(email) => about(Text::new("say-tap-delete"), *email),
        Tap::Move(email, folder) => {
            about(Text::new("say-tap-move"), *email).text("folder", label(world, id, folder))
        }
        Tap::OpenFolder(folder) => {
            Text::new("say-tap-folder").text("folder", label(world, id, folder))
        }
        Tap::CheckMail => Text::new("say-tap-check"),
        Tap::SetKeyword(email, keyword, on) => {
            let id = if *on { "say-tap-keyword" } else { "say-tap-no-keyword" };
            about(Text::new(id), *email).words("word", keyword.clone())
        }
        Tap::Send(written) | Tap::SendDraft(_, written) => {
            Text::new("say-tap-send").words("subject", written.subject.clone())
        }
        Tap::Reply(email, _) => Text::new("say-tap-reply").words("subject", subject(world, *email)),
        Tap::SaveDraft(_, written) => {
            Text::new("say-tap-save-draft").words("subject", written.subject.clone())
        }
        Tap::CreateFolder(name) => Text::new("say-tap-create-folder").words("name", name.clone()),
        Tap::RenameFolder(from, to) => Text::new("say-tap-rename-folder")
            .text("folder", label(world, id, from))
            .words("name", to.clone()),
        Tap::DeleteFolder(name) => {
            Text::new("say-tap-delete-folder").text("folder", label(world, id, name))
        }
        Tap::Subscribe(name, on) => {
            Text::new(if *on { "say-tap-subscribe" } else { "say-tap-unsubscribe" })
                .text("folder", label(world, id, name))
        }
        Tap::EmptyTrash => Text::new("say-tap-empty-trash"),
        Tap::Search(wanted, place) => Text::new(match place {
            SearchIn::Here => "say-tap-search-here",
            SearchIn::Server => "say-tap-search-server",
        })
        .words("word", wanted.clone()),
        Tap::Reinstall => Text::new("say-tap-reinstall"),
        Tap::Configure(_) => Text::new("say-tap-configure"),
    };
    text.text("device", device)
}

/// Who hears of a tap, and when. A POP3 device has no way to tell the server of flags and folders.
fn tail(world: &World, device: DeviceId, delete: bool) -> Text {
    let protocol = world.device(device).map(|device| &device.app.settings().protocol);
    match protocol {
        Some(Protocol::Pop3(policy)) => match policy.after_fetch {
            AfterFetch::RemoveWhenDeletedHere if delete => Text::new("tail-next-visit"),
            _ => Text::new("tail-never"),
        },
        _ => Text::new("tail-not-yet"),
    }
}

/// What people call the folder of that name on a device.
fn label(world: &World, device: DeviceId, name: &str) -> Text {
    let folder = world.device(device).and_then(|device| device.app.local().folder(name));
    match folder {
        Some(folder) => folder_label(folder),
        None => Text::new("folder-other").words("name", printable(name, 60)),
    }
}

/// What the server says, and what that means or why it refuses.
fn answered(world: &World, entry: &Entry, frame: &Frame) -> Text {
    if let Some(why) = refusal::of(world, entry) {
        return Text::new("say-server-refuses").text("why", why);
    }
    match answer::meaning(frame) {
        Some(meaning) => Text::new("say-server-means").text("meaning", meaning),
        None => Text::new("say-server-answers"),
    }
}

fn stored(world: &World, entry: &Entry, change: &Change) -> Text {
    let about = |text: Text, email: &EmailId| text.words("subject", subject(world, *email));
    match &change.kind {
        ChangeKind::MailboxCreated { mailbox, .. } => {
            Text::new("say-stored-mailbox").words("name", mailbox.to_string())
        }
        ChangeKind::MailboxDeleted { mailbox, .. } => {
            Text::new("say-stored-mailbox-deleted").words("name", mailbox.to_string())
        }
        ChangeKind::MailboxRenumbered { mailbox, .. } => {
            Text::new("say-stored-renumbered").words("name", mailbox.to_string())
        }
        ChangeKind::MailboxRenamed { from, to, .. } => Text::new("say-stored-mailbox-renamed")
            .words("from", from.to_string())
            .words("to", to.to_string()),
        ChangeKind::Subscribed { mailbox } => {
            Text::new("say-stored-subscribed").words("name", mailbox.to_string())
        }
        ChangeKind::Unsubscribed { mailbox } => {
            Text::new("say-stored-unsubscribed").words("name", mailbox.to_string())
        }
        ChangeKind::QuotaSet { .. } => Text::new("say-stored-quota"),
        ChangeKind::Appended { mailbox, email, .. } => {
            about(Text::new("say-stored-message").words("mailbox", mailbox.to_string()), email)
        }
        ChangeKind::FlagsSet { email, before, after, .. } => {
            let text = match flag_change(before, after) {
                Some((Flag::Seen, true)) => Text::new("say-stored-read"),
                Some((Flag::Seen, false)) => Text::new("say-stored-unread"),
                Some((Flag::Flagged, true)) => Text::new("say-stored-flagged"),
                Some((Flag::Flagged, false)) => Text::new("say-stored-unflagged"),
                Some((Flag::Deleted, true)) => Text::new("say-stored-marked"),
                _ => Text::new("say-stored-flags").words("flags", after.to_string()),
            };
            about(text, email)
        }
        ChangeKind::Expunged { mailbox, email, .. } => {
            let text = match moved_to(world, entry, *email) {
                Some(target) => Text::new("say-stored-moved").words("target", target),
                None => Text::new("say-stored-expunged"),
            };
            about(text.words("mailbox", mailbox.to_string()), email)
        }
        ChangeKind::MaildropLocked => Text::new("say-stored-locked"),
        ChangeKind::MaildropUnlocked => Text::new("say-stored-unlocked"),
    }
}

/// Where a mail has been put in the turn in which it left another mailbox: the two halves of MOVE.
fn moved_to(world: &World, entry: &Entry, moved: EmailId) -> Option<String> {
    world.trace().of_turn(entry.turn).find_map(|other| match &other.fact {
        Fact::Stored(Change { kind: ChangeKind::Appended { mailbox, email, .. }, .. })
            if *email == moved =>
        {
            Some(mailbox.to_string())
        }
        _ => None,
    })
}

/// The flag that differs, and whether it is set since; the first of those that people see.
fn flag_change(before: &Flags, after: &Flags) -> Option<(Flag, bool)> {
    [Flag::Deleted, Flag::Seen, Flag::Flagged]
        .into_iter()
        .find(|flag| before.contains(flag) != after.contains(flag))
        .map(|flag| {
            let set = after.contains(&flag);
            (flag, set)
        })
}

fn learned(world: &World, entry: &Entry, id: DeviceId, change: &LocalChange) -> Text {
    let device = the_device(world, id);
    let email = local_email(world, id, change);
    let subject = match email {
        Some(email) => subject(world, email),
        None => own_subject(world, id, change).unwrap_or_default(),
    };
    let many = same_kind(world, entry, change);
    let text = match change {
        LocalChange::Appeared { .. } if many > 1 => {
            return Text::new("say-shows-many").text("device", device).number("count", many);
        }
        LocalChange::Appeared { .. } => Text::new("say-shows-new"),
        LocalChange::FlagsChanged { before, after, .. } => match flag_change(before, after) {
            Some((Flag::Seen, true)) => Text::new("say-shows-read"),
            Some((Flag::Seen, false)) => Text::new("say-shows-unread"),
            Some((Flag::Flagged, true)) => Text::new("say-shows-flagged"),
            Some((Flag::Flagged, false)) => Text::new("say-shows-unflagged"),
            _ => Text::new("say-shows-flags").words("flags", after.to_string()),
        },
        LocalChange::Moved { to, .. } => {
            Text::new("say-shows-moved").text("folder", label(world, id, to))
        }
        LocalChange::Vanished { folder, .. } => {
            Text::new("say-shows-vanished").text("folder", label(world, id, folder))
        }
        LocalChange::BodyFetched { .. } => Text::new("say-body-fetched"),
        LocalChange::Settled { .. } => Text::new("say-settled"),
        LocalChange::Sent { .. } => Text::new("say-sent"),
        LocalChange::SendRefused { recipients, words, .. } => Text::new("say-send-refused")
            .words("recipients", recipients.join(", "))
            .words("words", words.clone()),
        LocalChange::NotSentYet { why, .. } => {
            Text::new("say-not-sent-yet").words("words", why.clone())
        }
        LocalChange::Conflict(conflict) => {
            let what = crate::devices::conflict(world, id, conflict);
            return Text::new("say-conflict").text("device", device).text("what", what);
        }
        LocalChange::Synchronised { folder } => {
            Text::new("say-synchronised").text("folder", label(world, id, folder))
        }
        LocalChange::Folders => Text::new("say-folders"),
        LocalChange::FolderRenamed { from, to } => Text::new("say-folder-renamed")
            .words("from", from.clone())
            .text("folder", label(world, id, to)),
        LocalChange::FolderRefused { folder, words } => Text::new("say-folder-refused")
            .text("folder", label(world, id, folder))
            .words("words", words.clone()),
        LocalChange::Found { word, folder, count, complete } => {
            Text::new(if *complete { "say-found" } else { "say-found-here" })
                .text("folder", label(world, id, folder))
                .words("word", word.clone())
                .number("count", u64::from(*count))
        }
    };
    text.text("device", device).words("subject", subject)
}

/// The subject of a mail that only the device has: one that was written there.
fn own_subject(world: &World, id: DeviceId, change: &LocalChange) -> Option<String> {
    let (LocalChange::Appeared { id: mail }
    | LocalChange::Moved { id: mail, .. }
    | LocalChange::Sent { id: mail }
    | LocalChange::SendRefused { id: mail, .. }
    | LocalChange::NotSentYet { id: mail, .. }) = change
    else {
        return None;
    };
    Some(world.device(id)?.app.local().message(*mail)?.summary.subject.clone())
}

/// How many mails appeared in the same turn at the same place.
fn same_kind(world: &World, entry: &Entry, change: &LocalChange) -> u64 {
    if !matches!(change, LocalChange::Appeared { .. }) {
        return 1;
    }
    let appeared = world.trace().of_turn(entry.turn).filter(|other| {
        other.place == entry.place
            && matches!(other.fact, Fact::Learned(LocalChange::Appeared { .. }))
    });
    appeared.count() as u64
}

pub(super) fn first_line(bytes: &[u8]) -> String {
    let line = bytes.split(|b| *b == b'\r').next().unwrap_or_default();
    let line = line.get(..line.len().min(LINE_CHARS_MAX * 4)).unwrap_or_default();
    let text = printable(&String::from_utf8_lossy(line), LINE_CHARS_MAX + 1);
    if text.chars().count() > LINE_CHARS_MAX {
        text.chars().take(LINE_CHARS_MAX).chain(['…']).collect()
    } else {
        text
    }
}
