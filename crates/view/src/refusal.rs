//! Why a server has refused, as a text: from the response code (RFC 5530) where there is one, and
//! otherwise from the grammar of the command that it has read.

mod smtp;

use mailscope_sim::{End, Entry, Fact, World};
use mailscope_wire::imap::{Code, Command, CommandBody, Response, Status, StatusKind, Untagged};
use mailscope_wire::{Frame, Grammar, Kind, pop3};

use crate::Text;

/// Links between an answer and the command that it answers.
const LINKS_MAX: usize = 8;

/// The text for a frame that refuses something; nothing for any other.
pub(crate) fn of(world: &World, entry: &Entry) -> Option<Text> {
    let Fact::Sent { by: End::Server, frame, .. } = &entry.fact else { return None };
    if let Some(response) = refusing_by_pop3(frame) {
        let code = response.code.as_deref().and_then(pop3::Code::named);
        let why = || command(world, entry).and_then(by_grammar).unwrap_or(Text::new("refused-no"));
        return Some(code.and_then(by_pop3_code).unwrap_or_else(why));
    }
    if let Some(reply) = smtp::refusing(frame) {
        return Some(smtp::text(&reply, || command(world, entry).and_then(by_grammar)));
    }
    let status = refusing(frame)?;
    if let Some(code) = &status.code {
        return Some(Text::new(by_code(code)));
    }
    let command = command(world, entry);
    Some(match status.kind {
        StatusKind::Bad => command.and_then(by_grammar).unwrap_or(Text::new("refused-not-now")),
        StatusKind::Bye if command.is_some_and(is_logout) => return None,
        StatusKind::Bye => Text::new("refused-goodbye"),
        _ => Text::new("refused-no"),
    })
}

/// Whether a frame refuses something.
pub(crate) fn refuses(frame: &Frame) -> bool {
    refusing_by_pop3(frame).is_some()
        || smtp::refusing(frame).is_some()
        || refusing(frame).is_some()
}

/// The status of a response that says `NO`, `BAD` or `BYE`.
fn refusing(frame: &Frame) -> Option<Status> {
    if frame.grammar != Grammar::ImapResponse {
        return None;
    }
    let status = match Response::parse(&frame.bytes).ok()? {
        Response::Tagged { status, .. } | Response::Untagged(Untagged::Status(status)) => status,
        Response::Continue { .. } | Response::Untagged(_) => return None,
    };
    matches!(status.kind, StatusKind::No | StatusKind::Bad | StatusKind::Bye).then_some(status)
}

/// A response of POP3 that says `-ERR`.
fn refusing_by_pop3(frame: &Frame) -> Option<pop3::Response> {
    let Grammar::Pop3Response(shape) = frame.grammar else { return None };
    let response = pop3::Response::parse(&frame.bytes, shape).ok()?;
    (response.status == pop3::Status::Err).then_some(response)
}

/// The message of a response code of POP3 (RFC 2449 §8.1, RFC 3206 §4, §5, RFC 6856 §5).
fn by_pop3_code(code: pop3::Code) -> Option<Text> {
    Some(match code {
        pop3::Code::InUse => Text::new("refused-maildrop-in-use"),
        pop3::Code::LoginDelay => Text::new("refused-login-delay"),
        pop3::Code::SysTemp => Text::new("refused-unavailable"),
        pop3::Code::SysPerm => Text::new("refused-contactadmin"),
        pop3::Code::Auth => Text::new("refused-credentials"),
        pop3::Code::Utf8 => Text::new("refused-needs-utf8"),
        _ => return None,
    })
}

/// What the server has read before it answered.
fn command<'a>(world: &'a World, entry: &Entry) -> Option<&'a Frame> {
    let mut causes = world.trace().causes(entry.id).take(LINKS_MAX);
    let read = causes.find(|entry| matches!(entry.fact, Fact::Read { by: End::Server, .. }))?;
    world.trace().frame(read)
}

fn is_logout(command: &Frame) -> bool {
    Command::parse(&command.bytes).is_ok_and(|command| command.body == CommandBody::Logout)
}

/// Where a command does not fit the grammar. One that does is refused for what it asks.
fn by_grammar(command: &Frame) -> Option<Text> {
    let diagnostic = command.grammar.tree(&command.bytes).diagnostics.into_iter().next()?;
    if diagnostic
        .expected
        .iter()
        .any(|it| matches!(it, Kind::CommandVerb | Kind::Keyword | Kind::SmtpVerb))
    {
        return Some(Text::new("refused-no-such-command"));
    }
    let expected: Vec<_> = diagnostic.expected.iter().map(|kind| kind.name()).collect();
    let column = u64::from(diagnostic.span.start) + 1;
    Some(match &expected[..] {
        [] => Text::new("refused-too-long").number("column", column),
        _ => Text::new("refused-syntax")
            .words("expected", expected.join(", "))
            .number("column", column),
    })
}

