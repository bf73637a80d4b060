//! EXPUNGE and UID EXPUNGE.

use mailscope_base::{AccountId, Uid};
use mailscope_wire::imap::{MessageSet, Status};

use super::{
    ImapServer, State,
    selection::Selection,
    status::{no_code, ok},
};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    set: Option<&MessageSet>,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let State::Selected(account, selection) = &mut session.state else { return None };
    let account = *account;
    // Command: RFC 9051 §6.4.3 and §6.4.9, RFC 3501 §6.4.3, RFC 4315 §2.1.
    if selection.is_read_only() {
        return Some(no_code("READ-ONLY", "the mailbox was opened by EXAMINE"));
    }
    // What others have put here is told first: one of those messages may have to be expunged as
    // well.
    selection.tell(account, true, cx);
    let deleted = selection.mailbox(account, cx.host).map(|m| m.deleted().clone());
    let deleted = deleted.unwrap_or_default();
    let targets: Vec<Uid> = match set {
        None => deleted.iter().copied().collect(),
        Some(set) => {
            // UIDs that do not exist are ignored, so this never fails.
            let named = selection.resolve(set, true).unwrap_or_default();
            named.into_iter().map(|(_, uid)| uid).filter(|uid| deleted.contains(uid)).collect()
        }
    };
    remove(account, selection, &targets, cx);
    Some(ok("EXPUNGE completed"))
}

/// Removes messages one by one, telling each.
pub(super) fn remove(
    account: AccountId,
    selection: &mut Selection,
    targets: &[Uid],
    cx: &mut ServerCx<'_>,
) {
    for &uid in targets {
        if let Ok(change) = cx.host.expunge(account, selection.place(), uid) {
            let about = change.number;
            cx.tell(ServerEvent::Changed(change));
            selection.tell_expunged(uid, about, cx);
        }
    }
}
