//! What a person recognises a mail by, decoded for reading.

use mail_parser::{Address, HeaderName, MessageParser};
use mailscope_base::DateTime;

/// Subject, sender and date, decoded for an inspector. Nothing of this goes over the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// The subject, encoded words decoded (RFC 2047).
    pub subject: Option<String>,
    /// The display name of the first author.
    pub from_name: Option<String>,
    /// The address of the first author.
    pub from_address: Option<String>,
    /// The date that the mail itself claims.
    pub date: Option<DateTime>,
    /// Its Message-ID, without the angle brackets.
    pub message_id: Option<String>,
}

impl Summary {
    pub(crate) fn of(header: &[u8]) -> Self {
        let parser = MessageParser::new().with_minimal_headers().header_id(HeaderName::MessageId);
        let Some(message) = parser.parse_headers(header) else {
            return Self::default();
        };
        // `parse_headers` keeps what it read in the root part; without a part there is no header.
        if message.parts.is_empty() {
            return Self::default();
        }
        let author = message.from().and_then(Address::first);
        Self {
            subject: message.subject().map(str::to_owned),
            from_name: author.and_then(|a| a.name()).map(str::to_owned),
            from_address: author.and_then(|a| a.address()).map(str::to_owned),
            date: message.date().map(|date| {
                let mins = i16::from(date.tz_hour) * 60 + i16::from(date.tz_minute);
                DateTime {
                    unix_secs: date.to_timestamp(),
                    offset_mins: if date.tz_before_gmt { -mins } else { mins },
                }
            }),
            message_id: message.message_id().map(str::to_owned),
        }
    }
}
