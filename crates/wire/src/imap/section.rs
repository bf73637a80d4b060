//! `section` (RFC 9051 §6.4.5): which part of a message.

use nom::Parser as _;

use super::quote::Sink;
use super::token::{astring_of, is_astring_char, number, nz_number_as, peek_word};
use crate::Kind;
use crate::grammar::{In, Out, list1, maybe, miss, nothing_fits, rule, sp, symbol, word};

/// `section-spec`: a MIME part path and what of it. `BODY[]` is an empty path with
/// [`SectionPart::Full`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Part numbers, counted from 1: `BODY[2.1.MIME]` has the path `[2, 1]`.
    pub path: Vec<u32>,
    /// What of that part.
    pub part: SectionPart,
}

impl Section {
    /// `BODY[]`: the whole message.
    pub const FULL: Self = Self { path: Vec::new(), part: SectionPart::Full };
}

/// `section-msgtext / section-text` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionPart {
    /// Everything of the message, or a part's content.
    Full,
    /// `HEADER`.
    Header,
    /// `HEADER.FIELDS (…)`, or `HEADER.FIELDS.NOT (…)`.
    HeaderFields {
        /// Field names as asked.
        names: Vec<String>,
        /// True for `.NOT`.
        not: bool,
    },
    /// `TEXT`.
    Text,
    /// `MIME`.
    Mime,
}

/// `partial = "<" number64 "." nz-number64 ">"`: a range of octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partial {
    /// First octet, counted from 0.
    pub start: u32,
    /// How many octets at most; not 0.
    pub length: u32,
}

/// ```abnf
/// section = "[" [section-spec] "]" ; RFC 9051 §9
/// ```
pub(super) fn section(input: In<'_>) -> Out<'_, Section> {
    rule(Kind::Section, |input| {
        let (rest, _) = symbol(Kind::OpenBracket, "[")(input)?;
        let (rest, section) = if rest.fragment().first() == Some(&b']') {
            (rest, Section::FULL)
        } else {
            section_spec(rest)?
        };
        let (rest, _) = symbol(Kind::CloseBracket, "]")(rest)?;
        Ok((rest, section))
    })(input)
}

/// The part numbers of BINARY; none for the whole message.
///
/// ```abnf
/// section-binary = "[" [section-part] "]" ; RFC 9051 §9
/// ```
pub(super) fn section_binary(input: In<'_>) -> Out<'_, Vec<u32>> {
    rule(Kind::SectionBinary, |input| {
        let (rest, _) = symbol(Kind::OpenBracket, "[")(input)?;
        let (rest, path) = if rest.fragment().first() == Some(&b']') {
            (rest, Vec::new())
        } else {
            rule(Kind::SectionPart, section_part)(rest)?
        };
        let (rest, _) = symbol(Kind::CloseBracket, "]")(rest)?;
        Ok((rest, path))
    })(input)
}

/// ```abnf
/// section-spec = section-msgtext / (section-part ["." section-text])
/// section-part = nz-number *("." nz-number)
/// section-text = section-msgtext / "MIME" ; RFC 9051 §9
/// ```
fn section_spec<'a>(input: In<'a>) -> Out<'a, Section> {
    rule(Kind::SectionSpec, |input: In<'a>| {
        if !input.fragment().first().is_some_and(u8::is_ascii_digit) {
            let (rest, part) = section_text(false)(input)?;
            return Ok((rest, Section { path: Vec::new(), part }));
        }
        let (mut rest, path) = rule(Kind::SectionPart, section_part)(input)?;
        let mut part = SectionPart::Full;
        if rest.fragment().first() == Some(&b'.') {
            let (after, _) = symbol(Kind::Dot, ".")(rest)?;
            (rest, part) = section_text(true)(after)?;
        }
        Ok((rest, Section { path, part }))
    })(input)
}

fn section_part(input: In<'_>) -> Out<'_, Vec<u32>> {
    let (mut rest, first) = nz_number_as(Kind::NzNumber)(input)?;
    let mut path = vec![first];
    // The dot before a word belongs to section-spec.
    while let [b'.', b'0'..=b'9', ..] = rest.fragment() {
        let (after, _) = symbol(Kind::Dot, ".")(rest)?;
        let (after, number) = nz_number_as(Kind::NzNumber)(after)?;
        path.push(number);
        rest = after;
    }
    Ok((rest, path))
}

/// ```abnf
/// section-msgtext = "HEADER" / "HEADER.FIELDS" [".NOT"] SP header-list / "TEXT" ; RFC 9051 §9
/// ```
fn section_text<'a>(of_part: bool) -> impl FnMut(In<'a>) -> Out<'a, SectionPart> {
    move |input| {
        let name = peek_word(&input).to_ascii_uppercase();
        let (part, spelling) = match name.as_slice() {
            b"HEADER" => (SectionPart::Header, "HEADER"),
            b"TEXT" => (SectionPart::Text, "TEXT"),
            b"MIME" if of_part => (SectionPart::Mime, "MIME"),
            b"HEADER.FIELDS" => return header_fields("HEADER.FIELDS", false)(input),
            b"HEADER.FIELDS.NOT" => return header_fields("HEADER.FIELDS.NOT", true)(input),
            _ => return nothing_fits(Kind::SectionText)(input),
        };
        let (rest, _) = word(Kind::SectionText, spelling)(input)?;
        Ok((rest, part))
    }
}

