//! CLOSE.

use mailscope_wire::imap::Status;

use super::{AUTHENTICATED, ImapServer, State, status::ok};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(session: &mut ImapServer, cx: &mut ServerCx<'_>) -> Option<Status> {
    // Command: RFC 9051 §6.4.1, RFC 3501 §6.4.2: expunges what has `\Deleted` and says nothing
    // about it, nor of the mod-sequence (RFC 7162 §3.2.8); a mailbox opened by EXAMINE is only
    // deselected.
    let State::Selected(account, selection) = &session.state else { return None };
    let account = *account;
    if !selection.is_read_only() {
        let deleted = selection.mailbox(account, cx.host).map(|m| m.deleted().clone());
        for uid in &deleted.unwrap_or_default() {
            if let Ok(change) = cx.host.expunge(account, selection.validity(), *uid) {
                cx.tell(ServerEvent::Changed(change));
            }
        }
    }
    session.state = State::Authenticated(account);
    cx.enter(AUTHENTICATED);
    Some(ok("CLOSE completed"))
}
