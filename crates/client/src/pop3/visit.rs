//! One visit to a maildrop: what is new is fetched, what may go is marked as deleted.

use std::collections::BTreeSet;

use bytes::Bytes;
use imbl::{OrdMap, Vector};
use mailscope_base::limits::MAILBOX_MESSAGES_MAX;
use mailscope_base::{Duration, Instant, MessageNumber};
use mailscope_wire::pop3::Command;

use super::{Asked, Pop3Client, State};
use crate::app::{AfterFetch, Fetches};
use crate::choice;
use crate::event::Context;

/// Octets of a unique-id (RFC 1939 §7).
const UNIQUE_ID_OCTETS_MAX: usize = 70;

/// Commands about messages that may wait for their answers at the same time: enough to keep a link busy,
/// and not so many that a cut loses the sight of much.
const IN_FLIGHT_MAX: usize = 16;

/// Lines of a message's text that come with its header.
const TEXT_LINES: u32 = 0;

/// What is left to look at in the maildrop.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// STAT was refused: the maildrop is of no use today.
    hopeless: bool,
    /// How many messages STAT has told of.
    count: usize,
    /// Octets of messages, where they were asked for.
    sizes: OrdMap<MessageNumber, u32>,
    /// It has been told that some stay because only their header is here.
    some_stay: bool,
    /// Messages by number, with their unique-ids.
    pub(super) entries: Vector<(MessageNumber, String)>,
    /// The unique-ids of messages that DELE has marked.
    pub(super) marked: Vector<String>,
}

impl Pop3Client {
    /// What there is: STAT and the unique-ids; and the sizes, where headers alone do not tell them.
    pub(super) fn look(&mut self, cx: &mut Context<'_>) {
        self.send(&Command::Stat, Asked::Stat, cx);
        if self.offers.pipelining() {
            self.without_waiting(cx);
            if self.policy.fetches == Fetches::Headers {
                self.send(&Command::List(None), Asked::List, cx);
            }
            self.send(&Command::Uidl(None), Asked::Uidl, cx);
        }
    }

    /// The answer to STAT, `nn mm` (RFC 1939 §5); nothing if it was refused.
    pub(super) fn counted(&mut self, drop_listing: Option<&str>, cx: &mut Context<'_>) {
        let listing_comes = !self.asked.is_empty();
        if let State::Transaction(plan) = &mut self.state {
            let count = drop_listing.and_then(|text| text.split(' ').next());
            plan.count = count.and_then(|count| count.parse().ok()).unwrap_or(0);
            plan.hopeless = drop_listing.is_none();
        }
        if drop_listing.is_none() {
            cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
        }
        match (drop_listing, listing_comes) {
            (Some(_), false) if self.policy.fetches == Fetches::Headers => {
                self.send(&Command::List(None), Asked::List, cx);
            }
            (Some(_), false) => self.send(&Command::Uidl(None), Asked::Uidl, cx),
            (None, false) => self.quit(cx),
            (_, true) => {}
        }
    }

    /// The scan listing: a message number, a space, its size in octets (RFC 1939 §5). A server that
    /// refuses it leaves the sizes open.
    pub(super) fn sized(&mut self, listing: Option<&[u8]>, cx: &mut Context<'_>) {
        if let State::Transaction(plan) = &mut self.state {
            for line in lines(listing.unwrap_or_default()).take(MAILBOX_MESSAGES_MAX) {
                // "This memo makes no requirement on what follows the message size" (RFC 1939 §5).
                let mut words = line.split(' ');
                let number = words.next().and_then(number);
                let size = words.next().and_then(|size| size.parse::<u32>().ok());
                plan.sizes.extend(number.zip(size));
            }
        }
        if self.asked.is_empty() {
            self.send(&Command::Uidl(None), Asked::Uidl, cx);
        }
    }

