//! The message as it travels: line ends, and what of it a server has to be able to take.

use memchr::{memchr_iter, memmem};

/// What a message contains that not every server takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Traits {
    /// Octets above 127 (RFC 6152 §1).
    pub(super) eight_bit: bool,
    /// Octets above 127 in the header, which is then in UTF-8 (RFC 6532 §3).
    pub(super) utf8_header: bool,
}

impl Traits {
    pub(super) fn of(content: &[u8]) -> Self {
        let eight_bit = !content.is_ascii();
        let end = memmem::find(content, b"\r\n\r\n").unwrap_or(content.len());
        let header = content.get(..end).unwrap_or(content);
        Self { eight_bit, utf8_header: eight_bit && !header.is_ascii() }
    }
}

/// The message with every line ending in CRLF: "SMTP client implementations MUST NOT transmit these
/// characters except when they are intended as line terminators" (RFC 5321 §2.3.8). A bare LF or CR
/// before a dot could be taken for the end of the message by a lax server, and the rest for commands.
/// Nothing if it is right already.
pub(super) fn with_line_ends(content: &[u8]) -> Option<Vec<u8>> {
    let pairs = memmem::find_iter(content, b"\r\n").count();
    let lfs = memchr_iter(b'\n', content).count();
    let crs = memchr_iter(b'\r', content).count();
    if pairs == lfs && pairs == crs {
        return None;
    }
    let mut mended = Vec::with_capacity(content.len() + lfs + crs);
    let mut octets = content.iter().copied().peekable();
    while let Some(octet) = octets.next() {
        match octet {
            b'\r' => {
                octets.next_if_eq(&b'\n');
                mended.extend_from_slice(b"\r\n");
            }
            b'\n' => mended.extend_from_slice(b"\r\n"),
            octet => mended.push(octet),
        }
    }
    Some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_crlf_ends_a_line() {
        // RFC 5321 §2.3.8.
        assert_eq!(with_line_ends(b"a\r\nb\r\n"), None);
        let mended = with_line_ends(b"a\nb\rc\r\n\r\r\n.\n\n").unwrap_or_default();
        assert_eq!(String::from_utf8_lossy(&mended), "a\r\nb\r\nc\r\n\r\n\r\n.\r\n\r\n");
        assert_eq!(with_line_ends(&mended), None);
    }

    #[test]
    fn what_a_message_contains() {
        let of = |text: &str| Traits::of(text.as_bytes());
        assert_eq!(of("Subject: a\r\n\r\nb"), Traits { eight_bit: false, utf8_header: false });
        assert_eq!(of("Subject: a\r\n\r\nä"), Traits { eight_bit: true, utf8_header: false });
        assert_eq!(of("Subject: ä\r\n\r\nb"), Traits { eight_bit: true, utf8_header: true });
    }
}
