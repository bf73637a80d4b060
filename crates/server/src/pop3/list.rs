//! LIST.

use core::fmt::Write as _;

use mailscope_base::MessageNumber;

use super::{Answer, Maildrop, maildrop::octets};

pub(super) fn run(maildrop: &Maildrop, number: Option<MessageNumber>) -> Answer {
    // Command: RFC 1939 §5: scan listings of one message or of all that are not marked.
    if let Some(number) = number {
        let Some(message) = maildrop.get(number) else { return Answer::no_such_message(number) };
        return Answer::ok(format!("{number} {}", octets(&message.mail)));
    }
    let mut lines = String::new();
    for (number, message) in maildrop.iter() {
        let _ = write!(lines, "{number} {}\r\n", octets(&message.mail));
    }
    Answer::ok(maildrop.described()).with_body(lines)
}
