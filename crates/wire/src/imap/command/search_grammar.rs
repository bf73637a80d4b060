//! How search keys are read and written.

use bytes::Bytes;
use mailscope_base::{Flag, Keyword, ModSeq};
use nom::Parser as _;

use super::{DateIs, SearchDate, SearchKey, put_message_set};
use crate::Kind;
use crate::grammar::{In, Out, arg, list1, miss, nested, one_of, rule, sp, symbol, word};
use crate::imap::date::{date, put_date};
use crate::imap::quote::Sink;
use crate::imap::token::{
    astring, atom_as, message_set, mod_sequence_valzer, number64, nz_number_as, object_id,
    peek_word, quoted, to_bytes,
};

/// Keys that are a word alone.
static ALONE: &[(&str, SearchKey)] = &[
    ("ALL", SearchKey::All),
    ("ANSWERED", SearchKey::Flag(Flag::Answered)),
    ("DELETED", SearchKey::Flag(Flag::Deleted)),
    ("DRAFT", SearchKey::Flag(Flag::Draft)),
    ("FLAGGED", SearchKey::Flag(Flag::Flagged)),
    ("SEEN", SearchKey::Flag(Flag::Seen)),
    ("UNANSWERED", SearchKey::NoFlag(Flag::Answered)),
    ("UNDELETED", SearchKey::NoFlag(Flag::Deleted)),
    ("UNDRAFT", SearchKey::NoFlag(Flag::Draft)),
    ("UNFLAGGED", SearchKey::NoFlag(Flag::Flagged)),
    ("UNSEEN", SearchKey::NoFlag(Flag::Seen)),
    ("NEW", SearchKey::New),
    ("OLD", SearchKey::Old),
    ("RECENT", SearchKey::Recent),
    ("SAVEDATESUPPORTED", SearchKey::SaveDateSupported),
];

/// A key that a word begins, by what follows the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keyed {
    Field(&'static str),
    Header,
    Body,
    Text,
    Date(SearchDate, DateIs),
    Keyword,
    Unkeyword,
    Larger,
    Smaller,
    Older,
    Younger,
    Uid,
    ModSeq,
    EmailId,
    ThreadId,
    Not,
    Or,
}

static KEYED: &[(&str, Keyed)] = &[
    ("BCC", Keyed::Field("BCC")),
    ("CC", Keyed::Field("CC")),
    ("FROM", Keyed::Field("FROM")),
    ("SUBJECT", Keyed::Field("SUBJECT")),
    ("TO", Keyed::Field("TO")),
    ("HEADER", Keyed::Header),
    ("BODY", Keyed::Body),
    ("TEXT", Keyed::Text),
    ("BEFORE", Keyed::Date(SearchDate::Internal, DateIs::Before)),
    ("ON", Keyed::Date(SearchDate::Internal, DateIs::On)),
    ("SINCE", Keyed::Date(SearchDate::Internal, DateIs::Since)),
    ("SENTBEFORE", Keyed::Date(SearchDate::Sent, DateIs::Before)),
    ("SENTON", Keyed::Date(SearchDate::Sent, DateIs::On)),
    ("SENTSINCE", Keyed::Date(SearchDate::Sent, DateIs::Since)),
    ("SAVEDBEFORE", Keyed::Date(SearchDate::Saved, DateIs::Before)),
    ("SAVEDON", Keyed::Date(SearchDate::Saved, DateIs::On)),
    ("SAVEDSINCE", Keyed::Date(SearchDate::Saved, DateIs::Since)),
    ("KEYWORD", Keyed::Keyword),
    ("UNKEYWORD", Keyed::Unkeyword),
    ("LARGER", Keyed::Larger),
    ("SMALLER", Keyed::Smaller),
    ("OLDER", Keyed::Older),
    ("YOUNGER", Keyed::Younger),
    ("UID", Keyed::Uid),
    ("MODSEQ", Keyed::ModSeq),
    ("EMAILID", Keyed::EmailId),
    ("THREADID", Keyed::ThreadId),
    ("NOT", Keyed::Not),
    ("OR", Keyed::Or),
];

