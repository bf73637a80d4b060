//! UNAUTHENTICATE.

use mailscope_wire::imap::Status;

use super::{ImapServer, NOT_AUTHENTICATED, status::ok};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(session: &mut ImapServer, cx: &mut ServerCx<'_>) -> Option<Status> {
    // Command: RFC 8437 §2: not authenticated, as if just connected. The selection ends without
    // expunging, and whatever the client has enabled or asked for ends with it; TLS stays.
    session.account()?;
    session.forget_user();
    cx.tell(ServerEvent::LoggedOut);
    cx.enter(NOT_AUTHENTICATED);
    Some(ok("UNAUTHENTICATE completed"))
}
