//! What has happened to messages that a client knew when it went away (RFC 7162 §3.2.5, §3.2.6).

use imbl::Vector;
use mailscope_base::{AccountId, ModSeq, Uid};
use mailscope_store::{Mailbox, Vanished};
use mailscope_wire::imap::command::QresyncParam;
use mailscope_wire::imap::{Bound, SequenceSet, Untagged};

use super::enabled::Enabled;
use super::selection::Selection;
use super::{tell as say, updates};
use crate::ServerCx;

/// What SELECT tells a client that says what it knows.
pub(super) fn tell(
    selection: &Selection,
    account: AccountId,
    known: &QresyncParam,
    enabled: Enabled,
    cx: &mut ServerCx<'_>,
) {
    let Some(mailbox) = selection.mailbox(account, cx.host).cloned() else { return };
    if known.validity != mailbox.uid_validity() {
        // RFC 7162 §3.2.5: the rest is about UIDs that mean nothing any more.
        return;
    }
    let set = Uids::of(known.known_uids.as_ref(), &mailbox);
    let after =
        known.seq_match.as_ref().map_or(0, |(numbers, uids)| agreed(numbers, uids, selection));
    tell_vanished(selection, &mailbox, known.modseq, &set, after, cx);
    let mut changed: Vec<Uid> = mailbox
        .changed_since(known.modseq)
        .map(|(_, uid)| uid)
        .filter(|uid| set.has(uid.get()))
        .collect();
    changed.sort_unstable();
    for uid in changed {
        updates::tell_flags(selection, &mailbox, uid, None, true, enabled, cx);
    }
}

/// `VANISHED (EARLIER)`: which of `set`, above `after`, have gone after `modseq` (RFC 7162
/// §3.2.10.1). Those that the session still counts are not among them: that they are gone is told
/// without EARLIER.
pub(super) fn tell_vanished(
    selection: &Selection,
    mailbox: &Mailbox,
    modseq: ModSeq,
    set: &Uids,
    after: u32,
    cx: &mut ServerCx<'_>,
) {
    let Vanished { uids, complete } = mailbox.vanished_since(modseq);
    let vanished = if complete {
        let asked = |uid: &Uid| uid.get() > after && set.has(uid.get());
        let fresh = |uid: &Uid| asked(uid) && selection.number_of(*uid).is_none();
        SequenceSet::of(uids.into_iter().filter(fresh).map(Uid::get))
    } else {
        // RFC 7162 §3.2.6: what is not remembered is everything that is not there.
        set.without(selection.uids(), after)
    };
    if let Some(uids) = vanished {
        say(Untagged::Vanished { earlier: true, uids }, None, cx);
    }
}

/// UIDs that a client asks about: ranges that ascend and do not overlap.
pub(super) struct Uids(Vec<(u32, u32)>);

impl Uids {
    /// Without a set, all that the mailbox ever had (RFC 7162 §3.2.5.1).
    pub(super) fn of(set: Option<&SequenceSet>, mailbox: &Mailbox) -> Self {
        let highest = mailbox.uid_next().get() - 1;
        let largest = mailbox.uids().last().map(|uid| uid.get());
        let mut ranges: Vec<(u32, u32)> = match set {
            Some(set) => set.resolve(largest).collect(),
            None => vec![(1, highest)],
        };
        for (_, last) in &mut ranges {
            // A UID that no message has had yet has not vanished.
            *last = (*last).min(highest);
        }
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        ranges.dedup_by(|next, before| {
            let joined = next.0 <= before.1;
            if joined {
                before.1 = before.1.max(next.1);
            }
            joined
        });
        Self(ranges)
    }

    fn has(&self, uid: u32) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= uid);
        let range = after.checked_sub(1).and_then(|at| self.0.get(at));
        range.is_some_and(|(_, last)| uid <= *last)
    }

    /// Those above `after` that are not among `uids`. Costs what there is between: messages
    /// that are there, never UIDs that are not.
    fn without(&self, uids: &Vector<Uid>, after: u32) -> Option<SequenceSet> {
        let mut gaps = Vec::new();
        for &(first, last) in &self.0 {
            let mut next = first.max(after.saturating_add(1));
            let start = match uids.binary_search_by(|uid| uid.get().cmp(&next)) {
                Ok(index) | Err(index) => index,
            };
            let there = uids.focus().narrow(start..).into_iter().map(|uid| uid.get());
            for uid in there.take_while(|uid| *uid <= last) {
                if next < uid {
                    gaps.push((Bound::Number(next), Bound::Number(uid - 1)));
                }
                next = uid.saturating_add(1);
            }
            if next <= last {
                gaps.push((Bound::Number(next), Bound::Number(last)));
            }
        }
        (!gaps.is_empty()).then_some(SequenceSet(gaps))
    }
}

/// RFC 7162 §3.2.5.2: the last UID that still has the number which the client says it has. The
/// client knows of everything that has gone up to there.
fn agreed(numbers: &SequenceSet, uids: &SequenceSet, selection: &Selection) -> u32 {
    let numbers = numbers.resolve(None).flat_map(|(first, last)| first..=last);
    let uids = uids.resolve(None).flat_map(|(first, last)| first..=last);
    let exists = selection.exists();
    let pairs = numbers.zip(uids).take_while(|(number, _)| *number <= exists);
    let fits = |(number, uid): &(u32, u32)| {
        selection.uids().get(*number as usize - 1).is_some_and(|there| there.get() == *uid)
    };
    pairs.filter(fits).map(|(_, uid)| uid).last().unwrap_or(0)
}
