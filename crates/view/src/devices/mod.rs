//! Devices: what a person sees on their screens.

mod conflict;
mod folder;
pub(crate) mod policy;
mod search;
mod tools;

use core::ops::Range;

use mailscope_base::{DeviceId, EmailId, Flag};
use mailscope_sim::client::{FolderRole, LocalId, LocalMessage, Origin, Protocol};
use mailscope_sim::{Device, DeviceKind, Place, TerminalId, World, written_on};

use crate::focus::Focus;
use crate::page::{Age, DeviceView, Lens, MailRow, OpenMail};
use crate::reading::{body, clock_time, date_and_time, printable};
use crate::{Letter, Text, cast};

pub(crate) use conflict::conflict;
pub(crate) use folder::{folder_label, mailbox_label};
pub use search::SearchView;
pub use tools::Obstacles;

/// Characters of a device's name in a sentence.
const NAME_CHARS_MAX: usize = 60;
/// Characters of what a server said.
const REFUSAL_CHARS_MAX: usize = 200;
/// Rows of a mail list where the lens does not say.
const FIRST_ROWS: Range<usize> = 0..50;

/// Addresses that a person is reminded of.
const PEOPLE_MAX: usize = 30;

pub(crate) fn views(
    world: &World,
    stage: &[DeviceId],
    lens: &Lens,
    focus: &Focus,
) -> Vec<DeviceView> {
    let view = |device: &Device| {
        let rows = lens.mails.get(usize::from(device.id.0)).cloned().unwrap_or(FIRST_ROWS);
        view(world, device, rows, focus)
    };
    stage.iter().filter_map(|id| world.device(*id)).map(view).collect()
}

fn view(world: &World, device: &Device, rows: Range<usize>, focus: &Focus) -> DeviceView {
    let app = &device.app;
    let folder = app.open_folder();
    let found = search::found(device).filter(|found| found.answered);
    let total = found.map_or_else(|| app.local().count(folder), |found| found.ids.len());
    let first = rows.start.min(total);
    let wanted = rows.end.saturating_sub(first);
    let row = |message| mail_row(world, device, message, focus);
    let mails = match found {
        Some(found) => {
            let ids = found.ids.iter().skip(first).take(wanted);
            ids.filter_map(|id| app.local().message(*id)).map(row).collect()
        }
        None => app.local().messages_in(folder).skip(first).take(wanted).map(row).collect(),
    };
    let home = world.provider_of(device.provider).map(|provider| provider.name.clone());
    DeviceView {
        id: device.id,
        kind: device.kind,
        name: device_name(world, device.id),
        owner: cast::owner(world, device),
        page: home.filter(|_| matches!(app.settings().protocol, Protocol::Webmail(_))),
        online: app.online(),
        service: app.service(),
        policy: policy::in_words(app.settings()),
        policy_brief: policy::in_brief(app.settings()),
        state: device.reading.and(app.state()).map(|state| state.0),
        choices: policy::choices(app.settings()),
        folders: app.local().folders().map(|f| folder::view(app.local(), f)).collect(),
        folder: folder.to_owned(),
        search: search::view(device),
        obstacles: tools::obstacles(device),
        people: people(world, device),
        total,
        first,
        mails,
        open: open_mail(world, device),
        age: age(world, device),
        queued: app.queued(),
        octets: app.local().octets(),
    }
}

/// The name of a device for a heading: the one that somebody gave it; else by its kind, and by its
/// number if there are several of the kind.
pub(crate) fn device_name(world: &World, id: DeviceId) -> Text {
    let Some(device) = world.device(id) else { return Text::new("device-unknown") };
    match &device.name {
        Some(name) if !says_whose(world, device, name) => {
            Text::new("device-named").words("name", printable(name, NAME_CHARS_MAX))
        }
        _ => kind_name(device.kind).number("number", number(world, device)),
    }
}

/// Whether a name says no more than whose device it is and what kind of thing: `ada's laptop`.
fn says_whose(world: &World, device: &Device, name: &str) -> bool {
    let account = world.provider_of(device.provider).and_then(|p| p.store.account(device.account));
    account.is_some_and(|account| format!("{}'s {}", account.user, device.kind.name()) == name)
}

/// The addresses of the others in this world, and of those who have written.
fn people(world: &World, device: &Device) -> Vec<String> {
    let accounts = world.providers().flat_map(|provider| {
        provider.store.accounts().map(move |(id, account)| (provider.id, id, account))
    });
    let others =
        accounts.filter(|(provider, id, _)| (*provider, *id) != (device.provider, device.account));
    let others = others.map(|(_, _, account)| format!("{}@{}", account.user, account.domain));
    let mut people: Vec<String> = others.take(PEOPLE_MAX).collect();
    for message in device.app.local().messages_in("INBOX").take(PEOPLE_MAX) {
        let address = printable(&message.summary.address, NAME_CHARS_MAX);
        if people.len() < PEOPLE_MAX && !address.is_empty() && !people.contains(&address) {
            people.push(address);
        }
    }
    people
}

/// Which mail a copy on a device is: the server's, or one that was written here.
fn email_of(world: &World, device: &Device, message: &LocalMessage) -> Option<EmailId> {
    match message.origin {
        Origin::Composed(_) => Some(written_on(device.id, message.id)),
        Origin::Imap(..) | Origin::Pop3(_) => world.email_of(device.id, &message.origin),
    }
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
    let email = email_of(world, device, message);
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
    let email = email_of(world, device, message)?;
    let keywords = message.flags.iter().filter_map(|flag| match flag {
        Flag::Keyword(keyword) => Some(printable(keyword.as_str(), NAME_CHARS_MAX)),
        _ => None,
    });
    let is_draft = message.flags.contains(&Flag::Draft);
    Some(OpenMail {
        email,
        reply: Letter::answering(email, message, text.as_deref()),
        draft: is_draft.then(|| Letter::continuing(email, message)).flatten(),
        keywords: keywords.collect(),
        refused: refused(device, message.id),
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

/// What the server said when it refused to send a mail.
fn refused(device: &Device, id: LocalId) -> Option<String> {
    let mut refused = device.app.local().refused();
    refused.find(|(mail, _)| *mail == id).map(|(_, words)| printable(words, REFUSAL_CHARS_MAX))
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
