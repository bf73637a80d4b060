//! Which messages of a session's view match.

use mailscope_base::{Flag, ModSeq, SeqNum, Uid};
use mailscope_store::Message;

use super::Search;
use super::criterion::{Candidate, Criterion};

/// A message that matches.
#[derive(Clone, Copy, Debug)]
pub(in crate::imap) struct Found<'a> {
    pub(in crate::imap) seq: SeqNum,
    pub(in crate::imap) message: &'a Message,
}

impl<'a> Found<'a> {
    fn of(candidate: Candidate<'a>) -> Option<Self> {
        Some(Self { seq: SeqNum::from_index(candidate.index)?, message: candidate.message })
    }

    /// The number that the client wants to hear.
    pub(in crate::imap) fn number(&self, uid: bool) -> u32 {
        if uid { self.message.uid.get() } else { self.seq.get() }
    }
}

/// Which of the messages that match have to be found: the first or the last alone spares looking at
/// the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::imap) enum Wanted {
    All,
    First,
    Last,
    FirstAndLast,
}

/// An index is worth its while if it names fewer messages than one in so many: a message found by
/// its UID costs that much more than the next one in line.
const INDEX_GAIN: usize = 8;

impl Search {
    /// The messages that match, numbers ascending. What others have expunged and the session has
    /// not been told of has a number there but no data any more, and matches nothing.
    pub(in crate::imap) fn find(&self, wanted: Wanted) -> Vec<Found<'_>> {
        let matching = |candidate: &Candidate<'_>| self.criterion.matches(*candidate);
        let mut found: Vec<Candidate<'_>> = match wanted {
            Wanted::All => self.candidates().filter(matching).collect(),
            Wanted::First | Wanted::FirstAndLast => {
                self.candidates().find(matching).into_iter().collect()
            }
            Wanted::Last => Vec::new(),
        };
        if matches!(wanted, Wanted::Last | Wanted::FirstAndLast) {
            let first = found.first().map(|first| first.index);
            let last = self.backwards().find(matching);
            found.extend(last.filter(|last| Some(last.index) != first));
        }
        found.into_iter().filter_map(Found::of).collect()
    }

    /// The messages that can match, in the order of their numbers.
    fn candidates(&self) -> Box<dyn Iterator<Item = Candidate<'_>> + '_> {
        match self.narrowed() {
            Some(positions) => Box::new(positions.into_iter().filter_map(|at| self.at(at))),
            None => Box::new(self.everything()),
        }
    }

    fn backwards(&self) -> impl Iterator<Item = Candidate<'_>> {
        let everything = || (0..self.selection.uids().len()).collect();
        let positions: Vec<usize> = self.narrowed().unwrap_or_else(everything);
        positions.into_iter().rev().filter_map(|at| self.at(at))
    }

    /// The message at that position of the view.
    fn at(&self, index: usize) -> Option<Candidate<'_>> {
        let uid = *self.selection.uids().get(index)?;
        Some(self.candidate(index, self.mailbox.get(uid)?))
    }

    fn candidate<'a>(&self, index: usize, message: &'a Message) -> Candidate<'a> {
        Candidate { index, recent: self.selection.is_recent(message.uid), message }
    }

    /// Every message of the view that is still there: view and mailbox side by side, UIDs ascending
    /// in both.
    fn everything(&self) -> impl Iterator<Item = Candidate<'_>> + '_ {
        let mut messages = self.mailbox.messages().iter().peekable();
        self.selection.uids().iter().enumerate().filter_map(move |(index, &uid)| {
            while messages.next_if(|message| message.uid < uid).is_some() {}
            let message = messages.next_if(|message| message.uid == uid)?;
            Some(self.candidate(index, message))
        })
    }

    /// The positions of the few messages that can match, if an index tells them.
    fn narrowed(&self) -> Option<Vec<usize>> {
        let criteria = match &self.criterion {
            Criterion::And(criteria) => criteria.as_slice(),
            one => core::slice::from_ref(one),
        };
        let most = self.selection.uids().len() / INDEX_GAIN;
        criteria.iter().find_map(|criterion| self.indexed(criterion, most))
    }

    /// What an index says of one criterion, if that is at most so many messages.
    fn indexed(&self, criterion: &Criterion, most: usize) -> Option<Vec<usize>> {
        match criterion {
            Criterion::Positions(ranges) => {
                let count: usize = ranges.iter().map(ExactSizeIterator::len).sum();
                (count <= most).then(|| ranges.iter().cloned().flatten().collect())
            }
            Criterion::Flag(Flag::Deleted) => {
                let deleted = self.mailbox.deleted();
                (deleted.len() <= most).then(|| self.positions(deleted.iter().copied()))
            }
            Criterion::Not(not) if matches!(**not, Criterion::Flag(Flag::Seen)) => {
                let unseen = self.mailbox.unseen();
                (unseen.len() <= most).then(|| self.positions(unseen.iter().copied()))
            }
            Criterion::ModSeq(modseq) => self.changed(*modseq, most),
            _ => None,
        }
    }

    /// The positions of messages changed at or after `modseq`.
    fn changed(&self, modseq: ModSeq, most: usize) -> Option<Vec<usize>> {
        let before = ModSeq(modseq.0.saturating_sub(1));
        let changed: Vec<Uid> =
            self.mailbox.changed_since(before).map(|(_, uid)| uid).take(most + 1).collect();
        (changed.len() <= most).then(|| self.positions(changed))
    }

    /// Where in the view they are, ascending.
    fn positions(&self, uids: impl IntoIterator<Item = Uid>) -> Vec<usize> {
        let view = self.selection.uids();
        let mut positions: Vec<usize> =
            uids.into_iter().filter_map(|uid| view.binary_search(&uid).ok()).collect();
        positions.sort_unstable();
        positions
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use mailscope_base::{DateTime, Flags, UidValidity};
    use mailscope_store::{Mail, NewMessage, Store};
    use proptest::prelude::*;

    use super::*;
    use crate::imap::selection::Selection;

    const RECEIVED: DateTime = DateTime { unix_secs: 0, offset_mins: 0 };

    /// A mailbox of messages with and without `\Seen` and `\Deleted`, of which some have gone since
    /// it was selected.
    fn search(messages: &[(bool, bool, bool)], criterion: Criterion) -> Search {
        let mut store = Store::new(UidValidity::new(1).unwrap());
        let ada = store.create_account("ada", "nord.example", "secret");
        for (seen, deleted, _) in messages {
            let flags = [(*seen, Flag::Seen), (*deleted, Flag::Deleted)];
            let flags: Flags = flags.into_iter().filter(|(is, _)| *is).map(|(_, f)| f).collect();
            let mail = Mail::new(b"Subject: a\r\n\r\nb".as_slice());
            let message = NewMessage { flags, ..NewMessage::arriving(mail, RECEIVED) };
            store.append(ada, "INBOX", message).unwrap();
        }
        let selection = Selection::open(ada, "INBOX", true, &mut store).unwrap();
        let place = selection.validity();
        for (uid, _) in (1..).zip(messages).filter(|(_, (.., gone))| *gone) {
            store.expunge(ada, place, Uid::new(uid).unwrap()).unwrap();
        }
        let mailbox = selection.mailbox(ada, &store).cloned().unwrap();
        Search { selection, mailbox, criterion }
    }

    fn criteria() -> impl Strategy<Value = Criterion> {
        let one = prop_oneof![
            Just(Criterion::All),
            Just(Criterion::Flag(Flag::Deleted)),
            Just(Criterion::Not(Box::new(Criterion::Flag(Flag::Seen)))),
            (0..120_u64).prop_map(|modseq| Criterion::ModSeq(ModSeq(modseq))),
            (0..120_usize, 0..20_usize).prop_map(|(from, len)| {
                Criterion::Positions(core::iter::once(from..from + len).collect())
            }),
        ];
        prop::collection::vec(one, 1..4).prop_map(Criterion::all_of)
    }

    proptest! {
        #[test]
        fn an_index_finds_what_looking_at_everything_finds(
            messages in prop::collection::vec(
                (prop::bool::weighted(0.9), prop::bool::weighted(0.1), prop::bool::weighted(0.1)),
                0..120,
            ),
            criterion in criteria(),
        ) {
            let search = search(&messages, criterion);
            let numbers = |wanted| -> Vec<u32> {
                search.find(wanted).iter().map(|found| found.number(false)).collect()
            };
            let all: Vec<u32> = search
                .everything()
                .filter(|candidate| search.criterion.matches(*candidate))
                .filter_map(|candidate| Some(Found::of(candidate)?.number(false)))
                .collect();
            let ends = |numbers: &[u32]| match numbers {
                [first, .., last] => vec![*first, *last],
                few => few.to_vec(),
            };
            prop_assert_eq!(&all, &numbers(Wanted::All));
            prop_assert_eq!(&all[..all.len().min(1)], &numbers(Wanted::First));
            prop_assert_eq!(&all[all.len().saturating_sub(1)..], &numbers(Wanted::Last));
            prop_assert_eq!(ends(&all), numbers(Wanted::FirstAndLast));
        }
    }
}
