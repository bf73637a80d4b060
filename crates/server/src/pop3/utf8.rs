//! UTF8.

use mailscope_store::Mail;
use mailscope_wire::pop3::Code;

use super::{Answer, Pop3Server};

pub(super) fn run(session: &mut Pop3Server) -> Answer {
    // Command: RFC 6856 §2.1: for the rest of the session, messages come as they are.
    session.utf8 = true;
    Answer::ok("UTF-8 mode")
}

/// The answer to RETR and TOP where the message must not be sent to this client: its header is in
/// UTF-8, and the client has not said that it can read that (RFC 6856 §2.1, §4, §5). Other octets
/// beyond ASCII are nothing that UTF-8 mode would help with; they are sent as they always were.
///
/// Partly: RFC 6856 §4: only the header of the message itself is looked at, not those of its parts;
/// and no surrogate is made.
pub(super) fn refusal(utf8: bool, mail: &Mail) -> Option<Answer> {
    let header = mail.header_octets();
    if utf8 || header.is_ascii() || core::str::from_utf8(header).is_err() {
        return None;
    }
    let text = "the header is in UTF-8: the command UTF8 must come before the login";
    Some(Answer::err(text).with_code(Code::Utf8))
}