    /// The unique-id listing (RFC 1939 §7); nothing if the server has none.
    pub(super) fn listed(&mut self, listing: Option<Bytes>, cx: &mut Context<'_>) {
        if matches!(&self.state, State::Transaction(plan) if plan.hopeless) {
            return self.quit(cx);
        }
        let Some(listing) = listing else { return self.without_unique_ids(cx) };
        let mut entries = Vector::new();
        let mut ignored = false;
        for line in lines(&listing) {
            match unique_id_line(line) {
                Some(entry) if entries.len() < MAILBOX_MESSAGES_MAX => entries.push_back(entry),
                _ => ignored = true,
            }
        }
        if ignored {
            cx.choose(choice::RESPONSE_IGNORED);
        }
        let there: BTreeSet<&str> = entries.iter().map(|(_, id)| id.as_str()).collect();
        if cx.host.forget_unique_ids(|id| !there.contains(id)) {
            cx.choose(choice::WHOLE_MAIL_GONE);
        }
        // Somebody waits for the mail that was opened.
        let wanted =
            |entry: &&(MessageNumber, String)| cx.host.unique_ids.wanted.contains(&entry.1);
        let first: Vector<_> = entries.iter().filter(wanted).cloned().collect();
        let rest = entries.iter().filter(|entry| !wanted(entry)).cloned();
        if let State::Transaction(plan) = &mut self.state {
            plan.entries = first.into_iter().chain(rest).collect();
        }
        self.go_on(cx);
    }

