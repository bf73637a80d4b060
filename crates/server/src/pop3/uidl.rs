//! UIDL.

use mailscope_base::MessageNumber;
use mailscope_store::UniqueId;

use super::{Answer, Maildrop};

pub(super) fn run(maildrop: &Maildrop, number: Option<MessageNumber>) -> Answer {
    // Command: RFC 1939 §7: unique-id listings; the id outlives the session, the number does not.
    let id = |message: &mailscope_store::Message| UniqueId::of(maildrop.validity(), message.uid);
    if let Some(number) = number {
        let Some(message) = maildrop.get(number) else { return Answer::no_such_message(number) };
        return Answer::ok(format!("{number} {}", id(message)));
    }
    let lines = maildrop.iter().map(|(number, message)| format!("{number} {}", id(message)));
    Answer::ok("unique-id listing follows").with_lines(lines)
}
