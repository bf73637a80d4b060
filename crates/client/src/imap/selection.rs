//! The selected mailbox: what the server tells of it, on its own or when asked.

use core::num::NonZeroU32;

use bytes::Bytes;
use mailscope_base::limits::MAILBOX_MESSAGES_MAX;
use mailscope_base::{Flags, SeqNum, Uid, UidValidity};
use mailscope_wire::imap::{Bound, Code, FetchValue, HeaderEnvelope, Section, SequenceSet};

use super::ImapClient;
use super::state::{Job, Leg, Selection, Stage, State};
use crate::LocalId;
use crate::app::Summary;
use crate::app::learned::Forgotten;
use crate::app::outbox::{Change, ChangeKind};
use crate::choice;
use crate::event::{ClientEvent, Context};

/// What one FETCH response tells of a message.
#[derive(Default)]
struct Told {
    uid: Option<Uid>,
    flags: Option<Flags>,
    size: Option<u32>,
    envelope: Option<Box<HeaderEnvelope>>,
    whole: Option<Bytes>,
}

impl Told {
    fn of(values: Vec<FetchValue>) -> Self {
        let mut told = Self::default();
        for value in values {
            match value {
                FetchValue::Uid(uid) => told.uid = Some(uid),
                FetchValue::Flags { flags, .. } => told.flags = Some(flags),
                // More than 4 GB is as good as 4 GB.
                FetchValue::Size(size) => told.size = Some(u32::try_from(size).unwrap_or(u32::MAX)),
                FetchValue::Envelope(envelope) => told.envelope = Some(envelope),
                FetchValue::Body { section, origin: None, data } if section == Section::FULL => {
                    told.whole = data;
                }
                // Asked for by nobody here.
                _ => {}
            }
        }
        told
    }
}

impl ImapClient {
    /// SELECT is done (RFC 9051 §6.3.2).
    pub(super) fn selected(&mut self, mut draft: Selection, ok: bool, cx: &mut Context<'_>) {
        if !ok {
            return self.not_selected(&draft.mailbox, cx);
        }
        let known = cx.host.validity(&draft.mailbox);
        let (validity, changed) = match (draft.validity, known) {
            // "If this is missing, the server does not support unique identifiers" (RFC 3501
            // §6.3.1): what they name holds for this connection only.
            (None, _) => {
                cx.choose(choice::UIDVALIDITY_MISSING);
                (UidValidity(NonZeroU32::MIN), true)
            }
            (Some(told), Some(known)) if told != known => {
                cx.choose(choice::UIDVALIDITY_CHANGED);
                (told, true)
            }
            (Some(told), _) => (told, false),
        };
        if changed {
            let lost = cx.host.forget_mailbox(&draft.mailbox, Forgotten::Renumbered, cx.now);
            self.choose_if(lost > 0, choice::CHANGE_LOST_MESSAGE_GONE, cx);
        }
        cx.host.learn_validity(&draft.mailbox, validity);
        if draft.mailbox == self.watched {
            self.check_asked = false;
        }
        draft.validity = Some(validity);
        self.plan(&mut draft, changed, cx);
        self.state = State::Selected(Box::new(draft));
    }

    /// The server does not open a mailbox: what is queued for it cannot be done.
    fn not_selected(&mut self, mailbox: &str, cx: &mut Context<'_>) {
        cx.choose(choice::MAILBOX_REFUSED);
        if self.folders.doubted.insert(mailbox.to_owned()) {
            // The list of folders will tell whether it is gone, with all that is queued for it.
            self.folders.listed = false;
        } else {
            self.refuse_work_in(mailbox, cx);
        }
        if mailbox != self.watched {
            return;
        }
        if mailbox == "INBOX" {
            self.must_leave = true;
        } else {
            "INBOX".clone_into(&mut self.watched);
            cx.tell(ClientEvent::FolderGone);
        }
    }

