//! Flags (RFC 9051 §2.3.2): what a client may set and what a server may report.

use mailscope_base::{Flag, Keyword};
use nom::Parser as _;
use nom::bytes::complete::tag;

use super::token::{is_atom_char, utf8};
use crate::Kind;
use crate::grammar::{In, Out, list1, miss, rule, sp, symbol, take1};

/// The system flag spelled `name`, which is without its backslash.
fn system_flag(name: &[u8]) -> Option<Flag> {
    let (flag, spelling): (_, &[u8]) = match name.first()?.to_ascii_lowercase() {
        b's' => (Flag::Seen, b"Seen"),
        b'a' => (Flag::Answered, b"Answered"),
        b'f' => (Flag::Flagged, b"Flagged"),
        b'd' if name.len() == 7 => (Flag::Deleted, b"Deleted"),
        b'd' => (Flag::Draft, b"Draft"),
        _ => return None,
    };
    name.eq_ignore_ascii_case(spelling).then_some(flag)
}

/// A flag that a client may set: a system flag or a keyword. `flag-extension` is not taken, since a
/// server must not keep what no standard defines; `\Recent` is one of those.
///
/// ```abnf
/// flag = "\Answered" / "\Flagged" / "\Deleted" / "\Seen" / "\Draft" / flag-keyword / flag-extension
/// ```
pub(crate) fn flag(input: In<'_>) -> Out<'_, Flag> {
    rule(Kind::Flag, |input| {
        let (rest, (backslash, name)) = flag_parts(input)?;
        match (backslash, system_flag(name.as_bytes())) {
            (true, Some(flag)) => Ok((rest, flag)),
            (false, _) => Ok((rest, Flag::Keyword(Keyword::new(name)))),
            (true, None) => miss(),
        }
    })(input)
}

/// ```abnf
/// flag-list = "(" [flag *(SP flag)] ")" ; RFC 9051 §9
/// ```
pub(crate) fn flag_list(input: In<'_>) -> Out<'_, Vec<Flag>> {
    rule(Kind::FlagList, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        if let Ok((rest, _)) = symbol(Kind::Close, ")")(rest) {
            return Ok((rest, Vec::new()));
        }
        let (rest, flags) = list1(sp, flag)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, flags))
    })(input)
}

/// A flag that a server reports, under the name `kind`. A `flag-extension` is kept as a keyword
/// whose name begins with the backslash.
///
/// ```abnf
/// flag-fetch = flag / obsolete-flag-recent ; RFC 9051 §9
/// ```
pub(crate) fn any_flag<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, Flag> {
    rule(kind, |input: In<'a>| {
        let (rest, (backslash, name)) = flag_parts(input)?;
        if !backslash {
            return Ok((rest, Flag::Keyword(Keyword::new(name))));
        }
        let extension = || Flag::Keyword(Keyword::new(&format!("\\{name}")));
        Ok((rest, system_flag(name.as_bytes()).unwrap_or_else(extension)))
    })
}

/// A flag's name and whether a backslash stands before it.
fn flag_parts(input: In<'_>) -> Out<'_, (bool, &str)> {
    let (rest, backslash) = nom::combinator::opt(tag("\\".as_bytes())).parse(input)?;
    let (rest, name) = take1(is_atom_char)(rest)?;
    Ok((rest, (backslash.is_some(), utf8(&name).unwrap_or_default())))
}
