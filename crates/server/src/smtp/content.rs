//! The octets of a message as they came: what is refused in them.

use memchr::memchr_iter;

/// Whether CR or LF stands anywhere but in CRLF: RFC 5321 §2.3.8 forbids it. One server takes it for a
/// line end and another does not, and what is text for one is a command for the other.
pub(super) fn has_bare_line_end(octets: &[u8]) -> bool {
    let (mut pairs, mut lfs) = (0_usize, 0_usize);
    for lf in memchr_iter(b'\n', octets) {
        lfs += 1;
        let before = lf.checked_sub(1).and_then(|before| octets.get(before));
        pairs += usize::from(before == Some(&b'\r'));
    }
    // As many CR as pairs, as many LF as pairs: none is alone.
    lfs != pairs || memchr_iter(b'\r', octets).count() != pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_end_is_cr_and_lf_together() {
        // RFC 5321 §2.3.8.
        for good in ["", "a\r\n", "\r\n\r\n", "a\r\nb"] {
            assert!(!has_bare_line_end(good.as_bytes()), "{good:?}");
        }
        for bad in ["\n", "\r", "a\nb\r\n", "a\rb\r\n", "\r\r\n", "\n\r", "\r\n\n", "a\r\nb\r"] {
            assert!(has_bare_line_end(bad.as_bytes()), "{bad:?}");
        }
    }
}
