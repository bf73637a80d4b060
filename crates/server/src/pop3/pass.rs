//! PASS.

use mailscope_store::StoreError;

use super::{Answer, Maildrop, Pop3Server, State, TRANSACTION};
use crate::Turn;

pub(super) fn run(session: &mut Pop3Server, password: &[u8], cx: &mut Turn<'_>) -> Answer {
    // Command: RFC 1939 §7: legal only after a USER.
    let State::Authorization { user } = &mut session.state else {
        return Answer::err("PASS is not possible here");
    };
    let Some(user) = user.take() else { return Answer::err("PASS needs a USER before it") };
    let Some(account) = cx.host.authenticate(&user, password) else {
        return Answer::err("user name or password is wrong");
    };
    match Maildrop::open(account, cx) {
        Ok(maildrop) => {
            let (count, octets) = maildrop.size();
            session.state = State::Transaction(maildrop);
            cx.enter(TRANSACTION);
            Answer::ok(format!("maildrop has {count} messages ({octets} octets)"))
        }
        // RFC 2449 §8.1.2: IN-USE tells that the name and the password were right.
        Err(StoreError::InUse) => {
            Answer::err("another session has this maildrop").with_code("IN-USE")
        }
        Err(error) => Answer::err(error.to_string()),
    }
}
