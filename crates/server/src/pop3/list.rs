//! LIST.

use mailscope_base::MessageNumber;

use super::{Answer, Maildrop, maildrop::octets};

pub(super) fn run(maildrop: &Maildrop, number: Option<MessageNumber>) -> Answer {
    // Command: RFC 1939 §5: scan listings of one message or of all that are not marked.
    if let Some(number) = number {
        let Some(message) = maildrop.get(number) else { return Answer::no_such_message(number) };
        return Answer::ok(format!("{number} {}", octets(&message.mail)));
    }
    let lines =
        maildrop.iter().map(|(number, message)| format!("{number} {}", octets(&message.mail)));
    let (count, octets) = maildrop.size();
    Answer::ok(format!("{count} messages ({octets} octets)")).with_lines(lines)
}
