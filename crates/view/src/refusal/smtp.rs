//! Why an SMTP server has refused: from its reply code and its enhanced code, which say more to a
//! person than to a program (RFC 5321 §4.2, RFC 3463).

use mailscope_wire::smtp::Reply;
use mailscope_wire::{Frame, Grammar};

use crate::Text;

/// A reply that says no, or not now.
pub(super) fn refusing(frame: &Frame) -> Option<Reply> {
    if frame.grammar != Grammar::SmtpReply {
        return None;
    }
    let reply = Reply::parse(&frame.bytes).ok()?;
    (reply.is_transient() || reply.is_permanent()).then_some(reply)
}

/// The message of a refusal; `by_grammar` is where its command does not fit the syntax.
pub(super) fn text(reply: &Reply, by_grammar: impl FnOnce() -> Option<Text>) -> Text {
    if let Some(id) = by_code(reply) {
        return Text::new(id);
    }
    let misread = matches!(reply.code, 500 | 501).then(by_grammar).flatten();
    let later = if reply.is_transient() { "refused-later" } else { "refused-no" };
    misread.unwrap_or(Text::new(later))
}

fn by_code(reply: &Reply) -> Option<&'static str> {
    let detail = reply.enhanced.map(|code| (code.subject, code.detail));
    Some(match (reply.code, detail) {
        // The session.
        (421, _) => "refused-goodbye",
        (503, _) => "refused-out-of-order",
        (502 | 504, _) => "refused-cannot",
        (555, _) => "refused-parameter",
        // RFC 4954 §6, RFC 3207 §4.
        (530, _) => "refused-login-first",
        (535, _) => "refused-authenticationfailed",
        (538, _) => "refused-privacyrequired",
        // Addresses.
        (553, Some((7, 1))) => "refused-not-your-address",
        (_, Some((6, 7))) => "refused-needs-smtputf8",
        (_, Some((1, 1))) => "refused-no-such-address",
        (554, Some((5, 1))) => "refused-no-recipients",
        (_, Some((2, 2))) => "refused-mailbox-full",
        (_, Some((5, 3))) => "refused-recipients",
        // Policy: a 4yz for a sender that is not known is greylisting (RFC 6647 §2).
        (450 | 451, Some((7, 1))) => "refused-greylisted",
        (550, Some((7, 1))) => "refused-relay",
        // The message.
        (_, Some((3, 4))) => "refused-message-too-large",
        (_, Some((3, 1))) => "refused-no-room",
        (_, Some((4, 6))) => "refused-loop",
        (550, Some((6, 0))) => "refused-bare-line-end",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    fn why(said: &'static str) -> Option<&'static str> {
        let frame = Frame { grammar: Grammar::SmtpReply, bytes: said.as_bytes().into() };
        refusing(&frame).map(|reply| text(&reply, || Some(Text::new("refused-syntax"))).id)
    }

    #[test]
    fn a_reply_tells_why() {
        for (said, id) in [
            ("550 5.1.1 nobody\r\n", "refused-no-such-address"),
            ("550 5.7.1 no relay\r\n", "refused-relay"),
            ("553 5.7.1 not you\r\n", "refused-not-your-address"),
            ("530 5.7.0 AUTH first\r\n", "refused-login-first"),
            ("535 5.7.8 wrong\r\n", "refused-authenticationfailed"),
            ("538 5.7.11 TLS first\r\n", "refused-privacyrequired"),
            ("552 5.3.4 large\r\n", "refused-message-too-large"),
            ("451 4.7.1 greylisted\r\n", "refused-greylisted"),
            ("452 4.2.2 full\r\n", "refused-mailbox-full"),
            ("452 4.5.3 too many\r\n", "refused-recipients"),
            ("452 4.3.1 disk\r\n", "refused-no-room"),
            ("503 5.5.1 order\r\n", "refused-out-of-order"),
            ("501 5.5.2 syntax\r\n", "refused-syntax"),
            ("500 5.5.1 verb\r\n", "refused-syntax"),
            ("555 5.5.4 parameter\r\n", "refused-parameter"),
            ("554 5.5.1 no recipients\r\n", "refused-no-recipients"),
            ("554 5.4.6 loop\r\n", "refused-loop"),
            ("550 5.6.0 bare LF\r\n", "refused-bare-line-end"),
            ("553 5.6.7 UTF-8\r\n", "refused-needs-smtputf8"),
            ("421 4.4.2 silence\r\n", "refused-goodbye"),
            // Of other servers, which may say less.
            ("450 not now\r\n", "refused-later"),
            ("554-no\r\n554 never\r\n", "refused-no"),
        ] {
            assert_eq!(why(said), Some(id), "{said}");
        }
        for said in ["250 2.0.0 fine\r\n", "354 go on\r\n", "334 \r\n", "not a reply\r\n"] {
            assert_eq!(why(said), None, "{said}");
        }
    }
}
