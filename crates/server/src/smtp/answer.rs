//! Replies, and how they are sent.

use mailscope_base::{ChangeNumber, EnhancedCode};
use mailscope_wire::smtp::Reply;
use mailscope_wire::{Frame, Grammar, Output};

use crate::Turn;

/// A reply whose enhanced code has the class of its code, as RFC 2034 §4 demands: `answer(550, (1, 1),
/// …)` is `550 5.1.1`.
pub(super) fn answer(code: u16, (subject, detail): (u16, u16), text: impl Into<String>) -> Reply {
    let class = u8::try_from(code / 100).unwrap_or(5);
    Reply::new(code, Some(EnhancedCode::new(class, subject, detail)), text)
}

/// The same with several lines, each of which repeats the code.
pub(super) fn lines(code: u16, enhanced: (u16, u16), lines: Vec<String>) -> Reply {
    Reply { lines, ..answer(code, enhanced, "") }
}

/// `text`, or `instead` where it is not ASCII: RFC 6531 §3.7.4.2 keeps replies ASCII, with exceptions
/// that nobody needs.
pub(super) fn ascii_or(text: String, instead: &str) -> String {
    if text.is_ascii() { text } else { instead.to_owned() }
}

/// Whether the client has not kept to the protocol: an unknown command, its syntax, its place, or a
/// parameter that was not offered.
pub(super) const fn is_protocol_error(reply: &Reply) -> bool {
    matches!(reply.code, 500..=504 | 555)
}

/// Sends a reply; `about` is the change of the queue that it reports.
pub(super) fn send(reply: &Reply, about: Option<ChangeNumber>, cx: &mut Turn<'_>) {
    let frame = Frame { grammar: Grammar::SmtpReply, bytes: reply.encode().into() };
    cx.out.push(Output::Sent { frame, about });
}
