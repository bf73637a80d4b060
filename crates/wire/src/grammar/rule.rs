//! The combinators that productions are written with, on top of `nom`.
//!
//! A production is a function from [`In`] to [`Out`]. Everything that consumes octets does so below
//! a [`rule`], so that each octet finds its leaf and each failure its place. `nom`'s own `opt`,
//! `many0` and `separated_list1` step back without telling the notes; [`maybe`] and [`list1`] tell
//! them.

use bytes::Bytes;
use nom::branch::alt;
use nom::bytes::complete::take;
use nom::error::{ErrorKind, FromExternalError, ParseError};
use nom::{AsBytes as _, IResult, Input as _, Parser};

use super::input::In;
use super::notes::Notes;
use crate::Kind;
use crate::tree::Diagnostic;

/// What a production returns.
pub(crate) type Out<'a, T> = IResult<In<'a>, T, Miss>;

/// A production does not fit. Where, and what would, stands in the [`Notes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Miss;

impl<I> ParseError<I> for Miss {
    fn from_error_kind(_: I, _: ErrorKind) -> Self {
        Self
    }

    fn append(_: I, _: ErrorKind, _: Self) -> Self {
        Self
    }
}

impl<I, E> FromExternalError<I, E> for Miss {
    fn from_external_error(_: I, _: ErrorKind, _: E) -> Self {
        Self
    }
}

/// The plain failure of a parser.
pub(crate) fn miss<'a, T>() -> Out<'a, T> {
    Err(nom::Err::Error(Miss))
}

/// The production `kind`: opens its node, closes it where `parser` ends, or takes it back and notes
/// the failure.
#[inline]
pub(crate) fn rule<'a, T>(
    kind: Kind,
    mut parser: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input: In<'a>| {
        let notes = input.extra;
        let start = input.location_offset();
        let mark = notes.open(kind, start);
        let result = parser.parse(input);
        match &result {
            Ok((rest, _)) => notes.close(mark, rest.location_offset()),
            Err(_) => notes.fail(mark, kind, start),
        }
        result
    }
}

/// The root production: like [`rule`], without a failure of its own, since "expected command" helps
/// nobody.
pub(crate) fn root<'a, T>(
    kind: Kind,
    mut parser: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input: In<'a>| {
        let notes = input.extra;
        let mark = notes.open(kind, input.location_offset());
        let (rest, value) = parser.parse(input)?;
        notes.close(mark, rest.location_offset());
        if rest.fragment().is_empty() {
            return Ok((rest, value));
        }
        notes.fail_end(rest.location_offset());
        miss()
    }
}

/// `[parser]`: nothing, and nothing recorded, if it does not fit.
#[inline]
pub(crate) fn maybe<'a, T>(
    mut parser: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, Option<T>> {
    move |input: In<'a>| {
        let mark = input.extra.mark();
        if let Ok((rest, value)) = parser.parse(input) {
            return Ok((rest, Some(value)));
        }
        input.extra.rewind(mark);
        Ok((input, None))
    }
}

/// `item *(separator item)`. After a separator there must be an item.
#[inline]
pub(crate) fn list1<'a, T, S>(
    mut separator: impl Parser<In<'a>, Output = S, Error = Miss>,
    mut item: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, Vec<T>> {
    move |input: In<'a>| {
        let mut items = Vec::new();
        let mut at = input;
        loop {
            let (rest, next) = item.parse(at)?;
            items.push(next);
            match separator.parse(rest) {
                Ok((after, _)) => at = after,
                Err(_) => return Ok((rest, items)),
            }
        }
    }
}

/// A level of nesting: when there are too many of them, nothing fits but the end of one.
pub(crate) fn nested<'a, T>(
    mut parser: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input: In<'a>| {
        let notes = input.extra;
        let result =
            if notes.descend() { parser.parse(input) } else { nothing_fits(Kind::Close)(input) };
        notes.ascend();
        result
    }
}

/// A terminal, exactly as spelled.
#[inline]
pub(crate) fn symbol<'a>(kind: Kind, text: &'static str) -> impl FnMut(In<'a>) -> Out<'a, In<'a>> {
    rule(kind, move |input: In<'a>| {
        let there = input.fragment().iter().zip(text.as_bytes()).all(|(octet, due)| octet == due);
        exactly(input, there && input.input_len() >= text.len(), text)
    })
}

/// A terminal in any case (RFC 9051 §9, note 1).
#[inline]
pub(crate) fn word<'a>(kind: Kind, text: &'static str) -> impl FnMut(In<'a>) -> Out<'a, In<'a>> {
    rule(kind, move |input: In<'a>| {
        let there = input.fragment().get(..text.len());
        exactly(input, there.is_some_and(|there| there.eq_ignore_ascii_case(text.as_bytes())), text)
    })
}

/// As many octets as `text` has, if they fit.
#[inline]
fn exactly<'a>(input: In<'a>, fits: bool, text: &'static str) -> Out<'a, In<'a>> {
    if fits { Ok(input.take_split(text.len())) } else { miss() }
}

