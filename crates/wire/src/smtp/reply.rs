//! Replies that a server sends (RFC 5321 §4.2).

use mailscope_base::EnhancedCode;
use nom::Parser as _;
use nom::bytes::complete::take;

use super::Extension;
use crate::grammar::{In, Out, crlf, miss, read, root, rule, sp, symbol, take0};
use crate::imap::quote::Sink as _;
use crate::{Diagnostic, Kind};

/// One reply of one or more lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// Three digits: 2 done, 3 go on, 4 not now, 5 no (RFC 5321 §4.2.1).
    pub code: u16,
    /// The enhanced status code, which each line repeats (RFC 2034 §4).
    pub enhanced: Option<EnhancedCode>,
    /// The text of each line; at least one, possibly empty.
    pub lines: Vec<String>,
}

impl Reply {
    /// A reply of one line.
    pub fn new(code: u16, enhanced: Option<EnhancedCode>, text: impl Into<String>) -> Self {
        Self { code, enhanced, lines: vec![text.into()] }
    }

    /// Reads all lines of a reply.
    pub fn parse(lines: &[u8]) -> Result<Self, Diagnostic> {
        read(lines, reply)
    }

    /// The reply as it goes over the wire: every line but the last with a hyphen behind its code
    /// (RFC 5321 §4.2.1), and the enhanced code on each (RFC 2034 §4). A line end within the text
    /// becomes a space.
    pub fn encode(&self) -> Vec<u8> {
        let enhanced = self.enhanced.map(|code| code.to_string()).unwrap_or_default();
        let mut out = Vec::with_capacity(self.lines.iter().map(|line| line.len() + 16).sum());
        let last = self.lines.len().saturating_sub(1);
        let no_text = [String::new()];
        let lines = if self.lines.is_empty() { &no_text[..] } else { &self.lines };
        for (i, line) in lines.iter().enumerate() {
            out.put_number(u64::from(self.code));
            out.put(if i < last { b"-" } else { b" " });
            out.put(enhanced.as_bytes());
            out.put(if enhanced.is_empty() || line.is_empty() { b"" } else { b" " });
            let plain = |octet: u8| if matches!(octet, b'\r' | b'\n') { b' ' } else { octet };
            out.extend(line.bytes().map(plain));
            out.put(b"\r\n");
        }
        out
    }

    /// What the reply to EHLO offers: every line but the first (RFC 5321 §4.1.1.1).
    pub fn extensions(&self) -> Vec<Extension> {
        self.lines.iter().skip(1).map(|line| Extension::parse(line)).collect()
    }

    /// 3xx: go on (RFC 5321 §4.2.1).
    pub const fn is_intermediate(&self) -> bool {
        self.code / 100 == 3
    }

    /// 2xx: done (RFC 5321 §4.2.1).
    pub const fn is_positive(&self) -> bool {
        self.code / 100 == 2
    }

    /// 4xx: not now; the same may succeed later (RFC 5321 §4.2.1).
    pub const fn is_transient(&self) -> bool {
        self.code / 100 == 4
    }

    /// 5xx: no; the same will fail again (RFC 5321 §4.2.1).
    pub const fn is_permanent(&self) -> bool {
        self.code / 100 == 5
    }

    /// Code, enhanced code and text in one line, as reports quote it.
    pub fn to_line(&self) -> String {
        let text = self.lines.join(" ");
        match self.enhanced {
            Some(enhanced) => format!("{} {enhanced} {text}", self.code),
            None => format!("{} {text}", self.code),
        }
    }
}

/// The code of each line is the same (RFC 5321 §4.2.1).
///
/// ```abnf
/// Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF ; RFC 5321 §4.2
/// ```
pub(crate) fn reply<'a>(input: In<'a>) -> Out<'a, Reply> {
    root(Kind::SmtpReply, |input: In<'a>| {
        let mut reply = Reply { code: 0, enhanced: None, lines: vec![] };
        let mut rest = input;
        loop {
            let is_last;
            (rest, is_last) = rule(Kind::ReplyLine, |input| line(&mut reply, input)).parse(rest)?;
            if is_last {
                return Ok((rest, reply));
            }
        }
    })(input)
}

/// One line into `reply`, and whether it is the last one. Where a line's text is missing, a client
/// takes the code alone (RFC 5321 §4.2).
fn line<'a>(reply: &mut Reply, input: In<'a>) -> Out<'a, bool> {
    let due = reply.code;
    let (rest, code) = reply_code(due, input)?;
    let (rest, is_last) = match rest.fragment().first() {
        Some(b'-') => symbol(Kind::Hyphen, "-").map(|_| false).parse(rest)?,
        Some(b' ') => sp.map(|()| true).parse(rest)?,
        _ => (rest, true),
    };
    reply.code = code;
    let mut rest = rest;
    if let Some((enhanced, octets)) = peek_enhanced_code(code, rest.fragment()) {
        // The code that all lines share; any other is text.
        if due == 0 || reply.enhanced == Some(enhanced) {
            reply.enhanced = Some(enhanced);
            (rest, _) = rule(Kind::EnhancedStatusCode, take(octets)).parse(rest)?;
            (rest, ()) = if rest.fragment().starts_with(b" ") { sp(rest)? } else { (rest, ()) };
        }
    }
    let is_text = |octet: u8| !matches!(octet, b'\r' | b'\n');
    let kind = if code == 334 { Kind::Base64 } else { Kind::TextString };
    let (rest, text) = rule(kind, take0(is_text))(rest)?;
    reply.lines.push(String::from_utf8_lossy(text.fragment()).into_owned());
    let (rest, ()) = crlf(rest)?;
    Ok((rest, is_last))
}

/// The code that is `due` in a later line, any in the first one.
///
/// ```abnf
/// Reply-code = %x32-35 %x30-35 %x30-39 ; RFC 5321 §4.2
/// ```
fn reply_code<'a>(due: u16, input: In<'a>) -> Out<'a, u16> {
    rule(Kind::ReplyCode, |input: In<'a>| {
        let &[first @ b'2'..=b'5', second @ b'0'..=b'9', third @ b'0'..=b'9', ..] =
            *input.fragment()
        else {
            return miss();
        };
        let digit = |octet: u8| u16::from(octet - b'0');
        let code = digit(first) * 100 + digit(second) * 10 + digit(third);
        if due != 0 && due != code {
            return miss();
        }
        let (rest, _) = take(3_usize)(input)?;
        Ok((rest, code))
    })(input)
}

/// The enhanced code at the beginning of a reply's text, and its length. It agrees with the reply's
/// own code.
///
/// ```abnf
/// text        = status-code SP text
/// status-code = class "." subject "." detail
/// class       = "2" / "4" / "5"
/// subject     = 1*3digit
/// detail      = 1*3digit ; RFC 2034 §4
/// ```
fn peek_enhanced_code(code: u16, text: &[u8]) -> Option<(EnhancedCode, usize)> {
    let &[class @ (b'2' | b'4' | b'5'), b'.', ..] = text else { return None };
    let end = text.iter().position(u8::is_ascii_whitespace).unwrap_or(text.len());
    let word = str::from_utf8(text.get(..end)?).ok()?;
    let (subject, detail) = word.get(2..)?.split_once('.')?;
    let number = |digits: &str| {
        let fits = matches!(digits.len(), 1..=3) && digits.bytes().all(|d| d.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|_| fits)
    };
    let class = class - b'0';
    let enhanced = EnhancedCode::new(class, number(subject)?, number(detail)?);
    (code / 100 == u16::from(class)).then_some((enhanced, end))
}