/// One key, or several that must all fit.
///
/// ```abnf
/// search-key *(SP search-key) ; RFC 9051 §9
/// ```
pub(super) fn search_keys(input: In<'_>) -> Out<'_, SearchKey> {
    let (rest, mut keys) = list1(sp, search_key)(input)?;
    match (keys.pop(), keys.is_empty()) {
        (Some(only), true) => Ok((rest, only)),
        (last, _) => {
            keys.extend(last);
            Ok((rest, SearchKey::And(keys)))
        }
    }
}

/// ```abnf
/// search-key = "ALL" / "ANSWERED" / "BCC" SP astring / … / "UID" SP sequence-set / "UNDRAFT" / sequence-set /
///              "(" search-key *(SP search-key) ")"                           ; RFC 9051 §9
/// search-key =/ "NEW" / "OLD" / "RECENT"                                     ; RFC 3501 §9
/// search-key =/ ("OLDER" / "YOUNGER") SP nz-number                           ; RFC 5032 §4
/// search-key =/ search-modsequence                                           ; RFC 7162 §7
/// search-key =/ "EMAILID" SP objectid / "THREADID" SP objectid               ; RFC 8474 §7
/// search-key =/ "SAVEDBEFORE" SP date / "SAVEDON" SP date / "SAVEDSINCE" SP date / "SAVEDATESUPPORTED"
/// ; RFC 8514 §7
/// ```
fn search_key<'a>(input: In<'a>) -> Out<'a, SearchKey> {
    rule(Kind::SearchKey, |input: In<'a>| match input.fragment().first() {
        Some(b'(') => nested(in_parens)(input),
        Some(b'0'..=b'9' | b'*' | b'$') => message_set.map(SearchKey::Sequence).parse(input),
        _ => named(input),
    })(input)
}

fn in_parens(input: In<'_>) -> Out<'_, SearchKey> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, key) = search_keys(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, key))
}

fn named(input: In<'_>) -> Out<'_, SearchKey> {
    let found = peek_word(&input);
    let is_it = |(name, _): &&(&str, Keyed)| name.as_bytes().eq_ignore_ascii_case(found);
    let Some((name, keyed)) = KEYED.iter().find(is_it) else {
        return one_of(Kind::SearchKeyName, ALONE)(input);
    };
    let (rest, _) = word(Kind::SearchKeyName, name)(input)?;
    arg(keyed_argument(*keyed))(rest)
}

/// What follows the word of a key.
fn keyed_argument<'a>(keyed: Keyed) -> impl FnMut(In<'a>) -> Out<'a, SearchKey> {
    move |rest| match keyed {
        Keyed::Field(name) => field(Bytes::from_static(name.as_bytes()), false)(rest),
        Keyed::Header => {
            let (rest, name) = rule(Kind::HeaderFldName, astring).map(to_bytes).parse(rest)?;
            arg(field(name, true))(rest)
        }
        Keyed::Body => text.map(SearchKey::Body).parse(rest),
        Keyed::Text => text.map(SearchKey::Text).parse(rest),
        Keyed::Date(of, is) => date.map(|date| SearchKey::Date { of, is, date }).parse(rest),
        Keyed::Keyword => keyword.map(SearchKey::Flag).parse(rest),
        Keyed::Unkeyword => keyword.map(SearchKey::NoFlag).parse(rest),
        Keyed::Larger => number64.map(SearchKey::Larger).parse(rest),
        Keyed::Smaller => number64.map(SearchKey::Smaller).parse(rest),
        Keyed::Older => nz_number_as(Kind::NzNumber).map(SearchKey::Older).parse(rest),
        Keyed::Younger => nz_number_as(Kind::NzNumber).map(SearchKey::Younger).parse(rest),
        Keyed::Uid => message_set.map(SearchKey::Uid).parse(rest),
        Keyed::ModSeq => mod_sequence.map(SearchKey::ModSeq).parse(rest),
        Keyed::EmailId => object_id.map(SearchKey::EmailId).parse(rest),
        Keyed::ThreadId => object_id.map(SearchKey::ThreadId).parse(rest),
        Keyed::Not => nested(search_key).map(|key| SearchKey::Not(Box::new(key))).parse(rest),
        Keyed::Or => nested(either_key)(rest),
    }
}

fn either_key(input: In<'_>) -> Out<'_, SearchKey> {
    let (rest, a) = search_key(input)?;
    let (rest, b) = arg(search_key)(rest)?;
    Ok((rest, SearchKey::Or(Box::new(a), Box::new(b))))
}

fn text(input: In<'_>) -> Out<'_, Bytes> {
    astring.map(to_bytes).parse(input)
}

fn field<'a>(name: Bytes, spelled_out: bool) -> impl FnMut(In<'a>) -> Out<'a, SearchKey> {
    move |input| {
        let (rest, text) = text(input)?;
        Ok((rest, SearchKey::Header { name: name.clone(), text, spelled_out }))
    }
}

