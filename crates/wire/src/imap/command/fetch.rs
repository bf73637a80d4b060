//! FETCH (RFC 9051 §6.4.5).

use mailscope_base::ModSeq;
use nom::Parser as _;
use nom::bytes::complete::take;

use super::{CommandBody, FetchItem, upper, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, list1, maybe, nothing_fits, params, rule, sp, symbol, word};
use crate::imap::SectionPart;
use crate::imap::quote::Sink;
use crate::imap::section::{
    partial, put_partial, put_section, put_section_binary, section, section_binary,
};
use crate::imap::token::{list1_in_parens, message_set, mod_sequence_value, peek_word};

/// ```abnf
/// fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")")
///         [fetch-modifiers] ; RFC 4466 §6
/// ```
pub(super) fn fetch<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Fetch, move |input| {
        let (rest, _) = verb("FETCH")(input)?;
        let (rest, set) = arg(message_set)(rest)?;
        let (rest, items) = arg(fetch_items)(rest)?;
        let (rest, modifiers) = params(Kind::FetchModifiers, fetch_modifiers)(rest)?;
        let Modifiers { changed_since, vanished } = modifiers.unwrap_or_default();
        Ok((rest, CommandBody::Fetch { set, items, changed_since, vanished, uid }))
    })
}

#[derive(Clone, Copy, Debug, Default)]
struct Modifiers {
    changed_since: Option<ModSeq>,
    vanished: bool,
}

