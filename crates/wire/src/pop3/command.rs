//! Commands that a client sends (RFC 1939 §4 to §7, and those that later RFCs add).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use mailscope_base::MessageNumber;
use nom::Parser as _;

use crate::grammar::{
    In, Out, arg, crlf, maybe, miss, nothing_fits, read, root, rule, sp, take0, take1, word,
};
use crate::imap::quote::Sink as _;
use crate::imap::token::decimal;
use crate::sasl::initial_response;
use crate::{Diagnostic, Kind};

/// A POP3 command.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Command {
    /// `USER name` (RFC 1939 §7).
    User(Bytes),
    /// `PASS string`: everything after the space, spaces included (RFC 1939 §7).
    Pass(Bytes),
    /// `STAT` (RFC 1939 §5).
    Stat,
    /// `LIST [msg]` (RFC 1939 §5).
    List(Option<MessageNumber>),
    /// `UIDL [msg]` (RFC 1939 §7).
    Uidl(Option<MessageNumber>),
    /// `RETR msg` (RFC 1939 §5).
    Retr(MessageNumber),
    /// `DELE msg` (RFC 1939 §5).
    Dele(MessageNumber),
    /// `NOOP` (RFC 1939 §5).
    Noop,
    /// `RSET` (RFC 1939 §5).
    Rset,
    /// `QUIT` (RFC 1939 §4, §6).
    Quit,
    /// `CAPA` (RFC 2449 §5).
    Capa,
    /// `APOP name digest` (RFC 1939 §7): MD5 over the greeting's timestamp and the password.
    Apop {
        /// The name of the maildrop.
        name: Bytes,
        /// The 16 octets that are written as hexadecimal digits.
        digest: [u8; 16],
    },
    /// `TOP msg n`: the header and `n` lines of the body (RFC 1939 §7).
    Top(MessageNumber, u32),
    /// `STLS` (RFC 2595 §4).
    Stls,
    /// `AUTH mechanism [initial-response]` (RFC 5034 §4).
    Auth {
        /// The mechanism's name, upper case.
        mechanism: String,
        /// The first response, decoded, if the client has not waited to be asked for it.
        initial: Option<Bytes>,
    },
    /// `UTF8` (RFC 6856 §2.1).
    Utf8,
    /// `LANG [language-range]` (RFC 6856 §3.2): without one, which languages there are.
    Lang(Option<String>),
}

/// A command that cannot be obeyed because it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadCommand {
    /// The keyword as written, upper case.
    pub verb: Option<String>,
    /// Where and what.
    pub diagnostic: Diagnostic,
}

impl Command {
    /// Reads a line with its line end. Keywords may be in any case (RFC 1939 §3).
    pub fn parse(line: &[u8]) -> Result<Self, BadCommand> {
        read(line, command).map_err(|diagnostic| {
            let is_end = |octet: &u8| octet.is_ascii_whitespace();
            let end = line.iter().position(is_end).unwrap_or(line.len());
            let keyword = line.split_at(end).0;
            let verb = String::from_utf8_lossy(keyword).to_ascii_uppercase();
            BadCommand { verb: (!verb.is_empty()).then_some(verb), diagnostic }
        })
    }

    /// The keyword as the RFC spells it.
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::User(_) => "USER",
            Self::Pass(_) => "PASS",
            Self::Stat => "STAT",
            Self::List(_) => "LIST",
            Self::Uidl(_) => "UIDL",
            Self::Retr(_) => "RETR",
            Self::Dele(_) => "DELE",
            Self::Noop => "NOOP",
            Self::Rset => "RSET",
            Self::Quit => "QUIT",
            Self::Capa => "CAPA",
            Self::Apop { .. } => "APOP",
            Self::Top(..) => "TOP",
            Self::Stls => "STLS",
            Self::Auth { .. } => "AUTH",
            Self::Utf8 => "UTF8",
            Self::Lang(_) => "LANG",
        }
    }

    /// The line with its line end. POP3 cannot quote: CR, LF and NUL in a name or password are left
    /// out.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(16);
        out.put(self.verb().as_bytes());
        match self {
            Self::User(text) | Self::Pass(text) => put_text(&mut out, text),
            Self::Apop { name, digest } => {
                put_text(&mut out, name);
                out.put(b" ");
                out.extend(digest.iter().flat_map(|octet| hexadecimal(*octet)));
            }
            Self::Top(number, lines) => {
                out.put(b" ");
                out.put_number(u64::from(number.get()));
                out.put(b" ");
                out.put_number(u64::from(*lines));
            }
            Self::Auth { mechanism, initial } => {
                put_text(&mut out, mechanism.as_bytes());
                if let Some(initial) = initial {
                    let text =
                        if initial.is_empty() { "=".to_owned() } else { STANDARD.encode(initial) };
                    put_text(&mut out, text.as_bytes());
                }
            }
            Self::Lang(Some(range)) => put_text(&mut out, range.as_bytes()),
            Self::List(Some(number))
            | Self::Uidl(Some(number))
            | Self::Retr(number)
            | Self::Dele(number) => {
                out.put(b" ");
                out.put_number(u64::from(number.get()));
            }
            _ => {}
        }
        out.put(b"\r\n");
        out
    }
}

