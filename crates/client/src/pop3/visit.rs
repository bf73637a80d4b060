//! One visit to a maildrop: what is new is fetched, what may go is marked as deleted.

use std::collections::BTreeSet;

use bytes::Bytes;
use imbl::Vector;
use mailscope_base::MessageNumber;
use mailscope_base::limits::MAILBOX_MESSAGES_MAX;
use mailscope_wire::pop3::Command;

use super::{Asked, Pop3Client, State};
use crate::app::AfterFetch;
use crate::choice;
use crate::event::Context;

/// Octets of a unique-id (RFC 1939 §7).
const UNIQUE_ID_OCTETS_MAX: usize = 70;

/// Commands about messages that may wait for their answers at the same time: enough to keep a link busy,
/// and not so many that a cut loses the sight of much.
const IN_FLIGHT_MAX: usize = 16;

/// What is left to look at in the maildrop.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// STAT was refused: the maildrop is of no use today.
    hopeless: bool,
    /// Messages by number, with their unique-ids.
    pub(super) entries: Vector<(MessageNumber, String)>,
    /// The unique-ids of messages that DELE has marked.
    pub(super) marked: Vector<String>,
}

impl Pop3Client {
    /// What there is: STAT and the unique-ids.
    pub(super) fn look(&mut self, cx: &mut Context<'_>) {
        self.send(&Command::Stat, Asked::Stat, cx);
        if self.offers.pipelining() {
            self.without_waiting(cx);
            self.send(&Command::Uidl(None), Asked::Uidl, cx);
        }
    }

    /// The answer to STAT (RFC 1939 §5).
    pub(super) fn counted(&mut self, ok: bool, cx: &mut Context<'_>) {
        let listing_comes = !self.asked.is_empty();
        if ok && !listing_comes {
            return self.send(&Command::Uidl(None), Asked::Uidl, cx);
        }
        if ok {
            return;
        }
        cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
        if let State::Transaction(plan) = &mut self.state {
            plan.hopeless = true;
        }
        if !listing_comes {
            self.quit(cx);
        }
    }

    /// The unique-id listing (RFC 1939 §7); nothing if the server has none.
    pub(super) fn listed(&mut self, listing: Option<Bytes>, cx: &mut Context<'_>) {
        if matches!(&self.state, State::Transaction(plan) if plan.hopeless) {
            return self.quit(cx);
        }
        let Some(listing) = listing else {
            cx.choose(choice::NO_UIDL);
            return self.quit(cx);
        };
        let lines = listing.split(|octet| *octet == b'\n').filter(|line| !line.is_empty());
        let mut entries = Vector::new();
        let mut ignored = false;
        for line in lines {
            match unique_id_line(line) {
                Some(entry) if entries.len() < MAILBOX_MESSAGES_MAX => entries.push_back(entry),
                _ => ignored = true,
            }
        }
        if ignored {
            cx.choose(choice::RESPONSE_IGNORED);
        }
        // What the server no longer has needs no memory: a unique-id is not used again (RFC 1939
        // §7).
        let there: BTreeSet<&str> = entries.iter().map(|(_, id)| id.as_str()).collect();
        let ids = &mut cx.host.unique_ids;
        for set in [&mut ids.seen, &mut ids.doomed] {
            let gone: Vec<String> =
                set.iter().filter(|id| !there.contains(id.as_str())).cloned().collect();
            for id in gone {
                set.remove(&id);
            }
        }
        if let State::Transaction(plan) = &mut self.state {
            plan.entries = entries;
        }
        self.go_on(cx);
    }

    /// Sends what there is to send, as much at a time as the server takes; leaves when all is done.
    fn go_on(&mut self, cx: &mut Context<'_>) {
        let at_a_time = if self.offers.pipelining() { IN_FLIGHT_MAX } else { 1 };
        while self.asked.len() < at_a_time {
            let Some((command, asked)) = self.next_command(cx) else { break };
            if !self.asked.is_empty() {
                self.without_waiting(cx);
            }
            self.send(&command, asked, cx);
        }
        // QUIT makes the server remove what is marked, so it waits for every answer.
        if self.asked.is_empty() {
            cx.host.learn_all("INBOX", cx.now);
            self.quit(cx);
        }
    }

    /// Fetches the next unknown message, or marks the next one that may go.
    fn next_command(&mut self, cx: &mut Context<'_>) -> Option<(Command, Asked)> {
        let may_remove = self.policy.after_fetch != AfterFetch::Leave;
        let coming = self.asked.iter().filter(|asked| matches!(asked, Asked::Retr(..))).count();
        let State::Transaction(plan) = &mut self.state else { return None };
        while let Some((number, unique_id)) = plan.entries.pop_front() {
            let ids = &cx.host.unique_ids;
            if !ids.seen.contains(&unique_id) {
                if cx.host.len() + coming >= MAILBOX_MESSAGES_MAX {
                    cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
                    plan.entries.clear();
                    return None;
                }
                return Some((Command::Retr(number), Asked::Retr(number, unique_id)));
            }
            if may_remove && ids.doomed.contains(&unique_id) {
                if self.policy.after_fetch == AfterFetch::RemoveWhenDeletedHere {
                    cx.choose(choice::REMOVED_AS_DELETED_HERE);
                }
                return Some((Command::Dele(number), Asked::Dele(unique_id)));
            }
        }
        None
    }

    /// The answer to RETR (RFC 1939 §5); nothing if the server refuses.
    pub(super) fn retrieved(
        &mut self,
        number: MessageNumber,
        unique_id: String,
        message: Option<Bytes>,
        cx: &mut Context<'_>,
    ) {
        let Some(message) = message else {
            cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
            return self.go_on(cx);
        };
        cx.host.keep_own(&unique_id, message, cx.now);
        if self.policy.after_fetch == AfterFetch::RemoveAtOnce {
            cx.choose(choice::REMOVED_AFTER_FETCH);
            cx.host.unique_ids.doomed.insert(unique_id.clone());
            self.send(&Command::Dele(number), Asked::Dele(unique_id), cx);
        } else {
            cx.choose(choice::LEFT_ON_SERVER);
        }
        self.go_on(cx);
    }

    /// The answer to DELE (RFC 1939 §5): the message is marked, and removed only after QUIT.
    pub(super) fn marked(&mut self, unique_id: String, ok: bool, cx: &mut Context<'_>) {
        match &mut self.state {
            State::Transaction(plan) if ok => plan.marked.push_back(unique_id),
            _ => cx.choose(choice::TRY_AGAIN_NEXT_VISIT),
        }
        self.go_on(cx);
    }
}

/// `unique-id listing`: a message number, a space, the unique-id (RFC 1939 §7).
fn unique_id_line(line: &[u8]) -> Option<(MessageNumber, String)> {
    let line = core::str::from_utf8(line).ok()?;
    let line = line.strip_suffix('\r').unwrap_or(line);
    let (number, unique_id) = line.split_once(' ')?;
    let number = number.parse().ok().and_then(MessageNumber::new)?;
    let valid = (1..=UNIQUE_ID_OCTETS_MAX).contains(&unique_id.len())
        && unique_id.bytes().all(|octet| (0x21..=0x7E).contains(&octet));
    valid.then(|| (number, unique_id.to_owned()))
}
