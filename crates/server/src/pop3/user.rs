//! USER.

use bytes::Bytes;

use super::{Answer, Pop3Server, State, login};

pub(super) fn run(session: &mut Pop3Server, name: Bytes) -> Answer {
    // Command: RFC 1939 §7, RFC 2449 §6.2. The RFC lets a server answer -ERR for an unknown name;
    // this one never tells, so that nobody can try names (RFC 1939 §13).
    if !session.policy.allows_password() {
        return login::tls_required();
    }
    session.state = State::Authorization { user: Some(name) };
    Answer::ok("send PASS")
}
