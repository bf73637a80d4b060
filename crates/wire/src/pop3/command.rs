//! Commands that a client sends (RFC 1939 §4 to §7).

use bytes::Bytes;
use mailscope_base::MessageNumber;
use nom::Parser as _;

use crate::grammar::{
    In, Out, crlf, maybe, miss, nothing_fits, read, root, rule, sp, take0, take1, word,
};
use crate::imap::quote::Sink as _;
use crate::imap::token::decimal;
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
        }
    }

    /// The line with its line end. POP3 cannot quote: CR, LF and NUL in a name or password are left
    /// out.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(16);
        out.put(self.verb().as_bytes());
        match self {
            Self::User(text) | Self::Pass(text) => {
                out.put(b" ");
                let is_text = |octet: &u8| !matches!(octet, b'\r' | b'\n' | 0);
                out.extend(text.iter().copied().filter(is_text));
            }
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

/// The keyword decides what may follow.
///
/// ```abnf
/// command = keyword *(SP param) CRLF ; RFC 2449 §4, at most 255 octets
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
            b"PASS" => param("PASS", string).map(Command::Pass).parse(input)?,
            b"RETR" => param("RETR", message_number).map(Command::Retr).parse(input)?,
            b"DELE" => param("DELE", message_number).map(Command::Dele).parse(input)?,
            b"LIST" => optional_number("LIST").map(Command::List).parse(input)?,
            b"UIDL" => optional_number("UIDL").map(Command::Uidl).parse(input)?,
            b"STAT" => word(Kind::Keyword, "STAT").map(|_| Command::Stat).parse(input)?,
            b"NOOP" => word(Kind::Keyword, "NOOP").map(|_| Command::Noop).parse(input)?,
            b"RSET" => word(Kind::Keyword, "RSET").map(|_| Command::Rset).parse(input)?,
            b"QUIT" => word(Kind::Keyword, "QUIT").map(|_| Command::Quit).parse(input)?,
            b"CAPA" => word(Kind::Keyword, "CAPA").map(|_| Command::Capa).parse(input)?,
            _ => nothing_fits(Kind::Keyword)(input)?,
        };
        let (rest, ()) = crlf(rest)?;
        Ok((rest, command))
    })(input)
}

/// A keyword with one parameter.
fn param<'a, T>(
    keyword: &'static str,
    mut value: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input| {
        let (rest, _) = word(Kind::Keyword, keyword)(input)?;
        let (rest, ()) = sp(rest)?;
        value(rest)
    }
}

fn optional_number<'a>(
    keyword: &'static str,
) -> impl FnMut(In<'a>) -> Out<'a, Option<MessageNumber>> {
    move |input| {
        let (rest, _) = word(Kind::Keyword, keyword)(input)?;
        if rest.fragment().first() != Some(&b' ') {
            // The space is noted as possible, too.
            return maybe(sp).map(|_| None).parse(rest);
        }
        let (rest, ()) = sp(rest)?;
        message_number.map(Some).parse(rest)
    }
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
