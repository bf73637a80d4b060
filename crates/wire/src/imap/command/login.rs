//! LOGIN (RFC 9051 §6.2.3).

use nom::Parser as _;

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, rule};
use crate::imap::quote::Sink;
use crate::imap::token::{astring, to_bytes};

/// ```abnf
/// login    = "LOGIN" SP userid SP password
/// userid   = astring
/// password = astring ; RFC 9051 §9
/// ```
pub(super) fn login(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Login, |input| {
        let (rest, _) = verb("LOGIN")(input)?;
        let (rest, user) = arg(rule(Kind::Userid, astring).map(to_bytes)).parse(rest)?;
        let (rest, password) = arg(rule(Kind::Password, astring).map(to_bytes)).parse(rest)?;
        Ok((rest, CommandBody::Login { user, password }))
    })(input)
}

pub(super) fn put(sink: &mut impl Sink, user: &[u8], password: &[u8]) {
    sink.put(b" ");
    sink.put_astring(user);
    sink.put(b" ");
    sink.put_astring(password);
}
