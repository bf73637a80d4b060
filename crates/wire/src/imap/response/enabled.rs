//! ENABLED (RFC 9051 §7.2.1).

use crate::Kind;
use crate::grammar::{In, Out, rule};
use crate::imap::Capability;
use crate::imap::quote::Sink;

use super::{Encoder, capability};

/// ```abnf
/// enable-data = "ENABLED" *(SP capability) ; RFC 9051 §9
/// ```
pub(super) fn enable_data(input: In<'_>) -> Out<'_, Vec<Capability>> {
    rule(Kind::EnableData, capability::named("ENABLED"))(input)
}

pub(super) fn put(out: &mut Encoder, enabled: &[Capability]) {
    out.put(b"ENABLED");
    capability::put_names(out, enabled);
}
