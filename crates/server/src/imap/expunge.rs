//! EXPUNGE and UID EXPUNGE.

use mailscope_base::{AccountId, Uid};
use mailscope_wire::imap::{MessageSet, Status};

use super::enabled::Enabled;
use super::selection::Selection;
use super::status::{no_code, ok};
use super::{ImapServer, State, condstore, updates};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    set: Option<&MessageSet>,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.4.3 and §6.4.9, RFC 3501 §6.4.3, RFC 4315 §2.1, RFC 7162 §3.2.7, §3.2.9.
    let State::Selected(_, selection) = &session.state else { return None };
    if selection.is_read_only() {
        return Some(no_code("READ-ONLY", "the mailbox was opened by EXAMINE"));
    }
    // What others have put here is told first: one of those messages may have to be expunged as
    // well.
    updates::send(session, true, cx);
    let enabled = session.enabled;
    let State::Selected(account, selection) = &mut session.state else { return None };
    let account = *account;
    let deleted = selection.mailbox(account, cx.host).map(|m| m.deleted().clone());
    let deleted = deleted.unwrap_or_default();
    let targets: Vec<Uid> = match set {
        None => deleted.iter().copied().collect(),
        Some(set) => {
            // UIDs that do not exist are ignored, so this never fails.
            let named = selection.pick(deleted.iter().copied(), set, true).unwrap_or_default();
            named.into_iter().map(|(_, uid)| uid).collect()
        }
    };
    remove(account, selection, &targets, enabled, cx);
    let highest = selection.mailbox(account, cx.host).map(mailscope_store::Mailbox::highest_modseq);
    let done = ok("EXPUNGE completed");
    Some(match highest {
        // RFC 7162 §3.2.7 and §3.2.9.
        Some(highest) if enabled.qresync && !targets.is_empty() => {
            condstore::with_highest(done, highest)
        }
        _ => done,
    })
}

/// Removes messages and tells that they are gone.
pub(super) fn remove(
    account: AccountId,
    selection: &mut Selection,
    targets: &[Uid],
    enabled: Enabled,
    cx: &mut ServerCx<'_>,
) {
    let mut gone = Vec::with_capacity(targets.len());
    for &uid in targets {
        if let Ok(change) = cx.host.expunge(account, selection.validity(), uid) {
            gone.push((uid, change.number));
            cx.tell(ServerEvent::Changed(change));
        }
    }
    updates::tell_gone(selection, gone, enabled, cx);
}
