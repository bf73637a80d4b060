//! OK, NO, BAD, PREAUTH and BYE with their codes (RFC 9051 §7.1).

use core::num::NonZeroU32;

use mailscope_base::{Flag, SeqNum, Uid, UidValidity};
use nom::Parser as _;
use nom::bytes::complete::take;

use super::{Code, Status, StatusKind, capability};
use crate::Kind;
use crate::grammar::{
    In, Out, either, list1, maybe, miss, nothing_fits, rule, sp, symbol, take0, take1, word,
};
use crate::imap::quote::{Sink, put_set};
use crate::imap::token::{any_flag, nz_number_as, peek_word, uid_set};

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

fn bracketed_code(input: In<'_>) -> Out<'_, Code> {
    if input.fragment().first() != Some(&b'[') {
        return miss();
    }
    let (rest, _) = symbol(Kind::OpenBracket, "[")(input)?;
    // A known code with unknown arguments is an unknown code.
    if let Ok(known) = with_bracket(known_code)(rest) {
        return Ok(known);
    }
    with_bracket(other_code)(rest)
}

fn with_bracket<'a>(
    code: impl Fn(In<'a>) -> Out<'a, Code> + Copy,
) -> impl FnMut(In<'a>) -> Out<'a, Code> {
    move |input: In<'a>| {
        let mark = input.extra.mark();
        let both = |input| {
            let (rest, code) = rule(Kind::RespTextCode, code)(input)?;
            let (rest, _) = symbol(Kind::CloseBracket, "]")(rest)?;
            Ok((rest, code))
        };
        let result = both(input);
        if result.is_err() {
            input.extra.rewind(mark);
        }
        result
    }
}

/// ```abnf
/// resp-text-code = "ALERT" / capability-data / "PERMANENTFLAGS" SP "(" [flag-perm *(SP flag-perm)] ")" /
///                  "READ-ONLY" / "READ-WRITE" / "TRYCREATE" / "UIDNEXT" SP nz-number /
///                  "UIDVALIDITY" SP nz-number / resp-code-copy / "CLOSED" /
///                  atom [SP 1*<any TEXT-CHAR except "]">] ; RFC 9051 §9
/// resp-text-code =/ "UNSEEN" SP nz-number ; RFC 3501 §9
/// ```
fn known_code(input: In<'_>) -> Out<'_, Code> {
    let mut name = [0_u8; 14];
    let simple = match crate::imap::command::upper(peek_word(&input), &mut name) {
        b"CAPABILITY" => {
            return capability::capability_data.map(Code::Capability).parse(input);
        }
        b"PERMANENTFLAGS" => return permanent_flags(input),
        b"UIDNEXT" => return numbered("UIDNEXT", |n| Code::UidNext(Uid(n)))(input),
        b"UIDVALIDITY" => {
            return numbered("UIDVALIDITY", |n| Code::UidValidity(UidValidity(n)))(input);
        }
        b"UNSEEN" => return numbered("UNSEEN", |n| Code::Unseen(SeqNum(n)))(input),
        b"COPYUID" => return copy_uid(input),
        b"READ-ONLY" => Code::ReadOnly,
        b"READ-WRITE" => Code::ReadWrite,
        b"TRYCREATE" => Code::TryCreate,
        b"CLOSED" => Code::Closed,
        _ => return miss(),
    };
    let length = peek_word(&input).len();
    let (rest, _) = rule(Kind::CodeName, take(length))(input)?;
    Ok((rest, simple))
}

/// Any other code: an atom, in upper case, or an atom with data, as written.
fn other_code(input: In<'_>) -> Out<'_, Code> {
    let is_code = |octet: u8| !matches!(octet, b']' | b'\r' | b'\n' | b' ');
    let is_data = |octet: u8| !matches!(octet, b']' | b'\r' | b'\n');
    let (rest, name) = rule(Kind::CodeName, take1(is_code))(input)?;
    let name = String::from_utf8_lossy(name.fragment()).into_owned();
    if rest.fragment().first() != Some(&b' ') {
        return Ok((rest, Code::Atom(name.to_ascii_uppercase())));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, data) = rule(Kind::CodeData, take0(is_data))(rest)?;
    let data = String::from_utf8_lossy(data.fragment());
    Ok((rest, Code::Other(format!("{name} {data}"))))
}

fn numbered<'a>(
    name: &'static str,
    code: impl Fn(NonZeroU32) -> Code,
) -> impl FnMut(In<'a>) -> Out<'a, Code> {
    move |input| {
        let (rest, _) = word(Kind::CodeName, name)(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, number) = nz(rest)?;
        Ok((rest, code(number)))
    }
}

fn nz(input: In<'_>) -> Out<'_, NonZeroU32> {
    let (rest, number) = nz_number_as(Kind::NzNumber)(input)?;
    match NonZeroU32::new(number) {
        Some(number) => Ok((rest, number)),
        None => miss(),
    }
}

/// ```abnf
/// flag-perm = flag / "\*" ; RFC 9051 §9
/// ```
fn permanent_flags(input: In<'_>) -> Out<'_, Code> {
    let (rest, _) = word(Kind::CodeName, "PERMANENTFLAGS")(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, _) = symbol(Kind::Open, "(")(rest)?;
    let (rest, listed) = if rest.fragment().first() == Some(&b')') {
        (rest, Vec::new())
    } else {
        let new_keywords = symbol(Kind::FlagPerm, "\\*").map(|_| None);
        list1(sp, either(new_keywords, any_flag(Kind::FlagPerm).map(Some)))(rest)?
    };
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    let new_keywords = listed.contains(&None);
    let flags: Vec<Flag> = listed.into_iter().flatten().collect();
    Ok((rest, Code::PermanentFlags { flags, new_keywords }))
}

/// ```abnf
/// resp-code-copy = "COPYUID" SP nz-number SP uid-set SP uid-set ; RFC 9051 §9
/// ```
fn copy_uid(input: In<'_>) -> Out<'_, Code> {
    let (rest, _) = word(Kind::CodeName, "COPYUID")(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, validity) = nz(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, source) = uid_set(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, destination) = uid_set(rest)?;
    let validity = UidValidity(validity);
    Ok((rest, Code::CopyUid { validity, source, destination }))
}

/// Writes text for people; a line end in it would end the response, so it becomes a space.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    if memchr::memchr2(b'\r', b'\n', text.as_bytes()).is_none() {
        return out.put(text.as_bytes());
    }
    out.put(text.replace(['\r', '\n'], " ").as_bytes());
}

impl Status {
    /// Writes the status without tag and line end.
    pub(super) fn put(&self, out: &mut Vec<u8>) {
        out.put(spelling(self.kind).as_bytes());
        out.put(b" ");
        if let Some(code) = &self.code {
            out.put(b"[");
            code.put(out);
            out.put(b"] ");
        }
        put_text(out, &self.text);
    }
}

impl Code {
    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Capability(capabilities) => capability::put(out, capabilities),
            Self::PermanentFlags { flags, new_keywords } => {
                out.put(b"PERMANENTFLAGS (");
                out.put_spaced(flags, |out, flag| out.put(flag.as_str().as_bytes()));
                match (new_keywords, flags.is_empty()) {
                    (true, false) => out.put(b" \\*)"),
                    (true, true) => out.put(b"\\*)"),
                    (false, _) => out.put(b")"),
                }
            }
            Self::ReadOnly => out.put(b"READ-ONLY"),
            Self::ReadWrite => out.put(b"READ-WRITE"),
            Self::TryCreate => out.put(b"TRYCREATE"),
            Self::Closed => out.put(b"CLOSED"),
            Self::UidNext(uid) => put_numbered(out, b"UIDNEXT ", uid.get()),
            Self::UidValidity(validity) => put_numbered(out, b"UIDVALIDITY ", validity.get()),
            Self::Unseen(seq) => put_numbered(out, b"UNSEEN ", seq.get()),
            Self::CopyUid { validity, source, destination } => {
                put_numbered(out, b"COPYUID ", validity.get());
                out.put(b" ");
                put_set(out, source);
                out.put(b" ");
                put_set(out, destination);
            }
            Self::Atom(text) | Self::Other(text) => put_text(out, text),
            _ => {}
        }
    }
}

fn put_numbered(out: &mut Vec<u8>, name: &[u8], number: u32) {
    out.put(name);
    out.put_number(u64::from(number));
}
