//! FETCH (RFC 9051 §7.5.2).

use core::num::NonZeroU32;

use mailscope_base::{Flag, Flags, Uid};
use nom::Parser as _;
use nom::bytes::complete::take;

use super::FetchValue;
use super::body;
use super::envelope::{self, envelope};
use super::flags::any_flag_list;
use crate::Kind;
use crate::grammar::{In, Out, miss, nothing_fits, rule, sp, symbol};
use crate::imap::SectionPart;
use crate::imap::command::upper;
use crate::imap::date;
use crate::imap::quote::Sink;
use crate::imap::section::{origin, put_section, section};
use crate::imap::token::{nstring_as, number, nz_number_as, peek_word, skip_value};

/// Octets of the name of an unknown item with something in brackets.
const NAME_OCTETS_MAX: usize = 1024;

/// Items that are not known here are read over.
///
/// ```abnf
/// msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")" ; RFC 9051 §9
/// ```
pub(super) fn msg_att(input: In<'_>) -> Out<'_, Vec<FetchValue>> {
    rule(Kind::MsgAtt, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let mut values = Vec::new();
        let (mut rest, first) = item(rest)?;
        values.extend(first);
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            let (after, next) = item(after)?;
            values.extend(next);
            rest = after;
        }
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, values))
    })(input)
}

/// ```abnf
/// msg-att-dynamic = "FLAGS" SP "(" [flag-fetch *(SP flag-fetch)] ")"
/// msg-att-static  = "ENVELOPE" SP envelope / "INTERNALDATE" SP date-time / "RFC822.SIZE" SP number64 /
///                   "BODY" ["STRUCTURE"] SP body / "BODY" section ["<" number ">"] SP nstring /
///                   "UID" SP uniqueid ; RFC 9051 §9
/// msg-att-static  =/ "RFC822" [".HEADER" / ".TEXT"] SP nstring ; RFC 3501 §9
/// ```
fn item(input: In<'_>) -> Out<'_, Option<FetchValue>> {
    let mut name = [0_u8; 13];
    let found = peek_word(&input);
    let after = input.fragment().get(found.len()).copied();
    let part = match upper(found, &mut name) {
        b"FLAGS" => {
            let flags = named(5, any_flag_list(Kind::FlagFetch)).map(to_flags);
            return rule(Kind::MsgAttDynamic, flags).map(Some).parse(input);
        }
        b"BODY" if after == Some(b'[') => {
            return rule(Kind::MsgAttStatic, body_section).map(Some).parse(input);
        }
        b"BODY" => return rule(Kind::MsgAttStatic, structure(false)).map(Some).parse(input),
        b"BODYSTRUCTURE" => {
            return rule(Kind::MsgAttStatic, structure(true)).map(Some).parse(input);
        }
        b"RFC822" => SectionPart::Full,
        b"RFC822.HEADER" => SectionPart::Header,
        b"RFC822.TEXT" => SectionPart::Text,
        b"UID" => {
            return rule(Kind::MsgAttStatic, named(3, uid)).map(Some).parse(input);
        }
        b"RFC822.SIZE" => {
            let size = named(11, number).map(FetchValue::Size);
            return rule(Kind::MsgAttStatic, size).map(Some).parse(input);
        }
        b"INTERNALDATE" => {
            let date = named(12, date::date_time).map(FetchValue::InternalDate);
            return rule(Kind::MsgAttStatic, date).map(Some).parse(input);
        }
        b"ENVELOPE" => {
            let boxed = |envelope| FetchValue::Envelope(Box::new(envelope));
            let envelope = named(8, envelope).map(boxed);
            return rule(Kind::MsgAttStatic, envelope).map(Some).parse(input);
        }
        _ => return unknown(input),
    };
    let data = named(found.len(), nstring_as(Kind::Nstring));
    let value = data.map(|data| FetchValue::Rfc822 { part: part.clone(), data });
    rule(Kind::MsgAttStatic, value).map(Some).parse(input)
}

/// An item's name of `length` octets, a space and its value.
fn named<'a, T>(
    length: usize,
    mut value: impl nom::Parser<In<'a>, Output = T, Error = crate::grammar::Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input| {
        let (rest, _) = rule(Kind::MsgAttName, take(length))(input)?;
        let (rest, ()) = sp(rest)?;
        value.parse(rest)
    }
}

