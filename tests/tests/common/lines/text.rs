//! What a step of a conversation sends.

use crate::common::root;

/// The octets that a text stands for.
pub(crate) fn octets(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inside, after) = after.split_once("}}").expect("it ends");
        bytes.extend(unescape(before));
        bytes.extend(special(inside));
        rest = after;
    }
    bytes.extend(unescape(rest));
    bytes
}

fn special(inside: &str) -> Vec<u8> {
    if let Some(text) = inside.strip_prefix("base64:") {
        return base64(&unescape(text));
    }
    if let Some(file) = inside.strip_prefix('@') {
        let file = root().join("tests/interop").join(file);
        return std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }
    let (text, times) = inside.rsplit_once('*').expect("text*times");
    unescape(text).repeat(times.parse().expect("a number of times"))
}

/// `\r`, `\n`, `\t`, `\0`, `\\` and `\xNN`.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let (byte, used) = match (first, after) {
            (b'\\', [b'r', ..]) => (b'\r', 2),
            (b'\\', [b'n', ..]) => (b'\n', 2),
            (b'\\', [b't', ..]) => (b'\t', 2),
            (b'\\', [b'0', ..]) => (0, 2),
            (b'\\', [b'\\', ..]) => (b'\\', 2),
            (b'\\', [b'x', high, low, ..]) => (hex(*high) * 16 + hex(*low), 4),
            _ => (*first, 1),
        };
        bytes.push(byte);
        rest = &rest[used..];
    }
    bytes
}

/// RFC 4648 §4.
fn base64(octets: &[u8]) -> Vec<u8> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = Vec::new();
    for group in octets.chunks(3) {
        let octet = |at: usize| usize::from(group.get(at).copied().unwrap_or_default());
        let bits = octet(0) << 16 | octet(1) << 8 | octet(2);
        for nth in 0..4 {
            let digit = DIGITS[bits >> (18 - 6 * nth) & 63];
            text.push(if nth <= group.len() { digit } else { b'=' });
        }
    }
    text
}

fn hex(digit: u8) -> u8 {
    let value = char::from(digit).to_digit(16).expect("a hexadecimal digit");
    u8::try_from(value).expect("it is small")
}

#[test]
fn escapes_and_repetitions() {
    assert_eq!(octets(r"{{base64:\0a\0pw}} {{base64:abc}}"), b"AGEAcHc= YWJj");
    assert_eq!(octets(r"a\r\n\xff{{x\n*3}}."), b"a\r\n\xffx\nx\nx\n.");
}
