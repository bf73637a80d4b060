//! UNSELECT.

use mailscope_wire::imap::Status;

use super::{AUTHENTICATED, ImapServer, State, status::ok};
use crate::ServerCx;

pub(super) fn run(session: &mut ImapServer, cx: &mut ServerCx<'_>) -> Option<Status> {
    // Command: RFC 9051 §6.4.2, RFC 3691 §2, RFC 3691: CLOSE without expunging.
    let State::Selected(account, _) = session.state else { return None };
    session.state = State::Authenticated(account);
    cx.enter(AUTHENTICATED);
    Some(ok("UNSELECT completed"))
}
