//! SELECT and EXAMINE (RFC 9051 §6.3.2, §6.3.3).

use super::{CommandBody, verb_sp};
use crate::Kind;
use crate::grammar::{In, Out, rule};
use crate::imap::token::mailbox;

/// ```abnf
/// select = "SELECT" SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn select(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Select, |input| {
        let (rest, ()) = verb_sp("SELECT")(input)?;
        let (rest, mailbox) = mailbox(rest)?;
        Ok((
            rest,
            CommandBody::Select {
                mailbox,
                read_only: false,
                params: super::SelectParams::default(),
            },
        ))
    })(input)
}

/// ```abnf
/// examine = "EXAMINE" SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn examine(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Examine, |input| {
        let (rest, ()) = verb_sp("EXAMINE")(input)?;
        let (rest, mailbox) = mailbox(rest)?;
        Ok((
            rest,
            CommandBody::Select {
                mailbox,
                read_only: true,
                params: super::SelectParams::default(),
            },
        ))
    })(input)
}
