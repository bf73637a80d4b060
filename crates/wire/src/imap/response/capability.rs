//! CAPABILITY (RFC 9051 §7.2.2).

use nom::Parser as _;

use super::Encoder;
use crate::Kind;
use crate::grammar::{In, Out, rule, sp, word};
use crate::imap::Capability;
use crate::imap::quote::Sink;
use crate::imap::token::atom_as;

/// ```abnf
/// capability-data = "CAPABILITY" *(SP capability) SP "IMAP4rev2" *(SP capability)
/// capability      = ("AUTH=" auth-type) / atom ; RFC 9051 §9
/// ```
pub(super) fn capability_data(input: In<'_>) -> Out<'_, Vec<Capability>> {
    rule(Kind::CapabilityData, named("CAPABILITY"))(input)
}

/// A name and capabilities.
pub(super) fn named<'a>(name: &'static str) -> impl FnMut(In<'a>) -> Out<'a, Vec<Capability>> {
    move |input| {
        let (mut rest, _) = word(Kind::DataName, name)(input)?;
        let mut capabilities = Vec::new();
        while rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            // Some servers end the list with a space.
            if matches!(after.fragment().first(), Some(b'\r' | b']')) {
                rest = after;
                break;
            }
            let name = atom_as(Kind::Capability).map(str::to_owned);
            let (after, name) = name.map(Capability).parse(after)?;
            capabilities.push(name);
            rest = after;
        }
        Ok((rest, capabilities))
    }
}

pub(super) fn put(out: &mut Encoder, capabilities: &[Capability]) {
    out.put(b"CAPABILITY");
    put_names(out, capabilities);
}

pub(super) fn put_names(out: &mut Encoder, capabilities: &[Capability]) {
    for capability in capabilities {
        out.put(b" ");
        out.put(capability.0.as_bytes());
    }
}