/// A space, and `text` without what would end the line.
fn put_text(out: &mut Vec<u8>, text: &[u8]) {
    out.put(b" ");
    let is_text = |octet: &u8| !matches!(octet, b'\r' | b'\n' | 0);
    out.extend(text.iter().copied().filter(is_text));
}

/// Two digits, lower case (RFC 1939 §7).
fn hexadecimal(octet: u8) -> [u8; 2] {
    let digit = |value: u8| if value < 10 { b'0' + value } else { b'a' + value - 10 };
    [digit(octet >> 4), digit(octet & 15)]
}

/// The keyword decides what may follow.
///
/// ```abnf
/// command = keyword *(SP param) CRLF ; RFC 2449 §3, at most 255 octets by §4
/// keyword = 3*4VCHAR
/// param   = 1*VCHAR
/// ```
pub(crate) fn command<'a>(input: In<'a>) -> Out<'a, Command> {
    root(Kind::Pop3Command, |input: In<'a>| {
        let mut keyword = [0_u8; 4];
        let all: &[u8] = input.fragment();
        let end = all.iter().position(u8::is_ascii_whitespace).unwrap_or(all.len());
        let (rest, command) = match crate::imap::command::upper(all.split_at(end).0, &mut keyword) {
            b"USER" => param("USER", name).map(Command::User).parse(input)?,
            b"PASS" => pass(input)?,
            b"RETR" => param("RETR", message_number).map(Command::Retr).parse(input)?,
            b"DELE" => param("DELE", message_number).map(Command::Dele).parse(input)?,
            b"LIST" => optional("LIST", message_number).map(Command::List).parse(input)?,
            b"UIDL" => optional("UIDL", message_number).map(Command::Uidl).parse(input)?,
            b"STAT" => word(Kind::Keyword, "STAT").map(|_| Command::Stat).parse(input)?,
            b"NOOP" => word(Kind::Keyword, "NOOP").map(|_| Command::Noop).parse(input)?,
            b"RSET" => word(Kind::Keyword, "RSET").map(|_| Command::Rset).parse(input)?,
            b"QUIT" => word(Kind::Keyword, "QUIT").map(|_| Command::Quit).parse(input)?,
            b"CAPA" => word(Kind::Keyword, "CAPA").map(|_| Command::Capa).parse(input)?,
            b"APOP" => apop(input)?,
            b"TOP" => top(input)?,
            b"STLS" => word(Kind::Keyword, "STLS").map(|_| Command::Stls).parse(input)?,
            b"AUTH" => rule(Kind::Pop3Auth, auth)(input)?,
            b"UTF8" => word(Kind::Keyword, "UTF8").map(|_| Command::Utf8).parse(input)?,
            b"LANG" => optional("LANG", language_range).map(Command::Lang).parse(input)?,
            _ => nothing_fits(Kind::Keyword)(input)?,
        };
        let (rest, ()) = crlf(rest)?;
        Ok((rest, command))
    })(input)
}

/// A keyword with one parameter, which is not empty.
fn param<'a, T>(
    keyword: &'static str,
    mut value: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input| {
        let (rest, _) = word(Kind::Keyword, keyword)(input)?;
        arg(&mut value)(rest)
    }
}

