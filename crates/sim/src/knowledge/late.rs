//! Why news from the server has not reached a device.

use mailscope_base::{Duration, Instant};
use mailscope_client::{CheckFor, Protocol};
use mailscope_wire::Choice;

use super::index::{GIVEN_UP, Topic};
use super::reason::Reason;
use super::why::Why;
use crate::{Device, EntryId, Fact, World};

/// How often a device asks that would listen but cannot.
const POLL_WITHOUT_IDLE: Duration = Duration::from_mins(15);

/// The mailbox that a device has open at the server when it is connected.
pub(super) fn watched(device: &Device) -> &str {
    let open = device.app.open_folder();
    let own = device.app.local().folder(open).is_some_and(|folder| folder.local);
    let pop3 = matches!(device.app.settings().protocol, Protocol::Pop3(_));
    if own || pop3 { "INBOX" } else { open }
}

/// Why a device does not know yet what is new in `folder`.
pub(super) fn reason(world: &World, device: &Device, folder: &str) -> Reason {
    let index = world.index();
    if index.last(device.id, Topic::SwitchedOn).is_none() {
        return Reason::new(Why::NotSwitchedOn);
    }
    if !device.app.online() {
        let network = index.last(device.id, Topic::Network);
        let since = network.and_then(|id| world.trace().get(id)).map(|entry| entry.at);
        return Reason::new(Why::Offline(since)).because(network);
    }
    if let Some(reason) = blocked(world, device) {
        return reason;
    }
    let known = device.app.local().folder(folder).and_then(|folder| folder.known_at);
    let asked = index.known(device.id, folder);
    connected(world, device, folder, known)
        .unwrap_or_else(|| Reason::new(pause(world, device, known)))
        .because(asked)
}

/// Why the last attempt to read mail failed, if it did.
fn blocked(world: &World, device: &Device) -> Option<Reason> {
    let outcome = world.index().last(device.id, Topic::Outcome)?;
    let entry = world.trace().get(outcome)?;
    let why = match &entry.fact {
        Fact::Lost(..) => Why::Unreachable(entry.at),
        Fact::Chose(Choice(id)) => match *id {
            "login-refused" | "login-disabled" => Why::LoginRefused,
            "maildrop-in-use" => Why::MaildropInUse,
            id if GIVEN_UP.contains(&id) => Why::GaveUp(Choice(id)),
            "connection-lost" | "server-silent" | "server-said-bye" | "login-later"
                if device.reading.is_none() =>
            {
                Why::Unreachable(entry.at)
            }
            _ => return None,
        },
        _ => return None,
    };
    let maildrop = || world.index().maildrop(device.provider);
    let held: Option<EntryId> = if why == Why::MaildropInUse { maildrop() } else { None };
    Some(Reason::new(why).because(Some(outcome)).because(held))
}

/// The reason where a connection stands.
fn connected(
    world: &World,
    device: &Device,
    folder: &str,
    known: Option<Instant>,
) -> Option<Reason> {
    device.reading?;
    let watches = watched(device);
    if watches == folder {
        return Some(Reason::new(Why::OnItsWay));
    }
    let idles = device.app.state().is_some_and(|state| state.0 == "Idling");
    let chosen = world.index().chose(device.id, "idle-watches-one-mailbox");
    idles.then(|| {
        let (watches, folder) = (watches.to_owned(), folder.to_owned());
        Reason::new(Why::IdleWatchesOne { watches, folder, looked: known }).because(chosen)
    })
}

/// When the device asks again.
fn pause(world: &World, device: &Device, known: Option<Instant>) -> Why {
    let (check, pop3) = match &device.app.settings().protocol {
        Protocol::Imap(policy) => (policy.check, false),
        Protocol::Pop3(policy) => (policy.check, true),
        Protocol::Webmail(policy) => (policy.check, true),
    };
    match check {
        CheckFor::Every(pause) => Why::Polls(pause, known),
        CheckFor::Manual => Why::AsksWhenTold(known),
        CheckFor::Idle if pop3 || world.index().chose(device.id, "no-idle-so-poll").is_some() => {
            Why::Polls(POLL_WITHOUT_IDLE, known)
        }
        CheckFor::Idle => Why::OnItsWay,
    }
}
