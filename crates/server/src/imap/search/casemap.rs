//! `i;unicode-casemap` (RFC 5051): how strings compare without regard to case.
//!
//! RFC 5256 §7 demands it for SORT and THREAD, and RFC 9051 §6.4.4 leaves SEARCH the choice; here
//! all three agree, so that what is found together is sorted together.

use unicode_normalization::char::decompose_compatible;

/// The string whose octets compare as the collation demands: each character in title case and
/// decomposed (RFC 5051 §2).
pub(in crate::imap) fn casemap(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    let mut mapped = String::with_capacity(text.len() + text.len() / 2);
    for c in text.chars() {
        if c.is_ascii() {
            mapped.push(c.to_ascii_uppercase());
        } else {
            decompose_compatible(title(c), |part| mapped.push(part));
        }
    }
    mapped
}

/// The simple mapping of one character to one; where upper case takes several, as for `ß`, the
/// collation knows none. Title case differs from upper case only in digraphs such as `ǆ`, which
/// decompose into the same letters.
fn title(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_composition_do_not_count() {
        for (a, b) in [
            ("Hello", "hELLO"),
            ("Grüße", "GRÜßE"),
            ("é", "e\u{301}"),
            ("Å", "\u{212b}"),
            ("мать", "МАТЬ"),
            ("ＷＩＤＥ", "wide"),
        ] {
            assert_eq!(casemap(a), casemap(b));
        }
        // No simple mapping: RFC 5051 keeps them apart.
        assert_ne!(casemap("straße"), casemap("strasse"));
        // "a" before "ä" before "b".
        assert!(casemap("a") < casemap("Ä") && casemap("Ä") < casemap("b"));
    }
}