    /// What is queued for a mailbox cannot be done: it is taken back.
    fn refuse_work_in(&mut self, mailbox: &str, cx: &mut Context<'_>) {
        let queued: Vec<(u32, Option<LocalId>)> = cx
            .host
            .outbox
            .iter()
            .filter(|change| needs(change, mailbox, cx))
            .map(|change| (change.number, change.mail()))
            .collect();
        self.choose_if(!queued.is_empty(), choice::CHANGE_REFUSED, cx);
        for (number, mail) in queued {
            cx.host.reject(number, cx.now);
            // It may have left the mailbox on a connection that was cut before it arrived
            // elsewhere.
            let lost = |id: &LocalId| {
                let place = cx.host.place(*id).map(|(home, uid)| cx.host.known(home, uid));
                place != Some(Some(*id))
            };
            if let Some(id) = mail.filter(lost) {
                cx.host.vanish(id);
            }
        }
    }

    /// A response code that says something of the mailbox or of a message.
    pub(super) fn untagged_code(&mut self, code: &Code) {
        match (code, self.in_flight.draft_mut()) {
            (Code::UidValidity(validity), Some(draft)) => draft.validity = Some(*validity),
            (Code::HighestModSeq(modseq), Some(draft)) => draft.modseq = Some(*modseq),
            (Code::UidNext(uid), Some(draft)) => draft.next = Some(*uid),
            // What was told before concerns the mailbox that was selected before (RFC 9051 §7.1).
            (Code::Closed, Some(draft)) => draft.begin_anew(),
            (Code::CopyUid { .. }, None) => {
                let Some((from, to)) = copied(code) else { return };
                for job in self.in_flight.jobs_mut().filter(|job| job.uid == from) {
                    job.copied_to = Some(to);
                }
            }
            _ => {}
        }
    }

    /// `EXISTS` (RFC 9051 §7.4.1): it reports a new size, and never a smaller one without EXPUNGE.
    pub(super) fn exists(&mut self, count: u32, cx: &mut Context<'_>) {
        let possible = usize::try_from(count).is_ok_and(|count| count <= MAILBOX_MESSAGES_MAX);
        match self.selection_mut() {
            Some(selection) if possible && count >= selection.exists => selection.exists = count,
            _ => cx.choose(choice::RESPONSE_IGNORED),
        }
    }

    /// `EXPUNGE` (RFC 9051 §7.5.1): the numbers of all later messages fall by one.
    pub(super) fn expunged(&mut self, seq: SeqNum, cx: &mut Context<'_>) {
        let selecting = self.in_flight.draft_mut().is_some();
        let Some(selection) = self.selection_mut().filter(|s| seq.get() <= s.exists) else {
            return cx.choose(choice::RESPONSE_IGNORED);
        };
        selection.exists -= 1;
        if seq.get() <= selection.asked {
            selection.asked -= 1;
        }
        let index = seq.index();
        if index >= selection.uids.len() {
            return;
        }
        let uid = selection.uids.remove(index);
        let gone = uid.and_then(|uid| cx.host.known(&selection.mailbox, uid));
        let Some(id) = gone.filter(|_| !selecting) else { return };
        self.left(id, cx);
    }

    /// A message has left the mailbox: for good, or because this client is moving it away.
    pub(super) fn left(&mut self, id: LocalId, cx: &mut Context<'_>) {
        let moves = |job: &&mut Job| {
            matches!(job.leg, Leg::Move | Leg::Expunge)
                && cx.host.change(job.change).is_some_and(|change| change.mail() == Some(id))
        };
        if let Some(job) = self.in_flight.jobs_mut().find(moves) {
            job.gone = true;
            return cx.host.leave_home(id);
        }
        self.gone([id], cx);
    }

