//! STORE and UID STORE.

use mailscope_base::{AccountId, Flag, Flags, ModSeq, SeqNum, Uid};
use mailscope_store::{Change, Mailbox, Message, StoreError};
use mailscope_wire::imap::{Code, FetchValue, MessageSet, SequenceSet, Status, StoreAction};

use super::enabled::Enabled;
use super::refusal::refusal;
use super::selection::Selection;
use super::status::{WithCode as _, no, no_code, ok};
use super::{ImapServer, State, condstore, tell_fetch, updates};
use crate::{ServerCx, ServerEvent};

/// What STORE asks for.
pub(super) struct Request {
    pub(super) set: MessageSet,
    pub(super) action: StoreAction,
    pub(super) silent: bool,
    pub(super) flags: Vec<Flag>,
    pub(super) unchanged_since: Option<ModSeq>,
    pub(super) uid: bool,
}

impl Request {
    fn apply(&self, before: &Flags) -> Flags {
        let mut flags = match self.action {
            StoreAction::Replace => Flags::NONE,
            StoreAction::Add | StoreAction::Remove => before.clone(),
        };
        for flag in &self.flags {
            match self.action {
                StoreAction::Remove => flags.remove(flag),
                StoreAction::Replace | StoreAction::Add => flags.insert(flag.clone()),
            };
        }
        flags
    }

    /// Whether the message is as the client thinks that it is (RFC 7162 §3.1.3).
    fn passes(&self, message: &Message, selection: &Selection) -> bool {
        let Some(since) = self.unchanged_since else { return true };
        if since.0 == 0 {
            return !self.names_what_exists(&message.flags);
        }
        if message.modseq <= since {
            return true;
        }
        // RFC 7162 §3.1.12: another flag has changed, and the client has not been told yet.
        let Some(flagged) = selection.pending.flagged.get(&message.uid) else { return false };
        let as_known = |flag: &Flag| flagged.known.contains(flag) == message.flags.contains(flag);
        self.action != StoreAction::Replace
            && selection.pending.is_covered_by(since)
            && self.flags.iter().all(as_known)
    }

    /// RFC 7162 §3.1.3: system flags exist on every message, whether set or not; a keyword exists
    /// where it is set. A STORE that replaces all flags is about system flags too.
    fn names_what_exists(&self, flags: &Flags) -> bool {
        let exists = |flag: &Flag| !matches!(flag, Flag::Keyword(_)) || flags.contains(flag);
        self.action == StoreAction::Replace || self.flags.iter().any(exists)
    }
}

pub(super) fn run(
    session: &mut ImapServer,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.4.6 and §6.4.9, RFC 3501 §6.4.6 and §6.4.8, RFC 7162 §3.1.3.
    if request.unchanged_since.is_some() {
        condstore::enable(session, cx);
    }
    let enabled = session.enabled;
    let State::Selected(account, selection) = &mut session.state else { return None };
    let targets = match selection.resolve(&request.set, request.uid) {
        Ok(targets) => targets,
        Err(out_of_range) => return Some(out_of_range.status("STORE")),
    };
    if selection.is_read_only() {
        return Some(no_code("READ-ONLY", "the mailbox was opened by EXAMINE"));
    }
    let stored = match store_all(*account, selection, request, targets, cx) {
        Ok(stored) => stored,
        Err(error) => return Some(refusal(error)),
    };
    let Some(mailbox) = selection.mailbox(*account, cx.host).cloned() else {
        return Some(no_code("NONEXISTENT", "the mailbox is gone"));
    };
    let Stored { done, missing } = stored;
    updates::tell_new_keywords(selection, &mailbox, cx);
    let mut values = Vec::new();
    for outcome in &done {
        collect(outcome, selection, &mailbox, request, enabled, &mut values);
        if !values.is_empty() {
            let about = outcome.change.or_else(|| {
                let pending = selection.pending.flagged.get(&outcome.uid);
                pending.map(|flagged| flagged.about)
            });
            tell_fetch(outcome.seq, &values, about, cx);
            values.clear();
        }
        if outcome.tells_flags(request) {
            // What others have done to them is told with it.
            selection.pending.flagged.remove(&outcome.uid);
        }
    }
    Some(conclude(&done, missing, request))
}

