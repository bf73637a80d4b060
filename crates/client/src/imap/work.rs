//! Carrying out the changes that a person made on the device, in the order of the taps.

use std::collections::BTreeSet;

use mailscope_base::{Flag, Uid};
use mailscope_wire::imap::{Code, CommandBody, FetchItem, Section, SequenceSet, StoreAction};

use super::ImapClient;
use super::command::uid_fetch;
use super::pipeline::PIPELINE_MAX;
use super::selection::copied;
use super::state::{Job, Leg, State, Step};
use crate::LocalId;
use crate::app::outbox::{Change, ChangeKind, MailChange, MoveStage};
use crate::app::{ConflictKind, Loss};
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// Sends commands for the first thing that waits; tells whether there was one.
    pub(super) fn do_work(&mut self, cx: &mut Context<'_>) -> bool {
        while let Some(Change { number, kind, .. }) = cx.host.outbox.front().cloned() {
            let begun = match kind {
                ChangeKind::Mail(id, kind) => self.change_mail(number, id, &kind, cx),
                ChangeKind::Folder(change) => self.change_folder(number, &change, cx),
                ChangeKind::File(filing) => self.file(number, &filing, cx),
                ChangeKind::Empty(emptying) => self.empty(number, &emptying, cx),
                ChangeKind::Search(query) => self.search(number, &query, cx),
            };
            if begun {
                return true;
            }
        }
        false
    }

    /// Sends the next command for a change of a mail, or goes where the mail is. False if that took it
    /// out of the queue.
    fn change_mail(
        &mut self,
        number: u32,
        id: LocalId,
        kind: &MailChange,
        cx: &mut Context<'_>,
    ) -> bool {
        let Some((home, uid)) = cx.host.place(id).map(|(home, uid)| (home.to_owned(), uid)) else {
            // Its mail is gone.
            cx.host.reject(number, cx.now);
            return false;
        };
        if self.goes_to(&home, cx) {
            return true;
        }
        if cx.host.known(&home, uid) != Some(id) {
            self.gone([id], cx);
            return false;
        }
        self.begin(number, kind, uid, cx);
        self.add_work(cx);
        true
    }

    /// Selects a mailbox unless it is selected.
    pub(super) fn goes_to(&mut self, mailbox: &str, cx: &mut Context<'_>) -> bool {
        let there = matches!(&self.state, State::Selected(s) if s.mailbox == mailbox);
        if !there {
            self.select(mailbox, cx);
        }
        !there
    }

    /// Sends changes behind those that are under way, as long as each is about another message: which
    /// UID a message has may depend on the answer to the change before.
    pub(super) fn add_work(&mut self, cx: &mut Context<'_>) {
        if !self.in_flight.takes_more_work() {
            return;
        }
        let State::Selected(selection) = &self.state else { return };
        let mailbox = selection.mailbox.clone();
        let mut busy: BTreeSet<LocalId> = BTreeSet::new();
        let under_way: BTreeSet<u32> = self.in_flight.jobs().map(|job| job.change).collect();
        let mut next = Vec::new();
        for change in &cx.host.outbox {
            if under_way.contains(&change.number) {
                busy.extend(change.mail());
                continue;
            }
            // In the order of the taps: what has to be done elsewhere first is not overtaken.
            let ChangeKind::Mail(id, kind) = &change.kind else { break };
            let Some((home, uid)) = cx.host.place(*id) else { break };
            if home != mailbox || cx.host.known(home, uid) != Some(*id) {
                break;
            }
            if busy.insert(*id) {
                next.push((change.number, kind.clone(), uid));
            }
            if next.len() >= PIPELINE_MAX {
                break;
            }
        }
        for (number, kind, uid) in next {
            if !self.in_flight.takes_more_work() {
                break;
            }
            cx.choose(choice::PIPELINED);
            self.begin(number, &kind, uid, cx);
        }
    }

    fn begin(&mut self, number: u32, kind: &MailChange, uid: Uid, cx: &mut Context<'_>) {
        let Some(set) = SequenceSet::of([uid.get()]) else { return };
        let (leg, body) = match kind {
            MailChange::FetchBody => {
                let item = FetchItem::Body { section: Section::FULL, partial: None, peek: true };
                (Leg::FetchBody, uid_fetch(set, vec![item]))
            }
            MailChange::SetFlag(flag, on) => (Leg::Flag, store(set, *on, flag.clone(), false)),
            MailChange::Move(to, MoveStage::Start) => {
                let mailbox = self.name_of(to);
                if self.capabilities.r#move {
                    (Leg::Move, CommandBody::Move { set: set.into(), mailbox, uid: true })
                } else {
                    cx.choose(choice::NO_MOVE_SO_COPY);
                    (Leg::Copy, CommandBody::Copy { set: set.into(), mailbox, uid: true })
                }
            }
            MailChange::Move(_, MoveStage::Copied(_)) | MailChange::Expunge(false) => {
                (Leg::Mark, store(set, true, Flag::Deleted, true))
            }
            MailChange::Move(_, MoveStage::Marked(_)) | MailChange::Expunge(true) => {
                (Leg::Expunge, self.expunge(set, cx))
            }
        };
        cx.host.set_tried(number, true);
        self.send(body, Step::Work(Job::new(number, leg, uid)), cx);
    }

    /// `UID EXPUNGE` of these (RFC 9051 §6.4.9); `EXPUNGE` of all that are marked where it is missing.
    pub(super) fn expunge(&self, set: SequenceSet, cx: &mut Context<'_>) -> CommandBody {
        if self.capabilities.uidplus {
            return CommandBody::UidExpunge { set: set.into() };
        }
        cx.choose(choice::EXPUNGE_TAKES_ALL_MARKED);
        CommandBody::Expunge
    }

    /// A command for a change is done.
    pub(super) fn job_done(
        &mut self,
        job: &Job,
        ok: bool,
        code: Option<&Code>,
        cx: &mut Context<'_>,
    ) {
        let Some(Change { number, kind: ChangeKind::Mail(id, kind), .. }) =
            cx.host.change(job.change).cloned()
        else {
            return;
        };
        if !ok {
            return self.refused(job, number, code, cx);
        }
        let told = code.and_then(copied).filter(|(from, _)| *from == job.uid);
        let copied_to = told.map(|(_, to)| to).or(job.copied_to);
        let next = match (job.leg, kind) {
            (Leg::Copy, MailChange::Move(to, _)) => {
                MailChange::Move(to, MoveStage::Copied(copied_to))
            }
            (Leg::Mark, MailChange::Move(to, MoveStage::Copied(place))) => {
                MailChange::Move(to, MoveStage::Marked(place))
            }
            (Leg::Mark, MailChange::Expunge(_)) => MailChange::Expunge(true),
            (Leg::Move, MailChange::Move(to, _)) => {
                if copied_to.is_none() && self.capabilities.uidplus && !job.gone {
                    // "a nonexistent unique identifier is ignored without any error message
                    // generated" (RFC 9051 §6.4.9): somebody was faster.
                    cx.host.set_tried(number, false);
                    return self.gone([id], cx);
                }
                return self.moved(number, id, &to, copied_to, cx);
            }
            (Leg::Expunge, MailChange::Move(to, MoveStage::Marked(place))) => {
                return self.moved(number, id, &to, place, cx);
            }
            (Leg::Expunge, MailChange::Expunge(_)) => {
                let lost = cx.host.vanish(id);
                return self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
            }
            _ => return cx.host.confirm(number, cx.now),
        };
        cx.host.progress(number, ChangeKind::Mail(id, next));
    }

    /// A message is in another mailbox: under which UID, only COPYUID tells.
    fn moved(
        &mut self,
        number: u32,
        id: LocalId,
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
    fn refused(&mut self, job: &Job, number: u32, code: Option<&Code>, cx: &mut Context<'_>) {
        cx.host.set_tried(number, false);
        let Some(change) = cx.host.change(number).cloned() else { return };
        let ChangeKind::Mail(id, kind) = &change.kind else { return };
        if job.gone {
            return self.gone([*id], cx);
        }
        if let (MailChange::Move(to, _), Some(Code::TryCreate), true) = (kind, code, change.aware) {
            let kind = ConflictKind::TargetGone { to: to.clone() };
            cx.host.dispute(*id, kind, cx.now);
        }
        let body = *kind == MailChange::FetchBody;
        cx.choose(if body { choice::BODY_REFUSED } else { choice::CHANGE_REFUSED });
        cx.host.reject(number, cx.now);
    }

    /// Messages are gone from their mailbox, as far as the device knows by somebody else's doing.
    pub(super) fn gone(&mut self, ids: impl IntoIterator<Item = LocalId>, cx: &mut Context<'_>) {
        let losses: Vec<Loss> = ids.into_iter().map(|id| cx.host.gone_there(id, cx.now)).collect();
        self.choose_if(losses.contains(&Loss::Lost), choice::CHANGE_LOST_MESSAGE_GONE, cx);
        self.choose_if(losses.contains(&Loss::Unknown), choice::PERHAPS_DONE_BEFORE_CUT, cx);
    }
}

/// `UID STORE` of one flag (RFC 9051 §6.4.6).
pub(super) fn store(set: SequenceSet, on: bool, flag: Flag, silent: bool) -> CommandBody {
    CommandBody::Store {
        set: set.into(),
        action: if on { StoreAction::Add } else { StoreAction::Remove },
        silent,
        flags: vec![flag],
        unchanged_since: None,
        uid: true,
    }
}
