//! DELE.

use mailscope_base::MessageNumber;

use super::{Answer, Maildrop};

pub(super) fn run(maildrop: &mut Maildrop, number: MessageNumber) -> Answer {
    // Command: RFC 1939 §5: only marks the message; it is removed in the UPDATE state, if the
    // session reaches it.
    if !maildrop.mark(number) {
        return Answer::no_such_message(number);
    }
    Answer::ok(format!("message {number} marked as deleted"))
}
