//! What the server can do, as its reply to EHLO lists it (RFC 5321 §4.1.1.1).

use std::sync::Arc;

use mailscope_wire::smtp::{Extension, Reply};

/// The extensions that matter here. They hold for the connection as it was when the server told
/// them: before TLS, anybody may have told them (RFC 3207 §4.2).
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "one for each extension")]
pub(super) struct Offers {
    pub(super) pipelining: bool,
    pub(super) size: bool,
    pub(super) eight_bit: bool,
    pub(super) utf8: bool,
    pub(super) dsn: bool,
    pub(super) chunking: bool,
    pub(super) binary: bool,
    pub(super) start_tls: bool,
    /// Mechanisms of AUTH.
    pub(super) auth: Vec<Arc<str>>,
    /// Recipients of one transaction, at most (RFC 9422 §4.2).
    pub(super) recipients_max: Option<usize>,
}

impl Offers {
    /// The first line greets; each further one is an extension (RFC 5321 §4.1.1.1, `ehlo-line`).
    pub(super) fn of(reply: &Reply) -> Self {
        let mut offers = Self::default();
        for line in reply.lines.iter().skip(1) {
            match Extension::parse(line) {
                Extension::Pipelining => offers.pipelining = true,
                Extension::Size(_) => offers.size = true,
                Extension::EightBitMime => offers.eight_bit = true,
                Extension::SmtpUtf8 => offers.utf8 = true,
                Extension::Dsn => offers.dsn = true,
                Extension::Chunking => offers.chunking = true,
                Extension::BinaryMime => offers.binary = true,
                Extension::StartTls => offers.start_tls = true,
                Extension::Auth(mechanisms) => offers.auth.extend(mechanisms),
                Extension::Limits(limits) => offers.recipients_max = recipients_max(&limits),
                _ => {}
            }
        }
        offers
    }
}

/// `RCPTMAX` (RFC 9422 §4.2).
fn recipients_max(limits: &[(Arc<str>, Arc<str>)]) -> Option<usize> {
    let (_, value) = limits.iter().find(|(name, _)| name.eq_ignore_ascii_case("RCPTMAX"))?;
    value.parse().ok().filter(|max| *max > 0)
}
