//! CREATE (RFC 9051 §6.3.4), with the special use of RFC 6154.

use nom::bytes::complete::tag;
use nom::combinator::recognize;
use nom::{AsBytes as _, Parser as _};

use super::{CommandBody, put_mailbox, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, params, rule, symbol, take1, word};
use crate::imap::quote::Sink;
use crate::imap::token::{is_atom_char, list0_in_parens, mailbox};
use crate::imap::{Attribute, MailboxName};

/// ```abnf
/// create        = "CREATE" SP mailbox [create-params]                 ; RFC 4466 §2.2
/// create-params = SP "(" create-param *(SP create-param) ")"
/// create-param  =/ "USE" SP "(" [use-attr *(SP use-attr)] ")"         ; RFC 6154 §6
/// ```
pub(super) fn create<'a>(input: In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Create, |input: In<'a>| {
        let (rest, _) = verb("CREATE")(input)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        let (rest, special_use) = params(Kind::CreateParams, create_params)(rest)?;
        let special_use = special_use.unwrap_or_default();
        Ok((rest, CommandBody::Create { mailbox, special_use }))
    })(input)
}

fn create_params(input: In<'_>) -> Out<'_, Vec<Attribute>> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, uses) = rule(Kind::CreateParam, |input| {
        let (rest, _) = word(Kind::CreateParamName, "USE")(input)?;
        arg(list0_in_parens(use_attr))(rest)
    })(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, uses))
}

/// ```abnf
/// use-attr     = "\All" / "\Archive" / "\Drafts" / "\Flagged" / "\Junk" / "\Sent" / "\Trash" / use-attr-ext
/// use-attr-ext = "\" atom ; RFC 6154 §6
/// ```
fn use_attr(input: In<'_>) -> Out<'_, Attribute> {
    let spelled = recognize((tag("\\".as_bytes()), take1(is_atom_char)));
    rule(Kind::UseAttr, spelled)
        .map(|text: In<'_>| Attribute(String::from_utf8_lossy(text.as_bytes()).into_owned()))
        .parse(input)
}

pub(super) fn put(sink: &mut impl Sink, mailbox: &MailboxName, special_use: &[Attribute]) {
    put_mailbox(sink, mailbox);
    if !special_use.is_empty() {
        sink.put(b" (USE (");
        sink.put_spaced(special_use, |sink, attribute| sink.put(attribute.0.as_bytes()));
        sink.put(b"))");
    }
}
