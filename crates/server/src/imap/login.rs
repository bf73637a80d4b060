//! LOGIN.

use mailscope_wire::imap::{Code, Status};

use super::{
    AUTHENTICATED, ImapServer, State, capability,
    status::{WithCode as _, no_code, ok},
};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    user: &[u8],
    password: &[u8],
    cx: &mut ServerCx<'_>,
) -> Status {
    // Command: RFC 9051 §6.2.3, RFC 3501 §6.2.3.
    let Some(account) = cx.host.authenticate(user, password) else {
        // RFC 5530 §3: the code does not tell whether the name or the password was wrong.
        return no_code("AUTHENTICATIONFAILED", "user name or password is wrong");
    };
    session.state = State::Authenticated(account);
    cx.tell(ServerEvent::LoggedIn(account));
    cx.enter(AUTHENTICATED);
    ok("LOGIN completed").with_code(Code::Capability(capability::all()))
}
