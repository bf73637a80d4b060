//! The one sentence: what just happened.

mod answer;
mod between;
mod command;
mod outside;
mod summary;
mod tell;

pub(crate) use command::words;
use mailscope_base::Reason;
use mailscope_sim::client::LocalChange;
use mailscope_sim::store::ChangeKind;
use mailscope_sim::{Action, End, Entry, Fact, History, World};

use crate::Text;
use crate::focus::Focus;
use crate::page::Narration;
use crate::reading::clock_time;

/// Entries after a tap among which its consequences are looked for. What a tap on one mail leads to is
/// far less.
const CONSEQUENCES_MAX: usize = 2_000;

/// Lines of one turn that are told.
const LINES_MAX: usize = 8;

/// What an entry of the trace says, in a sentence.
pub(crate) fn told(world: &World, entry: &Entry) -> Text {
    tell::entry(world, entry)
}

/// The sentence for the present position; `inviting` where nobody has done anything yet.
pub(crate) fn narration(history: &History, inviting: Option<Text>, focus: &Focus) -> Narration {
    let world = history.world();
    let time = clock_time(world, world.now(), true);
    let rest = history.settled().then(|| summary::of(history)).flatten();
    if let Some(sentence) = inviting {
        return Narration {
            time,
            sentence,
            rest: None,
            entry: None,
            changed: 0,
            lines: Vec::new(),
        };
    }
    let mut best = telling(world.trace().of_turn(world.turn()));
    if history.settled() && best.and_then(weight).is_none_or(|weight| weight < SEEN) {
        // At rest, what was seen last says more than the last line on the wire.
        let since = world.trace().iter().rev().take(CONSEQUENCES_MAX);
        let seen = |entry: &&Entry| weight(entry).is_some_and(|weight| weight >= SEEN);
        best = since.take_while(|entry| entry.cause.is_some()).find(seen).or(best);
    }
    Narration {
        time,
        sentence: best.map_or_else(|| Text::new("say-begin"), |entry| sentence(world, entry)),
        rest,
        entry: best.map(|entry| entry.id.0),
        changed: focus.changed(),
        lines: lines(world),
    }
}

/// An entry, and whether its sender has sent more behind it without waiting.
fn sentence(world: &World, entry: &Entry) -> Text {
    let told = tell::entry(world, entry);
    let Fact::Sent { connection, by: End::Client, .. } = &entry.fact else { return told };
    let on_the_same = |other: &&Entry| matches!(&other.fact, Fact::Sent { connection: on, .. } if on == connection);
    let sent = world.trace().of_turn(entry.turn).filter(on_the_same).count();
    match sent.saturating_sub(1) {
        0 => told,
        more => Text::new("say-at-once").text("told", told).number("count", more as u64),
    }
}

/// The entry that says most.
pub(crate) fn telling<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<&'a Entry> {
    let weighed = entries.filter_map(|entry| Some((weight(entry)?, rank(entry), entry)));
    let key =
        |(weight, rank, entry): &(u8, u8, &Entry)| (*weight, *rank, core::cmp::Reverse(entry.id));
    weighed.max_by_key(key).map(|(_, _, entry)| entry)
}

/// How much an entry says among others of its weight.
pub(crate) fn rank(entry: &Entry) -> u8 {
    match &entry.fact {
        Fact::Sent { by: End::Server, frame, .. } => answer::rank(frame),
        _ => 0,
    }
}

/// Whether the list of events tells of it.
pub(crate) fn tells(entry: &Entry) -> bool {
    weight(entry).is_some_and(|weight| weight >= TOLD)
}

/// The least weight of what a list of events tells.
const TOLD: u8 = 5;
/// The least weight of what a person can see.
const SEEN: u8 = 7;

