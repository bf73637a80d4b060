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

/// What is left to look at in the maildrop.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// Messages by number, with their unique-ids.
    pub(super) entries: Vector<(MessageNumber, String)>,
    /// The unique-ids of messages that DELE has marked.
    pub(super) marked: Vector<String>,
}

impl Pop3Client {
    /// The unique-id listing (RFC 1939 §7); nothing if the server has none.
    pub(super) fn listed(&mut self, listing: Option<Bytes>, cx: &mut Context<'_>) {
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
        self.next_message(cx);
    }

    /// Fetches the next unknown message, or marks the next one that may go.
    fn next_message(&mut self, cx: &mut Context<'_>) {
        let may_remove = self.policy.after_fetch != AfterFetch::Leave;
        let State::Transaction(plan) = &mut self.state else { return };
        while let Some((number, unique_id)) = plan.entries.pop_front() {
            let ids = &cx.host.unique_ids;
            if !ids.seen.contains(&unique_id) {
                if cx.host.len() >= MAILBOX_MESSAGES_MAX {
                    cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
                    break;
                }
                return self.send(&Command::Retr(number), Asked::Retr(number, unique_id), cx);
            }
            if may_remove && ids.doomed.contains(&unique_id) {
                if self.policy.after_fetch == AfterFetch::RemoveWhenDeletedHere {
                    cx.choose(choice::REMOVED_AS_DELETED_HERE);
                }
                return self.send(&Command::Dele(number), Asked::Dele(unique_id), cx);
            }
        }
        cx.host.learn_all("INBOX", cx.now);
        self.quit(cx);
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
            return self.next_message(cx);
        };
        cx.host.keep_own(&unique_id, message, cx.now);
        if self.policy.after_fetch == AfterFetch::RemoveAtOnce {
            cx.choose(choice::REMOVED_AFTER_FETCH);
            cx.host.unique_ids.doomed.insert(unique_id.clone());
            self.send(&Command::Dele(number), Asked::Dele(unique_id), cx);
        } else {
            cx.choose(choice::LEFT_ON_SERVER);
            self.next_message(cx);
        }
    }

    /// The answer to DELE (RFC 1939 §5): the message is marked, and removed only after QUIT.
    pub(super) fn marked(&mut self, unique_id: String, ok: bool, cx: &mut Context<'_>) {
        match &mut self.state {
            State::Transaction(plan) if ok => plan.marked.push_back(unique_id),
            _ => cx.choose(choice::TRY_AGAIN_NEXT_VISIT),
        }
        self.next_message(cx);
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
