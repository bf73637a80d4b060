//! The octets of a message as they came: what is refused in them.

/// So many octets are looked at before it is asked whether something was found: without a question in
/// between, the processor compares many at once.
const BLOCK: usize = 1_024;

/// Whether CR or LF stands anywhere but in CRLF: RFC 5321 §2.3.8 forbids it. One server takes it for a
/// line end and another does not, and what is text for one is a command for the other.
pub(super) fn has_bare_line_end(octets: &[u8]) -> bool {
    let following = octets.get(1..).unwrap_or_default();
    // A CR without an LF behind it, or an LF without a CR before it.
    let disagree = |bad: u8, (a, b): (&u8, &u8)| bad | u8::from((*a == b'\r') != (*b == b'\n'));
    let mut blocks = octets.chunks(BLOCK).zip(following.chunks(BLOCK));
    octets.first() == Some(&b'\n')
        || octets.last() == Some(&b'\r')
        || blocks.any(|(here, next)| here.iter().zip(next).fold(0, disagree) != 0)
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
        // At the border between two blocks.
        for before in BLOCK - 3..BLOCK + 2 {
            let around = |end: &str| format!("{}{end}text\r\n", "x".repeat(before));
            assert!(!has_bare_line_end(around("\r\n").as_bytes()), "{before}");
            assert!(has_bare_line_end(around("\n").as_bytes()), "{before}");
            assert!(has_bare_line_end(around("\r").as_bytes()), "{before}");
        }
    }
}
