//! RETR.

use mailscope_base::MessageNumber;
use mailscope_store::Store;

use super::{Answer, Maildrop, maildrop::octets, utf8};

pub(super) fn run(
    maildrop: &mut Maildrop,
    number: MessageNumber,
    utf8: bool,
    store: &Store,
) -> Answer {
    // Command: RFC 1939 §5. It changes nothing: neither is the message removed, nor `\Seen` set,
    // before QUIT and unless the house's rules say so.
    let mail = match maildrop.mail(number, store) {
        Ok(mail) => mail.clone(),
        Err(answer) => return answer,
    };
    if let Some(refusal) = utf8::refusal(utf8, &mail) {
        return refusal;
    }
    maildrop.note_retrieved(number);
    Answer::ok(format!("{} octets", octets(&mail))).with_body(mail.bytes().clone())
}
