//! LOGIN.

use mailscope_base::AccountId;
use mailscope_base::limits::LOGIN_FAILURES_MAX;
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
    if !session.policy.allows_password() {
        return privacy_required();
    }
    match cx.host.authenticate(user, password) {
        Some(account) => admit(session, account, "LOGIN", cx),
        None => turn_away(session),
    }
}

/// `LOGINDISABLED` was not heeded (RFC 9051 §6.2.3, RFC 5530 §3).
pub(super) fn privacy_required() -> Status {
    no_code("PRIVACYREQUIRED", "passwords are accepted within TLS only: STARTTLS first")
}

/// Somebody has shown who they are.
pub(super) fn admit(
    session: &mut ImapServer,
    account: AccountId,
    verb: &str,
    cx: &mut ServerCx<'_>,
) -> Status {
    session.login_failures = 0;
    session.state = State::Authenticated(account);
    cx.tell(ServerEvent::LoggedIn(account));
    cx.enter(AUTHENTICATED);
    ok(&format!("{verb} completed")).with_code(Code::Capability(capability::all(session)))
}

/// Somebody has not. RFC 5530 §3: the code does not tell whether the name or the password was
/// wrong.
pub(super) fn turn_away(session: &mut ImapServer) -> Status {
    session.login_failures += 1;
    no_code("AUTHENTICATIONFAILED", "user name or password is wrong")
}

/// Whether this connection has guessed often enough. It is closed then, and not slowed down: who
/// guesses opens many connections anyway, and who mistyped wants to hear it at once.
pub(super) fn is_guessing(session: &ImapServer) -> bool {
    session.login_failures >= LOGIN_FAILURES_MAX
}
