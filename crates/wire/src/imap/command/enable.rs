//! ENABLE (RFC 9051 §6.3.1, RFC 5161).

use nom::Parser as _;

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, list1, rule, sp};
use crate::imap::Capability;
use crate::imap::quote::Sink;
use crate::imap::token::atom_as;

/// ```abnf
/// enable = "ENABLE" 1*(SP capability) ; RFC 9051 §9
/// ```
pub(super) fn enable(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Enable, |input| {
        let (rest, _) = verb("ENABLE")(input)?;
        let name = atom_as(Kind::Capability).map(|name| Capability(name.to_owned()));
        let (rest, capabilities) = arg(list1(sp, name))(rest)?;
        Ok((rest, CommandBody::Enable(capabilities)))
    })(input)
}

pub(super) fn put(sink: &mut impl Sink, capabilities: &[Capability]) {
    for capability in capabilities {
        sink.put(b" ");
        sink.put(capability.0.as_bytes());
    }
}
