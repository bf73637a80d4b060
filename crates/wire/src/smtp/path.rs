//! Paths: where a message comes from and where it goes (RFC 5321 §4.1.2, with UTF-8 as RFC 6531 §3.3
//! allows it).

use std::borrow::Cow;

use mailscope_base::Address;
use nom::Parser;
use nom::bytes::complete::take;

use crate::Kind;
use crate::grammar::{
    In, Miss, Out, list1, maybe, miss, nothing_fits, rule, symbol, take0, take1, word,
};

/// Nothing is the null reverse-path: whoever gets it must not answer with a report (RFC 5321 §4.5.5).
///
/// ```abnf
/// Reverse-path = Path / "<>" ; RFC 5321 §4.1.2
/// ```
pub(super) fn reverse_path(input: In<'_>) -> Out<'_, Option<Address>> {
    if input.fragment().starts_with(b"<>") {
        return symbol(Kind::NullPath, "<>").map(|_| None).parse(input);
    }
    within_brackets(Kind::ReversePath, mailbox.map(Some))(input)
}

/// ```abnf
/// rcpt         = "RCPT TO:" ( "<Postmaster@" Domain ">" / "<Postmaster>" / Forward-path ) …
/// Forward-path = Path ; RFC 5321 §4.1.1.3, §4.1.2
/// ```
pub(super) fn forward_path<'a>(input: In<'a>) -> Out<'a, Address> {
    within_brackets(Kind::ForwardPath, |input: In<'a>| {
        const POSTMASTER: &[u8] = b"postmaster>";
        let here = input.fragment().get(..POSTMASTER.len());
        if here.is_some_and(|here| here.eq_ignore_ascii_case(POSTMASTER)) {
            let (rest, name) = word(Kind::Postmaster, "Postmaster")(input)?;
            return Ok((rest, Address::new(&text(&name), "")));
        }
        mailbox(input)
    })(input)
}

/// A source route is read and forgotten (RFC 5321 §3.6.1).
///
/// ```abnf
/// Path = "<" [ A-d-l ":" ] Mailbox ">" ; RFC 5321 §4.1.2
/// ```
fn within_brackets<'a, T>(
    kind: Kind,
    mut mailbox: impl Parser<In<'a>, Output = T, Error = Miss>,
) -> impl FnMut(In<'a>) -> Out<'a, T> {
    move |input: In<'a>| {
        if input.fragment().first() != Some(&b'<') {
            // What people forget has a name of its own.
            return nothing_fits(Kind::Less)(input);
        }
        rule(kind, |input: In<'a>| {
            let (mut rest, _) = symbol(Kind::Less, "<")(input)?;
            if rest.fragment().first() == Some(&b'@') {
                (rest, ()) = source_route(rest)?;
                (rest, _) = symbol(Kind::Colon, ":")(rest)?;
            }
            let (rest, address) = mailbox.parse(rest)?;
            let (rest, _) = symbol(Kind::Greater, ">")(rest)?;
            Ok((rest, address))
        })(input)
    }
}

/// ```abnf
/// A-d-l     = At-domain *( "," At-domain )
/// At-domain = "@" Domain ; RFC 5321 §4.1.2
/// ```
fn source_route(input: In<'_>) -> Out<'_, ()> {
    let at_domain = rule(Kind::AtDomain, |input| {
        let (rest, _) = symbol(Kind::At, "@")(input)?;
        domain_name(rest)
    });
    rule(Kind::SourceRoute, list1(symbol(Kind::Comma, ","), at_domain)).map(|_| ()).parse(input)
}

/// ```abnf
/// Mailbox = Local-part "@" ( Domain / address-literal ) ; RFC 5321 §4.1.2
/// ```
pub(super) fn mailbox(input: In<'_>) -> Out<'_, Address> {
    rule(Kind::SmtpMailbox, |input| {
        let (rest, local_part) = local_part(input)?;
        let (rest, _) = symbol(Kind::At, "@")(rest)?;
        let (rest, domain) = domain_or_literal(rest)?;
        Ok((rest, Address::new(&local_part, domain)))
    })(input)
}

/// The value is without the quotes: "all quoted forms MUST be treated as equivalent" (RFC 5321
/// §4.1.2).
///
/// ```abnf
/// Local-part = Dot-string / Quoted-string
/// Dot-string = Atom *("." Atom)
/// Atom       = 1*atext ; RFC 5321 §4.1.2
/// ```
fn local_part<'a>(input: In<'a>) -> Out<'a, Cow<'a, str>> {
    if input.fragment().first() == Some(&b'"') {
        return rule(Kind::LocalPart, quoted_string)(input);
    }
    rule(Kind::LocalPart, |input: In<'a>| {
        let (rest, dot_string) = take1(|octet| is_atext(octet) || octet == b'.')(input)?;
        let text = dotted(input, &dot_string, Kind::SmtpAtom, |atom| !atom.is_empty())?;
        Ok((rest, Cow::Borrowed(text)))
    })(input)
}

