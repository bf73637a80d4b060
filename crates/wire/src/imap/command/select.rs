//! SELECT and EXAMINE (RFC 9051 §6.3.2, §6.3.3).

use super::{CommandBody, SelectParams, select_params, verb_sp};
use crate::Kind;
use crate::grammar::{In, Out, rule, sp};
use crate::imap::token::mailbox;

/// ```abnf
/// select = "SELECT" SP mailbox [select-params] ; RFC 4466 §2.1
/// ```
pub(super) fn select(input: In<'_>) -> Out<'_, CommandBody> {
    opening(Kind::Select, "SELECT", false)(input)
}

/// ```abnf
/// examine = "EXAMINE" SP mailbox [select-params] ; RFC 4466 §2.1
/// ```
pub(super) fn examine(input: In<'_>) -> Out<'_, CommandBody> {
    opening(Kind::Examine, "EXAMINE", true)(input)
}

fn opening<'a>(
    kind: Kind,
    verb: &'static str,
    read_only: bool,
) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(kind, move |input: In<'a>| {
        let (rest, ()) = verb_sp(verb)(input)?;
        let (mut rest, mailbox) = mailbox(rest)?;
        let mut params = SelectParams::default();
        if rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            (rest, params) = select_params::select_params(after)?;
        }
        Ok((rest, CommandBody::Select { mailbox, read_only, params }))
    })
}