/// ```abnf
/// header-list     = "(" header-fld-name *(SP header-fld-name) ")"
/// header-fld-name = astring ; RFC 9051 §9
/// ```
fn header_fields<'a>(
    spelling: &'static str,
    not: bool,
) -> impl FnMut(In<'a>) -> Out<'a, SectionPart> {
    move |input| {
        let (rest, _) = word(Kind::SectionText, spelling)(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, names) = rule(Kind::HeaderList, |input| {
            let (rest, _) = symbol(Kind::Open, "(")(input)?;
            let (rest, names) = list1(sp, header_fld_name)(rest)?;
            let (rest, _) = symbol(Kind::Close, ")")(rest)?;
            Ok((rest, names))
        })(rest)?;
        Ok((rest, SectionPart::HeaderFields { names, not }))
    }
}

fn header_fld_name(input: In<'_>) -> Out<'_, String> {
    let (rest, name) = astring_of(Kind::HeaderFldName, is_astring_char)(input)?;
    match String::from_utf8(name.into_owned()) {
        Ok(name) => Ok((rest, name)),
        Err(_) => miss(),
    }
}

/// ```abnf
/// partial = "<" number64 "." nz-number64 ">" ; RFC 9051 §9
/// ```
///
/// Both numbers are read as 32-bit ones: no message here is longer.
pub(super) fn partial(input: In<'_>) -> Out<'_, Partial> {
    rule(Kind::Partial, |input| {
        let (rest, _) = symbol(Kind::Less, "<")(input)?;
        let (rest, start) = number(rest)?;
        let (rest, _) = symbol(Kind::Dot, ".")(rest)?;
        let (rest, length) = nz_number_as(Kind::NzNumber)(rest)?;
        let (rest, _) = symbol(Kind::Greater, ">")(rest)?;
        Ok((rest, Partial { start, length }))
    })(input)
}

/// The first octet of a partial answer: `["<" number ">"]` (RFC 9051 §9, `msg-att-static`).
pub(super) fn origin(input: In<'_>) -> Out<'_, Option<u32>> {
    maybe(rule(Kind::Partial, |input| {
        let (rest, _) = symbol(Kind::Less, "<")(input)?;
        let (rest, start) = number(rest)?;
        let (rest, _) = symbol(Kind::Greater, ">")(rest)?;
        Ok((rest, start))
    }))
    .parse(input)
}

/// Writes `[section]`.
pub(super) fn put_section(sink: &mut impl Sink, section: &Section) {
    sink.put(b"[");
    put_path(sink, &section.path);
    if !section.path.is_empty() && section.part != SectionPart::Full {
        sink.put(b".");
    }
    match &section.part {
        SectionPart::Full => {}
        SectionPart::Header => sink.put(b"HEADER"),
        SectionPart::Text => sink.put(b"TEXT"),
        SectionPart::Mime => sink.put(b"MIME"),
        SectionPart::HeaderFields { names, not } => {
            sink.put(if *not { b"HEADER.FIELDS.NOT (" } else { b"HEADER.FIELDS (" });
            sink.put_spaced(names, |sink, name| sink.put_astring(name.as_bytes()));
            sink.put(b")");
        }
    }
    sink.put(b"]");
}

/// Writes `[part numbers]`.
pub(super) fn put_section_binary(sink: &mut impl Sink, path: &[u32]) {
    sink.put(b"[");
    put_path(sink, path);
    sink.put(b"]");
}

fn put_path(sink: &mut impl Sink, path: &[u32]) {
    for (i, number) in path.iter().enumerate() {
        if i > 0 {
            sink.put(b".");
        }
        sink.put_number(u64::from(*number));
    }
}

/// Writes `<start.length>`.
pub(super) fn put_partial(sink: &mut impl Sink, partial: Partial) {
    sink.put(b"<");
    sink.put_number(u64::from(partial.start));
    sink.put(b".");
    sink.put_number(u64::from(partial.length));
    sink.put(b">");
}
