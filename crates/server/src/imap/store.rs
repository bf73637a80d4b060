//! STORE and UID STORE.

use mailscope_base::{AccountId, Flag, Flags, ModSeq};
use mailscope_wire::imap::{Code, FetchValue, MessageSet, Status, StoreAction, Untagged};

use super::{
    ImapServer, State,
    selection::Selection,
    status::{WithCode, no_code, ok},
    tell,
};
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
}

pub(super) fn run(
    session: &mut ImapServer,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let State::Selected(account, selection) = &mut session.state else { return None };
    let _ = request.unchanged_since;
    Some(store(*account, selection, request, cx))
}

fn store(
    account: AccountId,
    selection: &mut Selection,
    change: &Request,
    cx: &mut ServerCx<'_>,
) -> Status {
    let (set, uid) = (&change.set, change.uid);
    // Command: RFC 9051 §6.4.6 and §6.4.9, RFC 3501 §6.4.6 and §6.4.8.
    let targets = match selection.resolve(set, uid) {
        Ok(targets) => targets,
        Err(out_of_range) => return out_of_range.status("STORE"),
    };
    if selection.is_read_only() {
        return no_code("READ-ONLY", "the mailbox was opened by EXAMINE");
    }
    let mut missing = false;
    for (seq, target) in targets {
        let mailbox = selection.mailbox(account, cx.host);
        let Some(message) = mailbox.and_then(|mailbox| mailbox.get(target)) else {
            missing = true;
            continue;
        };
        let flags = change.apply(&message.flags);
        let mut about = None;
        match cx.host.set_flags(account, selection.place(), target, flags.clone()) {
            Ok(None) => {}
            Ok(Some(change)) => {
                about = Some(change.number);
                cx.tell(ServerEvent::Changed(change));
            }
            Err(error) => return no_code("LIMIT", &error.to_string()),
        }
        if !change.silent {
            // RFC 9051 §6.4.6: the new value is told even if it is the old one; it also tells what
            // others did.
            about = about.or(selection.take_flag_change(target));
            selection.take_flag_change(target);
            let flags = FetchValue::Flags { flags, recent: selection.is_recent(target) };
            let uid = uid.then_some(FetchValue::Uid(target));
            let values = uid.into_iter().chain([flags]).collect();
            tell(Untagged::Fetch { seq, values }, about, cx);
        }
    }
    if missing && !uid {
        let text = "some messages have been expunged by another session";
        // RFC 2180 §4.2.1: a silent one has done all that can be done. Otherwise FETCH responses
        // are missing, and it is NO.
        return if change.silent {
            ok(text).with_code(Code::Atom("EXPUNGEISSUED".to_owned()))
        } else {
            no_code("EXPUNGEISSUED", text)
        };
    }
    ok("STORE completed")
}
