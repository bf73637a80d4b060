//! SEARCH, ESEARCH and SORT (RFC 9051 §7.3.4, RFC 3501 §7.2.5, RFC 5256 §4).

use mailscope_base::ModSeq;
use nom::Parser as _;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, miss, rule, sp, symbol, take1, word};
use crate::imap::command::upper;
use crate::imap::quote::{Sink, put_set};
use crate::imap::token::{
    astring_of, is_astring_char, is_atom_char, mod_sequence_value, number, nz_number_as, peek_word,
    skip_value, uid_set,
};
use crate::imap::{SequenceSet, Tag};

/// `esearch-response` (RFC 9051 §7.3.4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Esearch {
    /// `search-correlator`: the command's tag.
    pub tag: Option<Tag>,
    /// Whether the numbers are UIDs.
    pub uid: bool,
    /// `MIN`.
    pub min: Option<u32>,
    /// `MAX`.
    pub max: Option<u32>,
    /// `ALL`; none if it was not asked or nothing was found.
    pub all: Option<SequenceSet>,
    /// `COUNT`.
    pub count: Option<u32>,
    /// `MODSEQ`: the highest of what was found (RFC 7162 §3.1.10).
    pub modseq: Option<ModSeq>,
}

/// `SEARCH` or `SORT` with numbers in their order (RFC 3501 §7.2.5, RFC 5256 §4).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Sequence numbers or UIDs.
    pub numbers: Vec<u32>,
    /// `(MODSEQ n)`: the highest of what was found (RFC 7162 §3.1.5).
    pub modseq: Option<ModSeq>,
}

/// ```abnf
/// mailbox-data =/ "SEARCH" [1*(SP nz-number) SP search-sort-mod-seq] ; RFC 7162 §7
/// obsolete-search-response = "SEARCH" *(SP nz-number) ; RFC 9051 §9
/// ```
pub(super) fn mailbox_data_search(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::MailboxData, numbers("SEARCH")).map(Untagged::Search).parse(input)
}

/// ```abnf
/// sort-data = "SORT" *(SP nz-number) ; RFC 5256 §5
/// sort-data = "SORT" [1*(SP nz-number) SP search-sort-mod-seq] ; RFC 7162 §7
/// ```
pub(super) fn sort_data(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::SortData, numbers("SORT")).map(Untagged::Sort).parse(input)
}

fn numbers<'a>(name: &'static str) -> impl FnMut(In<'a>) -> Out<'a, Numbers> {
    move |input| {
        let (mut rest, _) = word(Kind::DataName, name)(input)?;
        let mut found = Numbers::default();
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            match after.fragment().first() {
                // Some servers end the list with a space.
                Some(b'\r' | b'\n') => return Ok((after, found)),
                Some(b'(') => {
                    let (after, modseq) = search_sort_mod_seq(after)?;
                    found.modseq = Some(modseq);
                    return Ok((after, found));
                }
                _ => {}
            }
            let (after, number) = nz_number_as(Kind::NzNumber)(after)?;
            found.numbers.push(number);
            rest = after;
        }
        Ok((rest, found))
    }
}

/// ```abnf
/// search-sort-mod-seq = "(" "MODSEQ" SP mod-sequence-value ")" ; RFC 7162 §7
/// ```
fn search_sort_mod_seq(input: In<'_>) -> Out<'_, ModSeq> {
    rule(Kind::SearchSortModSeq, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, _) = word(Kind::SearchReturnName, "MODSEQ")(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, modseq) = mod_sequence_value(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, modseq))
    })(input)
}

