//! SEARCH (RFC 9051 §6.4.4) and what it shares with SORT and THREAD (RFC 5256).

use bytes::Bytes;
use nom::Parser as _;

use super::search_grammar::search_keys;
use super::{CommandBody, SearchKey, put_search_keys, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, one_of, rule, sp, word};
use crate::imap::quote::Sink;
use crate::imap::token::{astring_of, is_astring_char, list0_in_parens, peek_word, to_bytes};

/// `search-return-opt` (RFC 9051 §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchReturn {
    /// `MIN`.
    Min,
    /// `MAX`.
    Max,
    /// `ALL`.
    All,
    /// `COUNT`.
    Count,
    /// `SAVE` (RFC 5182).
    Save,
}

/// What SEARCH, SORT and THREAD share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchProgram {
    /// `CHARSET`, as written; none means US-ASCII or UTF-8 (RFC 9051 §6.4.4).
    pub charset: Option<Bytes>,
    /// What to look for.
    pub key: SearchKey,
}

const RETURNS: &[(&str, SearchReturn)] = &[
    ("MIN", SearchReturn::Min),
    ("MAX", SearchReturn::Max),
    ("ALL", SearchReturn::All),
    ("COUNT", SearchReturn::Count),
    ("SAVE", SearchReturn::Save),
];

/// ```abnf
/// search         = "SEARCH" [search-return-opts] SP search-program
/// search-program = ["CHARSET" SP charset SP] search-key *(SP search-key) ; RFC 9051 §9
/// ```
pub(super) fn search<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Search, move |input| {
        let (rest, _) = verb("SEARCH")(input)?;
        let (rest, returns) = search_return_opts(rest)?;
        let (rest, program) = arg(rule(Kind::SearchProgram, search_program))(rest)?;
        Ok((rest, CommandBody::Search { returns, program, uid }))
    })
}

/// ```abnf
/// search-return-opts = SP "RETURN" SP "(" [search-return-opt *(SP search-return-opt)] ")"
/// search-return-opt  = "MIN" / "MAX" / "ALL" / "COUNT" / "SAVE" / search-ret-opt-ext ; RFC 9051 §9
/// ```
pub(super) fn search_return_opts(input: In<'_>) -> Out<'_, Option<Vec<SearchReturn>>> {
    let rest: &[u8] = input.fragment();
    let word_follows = rest.get(1..7).is_some_and(|word| word.eq_ignore_ascii_case(b"RETURN"));
    if !word_follows {
        return Ok((input, None));
    }
    let (rest, ()) = sp(input)?;
    let options = rule(Kind::SearchReturnOpts, |input| {
        let (rest, _) = word(Kind::ReturnWord, "RETURN")(input)?;
        arg(list0_in_parens(one_of(Kind::SearchReturnOpt, RETURNS)))(rest)
    });
    options.map(Some).parse(rest)
}

fn search_program(input: In<'_>) -> Out<'_, SearchProgram> {
    if !peek_word(&input).eq_ignore_ascii_case(b"CHARSET") {
        return search_keys.map(|key| SearchProgram { charset: None, key }).parse(input);
    }
    let (rest, _) = word(Kind::CharsetWord, "CHARSET")(input)?;
    arg(search_criteria)(rest)
}

/// ```abnf
/// search-criteria = charset 1*(SP search-key)
/// charset         = atom / quoted ; RFC 5256 §5
/// ```
pub(super) fn search_criteria(input: In<'_>) -> Out<'_, SearchProgram> {
    let (rest, charset) = astring_of(Kind::Charset, is_astring_char).map(to_bytes).parse(input)?;
    let (rest, key) = arg(search_keys)(rest)?;
    Ok((rest, SearchProgram { charset: Some(charset), key }))
}

/// Writes the arguments of SEARCH.
pub(super) fn put(
    sink: &mut impl Sink,
    returns: Option<&Vec<SearchReturn>>,
    program: &SearchProgram,
) {
    put_returns(sink, returns);
    if let Some(charset) = &program.charset {
        sink.put(b" CHARSET ");
        sink.put_astring(charset);
    }
    sink.put(b" ");
    put_search_keys(sink, &program.key);
}

/// Writes the charset, which is never left out here, and the keys.
pub(super) fn put_criteria(sink: &mut impl Sink, program: &SearchProgram) {
    sink.put(b" ");
    sink.put_astring(program.charset.as_deref().unwrap_or(b"UTF-8"));
    sink.put(b" ");
    put_search_keys(sink, &program.key);
}

/// Writes ` RETURN (MIN MAX)`.
pub(super) fn put_returns(sink: &mut impl Sink, returns: Option<&Vec<SearchReturn>>) {
    let Some(returns) = returns else { return };
    sink.put(b" RETURN (");
    sink.put_spaced(returns, |sink, option| {
        let spelling = RETURNS.iter().find(|(_, known)| known == option);
        sink.put(spelling.map_or("", |(name, _)| name).as_bytes());
    });
    sink.put(b")");
}
