//! ID (RFC 2971 §3.2).

use bytes::Bytes;
use nom::Parser as _;

use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, rule, sp, symbol, word};
use crate::imap::quote::Sink;
use crate::imap::token::{nil, nstring_as, owned, string};

/// A field and its value.
type Field = (Bytes, Option<Bytes>);

/// ```abnf
/// id_response    = "ID" SP id_params_list
/// id_params_list = "(" #(string SP nstring) ")" / nil ; RFC 2971 §4
/// ```
pub(super) fn id_response(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::IdResponse, |input| {
        let (rest, _) = word(Kind::DataName, "ID")(input)?;
        let (rest, ()) = sp(rest)?;
        id_params_list.map(Untagged::Id).parse(rest)
    })(input)
}

fn id_params_list(input: In<'_>) -> Out<'_, Option<Vec<Field>>> {
    if input.fragment().first() != Some(&b'(') {
        return nil.map(|()| None).parse(input);
    }
    let (rest, _) = symbol(Kind::Open, "(")(input)?;
    let (rest, fields) = if rest.fragment().first() == Some(&b')') {
        (rest, Vec::new())
    } else {
        list1(sp, field)(rest)?
    };
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, Some(fields)))
}

fn field(input: In<'_>) -> Out<'_, Field> {
    let (rest, name) = owned(rule(Kind::IdField, string))(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, value) = nstring_as(Kind::IdValue)(rest)?;
    Ok((rest, (name, value)))
}

pub(super) fn put(out: &mut Encoder, fields: Option<&[Field]>) {
    out.put(b"ID ");
    let Some(fields) = fields else { return out.put(b"NIL") };
    out.put(b"(");
    out.put_spaced(fields, |out, (name, value)| {
        out.put_string(name);
        out.put(b" ");
        out.put_nstring(value.as_ref());
    });
    out.put(b")");
}
