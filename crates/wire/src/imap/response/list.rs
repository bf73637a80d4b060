//! LIST and LSUB (RFC 9051 §7.3.1, RFC 3501 §7.2.3).

use bytes::Bytes;
use nom::Parser as _;
use nom::bytes::complete::tag;
use nom::combinator::opt;
use nom::sequence::preceded;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, miss, rule, sp, symbol, take1, word};
use crate::imap::MailboxName;
use crate::imap::quote::Sink;
use crate::imap::token::{
    any_value, astring_of, is_astring_char, is_atom_char, mailbox, nil, owned, quoted,
};

/// `mbox-list-extended-item` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListExtension {
    /// `CHILDINFO (…)`: the selection options that mailboxes below match (RFC 9051 §6.3.9.6).
    ChildInfo(Vec<String>),
    /// `OLDNAME (name)`: what it was called before (RFC 9051 §6.3.9.7).
    OldName(MailboxName),
    /// Any other, as written.
    Other {
        /// Its name.
        name: String,
        /// Its value.
        value: Bytes,
    },
}

/// A mailbox attribute such as `\HasNoChildren` or `\Trash`, backslash included (RFC 9051 §7.3.1,
/// RFC 6154).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attribute(pub String);

/// Attributes, delimiter and mailbox.
type Listed = (Vec<Attribute>, Option<char>, MailboxName);

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
            let (mut rest, (attributes, delimiter, mailbox)) = mailbox_list(input)?;
            let mut extended = Vec::new();
            if rest.fragment().first() == Some(&b' ') {
                let (after, ()) = sp(rest)?;
                (rest, extended) = rule(Kind::MboxListExtended, mbox_list_extended)(after)?;
            }
            Ok((rest, Untagged::List { attributes, delimiter, mailbox, extended }))
        })(rest)
    })(input)
}

/// ```abnf
/// mailbox-data = "LSUB" SP mailbox-list ; RFC 3501 §9
/// ```
pub(super) fn mailbox_data_lsub(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::MailboxData, |input| {
        let (rest, _) = word(Kind::DataName, "LSUB")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, listed) = rule(Kind::MailboxList, mailbox_list)(rest)?;
        let (attributes, delimiter, mailbox) = listed;
        Ok((rest, Untagged::Lsub { attributes, delimiter, mailbox }))
    })(input)
}

fn mailbox_list(input: In<'_>) -> Out<'_, Listed> {
    let (rest, attributes) = rule(Kind::MbxListFlags, mbx_list_flags)(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, delimiter) = rule(Kind::Delimiter, delimiter)(rest)?;
    let (rest, ()) = sp(rest)?;
    let (rest, mailbox) = mailbox(rest)?;
    Ok((rest, (attributes, delimiter, mailbox)))
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

/// ```abnf
/// DQUOTE QUOTED-CHAR DQUOTE / nil ; RFC 9051 §9
/// ```
pub(super) fn delimiter(input: In<'_>) -> Out<'_, Option<char>> {
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

/// ```abnf
/// mbox-list-extended = "(" [mbox-list-extended-item *(SP mbox-list-extended-item)] ")" ; RFC 9051 §9
/// ```
fn mbox_list_extended(input: In<'_>) -> Out<'_, Vec<ListExtension>> {
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, items) = if rest.fragment().first() == Some(&b')') {
        (rest, Vec::new())
    } else {
        list1(sp, rule(Kind::MboxListExtendedItem, mbox_list_extended_item))(rest)?
    };
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, items))
}

/// ```abnf
/// mbox-list-extended-item = mbox-list-extended-item-tag SP tagged-ext-val
/// childinfo-extended-item = "CHILDINFO" SP "(" list-select-base-opt-quoted *(SP list-select-base-opt-quoted) ")"
/// oldname-extended-item   = "OLDNAME" SP "(" mailbox ")" ; RFC 9051 §9
/// ```
fn mbox_list_extended_item(input: In<'_>) -> Out<'_, ListExtension> {
    let (rest, name) = astring_of(Kind::MboxListExtendedItemTag, is_astring_char)(input)?;
    let (rest, ()) = sp(rest)?;
    if name.eq_ignore_ascii_case(b"CHILDINFO") {
        let (rest, _) = symbol(Kind::Open, "(")(rest)?;
        let option = astring_of(Kind::ListSelectBaseOptQuoted, is_astring_char);
        let (rest, options) = list1(sp, option.map(|option| lossy(&option)))(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        return Ok((rest, ListExtension::ChildInfo(options)));
    }
    if name.eq_ignore_ascii_case(b"OLDNAME") {
        let (rest, _) = symbol(Kind::Open, "(")(rest)?;
        let (rest, old) = mailbox(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        return Ok((rest, ListExtension::OldName(old)));
    }
    let (rest, value) = rule(Kind::ExtensionData, owned(any_value))(rest)?;
    Ok((rest, ListExtension::Other { name: lossy(&name), value }))
}

fn lossy(octets: &[u8]) -> String {
    String::from_utf8_lossy(octets).into_owned()
}

pub(super) fn put(
    out: &mut Encoder,
    name: &[u8],
    (attributes, delimiter, mailbox): (&[Attribute], Option<char>, &MailboxName),
) {
    out.put(name);
    out.put(b" (");
    out.put_spaced(attributes, |out, attribute| out.put(attribute.0.as_bytes()));
    out.put(b") ");
    put_delimiter(out, delimiter);
    out.put(b" ");
    out.put_astring(mailbox.as_str().as_bytes());
}

/// A delimiter has to be one ASCII character: what is none is no delimiter to the client.
pub(super) fn put_delimiter(out: &mut Encoder, delimiter: Option<char>) {
    match delimiter {
        Some(delimiter) if delimiter.is_ascii() => {
            out.put_quoted(delimiter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        _ => out.put(b"NIL"),
    }
}

/// Tags are written in quotes, as the examples of RFC 9051 §6.3.9 write them.
pub(super) fn put_extended(out: &mut Encoder, extended: &[ListExtension]) {
    if extended.is_empty() {
        return;
    }
    out.put(b" (");
    out.put_spaced(extended, |out, item| match item {
        ListExtension::ChildInfo(options) => {
            out.put(b"\"CHILDINFO\" (");
            out.put_spaced(options, |out, option| out.put_string(option.as_bytes()));
            out.put(b")");
        }
        ListExtension::OldName(old) => {
            out.put(b"\"OLDNAME\" (");
            out.put_string(old.as_str().as_bytes());
            out.put(b")");
        }
        ListExtension::Other { name, value } => {
            out.put_string(name.as_bytes());
            out.put(b" ");
            out.put(value);
        }
    });
    out.put(b")");
}
