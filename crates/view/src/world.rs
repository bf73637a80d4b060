//! What stands at the edge of the stage: the person, the other providers, the name servers.

use mailscope_base::{DeviceId, ProviderId};
use mailscope_sim::{Condition, Device, Fact, Place, Provider, World};

use crate::cast;

/// The world outside of the provider that the stage shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorldView {
    /// The name of the person whose mail the server's column shows.
    pub person: String,
    /// That person's address.
    pub address: String,
    /// The other providers.
    pub providers: Vec<ProviderView>,
    /// Whether there are name servers to be asked: among several providers there are.
    pub name_servers: bool,
    /// Whether somebody talks with the name servers in the present turn.
    pub asking: bool,
    /// Messages that have not arrived yet and can be let in with [`Deed::LetArrive`](crate::Deed); nothing
    /// in a scenario without such.
    pub arrivals_left: Option<usize>,
}

/// Another provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderView {
    /// Its domain.
    pub name: String,
    /// Who has an account there.
    pub people: Vec<String>,
    /// Mails in its queue.
    pub queued: usize,
    /// Whether none of its hosts works.
    pub down: bool,
    /// Whether the present turn changed something there.
    pub focus: bool,
    /// A device that reads mail there: with it in the hand, the stage shows this provider.
    pub device: Option<DeviceId>,
}

/// People that a small box names.
const PEOPLE_MAX: usize = 3;

pub(crate) fn view(
    world: &World,
    hand: Option<&Device>,
    arrivals_left: Option<usize>,
) -> WorldView {
    let shown = hand.map_or(world.provider().id, |device| device.provider);
    let account =
        hand.and_then(|device| world.provider_of(device.provider)?.store.account(device.account));
    let others = world.providers().filter(|provider| provider.id != shown);
    let asking = world
        .trace()
        .of_turn(world.turn())
        .any(|entry| matches!(entry.fact, Fact::Asked(_) | Fact::Answered(_)));
    WorldView {
        person: hand.map(|device| cast::person(world, device)).unwrap_or_default(),
        address: account.map(|a| format!("{}@{}", a.user, a.domain)).unwrap_or_default(),
        providers: others.map(|provider| other(world, provider)).collect(),
        name_servers: world.providers().len() > 1 || asking,
        asking,
        arrivals_left,
    }
}

fn other(world: &World, provider: &Provider) -> ProviderView {
    let people = provider.store.accounts().take(PEOPLE_MAX);
    let works = |condition: Condition| {
        matches!(condition, Condition::Up | Condition::Slow(_) | Condition::CutsAfter(_))
    };
    ProviderView {
        name: provider.name.clone(),
        people: people.map(|(_, account)| cast::called(&account.user)).collect(),
        queued: provider.store.spool().len(),
        down: !provider.hosts.iter().any(|host| works(host.condition)),
        focus: changed(world, provider.id),
        device: world.devices().find(|device| device.provider == provider.id).map(|d| d.id),
    }
}

/// Whether the present turn changed something on the provider's disk.
fn changed(world: &World, provider: ProviderId) -> bool {
    world.trace().of_turn(world.turn()).any(|entry| {
        entry.place == Place::Server(provider)
            && matches!(entry.fact, Fact::Stored(_) | Fact::Spooled(_))
    })
}
