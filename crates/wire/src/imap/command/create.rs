//! CREATE (RFC 9051 §6.3.4).

use super::{CommandBody, verb_sp};
use crate::Kind;
use crate::grammar::{In, Out, rule};
use crate::imap::token::mailbox;

/// ```abnf
/// create = "CREATE" SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn create(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Create, |input| {
        let (rest, ()) = verb_sp("CREATE")(input)?;
        let (rest, mailbox) = mailbox(rest)?;
        Ok((rest, CommandBody::Create { mailbox, special_use: Vec::new() }))
    })(input)
}
