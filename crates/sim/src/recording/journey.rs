//! The way of one message through a world: from the tap that sent it to everybody who has it, with
//! every report about it. The trace knows all of it; here it is put in order.

use std::collections::{BTreeMap, BTreeSet};

use mailscope_base::{ConnectionId, EmailId, Instant, ProviderId, QueueId};
use mailscope_client::{LocalChange, Origin};
use mailscope_store::{ChangeKind, SpoolChangeKind};

use super::{EntryRow, place, row};
use crate::{Action, Entry, EntryId, Fact, Place, Protection, Reader, Tap, World};

/// The way of one message.
#[derive(Clone, Debug)]
pub struct Journey {
    /// Its subject.
    pub subject: String,
    /// Where it was written.
    pub from: String,
    /// What happened, scene by scene: a conversation, a look-up, a person at a device.
    pub scenes: Vec<Scene>,
    /// Everybody who could read its text.
    pub readers: Vec<String>,
    /// The conversations in which its text passed in clear, for anybody on the way.
    pub in_clear: Vec<String>,
}

/// What belongs together.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Where: `ada's laptop → mail.nord.example, submission`.
    pub title: String,
    /// When it began.
    pub begins: Instant,
    /// What happened, in order.
    pub rows: Vec<EntryRow>,
}

/// What a scene is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    /// Something happens at a place by itself.
    At(Place),
    /// A provider asks the name servers.
    LookUp(ProviderId),
    /// A conversation, as far as it follows from this.
    Connection(ConnectionId, EntryId),
}

/// The ways of all messages that were sent, in the order in which somebody pressed "Send".
pub fn journeys(world: &World) -> Vec<Journey> {
    let sent = world.trace().iter().filter_map(|entry| match &entry.fact {
        Fact::Acted(Action::Tap(_, Tap::Send(draft))) => Some((entry, draft.subject.clone())),
        _ => None,
    });
    sent.map(|(entry, subject)| journey(world, entry, subject)).collect()
}

fn journey(world: &World, tap: &Entry, subject: String) -> Journey {
    let thread = Thread::of(world, tap);
    let mut scenes: Vec<(Stage, Scene)> = Vec::new();
    let mut stages: BTreeMap<EntryId, Stage> = BTreeMap::new();
    for entry in world.trace().iter().filter(|entry| thread.roots.contains(&entry.root)) {
        let stage = stage(world, entry, &stages);
        stages.insert(entry.id, stage);
        let row = row(world, entry);
        // Questions and their answers belong together, whatever else happens meanwhile; a person who
        // comes back to a device later makes another scene.
        let known = match stage {
            Stage::Connection(..) => scenes.iter_mut().find(|(of, _)| *of == stage),
            Stage::LookUp(_) => scenes.iter_mut().rev().find(|(of, scene)| {
                *of == stage && scene.rows.last().is_some_and(|row| row.what != "routed")
            }),
            Stage::At(_) => scenes.last_mut().filter(|(of, _)| *of == stage),
        };
        if let Some((_, scene)) = known {
            scene.rows.push(row);
        } else {
            let title = title(world, stage);
            scenes.push((stage, Scene { title, begins: entry.at, rows: vec![row] }));
        }
    }
    let (readers, in_clear) = readers_of_text(world, &thread);
    Journey {
        subject,
        from: place(world, tap.place),
        readers,
        in_clear,
        scenes: scenes.into_iter().map(|(_, scene)| scene).collect(),
    }
}

/// Which entries belong to a message's way.
struct Thread {
    /// What came from outside and led to them.
    roots: BTreeSet<EntryId>,
    /// The message and the reports about it, by Message-ID.
    ids: BTreeSet<String>,
}

impl Thread {
    fn of(world: &World, tap: &Entry) -> Self {
        let mut thread = Self { roots: BTreeSet::from([tap.id]), ids: BTreeSet::new() };
        let mut queued: BTreeMap<(Place, QueueId), EmailId> = BTreeMap::new();
        for entry in world.trace().from(tap.id.0 as usize) {
            if let Fact::Spooled(change) = &entry.fact {
                queued.insert((entry.place, change.id), change.email);
                if thread.ids.is_empty() && entry.root == tap.id {
                    thread.ids.extend(message_id(world, change.email));
                }
            }
            let Some(id) = about(world, entry) else { continue };
            if !thread.ids.contains(&id) {
                continue;
            }
            thread.roots.insert(entry.root);
            if let Fact::Spooled(change) = &entry.fact
                && let SpoolChangeKind::Reported { report, .. } = &change.kind
                && let Some(email) = queued.get(&(entry.place, *report))
            {
                thread.ids.extend(message_id(world, *email));
            }
        }
        thread
    }
}

fn message_id(world: &World, email: EmailId) -> Option<String> {
    world.mail(email)?.summary().message_id.clone()
}

