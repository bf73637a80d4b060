//! Devices: what a person sees on their screens.

mod conflict;
mod folder;
pub(crate) mod policy;

use core::ops::Range;

use mailscope_base::{DeviceId, Flag};
use mailscope_sim::client::{FolderRole, LocalMessage, Protocol};
use mailscope_sim::{Device, DeviceKind, Place, TerminalId, World};

use crate::Text;
use crate::focus::Focus;
use crate::page::{Age, DeviceView, Lens, MailRow, OpenMail};
use crate::reading::{body, clock_time, date_and_time, printable};

pub(crate) use conflict::conflict;
pub(crate) use folder::{folder_label, mailbox_label};

/// Characters of a device's name in a sentence.
const NAME_CHARS_MAX: usize = 60;
/// Rows of a mail list where the lens does not say.
const FIRST_ROWS: Range<usize> = 0..50;

pub(crate) fn views(world: &World, lens: &Lens, focus: &Focus) -> Vec<DeviceView> {
    let view = |device: &Device| {
        let rows = lens.mails.get(usize::from(device.id.0)).cloned().unwrap_or(FIRST_ROWS);
        view(world, device, rows, focus)
    };
    world.devices().map(view).collect()
}

fn view(world: &World, device: &Device, rows: Range<usize>, focus: &Focus) -> DeviceView {
    let app = &device.app;
    let folder = app.open_folder();
    let total = app.local().count(folder);
    let first = rows.start.min(total);
    let shown = app.local().messages_in(folder).skip(first).take(rows.end.saturating_sub(first));
    DeviceView {
        id: device.id,
        kind: device.kind,
        name: device_name(world, device.id),
        online: app.online(),
        service: app.service(),
        policy: policy::in_words(app.settings()),
        state: device.reading.and(app.state()).map(|state| state.0),
        choices: policy::choices(app.settings()),
        folders: app.local().folders().map(|f| folder::view(app.local(), f)).collect(),
        folder: folder.to_owned(),
        total,
        first,
        mails: shown.map(|message| mail_row(world, device, message, focus)).collect(),
        open: open_mail(world, device),
        age: age(world, device),
        queued: app.queued(),
        octets: app.local().octets(),
    }
}

/// The name of a device for a heading: by its kind, and by its number if there are several of the
/// kind.
pub(crate) fn device_name(world: &World, id: DeviceId) -> Text {
    let Some(device) = world.device(id) else { return Text::new("device-unknown") };
    kind_name(device.kind).number("number", number(world, device))
}

/// What kind of thing a device is.
pub(crate) fn kind_name(kind: DeviceKind) -> Text {
    match kind {
        DeviceKind::Laptop => Text::new("device-laptop"),
        DeviceKind::Phone => Text::new("device-phone"),
        DeviceKind::Tablet => Text::new("device-tablet"),
        DeviceKind::Webmail => Text::new("device-webmail"),
    }
}

/// A terminal inside a sentence.
pub(crate) fn the_terminal(world: &World, id: TerminalId) -> Text {
    let name = world.terminal(id).map_or_else(String::new, |it| it.about.name.to_string());
    Text::new("the-terminal").words("name", name)
}

/// The name of a device inside a sentence, with its article.
pub(crate) fn the_device(world: &World, id: DeviceId) -> Text {
    let Some(device) = world.device(id) else { return Text::new("the-device") };
    if let (Some(name), true) = (&device.name, number(world, device) > 0) {
        return Text::new("the-device-named").words("name", printable(name, NAME_CHARS_MAX));
    }
    let text = match device.kind {
        DeviceKind::Laptop => Text::new("the-laptop"),
        DeviceKind::Phone => Text::new("the-phone"),
        DeviceKind::Tablet => Text::new("the-tablet"),
        DeviceKind::Webmail => Text::new("the-webmail"),
    };
    text.number("number", number(world, device))
}

/// The name of a place inside a sentence, with its article.
pub(crate) fn the_place(world: &World, place: Place) -> Text {
    match place {
        Place::Device(device) => the_device(world, device),
        Place::Server(_) if world.providers().len() == 1 => Text::new("the-server"),
        Place::Server(provider) => {
            let name = world.provider_of(provider).map(|provider| provider.name.clone());
            Text::new("the-server-of").words("name", name.unwrap_or_default())
        }
        Place::NameServer => Text::new("the-name-server"),
        Place::Terminal(terminal) => the_terminal(world, terminal),
    }
}

/// 0 for the only one of its kind.
fn number(world: &World, device: &Device) -> u64 {
    let alone = world.devices_ever().filter(|other| other.kind == device.kind).count() == 1;
    if alone { 0 } else { u64::from(device.id.0) + 1 }
}

fn mail_row(world: &World, device: &Device, message: &LocalMessage, focus: &Focus) -> MailRow {
    let email = world.email_of(device.id, &message.origin);
    MailRow {
        email,
        from: message.summary.from.clone(),
        subject: message.summary.subject.clone(),
        read: message.flags.contains(&Flag::Seen),
        flagged: message.flags.contains(&Flag::Flagged),
        marked_deleted: message.flags.contains(&Flag::Deleted),
        pending: message.standing == mailscope_sim::client::Standing::Pending,
        focus: email.is_some_and(|email| focus.device(device.id, email)),
    }
}

fn open_mail(world: &World, device: &Device) -> Option<OpenMail> {
    let message = device.app.local().message(device.app.open_message()?)?;
    if message.folder != device.app.open_folder() {
        // Moved or deleted: it is not what this folder shows any more.
        return None;
    }
    let reading = message.body.as_ref().map(|bytes| body(bytes));
    let (text, attachments) = match reading {
        Some((text, attachments)) => (Some(text), attachments),
        None => (None, Vec::new()),
    };
    Some(OpenMail {
        email: world.email_of(device.id, &message.origin)?,
        from: message.summary.from.clone(),
        address: message.summary.address.clone(),
        subject: message.summary.subject.clone(),
        date: message.summary.date.map(date_and_time).unwrap_or_default(),
        body: text,
        attachments,
        read: message.flags.contains(&Flag::Seen),
        flagged: message.flags.contains(&Flag::Flagged),
    })
}

/// How old a device's knowledge of its inbox is.
pub(crate) fn age(world: &World, device: &Device) -> Age {
    let app = &device.app;
    let inbox = app.local().folders().find(|folder| folder.role == FolderRole::Inbox);
    let Some(known_at) = inbox.and_then(|folder| folder.known_at) else { return Age::Never };
    let listening = app.state().is_some_and(|state| state.0 == "Idling");
    if listening && device.reading.is_some() {
        return Age::Live;
    }
    let minutes = world.now().since(known_at).as_secs() / 60;
    Age::AsOf(clock_time(world, known_at, false), minutes)
}

/// Whether the device keeps copies of its own.
pub(crate) fn own_copies(device: &Device) -> bool {
    matches!(device.app.settings().protocol, Protocol::Pop3(_))
}