/// ```abnf
/// esearch-response = "ESEARCH" [search-correlator] [SP "UID"] *(SP search-return-data) ; RFC 9051 §9
/// ```
pub(super) fn esearch_response(input: In<'_>) -> Out<'_, Esearch> {
    rule(Kind::EsearchResponse, |input| {
        let (mut rest, _) = word(Kind::DataName, "ESEARCH")(input)?;
        let mut told = Esearch::default();
        if let [b' ', b'(', ..] = rest.fragment() {
            let (after, ()) = sp(rest)?;
            let (after, tag) = search_correlator(after)?;
            told.tag = Some(tag);
            rest = after;
        }
        if let [b' ', b'U' | b'u', b'I' | b'i', b'D' | b'd', b' ' | b'\r' | b'\n', ..] =
            rest.fragment()
        {
            let (after, ()) = sp(rest)?;
            (rest, _) = word(Kind::UidIndicator, "UID")(after)?;
            told.uid = true;
        }
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            (rest, ()) =
                rule(Kind::SearchReturnData, |input| search_return_data(input, &mut told))(after)?;
        }
        Ok((rest, told))
    })(input)
}

/// ```abnf
/// search-correlator = SP "(" "TAG" SP tag-string ")"
/// tag-string        = astring ; RFC 9051 §9
/// ```
fn search_correlator(input: In<'_>) -> Out<'_, Tag> {
    rule(Kind::SearchCorrelator, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, _) = word(Kind::SearchReturnName, "TAG")(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, tag) = astring_of(Kind::TagString, is_astring_char)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        match str::from_utf8(&tag) {
            Ok(tag) => Ok((rest, Tag::new(tag))),
            Err(_) => miss(),
        }
    })(input)
}

/// What no standard that is known here defines is read over.
///
/// ```abnf
/// search-return-data = "MIN" SP nz-number / "MAX" SP nz-number / "ALL" SP sequence-set / "COUNT" SP number /
///                      search-ret-data-ext ; RFC 9051 §9
/// search-return-data =/ "MODSEQ" SP mod-sequence-value ; RFC 7162 §7
/// ```
fn search_return_data<'a>(input: In<'a>, told: &mut Esearch) -> Out<'a, ()> {
    let mut name = [0_u8; 6];
    let known = upper(peek_word(&input), &mut name);
    let (rest, _) = rule(Kind::SearchReturnName, take1(is_atom_char))(input)?;
    let (rest, ()) = sp(rest)?;
    match known {
        b"MIN" => nz_number_as(Kind::NzNumber).map(|n| told.min = Some(n)).parse(rest),
        b"MAX" => nz_number_as(Kind::NzNumber).map(|n| told.max = Some(n)).parse(rest),
        b"ALL" => uid_set.map(|set| told.all = Some(set)).parse(rest),
        b"COUNT" => number.map(|n| told.count = Some(n)).parse(rest),
        b"MODSEQ" => mod_sequence_value.map(|modseq| told.modseq = Some(modseq)).parse(rest),
        _ => rule(Kind::ExtensionData, skip_value)(rest),
    }
}

pub(super) fn put_numbers(out: &mut Encoder, name: &[u8], found: &Numbers) {
    out.put(name);
    for &number in &found.numbers {
        out.put(b" ");
        out.put_number(u64::from(number));
    }
    if let Some(modseq) = found.modseq {
        out.put(b" (MODSEQ ");
        out.put_number(modseq.0);
        out.put(b")");
    }
}

pub(super) fn put_esearch(out: &mut Encoder, told: &Esearch) {
    out.put(b"ESEARCH");
    if let Some(tag) = &told.tag {
        out.put(b" (TAG ");
        out.put_string(tag.as_str().as_bytes());
        out.put(b")");
    }
    if told.uid {
        out.put(b" UID");
    }
    for (name, number) in
        [(&b" MIN "[..], told.min), (b" MAX ", told.max), (b" COUNT ", told.count)]
    {
        if let Some(number) = number {
            out.put(name);
            out.put_number(u64::from(number));
        }
    }
    if let Some(all) = &told.all {
        out.put(b" ALL ");
        put_set(out, all);
    }
    if let Some(modseq) = told.modseq {
        out.put(b" MODSEQ ");
        out.put_number(modseq.0);
    }
}
