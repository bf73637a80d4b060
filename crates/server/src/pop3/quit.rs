//! QUIT.

use super::{Answer, Pop3Server, State, UPDATE};
use crate::Turn;

pub(super) fn run(session: &mut Pop3Server, cx: &mut Turn<'_>) -> Answer {
    // Command: RFC 1939 §4 (in AUTHORIZATION: just goodbye) and §6 (in TRANSACTION: enters UPDATE,
    // removes what is marked, frees the maildrop, then answers).
    let State::Transaction(maildrop) = core::mem::replace(&mut session.state, State::Update) else {
        return Answer::ok("goodbye");
    };
    cx.enter(UPDATE);
    let (about, count) = maildrop.update(session.policy.pop3, cx);
    maildrop.release(cx);
    let text = match count {
        0 => "goodbye, nothing removed".to_owned(),
        1 => "goodbye, 1 message removed".to_owned(),
        _ => format!("goodbye, {count} messages removed"),
    };
    Answer::ok(text).about(about)
}