    /// Without unique-ids nobody can tell new from old. That does no harm to a device that leaves nothing
    /// behind: all there is, is new.
    fn without_unique_ids(&mut self, cx: &mut Context<'_>) {
        let takes_all = self.policy.after_fetch == AfterFetch::RemoveAtOnce
            && self.policy.fetches == Fetches::Whole;
        if !takes_all {
            cx.choose(choice::NO_UIDL);
            return self.quit(cx);
        }
        cx.choose(choice::NO_UIDL_SO_FETCH_ALL);
        // What an earlier visit did not bring to its end comes once more.
        cx.host.forget_unique_ids(|id| id.contains(' '));
        if let State::Transaction(plan) = &mut self.state {
            let numbers = (1..=plan.count.min(MAILBOX_MESSAGES_MAX)).filter_map(MessageNumber::new);
            let first = cx.host.next_id;
            // Names of this device's own: with their blanks they are no unique-ids of a server.
            plan.entries = numbers.map(|n| (n, format!("no id, {first} {n}"))).collect();
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
        loop {
            let State::Transaction(plan) = &mut self.state else { return None };
            let (number, unique_id) = plan.entries.pop_front()?;
            // "Clients should be able to handle a situation where two identical copies of a message in
            // a maildrop have the same unique-id" (RFC 1939 §7): one after the other.
            if self.asked.iter().any(|asked| asked.is_about(&unique_id)) {
                plan.entries.push_front((number, unique_id));
                return None;
            }
            if let Some(next) = self.next_about(number, unique_id, cx) {
                return Some(next);
            }
        }
    }

    /// What there is to do with one message.
    fn next_about(
        &mut self,
        number: MessageNumber,
        unique_id: String,
        cx: &mut Context<'_>,
    ) -> Option<(Command, Asked)> {
        let ids = &cx.host.unique_ids;
        let Some(fetched_at) = ids.seen.get(&unique_id).copied() else {
            return self.fetch_new(number, unique_id, cx);
        };
        if ids.wanted.contains(&unique_id) {
            return Some((Command::Retr(number), Asked::Retr(number, unique_id)));
        }
        if self.may_go(&unique_id, fetched_at, cx) {
            return Some((Command::Dele(number), Asked::Dele(unique_id)));
        }
        None
    }

    fn fetch_new(
        &mut self,
        number: MessageNumber,
        unique_id: String,
        cx: &mut Context<'_>,
    ) -> Option<(Command, Asked)> {
        let fetches = |asked: &&Asked| matches!(asked, Asked::Retr(..) | Asked::Top(..));
        let coming = self.asked.iter().filter(fetches).count();
        if cx.host.len() + coming >= MAILBOX_MESSAGES_MAX {
            cx.choose(choice::TRY_AGAIN_NEXT_VISIT);
            if let State::Transaction(plan) = &mut self.state {
                plan.entries.clear();
            }
            return None;
        }
        let whole = self.policy.fetches == Fetches::Whole || self.no_top;
        if !whole && self.offers.top() == Some(false) {
            self.note_no_top(cx);
        } else if !whole {
            return Some((Command::Top(number, TEXT_LINES), Asked::Top(number, unique_id)));
        }
        Some((Command::Retr(number), Asked::Retr(number, unique_id)))
    }

    /// TOP is optional (RFC 1939 §7): without it there is no way to a header but with the rest.
    fn note_no_top(&mut self, cx: &mut Context<'_>) {
        self.no_top = true;
        cx.choose(choice::NO_TOP_SO_WHOLE);
    }

    /// Whether the server's copy of a message that was fetched then may be removed.
    fn may_go(&mut self, unique_id: &str, fetched_at: Instant, cx: &mut Context<'_>) -> bool {
        let doomed = cx.host.unique_ids.doomed.contains(unique_id);
        match self.policy.after_fetch {
            AfterFetch::Leave => false,
            AfterFetch::RemoveAtOnce => doomed,
            AfterFetch::RemoveWhenDeletedHere => {
                if doomed {
                    cx.choose(choice::REMOVED_AS_DELETED_HERE);
                }
                doomed
            }
            AfterFetch::RemoveAfterDays(days) => {
                let due = fetched_at + Duration::from_mins(u64::from(days) * 24 * 60);
                if cx.now < due {
                    return false;
                }
                if !cx.host.has_only_header(unique_id) {
                    cx.choose(choice::REMOVED_AFTER_DAYS);
                    return true;
                }
                if let State::Transaction(plan) = &mut self.state
                    && !core::mem::replace(&mut plan.some_stay, true)
                {
                    cx.choose(choice::ONLY_HEADER_SO_STAYS);
                }
                false
            }
        }
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
        cx.host.keep_whole(&unique_id, message, cx.now);
        if self.policy.after_fetch == AfterFetch::RemoveAtOnce {
            cx.choose(choice::REMOVED_AFTER_FETCH);
            cx.host.unique_ids.doomed.insert(unique_id.clone());
            self.send(&Command::Dele(number), Asked::Dele(unique_id), cx);
        } else {
            cx.choose(choice::LEFT_ON_SERVER);
        }
        self.go_on(cx);
    }

    /// The answer to TOP (RFC 1939 §7); nothing if the server refuses.
    pub(super) fn topped(
        &mut self,
        number: MessageNumber,
        unique_id: String,
        header: Option<Bytes>,
        cx: &mut Context<'_>,
    ) {
        let size = match &self.state {
            State::Transaction(plan) => plan.sizes.get(&number).copied(),
            _ => None,
        };
        match header {
            Some(header) => {
                // What has not been fetched must not be removed, whatever the settings say.
                let removes = matches!(
                    self.policy.after_fetch,
                    AfterFetch::RemoveAtOnce | AfterFetch::RemoveAfterDays(_)
                );
                let stays = choice::ONLY_HEADER_SO_STAYS;
                cx.choose(if removes { stays } else { choice::HEADER_BY_TOP });
                cx.host.keep_header(&unique_id, &header, size, cx.now);
            }
            // It may have no TOP at all, or no such message.
            None if self.offers.top().is_none() => {
                if !self.no_top {
                    self.note_no_top(cx);
                }
                self.send(&Command::Retr(number), Asked::Retr(number, unique_id), cx);
            }
            None => cx.choose(choice::TRY_AGAIN_NEXT_VISIT),
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

impl Asked {
    fn is_about(&self, unique_id: &str) -> bool {
        match self {
            Self::Retr(_, id) | Self::Top(_, id) | Self::Dele(id) => id == unique_id,
            _ => false,
        }
    }
}

/// The lines of a listing that are text.
fn lines(listing: &[u8]) -> impl Iterator<Item = &str> {
    let lines = listing.split(|octet| *octet == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| {
        let line = core::str::from_utf8(line).unwrap_or_default();
        line.strip_suffix('\r').unwrap_or(line)
    })
}

fn number(word: &str) -> Option<MessageNumber> {
    word.parse().ok().and_then(MessageNumber::new)
}

/// `unique-id listing`: a message number, a space, the unique-id (RFC 1939 §7).
fn unique_id_line(line: &str) -> Option<(MessageNumber, String)> {
    let (message, unique_id) = line.split_once(' ')?;
    let valid = (1..=UNIQUE_ID_OCTETS_MAX).contains(&unique_id.len())
        && unique_id.bytes().all(|octet| (0x21..=0x7E).contains(&octet));
    valid.then(|| Some((number(message)?, unique_id.to_owned())))?
}
