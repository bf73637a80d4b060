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
