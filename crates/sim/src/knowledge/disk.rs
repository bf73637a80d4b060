//! Why the server has a mail, or has it no longer.

use mailscope_base::{ConnectionId, DeviceId, EmailId};
use mailscope_server::AnyServer;
use mailscope_store::{ChangeKind, SpoolChangeKind};
use mailscope_wire::Grammar;
use mailscope_wire::pop3::Command;

use super::reason::{LOOKED_AT_MAX, Reason};
use super::why::Why;
use crate::{Action, Entry, EntryId, Fact, Tap, World};

/// Why a mail is on its server's disk.
pub(super) fn kept(world: &World, email: EmailId) -> Reason {
    let index = world.index();
    let last = index.stored(email).next();
    let Some(dele) = index.dele(email) else { return Reason::new(Why::Original).because(last) };
    let entry = world.trace().get(dele);
    let Some((entry, connection)) = entry.and_then(|e| Some((e, connection_of(e)?))) else {
        return Reason::new(Why::Original).because(last);
    };
    let by = world.party(connection).map(|(device, _)| device);
    let why = if is_marked(world, connection, entry) {
        Why::DeleOnlyMarked(by)
    } else if index.quit(connection) {
        Why::KeptByProvider(by)
    } else {
        Why::DeleUndone(by)
    };
    Reason::new(why).because(Some(dele)).because(last)
}

/// Whether the mark that this DELE set in the session of that connection stands.
fn is_marked(world: &World, connection: ConnectionId, dele: &Entry) -> bool {
    let Some(connection) = world.connection(connection) else { return false };
    let (AnyServer::Pop3(session), Some(frame)) = (&connection.server, world.trace().frame(dele))
    else {
        return false;
    };
    matches!(Command::parse(&frame.bytes), Ok(Command::Dele(number)) if session.is_marked(number))
}

/// Why a mail is not, or no longer, in any mailbox of its server.
pub(super) fn gone(world: &World, email: EmailId) -> Reason {
    let entries = world.index().stored(email).take(LOOKED_AT_MAX);
    let entries: Vec<&Entry> = entries.filter_map(|id| world.trace().get(id)).collect();
    let is_expunged = |entry: &&&Entry| match &entry.fact {
        Fact::Stored(change) => matches!(change.kind, ChangeKind::Expunged { .. }),
        _ => false,
    };
    let expunged = entries.iter().find(is_expunged);
    let ended = entries.iter().find_map(|entry| ended_with_mailbox(world, email, entry));
    match (expunged, ended) {
        // A mail that was moved was expunged where it had been before: what happened last counts.
        (Some(expunged), ended) if ended.as_ref().is_none_or(|(id, _)| *id < expunged.id) => {
            removed(world, expunged)
        }
        (_, Some((id, mailbox))) => {
            let root = world.trace().get(id).map(|entry| entry.root);
            Reason::new(Why::RemovedWithMailbox(mailbox)).because(Some(id)).because(root)
        }
        _ => entries
            .iter()
            .find_map(|entry| queued(world, email, entry))
            .unwrap_or_else(|| Reason::new(Why::Removed)),
    }
}

/// The end of the mailbox into which the mail came with this entry.
fn ended_with_mailbox(world: &World, email: EmailId, entry: &Entry) -> Option<(EntryId, String)> {
    let Fact::Stored(change) = &entry.fact else { return None };
    let ChangeKind::Appended { validity, mailbox, .. } = &change.kind else { return None };
    let id = world.index().mailbox(world.home(email)?.id, *validity)?;
    let ended = match &world.trace().get(id)?.fact {
        Fact::Stored(change) => matches!(change.kind, ChangeKind::MailboxDeleted { .. }),
        _ => false,
    };
    ended.then(|| (id, mailbox.to_string()))
}

/// The mail is, or was, in the queue.
fn queued(world: &World, email: EmailId, entry: &Entry) -> Option<Reason> {
    let Fact::Spooled(change) = &entry.fact else { return None };
    let waits = world.home(email)?.store.spool().get(change.id).is_some();
    let why = if waits { Why::StillQueued } else { Why::HandedOn };
    Some(Reason::new(why).because(Some(entry.id)))
}

/// Who removed a mail, and how.
fn removed(world: &World, expunged: &Entry) -> Reason {
    let trace = world.trace();
    let command = trace.causes(expunged.id).take(LOOKED_AT_MAX).find_map(|entry| {
        let frame =
            matches!(entry.fact, Fact::Read { .. }).then(|| trace.frame(entry)).flatten()?;
        Some((frame.grammar, connection_of(entry)?, entry.id))
    });
    let by = |connection| -> Option<DeviceId> { world.party(connection).map(|(device, _)| device) };
    let (why, command) = match command {
        Some((Grammar::Pop3Command, connection, id)) => {
            (Why::RemovedByPop3(by(connection), expunged.at), Some(id))
        }
        Some((Grammar::ImapCommand, connection, id)) => {
            (Why::RemovedByExpunge(by(connection), expunged.at), Some(id))
        }
        _ => (Why::Removed, None),
    };
    Reason::new(why).because(Some(expunged.id)).because(command).because(Some(expunged.root))
}

/// Whether a device of that account sent the mail, and when: the tap.
pub(super) fn sent_by(world: &World, email: EmailId) -> Option<(DeviceId, EntryId)> {
    let queued = |id: &EntryId| {
        let fact = world.trace().get(*id).map(|entry| &entry.fact);
        matches!(fact, Some(Fact::Spooled(change)) if matches!(change.kind, SpoolChangeKind::Queued))
    };
    let first = world.index().stored(email).take(LOOKED_AT_MAX).find(queued)?;
    let root = world.trace().get(world.trace().get(first)?.root)?;
    match &root.fact {
        Fact::Acted(Action::Tap(device, Tap::Send(_) | Tap::Reply(..))) => Some((*device, root.id)),
        _ => None,
    }
}

fn connection_of(entry: &Entry) -> Option<ConnectionId> {
    match &entry.fact {
        Fact::Read { connection, .. } => Some(*connection),
        _ => None,
    }
}
