//! Carrying out the changes that a person made on the device, in the order of the taps.

use std::collections::BTreeSet;

use mailscope_base::{Flag, Uid};
use mailscope_wire::imap::{Code, CommandBody, FetchItem, Section, SequenceSet, StoreAction};

use super::ImapClient;
use super::command::uid_fetch;
use super::pipeline::PIPELINE_MAX;
use super::selection::copied;
use super::state::{Job, Leg, State, Step};
use crate::app::outbox::{Change, ChangeKind, MoveStage};
use crate::app::{ConflictKind, Loss};
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// Sends commands for changes; tells whether there was one.
    pub(super) fn do_work(&mut self, cx: &mut Context<'_>) -> bool {
        while let Some(change) = cx.host.outbox.front().cloned() {
            let place = cx.host.place(change.id).map(|(home, uid)| (home.to_owned(), uid));
            let State::Selected(selection) = &self.state else { return false };
            match place {
                // Its mail is gone.
                None => cx.host.reject(change.number, cx.now),
                Some((home, _)) if home != selection.mailbox => {
                    self.select(&home, cx);
                    return true;
                }
                Some((home, uid)) if cx.host.known(&home, uid) != Some(change.id) => {
                    self.gone([change.id], cx);
                }
                Some((_, uid)) => {
                    self.begin(change, uid, cx);
                    self.add_work(cx);
                    return true;
                }
            }
        }
        false
    }

    /// Sends changes behind those that are under way, as long as each is about another message: which
    /// UID a message has may depend on the answer to the change before.
    pub(super) fn add_work(&mut self, cx: &mut Context<'_>) {
        if !self.in_flight.takes_more_work() {
            return;
        }
        let State::Selected(selection) = &self.state else { return };
        let mailbox = selection.mailbox.clone();
        let mut busy: BTreeSet<crate::LocalId> = BTreeSet::new();
        let under_way: BTreeSet<u32> = self.in_flight.jobs().map(|job| job.change).collect();
        let mut next = Vec::new();
        for change in &cx.host.outbox {
            if under_way.contains(&change.number) {
                busy.insert(change.id);
                continue;
            }
            let Some((home, uid)) = cx.host.place(change.id) else { break };
            // In the order of the taps: what has to be done elsewhere first is not overtaken.
            if home != mailbox || cx.host.known(home, uid) != Some(change.id) {
                break;
            }
            if busy.insert(change.id) {
                next.push((change.clone(), uid));
            }
            if next.len() >= PIPELINE_MAX {
                break;
            }
        }
        for (change, uid) in next {
            if !self.in_flight.takes_more_work() {
                break;
            }
            cx.choose(choice::PIPELINED);
            self.begin(change, uid, cx);
        }
    }

    fn begin(&mut self, change: Change, uid: Uid, cx: &mut Context<'_>) {
        let Some(set) = SequenceSet::of([uid.get()]) else { return };
        let (leg, body) = match change.kind {
            ChangeKind::FetchBody => {
                let item = FetchItem::Body { section: Section::FULL, partial: None, peek: true };
                (Leg::FetchBody, uid_fetch(set, vec![item]))
            }
            ChangeKind::SetFlag(flag, on) => {
                let action = if on { StoreAction::Add } else { StoreAction::Remove };
                let flags = vec![flag];
                let store = CommandBody::Store {
                    set: set.into(),
                    action,
                    silent: false,
                    flags,
                    unchanged_since: None,
                    uid: true,
                };
                (Leg::Flag, store)
            }
            ChangeKind::Move(to, MoveStage::Start) => {
                let mailbox = self.name_of(&to);
                if self.capabilities.r#move {
                    (Leg::Move, CommandBody::Move { set: set.into(), mailbox, uid: true })
                } else {
                    cx.choose(choice::NO_MOVE_SO_COPY);
                    (Leg::Copy, CommandBody::Copy { set: set.into(), mailbox, uid: true })
                }
            }
            ChangeKind::Move(_, MoveStage::Copied(_)) | ChangeKind::Expunge(false) => {
                let (action, flags) = (StoreAction::Add, vec![Flag::Deleted]);
                (
                    Leg::Mark,
                    CommandBody::Store {
                        set: set.into(),
                        action,
                        silent: true,
                        flags,
                        unchanged_since: None,
                        uid: true,
                    },
                )
            }
            ChangeKind::Move(_, MoveStage::Marked(_)) | ChangeKind::Expunge(true) => {
                if self.capabilities.uidplus {
                    (Leg::Expunge, CommandBody::UidExpunge { set: set.into() })
                } else {
                    cx.choose(choice::EXPUNGE_TAKES_ALL_MARKED);
                    (Leg::Expunge, CommandBody::Expunge)
                }
            }
        };
        cx.host.set_tried(change.number, true);
        self.send(body, Step::Work(Job::new(change.number, leg, uid)), cx);
    }

    /// A command for a change is done.
    pub(super) fn job_done(
        &mut self,
        job: &Job,
        ok: bool,
        code: Option<&Code>,
        cx: &mut Context<'_>,
    ) {
        let Some(change) = cx.host.change(job.change).cloned() else { return };
        if !ok {
            return self.refused(job, &change, code, cx);
        }
        let told = code.and_then(copied).filter(|(from, _)| *from == job.uid);
        let copied_to = told.map(|(_, to)| to).or(job.copied_to);
        let (number, now) = (change.number, cx.now);
        match (job.leg, change.kind) {
            (Leg::Copy, ChangeKind::Move(to, _)) => {
                cx.host.progress(number, ChangeKind::Move(to, MoveStage::Copied(copied_to)));
            }
            (Leg::Mark, ChangeKind::Move(to, MoveStage::Copied(place))) => {
                cx.host.progress(number, ChangeKind::Move(to, MoveStage::Marked(place)));
            }
            (Leg::Mark, ChangeKind::Expunge(_)) => {
                cx.host.progress(number, ChangeKind::Expunge(true));
            }
            (Leg::Move, ChangeKind::Move(to, _)) => {
                if copied_to.is_none() && self.capabilities.uidplus && !job.gone {
                    // "a nonexistent unique identifier is ignored without any error message
                    // generated" (RFC 9051 §6.4.9): somebody was faster.
                    cx.host.set_tried(number, false);
                    return self.gone([change.id], cx);
                }
                self.moved(number, change.id, &to, copied_to, cx);
            }
            (Leg::Expunge, ChangeKind::Move(to, MoveStage::Marked(place))) => {
                self.moved(number, change.id, &to, place, cx);
            }
            (Leg::Expunge, ChangeKind::Expunge(_)) => {
                let lost = cx.host.vanish(change.id);
                self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
            }
            _ => cx.host.confirm(number, now),
        }
    }

    /// A message is in another mailbox: under which UID, only COPYUID tells.
    fn moved(
        &mut self,
        number: u32,
        id: crate::LocalId,
        to: &str,
        place: Option<(mailscope_base::UidValidity, Uid)>,
        cx: &mut Context<'_>,
    ) {
        if let Some((validity, uid)) = place {
            cx.host.rehome(id, to, validity, uid);
            return cx.host.confirm(number, cx.now);
        }
        cx.choose(choice::MOVED_WITHOUT_COPYUID);
        cx.host.drop_change(number);
        let lost = cx.host.vanish(id);
        self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
    }

    /// NO or BAD (RFC 9051 §7.1): the device takes the change back.
    fn refused(&mut self, job: &Job, change: &Change, code: Option<&Code>, cx: &mut Context<'_>) {
        cx.host.set_tried(change.number, false);
        if job.gone {
            return self.gone([change.id], cx);
        }
        if let (ChangeKind::Move(to, _), Some(Code::TryCreate), true) =
            (&change.kind, code, change.aware)
        {
            let kind = ConflictKind::TargetGone { to: to.clone() };
            cx.host.dispute(change.id, kind, cx.now);
        }
        let body = change.kind == ChangeKind::FetchBody;
        cx.choose(if body { choice::BODY_REFUSED } else { choice::CHANGE_REFUSED });
        cx.host.reject(change.number, cx.now);
    }

    /// Messages are gone from their mailbox, as far as the device knows by somebody else's doing.
    pub(super) fn gone(
        &mut self,
        ids: impl IntoIterator<Item = crate::LocalId>,
        cx: &mut Context<'_>,
    ) {
        let losses: Vec<Loss> = ids.into_iter().map(|id| cx.host.gone_there(id, cx.now)).collect();
        self.choose_if(losses.contains(&Loss::Lost), choice::CHANGE_LOST_MESSAGE_GONE, cx);
        self.choose_if(losses.contains(&Loss::Unknown), choice::PERHAPS_DONE_BEFORE_CUT, cx);
    }
}