/// How much an entry says about its turn: what is seen before what is sent, what is sent before
/// how.
const fn weight(entry: &Entry) -> Option<u8> {
    Some(match &entry.fact {
        Fact::Acted(_) => 9,
        Fact::Stored(change) => match change.kind {
            ChangeKind::MaildropLocked
            | ChangeKind::MaildropUnlocked
            | ChangeKind::Subscribed { .. }
            | ChangeKind::Unsubscribed { .. } => 3,
            ChangeKind::MailboxCreated { .. }
            | ChangeKind::MailboxDeleted { .. }
            | ChangeKind::MailboxRenamed { .. }
            | ChangeKind::MailboxRenumbered { .. }
            | ChangeKind::QuotaSet { .. }
            | ChangeKind::Appended { .. }
            | ChangeKind::FlagsSet { .. }
            | ChangeKind::Expunged { .. } => 8,
        },
        Fact::Learned(change) => match change {
            LocalChange::Appeared { .. }
            | LocalChange::FlagsChanged { .. }
            | LocalChange::Moved { .. }
            | LocalChange::Sent { .. }
            | LocalChange::SendRefused { .. }
            | LocalChange::NotSentYet { .. }
            | LocalChange::FolderRefused { .. }
            | LocalChange::Found { .. }
            | LocalChange::Conflict(_)
            | LocalChange::Vanished { .. } => 7,
            LocalChange::BodyFetched { .. } | LocalChange::Settled { .. } => 6,
            LocalChange::Synchronised { .. } => 3,
            LocalChange::Folders | LocalChange::FolderRenamed { .. } => 2,
        },
        Fact::SwitchedOn | Fact::Woke(_) => 6,
        Fact::Sent { .. } => 5,
        Fact::Opened(..) | Fact::Closed(_) | Fact::Lost(..) => 3,
        Fact::Chose(_) => 1,
        Fact::Entered(..) => 0,
        Fact::Read { .. }
        | Fact::CouldNot(_)
        | Fact::Tls(..)
        | Fact::Spooled(_)
        | Fact::Transfers { .. }
        | Fact::Asked(_)
        | Fact::Answered(_)
        | Fact::Routed(..) => return None,
    })
}

/// The lines that were sent in this turn, for whoever wants to hear them all.
fn lines(world: &World) -> Vec<String> {
    let sent = world.trace().of_turn(world.turn()).filter_map(|entry| match &entry.fact {
        Fact::Sent { frame, .. } => Some(tell::first_line(&frame.bytes)),
        _ => None,
    });
    sent.take(LINES_MAX).collect()
}

/// Why somebody wants to be woken.
pub(crate) fn reason_text(reason: Reason) -> Text {
    match reason.0 {
        "queue-new" => Text::new("reason-queue-new"),
        "queue-retry" => Text::new("reason-queue-retry"),
        "queue-interrupted" => Text::new("reason-queue-interrupted"),
        "pop3-more-commands" => Text::new("reason-more-commands"),
        "poll-interval" => Text::new("reason-poll"),
        "idle-renewal" => Text::new("reason-idle-renewal"),
        "reconnect-backoff" => Text::new("reason-reconnect"),
        "send-again-backoff" => Text::new("reason-send-again"),
        "smtp-greeting-patience" => Text::new("reason-smtp-greeting"),
        "smtp-mail-patience" | "smtp-rcpt-patience" => Text::new("reason-smtp-command"),
        "smtp-data-patience" => Text::new("reason-smtp-data"),
        "smtp-end-of-data-patience" => Text::new("reason-smtp-end-of-data"),
        "server-silent" => Text::new("reason-silent"),
        "dns-answer-due" => Text::new("reason-dns"),
        "imap-autologout" | "pop3-autologout" | "smtp-timeout" | "http-timeout" => {
            Text::new("reason-autologout")
        }
        other => Text::new("reason-other").words("reason", other),
    }
}

/// The action that started what is going on, if a person did something at this position or before.
fn last_action(history: &History) -> Option<&Action> {
    let here = history.position();
    let last = history.actions().rev().find(|entered| entered.position < here)?;
    Some(&last.action)
}
