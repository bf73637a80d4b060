//! PASS.

use super::{Answer, Pop3Server, State, access, login};
use crate::Turn;

pub(super) fn run(session: &mut Pop3Server, password: &[u8], cx: &mut Turn<'_>) -> Answer {
    // Command: RFC 1939 §7: legal only after a USER.
    if !session.policy.allows_password() {
        return login::tls_required();
    }
    let State::Authorization { user } = &mut session.state else {
        return Answer::err("PASS is not possible here");
    };
    let Some(user) = user.take() else { return Answer::err("PASS needs a USER before it") };
    let (user, mode) = access::user(&user, cx.host);
    session.mode = mode;
    let step = crate::sasl::password(user, password, cx.host);
    login::conclude(session, &step, cx)
}
