//! OK, NO, BAD, PREAUTH and BYE (RFC 9051 §7.1).

use super::code::bracketed_code;
use super::{Code, Encoder};
use crate::Kind;
use crate::grammar::{In, Out, maybe, nothing_fits, rule, sp, take0, word};
use crate::imap::quote::Sink;
use crate::imap::token::peek_word;

/// `OK`, `NO`, `BAD`, `PREAUTH` or `BYE` with its code and text (RFC 9051 §7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Which.
    pub kind: StatusKind,
    /// The response code in brackets.
    pub code: Option<Code>,
    /// Text for people.
    pub text: String,
}

/// The kinds of status (RFC 9051 §7.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusKind {
    /// Success (RFC 9051 §7.1.1).
    Ok,
    /// The server could not do it.
    No,
    /// The server could not understand it, or it is not allowed here.
    Bad,
    /// Greeting: already authenticated.
    Preauth,
    /// The server is about to close.
    Bye,
}

/// ```abnf
/// resp-cond-state = ("OK" / "NO" / "BAD") SP resp-text ; RFC 9051 §9
/// ```
pub(super) fn resp_cond_state<'a>(input: In<'a>) -> Out<'a, Status> {
    rule(Kind::RespCondState, |input: In<'a>| {
        let mut name = [0_u8; 3];
        let kind = match crate::imap::command::upper(peek_word(&input), &mut name) {
            b"OK" => StatusKind::Ok,
            b"NO" => StatusKind::No,
            b"BAD" => StatusKind::Bad,
            _ => return nothing_fits(Kind::Condition)(input),
        };
        condition(kind)(input)
    })(input)
}

/// ```abnf
/// resp-cond-auth = ("OK" / "PREAUTH") SP resp-text ; RFC 9051 §9
/// ```
pub(super) fn resp_cond_auth(input: In<'_>) -> Out<'_, Status> {
    rule(Kind::RespCondAuth, condition(StatusKind::Preauth))(input)
}

/// ```abnf
/// resp-cond-bye = "BYE" SP resp-text ; RFC 9051 §9
/// ```
pub(super) fn resp_cond_bye(input: In<'_>) -> Out<'_, Status> {
    rule(Kind::RespCondBye, condition(StatusKind::Bye))(input)
}

/// Servers that leave out the text are understood.
fn condition<'a>(kind: StatusKind) -> impl FnMut(In<'a>) -> Out<'a, Status> {
    move |input| {
        let (rest, _) = word(Kind::Condition, spelling(kind))(input)?;
        if rest.fragment().first() != Some(&b' ') {
            return Ok((rest, Status { kind, code: None, text: String::new() }));
        }
        let (rest, ()) = sp(rest)?;
        let (rest, (code, text)) = rule(Kind::RespText, resp_text)(rest)?;
        Ok((rest, Status { kind, code, text }))
    }
}

const fn spelling(kind: StatusKind) -> &'static str {
    match kind {
        StatusKind::Ok => "OK",
        StatusKind::No => "NO",
        StatusKind::Bad => "BAD",
        StatusKind::Preauth => "PREAUTH",
        StatusKind::Bye => "BYE",
    }
}

/// ```abnf
/// resp-text = ["[" resp-text-code "]" SP] [text] ; RFC 9051 §9
/// ```
fn resp_text(input: In<'_>) -> Out<'_, (Option<Code>, String)> {
    let (rest, code) = maybe(bracketed_code)(input)?;
    let (rest, _) = if code.is_some() { maybe(sp)(rest)? } else { (rest, None) };
    let (rest, text) = text(rest)?;
    Ok((rest, (code, text)))
}

/// ```abnf
/// text = 1*(TEXT-CHAR / UTF8-2 / UTF8-3 / UTF8-4) ; RFC 9051 §9
/// ```
fn text(input: In<'_>) -> Out<'_, String> {
    let (rest, text) = rule(Kind::Text, take0(|octet| !matches!(octet, b'\r' | b'\n')))(input)?;
    Ok((rest, String::from_utf8_lossy(text.fragment()).into_owned()))
}

/// A space and text, or neither.
pub(super) fn sp_text(input: In<'_>) -> Out<'_, String> {
    match input.fragment().first() {
        Some(b' ') => text(sp(input)?.0),
        _ => Ok((input, String::new())),
    }
}

/// Writes text for people. A line end in it would end the response, so it becomes a space.
///
/// ```abnf
/// text = 1*(TEXT-CHAR / UTF8-2 / UTF8-3 / UTF8-4)
///          ; Non-ASCII text can only be returned after ENABLE IMAP4rev2 command, RFC 9051 §9
/// ```
pub(super) fn put_text(out: &mut Encoder, text: &str) {
    let is_plain =
        |octet: u8| !matches!(octet, 0 | b'\r' | b'\n') && (octet.is_ascii() || out.utf8());
    if text.bytes().all(is_plain) {
        return out.put(text.as_bytes());
    }
    for c in text.chars() {
        match c {
            '\0' | '\r' | '\n' => out.put(b" "),
            c if c.is_ascii() || out.utf8() => out.put(c.encode_utf8(&mut [0; 4]).as_bytes()),
            _ => out.put(b"?"),
        }
    }
}

impl Status {
    /// Writes the status without tag and line end.
    pub(super) fn put(&self, out: &mut Encoder) {
        out.put(spelling(self.kind).as_bytes());
        out.put(b" ");
        if let Some(code) = &self.code {
            out.put(b"[");
            code.put(out);
            out.put(b"] ");
        } else if self.text.starts_with('[') {
            // A bracket here would begin a code.
            out.put(b" ");
        }
        put_text(out, &self.text);
    }
}