/// ```abnf
/// fetch-modifiers     = SP "(" fetch-modifier *(SP fetch-modifier) ")" ; RFC 4466 §6
/// fetch-modifier      =/ chgsince-fetch-mod / rexpunges-fetch-mod
/// chgsince-fetch-mod  = "CHANGEDSINCE" SP mod-sequence-value
/// rexpunges-fetch-mod = "VANISHED" ; RFC 7162 §7
/// ```
fn fetch_modifiers(input: In<'_>) -> Out<'_, Modifiers> {
    let modifier = rule(Kind::FetchModifier, |input| {
        if peek_word(&input).eq_ignore_ascii_case(b"VANISHED") {
            return word(Kind::FetchModifierName, "VANISHED").map(|_| None).parse(input);
        }
        let (rest, _) = word(Kind::FetchModifierName, "CHANGEDSINCE")(input)?;
        arg(mod_sequence_value.map(Some))(rest)
    });
    let (rest, modifiers) = list1_in_parens(modifier)(input)?;
    let vanished = modifiers.contains(&None);
    Ok((rest, Modifiers { changed_since: modifiers.into_iter().flatten().next_back(), vanished }))
}

fn fetch_items(input: In<'_>) -> Out<'_, Vec<FetchItem>> {
    if let Ok((rest, _)) = symbol(Kind::Open, "(")(input) {
        let (rest, items) = list1(sp, fetch_att)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        return Ok((rest, items));
    }
    if let Ok(expanded) = fetch_macro(input) {
        return Ok(expanded);
    }
    let (rest, item) = fetch_att(input)?;
    Ok((rest, vec![item]))
}

/// A macro stands for other items and must stand alone (RFC 9051 §6.4.5).
fn fetch_macro(input: In<'_>) -> Out<'_, Vec<FetchItem>> {
    let mut name = [0_u8; 4];
    let (spelling, length) = match upper(peek_word(&input), &mut name) {
        b"FAST" => ("FAST", 3),
        b"ALL" => ("ALL", 4),
        b"FULL" => ("FULL", 5),
        _ => return nothing_fits(Kind::FetchMacro)(input),
    };
    let (rest, _) = word(Kind::FetchMacro, spelling)(input)?;
    let items = [
        FetchItem::Flags,
        FetchItem::InternalDate,
        FetchItem::Size,
        FetchItem::Envelope,
        FetchItem::BodyStructure { extensible: false },
    ];
    Ok((rest, items.into_iter().take(length).collect()))
}

/// ```abnf
/// fetch-att = "ENVELOPE" / "FLAGS" / "INTERNALDATE" / "RFC822.SIZE" / "BODY" ["STRUCTURE"] / "UID" /
///             "BODY" section [partial] / "BODY.PEEK" section [partial] ; RFC 9051 §9
/// fetch-att =/ "RFC822" [".HEADER" / ".TEXT"] ; RFC 3501 §9
/// fetch-att =/ "BINARY" [".PEEK"] section-binary [partial] / "BINARY.SIZE" section-binary ; RFC 9051 §9
/// fetch-att =/ "MODSEQ"                                            ; RFC 7162 §7
/// fetch-att =/ "EMAILID" / "THREADID"                              ; RFC 8474 §7
/// fetch-att =/ "SAVEDATE"                                          ; RFC 8514 §7
/// fetch-att =/ "PREVIEW" [SP "(" preview-mod *(SP preview-mod) ")"] ; RFC 8970 §6
/// ```
pub(super) fn fetch_att<'a>(input: In<'a>) -> Out<'a, FetchItem> {
    rule(Kind::FetchAtt, |input: In<'a>| {
        let mut name = [0_u8; 13];
        let found = peek_word(&input);
        let item = match upper(found, &mut name) {
            b"FLAGS" => FetchItem::Flags,
            b"UID" => FetchItem::Uid,
            b"INTERNALDATE" => FetchItem::InternalDate,
            b"RFC822.SIZE" => FetchItem::Size,
            b"ENVELOPE" => FetchItem::Envelope,
            b"RFC822" => FetchItem::Rfc822(SectionPart::Full),
            b"RFC822.HEADER" => FetchItem::Rfc822(SectionPart::Header),
            b"RFC822.TEXT" => FetchItem::Rfc822(SectionPart::Text),
            b"BODYSTRUCTURE" => FetchItem::BodyStructure { extensible: true },
            b"BODY" if input.fragment().get(4) == Some(&b'[') => return body(false)(input),
            b"BODY" => FetchItem::BodyStructure { extensible: false },
            b"BODY.PEEK" => return body(true)(input),
            b"BINARY" => return binary("BINARY", false)(input),
            b"BINARY.PEEK" => return binary("BINARY.PEEK", true)(input),
            b"BINARY.SIZE" => return binary_size(input),
            b"PREVIEW" => return preview(input),
            b"MODSEQ" => FetchItem::ModSeq,
            b"EMAILID" => FetchItem::EmailId,
            b"THREADID" => FetchItem::ThreadId,
            b"SAVEDATE" => FetchItem::SaveDate,
            _ => return nothing_fits(Kind::FetchAttName)(input),
        };
        let (rest, _) = rule(Kind::FetchAttName, take(found.len()))(input)?;
        Ok((rest, item))
    })(input)
}

fn body<'a>(peek: bool) -> impl FnMut(In<'a>) -> Out<'a, FetchItem> {
    move |input| {
        let spelling = if peek { "BODY.PEEK" } else { "BODY" };
        let (rest, _) = word(Kind::FetchAttName, spelling)(input)?;
        let (rest, section) = section(rest)?;
        let (rest, partial) = maybe(partial)(rest)?;
        Ok((rest, FetchItem::Body { section, partial, peek }))
    }
}

