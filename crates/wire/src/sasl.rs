//! What every protocol writes alike when it carries SASL (RFC 4422): responses in BASE64, one a line.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use nom::Parser as _;

use crate::grammar::{In, Out, crlf, miss, read, root, rule, symbol, take0};
use crate::{Diagnostic, Kind};

/// What a client answers to a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaslResponse {
    /// A response, decoded.
    Data(Bytes),
    /// `*`: the client gives up (RFC 9051 §6.2.2, RFC 5034 §4).
    Cancel,
}

impl SaslResponse {
    /// Reads a line with its line end.
    pub fn parse(line: &[u8]) -> Result<Self, Diagnostic> {
        read(line, response_line(Kind::Authenticate))
    }

    /// The line with its line end.
    pub fn encode(&self) -> Bytes {
        let mut line = match self {
            Self::Data(data) => STANDARD.encode(data),
            Self::Cancel => "*".to_owned(),
        };
        line.push_str("\r\n");
        Bytes::from(line)
    }
}

/// A line of the client in the dialogue, below a root of `kind`.
///
/// ```abnf
/// base64 CRLF / "*" CRLF ; RFC 9051 §6.2.2, §9, RFC 5034 §5
/// ```
pub(crate) fn response_line(kind: Kind) -> impl for<'a> Fn(In<'a>) -> Out<'a, SaslResponse> {
    move |input| {
        root(kind, |input| {
            let (rest, response) = response(input)?;
            let (rest, ()) = crlf(rest)?;
            Ok((rest, response))
        })(input)
    }
}

fn response(input: In<'_>) -> Out<'_, SaslResponse> {
    if input.fragment().first() == Some(&b'*') {
        return symbol(Kind::CancelAuthentication, "*").map(|_| SaslResponse::Cancel).parse(input);
    }
    base64.map(SaslResponse::Data).parse(input)
}

/// The response that comes with the command itself. What is empty is spelled `=` there (RFC 4959 §3,
/// RFC 5034 §4).
///
/// ```abnf
/// initial-resp = (base64 / "=") ; RFC 9051 §9
/// ```
pub(crate) fn initial_response(input: In<'_>) -> Out<'_, Bytes> {
    match input.fragment().first() {
        Some(b'=') => symbol(Kind::EmptyResponse, "=").map(|_| Bytes::new()).parse(input),
        Some(octet) if is_base64(*octet) => base64(input),
        _ => miss(),
    }
}

/// Strict: whole groups of four, and no bits that are not used.
///
/// ```abnf
/// base64          = *(4base64-char) [base64-terminal]
/// base64-terminal = (2base64-char "==") / (3base64-char "=") ; RFC 9051 §9
/// ```
pub(crate) fn base64(input: In<'_>) -> Out<'_, Bytes> {
    rule(Kind::Base64, |input| {
        let (rest, text) = take0(is_base64)(input)?;
        match STANDARD.decode(text.fragment()) {
            Ok(octets) => Ok((rest, Bytes::from(octets))),
            Err(_) => miss(),
        }
    })(input)
}

fn is_base64(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || matches!(octet, b'+' | b'/' | b'=')
}
