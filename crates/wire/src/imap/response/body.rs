//! BODY without a section, and BODYSTRUCTURE (RFC 9051 §7.5.2).

use bytes::Bytes;
use nom::Parser as _;

use super::envelope::{self, envelope};
use super::{Encoder, HeaderEnvelope};
use crate::Kind;
use crate::grammar::{In, Out, list1, nested, rule, sp, symbol};
use crate::imap::quote::Sink;
use crate::imap::token::{nil, nstring_as, number, number64, owned, skip_value, string};

/// `body` (RFC 9051 §7.5.2): how a message is made of parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyStructure {
    /// A part that is no multipart.
    Part(Box<BodyPart>),
    /// A multipart.
    Multipart {
        /// Its parts; at least one.
        parts: Vec<BodyStructure>,
        /// Its subtype, such as `MIXED`.
        subtype: Bytes,
        /// What only BODYSTRUCTURE tells.
        extension: Option<Box<BodyExtension>>,
    },
}

/// `body-type-1part` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyPart {
    /// The media type, such as `TEXT`.
    pub media_type: Bytes,
    /// The media subtype, such as `PLAIN`.
    pub subtype: Bytes,
    /// Parameters of the content type: names and values.
    pub params: Vec<(Bytes, Bytes)>,
    /// `Content-ID:`.
    pub id: Option<Bytes>,
    /// `Content-Description:`.
    pub description: Option<Bytes>,
    /// `Content-Transfer-Encoding:`.
    pub encoding: Bytes,
    /// Octets, as transferred.
    pub octets: u32,
    /// What the media type adds.
    pub content: BodyContent,
    /// What only BODYSTRUCTURE tells.
    pub extension: Option<Box<BodyExtension>>,
}

/// What is told of some media types only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyContent {
    /// `body-type-basic`: nothing more.
    Basic,
    /// `body-type-text`, for `TEXT/*`.
    Text {
        /// Lines, as transferred.
        lines: u64,
    },
    /// `body-type-msg`, for `MESSAGE/RFC822` and `MESSAGE/GLOBAL`.
    Message {
        /// The envelope of the message inside.
        envelope: Box<HeaderEnvelope>,
        /// Its structure.
        body: Box<BodyStructure>,
        /// Its lines, as transferred.
        lines: u64,
    },
}

/// `body-ext-1part` or `body-ext-mpart` (RFC 9051 §9).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BodyExtension {
    /// `Content-MD5:`; not of a multipart.
    pub md5: Option<Bytes>,
    /// Parameters of a multipart, such as its boundary; a part has them elsewhere.
    pub params: Vec<(Bytes, Bytes)>,
    /// `Content-Disposition:` and its parameters.
    pub disposition: Option<Disposition>,
    /// `Content-Language:`.
    pub language: Vec<Bytes>,
    /// `Content-Location:`.
    pub location: Option<Bytes>,
}

/// `body-fld-dsp` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disposition {
    /// Such as `INLINE` or `ATTACHMENT`.
    pub name: Bytes,
    /// Names and values.
    pub params: Vec<(Bytes, Bytes)>,
}

/// ```abnf
/// body = "(" (body-type-1part / body-type-mpart) ")" ; RFC 9051 §9
/// ```
pub(super) fn body(input: In<'_>) -> Out<'_, BodyStructure> {
    nested(rule(Kind::Body, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, body) = if rest.fragment().first() == Some(&b'(') {
            rule(Kind::BodyTypeMpart, multipart)(rest)?
        } else {
            let part = rule(Kind::BodyType1part, part);
            part.map(|part| BodyStructure::Part(Box::new(part))).parse(rest)?
        };
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, body))
    }))(input)
}

