//! A device from within: what it keeps, what waits there, what it is set to.

use mailscope_base::{DeviceId, EmailId};
use mailscope_sim::client::{
    Folder, FolderRole, KnownMailbox, LocalMail, LocalMessage, Origin, Protocol, Standing,
};
use mailscope_sim::{Device, Place, Sleeper, World};
use mailscope_wire::Service;

use super::mailbox::flags;
use super::marks::Marks;
use super::source::SourceId;
use super::waiting::{self, WaitingRow};
use super::{Fact, Glance, Said, settings, window};
use crate::Text;
use crate::devices::{device_name, folder_label};
use crate::narrate::reason_text;
use crate::reading::clock_time;

/// Unique-ids that are shown.
const UNIQUE_IDS_MAX: usize = 40;

/// A device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceInside {
    /// Which.
    pub id: DeviceId,
    /// What people call it.
    pub name: Text,
    /// What it speaks.
    pub service: Service,
    /// Whether it keeps nothing: a page in a browser.
    pub keeps_nothing: bool,
    /// How it stands.
    pub facts: Vec<Fact>,
    /// What it is set to.
    pub settings: Vec<Fact>,
    /// Its folders.
    pub folders: Vec<FolderRow>,
    /// The folder that is shown.
    pub folder: Option<FolderInside>,
    /// What waits for a server, in order.
    pub waiting: Vec<WaitingRow>,
    /// How many more changes wait.
    pub waiting_more: usize,
    /// The unique-ids that it remembers, each with the time of day at which it fetched that mail, and
    /// whether it will remove it (POP3).
    pub remembered: Vec<(String, String, bool)>,
    /// How many more.
    pub remembered_more: usize,
}

/// A folder in the list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderRow {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Mails in it.
    pub total: usize,
    /// Those that are not read.
    pub unread: usize,
    /// Whether it is on this device only.
    pub local: bool,
    /// Whether it is shown.
    pub chosen: bool,
}

/// A folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderInside {
    /// Its name.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// What the device knows of the server's mailbox.
    pub facts: Vec<Fact>,
    /// Mails in it.
    pub total: usize,
    /// The place of `rows[0]`.
    pub first: usize,
    /// The mails that are wanted, newest first.
    pub rows: Vec<LocalRow>,
}

/// A mail on a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalRow {
    /// Which mail; nothing for one that only this device has.
    pub email: Option<EmailId>,
    /// Names the row.
    pub key: u32,
    /// The name that the server has for it: a UID, a unique-id, or a Message-ID.
    pub name: String,
    /// Flags as the device shows them; empty for none.
    pub flags: String,
    /// Whether all of it is here; else only what a list shows.
    pub whole: bool,
    /// Octets of the whole mail.
    pub octets: u64,
    /// How it stands to the server.
    pub stands: Stands,
    /// The subject; empty if there is none.
    pub subject: String,
    /// Whether the present turn changed it.
    pub focus: bool,
    /// Where its octets are, if they are here.
    pub source: Option<SourceId>,
}

/// How a mail on a device stands to the server, as far as the device knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// As the server said.
    Settled,
    /// Changed here, not confirmed.
    Pending,
    /// A copy of its own.
    Own,
}

pub(super) fn view(world: &World, device: &Device, glance: &Glance, marks: &Marks) -> DeviceInside {
    let local = device.app.local();
    let protocol = &device.app.settings().protocol;
    let wanted = glance.mailbox.as_deref().and_then(|name| local.folder(name));
    let chosen =
        wanted.or_else(|| local.folder_for(FolderRole::Inbox)).or_else(|| local.folders().next());
    let (waiting, waiting_more) = waiting::view(local);
    let remembered = local
        .remembered()
        .take(UNIQUE_IDS_MAX)
        .map(|(id, at)| (id.to_owned(), clock_time(world, at, true), local.will_remove(id)));
    DeviceInside {
        id: device.id,
        name: device_name(world, device.id),
        service: device.app.service(),
        keeps_nothing: matches!(protocol, Protocol::Webmail(_)),
        facts: facts(world, device),
        settings: settings::view(device),
        folders: local.folders().map(|one| folder_row(local, one, chosen)).collect(),
        folder: chosen.map(|one| folder(world, device, one, glance, marks)),
        waiting,
        waiting_more,
        remembered: remembered.collect(),
        remembered_more: local.remembered().len().saturating_sub(UNIQUE_IDS_MAX),
    }
}

