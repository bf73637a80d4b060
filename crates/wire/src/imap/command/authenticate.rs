//! AUTHENTICATE (RFC 9051 §6.2.2) with an initial response (RFC 4959), and the lines of the dialogue
//! that follows.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use nom::Parser as _;

use super::{CommandBody, verb};
use crate::grammar::{In, Out, arg, crlf, miss, read, root, rule, sp, symbol, take0};
use crate::imap::quote::Sink;
use crate::imap::token::atom_as;
use crate::{Diagnostic, Kind};

/// What a client answers to a challenge of AUTHENTICATE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaslResponse {
    /// A response, decoded.
    Data(Bytes),
    /// `*`: the client gives up (RFC 9051 §6.2.2).
    Cancel,
}

impl SaslResponse {
    /// Reads a line with its line end.
    pub fn parse(line: &[u8]) -> Result<Self, Diagnostic> {
        read(line, sasl_response)
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

/// ```abnf
/// authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp] *(CRLF base64)
/// initial-resp = (base64 / "=") ; RFC 9051 §9
/// ```
pub(super) fn authenticate<'a>(input: In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Authenticate, |input: In<'a>| {
        let (rest, _) = verb("AUTHENTICATE")(input)?;
        let (mut rest, mechanism) = arg(atom_as(Kind::AuthType))(rest)?;
        let mut initial = None;
        if rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            let (after, octets) = rule(Kind::InitialResp, initial_resp)(after)?;
            (rest, initial) = (after, Some(octets));
        }
        let mechanism = mechanism.to_ascii_uppercase();
        Ok((rest, CommandBody::Authenticate { mechanism, initial }))
    })(input)
}

fn initial_resp(input: In<'_>) -> Out<'_, Bytes> {
    match input.fragment().first() {
        Some(b'=') => symbol(Kind::EmptyResponse, "=").map(|_| Bytes::new()).parse(input),
        // What is empty is spelled `=` here (RFC 4959 §3).
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
fn base64(input: In<'_>) -> Out<'_, Bytes> {
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

/// A line of the client in the dialogue of AUTHENTICATE.
///
/// ```abnf
/// base64 CRLF / "*" CRLF ; RFC 9051 §6.2.2, §9
/// ```
pub(crate) fn sasl_response<'a>(input: In<'a>) -> Out<'a, SaslResponse> {
    root(Kind::Authenticate, |input: In<'a>| {
        let (rest, response) = if input.fragment().first() == Some(&b'*') {
            symbol(Kind::CancelAuthentication, "*").map(|_| SaslResponse::Cancel).parse(input)?
        } else {
            base64.map(SaslResponse::Data).parse(input)?
        };
        let (rest, ()) = crlf(rest)?;
        Ok((rest, response))
    })(input)
}

pub(super) fn put(sink: &mut impl Sink, mechanism: &str, initial: Option<&Bytes>) {
    sink.put(b" ");
    sink.put(mechanism.as_bytes());
    match initial {
        Some(octets) if octets.is_empty() => sink.put(b" ="),
        Some(octets) => {
            sink.put(b" ");
            sink.put(STANDARD.encode(octets).as_bytes());
        }
        None => {}
    }
}
