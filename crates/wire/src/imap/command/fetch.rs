//! FETCH (RFC 9051 §6.4.5).

use nom::bytes::complete::take;

use super::{CommandBody, FetchItem, upper, verb_sp};
use crate::Kind;
use crate::grammar::{In, Out, list1, maybe, nothing_fits, rule, sp, symbol, word};
use crate::imap::SectionPart;
use crate::imap::quote::Sink;
use crate::imap::section::{partial, put_partial, put_section, section};
use crate::imap::token::{message_set, peek_word};

/// ```abnf
/// fetch = "FETCH" SP sequence-set SP ("ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")")
/// ```
pub(super) fn fetch<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Fetch, move |input| {
        let (rest, ()) = verb_sp("FETCH")(input)?;
        let (rest, set) = message_set(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, items) = fetch_items(rest)?;
        Ok((rest, CommandBody::Fetch { set, items, changed_since: None, vanished: false, uid }))
    })
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
/// ```
fn fetch_att<'a>(input: In<'a>) -> Out<'a, FetchItem> {
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

fn put_item(sink: &mut impl Sink, item: &FetchItem) {
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
        _ => {}
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
