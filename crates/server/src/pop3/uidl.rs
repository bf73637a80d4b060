//! UIDL.

use core::fmt::Write as _;

use mailscope_base::MessageNumber;
use mailscope_store::{Message, UniqueId};

use super::{Answer, Maildrop};

pub(super) fn run(maildrop: &Maildrop, number: Option<MessageNumber>) -> Answer {
    // Command: RFC 1939 §7: unique-id listings; the id outlives the session, the number does not.
    let id = |message: &Message| UniqueId::of(maildrop.validity(), message.uid);
    if let Some(number) = number {
        let Some(message) = maildrop.get(number) else { return Answer::no_such_message(number) };
        return Answer::ok(format!("{number} {}", id(message)));
    }
    let mut lines = String::new();
    for (number, message) in maildrop.iter() {
        let _ = write!(lines, "{number} {}\r\n", id(message));
    }
    Answer::ok("unique-id listing follows").with_body(lines)
}
