//! Holders and mail by the names that people give them.

use mailscope_base::EmailId;
use mailscope_client::{LocalMessage, Origin};

use super::{Freshness, Holder, Knowledge, Why, knowledge};
use crate::{MailName, World, written_on};

/// The holder that people call so: `server` for the first provider, a provider's domain, or a
/// device's name.
pub fn holder_named(world: &World, name: &str) -> Option<Holder> {
    if name == "server" {
        return Some(Holder::Server(world.provider().id));
    }
    let device = world.device_named(name).map(|device| Holder::Device(device.id));
    device.or_else(|| world.provider_named(name).map(|provider| Holder::Server(provider.id)))
}

/// What `holder` knows of the mail of that name. Where several are called so, one that the holder
/// has goes before one that its server has, one that was for it before one that is for others, and a
/// newer one before an older one. Nothing where no
/// mail of this world is called so. Looks at every mail of the world.
pub fn by_name(world: &World, holder: Holder, name: &MailName) -> Option<Knowledge> {
    let own = match holder {
        Holder::Device(id) => world.device(id).and_then(|device| {
            let own = device.app.local().messages().filter(|m| is_called(m, name));
            own.last().map(|message| knowledge(world, holder, written_on(id, message.id)))
        }),
        Holder::Server(_) => None,
    };
    let known: Vec<Knowledge> =
        world.emails_named(name).map(|email| knowledge(world, holder, email)).collect();
    let best = |known: &Knowledge| match known.freshness {
        Freshness::Nowhere if known.why == Why::NotForHere => 0,
        Freshness::Nowhere => 1,
        _ if known.held.is_none() => 2,
        _ => 3,
    };
    // The first of the greatest: the newest.
    let found = known.into_iter().rev().max_by_key(best);
    match (found, own) {
        (Some(found), Some(own)) => Some(if found.held.is_some() { found } else { own }),
        (found, own) => found.or(own),
    }
}

fn is_called(message: &LocalMessage, MailName(name): &MailName) -> bool {
    let Origin::Composed(id) = &message.origin else { return false };
    if name.starts_with('<') { id == name } else { message.summary.subject == *name }
}

impl World {
    /// Every mail of that name, the newest first.
    pub fn emails_named<'a>(&'a self, name: &'a MailName) -> impl Iterator<Item = EmailId> + 'a {
        self.emails().filter(move |email| self.mail(*email).is_some_and(|mail| name.is_of(mail)))
    }
}
