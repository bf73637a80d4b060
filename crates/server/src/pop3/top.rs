//! TOP.

use bytes::Bytes;
use mailscope_base::MessageNumber;
use mailscope_store::{Mail, Store};

use super::{Answer, Maildrop, utf8};

pub(super) fn run(
    maildrop: &Maildrop,
    number: MessageNumber,
    lines: u32,
    utf8: bool,
    store: &Store,
) -> Answer {
    // Command: RFC 1939 §7, RFC 2449 §6.1: the header, the empty line, and so many lines of the body.
    let mail = match maildrop.mail(number, store) {
        Ok(mail) => mail,
        Err(answer) => return answer,
    };
    utf8::refusal(utf8, mail)
        .unwrap_or_else(|| Answer::ok("top of message follows").with_body(top(mail, lines)))
}

fn top(mail: &Mail, lines: u32) -> Bytes {
    let (all, header) = (mail.bytes(), mail.header_octets().len());
    let Some(nth) = lines.checked_sub(1) else { return mail.header() };
    let body = all.get(header..).unwrap_or_default();
    let nth = usize::try_from(nth).unwrap_or(usize::MAX);
    let end = memchr::memchr_iter(b'\n', body).nth(nth).map_or(body.len(), |at| at + 1);
    all.slice(..header + end)
}