    /// `FETCH` (RFC 9051 §7.5.2), asked for or not.
    pub(super) fn fetched(&mut self, seq: SeqNum, values: Vec<FetchValue>, cx: &mut Context<'_>) {
        let told = Told::of(values);
        if let Some(draft) = self.in_flight.draft_mut() {
            // What has changed while the device was away (RFC 7162 §3.2.5.1).
            return match (told.uid, told.flags) {
                (Some(uid), Some(flags)) if draft.changed.len() < MAILBOX_MESSAGES_MAX => {
                    draft.changed.push((uid, flags));
                }
                _ => cx.choose(choice::RESPONSE_IGNORED),
            };
        }
        let State::Selected(selection) = &mut self.state else {
            return cx.choose(choice::RESPONSE_IGNORED);
        };
        if seq.get() > selection.exists {
            return cx.choose(choice::RESPONSE_IGNORED);
        }
        let index = seq.index();
        if let Some(uid) = told.uid {
            while selection.uids.len() <= index {
                selection.uids.push_back(None);
            }
            if selection.uids.get(index) != Some(&Some(uid)) {
                selection.uids.set(index, Some(uid));
            }
        }
        // Where VANISHED names messages by UID, positions say nothing, and every FETCH has its UID
        // (RFC 7162 §3.2.4).
        let by_position = || selection.uids.get(index).copied().flatten();
        let by_position = || by_position().filter(|_| !self.enabled.qresync);
        let Some(uid) = told.uid.or_else(by_position) else {
            // Flags of a message that has no name yet: asked for with the others.
            return;
        };
        match cx.host.known(&selection.mailbox, uid) {
            Some(id) => {
                if let Some(flags) = &told.flags {
                    cx.host.learn_flags(id, flags, self.has_job_for(id, cx), cx.now);
                }
                if let Some(whole) = told.whole
                    && (self.wants_whole(id, cx) || self.in_flight.fetches_whole(uid))
                {
                    cx.host.learn_body(id, whole, cx.now);
                }
            }
            None => {
                if let (Some(flags), Some(envelope)) = (told.flags, told.envelope) {
                    let summary = Summary::of_envelope(&envelope, told.size.unwrap_or(0));
                    cx.host.learn_message(&selection.mailbox, uid, flags, summary, cx.now);
                }
            }
        }
    }

    /// Whether a command about this mail is under way, whose effect the server may be telling.
    fn has_job_for(&self, id: LocalId, cx: &Context<'_>) -> bool {
        let change = |job: &Job| cx.host.change(job.change).and_then(Change::mail);
        self.in_flight.jobs().any(|job| change(job) == Some(id))
    }

    fn wants_whole(&self, id: LocalId, cx: &Context<'_>) -> bool {
        self.in_flight.jobs().any(|job| {
            let about = || cx.host.change(job.change).and_then(Change::mail);
            job.leg == Leg::FetchBody && about() == Some(id)
        })
    }

    /// Everything has to be told again: something may have changed.
    pub(super) fn stale(&mut self) {
        if let State::Selected(selection) = &mut self.state
            && matches!(selection.stage, Stage::Told)
        {
            selection.stage = Stage::Known;
        }
    }

    /// The mailbox that is selected, or that is being selected.
    fn selection_mut(&mut self) -> Option<&mut Selection> {
        if let Some(draft) = self.in_flight.draft_mut() {
            return Some(draft);
        }
        match &mut self.state {
            State::Selected(selection) => Some(selection),
            _ => None,
        }
    }
}

/// Whether a change cannot be done without selecting that mailbox.
fn needs(change: &Change, mailbox: &str, cx: &Context<'_>) -> bool {
    match &change.kind {
        ChangeKind::Mail(id, _) => cx.host.place(*id).is_none_or(|(home, _)| home == mailbox),
        ChangeKind::Empty(emptying) => emptying.mailbox == mailbox,
        ChangeKind::Search(query) => query.mailbox == mailbox,
        ChangeKind::Folder(_) | ChangeKind::File(_) => false,
    }
}

/// Where a message came from and went: each command of this client moves one (RFC 9051 §7.1, COPYUID).
pub(super) fn copied(code: &Code) -> Option<(Uid, (UidValidity, Uid))> {
    let Code::CopyUid { validity, source, destination } = code else { return None };
    let single = |set: &SequenceSet| match set.0.as_slice() {
        [(Bound::Number(a), Bound::Number(b))] if a == b => NonZeroU32::new(*a).map(Uid),
        _ => None,
    };
    Some((single(source)?, (*validity, single(destination)?)))
}

/// A move has no more to ask than this.
impl Job {
    pub(super) fn new(change: u32, leg: Leg, uid: Uid) -> Self {
        Self { change, leg, copied_to: None, gone: false, uid }
    }
}
