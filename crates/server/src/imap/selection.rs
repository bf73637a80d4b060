//! One session's view of one mailbox: its own sequence numbers, and what it has not been told yet.

use core::ops::Range;

use imbl::{OrdMap, Vector};
use mailscope_base::{AccountId, ChangeNumber, SeqNum, Uid, UidValidity};
use mailscope_store::{Change, ChangeKind, Mailbox, Store};
use mailscope_wire::imap::{Bound, FetchValue, MessageSet, SequenceSet, Status, Untagged};

use super::{status::bad, tell};
use crate::ServerCx;

/// The mailbox that the session has selected. A clone shares everything.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    validity: UidValidity,
    read_only: bool,
    /// The messages that the client knows of: the position is the sequence number.
    uids: Vector<Uid>,
    /// Changes by others that the client has not been told: at most one per message and kind.
    appended: OrdMap<Uid, ChangeNumber>,
    flagged: OrdMap<Uid, ChangeNumber>,
    expunged: OrdMap<Uid, ChangeNumber>,
    /// Ranges of UIDs, from and below, that are `\Recent` in this session; ascending.
    recent: Vector<(Uid, Uid)>,
    /// `$`: what the last search saved (RFC 9051 §6.4.4.1), ascending.
    saved: Vector<Uid>,
}

/// A sequence set that names a message which does not exist.
pub(super) struct OutOfRange {
    number: Bound,
    exists: u32,
}

impl OutOfRange {
    /// `BAD` to a command with that verb.
    pub(super) fn status(&self, verb: &str) -> Status {
        let Self { number, exists } = self;
        bad(&match exists {
            0 => format!("{verb}: there are no messages, {number} is not one of them"),
            1 => format!("{verb}: there is 1 message, {number} is not it"),
            _ => format!("{verb}: there are {exists} messages, {number} is not one of them"),
        })
    }
}

impl Selection {
    /// Selects `name`. A session that may write takes the mailbox's recent messages as its own
    /// (RFC 3501 §6.3.2: EXAMINE leaves `\Recent` to others).
    pub(super) fn open(
        account: AccountId,
        name: &str,
        read_only: bool,
        store: &mut Store,
    ) -> Option<Self> {
        let mailbox = store.account(account)?.mailbox(name)?;
        let mut selection = Self {
            validity: mailbox.uid_validity(),
            read_only,
            uids: mailbox.uids().clone(),
            appended: OrdMap::new(),
            flagged: OrdMap::new(),
            expunged: OrdMap::new(),
            recent: Vector::new(),
            saved: Vector::new(),
        };
        selection.claim_recent(account, store);
        Some(selection)
    }

    /// The mailbox, for the store: a name could be another mailbox's by now.
    pub(super) const fn place(&self) -> UidValidity {
        self.validity
    }

    /// What stays when the name changes.
    pub(super) const fn validity(&self) -> UidValidity {
        self.validity
    }

