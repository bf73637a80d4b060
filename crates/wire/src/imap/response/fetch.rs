//! FETCH (RFC 9051 §7.5.2).

use core::num::NonZeroU32;

use bytes::Bytes;
use mailscope_base::{DateTime, Flag, Flags, ModSeq, SeqNum, Uid};
use nom::Parser as _;
use nom::bytes::complete::take;

use super::body;
use super::envelope::{self, envelope};
use super::flags::each_flag;
use super::{BodyStructure, Encoder, HeaderEnvelope};
use crate::Kind;
use crate::grammar::{In, Out, miss, nothing_fits, rule, sp, symbol};
use crate::imap::command::upper;
use crate::imap::date;
use crate::imap::quote::Sink;
use crate::imap::section::{origin, put_section, put_section_binary, section, section_binary};
use crate::imap::token::{
    any_value, mod_sequence_value, nil, nstring_as, number, number64, nz_number_as, object_id,
    owned, peek_word,
};
use crate::imap::{ObjectId, Section, SectionPart};

/// `msg-att` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchValue {
    /// `FLAGS (…)`; `recent` is the session's `\Recent` (RFC 3501 §2.3.2).
    Flags {
        /// The message's flags.
        flags: Flags,
        /// Whether this session is the first to hear of the message.
        recent: bool,
    },
    /// `UID n`.
    Uid(Uid),
    /// `INTERNALDATE "…"`.
    InternalDate(DateTime),
    /// `RFC822.SIZE n`.
    Size(u64),
    /// `ENVELOPE (…)`.
    Envelope(Box<HeaderEnvelope>),
    /// `BODY[section]<origin> nstring`.
    Body {
        /// Which part.
        section: Section,
        /// First octet, if only a part of it was asked for.
        origin: Option<u32>,
        /// The octets, or NIL.
        data: Option<Bytes>,
    },
    /// `RFC822`, `RFC822.HEADER`, `RFC822.TEXT`.
    Rfc822 {
        /// Which.
        part: SectionPart,
        /// The octets, or NIL.
        data: Option<Bytes>,
    },
    /// `BODYSTRUCTURE` and, without extension data, `BODY`.
    BodyStructure {
        /// True for `BODYSTRUCTURE`.
        extensible: bool,
        /// The structure; its extension data is written as it is, so the owner leaves it out for
        /// `BODY`.
        body: Box<BodyStructure>,
    },
    /// `BINARY[section]<origin> nstring` or literal8 (RFC 9051 §7.5.2).
    Binary {
        /// Part numbers.
        path: Vec<u32>,
        /// First octet, if only a part of it was asked for.
        origin: Option<u32>,
        /// The decoded octets, or NIL.
        data: Option<Bytes>,
    },
    /// `BINARY.SIZE[section] n`.
    BinarySize {
        /// Part numbers.
        path: Vec<u32>,
        /// Octets when decoded.
        size: u32,
    },
    /// `MODSEQ (n)` (RFC 7162 §3.1.4.2).
    ModSeq(ModSeq),
    /// `EMAILID (id)` (RFC 8474 §5.1).
    EmailId(ObjectId),
    /// `THREADID (id)`, or NIL (RFC 8474 §5.2).
    ThreadId(Option<ObjectId>),
    /// `SAVEDATE "…"`, or NIL (RFC 8514 §4.2).
    SaveDate(Option<DateTime>),
    /// `PREVIEW nstring` (RFC 8970 §4).
    Preview(Option<Bytes>),
    /// Any other item, as written.
    Other {
        /// Its name, what is in brackets included.
        name: String,
        /// Its value.
        value: Bytes,
    },
}

/// Octets of the name of an unknown item with something in brackets.
const NAME_OCTETS_MAX: usize = 1024;

