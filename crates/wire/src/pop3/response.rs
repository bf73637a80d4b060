//! Responses that a server sends (RFC 1939 §3), and the challenges of AUTH (RFC 5034 §4).

use bytes::Bytes;
use mailscope_base::limits::POP3_RESPONSE_LINE_OCTETS_MAX;
use memchr::memmem;
use nom::Parser as _;
use nom::bytes::complete::take;

use crate::dots::{put_stuffed, unstuffed};
use crate::grammar::{
    In, Out, crlf, maybe, miss, nothing_fits, read, root, rule, sp, symbol, take0, word,
};
use crate::imap::quote::Sink as _;
use crate::sasl::base64;
use crate::{Diagnostic, Kind};

/// `+OK` or `-ERR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// `+OK`.
    Ok,
    /// `-ERR`.
    Err,
    /// `+`: a challenge of AUTH; the text is its BASE64 (RFC 5034 §4).
    Continue,
}

/// One response, without its byte-stuffing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// `+OK` or `-ERR`.
    pub status: Status,
    /// The extended response code in brackets, such as `IN-USE` (RFC 2449 §8).
    pub code: Option<String>,
    /// The rest of the first line.
    pub text: String,
    /// The lines of a multi-line response as one block of octets ending in CRLF (or empty), dots
    /// unstuffed, without the terminating `.` line. Nothing for a single line.
    pub body: Option<Bytes>,
}

/// What shape of response the command that was sent leads to: the bytes alone do not tell (RFC 1939
/// §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResponseShape {
    /// One line in any case.
    Single,
    /// Up to `CRLF . CRLF` if `+OK`, one line if `-ERR`.
    Multi,
    /// One line, which may be a challenge: after AUTH and after each response of its dialogue
    /// (RFC 5034 §4).
    Challenge,
}

impl Response {
    /// Reads a whole response of the shape that its command leads to, and takes the byte-stuffing
    /// out.
    pub fn parse(bytes: &[u8], shape: ResponseShape) -> Result<Self, Diagnostic> {
        match shape {
            ResponseShape::Single => read(bytes, single_line),
            ResponseShape::Multi => read(bytes, multi_line),
            ResponseShape::Challenge => read(bytes, challenge),
        }
    }

    /// The response as it goes over the wire. A body is byte-stuffed, and gets a line end if it has
    /// none; `-ERR` has no body.
    pub fn encode(&self) -> Vec<u8> {
        let body = self.body.as_deref().filter(|_| self.status == Status::Ok);
        // Most bodies have few lines that begin with a dot: this is one allocation for them.
        let room = body.map_or(0, |body| body.len() + body.len() / 64 + 8);
        let mut out = Vec::with_capacity(self.text.len() + 32 + room);
        self.put_first_line(&mut out);
        if let Some(body) = body {
            put_stuffed(&mut out, body);
            out.put(b".\r\n");
        }
        out
    }

    /// At most 512 octets (RFC 2449 §4): a longer text is cut.
    fn put_first_line(&self, out: &mut Vec<u8>) {
        out.put(match self.status {
            Status::Ok => b"+OK",
            Status::Err => b"-ERR",
            // The space is there even before an empty challenge (RFC 5034 §4).
            Status::Continue => b"+ ",
        });
        if let Some(code) = &self.code {
            out.put(b" [");
            put_text(out, code);
            out.put(b"]");
        }
        if !self.text.is_empty() {
            if self.status != Status::Continue {
                out.put(b" ");
            }
            put_text(out, &self.text);
        }
        out.put(b"\r\n");
    }
}

/// Writes text, as much as the first line has room for; a line end in it would end the response, so
/// it becomes a space.
fn put_text(out: &mut Vec<u8>, text: &str) {
    let room = (POP3_RESPONSE_LINE_OCTETS_MAX - 3).saturating_sub(out.len());
    let text = text.get(..text.floor_char_boundary(room)).unwrap_or(text);
    let plain = |octet: u8| {
        if matches!(octet, b'\r' | b'\n') { b' ' } else { octet }
    };
    out.extend(text.bytes().map(plain));
}

