//! What follows from credentials, however they came.

use mailscope_base::limits::LOGIN_FAILURES_MAX;
use mailscope_base::{AccountId, Duration};
use mailscope_store::{Account, StoreError};
use mailscope_wire::pop3::Code;

use super::{Answer, Maildrop, Pop3Server, State, TRANSACTION};
use crate::Turn;
use crate::sasl::Step;

/// The answer to PASS, APOP and the last response of AUTH.
pub(super) fn conclude(session: &mut Pop3Server, step: &Step, cx: &mut Turn<'_>) -> Answer {
    match step {
        Step::Admitted(account) => admit(session, *account, cx),
        Step::Unauthorized => {
            Answer::err("nobody here may act as somebody else").with_code(Code::Auth)
        }
        Step::Denied | Step::Challenge(_) | Step::Malformed(_) => turn_away(session),
    }
}

/// Somebody has shown who they are, and gets the maildrop if it is free.
fn admit(session: &mut Pop3Server, account: AccountId, cx: &mut Turn<'_>) -> Answer {
    session.login_failures = 0;
    if is_too_early(session, account, cx) {
        // RFC 2449 §8.1.1: told only to who knows the password, and before the maildrop is touched.
        let secs = session.policy.pop3.login_delay_secs;
        return Answer::err(format!("the last login was less than {secs} seconds ago"))
            .with_code(Code::LoginDelay);
    }
    match Maildrop::open(account, session.policy.pop3.expire, session.mode, cx) {
        Ok(maildrop) => {
            let text = format!("maildrop has {}", maildrop.described());
            session.state = State::Transaction(maildrop);
            cx.enter(TRANSACTION);
            Answer::ok(text)
        }
        // RFC 2449 §8.1.2: IN-USE tells that the name and the password were right.
        Err(StoreError::InUse) => {
            Answer::err("another session has this maildrop").with_code(Code::InUse)
        }
        // RFC 3206 §4: what no later try will change.
        Err(error) => Answer::err(error.to_string()).with_code(Code::SysPerm),
    }
}

/// Whether less time has passed since the last login than there must (RFC 2449 §6.5).
fn is_too_early(session: &Pop3Server, account: AccountId, cx: &Turn<'_>) -> bool {
    let delay = Duration::from_secs(u64::from(session.policy.pop3.login_delay_secs));
    let last = cx.host.account(account).and_then(Account::maildrop_taken);
    last.is_some_and(|last| cx.now.since(last) < delay)
}

/// Somebody has not. The code does not tell whether the name or the password was wrong (RFC 3206
/// §5).
fn turn_away(session: &mut Pop3Server) -> Answer {
    session.login_failures += 1;
    let goodbye = if is_guessing(session) { "; too often for this connection" } else { "" };
    Answer::err(format!("user name or password is wrong{goodbye}")).with_code(Code::Auth)
}

/// Whether this connection has guessed often enough. It is closed then, and not slowed down: who
/// guesses opens many connections anyway, and who mistyped wants to hear it at once.
pub(super) fn is_guessing(session: &Pop3Server) -> bool {
    session.login_failures >= LOGIN_FAILURES_MAX
}

/// A password would travel in clear where that is forbidden (RFC 2595 §2.2, §2.3): an attempt
/// against the house's rules, which is `AUTH`, too (RFC 3206 §5).
pub(super) fn tls_required() -> Answer {
    Answer::err("passwords are accepted within TLS only: STLS first").with_code(Code::Auth)
}