fn binary<'a>(spelling: &'static str, peek: bool) -> impl FnMut(In<'a>) -> Out<'a, FetchItem> {
    move |input| {
        let (rest, _) = word(Kind::FetchAttName, spelling)(input)?;
        let (rest, path) = section_binary(rest)?;
        let (rest, partial) = maybe(partial)(rest)?;
        Ok((rest, FetchItem::Binary { path, partial, peek }))
    }
}

fn binary_size(input: In<'_>) -> Out<'_, FetchItem> {
    let (rest, _) = word(Kind::FetchAttName, "BINARY.SIZE")(input)?;
    section_binary.map(|path| FetchItem::BinarySize { path }).parse(rest)
}

/// What stands in parentheses behind a single PREVIEW may also be the modifiers of the FETCH.
///
/// ```abnf
/// preview-mod = "LAZY" ; RFC 8970 §6
/// ```
fn preview(input: In<'_>) -> Out<'_, FetchItem> {
    let (rest, _) = word(Kind::FetchAttName, "PREVIEW")(input)?;
    let lazy = rest.fragment().get(..6).is_some_and(|next| next.eq_ignore_ascii_case(b" (LAZY"));
    if !lazy {
        return Ok((rest, FetchItem::Preview { lazy }));
    }
    let (rest, _) = arg(list1_in_parens(word(Kind::PreviewMod, "LAZY")))(rest)?;
    Ok((rest, FetchItem::Preview { lazy }))
}

/// Writes the items: one alone, several in parentheses.
pub(super) fn put_items(sink: &mut impl Sink, items: &[FetchItem]) {
    if let [item] = items {
        sink.put(b" ");
        return put_item(sink, item);
    }
    sink.put(b" (");
    sink.put_spaced(items, put_item);
    sink.put(b")");
}

pub(super) fn put_item(sink: &mut impl Sink, item: &FetchItem) {
    match item {
        FetchItem::Flags => sink.put(b"FLAGS"),
        FetchItem::Uid => sink.put(b"UID"),
        FetchItem::InternalDate => sink.put(b"INTERNALDATE"),
        FetchItem::Size => sink.put(b"RFC822.SIZE"),
        FetchItem::Envelope => sink.put(b"ENVELOPE"),
        FetchItem::BodyStructure { extensible: true } => sink.put(b"BODYSTRUCTURE"),
        FetchItem::BodyStructure { extensible: false } => sink.put(b"BODY"),
        FetchItem::Body { section, partial, peek } => {
            sink.put(if *peek { b"BODY.PEEK" } else { b"BODY" });
            put_section(sink, section);
            if let Some(partial) = partial {
                put_partial(sink, *partial);
            }
        }
        FetchItem::Rfc822(part) => sink.put(rfc822_name(part)),
        FetchItem::Binary { path, partial, peek } => {
            sink.put(if *peek { b"BINARY.PEEK" } else { b"BINARY" });
            put_section_binary(sink, path);
            if let Some(partial) = partial {
                put_partial(sink, *partial);
            }
        }
        FetchItem::BinarySize { path } => {
            sink.put(b"BINARY.SIZE");
            put_section_binary(sink, path);
        }
        FetchItem::ModSeq => sink.put(b"MODSEQ"),
        FetchItem::EmailId => sink.put(b"EMAILID"),
        FetchItem::ThreadId => sink.put(b"THREADID"),
        FetchItem::SaveDate => sink.put(b"SAVEDATE"),
        FetchItem::Preview { lazy: false } => sink.put(b"PREVIEW"),
        FetchItem::Preview { lazy: true } => sink.put(b"PREVIEW (LAZY)"),
    }
}

/// Writes ` (CHANGEDSINCE 12345 VANISHED)`, if there is anything.
pub(super) fn put_modifiers(sink: &mut impl Sink, changed_since: Option<ModSeq>, vanished: bool) {
    if let Some(modseq) = changed_since {
        sink.put(b" (CHANGEDSINCE ");
        sink.put_number(modseq.0);
        sink.put(if vanished { b" VANISHED)" } else { b")" });
    } else if vanished {
        sink.put(b" (VANISHED)");
    }
}

/// The old name of a part (RFC 3501 §6.4.5).
pub(in crate::imap) const fn rfc822_name(part: &SectionPart) -> &'static [u8] {
    match part {
        SectionPart::Header => b"RFC822.HEADER",
        SectionPart::Text => b"RFC822.TEXT",
        _ => b"RFC822",
    }
}
