//! AUTHENTICATE (RFC 9051 §6.2.2) with an initial response (RFC 4959). The lines of the dialogue that
//! follows are those of [`crate::sasl`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule, sp};
use crate::imap::quote::Sink;
use crate::imap::token::atom_as;
use crate::sasl::initial_response;

/// ```abnf
/// authenticate = "AUTHENTICATE" SP auth-type [SP initial-resp] *(CRLF base64)
/// initial-resp = (base64 / "=") ; RFC 9051 §9
/// ```
pub(super) fn authenticate<'a>(input: In<'a>) -> Out<'a, CommandBody> {
    rule(Kind::Authenticate, |input: In<'a>| {
        let (rest, _) = verb("AUTHENTICATE")(input)?;
        let (mut rest, mechanism) = arg(atom_as(Kind::AuthType))(rest)?;
        let mut initial = None;
        if rest.fragment().first() == Some(&b' ') {
            let (after, ()) = sp(rest)?;
            let (after, octets) = rule(Kind::InitialResp, initial_response)(after)?;
            (rest, initial) = (after, Some(octets));
        }
        let mechanism = mechanism.to_ascii_uppercase();
        Ok((rest, CommandBody::Authenticate { mechanism, initial }))
    })(input)
}

pub(super) fn put(sink: &mut impl Sink, mechanism: &str, initial: Option<&Bytes>) {
    sink.put(b" ");
    sink.put(mechanism.as_bytes());
    match initial {
        Some(octets) if octets.is_empty() => sink.put(b" ="),
        Some(octets) => {
            sink.put(b" ");
            sink.put(STANDARD.encode(octets).as_bytes());
        }
        None => {}
    }
}