/// What became of the messages that STORE names.
struct Stored {
    done: Vec<Outcome>,
    /// Whether there were messages that another session has expunged.
    missing: bool,
}

/// What became of one message.
struct Outcome {
    seq: SeqNum,
    uid: Uid,
    change: Option<mailscope_base::ChangeNumber>,
    /// Whether the message had changed since the client saw it, and was left alone.
    refused: bool,
    /// Whether others had changed other flags of it (RFC 7162 §3.1.12).
    overtaken: bool,
}

impl Outcome {
    /// RFC 9051 §6.4.6: the new value is told even if it is the old one. RFC 7162 §3.1.3: why a
    /// message was left alone is told as well, so that nobody has to ask.
    const fn tells_flags(&self, request: &Request) -> bool {
        !request.silent || self.refused || self.overtaken
    }
}

/// Stores to all of the messages, or to none if a limit is reached.
fn store_all(
    account: AccountId,
    selection: &Selection,
    request: &Request,
    targets: Vec<(SeqNum, Uid)>,
    cx: &mut ServerCx<'_>,
) -> Result<Stored, StoreError> {
    let before = cx.host.clone();
    let mut changes: Vec<Change> = Vec::new();
    let mut stored = Stored { done: Vec::with_capacity(targets.len()), missing: false };
    for (seq, uid) in targets {
        let mailbox = selection.mailbox(account, cx.host);
        let Some(message) = mailbox.and_then(|mailbox| mailbox.get(uid)) else {
            stored.missing = true;
            continue;
        };
        let refused = !request.passes(message, selection);
        let overtaken = request.unchanged_since.is_some_and(|since| message.modseq > since);
        let mut change = None;
        if !refused {
            let flags = request.apply(&message.flags);
            match cx.host.set_flags(account, selection.validity(), uid, flags) {
                Ok(made) => {
                    change = made.as_ref().map(|made| made.number);
                    changes.extend(made);
                }
                Err(error) => {
                    *cx.host = before;
                    return Err(error);
                }
            }
        }
        stored.done.push(Outcome { seq, uid, change, refused, overtaken });
    }
    for change in changes {
        cx.tell(ServerEvent::Changed(change));
    }
    Ok(stored)
}

/// What is told of one message.
fn collect(
    outcome: &Outcome,
    selection: &Selection,
    mailbox: &Mailbox,
    request: &Request,
    enabled: Enabled,
    values: &mut Vec<FetchValue>,
) {
    let Some(message) = mailbox.get(outcome.uid) else { return };
    if outcome.tells_flags(request) {
        values.extend(selection.flags_of(message, request.uid, enabled));
    } else if enabled.condstore {
        // RFC 7162 §3.1.3: `.SILENT` is silent about flags, not about the mod-sequence.
        values.extend([FetchValue::Uid(message.uid), FetchValue::ModSeq(message.modseq)]);
    }
}

fn conclude(done: &[Outcome], missing: bool, request: &Request) -> Status {
    let gone = missing && !request.uid;
    let refused = done.iter().filter(|outcome| outcome.refused);
    let number = |outcome: &Outcome| {
        if request.uid { outcome.uid.get() } else { outcome.seq.get() }
    };
    if let Some(set) = SequenceSet::of(refused.map(number)) {
        let code = Code::Modified(set);
        // RFC 7162 §3.1.3, example 11.
        return if gone {
            no("some messages have changed, and some do not exist any more").with_code(code)
        } else {
            ok("some messages have changed since, and were left alone").with_code(code)
        };
    }
    if gone {
        let text = "some messages have been expunged by another session";
        // RFC 2180 §4.2.1: a silent one has done all that can be done. Otherwise FETCH responses
        // are missing, and it is NO.
        return if request.silent {
            ok(text).with_code(Code::Atom("EXPUNGEISSUED".to_owned()))
        } else {
            no_code("EXPUNGEISSUED", text)
        };
    }
    ok("STORE completed")
}
