//! One session's view of one mailbox: its own sequence numbers.

use core::ops::Range;

use imbl::{OrdSet, Vector};
use mailscope_base::{AccountId, Keyword, SeqNum, Uid, UidValidity};
use mailscope_store::{Change, ChangeKind, Mailbox, Message, Store, position_of};
use mailscope_wire::imap::{Bound, FetchValue, MessageSet, SequenceSet, Status};

use super::enabled::Enabled;
use super::pending::Pending;
use super::recent::Recent;
use super::status::bad;
use super::{ImapServer, State};

/// The mailbox that the session has selected. A clone shares everything.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    validity: UidValidity,
    read_only: bool,
    /// The messages that the client knows of: the position is the sequence number.
    uids: Vector<Uid>,
    /// What the client has not been told.
    pub(super) pending: Pending,
    recent: Recent,
    /// The keywords that the client has been told of (RFC 9051 §7.3.5).
    keywords: OrdSet<Keyword>,
    /// `$`: what the last search saved (RFC 9051 §6.4.4.1), ascending.
    saved: Vector<Uid>,
}

/// A sequence set that names a message which does not exist.
#[derive(Debug)]
pub(super) struct OutOfRange {
    number: Bound,
    exists: u32,
}

impl ImapServer {
    /// The message of that number as this session counts now, in the mailbox that it has selected (RFC
    /// 9051 §2.3.1.2).
    pub fn place_of(&self, number: SeqNum) -> Option<(UidValidity, Uid)> {
        let State::Selected(_, selection) = &self.state else { return None };
        let uid = selection.uids.get(number.index())?;
        Some((selection.validity, *uid))
    }
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
            pending: Pending::none(mailbox.highest_modseq()),
            recent: Recent::default(),
            keywords: mailbox.keywords().clone(),
            saved: Vector::new(),
        };
        selection.claim_recent(account, store);
        Some(selection)
    }

    /// The mailbox, for the store: a name could be another mailbox's by now.
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

    /// The messages that the client knows of, UIDs ascending.
    pub(super) const fn uids(&self) -> &Vector<Uid> {
        &self.uids
    }

    /// How many of them are `\Recent`.
    pub(super) fn recent_count(&self) -> u32 {
        self.recent.count(&self.uids)
    }

    /// Whether the message is `\Recent` here.
    pub(super) fn is_recent(&self, uid: Uid) -> bool {
        self.recent.contains(uid)
    }

    /// Whether `\Recent` is told of it: `IMAP4rev2` has no such flag (RFC 9051 Appendix E).
    pub(super) fn shows_recent(&self, uid: Uid, enabled: Enabled) -> bool {
        !enabled.rev2 && self.is_recent(uid)
    }

    /// The sequence number of the message.
    pub(super) fn number_of(&self, uid: Uid) -> Option<SeqNum> {
        SeqNum::from_index(position_of(&self.uids, uid).ok()?)
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
        if let MessageSet::Listed(set) = set
            && !uid
            && let Some(number) = self.beyond(set)
        {
            return Err(OutOfRange { number, exists: self.exists() });
        }
        Ok(self.positions_there(set, uid))
    }

    /// The same, and numbers that no message has are passed over like UIDs.
    pub(super) fn positions_there(&self, set: &MessageSet, uid: bool) -> Vec<Range<usize>> {
        let MessageSet::Listed(set) = set else { return self.saved_positions() };
        let largest = if uid { self.uids.last().map(|uid| uid.get()) } else { Some(self.exists()) };
        let all = self.uids.len();
        let position = |(first, last): (u32, u32)| match (uid, last.checked_add(1)) {
            (false, _) => (first as usize - 1).min(all)..(last as usize).min(all),
            (true, Some(below)) => self.position(first)..self.position(below),
            // It is the last UID there can be.
            (true, None) => self.position(first)..all,
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
        ranges
    }

    /// Those of `uids` that the client knows and `set` names, with their numbers. Costs nothing for
    /// the messages that are in the set only.
    pub(super) fn pick(
        &self,
        uids: impl IntoIterator<Item = Uid>,
        set: &MessageSet,
        uid: bool,
    ) -> Result<Vec<(SeqNum, Uid)>, OutOfRange> {
        let ranges = self.positions(set, uid)?;
        let named = |index: usize| {
            let after = ranges.partition_point(|range| range.start <= index);
            after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|r| r.contains(&index))
        };
        let known = |uid: Uid| {
            let index = position_of(&self.uids, uid).ok().filter(|&index| named(index))?;
            Some((SeqNum::from_index(index)?, uid))
        };
        let mut picked: Vec<_> = uids.into_iter().filter_map(known).collect();
        picked.sort_unstable();
        Ok(picked)
    }

    /// Where the messages of `$` are. What is expunged "is automatically removed from the list"
    /// (RFC 9051 §6.4.4.1), whether the client has been told or not.
    fn saved_positions(&self) -> Vec<Range<usize>> {
        let there = self.saved.iter().filter(|uid| !self.pending.expunged.contains_key(*uid));
        let positions = there.filter_map(|uid| position_of(&self.uids, *uid).ok());
        positions.map(|at| at..at + 1).collect()
    }

    /// Makes these messages `$`.
    pub(super) fn save(&mut self, uids: Vector<Uid>) {
        self.saved = uids;
    }

    /// Whether messages have gone that the client has not been told of.
    pub(super) fn has_untold_expunges(&self) -> bool {
        !self.pending.expunged.is_empty()
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

    /// Remembers a change by this session's own command, which is told like anybody else's. What is
    /// about another mailbox costs nothing.
    pub(super) fn note(&mut self, change: &Change) {
        self.remember(change, true);
    }

    /// Remembers what another session has changed.
    pub(super) fn hear(&mut self, change: &Change) {
        self.remember(change, false);
    }

    fn remember(&mut self, change: &Change, own: bool) {
        if change.kind.validity() == Some(self.validity) && self.is_news(&change.kind) {
            self.pending.note(change, own);
        }
    }

    /// Whether the client does not know it already. A notice may come late: after the session has
    /// selected the mailbox, or after a change of its own that is later.
    fn is_news(&self, change: &ChangeKind) -> bool {
        match change {
            ChangeKind::Appended { uid, .. } => self.uids.last() < Some(uid),
            ChangeKind::FlagsSet { uid, .. } | ChangeKind::Expunged { uid, .. } => {
                position_of(&self.uids, *uid).is_ok() || self.pending.appended.contains_key(uid)
            }
            _ => false,
        }
    }

    /// Forgets a message; its number, if it had one.
    pub(super) fn drop_message(&mut self, uid: Uid) -> Option<SeqNum> {
        self.pending.forget(uid);
        let index = position_of(&self.uids, uid).ok()?;
        self.uids.remove(index);
        SeqNum::from_index(index)
    }

    /// Gives the next numbers to the messages of the mailbox after the last one that the client
    /// knows of, up to `newest`. That may be more than the session has heard of: a number once
    /// given cannot be given to an older message later. They are returned.
    pub(super) fn add_messages(&mut self, mailbox: &Mailbox, newest: Uid) -> Vec<Uid> {
        let first = self.uids.last().map_or(0, |last| match position_of(mailbox.uids(), *last) {
            Ok(index) => index + 1,
            Err(index) => index,
        });
        let later = (first..).map_while(|index| mailbox.uids().get(index).copied());
        let new: Vec<Uid> = later.take_while(|uid| *uid <= newest).collect();
        self.uids.extend(new.iter().copied());
        new
    }

    /// The keywords of the mailbox, if there are more than the client has been told of; it is told
    /// now.
    pub(super) fn take_new_keywords(&mut self, mailbox: &Mailbox) -> Option<&OrdSet<Keyword>> {
        // Keywords are never taken back, so more of them is the one way to differ.
        if self.keywords.len() == mailbox.keywords().len() {
            return None;
        }
        self.keywords = mailbox.keywords().clone();
        Some(&self.keywords)
    }

    /// `FLAGS`, and what goes with it: once CONDSTORE is enabled UID and MODSEQ
    /// (RFC 7162 §3.2.4).
    pub(super) fn flags_of(
        &self,
        message: &Message,
        with_uid: bool,
        enabled: Enabled,
    ) -> Vec<FetchValue> {
        let Message { uid, ref flags, modseq, .. } = *message;
        let name = (with_uid || enabled.condstore).then_some(FetchValue::Uid(uid));
        let flags =
            FetchValue::Flags { flags: flags.clone(), recent: self.shows_recent(uid, enabled) };
        let modseq = enabled.condstore.then_some(FetchValue::ModSeq(modseq));
        name.into_iter().chain([flags]).chain(modseq).collect()
    }

    /// Makes new messages this session's `\Recent` ones (RFC 3501 §2.3.2); EXAMINE only looks.
    pub(super) fn claim_recent(&mut self, account: AccountId, store: &mut Store) {
        let Some(mailbox) = self.mailbox(account, store) else { return };
        let (from, below) = (mailbox.recent_from(), mailbox.uid_next());
        if from >= below {
            return;
        }
        if !self.read_only && store.claim_recent(account, self.validity).is_err() {
            return;
        }
        self.recent.add(from, below);
    }
}