/// The Message-ID of the mail that an entry is about.
fn about(world: &World, entry: &Entry) -> Option<String> {
    let email = match (&entry.fact, entry.place) {
        (Fact::Spooled(change), _) => change.email,
        (Fact::Stored(change), _) => match &change.kind {
            ChangeKind::Appended { email, .. } => *email,
            _ => return None,
        },
        (Fact::Acted(Action::Tap(_, Tap::Open(email))), _) => *email,
        (Fact::Learned(change), Place::Device(device)) => {
            let id = match change {
                LocalChange::Appeared { id }
                | LocalChange::BodyFetched { id }
                | LocalChange::Sent { id }
                | LocalChange::SendRefused { id, .. }
                | LocalChange::NotSentYet { id, .. } => *id,
                _ => return None,
            };
            let message = world.device(device)?.app.local().message(id)?;
            if let Origin::Composed(id) = &message.origin {
                return Some(id.trim_matches(['<', '>']).to_owned());
            }
            world.email_of(device, &message.origin)?
        }
        _ => return None,
    };
    message_id(world, email)
}

/// The scene of an entry: what it says of itself, else that of its cause.
fn stage(world: &World, entry: &Entry, stages: &BTreeMap<EntryId, Stage>) -> Stage {
    let own = match (&entry.fact, entry.place) {
        (
            Fact::Opened(connection, _)
            | Fact::Closed(connection)
            | Fact::Lost(connection, _)
            | Fact::Tls(connection, _)
            | Fact::Sent { connection, .. }
            | Fact::Read { connection, .. }
            | Fact::Entered(connection, _),
            _,
        ) => Some(Stage::Connection(*connection, entry.root)),
        (Fact::Asked(_) | Fact::Routed(..), Place::Server(provider)) => {
            Some(Stage::LookUp(provider))
        }
        (Fact::Transfers { .. } | Fact::Acted(_) | Fact::Woke(_) | Fact::SwitchedOn, at) => {
            Some(Stage::At(at))
        }
        _ => None,
    };
    let inherited = || {
        let stage = entry.cause.and_then(|cause| stages.get(&cause).copied());
        // What follows from what happened elsewhere happens here.
        stage.filter(|stage| world.is_at(*stage, entry.place) || entry.place == Place::NameServer)
    };
    own.or_else(inherited).unwrap_or(Stage::At(entry.place))
}

impl World {
    fn is_at(&self, stage: Stage, place: Place) -> bool {
        match stage {
            Stage::At(at) => at == place,
            Stage::LookUp(provider) => Place::Server(provider) == place,
            Stage::Connection(connection, _) => self.ends(connection).is_some_and(|ends| {
                place == ends.client.place() || place == Place::Server(ends.server.provider)
            }),
        }
    }
}

fn title(world: &World, stage: Stage) -> String {
    match stage {
        Stage::At(at) => place(world, at),
        Stage::LookUp(provider) => format!("{} asks dns", place(world, Place::Server(provider))),
        Stage::Connection(connection, _) => conversation(world, connection),
    }
}

fn conversation(world: &World, connection: ConnectionId) -> String {
    let Some(ends) = world.ends(connection) else { return "a connection".to_owned() };
    let client = place(world, ends.client.place());
    let host = world.provider_of(ends.server.provider);
    let host = host.and_then(|provider| provider.host(ends.server.index));
    let host = host.map_or_else(String::new, |host| host.name.to_string());
    let service = ends.service.name().to_uppercase();
    format!("{client} → {host}, {service} (connection {connection})")
}

/// Everybody who could read a frame with the text of the message in it; and the conversations in
/// which such a frame passed in clear.
fn readers_of_text(world: &World, thread: &Thread) -> (Vec<String>, Vec<String>) {
    let mails = world.emails().filter_map(|email| world.mail(email));
    let is_it = |mail: &&mailscope_store::Mail| {
        mail.summary().message_id.as_ref().is_some_and(|id| thread.ids.contains(id))
    };
    let texts: Vec<Vec<u8>> =
        mails.filter(is_it).filter_map(|mail| telling_line(&mail.text())).collect();
    let mut readers: BTreeSet<Reader> = BTreeSet::new();
    let mut in_clear: BTreeSet<ConnectionId> = BTreeSet::new();
    for entry in world.trace().sent() {
        if let Fact::Sent { frame, connection, protection, .. } = &entry.fact
            && texts.iter().any(|text| contains(&frame.bytes, text))
        {
            readers.extend(world.readers(entry.id));
            if *protection == Protection::Clear {
                in_clear.insert(*connection);
            }
        }
    }
    (
        readers.into_iter().map(|reader| super::reader(world, reader)).collect(),
        in_clear.into_iter().map(|connection| conversation(world, connection)).collect(),
    )
}

/// The longest line of a text: where it is found, there is the text.
fn telling_line(text: &[u8]) -> Option<Vec<u8>> {
    let lines = text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    lines.max_by_key(|line| line.len()).filter(|line| !line.is_empty()).map(<[u8]>::to_vec)
}

fn contains(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}
