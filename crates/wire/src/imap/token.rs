//! The productions that commands and responses share (RFC 9051 §9): words, numbers, strings, sets.

use std::borrow::Cow;

use bytes::Bytes;
use mailscope_base::ModSeq;
use nom::bytes::complete::{tag, take};
use nom::{AsBytes as _, Input as _, Parser as _};

use super::{Bound, MailboxName, MessageSet, ObjectId, SequenceSet, Tag};
use crate::Kind;
use crate::grammar::{
    In, Out, crlf, list1, maybe, miss, nested, nothing_fits, rule, sp, symbol, take0, take1,
};

/// Membership of each octet in the character classes of RFC 9051 §9.
const CLASSES: [u8; 256] = classes();
const ATOM: u8 = 1;
const ASTRING: u8 = 2;
const TAG: u8 = 4;
const LIST: u8 = 8;
const QUOTED: u8 = 16;

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut any = 1;
    while any < 256 {
        if !matches!(any, 0x22 | 0x5c | 0x0d | 0x0a) {
            classes[any] = QUOTED;
        }
        any += 1;
    }
    let mut octet = 0x21_u8;
    while octet < 0x7f {
        classes[octet as usize] |= match octet {
            b'(' | b')' | b'{' | b'"' | b'\\' => 0,
            b'%' | b'*' => LIST,
            b']' => ASTRING | TAG | LIST,
            b'+' => ATOM | ASTRING | LIST,
            _ => ATOM | ASTRING | TAG | LIST,
        };
        octet += 1;
    }
    classes
}

/// `ATOM-CHAR = <any CHAR except atom-specials>`.
pub(crate) fn is_atom_char(octet: u8) -> bool {
    CLASSES[usize::from(octet)] & ATOM != 0
}

/// `ASTRING-CHAR = ATOM-CHAR / resp-specials`.
pub(crate) fn is_astring_char(octet: u8) -> bool {
    CLASSES[usize::from(octet)] & ASTRING != 0
}

/// `list-char = ATOM-CHAR / list-wildcards / resp-specials`.
pub(crate) fn is_list_char(octet: u8) -> bool {
    CLASSES[usize::from(octet)] & LIST != 0
}

fn is_tag_char(octet: u8) -> bool {
    CLASSES[usize::from(octet)] & TAG != 0
}

fn is_quoted_plain(octet: u8) -> bool {
    CLASSES[usize::from(octet)] & QUOTED != 0
}

/// The octets of `input` as text; fails where they are not UTF-8.
pub(super) fn utf8<'a>(octets: &In<'a>) -> Option<&'a str> {
    str::from_utf8(octets.fragment()).ok()
}

/// The word at the beginning of `input`, without taking it.
pub(crate) fn peek_word<'a>(input: &In<'a>) -> &'a [u8] {
    let rest: &'a [u8] = input.fragment();
    let is_word = |octet: &u8| octet.is_ascii_alphanumeric() || matches!(octet, b'.' | b'-');
    rest.split_at(rest.iter().position(|octet| !is_word(octet)).unwrap_or(rest.len())).0
}

/// ```abnf
/// tag = 1*<any ASTRING-CHAR except "+"> ; RFC 9051 §9
/// ```
pub(crate) fn tag_word(input: In<'_>) -> Out<'_, Tag> {
    let (rest, text) = rule(Kind::Tag, take1(is_tag_char))(input)?;
    Ok((rest, Tag::new(utf8(&text).unwrap_or_default())))
}

/// An atom under another name, such as a capability.
///
/// ```abnf
/// atom = 1*ATOM-CHAR ; RFC 9051 §9
/// ```
pub(crate) fn atom_as<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, &'a str> {
    move |input| {
        let (rest, text) = rule(kind, take1(is_atom_char))(input)?;
        Ok((rest, utf8(&text).unwrap_or_default()))
    }
}