/// ```abnf
/// single-line = status [SP text] CRLF ; RFC 2449 §3
/// ```
pub(crate) fn single_line(input: In<'_>) -> Out<'_, Response> {
    root(Kind::SingleLine, first_line)(input)
}

/// ```abnf
/// multi-line  = single-line *dot-stuffed "." CRLF
/// dot-stuffed = *CHAR CRLF ; RFC 2449 §3
/// ```
pub(crate) fn multi_line(input: In<'_>) -> Out<'_, Response> {
    root(Kind::MultiLine, |input| {
        let (rest, mut response) = rule(Kind::SingleLine, first_line)(input)?;
        if response.status == Status::Err {
            return Ok((rest, response));
        }
        let (rest, body) = stuffed(rest)?;
        let (rest, _) = symbol(Kind::Terminator, ".\r\n")(rest)?;
        let plain = unstuffed(body, b"\r\n.");
        response.body = Some(plain.map_or_else(|| Bytes::copy_from_slice(body), Bytes::from));
        Ok((rest, response))
    })(input)
}

/// ```abnf
/// continue-req = "+" SP [base64] CRLF ; RFC 5034 §5
/// ```
pub(crate) fn challenge(input: In<'_>) -> Out<'_, Response> {
    if input.fragment().starts_with(b"+OK") || !input.fragment().starts_with(b"+") {
        return single_line(input);
    }
    root(Kind::SingleLine, |input| {
        let (rest, _) = symbol(Kind::Pop3Challenge, "+")(input)?;
        let (rest, ()) = sp(rest)?;
        let text: &[u8] = rest.fragment();
        let (rest, _) = base64(rest)?;
        let text = text.get(..text.len() - rest.fragment().len()).unwrap_or_default();
        let text = String::from_utf8_lossy(text).into_owned();
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Response { status: Status::Continue, code: None, text, body: None }))
    })(input)
}

/// The lines before the first line that is a dot alone, as one leaf.
fn stuffed(input: In<'_>) -> Out<'_, &[u8]> {
    let all: &[u8] = input.fragment();
    let end = if all.starts_with(b".\r\n") {
        0
    } else {
        memmem::find(all, b"\r\n.\r\n").map_or(all.len(), |at| at + 2)
    };
    let (rest, body) = rule(Kind::DotStuffed, take(end))(input)?;
    let body: &[u8] = body.fragment();
    Ok((rest, body))
}

/// ```abnf
/// status = "+OK" / "-ERR"
/// text   = *schar / resp-code *CHAR ; RFC 2449 §3
/// ```
fn first_line(input: In<'_>) -> Out<'_, Response> {
    let (rest, status) = match input.fragment().first() {
        Some(b'+') => word(Kind::StatusIndicator, "+OK").map(|_| Status::Ok).parse(input)?,
        Some(b'-') => word(Kind::StatusIndicator, "-ERR").map(|_| Status::Err).parse(input)?,
        _ => nothing_fits(Kind::StatusIndicator)(input)?,
    };
    let mut response = Response { status, code: None, text: String::new(), body: None };
    let mut rest = rest;
    if rest.fragment().first() == Some(&b' ') {
        (rest, ()) = sp(rest)?;
        (rest, response.code) = maybe(resp_code)(rest)?;
        if response.code.is_some() {
            (rest, _) = maybe(sp)(rest)?;
        }
        let is_text = |octet: u8| !matches!(octet, b'\r' | b'\n');
        let (after, text) = rule(Kind::Pop3Text, take0(is_text))(rest)?;
        response.text = String::from_utf8_lossy(text.fragment()).into_owned();
        rest = after;
    }
    let (rest, ()) = crlf(rest)?;
    Ok((rest, response))
}

/// ```abnf
/// resp-code  = "[" resp-level *("/" resp-level) "]"
/// resp-level = 1*rchar
/// rchar      = %x21-2E / %x30-5C / %x5E-7F ; RFC 2449 §3, §8
/// ```
fn resp_code<'a>(input: In<'a>) -> Out<'a, String> {
    rule(Kind::RespCode, |input: In<'a>| {
        let all: &[u8] = input.fragment();
        let end = all.iter().position(|octet| matches!(octet, b']' | b'\r' | b'\n' | b' '));
        let Some(end) = end.filter(|at| all.get(*at) == Some(&b']')) else {
            return miss();
        };
        let code = all.get(1..end).unwrap_or_default();
        let levels_fit = code.split(|octet| *octet == b'/').all(|level| !level.is_empty());
        if all.first() != Some(&b'[') || !levels_fit {
            return miss();
        }
        let (rest, _) = take(end + 1)(input)?;
        Ok((rest, String::from_utf8_lossy(code).into_owned()))
    })(input)
}
