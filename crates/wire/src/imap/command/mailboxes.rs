//! Commands that are a verb and mailbox names: DELETE, RENAME, SUBSCRIBE and UNSUBSCRIBE
//! (RFC 9051 §6.3.5 to §6.3.8).

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule};
use crate::imap::MailboxName;
use crate::imap::token::mailbox;

/// ```abnf
/// delete = "DELETE" SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn delete(input: In<'_>) -> Out<'_, CommandBody> {
    one(Kind::Delete, "DELETE", |mailbox| CommandBody::Delete { mailbox })(input)
}

/// ```abnf
/// rename = "RENAME" SP mailbox SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn rename(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Rename, |input| {
        let (rest, _) = verb("RENAME")(input)?;
        let (rest, from) = arg(mailbox)(rest)?;
        let (rest, to) = arg(mailbox)(rest)?;
        Ok((rest, CommandBody::Rename { from, to }))
    })(input)
}

/// ```abnf
/// subscribe = "SUBSCRIBE" SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn subscribe(input: In<'_>) -> Out<'_, CommandBody> {
    one(Kind::Subscribe, "SUBSCRIBE", |mailbox| CommandBody::Subscribe { mailbox })(input)
}

/// ```abnf
/// unsubscribe = "UNSUBSCRIBE" SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn unsubscribe(input: In<'_>) -> Out<'_, CommandBody> {
    one(Kind::Unsubscribe, "UNSUBSCRIBE", |mailbox| CommandBody::Unsubscribe { mailbox })(input)
}

/// A verb with one mailbox.
fn one<'a>(
    kind: Kind,
    spelling: &'static str,
    body: fn(MailboxName) -> CommandBody,
) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(kind, move |input| {
        let (rest, _) = verb(spelling)(input)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        Ok((rest, body(mailbox)))
    })
}