/// The text of `parts`, which begin at `input`, if all between its dots are right; if not, the first
/// that is not is the place of the failure.
fn dotted<'a>(
    input: In<'a>,
    parts: &In<'a>,
    kind: Kind,
    is_right: impl Fn(&[u8]) -> bool,
) -> Result<&'a str, nom::Err<Miss>> {
    let octets: &'a [u8] = parts.fragment();
    let mut at = 0;
    for part in octets.split(|octet| *octet == b'.') {
        if !is_right(part) {
            let (wrong, _) = take(at).parse(input)?;
            return nothing_fits(kind)(wrong).map(|(_, text)| text);
        }
        at += part.len() + 1;
    }
    str::from_utf8(octets).map_err(|_| nom::Err::Error(Miss))
}

/// ```abnf
/// atext =/ UTF8-non-ascii ; RFC 5322 §3.2.3, RFC 6531 §3.3
/// ```
fn is_atext(octet: u8) -> bool {
    octet.is_ascii_alphanumeric() || !octet.is_ascii() || b"!#$%&'*+-/=?^_`{|}~".contains(&octet)
}

/// ```abnf
/// Quoted-string  = DQUOTE *QcontentSMTP DQUOTE
/// QcontentSMTP   = qtextSMTP / quoted-pairSMTP
/// quoted-pairSMTP = %d92 %d32-126
/// qtextSMTP      = %d32-33 / %d35-91 / %d93-126 ; RFC 5321 §4.1.2
/// qtextSMTP      =/ UTF8-non-ascii ; RFC 6531 §3.3
/// ```
pub(super) fn quoted_string<'a>(input: In<'a>) -> Out<'a, Cow<'a, str>> {
    let (rest, _) = symbol(Kind::Dquote, "\"")(input)?;
    let all: &'a [u8] = rest.fragment();
    let mut end = 0;
    let mut is_plain = true;
    loop {
        match all.get(end) {
            Some(b'\\') if all.get(end + 1).is_some_and(|&next| matches!(next, b' '..=b'~')) => {
                is_plain = false;
                end += 2;
            }
            Some(b'\\' | b'"' | 0..=0x1f | 0x7f) | None => break,
            Some(_) => end += 1,
        }
    }
    let (rest, content) = rule(Kind::QuotedChar, take(end)).parse(rest)?;
    let content: &'a [u8] = content.fragment();
    let Ok(content) = str::from_utf8(content) else { return nothing_fits(Kind::QuotedChar)(rest) };
    let (rest, _) = symbol(Kind::Dquote, "\"")(rest)?;
    let value = if is_plain { Cow::Borrowed(content) } else { Cow::Owned(unquoted(content)) };
    Ok((rest, value))
}

/// Without the backslashes that quote.
fn unquoted(content: &str) -> String {
    let mut value = String::with_capacity(content.len());
    let mut characters = content.chars();
    while let Some(character) = characters.next() {
        value.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    value
}

/// The name by which a client introduces itself, or half an address.
///
/// ```abnf
/// Domain / address-literal ; RFC 5321 §4.1.1.1, §4.1.2
/// ```
pub(super) fn domain_or_literal(input: In<'_>) -> Out<'_, &str> {
    if input.fragment().first() == Some(&b'[') {
        address_literal(input)
    } else {
        domain_name(input)
    }
}

/// Letters, digits and hyphens: "in particular, the underscore character is not permitted" (RFC 5321
/// §4.1.2).
///
/// ```abnf
/// Domain     = sub-domain *("." sub-domain)
/// sub-domain = Let-dig [Ldh-str]
/// Ldh-str    = *( ALPHA / DIGIT / "-" ) Let-dig ; RFC 5321 §4.1.2
/// sub-domain =/ U-label ; RFC 6531 §3.3
/// ```
fn domain_name<'a>(input: In<'a>) -> Out<'a, &'a str> {
    rule(Kind::Domain, |input: In<'a>| {
        let is_name = |octet: u8| {
            octet.is_ascii_alphanumeric() || !octet.is_ascii() || matches!(octet, b'-' | b'.')
        };
        let (rest, name) = take1(is_name)(input)?;
        let is_label =
            |label: &[u8]| !label.is_empty() && !label.starts_with(b"-") && !label.ends_with(b"-");
        let name = dotted(input, &name, Kind::SubDomain, is_label)?;
        Ok((rest, name))
    })(input)
}

