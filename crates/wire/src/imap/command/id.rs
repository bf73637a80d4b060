//! ID (RFC 2971): who the client says that it is.

use bytes::Bytes;
use nom::Parser as _;

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule};
use crate::imap::quote::Sink;
use crate::imap::token::{list0_in_parens, nil, nstring_as, string, to_bytes};

/// A field and its value.
type Field = (Bytes, Option<Bytes>);

/// ```abnf
/// id             = "ID" SPACE id_params_list
/// id_params_list = "(" #(string SPACE nstring) ")" / nil ; RFC 2971 §4
/// ```
pub(super) fn id(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Id, |input| {
        let (rest, _) = verb("ID")(input)?;
        arg(rule(Kind::IdParamsList, id_params_list).map(CommandBody::Id))(rest)
    })(input)
}

fn id_params_list(input: In<'_>) -> Out<'_, Option<Vec<Field>>> {
    match input.fragment().first() {
        Some(b'(') => list0_in_parens(field).map(Some).parse(input),
        _ => nil.map(|()| None).parse(input),
    }
}

fn field(input: In<'_>) -> Out<'_, Field> {
    let (rest, name) = rule(Kind::IdField, string).map(to_bytes).parse(input)?;
    let (rest, value) = arg(nstring_as(Kind::IdValue))(rest)?;
    Ok((rest, (name, value)))
}

pub(super) fn put(sink: &mut impl Sink, fields: Option<&Vec<Field>>) {
    let Some(fields) = fields else {
        return sink.put(b" NIL");
    };
    sink.put(b" (");
    sink.put_spaced(fields, |sink, (name, value)| {
        sink.put_string(name);
        sink.put(b" ");
        sink.put_nstring(value.as_ref());
    });
    sink.put(b")");
}