/// `PASS string`: the string may be empty (RFC 1939 §7).
fn pass(input: In<'_>) -> Out<'_, Command> {
    let (rest, _) = word(Kind::Keyword, "PASS")(input)?;
    let (rest, ()) = sp(rest)?;
    string.map(Command::Pass).parse(rest)
}

/// A keyword with a parameter that may be left out.
fn optional<'a, T>(
    keyword: &'static str,
    mut value: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, Option<T>> {
    move |input| {
        let (rest, _) = word(Kind::Keyword, keyword)(input)?;
        if rest.fragment().first() != Some(&b' ') {
            // The space is noted as possible, too.
            return maybe(sp).map(|_| None).parse(rest);
        }
        let (rest, ()) = sp(rest)?;
        let (rest, value) = value(rest)?;
        Ok((rest, Some(value)))
    }
}

/// `APOP name digest` (RFC 1939 §7).
fn apop(input: In<'_>) -> Out<'_, Command> {
    let (rest, name) = param("APOP", name)(input)?;
    let (rest, digest) = arg(digest)(rest)?;
    Ok((rest, Command::Apop { name, digest }))
}

/// `TOP msg n` (RFC 1939 §7).
fn top(input: In<'_>) -> Out<'_, Command> {
    let (rest, number) = param("TOP", message_number)(input)?;
    let (rest, lines) = arg(line_count)(rest)?;
    Ok((rest, Command::Top(number, lines)))
}

/// ```abnf
/// auth-command = "AUTH" SP sasl-mech [SP initial-response] CRLF ; RFC 5034 §5
/// ```
fn auth(input: In<'_>) -> Out<'_, Command> {
    let (rest, mechanism) = param("AUTH", mechanism)(input)?;
    if rest.fragment().first() != Some(&b' ') {
        let (rest, _) = maybe(sp)(rest)?;
        return Ok((rest, Command::Auth { mechanism, initial: None }));
    }
    let (rest, ()) = sp(rest)?;
    let (rest, initial) = rule(Kind::InitialResp, initial_response)(rest)?;
    Ok((rest, Command::Auth { mechanism, initial: Some(initial) }))
}

/// ```abnf
/// sasl-mech = 1*20mech-char
/// mech-char = UPPER-ALPHA / DIGIT / HYPHEN / UNDERSCORE ; RFC 4422 §3.1
/// ```
fn mechanism(input: In<'_>) -> Out<'_, String> {
    let fits = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_');
    let upper = |text: In<'_>| String::from_utf8_lossy(text.fragment()).to_ascii_uppercase();
    rule(Kind::AuthType, take1(fits)).map(upper).parse(input)
}

/// A basic language range: a tag or `*` (RFC 6856 §3.2, RFC 4647 §2.1).
fn language_range(input: In<'_>) -> Out<'_, String> {
    let fits = |octet: u8| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'*');
    let text = |text: In<'_>| String::from_utf8_lossy(text.fragment()).into_owned();
    rule(Kind::LanguageRange, take1(fits)).map(text).parse(input)
}

/// 16 octets as hexadecimal digits, which clients write in lower case (RFC 1939 §7).
fn digest<'a>(input: In<'a>) -> Out<'a, [u8; 16]> {
    rule(Kind::Pop3Digest, |input: In<'a>| {
        let (rest, digits) = take1(|octet| octet.is_ascii_hexdigit())(input)?;
        let number = core::str::from_utf8(digits.fragment()).ok().filter(|text| text.len() == 32);
        match number.and_then(|text| u128::from_str_radix(text, 16).ok()) {
            Some(number) => Ok((rest, number.to_be_bytes())),
            None => miss(),
        }
    })(input)
}

/// How many lines: decimal, not negative (RFC 1939 §7).
fn line_count<'a>(input: In<'a>) -> Out<'a, u32> {
    rule(Kind::LineCount, |input: In<'a>| {
        let (rest, digits) = take1(|octet| octet.is_ascii_digit())(input)?;
        match decimal(digits.fragment()).and_then(|number| u32::try_from(number).ok()) {
            Some(number) => Ok((rest, number)),
            None => miss(),
        }
    })(input)
}

/// The name of a maildrop: one word (RFC 1939 §7).
fn name(input: In<'_>) -> Out<'_, Bytes> {
    let is_name = |octet: u8| !matches!(octet, b' ' | b'\r' | b'\n' | 0);
    rule(Kind::Pop3Name, take1(is_name)).map(copied).parse(input)
}

/// The password: the rest of the line, spaces included (RFC 1939 §7).
fn string(input: In<'_>) -> Out<'_, Bytes> {
    let is_string = |octet: u8| !matches!(octet, b'\r' | b'\n' | 0);
    rule(Kind::Pop3Password, take0(is_string)).map(copied).parse(input)
}

fn copied(text: In<'_>) -> Bytes {
    Bytes::copy_from_slice(text.fragment())
}

/// A message-number: decimal, counted from 1 (RFC 1939 §5).
fn message_number<'a>(input: In<'a>) -> Out<'a, MessageNumber> {
    rule(Kind::MessageNumber, |input: In<'a>| {
        let (rest, digits) = take1(|octet| octet.is_ascii_digit())(input)?;
        let number = decimal(digits.fragment()).and_then(|number| usize::try_from(number).ok());
        match number.and_then(MessageNumber::new) {
            Some(number) => Ok((rest, number)),
            None => miss(),
        }
    })(input)
}
