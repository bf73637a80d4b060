//! The octets of one mail, shared by every copy of it.

use core::fmt;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use mailscope_base::ThreadId;

use crate::readable::{self, Piece};
use crate::{Structure, Summary, thread};

/// One mail: immutable octets, and what can be computed from them, computed once and only when
/// asked.
#[derive(Clone)]
pub struct Mail(Arc<Inner>);

struct Inner {
    bytes: Bytes,
    header_len: OnceLock<usize>,
    structure: OnceLock<Box<Structure>>,
    summary: OnceLock<Box<Summary>>,
    readable: OnceLock<Box<[Piece]>>,
    thread: OnceLock<Option<ThreadId>>,
}

impl Mail {
    /// The mail of these octets. Any octets are a mail, if perhaps a strange one.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(Arc::new(Inner {
            bytes: bytes.into(),
            header_len: OnceLock::new(),
            structure: OnceLock::new(),
            summary: OnceLock::new(),
            readable: OnceLock::new(),
            thread: OnceLock::new(),
        }))
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
        self.0.bytes.slice(..self.header_len())
    }

    /// Everything after the header and its empty line.
    pub fn text(&self) -> Bytes {
        self.0.bytes.slice(self.header_len()..)
    }

    /// The MIME structure.
    pub fn structure(&self) -> &Structure {
        let parse = || Box::new(Structure::of(&self.0.bytes, self.header_len()));
        self.0.structure.get_or_init(parse)
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
        self.0.summary.get_or_init(|| Box::new(Summary::of(self.header_octets())))
    }

    /// The conversation that it belongs to, if it says so (RFC 8474 §5.2).
    pub fn thread_id(&self) -> Option<ThreadId> {
        *self.0.thread.get_or_init(|| thread::of(self.header_octets()))
    }

    fn header_len(&self) -> usize {
        *self.0.header_len.get_or_init(|| header_len(&self.0.bytes))
    }

    /// The same as [`Mail::header`], borrowed.
    pub fn header_octets(&self) -> &[u8] {
        self.0.bytes.get(..self.header_len()).unwrap_or_default()
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
        let len = memchr::memchr(b'\n', line).map_or(line.len(), |lf| lf + 1);
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
    fn a_conversation_is_told_by_the_mail_that_began_it() {
        let thread = |header: &str| Mail::new(format!("{header}\r\n\r\n").into_bytes()).thread_id();
        let root = thread("Message-ID: <root@a>");
        assert!(root.is_some());
        for same in [
            "References: <root@a>\r\nMessage-ID: <x@a>",
            "Message-ID: <y@a>\r\nReferences:\r\n <root@a>\r\n <x@a>",
            "In-Reply-To: <root@a>\r\nMessage-ID: <z@a>",
            "message-id:<\"root\"@a>",
            "In-Reply-To: <other@a>\r\nReferences: <root@a> <other@a>",
        ] {
            assert_eq!(thread(same), root, "{same}");
        }
        assert_ne!(thread("Message-ID: <other@a>"), root);
        assert_eq!(thread("Subject: x"), None);
        assert_eq!(thread("Message-ID:"), None);
        assert_eq!(Mail::new("").thread_id(), None);
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