fn uid(input: In<'_>) -> Out<'_, FetchValue> {
    let (rest, uid) = nz_number_as(Kind::UniqueIdNumber)(input)?;
    match NonZeroU32::new(uid) {
        Some(uid) => Ok((rest, FetchValue::Uid(Uid(uid)))),
        None => miss(),
    }
}

fn structure<'a>(extensible: bool) -> impl FnMut(In<'a>) -> Out<'a, FetchValue> {
    move |input| {
        let length = if extensible { 13 } else { 4 };
        let (rest, body) = named(length, body::body)(input)?;
        Ok((rest, FetchValue::BodyStructure { extensible, body: Box::new(body) }))
    }
}

fn body_section(input: In<'_>) -> Out<'_, FetchValue> {
    let (rest, _) = rule(Kind::MsgAttName, take(4_usize))(input)?;
    let (rest, section) = section(rest)?;
    let (rest, origin) = origin(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, data) = nstring_as(Kind::Nstring)(rest)?;
    Ok((rest, FetchValue::Body { section, origin, data }))
}

/// An item that is not known here: a name, perhaps with something in brackets, and a value of any
/// shape.
fn unknown(input: In<'_>) -> Out<'_, Option<FetchValue>> {
    let all: &[u8] = input.fragment();
    let is_name = |octet: &u8| octet.is_ascii_graphic() && !matches!(octet, b'(' | b')' | b'"');
    let mut end = all.iter().position(|octet| !is_name(octet)).unwrap_or(all.len());
    let name = all.split_at(end).0;
    if name.contains(&b'[') && !name.contains(&b']') {
        // A list of header fields, say; the search is short so that many names cost no more than
        // their length.
        let near = all.get(..all.len().min(NAME_OCTETS_MAX)).unwrap_or_default();
        end = memchr::memchr(b']', near).map_or(end, |at| at + 1);
    }
    if end == 0 {
        return nothing_fits(Kind::MsgAttName)(input);
    }
    rule(Kind::MsgAttStatic, named(end, skip_value)).map(|()| None).parse(input)
}

/// `\Recent` belongs to the session, so it is kept apart (RFC 3501 §2.3.2).
fn to_flags(listed: Vec<Flag>) -> FetchValue {
    let is_recent = |flag: &Flag| flag.as_str().eq_ignore_ascii_case("\\Recent");
    let recent = listed.iter().any(is_recent);
    let flags: Flags = listed.into_iter().filter(|flag| !is_recent(flag)).collect();
    FetchValue::Flags { flags, recent }
}

pub(super) fn put(out: &mut Vec<u8>, values: &[FetchValue]) {
    out.put(b"(");
    out.put_spaced(values, put_value);
    out.put(b")");
}

fn put_value(out: &mut Vec<u8>, value: &FetchValue) {
    match value {
        FetchValue::Flags { flags, recent } => put_flags(out, flags, *recent),
        FetchValue::Uid(uid) => {
            out.put(b"UID ");
            out.put_number(u64::from(uid.get()));
        }
        FetchValue::InternalDate(date) => {
            out.put(b"INTERNALDATE ");
            date::put(out, *date);
        }
        FetchValue::Size(size) => {
            out.put(b"RFC822.SIZE ");
            out.put_number(u64::from(*size));
        }
        FetchValue::Envelope(envelope) => {
            out.put(b"ENVELOPE ");
            envelope::put(out, envelope);
        }
        FetchValue::Body { section, origin, data } => {
            out.put(b"BODY");
            put_section(out, section);
            if let Some(origin) = origin {
                out.put(b"<");
                out.put_number(u64::from(*origin));
                out.put(b">");
            }
            put_data(out, data.as_deref());
        }
        FetchValue::BodyStructure { extensible, body } => {
            out.put(if *extensible { b"BODYSTRUCTURE " } else { b"BODY " });
            body::put(out, body);
        }
        FetchValue::Rfc822 { part, data } => {
            out.put(crate::imap::command::rfc822_name(part));
            put_data(out, data.as_deref());
        }
        _ => {}
    }
}

/// Parts of messages go as literals, however short they are.
fn put_data(out: &mut Vec<u8>, data: Option<&[u8]>) {
    out.put(b" ");
    match data {
        Some(data) => out.put_literal(data),
        None => out.put(b"NIL"),
    }
}

fn put_flags(out: &mut Vec<u8>, flags: &Flags, recent: bool) {
    out.put(b"FLAGS (");
    out.put_spaced(flags.iter(), |out, flag| out.put(flag.as_str().as_bytes()));
    if recent {
        out.put(if flags.is_empty() { b"\\Recent" } else { b" \\Recent" });
    }
    out.put(b")");
}
