//! Making the device know what the selected mailbox holds.

use std::collections::BTreeSet;

use imbl::Vector;
use mailscope_base::Uid;
use mailscope_wire::imap::{Bound, FetchItem, SequenceSet};

use super::ImapClient;
use super::command::uid_fetch;
use super::state::{Stage, State, Step};
use crate::choice;
use crate::event::Context;

/// Summaries that one command asks for.
const BATCH: usize = 200;

impl ImapClient {
    /// `UID FETCH 1:* (FLAGS)`: the cheapest way without CONDSTORE to learn of new flags, new
    /// messages and vanished ones (RFC 4549 §4.3.1).
    pub(super) fn ask_flags(&mut self, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        selection.asked = selection.exists;
        if selection.exists == 0 {
            self.flags_done(true, cx);
            return self.advance(cx);
        }
        let set = SequenceSet(vec![(Bound::Number(1), Bound::Largest)]);
        let items = vec![FetchItem::Flags];
        self.send(uid_fetch(set, items), Step::Flags, cx);
    }

    /// What the device knew and the server no longer has is gone; what the server has and the
    /// device does not know is new.
    pub(super) fn flags_done(&mut self, ok: bool, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        if !ok {
            cx.choose(choice::SYNCHRONISATION_REFUSED);
            selection.stage = Stage::Told;
            selection.refused = true;
            return;
        }
        let there: BTreeSet<Uid> = selection.uids.iter().flatten().copied().collect();
        // With a gap in the answer nobody can say what is gone.
        let complete = there.len() as u64 == u64::from(selection.exists);
        let gone: Vec<_> = cx
            .host
            .known_in(&selection.mailbox)
            .filter(|(uid, _)| complete && !there.contains(uid))
            .map(|(_, id)| id)
            .collect();
        let missing: Vector<Uid> = there
            .into_iter()
            .filter(|uid| cx.host.known(&selection.mailbox, *uid).is_none())
            .collect();
        selection.stage = Stage::Summaries(missing);
        self.gone(gone, cx);
    }

    /// The next batch of summaries, newest first.
    pub(super) fn ask_summaries(&mut self, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        let Stage::Summaries(missing) = &mut selection.stage else { return };
        let batched = missing.len() > BATCH;
        let batch = missing.split_off(missing.len().saturating_sub(BATCH));
        let Some(set) = SequenceSet::of(batch.into_iter().map(Uid::get)) else {
            selection.stage = Stage::Known;
            return self.advance(cx);
        };
        if batched {
            cx.choose(choice::NEWEST_FIRST_IN_BATCHES);
        }
        self.send(uid_fetch(set, summary()), Step::Summaries, cx);
    }

    pub(super) fn summaries_done(ok: bool, cx: &mut Context<'_>) {
        if !ok {
            cx.choose(choice::SYNCHRONISATION_REFUSED);
        }
    }

    /// The messages that have arrived since the client asked: those after the last one that it
    /// asked about. `*` is the last message even if there is no newer one (RFC 9051 §9,
    /// `seq-range`).
    pub(super) fn ask_news(&mut self, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        let before = selection.asked as usize;
        let known = selection.uids.take(before.min(selection.uids.len()));
        let last = known.iter().rev().find_map(|uid| *uid);
        // After QRESYNC the numbers of most messages are not known, but their UIDs are.
        let last = last.max(cx.host.last_known(&selection.mailbox));
        // Where only the last days are kept, there may be none: what came before was told by UIDNEXT.
        let before = || selection.next.and_then(|next| next.get().checked_sub(1));
        let last = last.map(Uid::get).or_else(before);
        let first = last.map_or(1, |uid| uid.saturating_add(1));
        selection.asked = selection.exists;
        let set = SequenceSet(vec![(Bound::Number(first), Bound::Largest)]);
        self.send(uid_fetch(set, summary()), Step::News, cx);
    }
}

/// What a mail list shows.
fn summary() -> Vec<FetchItem> {
    vec![FetchItem::Uid, FetchItem::Flags, FetchItem::Size, FetchItem::Envelope]
}