/// Items that are not known here are kept as they are.
///
/// ```abnf
/// msg-att = "(" (msg-att-dynamic / msg-att-static) *(SP (msg-att-dynamic / msg-att-static)) ")" ; RFC 9051 §9
/// ```
pub(super) fn msg_att(input: In<'_>) -> Out<'_, Vec<FetchValue>> {
    rule(Kind::MsgAtt, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (mut rest, first) = item(rest)?;
        let mut values = Vec::with_capacity(4);
        values.push(first);
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            let (after, next) = item(after)?;
            values.push(next);
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
///                   "BINARY" section-binary SP (nstring / literal8) / "BINARY.SIZE" section-binary SP number /
///                   "UID" SP uniqueid ; RFC 9051 §9
/// msg-att-static  =/ "RFC822" [".HEADER" / ".TEXT"] SP nstring ; RFC 3501 §9
/// ```
fn item(input: In<'_>) -> Out<'_, FetchValue> {
    let mut name = [0_u8; 13];
    let found = peek_word(&input);
    let after = input.fragment().get(found.len()).copied();
    let kind = Kind::MsgAttStatic;
    match upper(found, &mut name) {
        b"FLAGS" => rule(Kind::MsgAttDynamic, named(5, flags)).parse(input),
        b"UID" => rule(kind, named(3, uid)).parse(input),
        b"BODY" if after == Some(b'[') => rule(kind, body_section).parse(input),
        b"BODY" => rule(kind, structure(false)).parse(input),
        b"BODYSTRUCTURE" => rule(kind, structure(true)).parse(input),
        b"RFC822" => rule(kind, rfc822(6, SectionPart::Full)).parse(input),
        b"RFC822.HEADER" => rule(kind, rfc822(13, SectionPart::Header)).parse(input),
        b"RFC822.TEXT" => rule(kind, rfc822(11, SectionPart::Text)).parse(input),
        b"RFC822.SIZE" => rule(kind, named(11, number64).map(FetchValue::Size)).parse(input),
        b"INTERNALDATE" => {
            let date = named(12, date::date_time).map(FetchValue::InternalDate);
            rule(kind, date).parse(input)
        }
        b"ENVELOPE" => {
            let boxed = |envelope| FetchValue::Envelope(Box::new(envelope));
            rule(kind, named(8, envelope).map(boxed)).parse(input)
        }
        b"BINARY" if after == Some(b'[') => rule(kind, binary).parse(input),
        b"BINARY.SIZE" if after == Some(b'[') => rule(kind, binary_size).parse(input),
        known => extension(known, input),
    }
}

/// Items of extensions.
///
/// ```abnf
/// fetch-mod-resp      = "MODSEQ" SP "(" permsg-modsequence ")" ; RFC 7162 §7
/// fetch-emailid-resp  = "EMAILID" SP "(" objectid ")"
/// fetch-threadid-resp = "THREADID" SP ("(" objectid ")" / nil) ; RFC 8474 §7
/// msg-att-static      =/ "SAVEDATE" SP (date-time / nil) ; RFC 8514 §5
/// msg-att-dynamic     =/ "PREVIEW" SP nstring ; RFC 8970 §6
/// ```
fn extension<'a>(name: &[u8], input: In<'a>) -> Out<'a, FetchValue> {
    match name {
        b"MODSEQ" => {
            let value = named(6, in_parens(mod_sequence_value)).map(FetchValue::ModSeq);
            rule(Kind::MsgAttDynamic, value).parse(input)
        }
        b"EMAILID" => {
            let value = named(7, in_parens(object_id)).map(FetchValue::EmailId);
            rule(Kind::MsgAttStatic, value).parse(input)
        }
        b"THREADID" => {
            let value = named(8, or_nil(in_parens(object_id))).map(FetchValue::ThreadId);
            rule(Kind::MsgAttStatic, value).parse(input)
        }
        b"SAVEDATE" => {
            let value = named(8, or_nil(date::date_time)).map(FetchValue::SaveDate);
            rule(Kind::MsgAttStatic, value).parse(input)
        }
        b"PREVIEW" => {
            let value = named(7, nstring_as(Kind::Nstring)).map(FetchValue::Preview);
            rule(Kind::MsgAttDynamic, value).parse(input)
        }
        _ => unknown(input),
    }
}

fn in_parens<'a, T>(
    mut value: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, value) = value(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, value))
    }
}

fn or_nil<'a, T>(
    mut value: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, Option<T>> {
    move |input: In<'a>| {
        if let Some(b'N' | b'n') = input.fragment().first() {
            return nil.map(|()| None).parse(input);
        }
        let (rest, value) = value(input)?;
        Ok((rest, Some(value)))
    }
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

fn rfc822<'a>(length: usize, part: SectionPart) -> impl FnMut(In<'a>) -> Out<'a, FetchValue> {
    move |input| {
        let (rest, data) = named(length, nstring_as(Kind::Nstring))(input)?;
        Ok((rest, FetchValue::Rfc822 { part: part.clone(), data }))
    }
}

