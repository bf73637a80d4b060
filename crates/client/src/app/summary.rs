//! What a mail list shows of a mail.

use mail_parser::MessageParser;
use mailscope_base::DateTime;
use mailscope_wire::imap::{Address, HeaderEnvelope};

/// Characters of a summary's line, at most; the rest is cut off.
const TEXT_CHARS_MAX: usize = 500;
/// Octets of a message that are searched for its header fields.
const HEADER_OCTETS_MAX: usize = 65_536;

/// Header fields, decoded for reading (RFC 2047), without control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The display name of the sender, or the address if there is none.
    pub from: String,
    /// The sender's address.
    pub address: String,
    /// The subject; empty if there is none.
    pub subject: String,
    /// `Date:`, if it can be read.
    pub date: Option<DateTime>,
    /// `Message-ID:` with its angle brackets.
    pub message_id: Option<String>,
    /// Octets of the whole message.
    pub size: u32,
}

impl Summary {
    /// The summary of a server's ENVELOPE (RFC 9051 §7.5.2), whose encoded words are untouched.
    pub(crate) fn of_envelope(envelope: &HeaderEnvelope, size: u32) -> Self {
        // An address without a host opens or closes a group (RFC 9051 §7.5.2).
        let sender = envelope.from.iter().find(|address| address.host.is_some());
        let address = sender.map(address_text).unwrap_or_default();
        let name = sender.and_then(|sender| sender.name.as_deref()).map(decoded);
        Self {
            from: name.filter(|name| !name.is_empty()).unwrap_or_else(|| address.clone()),
            address,
            subject: envelope.subject.as_deref().map(decoded).unwrap_or_default(),
            date: envelope.date.as_deref().and_then(date),
            message_id: envelope.message_id.as_deref().map(plain),
            size,
        }
    }

    /// The same without what a screen would obey.
    pub(crate) fn readable(self) -> Self {
        Self {
            from: readable(&self.from),
            address: readable(&self.address),
            subject: readable(&self.subject),
            message_id: self.message_id.as_deref().map(readable),
            ..self
        }
    }

    /// The summary of a whole message, or of as much as there is of it.
    pub(crate) fn of_message(message: &[u8]) -> Self {
        let size = u32::try_from(message.len()).unwrap_or(u32::MAX);
        let head = message.get(..HEADER_OCTETS_MAX).unwrap_or(message);
        let Some(parsed) = MessageParser::default().parse_headers(head) else {
            return Self { size, ..Self::default() };
        };
        let sender = parsed.from().and_then(|from| from.first());
        let address = sender.and_then(|sender| sender.address()).map(readable).unwrap_or_default();
        let name = sender.and_then(|sender| sender.name()).map(readable);
        Self {
            from: name.filter(|name| !name.is_empty()).unwrap_or_else(|| address.clone()),
            address,
            subject: parsed.subject().map(readable).unwrap_or_default(),
            date: parsed.date().and_then(date_time),
            message_id: parsed.message_id().map(|id| readable(&format!("<{id}>"))),
            size,
        }
    }
}

fn address_text(address: &Address) -> String {
    let part = |part: &Option<bytes::Bytes>| part.as_deref().map(plain).unwrap_or_default();
    format!("{}@{}", part(&address.mailbox), part(&address.host))
}

/// Text with encoded words (RFC 2047 §2), for reading.
fn decoded(text: &[u8]) -> String {
    let header = header_of(b"Subject: ", text);
    let parsed = MessageParser::default().parse_headers(header.as_slice());
    parsed.as_ref().and_then(|message| message.subject()).map(readable).unwrap_or_default()
}

/// A date as `Date:` has it (RFC 5322 §3.3).
fn date(text: &[u8]) -> Option<DateTime> {
    let header = header_of(b"Date: ", text);
    MessageParser::default().parse_headers(header.as_slice())?.date().and_then(date_time)
}

/// One header field on one line.
fn header_of(name: &[u8], text: &[u8]) -> Vec<u8> {
    let one_line = |octet: &u8| if matches!(octet, b'\r' | b'\n' | 0) { b' ' } else { *octet };
    let text = text.get(..HEADER_OCTETS_MAX).unwrap_or(text);
    let mut header = name.to_vec();
    header.extend(text.iter().map(one_line));
    header.extend_from_slice(b"\r\n\r\n");
    header
}

fn date_time(date: &mail_parser::DateTime) -> Option<DateTime> {
    if !date.is_valid() {
        return None;
    }
    let east = i16::from(date.tz_hour) * 60 + i16::from(date.tz_minute);
    let offset_mins = if date.tz_before_gmt { -east } else { east };
    Some(DateTime { unix_secs: date.to_timestamp(), offset_mins })
}

/// Octets as text, encoded words untouched.
fn plain(text: &[u8]) -> String {
    readable(&String::from_utf8_lossy(text))
}

/// Without what a screen would obey: control characters and changes of the writing direction.
fn readable(text: &str) -> String {
    let obeyed =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let cleaned: String = text
        .chars()
        .map(|c| if matches!(c, '\t' | '\r' | '\n') { ' ' } else { c })
        .filter(|c| !obeyed(*c))
        .take(TEXT_CHARS_MAX)
        .collect();
    cleaned.trim().to_owned()
}