/// ```abnf
/// body-type-mpart = 1*body SP media-subtype [SP body-ext-mpart] ; RFC 9051 §9
/// ```
fn multipart(input: In<'_>) -> Out<'_, BodyStructure> {
    let (mut rest, first) = body(input)?;
    let mut parts = vec![first];
    while rest.fragment().first() == Some(&b'(') {
        let (after, next) = body(rest)?;
        parts.push(next);
        rest = after;
    }
    let (rest, subtype) = sp_string(Kind::MediaSubtype)(rest)?;
    let (rest, extension) = extension(true)(rest)?;
    Ok((rest, BodyStructure::Multipart { parts, subtype, extension }))
}

/// ```abnf
/// body-type-1part = (body-type-basic / body-type-msg / body-type-text) [SP body-ext-1part]
/// body-type-basic = media-basic SP body-fields
/// body-type-msg   = media-message SP body-fields SP envelope SP body SP body-fld-lines
/// body-type-text  = media-text SP body-fields SP body-fld-lines
/// body-fields     = body-fld-param SP body-fld-id SP body-fld-desc SP body-fld-enc SP body-fld-octets
/// ```
fn part(input: In<'_>) -> Out<'_, BodyPart> {
    let (rest, media_type) = owned(rule(Kind::MediaType, string))(input)?;
    let (rest, subtype) = sp_string(Kind::MediaSubtype)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, params) = rule(Kind::BodyFldParam, params)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, id) = nstring_as(Kind::BodyFldId)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, description) = nstring_as(Kind::BodyFldDesc)(rest)?;
    let (rest, encoding) = sp_string(Kind::BodyFldEnc)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, octets) = rule(Kind::BodyFldOctets, number)(rest)?;
    let is = |name: &[u8], what: &[u8]| name.eq_ignore_ascii_case(what);
    let is_message =
        is(&media_type, b"MESSAGE") && (is(&subtype, b"RFC822") || is(&subtype, b"GLOBAL"));
    let (rest, content) = if is_message {
        let (rest, ()) = sp(rest)?;
        let (rest, envelope) = envelope(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, body) = body(rest)?;
        let (rest, lines) = sp_lines(rest)?;
        (rest, BodyContent::Message { envelope: Box::new(envelope), body: Box::new(body), lines })
    } else if is(&media_type, b"TEXT") {
        sp_lines.map(|lines| BodyContent::Text { lines }).parse(rest)?
    } else {
        (rest, BodyContent::Basic)
    };
    let (rest, extension) = extension(false)(rest)?;
    let part = BodyPart {
        media_type,
        subtype,
        params,
        id,
        description,
        encoding,
        octets,
        content,
        extension,
    };
    Ok((rest, part))
}

fn sp_string<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, Bytes> {
    move |input| {
        let (rest, ()) = sp(input)?;
        owned(rule(kind, string))(rest)
    }
}

/// ```abnf
/// body-fld-lines = number64 ; RFC 9051 §9
/// ```
fn sp_lines(input: In<'_>) -> Out<'_, u64> {
    let (rest, ()) = sp(input)?;
    rule(Kind::BodyFldLines, number64)(rest)
}

/// ```abnf
/// body-fld-param = "(" string SP string *(SP string SP string) ")" / nil ; RFC 9051 §9
/// ```
fn params(input: In<'_>) -> Out<'_, Vec<(Bytes, Bytes)>> {
    if input.fragment().first() != Some(&b'(') {
        return nil.map(|()| Vec::new()).parse(input);
    }
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, params) = list1(sp, |input| {
        let (rest, name) = owned(string)(input)?;
        let (rest, value) = sp_string(Kind::String)(rest)?;
        Ok((rest, (name, value)))
    })(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, params))
}

/// ```abnf
/// body-ext-1part = body-fld-md5 [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]
/// body-ext-mpart = body-fld-param [SP body-fld-dsp [SP body-fld-lang [SP body-fld-loc *(SP body-extension)]]]
/// ```
fn extension<'a>(of_multipart: bool) -> impl FnMut(In<'a>) -> Out<'a, Option<Box<BodyExtension>>> {
    move |input| {
        let mut found = Box::<BodyExtension>::default();
        let mut rest = input;
        for field in 0.. {
            if rest.fragment().first() != Some(&b' ') {
                return Ok((rest, (field > 0).then_some(found)));
            }
            let (after, ()) = sp(rest)?;
            rest = match field {
                0 if of_multipart => {
                    let (after, params) = rule(Kind::BodyFldParam, params)(after)?;
                    found.params = params;
                    after
                }
                0 => {
                    let (after, md5) = nstring_as(Kind::BodyFldMd5)(after)?;
                    found.md5 = md5;
                    after
                }
                1 => {
                    let (after, disposition) = rule(Kind::BodyFldDsp, disposition)(after)?;
                    found.disposition = disposition;
                    after
                }
                2 => {
                    let (after, language) = rule(Kind::BodyFldLang, language)(after)?;
                    found.language = language;
                    after
                }
                3 => {
                    let (after, location) = nstring_as(Kind::BodyFldLoc)(after)?;
                    found.location = location;
                    after
                }
                _ => rule(Kind::ExtensionData, skip_value)(after)?.0,
            };
        }
        Ok((rest, Some(found)))
    }
}