/// The value of decimal `digits`; nothing if it does not fit.
pub(crate) fn decimal(digits: &[u8]) -> Option<u64> {
    // Nine digits fit into 32 bits in any case, and few numbers have more.
    if digits.len() <= 9 {
        let add = |value: u32, digit: &u8| value * 10 + u32::from(digit.wrapping_sub(b'0') & 15);
        return Some(u64::from(digits.iter().fold(0, add)));
    }
    digits.iter().try_fold(0_u64, |value, digit| {
        value.checked_mul(10)?.checked_add(u64::from(digit.wrapping_sub(b'0')))
    })
}

fn is_digit(octet: u8) -> bool {
    octet.is_ascii_digit()
}

/// Digits with a value in `least..=most`.
fn digits<'a>(kind: Kind, least: u64, most: u64) -> impl FnMut(In<'a>) -> Out<'a, u64> {
    rule(kind, move |input: In<'a>| {
        let (rest, digits) = take1(is_digit)(input)?;
        match decimal(digits.fragment()) {
            Some(value) if value >= least && value <= most => Ok((rest, value)),
            _ => miss(),
        }
    })
}

/// ```abnf
/// number = 1*DIGIT ; unsigned 32-bit integer, RFC 9051 §9
/// ```
pub(crate) fn number(input: In<'_>) -> Out<'_, u32> {
    let (rest, value) = digits(Kind::Number, 0, u64::from(u32::MAX))(input)?;
    Ok((rest, u32::try_from(value).unwrap_or(u32::MAX)))
}

/// ```abnf
/// number64 = 1*DIGIT ; unsigned 63-bit integer, RFC 9051 §9
/// ```
pub(crate) fn number64(input: In<'_>) -> Out<'_, u64> {
    digits(Kind::Number64, 0, u64::MAX >> 1)(input)
}

/// A number that is not 0, under the name `kind`.
///
/// ```abnf
/// nz-number = digit-nz *DIGIT ; non-zero unsigned 32-bit integer, RFC 9051 §9
/// ```
pub(crate) fn nz_number_as<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, u32> {
    move |input| {
        let (rest, value) = digits(kind, 1, u64::from(u32::MAX))(input)?;
        Ok((rest, u32::try_from(value).unwrap_or(u32::MAX)))
    }
}

/// ```abnf
/// objectid = 1*255(ALPHA / DIGIT / "_" / "-") ; RFC 8474 §7
/// ```
pub(crate) fn object_id(input: In<'_>) -> Out<'_, ObjectId> {
    rule(Kind::ObjectId, |input| {
        let (rest, text) = take1(is_atom_char)(input)?;
        match utf8(&text).and_then(ObjectId::new) {
            Some(id) => Ok((rest, id)),
            None => miss(),
        }
    })(input)
}

/// ```abnf
/// seq-number = nz-number / "*" ; RFC 9051 §9
/// ```
fn seq_number<'a>(input: In<'a>) -> Out<'a, Bound> {
    rule(Kind::SeqNumber, |input: In<'a>| {
        if input.fragment().as_bytes().first() == Some(&b'*') {
            return tag("*".as_bytes()).map(|_| Bound::Largest).parse(input);
        }
        let (rest, octets) = take1(is_digit)(input)?;
        match decimal(octets.fragment()).and_then(|value| u32::try_from(value).ok()) {
            Some(value) if value > 0 => Ok((rest, Bound::Number(value))),
            _ => miss(),
        }
    })(input)
}

