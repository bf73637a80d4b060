//! The trees of HTTP messages.

use nom::Parser as _;

use super::message::head_octets;
use crate::Kind;
use crate::grammar::{In, Out, crlf, maybe, root, rule, sp, symbol, take0, take1};

/// ```abnf
/// HTTP-message = start-line CRLF *( field-line CRLF ) CRLF [ message-body ] ; RFC 9112 §2.1
/// request-line = method SP request-target SP HTTP-version ; RFC 9112 §3
/// ```
pub(crate) fn request(input: In<'_>) -> Out<'_, ()> {
    root(Kind::HttpMessage, |input| {
        let (rest, ()) = rule(Kind::RequestLine, |input| {
            let (rest, _) = rule(Kind::HttpMethod, take1(is_word)).parse(input)?;
            let (rest, ()) = sp(rest)?;
            let (rest, _) = rule(Kind::RequestTarget, take1(is_word)).parse(rest)?;
            let (rest, ()) = sp(rest)?;
            let (rest, _) = rule(Kind::HttpVersion, take1(is_word)).parse(rest)?;
            Ok((rest, ()))
        })
        .parse(input)?;
        rest_of_message(rest)
    })(input)
}

/// ```abnf
/// status-line = HTTP-version SP status-code SP [ reason-phrase ] ; RFC 9112 §4
/// ```
pub(crate) fn response(input: In<'_>) -> Out<'_, ()> {
    root(Kind::HttpMessage, |input| {
        let (rest, ()) = rule(Kind::StatusLine, |input| {
            let (rest, _) = rule(Kind::HttpVersion, take1(is_word)).parse(input)?;
            let (rest, ()) = sp(rest)?;
            let (rest, _) =
                rule(Kind::HttpStatusCode, take1(|o| o.is_ascii_digit())).parse(rest)?;
            let (rest, ()) = sp(rest)?;
            let (rest, _) = rule(Kind::ReasonPhrase, take0(is_text)).parse(rest)?;
            Ok((rest, ()))
        })
        .parse(input)?;
        rest_of_message(rest)
    })(input)
}

/// The fields, the empty line, and the content, whose octets are not read here.
fn rest_of_message(input: In<'_>) -> Out<'_, ()> {
    let (mut rest, ()) = crlf(input)?;
    // Each field has a line, so this ends with the head.
    while head_octets(rest.fragment(), 0).is_some() && !rest.fragment().starts_with(b"\r\n") {
        (rest, ()) = rule(Kind::FieldLine, field_line).parse(rest)?;
        (rest, ()) = crlf(rest)?;
    }
    (rest, ()) = crlf(rest)?;
    let (rest, _) = maybe(rule(Kind::MessageBody, take1(|_| true))).parse(rest)?;
    Ok((rest, ()))
}

/// ```abnf
/// field-line = field-name ":" OWS field-value OWS ; RFC 9112 §5
/// ```
fn field_line(input: In<'_>) -> Out<'_, ()> {
    let (rest, _) =
        rule(Kind::FieldName, take1(|octet| is_word(octet) && octet != b':')).parse(input)?;
    let (rest, _) = symbol(Kind::Colon, ":")(rest)?;
    let (rest, _) = maybe(sp)(rest)?;
    let (rest, _) = rule(Kind::FieldValue, take0(is_text)).parse(rest)?;
    Ok((rest, ()))
}

const fn is_word(octet: u8) -> bool {
    octet.is_ascii_graphic()
}

const fn is_text(octet: u8) -> bool {
    !matches!(octet, b'\r' | b'\n')
}