fn facts(world: &World, device: &Device) -> Vec<Fact> {
    let app = &device.app;
    let mut facts = Vec::new();
    if !app.online() {
        facts.push(Fact::words("inside-network", Text::new("device-offline")));
    }
    facts.push(match device.reading.and(app.state()) {
        Some(state) => Fact::of("inside-reads", Said::Machine(state.0.to_owned())),
        None => Fact::words("inside-reads", Text::new("inside-no-connection")),
    });
    if let Some(state) = device.sending.and(app.sending_state()) {
        facts.push(Fact::of("inside-sends", Said::Machine(state.0.to_owned())));
    }
    let wakes = world.wakes().filter(|wake| wake.sleeper == Sleeper::Device(device.id));
    let next = wakes.filter(|wake| wake.deadline.reason.0 != "server-silent").min();
    facts.push(match next {
        None => Fact::words("inside-next-look", Text::new("inside-next-none")),
        Some(wake) => Fact::words(
            "inside-next-look",
            Text::new("inside-next-look-at")
                .words("time", clock_time(world, wake.deadline.at, true))
                .text("reason", reason_text(wake.deadline.reason)),
        ),
    });
    let local = app.local();
    facts.push(Fact::of("inside-octets", Said::Octets(local.octets())));
    let text = Text::new("inside-whole-of")
        .number("whole", local.whole() as u64)
        .number("all", local.len() as u64);
    facts.push(Fact::words("inside-messages", text));
    facts
}

fn folder_row(local: &LocalMail, folder: &Folder, chosen: Option<&Folder>) -> FolderRow {
    FolderRow {
        name: folder.name.clone(),
        label: folder_label(folder),
        total: local.count(&folder.name),
        unread: local.unread(&folder.name),
        local: folder.local,
        chosen: chosen.is_some_and(|one| one.name == folder.name),
    }
}

fn folder(
    world: &World,
    device: &Device,
    folder: &Folder,
    glance: &Glance,
    marks: &Marks,
) -> FolderInside {
    let local = device.app.local();
    let total = local.count(&folder.name);
    let rows = window(&glance.rows, total);
    let mails = local.messages_in(&folder.name).skip(rows.start).take(rows.len());
    FolderInside {
        name: folder.name.clone(),
        label: folder_label(folder),
        facts: folder_facts(world, local, folder),
        total,
        first: rows.start,
        rows: mails.map(|message| row(world, device, message, marks)).collect(),
    }
}

/// What the device knows of the mailbox behind a folder.
fn folder_facts(world: &World, local: &LocalMail, folder: &Folder) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(KnownMailbox { validity, modseq, known, bare }) = local.known_mailbox(&folder.name)
    {
        if let Some(validity) = validity {
            facts.push(Fact::machine("UIDVALIDITY", &validity));
        }
        if let Some(modseq) = modseq {
            facts.push(Fact::machine("HIGHESTMODSEQ", &modseq));
        }
        let text = Text::new("inside-whole-of")
            .number("whole", known.saturating_sub(bare) as u64)
            .number("all", known as u64);
        facts.push(Fact::words("inside-messages", text));
    }
    if folder.local {
        facts.push(Fact::words("inside-place", Text::new("inside-only-here")));
    }
    facts.push(match folder.known_at {
        Some(at) => {
            let text = Text::new("inside-known-at").words("time", clock_time(world, at, true));
            Fact::words("inside-known", text)
        }
        None => Fact::words("inside-known", Text::new("inside-known-never")),
    });
    facts
}

fn row(world: &World, device: &Device, message: &LocalMessage, marks: &Marks) -> LocalRow {
    let email = world.email_of(device.id, &message.origin);
    let at = Place::Device(device.id);
    LocalRow {
        email,
        key: message.id.0,
        name: match &message.origin {
            Origin::Imap(_, uid) => uid.to_string(),
            Origin::Pop3(unique_id) => unique_id.clone(),
            Origin::Composed(message_id) => message_id.clone(),
        },
        flags: flags(&message.flags),
        whole: message.body.is_some(),
        octets: u64::from(message.summary.size),
        stands: match message.standing {
            Standing::Settled => Stands::Settled,
            Standing::Pending => Stands::Pending,
            Standing::Own => Stands::Own,
        },
        subject: message.summary.subject.clone(),
        focus: email.is_some_and(|email| marks.mail(at, email)),
        source: message.body.is_some().then_some(SourceId::OnDevice(device.id, message.id)),
    }
}
