//! What was said, who could read it, and which freedoms were used.

use memchr::memmem::Finder;

use mailscope_sim::server::dns;
use mailscope_sim::{End, Entry, Fact, Holder, Place, World};

use super::{Condition, Found, find, place};

pub(super) fn said(condition: &Condition, world: &World) -> Result<Found, String> {
    let holder = condition.holder.as_deref().map(|name| find(world, name)).transpose()?;
    let reader = condition.readable_by.as_deref();
    if let Some(name) = reader.filter(|name| !is_reader(world, name)) {
        return Err(format!("nobody is called {name:?}"));
    }
    let wanted = condition.said.as_deref().map(|text| first(world, text, holder, reader));
    let unwanted = condition.never_said.as_deref().map(|text| first(world, text, holder, reader));
    let told = |found: Option<&Entry>| match found {
        Some(entry) => format!("said in entry {}", entry.id.0),
        None => "never said".to_owned(),
    };
    let what = wanted.iter().chain(&unwanted).map(|found| told(*found)).collect::<Vec<_>>();
    let holds =
        wanted.is_none_or(|found| found.is_some()) && unwanted.is_none_or(|found| found.is_none());
    Ok(Found { holds, what: what.join("; ") })
}

pub(super) fn chose(condition: &Condition, world: &World) -> Result<Found, String> {
    let holder = condition.holder.as_deref().map(|name| find(world, name)).transpose()?;
    let id = condition.chose.as_deref().unwrap_or_default();
    let chosen = |entry: &&Entry| {
        matches!(&entry.fact, Fact::Chose(choice) if choice.0 == id)
            && holder.is_none_or(|holder| entry.place == place(holder))
    };
    let found = world.trace().iter().find(chosen);
    let what = match found {
        Some(entry) => format!("chosen in entry {}", entry.id.0),
        None => "never chosen".to_owned(),
    };
    Ok(Found { holds: found.is_some(), what })
}

/// The first frame or datagram with that text: on a connection of the holder, and readable by the
/// reader, if these are given.
fn first<'a>(
    world: &'a World,
    text: &str,
    holder: Option<Holder>,
    reader: Option<&str>,
) -> Option<&'a Entry> {
    let finder = Finder::new(text);
    world.trace().iter().find(|entry| {
        let says = match &entry.fact {
            Fact::Sent { frame, .. } => finder.find(&frame.bytes).is_some(),
            Fact::Asked(datagram) | Fact::Answered(datagram) => {
                finder.find(dns::describe(datagram).as_bytes()).is_some()
            }
            _ => false,
        };
        says && holder.is_none_or(|holder| takes_part(world, entry, place(holder)))
            && reader.is_none_or(|name| world.reader_names(entry.id).iter().any(|r| r == name))
    })
}

/// Whether the holder is at one of the ends.
fn takes_part(world: &World, entry: &Entry, holder: Place) -> bool {
    let Fact::Sent { connection, .. } = &entry.fact else { return entry.place == holder };
    [End::Client, End::Server].map(|end| world.place(*connection, end)).contains(&holder)
}

fn is_reader(world: &World, name: &str) -> bool {
    world.listeners().any(|listener| *listener.name == *name) || find(world, name).is_ok()
}
