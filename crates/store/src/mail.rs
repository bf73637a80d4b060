//! The octets of one mail, shared by every copy of it.

use core::fmt;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use crate::readable::{self, Piece};
use crate::{Structure, Summary};

/// One mail: immutable octets, and what can be computed from them, computed once and only when
/// asked.
#[derive(Clone)]
pub struct Mail(Arc<Inner>);

struct Inner {
    bytes: Bytes,
    header_len: usize,
    structure: OnceLock<Structure>,
    summary: OnceLock<Summary>,
    readable: OnceLock<Box<[Piece]>>,
}

impl Mail {
    /// The mail of these octets. Any octets are a mail, if perhaps a strange one.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        let header_len = header_len(&bytes);
        let (structure, summary, readable) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self(Arc::new(Inner { bytes, header_len, structure, summary, readable }))
    }

    /// All octets.
    pub fn bytes(&self) -> &Bytes {
        &self.0.bytes
    }

    /// How many octets.
    pub fn len(&self) -> usize {
        self.0.bytes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.bytes.is_empty()
    }

    /// The header with the empty line that ends it, if there is one (RFC 5322 §2.1).
    pub fn header(&self) -> Bytes {
        self.0.bytes.slice(..self.0.header_len)
    }

    /// Everything after the header and its empty line.
    pub fn text(&self) -> Bytes {
        self.0.bytes.slice(self.0.header_len..)
    }

    /// The MIME structure.
    pub fn structure(&self) -> &Structure {
        self.0.structure.get_or_init(|| Structure::of(&self.0.bytes, self.0.header_len))
    }

    /// Where its text is: headers and text parts, in their order.
    pub fn readable(&self) -> &[Piece] {
        self.0.readable.get_or_init(|| readable::pieces(self))
    }

    /// All octets, borrowed.
    pub(crate) fn bytes_ref(&self) -> &[u8] {
        &self.0.bytes
    }

    /// Subject, sender and date for people.
    pub fn summary(&self) -> &Summary {
        let header = self.0.bytes.get(..self.0.header_len).unwrap_or_default();
        self.0.summary.get_or_init(|| Summary::of(header))
    }
}

/// Shown by its size: traces and panics must not carry whole mails.
impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({} octets)", self.len())
    }
}

impl PartialEq for Mail {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.bytes == other.0.bytes
    }
}

impl Eq for Mail {}

/// Octets up to and with the first empty line; all of them if there is none.
fn header_len(bytes: &[u8]) -> usize {
    let mut start = 0;
    while let Some(line) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
        let len = line.iter().position(|&b| b == b'\n').map_or(line.len(), |lf| lf + 1);
        start += len;
        if matches!(line.get(..len), Some(b"\r\n" | b"\n")) {
            return start;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_ends_with_the_first_empty_line() {
        let cases: [(&[u8], usize); 6] = [
            (b"A: b\r\n\r\nbody\r\n", 8),
            (b"A: b\n\nbody\n", 6),
            (b"\r\nbody", 2),
            (b"A: b\r\n", 6),
            (b"A: b", 4),
            (b"", 0),
        ];
        for (bytes, len) in cases {
            let mail = Mail::new(bytes);
            assert_eq!(mail.header().len(), len, "{bytes:?}");
            assert_eq!([mail.header(), mail.text()].concat(), bytes);
        }
    }

    #[test]
    fn the_summary_is_decoded() {
        let mail = Mail::new(
            b"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\nFrom: \"Ben W.\" <ben@sued.example>\r\n\
              Date: Thu, 05 Mar 2026 08:00:01 +0100\r\nMessage-ID: <a@b>\r\n\r\n"
                .as_slice(),
        );
        let summary = mail.summary();
        assert_eq!(summary.subject.as_deref(), Some("Grüße"));
        assert_eq!(summary.from_name.as_deref(), Some("Ben W."));
        assert_eq!(summary.from_address.as_deref(), Some("ben@sued.example"));
        assert_eq!(summary.message_id.as_deref(), Some("a@b"));
        assert_eq!(summary.date.map(|d| (d.unix_secs, d.offset_mins)), Some((1_772_694_001, 60)));
    }
}
