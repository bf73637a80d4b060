//! Emptying the trash: what the person saw there is marked together and expunged together.

use mailscope_base::Flag;
use mailscope_wire::imap::SequenceSet;

use super::ImapClient;
use super::state::Step;
use super::work::store;
use crate::LocalId;
use crate::app::outbox::{Change, ChangeKind, Emptying};
use crate::choice;
use crate::event::Context;

/// Ranges of UIDs in one command: a line that every server takes.
const RANGES_MAX: usize = 100;

impl ImapClient {
    /// Sends the next command; false if there is nothing left.
    pub(super) fn empty(&mut self, number: u32, emptying: &Emptying, cx: &mut Context<'_>) -> bool {
        if emptying.ids.is_empty() {
            cx.host.drop_change(number);
            return false;
        }
        if self.goes_to(&emptying.mailbox, cx) {
            return true;
        }
        let (set, batch) = next_batch(emptying, cx);
        let Some(set) = set else {
            // They are elsewhere by now.
            cx.host.reject(number, cx.now);
            return false;
        };
        let command = if emptying.marked {
            self.expunge(set, cx)
        } else {
            store(set, true, Flag::Deleted, true)
        };
        self.send(command, Step::Empty(number, batch), cx);
        true
    }

    /// The answer: from marking to expunging, and from there to the next ones.
    pub(super) fn emptied(
        &mut self,
        number: u32,
        batch: &[LocalId],
        ok: bool,
        cx: &mut Context<'_>,
    ) {
        let Some(Change { kind: ChangeKind::Empty(emptying), .. }) =
            cx.host.change(number).cloned()
        else {
            return;
        };
        if !ok {
            cx.choose(choice::CHANGE_REFUSED);
            return cx.host.reject(number, cx.now);
        }
        if emptying.marked {
            // Most have gone already, each with its EXPUNGE.
            let lost: usize = batch.iter().map(|id| cx.host.vanish(*id)).sum();
            self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
        }
        let Some(Change { kind: ChangeKind::Empty(emptying), .. }) =
            cx.host.change(number).cloned()
        else {
            return;
        };
        let marked = !emptying.marked;
        cx.host.progress(number, ChangeKind::Empty(Emptying { marked, ..emptying }));
    }
}

/// The first of them that are still there, by UID.
fn next_batch(emptying: &Emptying, cx: &Context<'_>) -> (Option<SequenceSet>, Vec<LocalId>) {
    let there = |id: &LocalId| {
        let (home, uid) = cx.host.place(*id)?;
        (home == emptying.mailbox).then_some((uid.get(), *id))
    };
    let mut there: Vec<(u32, LocalId)> = emptying.ids.iter().filter_map(there).collect();
    there.sort_unstable();
    let mut ranges = 0;
    let mut last = None;
    let batch: Vec<(u32, LocalId)> = there
        .into_iter()
        .take_while(|(uid, _)| {
            if last.replace(*uid) != uid.checked_sub(1) {
                ranges += 1;
            }
            ranges <= RANGES_MAX
        })
        .collect();
    let set = SequenceSet::of(batch.iter().map(|(uid, _)| *uid));
    (set, batch.into_iter().map(|(_, id)| id).collect())
}