/// ```abnf
/// body-fld-dsp = "(" string SP body-fld-param ")" / nil ; RFC 9051 §9
/// ```
fn disposition(input: In<'_>) -> Out<'_, Option<Disposition>> {
    if input.fragment().first() != Some(&b'(') {
        return nil.map(|()| None).parse(input);
    }
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, name) = owned(string)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, params) = rule(Kind::BodyFldParam, params)(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, Some(Disposition { name, params })))
}

/// ```abnf
/// body-fld-lang = nstring / "(" string *(SP string) ")" ; RFC 9051 §9
/// ```
fn language(input: In<'_>) -> Out<'_, Vec<Bytes>> {
    if input.fragment().first() != Some(&b'(') {
        return nstring_as(Kind::Nstring).map(|one| one.into_iter().collect()).parse(input);
    }
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, all) = list1(sp, owned(string))(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, all))
}

pub(super) fn put(out: &mut Encoder, body: &BodyStructure) {
    out.put(b"(");
    match body {
        BodyStructure::Part(part) => put_part(out, part),
        BodyStructure::Multipart { parts, subtype, extension } => {
            for part in parts {
                put(out, part);
            }
            out.put(b" ");
            out.put_string(subtype);
            if let Some(extension) = extension {
                out.put(b" ");
                put_params(out, &extension.params);
                put_extension(out, extension);
            }
        }
    }
    out.put(b")");
}

fn put_part(out: &mut Encoder, part: &BodyPart) {
    out.put_string(&part.media_type);
    out.put(b" ");
    out.put_string(&part.subtype);
    out.put(b" ");
    put_params(out, &part.params);
    out.put(b" ");
    out.put_nstring(part.id.as_ref());
    out.put(b" ");
    out.put_nstring(part.description.as_ref());
    out.put(b" ");
    out.put_string(&part.encoding);
    out.put(b" ");
    out.put_number(u64::from(part.octets));
    let lines = match &part.content {
        BodyContent::Basic => None,
        BodyContent::Text { lines } => Some(*lines),
        BodyContent::Message { envelope, body, lines } => {
            out.put(b" ");
            envelope::put(out, envelope);
            out.put(b" ");
            put(out, body);
            Some(*lines)
        }
    };
    if let Some(lines) = lines {
        out.put(b" ");
        out.put_number(lines);
    }
    if let Some(extension) = &part.extension {
        out.put(b" ");
        out.put_nstring(extension.md5.as_ref());
        put_extension(out, extension);
    }
}

fn put_params(out: &mut Encoder, params: &[(Bytes, Bytes)]) {
    if params.is_empty() {
        return out.put(b"NIL");
    }
    out.put(b"(");
    out.put_spaced(params, |out, (name, value)| {
        out.put_string(name);
        out.put(b" ");
        out.put_string(value);
    });
    out.put(b")");
}

fn put_extension(out: &mut Encoder, extension: &BodyExtension) {
    out.put(b" ");
    match &extension.disposition {
        Some(Disposition { name, params }) => {
            out.put(b"(");
            out.put_string(name);
            out.put(b" ");
            put_params(out, params);
            out.put(b")");
        }
        None => out.put(b"NIL"),
    }
    out.put(b" ");
    match extension.language.as_slice() {
        [] => out.put(b"NIL"),
        [one] => out.put_string(one),
        several => {
            out.put(b"(");
            out.put_spaced(several, |out, one| out.put_string(one));
            out.put(b")");
        }
    }
    out.put(b" ");
    out.put_nstring(extension.location.as_ref());
}