    pub(super) const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The mailbox as it is in the store.
    pub(super) fn mailbox<'a>(&self, account: AccountId, store: &'a Store) -> Option<&'a Mailbox> {
        store.account(account)?.mailbox_by_validity(self.validity)
    }

    /// The number of messages that the client knows of.
    pub(super) fn exists(&self) -> u32 {
        u32::try_from(self.uids.len()).unwrap_or(u32::MAX)
    }

    /// How many of them are `\Recent`.
    pub(super) fn recent_count(&self) -> u32 {
        let position = |uid: &Uid| match self.uids.binary_search(uid) {
            Ok(index) | Err(index) => index,
        };
        let count: usize =
            self.recent.iter().map(|(from, below)| position(below) - position(from)).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    pub(super) fn is_recent(&self, uid: Uid) -> bool {
        let Err(after) = self.recent.binary_search_by(|(from, _)| from.cmp(&uid)) else {
            return true;
        };
        let range = after.checked_sub(1).and_then(|index| self.recent.get(index));
        range.is_some_and(|(_, below)| uid < *below)
    }

    /// The sequence number of the message.
    pub(super) fn number_of(&self, uid: Uid) -> Option<SeqNum> {
        SeqNum::from_index(self.uids.binary_search(&uid).ok()?)
    }

    /// The messages that `set` names, each once, ascending.
    pub(super) fn resolve(
        &self,
        set: &MessageSet,
        uid: bool,
    ) -> Result<Vec<(SeqNum, Uid)>, OutOfRange> {
        let ranges = self.positions(set, uid)?;
        let mut found = Vec::with_capacity(ranges.iter().map(ExactSizeIterator::len).sum());
        for range in ranges {
            let first = range.start;
            for (index, &uid) in (first..).zip(self.uids.focus().narrow(range)) {
                found.extend(SeqNum::from_index(index).map(|number| (number, uid)));
            }
        }
        Ok(found)
    }

    /// The positions that `set` names: ranges that ascend and do not overlap.
    ///
    /// RFC 9051 §9, `seq-number`: a number beyond the last message is BAD, and so is `*` in an
    /// empty mailbox (Dovecot answers BAD as well). A UID that does not exist is passed over
    /// without an error (RFC 9051 §6.4.9).
    pub(super) fn positions(
        &self,
        set: &MessageSet,
        uid: bool,
    ) -> Result<Vec<Range<usize>>, OutOfRange> {
        let MessageSet::Listed(set) = set else { return Ok(self.saved_positions()) };
        let largest = if uid { self.uids.last().map(|uid| uid.get()) } else { Some(self.exists()) };
        if !uid && let Some(number) = self.beyond(set) {
            return Err(OutOfRange { number, exists: self.exists() });
        }
        let position = |(first, last): (u32, u32)| match (uid, last.checked_add(1)) {
            (false, _) => first as usize - 1..last as usize,
            (true, Some(below)) => self.position(first)..self.position(below),
            // It is the last UID there can be.
            (true, None) => self.position(first)..self.uids.len(),
        };
        let mut ranges: Vec<_> = set
            .resolve(largest.filter(|&n| n > 0))
            .map(position)
            .filter(|r| !r.is_empty())
            .collect();
        ranges.sort_unstable_by_key(|range| range.start);
        ranges.dedup_by(|next, before| {
            let joined = next.start <= before.end;
            if joined {
                before.end = before.end.max(next.end);
            }
            joined
        });
        Ok(ranges)
    }

    /// Where the messages of `$` are. "When a message listed in the search result variable is
    /// EXPUNGEd, it is automatically removed from the list" (RFC 9051 §6.4.4.1), told or not.
    fn saved_positions(&self) -> Vec<Range<usize>> {
        let there = self.saved.iter().filter(|uid| !self.expunged.contains_key(*uid));
        let positions = there.filter_map(|uid| self.uids.binary_search(uid).ok());
        positions.map(|at| at..at + 1).collect()
    }

    /// Makes these messages `$`.
    pub(super) fn save(&mut self, uids: Vector<Uid>) {
        self.saved = uids;
    }

    /// Whether messages have gone that the client has not been told of.
    pub(super) fn has_untold_expunges(&self) -> bool {
        !self.expunged.is_empty()
    }

    /// The messages that the client knows of, UIDs ascending.
    pub(super) const fn uids(&self) -> &Vector<Uid> {
        &self.uids
    }

    /// The first number in the set that no message has; `*` is one of them in an empty mailbox.
    fn beyond(&self, set: &SequenceSet) -> Option<Bound> {
        let exists = self.exists();
        set.0.iter().flat_map(|&(first, last)| [first, last]).find(|bound| match bound {
            Bound::Number(number) => *number > exists,
            Bound::Largest => exists == 0,
        })
    }

    /// Where the first UID that is not below `number` is.
    fn position(&self, number: u32) -> usize {
        match self.uids.binary_search_by(|uid| uid.get().cmp(&number)) {
            Ok(index) | Err(index) => index,
        }
    }

    /// Remembers a change that the client has to be told. What is about another mailbox costs
    /// nothing.
    pub(super) fn note(&mut self, change: &Change) {
        if change.kind.validity() != Some(self.validity) {
            return;
        }
        match change.kind {
            ChangeKind::Appended { uid, .. } => {
                self.appended.insert(uid, change.number);
            }
            // A message that the client has not heard of it will fetch as it is then.
            ChangeKind::FlagsSet { uid, .. } if !self.appended.contains_key(&uid) => {
                self.flagged.insert(uid, change.number);
            }
            ChangeKind::Expunged { uid, .. } => {
                self.flagged.remove(&uid);
                // What came and went unheard was never there.
                if self.appended.remove(&uid).is_none() {
                    self.expunged.insert(uid, change.number);
                }
            }
            _ => {}
        }
    }

    /// The change of the message's flags that has not been told; whoever asks tells it.
    pub(super) fn take_flag_change(&mut self, uid: Uid) -> Option<ChangeNumber> {
        self.flagged.remove(&uid)
    }

    /// Tells that a message is gone and forgets it.
    pub(super) fn tell_expunged(&mut self, uid: Uid, about: ChangeNumber, cx: &mut ServerCx<'_>) {
        self.flagged.remove(&uid);
        self.expunged.remove(&uid);
        let Ok(index) = self.uids.binary_search(&uid) else { return };
        self.uids.remove(index);
        if let Some(number) = SeqNum::from_index(index) {
            tell(Untagged::Expunge(number), Some(about), cx);
        }
    }

    /// Tells what others have changed; EXPUNGE only if `may_expunge` (RFC 9051 §7.5.1).
    pub(super) fn tell(&mut self, account: AccountId, may_expunge: bool, cx: &mut ServerCx<'_>) {
        if may_expunge {
            for (uid, about) in core::mem::take(&mut self.expunged) {
                self.tell_expunged(uid, about, cx);
            }
        }
        let appended = core::mem::take(&mut self.appended);
        if let Some(about) = appended.values().copied().max() {
            for &uid in appended.keys() {
                // UIDs ascend; what is there already is no news.
                if self.uids.last() < Some(&uid) {
                    self.uids.push_back(uid);
                }
            }
            tell(Untagged::Exists(self.exists()), Some(about), cx);
            self.claim_recent(account, cx.host);
            // RFC 3501 §7.3.2: also if no new message is `\Recent`, for an EXPUNGE since the last
            // one may have changed the number.
            tell(Untagged::Recent(self.recent_count()), Some(about), cx);
        }
        for (uid, about) in core::mem::take(&mut self.flagged) {
            let mailbox = self.mailbox(account, cx.host);
            let flags = mailbox.and_then(|m| m.get(uid)).map(|message| message.flags.clone());
            if let (Some(seq), Some(flags)) = (self.number_of(uid), flags) {
                let values = vec![FetchValue::Flags { flags, recent: self.is_recent(uid) }];
                tell(Untagged::Fetch { seq, values }, Some(about), cx);
            }
        }
    }

    /// Makes new messages this session's `\Recent` ones (RFC 3501 §2.3.2); EXAMINE only looks.
    fn claim_recent(&mut self, account: AccountId, store: &mut Store) {
        let Some(mailbox) = self.mailbox(account, store) else { return };
        let (mut from, below) = (mailbox.recent_from(), mailbox.uid_next());
        if from >= below {
            return;
        }
        if !self.read_only && store.claim_recent(account, self.validity).is_err() {
            return;
        }
        // What was told to be `\Recent` stays so. Without a claim, the range told before may be
        // part of this one.
        while let Some((earlier, _)) = self.recent.back().copied().filter(|(_, end)| *end >= from) {
            from = from.min(earlier);
            self.recent.pop_back();
        }
        self.recent.push_back((from, below));
    }
}
