//! RETR.

use mailscope_base::MessageNumber;
use mailscope_store::Store;

use super::{
    Answer, Maildrop,
    maildrop::{as_sent, octets},
};

pub(super) fn run(maildrop: &Maildrop, number: MessageNumber, store: &Store) -> Answer {
    // Command: RFC 1939 §5. It changes nothing: neither is the message removed, nor `\Seen` set.
    let Some(message) = maildrop.get(number) else { return Answer::no_such_message(number) };
    if !maildrop.is_there(message, store) {
        return Answer::err(format!("message {number} has been expunged by another session"));
    }
    Answer::ok(format!("{} octets", octets(&message.mail))).with_body(as_sent(&message.mail))
}
