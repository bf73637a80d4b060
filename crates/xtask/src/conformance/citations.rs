//! Citations of RFC sections in a text: `RFC 9051 §6.4.5 and §6.4.9, RFC 3501 §6.4.5`.

use core::fmt;

/// One section of one RFC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Section {
    pub(super) rfc: u32,
    /// Numbers between the dots.
    pub(super) path: Vec<u32>,
}

impl Section {
    /// Whether this is `of` or a section below it.
    pub(super) fn is_in(&self, of: &Self) -> bool {
        self.rfc == of.rfc && self.path.starts_with(&of.path)
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path: Vec<_> = self.path.iter().map(u32::to_string).collect();
        write!(f, "RFC {} §{}", self.rfc, path.join("."))
    }
}

/// Every section cited in `text`, in order. A `§` belongs to the last `RFC` of the same sentence: a
/// blank line, or a line without a comment, ends it.
pub(super) fn citations(text: &str) -> Vec<Section> {
    let mut found = Vec::new();
    let mut rfc = None;
    let mut rest = text;
    while let Some(at) = rest.find(['R', '§', '\n']) {
        let here = &rest[at..];
        if let Some(after) = here.strip_prefix("RFC ") {
            let (number, after) = leading_number(after);
            rfc = number;
            rest = after;
        } else if let Some(after) = here.strip_prefix('§') {
            let (path, after) = dotted(after);
            if let Some(rfc) = rfc.filter(|_| !path.is_empty()) {
                found.push(Section { rfc, path });
            }
            rest = after;
        } else if let Some(after) = here.strip_prefix('\n') {
            let next = after.trim_start();
            if !next.starts_with("//") && !next.starts_with('#') {
                rfc = None;
            }
            rest = after;
        } else {
            rest = &here[1..];
        }
    }
    found
}

fn leading_number(text: &str) -> (Option<u32>, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (text[..end].parse().ok(), &text[end..])
}

/// `6.4.5`, without a full stop behind it.
fn dotted(text: &str) -> (Vec<u32>, &str) {
    let (mut path, mut rest) = (Vec::new(), text);
    while let (Some(number), after) = leading_number(rest) {
        path.push(number);
        rest = after;
        match after.strip_prefix('.') {
            Some(next) if next.starts_with(|c: char| c.is_ascii_digit()) => rest = next,
            _ => break,
        }
    }
    (path, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        citations(text).iter().map(Section::to_string).collect()
    }

    #[test]
    fn a_section_belongs_to_the_rfc_before_it() {
        assert_eq!(
            shown("// Command: RFC 9051 §6.4.5 and §6.4.9, RFC 3501 §6.4.5."),
            ["RFC 9051 §6.4.5", "RFC 9051 §6.4.9", "RFC 3501 §6.4.5"]
        );
        assert_eq!(shown("§6.4 alone, and RFC 2822 alone"), [""; 0]);
    }

    #[test]
    fn a_sentence_may_go_on_in_the_next_comment_line() {
        assert_eq!(
            shown("// RFC 9051 §1,\n    // §2\nlet x = 1; // §3"),
            ["RFC 9051 §1", "RFC 9051 §2"]
        );
    }

    #[test]
    fn a_section_holds_those_below_it() {
        let section = |text| citations(text).remove(0);
        assert!(section("RFC 1 §6.4.4.1").is_in(&section("RFC 1 §6.4.4")));
        assert!(!section("RFC 1 §6.40").is_in(&section("RFC 1 §6.4")));
        assert!(!section("RFC 2 §6.4").is_in(&section("RFC 1 §6.4")));
    }
}