/// ```abnf
/// flag-keyword = "$MDNSent" / "$Forwarded" / "$Junk" / "$NotJunk" / "$Phishing" / atom ; RFC 9051 §9
/// ```
fn keyword(input: In<'_>) -> Out<'_, Flag> {
    atom_as(Kind::FlagKeyword).map(|name| Flag::Keyword(Keyword::new(name))).parse(input)
}

/// The entry is read and passed over: "if the server doesn't support storing them separately, it
/// MUST ignore" it (RFC 7162 §3.1.5).
///
/// ```abnf
/// search-modsequence = "MODSEQ" [search-modseq-ext] SP mod-sequence-valzer
/// search-modseq-ext  = SP entry-name SP entry-type-req
/// entry-type-req     = "priv" / "shared" / "all" ; RFC 7162 §7
/// ```
fn mod_sequence<'a>(input: In<'a>) -> Out<'a, ModSeq> {
    let mut rest = input;
    if rest.fragment().first() == Some(&b'"') {
        (rest, ()) = rule(Kind::EntryName, |input: In<'a>| {
            let (after, name) = quoted(input)?;
            if name.starts_with(b"/flags/") { Ok((after, ())) } else { miss() }
        })(rest)?;
        let types: &[(&str, ())] = &[("priv", ()), ("shared", ()), ("all", ())];
        (rest, ()) = arg(one_of(Kind::EntryTypeReq, types))(rest)?;
        return arg(mod_sequence_valzer)(rest);
    }
    mod_sequence_valzer(rest)
}

/// Writes keys that must all fit without parentheses.
pub(super) fn put_search_keys(sink: &mut impl Sink, key: &SearchKey) {
    match key {
        SearchKey::And(keys) if !keys.is_empty() => sink.put_spaced(keys, put_key),
        key => put_key(sink, key),
    }
}

fn put_key(sink: &mut impl Sink, key: &SearchKey) {
    use SearchKey as K;
    match key {
        // No key at all fits everything.
        K::And(keys) if keys.is_empty() => sink.put(b"ALL"),
        K::And(keys) => {
            sink.put(b"(");
            sink.put_spaced(keys, put_key);
            sink.put(b")");
        }
        K::Or(a, b) => {
            sink.put(b"OR ");
            put_key(sink, a);
            sink.put(b" ");
            put_key(sink, b);
        }
        K::Not(key) => {
            sink.put(b"NOT ");
            put_key(sink, key);
        }
        K::Sequence(set) => put_message_set(sink, set),
        K::Uid(set) => {
            sink.put(b"UID ");
            put_message_set(sink, set);
        }
        K::Flag(Flag::Keyword(keyword)) => put_word(sink, "KEYWORD ", keyword.as_str().as_bytes()),
        K::NoFlag(Flag::Keyword(keyword)) => {
            put_word(sink, "UNKEYWORD ", keyword.as_str().as_bytes());
        }
        K::Header { name, text, spelled_out } => put_field(sink, name, text, *spelled_out),
        K::Body(text) => put_text(sink, "BODY ", text),
        K::Text(text) => put_text(sink, "TEXT ", text),
        K::Date { of, is, date } => {
            let spelling = KEYED.iter().find(|(_, known)| *known == Keyed::Date(*of, *is));
            put_word(sink, spelling.map_or("", |(name, _)| name), b" ");
            put_date(sink, *date);
        }
        K::Larger(size) => put_number(sink, "LARGER ", *size),
        K::Smaller(size) => put_number(sink, "SMALLER ", *size),
        K::Older(seconds) => put_number(sink, "OLDER ", u64::from(*seconds)),
        K::Younger(seconds) => put_number(sink, "YOUNGER ", u64::from(*seconds)),
        K::ModSeq(modseq) => put_number(sink, "MODSEQ ", modseq.0),
        K::EmailId(id) => put_word(sink, "EMAILID ", id.as_str().as_bytes()),
        K::ThreadId(id) => put_word(sink, "THREADID ", id.as_str().as_bytes()),
        alone => {
            let spelling = ALONE.iter().find(|(_, known)| known == alone);
            sink.put(spelling.map_or("", |(name, _)| name).as_bytes());
        }
    }
}

fn put_field(sink: &mut impl Sink, name: &[u8], text: &[u8], spelled_out: bool) {
    let is_it = |(_, known): &&(&str, Keyed)| matches!(known, Keyed::Field(known) if known.as_bytes() == name);
    match KEYED.iter().find(is_it) {
        Some((name, _)) if !spelled_out => sink.put(name.as_bytes()),
        _ => {
            sink.put(b"HEADER ");
            sink.put_astring(name);
        }
    }
    sink.put(b" ");
    sink.put_astring(text);
}

fn put_text(sink: &mut impl Sink, name: &str, text: &[u8]) {
    sink.put(name.as_bytes());
    sink.put_astring(text);
}

fn put_word(sink: &mut impl Sink, name: &str, word: &[u8]) {
    sink.put(name.as_bytes());
    sink.put(word);
}

fn put_number(sink: &mut impl Sink, name: &str, number: u64) {
    sink.put(name.as_bytes());
    sink.put_number(number);
}