/// The message of a response code: all of RFC 5530, and those of other documents that come with a
/// refusal. A code that is not among them is left to its text.
fn by_code(code: &Code) -> &'static str {
    let name = match code {
        Code::Atom(name) => name.as_str(),
        Code::TryCreate => "TRYCREATE",
        Code::ReadOnly => "READ-ONLY",
        Code::BadCharset(_) => "BADCHARSET",
        Code::BadEvent(_) => "BADEVENT",
        Code::Modified(_) => "MODIFIED",
        _ => "",
    };
    BY_CODE.iter().find(|(known, _)| *known == name).map_or("refused-no", |(_, text)| text.id)
}

/// Response codes with their messages.
const BY_CODE: [(&str, Text); 28] = [
    // RFC 5530 §3.
    ("UNAVAILABLE", Text::new("refused-unavailable")),
    ("AUTHENTICATIONFAILED", Text::new("refused-authenticationfailed")),
    ("AUTHORIZATIONFAILED", Text::new("refused-authorizationfailed")),
    ("EXPIRED", Text::new("refused-expired")),
    ("PRIVACYREQUIRED", Text::new("refused-privacyrequired")),
    ("CONTACTADMIN", Text::new("refused-contactadmin")),
    ("NOPERM", Text::new("refused-noperm")),
    ("INUSE", Text::new("refused-inuse")),
    ("EXPUNGEISSUED", Text::new("refused-expungeissued")),
    ("CORRUPTION", Text::new("refused-corruption")),
    ("SERVERBUG", Text::new("refused-serverbug")),
    ("CLIENTBUG", Text::new("refused-clientbug")),
    ("CANNOT", Text::new("refused-cannot")),
    ("LIMIT", Text::new("refused-limit")),
    ("OVERQUOTA", Text::new("refused-overquota")),
    ("ALREADYEXISTS", Text::new("refused-alreadyexists")),
    ("NONEXISTENT", Text::new("refused-nonexistent")),
    // RFC 9051 §7.1.
    ("TRYCREATE", Text::new("refused-trycreate")),
    ("READ-ONLY", Text::new("refused-read-only")),
    ("BADCHARSET", Text::new("refused-badcharset")),
    ("HASCHILDREN", Text::new("refused-haschildren")),
    ("UNKNOWN-CTE", Text::new("refused-unknown-cte")),
    // RFC 4469 §4.2, RFC 5182 §2.1, RFC 5465 §5, RFC 6154 §3, RFC 7162 §3.1.3.
    ("TOOBIG", Text::new("refused-toobig")),
    ("NOTSAVED", Text::new("refused-notsaved")),
    ("BADEVENT", Text::new("refused-badevent")),
    ("NOTIFICATIONOVERFLOW", Text::new("refused-notificationoverflow")),
    ("USEATTR", Text::new("refused-useattr")),
    ("MODIFIED", Text::new("refused-modified")),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    fn frame(grammar: Grammar, bytes: &'static str) -> Frame {
        Frame { grammar, bytes: bytes.as_bytes().into() }
    }

    #[test]
    fn a_code_tells_why() {
        for (said, id) in [
            ("a NO [NONEXISTENT] no such mailbox\r\n", "refused-nonexistent"),
            ("a NO [TRYCREATE] no such mailbox\r\n", "refused-trycreate"),
            ("a NO [BADCHARSET (UTF-8)] no\r\n", "refused-badcharset"),
            ("a NO [X-ELSE] no\r\n", "refused-no"),
            ("* BYE [UNAVAILABLE] later\r\n", "refused-unavailable"),
        ] {
            let status = refusing(&frame(Grammar::ImapResponse, said)).unwrap();
            assert_eq!(by_code(&status.code.unwrap()), id);
        }
        for said in ["a OK [ALERT] done\r\n", "+ go on\r\n", "* 1 EXISTS\r\n"] {
            assert_eq!(refusing(&frame(Grammar::ImapResponse, said)), None);
        }
    }

    #[test]
    fn a_code_of_pop3_tells_why() {
        let single = Grammar::Pop3Response(pop3::ResponseShape::Single);
        for (said, id) in [
            ("-ERR [IN-USE] another session\r\n", Some("refused-maildrop-in-use")),
            ("-ERR [sys/temp/disk] later\r\n", Some("refused-unavailable")),
            ("-ERR [X-ELSE] no\r\n", None),
        ] {
            let code = refusing_by_pop3(&frame(single, said)).unwrap().code.unwrap();
            let text = pop3::Code::named(&code).and_then(by_pop3_code);
            assert_eq!(text.map(|text| text.id), id);
        }
        assert_eq!(refusing_by_pop3(&frame(single, "+OK\r\n")), None);
        let why = |said| by_grammar(&frame(Grammar::Pop3Command, said));
        assert_eq!(why("XYZZY\r\n").unwrap().id, "refused-no-such-command");
        assert_eq!(why("RETR x\r\n").unwrap().id, "refused-syntax");
    }

    #[test]
    fn the_grammar_tells_where() {
        let why = |said| by_grammar(&frame(Grammar::ImapCommand, said));
        assert_eq!(why("a XYZZY\r\n").unwrap().id, "refused-no-such-command");
        assert_eq!(why("a FETCH 1:x FLAGS\r\n").unwrap().id, "refused-syntax");
        assert_eq!(why("a FETCH 1 FLAGS\r\n"), None);
    }
}
