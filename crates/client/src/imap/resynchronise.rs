//! Coming back to a mailbox that the device knows: only what has changed since is asked for, where the
//! server can tell (RFC 7162).
//!
//! ```text
//! QRESYNC     SELECT (QRESYNC …)           -> VANISHED (EARLIER), FETCH of what changed
//! CONDSTORE   SELECT, UID FETCH CHANGEDSINCE, UID SEARCH ALL
//! neither     SELECT, UID FETCH 1:* FLAGS
//! ```

use std::collections::BTreeSet;

use imbl::Vector;
use mailscope_base::limits::MAILBOX_MESSAGES_MAX;
use mailscope_base::{ModSeq, Uid};
use mailscope_wire::imap::{
    Bound, Capability, CommandBody, FetchItem, QresyncParam, SearchKey, SearchProgram,
    SearchReturn, SelectParams, SequenceSet,
};

use super::ImapClient;
use super::state::{Selection, Stage, State, Step};
use crate::app::Keeps;
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// Whether ENABLE would give the client something it can use.
    pub(super) fn wants_to_enable(&self) -> bool {
        !self.enabled.asked && self.capabilities.enable && self.capabilities.qresync
    }

    /// `ENABLE QRESYNC` (RFC 7162 §3.2.3), which enables CONDSTORE as well.
    pub(super) fn enable(&mut self, cx: &mut Context<'_>) {
        self.enabled.asked = true;
        cx.choose(choice::QRESYNC_ENABLED);
        let wanted = vec![Capability("QRESYNC".to_owned())];
        self.send(CommandBody::Enable(wanted), Step::Enable, cx);
    }

    /// Whatever the server said, what it has enabled is what it listed (RFC 9051 §6.3.1).
    pub(super) fn enable_done(&mut self, ok: bool, cx: &mut Context<'_>) {
        self.choose_if(!ok || !self.enabled.qresync, choice::ENABLE_IN_VAIN, cx);
    }

    /// What SELECT says of what the device knows.
    pub(super) fn select_params(
        &self,
        draft: &mut Selection,
        cx: &mut Context<'_>,
    ) -> SelectParams {
        let keeps_all = !matches!(self.policy.keeps, Keeps::LastDays(_));
        let modseq = cx.host.modseq(&draft.mailbox).filter(|_| keeps_all);
        let known = cx.host.validity(&draft.mailbox).zip(modseq);
        draft.known_modseq = known.map(|(_, modseq)| modseq);
        match known.filter(|_| self.enabled.qresync) {
            Some((validity, modseq)) => {
                draft.asked_qresync = true;
                cx.choose(choice::ONLY_CHANGES_BY_QRESYNC);
                // Without known UIDs the server looks at all of them (RFC 7162 §3.2.5.1).
                let qresync = QresyncParam { validity, modseq, known_uids: None, seq_match: None };
                SelectParams { condstore: false, qresync: Some(Box::new(qresync)) }
            }
            None => SelectParams {
                // Asks for HIGHESTMODSEQ (RFC 7162 §3.1.8); QRESYNC has asked once for all.
                condstore: self.capabilities.condstore && !self.enabled.qresync,
                qresync: None,
            },
        }
    }

    /// Decides how to learn what the mailbox holds, now that SELECT has told what it tells.
    pub(super) fn plan(&self, draft: &mut Selection, forgotten: bool, cx: &mut Context<'_>) {
        if matches!(self.policy.keeps, Keeps::LastDays(_)) {
            draft.stage = Stage::Recent;
            return;
        }
        let known = cx.host.known_in(&draft.mailbox).count();
        let since = draft.known_modseq.filter(|_| !forgotten);
        draft.stage = match (draft.modseq, since) {
            (Some(_), Some(_)) if draft.asked_qresync => Self::take_changes(draft, cx),
            (Some(now), Some(since)) if now == since && known == draft.exists as usize => {
                cx.choose(choice::NOTHING_CHANGED);
                draft.asked = draft.exists;
                Stage::Summaries(Vector::new())
            }
            (Some(_), Some(since)) => {
                cx.choose(choice::ONLY_CHANGES_BY_CONDSTORE);
                Stage::Changes(since)
            }
            // NOMODSEQ, or a server without CONDSTORE (RFC 7162 §3.1.2.2).
            _ => {
                self.choose_if(known > 0, choice::ALL_FLAGS_AGAIN, cx);
                Stage::Flags
            }
        };
    }

    /// What SELECT with QRESYNC has told: flags of messages that the device knows, and messages that it
    /// does not know.
    fn take_changes(draft: &mut Selection, cx: &mut Context<'_>) -> Stage {
        let mut missing = BTreeSet::new();
        for (uid, flags) in core::mem::take(&mut draft.changed) {
            match cx.host.known(&draft.mailbox, uid) {
                Some(id) => cx.host.learn_flags(id, &flags, false, cx.now),
                None => drop(missing.insert(uid)),
            }
        }
        let known = cx.host.known_in(&draft.mailbox).count();
        if known + missing.len() != draft.exists as usize {
            // The device and the server do not mean the same mailbox: everything once more.
            cx.choose(choice::CHANGES_DO_NOT_ADD_UP);
            return Stage::Flags;
        }
        draft.asked = draft.exists;
        Stage::Summaries(missing.into_iter().collect())
    }

    /// `UID FETCH 1:* (FLAGS) (CHANGEDSINCE n)` and `UID SEARCH ALL`: what has changed, and which
    /// messages there are (RFC 7162 §6).
    pub(super) fn ask_changes(&mut self, since: ModSeq, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        selection.asked = selection.exists;
        let all = SequenceSet(vec![(Bound::Number(1), Bound::Largest)]);
        let fetch = CommandBody::Fetch {
            set: all.into(),
            items: vec![FetchItem::Flags],
            changed_since: Some(since),
            vanished: false,
            uid: true,
        };
        self.send(fetch, Step::Changes, cx);
        cx.choose(choice::PIPELINED);
        let search = CommandBody::Search {
            returns: self.capabilities.esearch.then(|| vec![SearchReturn::All]),
            program: SearchProgram { charset: None, key: SearchKey::All },
            uid: true,
        };
        self.send(search, Step::Search(Vec::new()), cx);
    }

    pub(super) fn changes_done(&mut self, ok: bool, cx: &mut Context<'_>) {
        if !ok && let State::Selected(selection) = &mut self.state {
            cx.choose(choice::ALL_FLAGS_AGAIN);
            selection.stage = Stage::Flags;
        }
    }

    /// `SEARCH` (RFC 3501 §7.2.5).
    pub(super) fn found(&mut self, numbers: impl IntoIterator<Item = u32>) {
        if let Some(found) = self.in_flight.found_mut() {
            let room = MAILBOX_MESSAGES_MAX.saturating_sub(found.len());
            found.extend(numbers.into_iter().take(room));
        }
    }

    /// `ESEARCH` with ALL (RFC 9051 §7.3.4); without it, nothing was found.
    pub(super) fn found_set(&mut self, all: Option<&SequenceSet>) {
        let ranges = all.into_iter().flat_map(|set| set.resolve(None));
        self.found(ranges.flat_map(|(first, last)| first..=last));
    }

    pub(super) fn search_done(&mut self, found: &[u32], ok: bool, cx: &mut Context<'_>) {
        let State::Selected(selection) = &mut self.state else { return };
        if !matches!(selection.stage, Stage::Changes(_)) {
            return;
        }
        let there: BTreeSet<Uid> =
            found.iter().filter_map(|uid| Uid::new(usize::try_from(*uid).ok()?)).collect();
        if !ok || there.len() != selection.exists as usize {
            cx.choose(choice::ALL_FLAGS_AGAIN);
            selection.stage = Stage::Flags;
            return;
        }
        let known: Vec<_> = cx.host.known_in(&selection.mailbox).collect();
        selection.uids = there.iter().map(|uid| Some(*uid)).collect();
        let missing = there.iter().filter(|uid| cx.host.known(&selection.mailbox, **uid).is_none());
        selection.stage = Stage::Summaries(missing.copied().collect());
        let gone = known.into_iter().filter(|(uid, _)| !there.contains(uid));
        self.gone(gone.map(|(_, id)| id), cx);
    }

    /// `VANISHED` (RFC 7162 §3.2.10): earlier, while the device was away; or now, in place of EXPUNGE.
    pub(super) fn vanished(&mut self, earlier: bool, uids: &SequenceSet, cx: &mut Context<'_>) {
        let ranges: Vec<(u32, u32)> = uids.resolve(None).collect();
        let named = |uid: Uid| ranges.iter().any(|(a, b)| (*a..=*b).contains(&uid.get()));
        let selecting = self.in_flight.draft_mut().map(|draft| draft.mailbox.clone());
        let mailbox = match (&selecting, &self.state) {
            (Some(mailbox), _) if earlier => mailbox.clone(),
            (None, State::Selected(selection)) if !earlier => selection.mailbox.clone(),
            // About the mailbox that was selected before, or asked for by nobody here.
            _ => return cx.choose(choice::RESPONSE_IGNORED),
        };
        let gone: Vec<_> =
            cx.host.known_in(&mailbox).filter(|(uid, _)| named(*uid)).map(|(_, id)| id).collect();
        if let (State::Selected(selection), false) = (&mut self.state, earlier) {
            selection.forget(&ranges, gone.len(), named);
        }
        for id in gone {
            self.left(id, cx);
        }
    }
}

impl Selection {
    /// Everything told before CLOSED was about another mailbox (RFC 9051 §7.1).
    pub(super) fn begin_anew(&mut self) {
        *self = Self {
            known_modseq: self.known_modseq,
            asked_qresync: self.asked_qresync,
            ..Self::new(&self.mailbox)
        };
    }

    /// Messages are gone, some of which the device knew.
    fn forget(&mut self, ranges: &[(u32, u32)], known: usize, named: impl Fn(Uid) -> bool) {
        let count: u64 = ranges.iter().map(|(a, b)| u64::from(b - a) + 1).sum();
        self.exists = self.exists.saturating_sub(u32::try_from(count).unwrap_or(u32::MAX));
        let mut asked = known;
        if let Stage::Summaries(missing) = &mut self.stage {
            let before = missing.len();
            missing.retain(|uid| !named(*uid));
            asked += before - missing.len();
        }
        let asked = u32::try_from(asked).unwrap_or(u32::MAX);
        self.asked = self.asked.saturating_sub(asked).min(self.exists);
        self.uids.retain(|uid| uid.is_none_or(|uid| !named(uid)));
    }
}
