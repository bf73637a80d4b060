//! SELECT and EXAMINE (RFC 9051 §6.3.2, §6.3.3).

use super::{CommandBody, select_params, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, params, rule};
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
    spelling: &'static str,
    read_only: bool,
) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(kind, move |input: In<'a>| {
        let (rest, _) = verb(spelling)(input)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        let (rest, params) = params(Kind::SelectParams, select_params::select_params)(rest)?;
        let params = params.unwrap_or_default();
        Ok((rest, CommandBody::Select { mailbox, read_only, params }))
    })
}