/// ```abnf
/// address-literal = "[" ( IPv4-address-literal / IPv6-address-literal /
///                         General-address-literal ) "]"
/// IPv6-address-literal    = "IPv6:" IPv6-addr
/// General-address-literal = Standardized-tag ":" 1*dcontent
/// dcontent                = %d33-90 / %d94-126 ; RFC 5321 §4.1.3
/// ```
fn address_literal<'a>(input: In<'a>) -> Out<'a, &'a str> {
    rule(Kind::AddressLiteral, |input: In<'a>| {
        let all: &'a [u8] = input.fragment();
        let is_content = |octet: u8| matches!(octet, 33..=90 | 94..=126);
        let (rest, _) = symbol(Kind::OpenBracket, "[")(input)?;
        let (rest, content) = rule(Kind::LiteralContent, |input: In<'a>| {
            let (rest, content) = take1(is_content)(input)?;
            if is_address(&text(&content)) { Ok((rest, content)) } else { miss() }
        })(rest)?;
        let (rest, _) = symbol(Kind::CloseBracket, "]")(rest)?;
        let whole = all.get(..content.fragment().len() + 2).unwrap_or_default();
        Ok((rest, str::from_utf8(whole).unwrap_or_default()))
    })(input)
}

/// ```abnf
/// IPv4-address-literal = Snum 3("." Snum)
/// Snum                 = 1*3DIGIT ; 0 to 255, RFC 5321 §4.1.3
/// ```
fn is_address(content: &str) -> bool {
    let is_snum = |number: &str| {
        matches!(number.len(), 1..=3)
            && number.bytes().all(|octet| octet.is_ascii_digit())
            && number.parse::<u16>().is_ok_and(|number| number <= 255)
    };
    match content.split_once(':') {
        None => content.split('.').count() == 4 && content.split('.').all(is_snum),
        Some((tag, address)) if tag.eq_ignore_ascii_case("IPv6") => {
            address.parse::<core::net::Ipv6Addr>().is_ok()
        }
        Some((tag, address)) => {
            let is_ldh = |octet: u8| octet.is_ascii_alphanumeric() || octet == b'-';
            !tag.is_empty() && !tag.ends_with('-') && tag.bytes().all(is_ldh) && !address.is_empty()
        }
    }
}

/// What VRFY, EXPN, HELP and NOOP are given: a quoted string without its quotes, or, wider than the
/// rule, anything up to the end of the line, since mailboxes and words with spaces are common there.
///
/// ```abnf
/// String = Atom / Quoted-string ; RFC 5321 §4.1.2
/// ```
pub(super) fn string(input: In<'_>) -> Out<'_, Cow<'_, str>> {
    string_before("")(input)
}

/// The same before a last word, if that is there.
pub(super) fn string_before<'a>(
    last_word: &'static str,
) -> impl FnMut(In<'a>) -> Out<'a, Cow<'a, str>> {
    move |input: In<'a>| {
        if input.fragment().first() == Some(&b'"')
            && let (rest, Some(value)) = maybe(rule(Kind::SmtpString, only_quoted))(input)?
        {
            return Ok((rest, value));
        }
        rule(Kind::SmtpString, |input: In<'a>| {
            let (_, line) = take0(|octet| !octet.is_ascii_control())(input)?;
            let line: &'a [u8] = line.fragment();
            let text = without_last(line.trim_ascii_end(), last_word.as_bytes());
            match str::from_utf8(text) {
                Ok(text) if !text.is_empty() => {
                    let (rest, _) = take(text.len()).parse(input)?;
                    Ok((rest, Cow::Borrowed(text)))
                }
                _ => miss(),
            }
        })(input)
    }
}

/// A quoted string with nothing glued to it.
fn only_quoted(input: In<'_>) -> Out<'_, Cow<'_, str>> {
    let (rest, value) = quoted_string(input)?;
    match rest.fragment().first() {
        None | Some(b' ' | b'\t' | b'\r' | b'\n') => Ok((rest, value)),
        Some(_) => miss(),
    }
}

fn without_last<'a>(line: &'a [u8], word: &[u8]) -> &'a [u8] {
    if word.is_empty() {
        return line;
    }
    match line.split_at_checked(line.len().saturating_sub(word.len() + 1)) {
        Some((before, last))
            if last.first() == Some(&b' ')
                && last.trim_ascii_start().eq_ignore_ascii_case(word) =>
        {
            before.trim_ascii_end()
        }
        _ => line,
    }
}

/// ASCII that was checked before.
fn text<'a>(octets: &In<'a>) -> Cow<'a, str> {
    String::from_utf8_lossy(octets.fragment())
}
