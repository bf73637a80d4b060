//! LIST (RFC 9051 §6.3.9), without the options of RFC 5258.

use nom::Parser as _;

use super::{CommandBody, verb_sp};
use crate::Kind;
use crate::grammar::{In, Out, rule, sp};
use crate::imap::quote::Sink;
use crate::imap::token::{astring, astring_of, is_list_char, to_bytes};

/// ```abnf
/// list         = "LIST" SP mailbox SP list-mailbox ; RFC 3501 §9
/// list-mailbox = 1*list-char / string
/// ```
pub(super) fn list(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::List, |input| {
        let (rest, ()) = verb_sp("LIST")(input)?;
        let (rest, reference) = rule(Kind::Mailbox, astring).map(to_bytes).parse(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, pattern) =
            astring_of(Kind::ListMailbox, is_list_char).map(to_bytes).parse(rest)?;
        Ok((
            rest,
            CommandBody::List {
                selection: Vec::new(),
                reference,
                patterns: vec![pattern],
                returns: None,
            },
        ))
    })(input)
}

pub(super) fn put(sink: &mut impl Sink, reference: &[u8], pattern: &[u8]) {
    sink.put(b" ");
    sink.put_astring(reference);
    sink.put(b" ");
    sink.put_list_mailbox(pattern);
}
