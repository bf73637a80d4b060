//! Where a conversation stands, in the words of its RFC.

use mailscope_base::ConnectionId;
use mailscope_sim::server::{imap, pop3, smtp};
use mailscope_sim::{End, Entry, EntryId, Fact, World};
use mailscope_wire::{Service, StateName};

use super::at_end;
use super::index::{Index, verb};
use crate::reading::printable;

/// Entries after a command among which its being read is looked for.
const READ_WITHIN: usize = 20_000;
/// Characters of a mailbox's name.
const NAME_CHARS_MAX: usize = 40;

/// The states that a session can be in, and the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatesView {
    /// From the first to the last one.
    pub boxes: Vec<StateBox>,
    /// The section that names them.
    pub section: &'static str,
    /// Whether the server has not read the line yet: what follows from it is open.
    pub unread: bool,
    /// The mailbox that is selected.
    pub selected: Option<String>,
}

/// A state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateBox {
    /// Its name in the RFC.
    pub name: &'static str,
    /// Whether the session was in it before the line.
    pub before: bool,
    /// Whether it is in it after the line.
    pub after: bool,
}

/// The states around a line of that connection.
pub(super) fn around(
    world: &World,
    index: &Index,
    entry: &Entry,
    id: ConnectionId,
) -> Option<StatesView> {
    let ends = world.ends(id)?;
    let (names, section) = names(ends.service)?;
    let server = at_end(ends, End::Server);
    let said = index.conversations.get(&id)?;
    let happened = |entry: &u32| (*entry as usize) < world.trace().len();
    let entered: Vec<(&Entry, StateName)> = said
        .iter()
        .filter(|entry| happened(entry))
        .filter_map(|entry| world.trace().get(EntryId(*entry)))
        .filter_map(|entry| match &entry.fact {
            Fact::Entered(_, state) if entry.place == server => Some((entry, *state)),
            _ => None,
        })
        .collect();
    // A command changes the state in the turn in which it is read, an answer tells of the turn it is
    // given in.
    let from_client = matches!(&entry.fact, Fact::Sent { by: End::Client, .. });
    let told_in = if from_client { read_in(world, entry) } else { Some(entry.turn) };
    let until = |turn: u32| {
        let states = entered.iter().take_while(|(entry, _)| entry.turn < turn);
        states.filter_map(|(_, state)| position(names, *state)).last().unwrap_or(0)
    };
    let before = until(told_in.unwrap_or(u32::MAX));
    let after = told_in.map_or(before, |turn| until(turn + 1));
    let boxes = names.iter().enumerate().map(|(at, name)| StateBox {
        name: name.0,
        before: at == before,
        after: at == after,
    });
    let selected = names[after] == imap::SELECTED;
    Some(StatesView {
        boxes: boxes.collect(),
        section,
        unread: told_in.is_none(),
        selected: selected.then(|| mailbox(world, said, entry)).flatten(),
    })
}

/// The states of a protocol in order. A web page has none.
const fn names(service: Service) -> Option<(&'static [StateName], &'static str)> {
    match service {
        Service::Imap => Some((
            &[imap::NOT_AUTHENTICATED, imap::AUTHENTICATED, imap::SELECTED, imap::LOGOUT],
            "RFC 9051 §3",
        )),
        Service::Pop3 => {
            Some((&[pop3::AUTHORIZATION, pop3::TRANSACTION, pop3::UPDATE], "RFC 1939 §3"))
        }
        Service::Smtp | Service::Submission => Some((
            &[
                smtp::SESSION_INITIATION,
                smtp::INITIAL,
                smtp::MAIL_TRANSACTION,
                smtp::MAIL_DATA,
                smtp::TERMINATED,
            ],
            "RFC 5321 §3",
        )),
        _ => None,
    }
}

/// Its place among the states; what goes on inside of one (IDLE, AUTH) is none of them.
fn position(names: &[StateName], state: StateName) -> Option<usize> {
    names.iter().position(|name| *name == state)
}

/// The turn in which the other end read a frame; nothing if it has not.
fn read_in(world: &World, sent: &Entry) -> Option<u32> {
    let after = world.trace().from(sent.id.0 as usize + 1).take(READ_WITHIN);
    let mut reads = after.filter(|entry| matches!(entry.fact, Fact::Read { .. }));
    reads.find(|entry| entry.cause == Some(sent.id)).map(|entry| entry.turn)
}

/// The mailbox that was asked for last.
fn mailbox(world: &World, said: &[u32], until: &Entry) -> Option<String> {
    let before = said.iter().rev().filter(|entry| **entry <= until.id.0);
    before.filter_map(|entry| world.trace().get(EntryId(*entry))).find_map(|entry| {
        let Fact::Sent { by: End::Client, frame, .. } = &entry.fact else { return None };
        if !matches!(verb(frame).as_str(), "SELECT" | "EXAMINE") {
            return None;
        }
        let line = String::from_utf8_lossy(frame.bytes.get(..200).unwrap_or(&frame.bytes));
        let mut words = line.trim_end().splitn(3, ' ').skip(2);
        let rest = words.next()?;
        let name = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split(' ').next(),
        };
        name.map(|name| printable(name, NAME_CHARS_MAX))
    })
}
