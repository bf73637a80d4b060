//! USER.

use bytes::Bytes;

use super::{Answer, Pop3Server, State};

pub(super) fn run(session: &mut Pop3Server, name: Bytes) -> Answer {
    // Command: RFC 1939 §7. The RFC lets a server answer -ERR for an unknown name; this one never
    // tells, so that nobody can try names (RFC 1939 §13).
    session.state = State::Authorization { user: Some(name) };
    Answer::ok("send PASS")
}
