//! How a parameter's value carries what a command line cannot hold (RFC 3461 §4, RFC 6533 §3).

use std::borrow::Cow;

use nom::Parser as _;

use crate::Kind;
use crate::grammar::{In, Out, miss, rule, symbol, take0, take1};

/// Decoded; the rule around it is the caller's.
///
/// ```abnf
/// xtext   = *( xchar / hexchar )
/// xchar   = %d33-42 / %d44-60 / %d62-126 ; neither "+" nor "="
/// hexchar = "+" 2HEXDIG ; upper case, RFC 3461 §4
/// ```
pub(super) fn xtext<'a>(input: In<'a>) -> Out<'a, Cow<'a, [u8]>> {
    let (rest, text) = take0(|octet| matches!(octet, b'!'..=b'~') && octet != b'=')(input)?;
    let text: &'a [u8] = text.fragment();
    match decoded(text) {
        Some(value) => Ok((rest, value)),
        None => miss(),
    }
}

fn decoded(text: &[u8]) -> Option<Cow<'_, [u8]>> {
    if memchr::memchr(b'+', text).is_none() {
        return Some(Cow::Borrowed(text));
    }
    let hex = |octet: Option<&u8>| match octet {
        Some(digit @ b'0'..=b'9') => Some(digit - b'0'),
        Some(digit @ b'A'..=b'F') => Some(digit - b'A' + 10),
        _ => None,
    };
    let mut value = Vec::with_capacity(text.len());
    let mut octets = text.iter();
    while let Some(&octet) = octets.next() {
        value.push(match octet {
            b'+' => hex(octets.next())? * 16 + hex(octets.next())?,
            octet => octet,
        });
    }
    Some(Cow::Owned(value))
}

/// Writes `value` as [`xtext`].
pub(super) fn put_xtext(out: &mut Vec<u8>, value: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for &octet in value {
        if matches!(octet, b'!'..=b'~') && !matches!(octet, b'+' | b'=') {
            out.push(octet);
        } else {
            let digit = |nibble: u8| HEX.get(usize::from(nibble)).copied().unwrap_or(b'0');
            out.extend([b'+', digit(octet >> 4), digit(octet & 15)]);
        }
    }
}

/// The recipient as the sender first wrote it, `addr-type ";" address`, decoded.
///
/// ```abnf
/// original-recipient-address = addr-type ";" xtext ; RFC 3461 §4.2
/// original-recipient-address =/ "utf-8" ";" ( utf-8-addr-xtext / utf-8-addr-unitext ) ; RFC 6533 §3
/// ```
pub(super) fn original_recipient(input: In<'_>) -> Out<'_, String> {
    let is_atom = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-';
    let (rest, kind) = rule(Kind::AddrType, take1(is_atom))(input)?;
    let (rest, _) = symbol(Kind::Semicolon, ";")(rest)?;
    let (rest, address) = if kind.fragment().eq_ignore_ascii_case(b"utf-8") {
        utf8_address(rest)?
    } else {
        let (rest, address) = printable_xtext(rest)?;
        (rest, address.into_owned())
    };
    let kind = String::from_utf8_lossy(kind.fragment());
    Ok((rest, format!("{kind};{address}")))
}

/// [`xtext`] that stands for "printable US-ASCII characters" and spaces (RFC 3461 §4.2, §4.4).
pub(super) fn printable_xtext<'a>(input: In<'a>) -> Out<'a, Cow<'a, str>> {
    rule(Kind::Xtext, |input: In<'a>| {
        let (rest, value) = xtext(input)?;
        let is_printable = value.iter().all(|octet| matches!(octet, b' '..=b'~'));
        let value = match value {
            Cow::Borrowed(octets) => str::from_utf8(octets).ok().map(Cow::Borrowed),
            Cow::Owned(octets) => String::from_utf8(octets).ok().map(Cow::Owned),
        };
        match value {
            Some(value) if is_printable && !value.is_empty() => Ok((rest, value)),
            _ => miss(),
        }
    })
    .parse(input)
}

/// ```abnf
/// utf-8-addr-xtext   = 1*(QCHAR / EmbeddedUnicodeChar)
/// utf-8-addr-unitext = 1*(QUCHAR / EmbeddedUnicodeChar)
/// EmbeddedUnicodeChar = "\x" "{" HEXPOINT "}" ; RFC 6533 §3
/// ```
fn utf8_address<'a>(input: In<'a>) -> Out<'a, String> {
    rule(Kind::Utf8AddrXtext, |input: In<'a>| {
        let is_text = |octet: u8| {
            !octet.is_ascii() || matches!(octet, b'!'..=b'~') && !matches!(octet, b'=' | b'+')
        };
        let (rest, text) = take1(is_text)(input)?;
        match str::from_utf8(text.fragment()).ok().and_then(without_escapes) {
            Some(value) => Ok((rest, value)),
            None => miss(),
        }
    })(input)
}

fn without_escapes(text: &str) -> Option<String> {
    let mut value = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        let (point, after) = after.strip_prefix("x{")?.split_once('}')?;
        let is_hex = point.bytes().all(|octet| matches!(octet, b'0'..=b'9' | b'A'..=b'F'));
        let point = u32::from_str_radix(point, 16).ok().filter(|_| is_hex)?;
        value.push_str(before);
        value.push(char::from_u32(point).filter(|character| !character.is_control())?);
        rest = after;
    }
    value.push_str(rest);
    Some(value)
}

/// Writes `original`, an `addr-type ";" address`, as [`original_recipient`] reads it; it is ASCII in
/// any case, so that it passes servers without SMTPUTF8 (RFC 6533 §3).
pub(super) fn put_original_recipient(out: &mut Vec<u8>, original: &str) {
    let (kind, address) = original.split_once(';').unwrap_or(("rfc822", original));
    out.extend(kind.bytes().filter(|octet| octet.is_ascii_alphanumeric() || *octet == b'-'));
    out.push(b';');
    if !kind.eq_ignore_ascii_case("utf-8") {
        return put_xtext(out, address.as_bytes());
    }
    for character in address.chars() {
        if matches!(character, '!'..='~') && !matches!(character, '\\' | '+' | '=') {
            out.extend(character.to_string().bytes());
        } else {
            out.extend(format!("\\x{{{:02X}}}", u32::from(character)).bytes());
        }
    }
}