fn binary(input: In<'_>) -> Out<'_, FetchValue> {
    let (rest, _) = rule(Kind::MsgAttName, take(6_usize))(input)?;
    let (rest, path) = section_binary(rest)?;
    let (rest, origin) = origin(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, data) = nstring_as(Kind::Nstring)(rest)?;
    Ok((rest, FetchValue::Binary { path, origin, data }))
}

fn binary_size(input: In<'_>) -> Out<'_, FetchValue> {
    let (rest, _) = rule(Kind::MsgAttName, take(11_usize))(input)?;
    let (rest, path) = section_binary(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, size) = number(rest)?;
    Ok((rest, FetchValue::BinarySize { path, size }))
}

/// An item that is not known here: a name, perhaps with something in brackets, and a value of any
/// shape.
fn unknown(input: In<'_>) -> Out<'_, FetchValue> {
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
    let name = String::from_utf8_lossy(all.get(..end).unwrap_or_default()).into_owned();
    let (rest, value) = rule(Kind::MsgAttStatic, named(end, owned(any_value)))(input)?;
    Ok((rest, FetchValue::Other { name, value }))
}

/// `\Recent` belongs to the session, so it is kept apart (RFC 3501 §2.3.2).
///
/// ```abnf
/// "(" [flag-fetch *(SP flag-fetch)] ")" ; RFC 9051 §9
/// ```
fn flags(input: In<'_>) -> Out<'_, FetchValue> {
    let (mut flags, mut recent) = (Flags::NONE, false);
    let (rest, ()) = each_flag(Kind::FlagFetch, |flag| match &flag {
        Flag::Keyword(name) if name.as_str().eq_ignore_ascii_case("\\Recent") => recent = true,
        _ => drop(flags.insert(flag)),
    })(input)?;
    Ok((rest, FetchValue::Flags { flags, recent }))
}

/// Writes all but `*` and the line end.
pub(super) fn put(out: &mut Encoder, seq: SeqNum, values: &[FetchValue]) {
    out.put_number(u64::from(seq.get()));
    out.put(b" FETCH (");
    out.put_spaced(values, put_value);
    out.put(b")");
}

fn put_value(out: &mut Encoder, value: &FetchValue) {
    match value {
        FetchValue::Flags { flags, recent } => put_flags(out, flags, *recent),
        FetchValue::Uid(uid) => put_named(out, b"UID ", u64::from(uid.get())),
        FetchValue::InternalDate(date) => {
            out.put(b"INTERNALDATE ");
            date::put(out, *date);
        }
        FetchValue::Size(size) => put_named(out, b"RFC822.SIZE ", *size),
        FetchValue::Envelope(envelope) => {
            out.put(b"ENVELOPE ");
            envelope::put(out, envelope);
        }
        FetchValue::Body { section, origin, data } => {
            out.put(b"BODY");
            put_section(out, section);
            put_origin(out, *origin);
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
        FetchValue::Binary { path, origin, data } => {
            out.put(b"BINARY");
            put_section_binary(out, path);
            put_origin(out, *origin);
            put_binary(out, data.as_deref());
        }
        FetchValue::BinarySize { path, size } => {
            out.put(b"BINARY.SIZE");
            put_section_binary(out, path);
            put_named(out, b" ", u64::from(*size));
        }
        FetchValue::ModSeq(modseq) => {
            put_named(out, b"MODSEQ (", modseq.0);
            out.put(b")");
        }
        FetchValue::EmailId(id) => put_id(out, b"EMAILID ", Some(id)),
        FetchValue::ThreadId(id) => put_id(out, b"THREADID ", id.as_ref()),
        FetchValue::SaveDate(date) => {
            out.put(b"SAVEDATE ");
            match date {
                Some(date) => date::put(out, *date),
                None => out.put(b"NIL"),
            }
        }
        FetchValue::Preview(text) => {
            out.put(b"PREVIEW ");
            out.put_nstring(text.as_ref());
        }
        FetchValue::Other { name, value } => {
            out.put(name.as_bytes());
            out.put(b" ");
            out.put(value);
        }
    }
}

fn put_named(out: &mut Encoder, name: &[u8], number: u64) {
    out.put(name);
    out.put_number(number);
}

fn put_id(out: &mut Encoder, name: &[u8], id: Option<&ObjectId>) {
    out.put(name);
    let Some(id) = id else { return out.put(b"NIL") };
    out.put(b"(");
    out.put(id.as_str().as_bytes());
    out.put(b")");
}

fn put_origin(out: &mut Encoder, origin: Option<u32>) {
    if let Some(origin) = origin {
        put_named(out, b"<", u64::from(origin));
        out.put(b">");
    }
}

/// Parts of messages go as literals, however short they are.
fn put_data(out: &mut Encoder, data: Option<&[u8]>) {
    out.put(b" ");
    match data {
        Some(data) => out.put_literal(data),
        None => out.put(b"NIL"),
    }
}

/// "If the data contains a NUL octet, literal8 has to be used" (RFC 9051 §4.3.1, §6.4.5).
fn put_binary(out: &mut Encoder, data: Option<&[u8]>) {
    let has_nul = data.is_some_and(|data| memchr::memchr(0, data).is_some());
    out.put(if has_nul { b" ~" } else { b" " });
    match data {
        Some(data) => out.put_literal(data),
        None => out.put(b"NIL"),
    }
}

fn put_flags(out: &mut Encoder, flags: &Flags, recent: bool) {
    let mut before: &[u8] = b"FLAGS (";
    // `for_each` and not `for`: this is what most answers consist of.
    flags.names().for_each(|name| {
        out.put(before);
        out.put(name.as_bytes());
        before = b" ";
    });
    if recent {
        out.put(before);
        out.put(b"\\Recent");
        before = b" ";
    }
    out.put(if before == b" " { b")" } else { b"FLAGS ()" });
}
