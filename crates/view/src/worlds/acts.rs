//! What people do, in a few words.

use mailscope_base::{DeviceId, EmailId, Instant};
use mailscope_sim::{Action, Condition, DeviceKind, Entry, Fact, Tap, World};

use crate::Text;
use crate::cell::subject;
use crate::why::named;

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Act {
    /// When.
    pub(super) at: Instant,
    /// On which device, if it was on one.
    pub(super) device: Option<DeviceId>,
    /// What.
    pub(super) what: Text,
}

/// What people did in a world, oldest first.
pub(super) fn of_people(world: &World) -> Vec<Act> {
    let roots = world.trace().iter().filter(|entry| entry.cause.is_none());
    roots.filter_map(|entry| of_entry(world, entry)).collect()
}

/// What somebody did, if that is what the entry tells.
pub(super) fn of_entry(world: &World, entry: &Entry) -> Option<Act> {
    let Fact::Acted(action) = &entry.fact else { return None };
    let (device, what) = of_action(world, action);
    Some(Act { at: entry.at, device, what })
}

pub(super) fn kind(world: &World, device: Option<DeviceId>) -> Option<DeviceKind> {
    world.device(device?).map(|device| device.kind)
}

fn of_action(world: &World, action: &Action) -> (Option<DeviceId>, Text) {
    match action {
        Action::Tap(device, tap) => (Some(*device), of_tap(world, tap)),
        Action::SetOnline(device, true) => (Some(*device), Text::new("side-act-online")),
        Action::SetOnline(device, false) => (Some(*device), Text::new("side-act-offline")),
        Action::Deliver(_, _, mails) => {
            (None, Text::new("side-act-arrives").number("count", mails.len() as u64))
        }
        Action::MakeUp(_, _, count) => {
            (None, Text::new("side-act-arrives").number("count", u64::from(*count)))
        }
        Action::SetHost(_, Condition::Up) => (None, Text::new("side-act-host-up")),
        Action::SetHost(..) => (None, Text::new("side-act-host-down")),
        Action::Cut(_) => (None, Text::new("side-act-cut")),
        Action::AddDevice(_) => (None, Text::new("side-act-device")),
        Action::RemoveDevice(device) => (Some(*device), Text::new("side-act-device-gone")),
        Action::AddAccount(..) => (None, Text::new("side-act-account")),
        Action::AddProvider(_) => (None, Text::new("side-act-provider")),
        Action::AddListener(_) | Action::RemoveListener(_) => {
            (None, Text::new("side-act-listener"))
        }
        Action::SetLink(device, _) => (Some(*device), Text::new("side-act-link")),
        Action::Renumber(..) => (None, Text::new("side-act-renumber")),
        Action::AddTerminal(_) | Action::Dial(_) | Action::Type(..) | Action::HangUp(_) => {
            (None, Text::new("side-act-terminal"))
        }
    }
}

fn of_tap(world: &World, tap: &Tap) -> Text {
    let about =
        |id: &'static str, email: &EmailId| Text::new(id).words("subject", subject(world, *email));
    match tap {
        Tap::Open(mail) => about("side-act-open", mail),
        Tap::SetRead(mail, true) => about("side-act-read", mail),
        Tap::SetRead(mail, false) => about("side-act-unread", mail),
        Tap::SetFlagged(mail, true) => about("side-act-flag", mail),
        Tap::SetFlagged(mail, false) => about("side-act-unflag", mail),
        Tap::Move(mail, folder) => about("side-act-move", mail).text("folder", named(folder)),
        Tap::Delete(mail) => about("side-act-delete", mail),
        Tap::Reply(mail, _) => about("side-act-reply", mail),
        Tap::SetKeyword(mail, keyword, _) => {
            about("side-act-keyword", mail).words("keyword", keyword)
        }
        Tap::OpenFolder(folder) => Text::new("side-act-open-folder").text("folder", named(folder)),
        Tap::CheckMail => Text::new("side-act-check"),
        Tap::Send(draft) | Tap::SendDraft(_, draft) => {
            Text::new("side-act-send").words("subject", draft.subject.clone())
        }
        Tap::SaveDraft(_, draft) => {
            Text::new("side-act-draft").words("subject", draft.subject.clone())
        }
        Tap::CreateFolder(_)
        | Tap::RenameFolder(..)
        | Tap::DeleteFolder(_)
        | Tap::Subscribe(..) => Text::new("side-act-folders"),
        Tap::EmptyTrash => Text::new("side-act-empty-trash"),
        Tap::Search(sought, _) => Text::new("side-act-search").words("word", sought),
        Tap::Reinstall => Text::new("side-act-reinstall"),
        Tap::Configure(_) => Text::new("side-act-configure"),
    }
}
