//! NAMESPACE (RFC 9051 §7.3.2, RFC 2342 §5).

use nom::Parser as _;

use super::list::{delimiter, put_delimiter};
use super::{Encoder, Untagged};
use crate::Kind;
use crate::grammar::{In, Out, list1, miss, rule, sp, symbol, word};
use crate::imap::quote::Sink;
use crate::imap::token::{nil, string};

/// One namespace of a kind (RFC 2342 §5); extension data is read over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namespace {
    /// What its mailbox names begin with, as on the wire.
    pub prefix: String,
    /// Its hierarchy delimiter.
    pub delimiter: Option<char>,
}

/// ```abnf
/// namespace-response = "NAMESPACE" SP namespace SP namespace SP namespace ; RFC 9051 §9
/// ```
pub(super) fn namespace_response(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::NamespaceResponse, |input| {
        let (rest, _) = word(Kind::DataName, "NAMESPACE")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, personal) = namespace(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, other) = namespace(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, shared) = namespace(rest)?;
        Ok((rest, Untagged::Namespace { personal, other, shared }))
    })(input)
}

/// Servers that put spaces between descriptions are understood.
///
/// ```abnf
/// namespace = nil / "(" 1*namespace-descr ")" ; RFC 9051 §9
/// ```
fn namespace<'a>(input: In<'a>) -> Out<'a, Vec<Namespace>> {
    rule(Kind::Namespace, |input: In<'a>| {
        if input.fragment().first() != Some(&b'(') {
            return nil.map(|()| Vec::new()).parse(input);
        }
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (mut rest, first) = namespace_descr(rest)?;
        let mut all = vec![first];
        while let Some(next @ (b'(' | b' ')) = rest.fragment().first() {
            let after = if *next == b' ' { sp(rest)?.0 } else { rest };
            let (after, next) = namespace_descr(after)?;
            all.push(next);
            rest = after;
        }
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, all))
    })(input)
}

/// ```abnf
/// namespace-descr = "(" string SP (DQUOTE QUOTED-CHAR DQUOTE / nil) [namespace-response-extensions] ")"
/// namespace-response-extension = SP string SP "(" string *(SP string) ")" ; RFC 9051 §9
/// ```
fn namespace_descr(input: In<'_>) -> Out<'_, Namespace> {
    rule(Kind::NamespaceDescr, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, prefix) = rule(Kind::NamespacePrefix, prefix)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (mut rest, delimiter) = rule(Kind::Delimiter, delimiter)(rest)?;
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            (rest, ()) = rule(Kind::NamespaceExtension, extension)(after)?;
        }
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, Namespace { prefix, delimiter }))
    })(input)
}

fn prefix(input: In<'_>) -> Out<'_, String> {
    let (rest, text) = string(input)?;
    match String::from_utf8(text.into_owned()) {
        Ok(prefix) => Ok((rest, prefix)),
        Err(_) => miss(),
    }
}

fn extension(input: In<'_>) -> Out<'_, ()> {
    let (rest, _) = string(input)?;
    let (rest, ()) = sp(rest)?;
    let (rest, _) = symbol(Kind::Open, "(")(rest)?;
    let (rest, _) = list1(sp, string)(rest)?;
    let (rest, _) = symbol(Kind::Close, ")")(rest)?;
    Ok((rest, ()))
}

pub(super) fn put(out: &mut Encoder, kinds: [&[Namespace]; 3]) {
    out.put(b"NAMESPACE ");
    out.put_spaced(kinds, |out, all| {
        if all.is_empty() {
            return out.put(b"NIL");
        }
        out.put(b"(");
        for namespace in all {
            out.put(b"(");
            out.put_string(namespace.prefix.as_bytes());
            out.put(b" ");
            put_delimiter(out, namespace.delimiter);
            out.put(b")");
        }
        out.put(b")");
    });
}