/// ```abnf
/// sequence-set = (seq-number / seq-range) ["," sequence-set]
/// seq-range    = seq-number ":" seq-number ; RFC 9051 §9
/// ```
pub(crate) fn sequence_set(input: In<'_>) -> Out<'_, SequenceSet> {
    let part = number_or_range(Kind::SeqRange, seq_number);
    rule(Kind::SequenceSet, list1(symbol(Kind::Comma, ","), part)).map(SequenceSet).parse(input)
}

/// Which of the two it is shows the octet behind the first number.
fn number_or_range<'a>(
    range: Kind,
    number: fn(In<'a>) -> Out<'a, Bound>,
) -> impl FnMut(In<'a>) -> Out<'a, (Bound, Bound)> {
    move |input: In<'a>| {
        let is_number = |octet: &u8| octet.is_ascii_digit() || *octet == b'*';
        match input.fragment().iter().find(|octet| !is_number(octet)) {
            Some(b':') => rule(range, |input| {
                let (rest, first) = number(input)?;
                let (rest, _) = symbol(Kind::Colon, ":")(rest)?;
                let (rest, last) = number(rest)?;
                Ok((rest, (first, last)))
            })(input),
            other => {
                let (rest, only) = number(input)?;
                if !matches!(other, None | Some(b',' | b' ' | b')' | b'\r' | b'\n')) {
                    let _ = nothing_fits::<()>(Kind::Colon)(rest);
                }
                Ok((rest, (only, only)))
            }
        }
    }
}

/// The messages that a command is about.
///
/// ```abnf
/// sequence-set     =/ seq-last-command
/// seq-last-command = "$" ; RFC 9051 §9
/// ```
pub(crate) fn message_set(input: In<'_>) -> Out<'_, MessageSet> {
    if input.fragment().as_bytes().first() == Some(&b'$') {
        let saved = symbol(Kind::SeqLastCommand, "$").map(|_| MessageSet::Saved);
        return rule(Kind::SequenceSet, saved)(input);
    }
    sequence_set.map(MessageSet::Listed).parse(input)
}

/// ```abnf
/// mod-sequence-value = 1*DIGIT ; positive unsigned 63-bit integer, RFC 7162 §7
/// ```
pub(crate) fn mod_sequence_value(input: In<'_>) -> Out<'_, ModSeq> {
    digits(Kind::ModSequenceValue, 1, u64::MAX >> 1).map(ModSeq).parse(input)
}

/// ```abnf
/// mod-sequence-valzer = "0" / mod-sequence-value ; RFC 7162 §7
/// ```
pub(crate) fn mod_sequence_valzer(input: In<'_>) -> Out<'_, ModSeq> {
    digits(Kind::ModSequenceValzer, 0, u64::MAX >> 1).map(ModSeq).parse(input)
}

fn unique_id(input: In<'_>) -> Out<'_, Bound> {
    nz_number_as(Kind::UniqueIdNumber).map(Bound::Number).parse(input)
}

/// ```abnf
/// uid-set   = (uniqueid / uid-range) *("," uid-set)
/// uid-range = (uniqueid ":" uniqueid) ; RFC 9051 §9
/// ```
pub(crate) fn uid_set(input: In<'_>) -> Out<'_, SequenceSet> {
    let part = number_or_range(Kind::UidRange, unique_id);
    rule(Kind::UidSet, list1(symbol(Kind::Comma, ","), part)).map(SequenceSet).parse(input)
}

/// A quoted string. Octets above 127 are taken as they are: UTF-8 is legal in RFC 9051, and old
/// servers send other charsets.
///
/// ```abnf
/// quoted      = DQUOTE *QUOTED-CHAR DQUOTE
/// QUOTED-CHAR = <any TEXT-CHAR except quoted-specials> / "\" quoted-specials / UTF8-2 / UTF8-3 / UTF8-4
/// ```
pub(crate) fn quoted(input: In<'_>) -> Out<'_, Cow<'_, [u8]>> {
    if let Some(done) = plain_quoted(input) {
        return Ok(done);
    }
    rule(Kind::Quoted, |input| {
        let (rest, _) = symbol(Kind::Dquote, "\"")(input)?;
        let (rest, text) = rule(Kind::QuotedChar, quoted_chars)(rest)?;
        let (rest, _) = symbol(Kind::Dquote, "\"")(rest)?;
        Ok((rest, text))
    })(input)
}

/// A quoted string without escapes, where nobody wants to see its parts: what most strings are.
#[inline]
fn plain_quoted(input: In<'_>) -> Option<(In<'_>, Cow<'_, [u8]>)> {
    let after = input.fragment().strip_prefix(b"\"").filter(|_| input.extra.is_fast())?;
    let length = after.iter().position(|&octet| !is_quoted_plain(octet))?;
    let (text, end) = after.split_at(length);
    end.starts_with(b"\"").then(|| (input.take_from(length + 2), Cow::Borrowed(text)))
}

fn quoted_chars(input: In<'_>) -> Out<'_, Cow<'_, [u8]>> {
    let (mut rest, plain) = take0(is_quoted_plain)(input)?;
    let plain: &[u8] = plain.fragment();
    if rest.fragment().as_bytes().first() != Some(&b'\\') {
        return Ok((rest, Cow::Borrowed(plain)));
    }
    let mut text = plain.to_vec();
    while let [b'\\', escaped @ (b'"' | b'\\'), ..] = rest.fragment() {
        text.push(*escaped);
        let (after, _) = take(2_usize)(rest)?;
        let (after, plain) = take0(is_quoted_plain)(after)?;
        text.extend_from_slice(plain.fragment());
        rest = after;
    }
    Ok((rest, Cow::Owned(text)))
}

/// A literal: its length, a line end, and so many octets.
///
/// ```abnf
/// literal = "{" number64 ["+"] "}" CRLF *CHAR8 ; RFC 9051 §9
/// ```
pub(crate) fn literal(input: In<'_>) -> Out<'_, &[u8]> {
    rule(Kind::Literal, counted)(input)
}

/// A literal that may hold NUL.
///
/// ```abnf
/// literal8 = "~{" number64 ["+"] "}" CRLF *OCTET ; RFC 4466 §6, RFC 7888 §6
/// ```
pub(crate) fn literal8(input: In<'_>) -> Out<'_, &[u8]> {
    rule(Kind::Literal8, |input| {
        let (rest, _) = symbol(Kind::Tilde, "~")(input)?;
        counted(rest)
    })(input)
}

fn counted(input: In<'_>) -> Out<'_, &[u8]> {
    let (rest, _) = symbol(Kind::OpenBrace, "{")(input)?;
    let (rest, size) = number64(rest)?;
    let (rest, _) = maybe(symbol(Kind::NonSync, "+"))(rest)?;
    let (rest, _) = symbol(Kind::CloseBrace, "}")(rest)?;
    let (rest, ()) = crlf(rest)?;
    if rest.fragment().is_empty() {
        rest.extra.keep();
    }
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let (rest, octets) = rule(Kind::LiteralOctets, take(size))(rest)?;
    let octets: &[u8] = octets.fragment();
    Ok((rest, octets))
}

/// ```abnf
/// string = quoted / literal ; RFC 9051 §9
/// ```
pub(crate) fn string(input: In<'_>) -> Out<'_, Cow<'_, [u8]>> {
    match input.fragment().as_bytes().first() {
        Some(b'"') => quoted(input),
        Some(b'{') => literal.map(Cow::Borrowed).parse(input),
        Some(b'~') => literal8.map(Cow::Borrowed).parse(input),
        _ => nothing_fits(Kind::String)(input),
    }
}

/// ```abnf
/// astring = 1*ASTRING-CHAR / string ; RFC 9051 §9
/// ```
pub(crate) fn astring(input: In<'_>) -> Out<'_, Cow<'_, [u8]>> {
    astring_of(Kind::Astring, is_astring_char)(input)
}

/// An astring, or a string of other characters, under the name `kind`.
pub(crate) fn astring_of<'a>(
    kind: Kind,
    is_char: fn(u8) -> bool,
) -> impl FnMut(In<'a>) -> Out<'a, Cow<'a, [u8]>> {
    rule(kind, move |input: In<'a>| {
        if let Some(b'"' | b'{') = input.fragment().as_bytes().first() {
            return string(input);
        }
        let (rest, text) = take1(is_char)(input)?;
        let text: &'a [u8] = text.fragment();
        Ok((rest, Cow::Borrowed(text)))
    })
}

/// ```abnf
/// nil = "NIL" ; RFC 9051 §9
/// ```
pub(crate) fn nil(input: In<'_>) -> Out<'_, ()> {
    crate::grammar::word(Kind::Nil, "NIL").map(|_| ()).parse(input)
}

/// A string or NIL, under the name `kind`.
///
/// ```abnf
/// nstring = string / nil ; RFC 9051 §9
/// ```
pub(crate) fn nstring_as<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, Option<Bytes>> {
    rule(kind, move |input: In<'a>| match input.fragment().as_bytes().first() {
        Some(b'N' | b'n') => nil.map(|()| None).parse(input),
        _ => owned(string).map(Some).parse(input),
    })
}

/// The octets that `parser` reads as a value of their own: a slice of the frame where its owner
/// shares it, else a copy.
pub(crate) fn owned<'a>(
    mut parser: impl nom::Parser<In<'a>, Output = Cow<'a, [u8]>, Error = crate::grammar::Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, Bytes> {
    move |input| {
        let (rest, text) = parser.parse(input)?;
        Ok((rest, rest.extra.own(text)))
    }
}

/// Octets of their own.
pub(crate) fn to_bytes(text: Cow<'_, [u8]>) -> Bytes {
    match text {
        Cow::Borrowed(text) => Bytes::copy_from_slice(text),
        Cow::Owned(text) => Bytes::from(text),
    }
}

/// A mailbox name; UTF-8, since that is what both name encodings are.
///
/// ```abnf
/// mailbox = "INBOX" / astring ; RFC 9051 §9
/// ```
pub(crate) fn mailbox(input: In<'_>) -> Out<'_, MailboxName> {
    rule(Kind::Mailbox, |input| {
        let (rest, name) = astring(input)?;
        match str::from_utf8(&name) {
            Ok(name) => Ok((rest, MailboxName::new(name))),
            Err(_) => miss(),
        }
    })(input)
}

/// `"(" item *(SP item) ")"`.
pub(crate) fn list1_in_parens<'a, T>(
    mut item: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, Vec<T>> {
    move |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, items) = list1(sp, &mut item)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, items))
    }
}

/// `"(" [item *(SP item)] ")"`.
pub(crate) fn list0_in_parens<'a, T>(
    mut item: impl FnMut(In<'a>) -> Out<'a, T>,
) -> impl FnMut(In<'a>) -> Out<'a, Vec<T>> {
    move |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        if let Ok((rest, _)) = symbol(Kind::Close, ")")(rest) {
            return Ok((rest, Vec::new()));
        }
        let (rest, items) = list1(sp, &mut item)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, items))
    }
}

/// A value of any shape, as written: an atom, a string, or a list of such in balanced parentheses.
///
/// ```abnf
/// tagged-ext-val = tagged-ext-simple / "(" [tagged-ext-comp] ")" ; RFC 9051 §9
/// ```
pub(crate) fn any_value(input: In<'_>) -> Out<'_, Cow<'_, [u8]>> {
    let all: &[u8] = input.fragment();
    let (rest, ()) = skip_value(input)?;
    let length = all.len() - rest.fragment().len();
    Ok((rest, Cow::Borrowed(all.get(..length).unwrap_or_default())))
}

/// [`any_value`], read over.
pub(crate) fn skip_value(input: In<'_>) -> Out<'_, ()> {
    match input.fragment().as_bytes().first() {
        Some(b'(') => nested(skip_list)(input),
        Some(b'"' | b'{' | b'~') => string.map(|_| ()).parse(input),
        _ => {
            let is_char =
                |octet: u8| octet > b' ' && octet != 0x7f && !matches!(octet, b'(' | b')');
            rule(Kind::ExtensionData, take1(is_char)).map(|_| ()).parse(input)
        }
    }
}

fn skip_list(input: In<'_>) -> Out<'_, ()> {
    let (mut rest, _) = symbol(Kind::Open, "(")(input)?;
    loop {
        match rest.fragment().as_bytes().first() {
            Some(b')') => return symbol(Kind::Close, ")").map(|_| ()).parse(rest),
            Some(b' ') => (rest, ()) = sp(rest)?,
            _ => (rest, ()) = skip_value(rest)?,
        }
    }
}
