//! COPY and MOVE (RFC 9051 §6.4.7, §6.4.8, RFC 6851).

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule};
use crate::imap::token::{mailbox, message_set};
use crate::imap::{MailboxName, MessageSet};

/// ```abnf
/// copy = "COPY" SP sequence-set SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn copy<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Copy, move |input| {
        let (rest, (set, mailbox)) = set_to_mailbox("COPY")(input)?;
        Ok((rest, CommandBody::Copy { set, mailbox, uid }))
    })
}

/// ```abnf
/// move = "MOVE" SP sequence-set SP mailbox ; RFC 9051 §9
/// ```
pub(super) fn move_<'a>(uid: bool) -> impl FnMut(In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Move, move |input| {
        let (rest, (set, mailbox)) = set_to_mailbox("MOVE")(input)?;
        Ok((rest, CommandBody::Move { set, mailbox, uid }))
    })
}

fn set_to_mailbox<'a>(
    spelling: &'static str,
) -> impl FnMut(In<'a>) -> Out<'a, (MessageSet, MailboxName)> {
    move |input| {
        let (rest, _) = verb(spelling)(input)?;
        let (rest, set) = arg(message_set)(rest)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        Ok((rest, (set, mailbox)))
    }
}
