//! Which facts the present turn changed: the ones to mark, in every view in which they appear.

use std::collections::BTreeSet;

use mailscope_base::{DeviceId, EmailId, ProviderId};
use mailscope_sim::client::LocalChange;
use mailscope_sim::{Entry, Fact, Place, World};

/// Marks for more mails than this on one holder would point nowhere.
const FOCUS_MAX: usize = 3;

/// Which facts the present turn changed: the ones to mark.
#[derive(Debug, Default)]
pub(crate) struct Focus {
    marked: BTreeSet<(Place, EmailId)>,
    /// How many there are, marked or not.
    changed: usize,
}

impl Focus {
    pub(crate) fn of(world: &World) -> Self {
        let mut all = BTreeSet::new();
        for entry in world.trace().of_turn(world.turn()) {
            if let Some(email) = email_of(world, entry) {
                all.insert((entry.place, email));
            }
        }
        let changed = all.len();
        let places: BTreeSet<Place> = all.iter().map(|(place, _)| *place).collect();
        for place in places {
            if all.iter().filter(|(at, _)| *at == place).count() > FOCUS_MAX {
                all.retain(|(at, _)| *at != place);
            }
        }
        Self { marked: all, changed }
    }

    /// How many facts the present turn changed.
    pub(crate) const fn changed(&self) -> usize {
        self.changed
    }

    pub(crate) fn server(&self, provider: ProviderId, email: EmailId) -> bool {
        self.marked.contains(&(Place::Server(provider), email))
    }

    /// Whether the present turn changed the mail at that place.
    pub(crate) fn at(&self, place: Place, email: EmailId) -> bool {
        self.marked.contains(&(place, email))
    }

    pub(crate) fn device(&self, device: DeviceId, email: EmailId) -> bool {
        self.marked.contains(&(Place::Device(device), email))
    }
}

/// The mail that an entry changed for its holder.
fn email_of(world: &World, entry: &Entry) -> Option<EmailId> {
    match &entry.fact {
        Fact::Stored(change) => change.kind.email(),
        Fact::Learned(change) => {
            let Place::Device(device) = entry.place else { return None };
            local_email(world, device, change)
        }
        _ => None,
    }
}

/// The mail that a change on a device is about.
pub(crate) fn local_email(
    world: &World,
    device: DeviceId,
    change: &LocalChange,
) -> Option<EmailId> {
    let id = match change {
        LocalChange::Vanished { origin, .. } => return world.email_of(device, origin),
        LocalChange::Folders
        | LocalChange::Synchronised { .. }
        | LocalChange::FolderRenamed { .. }
        | LocalChange::FolderRefused { .. }
        | LocalChange::Found { .. } => return None,
        LocalChange::Conflict(conflict) => {
            return world.email_of(device, &conflict.mail.as_ref()?.origin);
        }
        LocalChange::Appeared { id }
        | LocalChange::FlagsChanged { id, .. }
        | LocalChange::Moved { id, .. }
        | LocalChange::BodyFetched { id }
        | LocalChange::Settled { id }
        | LocalChange::Sent { id }
        | LocalChange::SendRefused { id, .. }
        | LocalChange::NotSentYet { id, .. } => *id,
    };
    let message = world.device(device)?.app.local().message(id)?;
    world.email_of(device, &message.origin)
}
