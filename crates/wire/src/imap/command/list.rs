//! LIST (RFC 9051 §6.3.9, RFC 5258) and LSUB (RFC 3501 §6.3.9).

use bytes::Bytes;
use nom::Parser as _;

use super::{CommandBody, ListReturn, ListSelection, list_options, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule};
use crate::imap::quote::Sink;
use crate::imap::token::{astring, astring_of, is_list_char, list1_in_parens, to_bytes};

/// An extended LIST without RETURN counts as one with `RETURN ()`: only in a basic one an empty
/// pattern asks for the hierarchy delimiter (RFC 5258 §3).
///
/// ```abnf
/// list        = "LIST" [SP list-select-opts] SP mailbox SP mbox-or-pat [SP list-return-opts]
/// mbox-or-pat = list-mailbox / patterns
/// patterns    = "(" list-mailbox *(SP list-mailbox) ")" ; RFC 9051 §9
/// ```
pub(super) fn list<'a>(input: In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::List, |input: In<'a>| {
        let (mut rest, _) = verb("LIST")(input)?;
        let mut selection = Vec::new();
        let mut extended = rest.fragment().starts_with(b" (");
        if extended {
            (rest, selection) = arg(list_options::list_select_opts)(rest)?;
        }
        let (rest, reference) = arg(reference)(rest)?;
        extended |= rest.fragment().starts_with(b" (");
        let (mut rest, patterns) = arg(rule(Kind::MboxOrPat, mbox_or_pat))(rest)?;
        let mut returns = extended.then(Vec::new);
        if rest.fragment().first() == Some(&b' ') {
            let (after, options) = arg(list_options::list_return_opts)(rest)?;
            (rest, returns) = (after, Some(options));
        }
        Ok((rest, CommandBody::List { selection, reference, patterns, returns }))
    })(input)
}

/// ```abnf
/// lsub = "LSUB" SP mailbox SP list-mailbox ; RFC 3501 §9
/// ```
pub(super) fn lsub(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Lsub, |input| {
        let (rest, _) = verb("LSUB")(input)?;
        let (rest, reference) = arg(reference)(rest)?;
        let (rest, pattern) = arg(list_mailbox)(rest)?;
        Ok((rest, CommandBody::Lsub { reference, pattern }))
    })(input)
}

fn reference(input: In<'_>) -> Out<'_, Bytes> {
    rule(Kind::Mailbox, astring).map(to_bytes).parse(input)
}

fn mbox_or_pat(input: In<'_>) -> Out<'_, Vec<Bytes>> {
    if input.fragment().first() == Some(&b'(') {
        return rule(Kind::Patterns, list1_in_parens(list_mailbox))(input);
    }
    list_mailbox.map(|pattern| vec![pattern]).parse(input)
}

/// ```abnf
/// list-mailbox = 1*list-char / string ; RFC 9051 §9
/// ```
fn list_mailbox(input: In<'_>) -> Out<'_, Bytes> {
    astring_of(Kind::ListMailbox, is_list_char).map(to_bytes).parse(input)
}

/// Writes the arguments of LIST.
pub(super) fn put(
    sink: &mut impl Sink,
    selection: &[ListSelection],
    (reference, patterns): (&[u8], &[Bytes]),
    returns: Option<&Vec<ListReturn>>,
) {
    if !selection.is_empty() {
        sink.put(b" ");
        list_options::put_selection(sink, selection);
    }
    sink.put(b" ");
    sink.put_astring(reference);
    sink.put(b" ");
    match patterns {
        [pattern] => sink.put_list_mailbox(pattern),
        patterns => {
            sink.put(b"(");
            sink.put_spaced(patterns, |sink, pattern| sink.put_list_mailbox(pattern));
            sink.put(b")");
        }
    }
    let shown_as_extended = !selection.is_empty() || patterns.len() != 1;
    if let Some(returns) = returns.filter(|returns| !returns.is_empty() || !shown_as_extended) {
        sink.put(b" RETURN ");
        list_options::put_returns(sink, returns);
    }
}

/// Writes the arguments of LSUB.
pub(super) fn put_lsub(sink: &mut impl Sink, reference: &[u8], pattern: &[u8]) {
    sink.put(b" ");
    sink.put_astring(reference);
    sink.put(b" ");
    sink.put_list_mailbox(pattern);
}