/// One of the words in `table`, in any case; a word is letters, digits, dots and hyphens.
pub(crate) fn one_of<'a, T: Clone>(
    kind: Kind,
    table: &'static [(&'static str, T)],
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    rule(kind, move |input: In<'a>| {
        let found = crate::imap::token::peek_word(&input);
        let is_it = |(spelling, _): &&(&str, T)| spelling.as_bytes().eq_ignore_ascii_case(found);
        let Some((_, value)) = table.iter().find(is_it) else { return miss() };
        let (rest, _) = take(found.len())(input)?;
        Ok((rest, value.clone()))
    })
}

/// `kind` is expected here and nothing of it is there.
pub(crate) fn nothing_fits<'a, T>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, T> {
    rule(kind, |_: In<'a>| miss())
}

/// One space, no tab and no second one.
///
/// ```abnf
/// SP = %x20 ; RFC 5234 §B.1
/// ```
#[inline]
pub(crate) fn sp(input: In<'_>) -> Out<'_, ()> {
    let (rest, _) = symbol(Kind::Sp, " ")(input)?;
    Ok((rest, ()))
}

/// `SP parser`. Where the line ends instead, what is missing is named, not the space before it.
pub(crate) fn arg<'a, T>(
    mut parser: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input: In<'a>| {
        if matches!(input.fragment().first(), None | Some(b'\r' | b'\n')) {
            let _ = parser.parse(input);
            return miss();
        }
        let (rest, ()) = sp(input)?;
        parser.parse(rest)
    }
}

/// `[SP "(" … ")"]`: `parser` reads from the parenthesis on. Any other argument has no place here,
/// and `kind` is named as what could stand.
pub(crate) fn params<'a, T>(
    kind: Kind,
    mut parser: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, Option<T>> {
    move |input: In<'a>| {
        let here = input.fragment();
        if here.starts_with(b" (") {
            let (rest, ()) = sp(input)?;
            return rule(kind, |input| parser.parse(input)).map(Some).parse(rest);
        }
        if here.starts_with(b" ") {
            let _ = nothing_fits::<()>(kind)(input);
        }
        Ok((input, None))
    }
}

/// The end of a line. People at a terminal send a bare LF; it is taken as a line end, and the tree
/// shows it.
///
/// ```abnf
/// CRLF = CR LF ; RFC 5234 §B.1
/// ```
#[inline]
pub(crate) fn crlf(input: In<'_>) -> Out<'_, ()> {
    if input.fragment().as_bytes().first() == Some(&b'\n') {
        let (rest, _) = symbol(Kind::Lf, "\n")(input)?;
        return Ok((rest, ()));
    }
    let (rest, _) = symbol(Kind::Crlf, "\r\n")(input)?;
    Ok((rest, ()))
}

/// The octets of `input` as long as `fits` says so, at least one.
#[inline]
pub(crate) fn take1<'a>(fits: impl Fn(u8) -> bool) -> impl FnMut(In<'a>) -> Out<'a, In<'a>> {
    move |input: In<'a>| match input.position(|octet| !fits(octet)).unwrap_or(input.input_len()) {
        0 => miss(),
        length => Ok(input.take_split(length)),
    }
}

/// The octets of `input` as long as `fits` says so, perhaps none.
#[inline]
pub(crate) fn take0<'a>(fits: impl Fn(u8) -> bool) -> impl FnMut(In<'a>) -> Out<'a, In<'a>> {
    move |input: In<'a>| {
        let length = input.position(|octet| !fits(octet)).unwrap_or(input.input_len());
        Ok(input.take_split(length))
    }
}

/// Two alternatives, each a [`rule`].
pub(crate) fn either<'a, T>(
    a: impl Parser<In<'a>, Output = T, Error = Miss>,
    b: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    let mut both = alt((a, b));
    move |input| both.parse(input)
}

/// Reads all of `bytes` as `production`, without a tree.
pub(crate) fn read<T>(
    bytes: &[u8],
    production: impl for<'a> Fn(In<'a>) -> Out<'a, T>,
) -> Result<T, Diagnostic> {
    read_with(bytes, &Notes::fast(bytes), production)
}

/// Reads all of `bytes` as `production`, without a tree; values keep slices of `bytes`.
pub(crate) fn read_shared<T>(
    bytes: &Bytes,
    production: impl for<'a> Fn(In<'a>) -> Out<'a, T>,
) -> Result<T, Diagnostic> {
    read_with(bytes, &Notes::sharing(bytes), production)
}

fn read_with<'a, T>(
    bytes: &'a [u8],
    notes: &'a Notes,
    production: impl Fn(In<'a>) -> Out<'a, T>,
) -> Result<T, Diagnostic> {
    match production(In::new(bytes, notes)) {
        Ok((_, value)) => Ok(value),
        Err(_) => Err(notes.diagnostic(bytes.len())),
    }
}
