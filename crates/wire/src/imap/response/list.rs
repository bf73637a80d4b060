//! LIST (RFC 9051 §7.3.1).

use nom::Parser as _;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::{Attribute, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, miss, rule, sp, symbol, take1, word};
use crate::imap::MailboxName;
use crate::imap::quote::Sink;
use crate::imap::token::{is_atom_char, mailbox, nil, quoted, skip_value};

/// ```abnf
/// mailbox-data = "LIST" SP mailbox-list
/// mailbox-list = "(" [mbx-list-flags] ")" SP (DQUOTE QUOTED-CHAR DQUOTE / nil) SP mailbox
///                [SP mbox-list-extended] ; RFC 9051 §9
/// ```
pub(super) fn mailbox_data_list(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::MailboxData, |input| {
        let (rest, _) = word(Kind::DataName, "LIST")(input)?;
        let (rest, ()) = sp(rest)?;
        rule(Kind::MailboxList, |input| {
            let (rest, attributes) = rule(Kind::MbxListFlags, mbx_list_flags)(input)?;
            let (rest, ()) = sp(rest)?;
            let (rest, delimiter) = rule(Kind::Delimiter, delimiter)(rest)?;
            let (rest, ()) = sp(rest)?;
            let (mut rest, mailbox) = mailbox(rest)?;
            if rest.fragment().first() == Some(&b' ') {
                let (after, ()) = sp(rest)?;
                (rest, ()) = rule(Kind::MboxListExtended, skip_value)(after)?;
            }
            Ok((rest, Untagged::List { attributes, delimiter, mailbox, extended: Vec::new() }))
        })(rest)
    })(input)
}

fn mbx_list_flags(input: In<'_>) -> Out<'_, Vec<Attribute>> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    if rest.fragment().first() == Some(&b')') {
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        return Ok((rest, Vec::new()));
    }
    let (rest, attributes) = list1(sp, mbx_list_flag)(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, attributes))
}

/// ```abnf
/// mbx-list-oflag = "\Noinferiors" / child-mbox-flag / "\Subscribed" / "\Remote" / flag-extension
/// ```
fn mbx_list_flag(input: In<'_>) -> Out<'_, Attribute> {
    let spelled = nom::combinator::recognize(preceded(opt(tag(&b"\\"[..])), take1(is_atom_char)));
    rule(Kind::MbxListFlag, spelled)
        .map(|text: In<'_>| Attribute(String::from_utf8_lossy(text.fragment()).into_owned()))
        .parse(input)
}

fn delimiter(input: In<'_>) -> Out<'_, Option<char>> {
    if input.fragment().first() != Some(&b'"') {
        return nil.map(|()| None).parse(input);
    }
    let (rest, text) = quoted(input)?;
    let mut chars = str::from_utf8(&text).unwrap_or_default().chars();
    match (chars.next(), chars.next()) {
        (Some(delimiter), None) => Ok((rest, Some(delimiter))),
        _ => miss(),
    }
}

pub(super) fn put(
    out: &mut Vec<u8>,
    attributes: &[Attribute],
    delimiter: Option<char>,
    mailbox: &MailboxName,
) {
    out.put(b"LIST (");
    out.put_spaced(attributes, |out, attribute| out.put(attribute.0.as_bytes()));
    out.put(b") ");
    match delimiter {
        Some(delimiter) => out.put_quoted(delimiter.encode_utf8(&mut [0; 4]).as_bytes()),
        None => out.put(b"NIL"),
    }
    out.put(b" ");
    out.put_astring(mailbox.as_str().as_bytes());
}
