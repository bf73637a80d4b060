//! The rules of a provider's SMTP servers.

use mailscope_server::SmtpPolicy;
use serde::Deserialize;

use super::span::Span;

/// `[provider.smtp]`: what is left out is by the book.
#[derive(Clone, Copy, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct SmtpForm {
    /// Octets of the largest message.
    message_octets: Option<u32>,
    /// Recipients of one transaction.
    recipients: Option<u32>,
    /// `Received:` fields beyond which a message goes round in circles.
    received: Option<u32>,
    /// How long unknown senders wait.
    greylisting: Option<Span>,
    /// Whether VRFY and EXPN tell who is here.
    verifies: Option<bool>,
    /// The quirk that lets a message smuggle in a second one.
    #[serde(default)]
    bare_lf_ends_data: bool,
}

impl From<SmtpForm> for SmtpPolicy {
    fn from(form: SmtpForm) -> Self {
        let book = Self::default();
        let most = book.message_octets_max;
        let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
        Self {
            message_octets_max: form.message_octets.map_or(most, |octets| size(octets).min(most)),
            recipients_max: form.recipients.unwrap_or(book.recipients_max),
            received_max: form.received.map_or(book.received_max, size),
            greylisting: form.greylisting.map(|Span(delay)| delay),
            verifies: form.verifies.unwrap_or(book.verifies),
            bare_lf_ends_data: form.bare_lf_ends_data,
            ..book
        }
    }
}
