//! What a search looks for in text: a substring, case apart (RFC 9051 §6.4.4).

use mailscope_store::Mail;
use mailscope_store::readable::{Piece, Place, field_text, is_plain_header};
use memchr::memmem::Finder;

use super::casemap::casemap;

/// A string to look for, prepared once for all messages.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    /// The string as the collation maps it.
    finder: Finder<'static>,
    /// In US-ASCII text octets are compared where they stand; nothing if such text cannot hold it.
    ascii: Option<AsciiNeedle>,
    /// Whether a fold of a header can stand in the middle of it.
    has_blank: bool,
}

impl Needle {
    pub(super) fn new(text: &str) -> Self {
        let mapped = casemap(text);
        Self {
            ascii: mapped.is_ascii().then(|| AsciiNeedle::new(mapped.as_bytes())),
            has_blank: mapped.contains([' ', '\t']),
            finder: Finder::new(mapped.as_bytes()).into_owned(),
        }
    }

    /// Whether it is in the text.
    fn is_in(&self, text: &str) -> bool {
        self.finder.find(casemap(text).as_bytes()).is_some()
    }

    fn is_in_ascii(&self, octets: &[u8]) -> bool {
        self.ascii.as_ref().is_some_and(|needle| needle.is_in(octets))
    }

    /// Whether it is in the value of a header field, decoded.
    pub(super) fn is_in_field(&self, value: &[u8]) -> bool {
        if self.is_empty() {
            return true;
        }
        let folded = self.has_blank && memchr::memchr(b'\n', value.trim_ascii_end()).is_some();
        if is_plain_header(value) && !folded {
            return self.is_in_ascii(value);
        }
        self.is_in(&field_text(value))
    }

    /// Whether it is in a field of addresses: in a name or in an address. What is quoted there is
    /// what it stands for (RFC 5322 §3.2.4).
    pub(super) fn is_in_addresses(&self, value: &[u8]) -> bool {
        self.is_in_field(value)
            || (memchr::memchr(b'\\', value).is_some()
                && self.is_in(&without_backslashes(&field_text(value))))
    }

    /// Whether it is in a piece of the mail.
    pub(super) fn is_in_piece(&self, piece: &Piece, mail: &Mail) -> bool {
        let folds = piece.place == Place::Header && self.has_blank;
        if piece.is_plain() && (!folds || self.ascii.is_none()) {
            return self.is_in_ascii(piece.octets(mail));
        }
        self.is_in(&piece.text(mail))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.finder.needle().is_empty()
    }
}

/// Each quoted pair as the character that it quotes.
fn without_backslashes(text: &str) -> String {
    let mut quoted = false;
    let keep = |c: &char| {
        quoted = *c == '\\' && !quoted;
        !quoted
    };
    text.chars().filter(keep).collect()
}

/// A string of US-ASCII in upper case.
#[derive(Clone, Debug)]
struct AsciiNeedle {
    upper: Box<[u8]>,
    /// Where the octet is that is rarest in mail: looking for that one finds few wrong places.
    rarest: usize,
}

impl AsciiNeedle {
    fn new(upper: &[u8]) -> Self {
        let rarest = (0..upper.len()).min_by_key(|&at| upper.get(at).map_or(0, |b| commonness(*b)));
        Self { upper: upper.into(), rarest: rarest.unwrap_or(0) }
    }

    fn is_in(&self, octets: &[u8]) -> bool {
        let Some(&rare) = self.upper.get(self.rarest) else { return true };
        // No place but one where the string fits around its rarest octet.
        let after = self.upper.len() - self.rarest - 1;
        let Some(end) = octets.len().checked_sub(after) else { return false };
        let Some(haystack) = octets.get(self.rarest.min(end)..end) else { return false };
        let fits = |at: usize| {
            octets
                .get(at..at + self.upper.len())
                .is_some_and(|o| o.eq_ignore_ascii_case(&self.upper))
        };
        memchr::memchr2_iter(rare, rare.to_ascii_lowercase(), haystack).any(fits)
    }
}

/// How common an octet is in letters and headers; only the order counts.
fn commonness(octet: u8) -> usize {
    const FROM_RARE_TO_COMMON: &[u8] = b"~^`|{}%$#&!*Q;\\'+?()ZX[]J@K\"V/<>=WYB:FPG,_-\
        UMCHLD0123456789.SRIAONTE \r\n";
    FROM_RARE_TO_COMMON.iter().position(|&o| o == octet.to_ascii_uppercase()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn substrings_are_found_case_apart() {
        for (needle, text, found) in [
            ("", "", true),
            ("", "x", true),
            ("x", "", false),
            ("zebra", "a ZEBRA crossing", true),
            ("zebra", "zebr", false),
            ("ab", "aab", true),
            ("aab", "ab aa b", false),
            ("e", "E", true),
            ("end", "the eND", true),
            ("endless", "the end", false),
            ("[", "{", false),
            ("@", "`", false),
        ] {
            let needle = Needle::new(needle);
            assert_eq!(needle.is_in_ascii(text.as_bytes()), found, "{needle:?} in {text:?}");
            assert_eq!(needle.is_in(text), found, "{needle:?} in {text:?}");
        }
    }

    #[test]
    fn fields_are_decoded_and_unfolded() {
        for (needle, value, found) in [
            ("grüsse", " =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n", false),
            ("GRÜßE", " =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n", true),
            ("from s", " =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= from\r\n =?UTF-8?Q?S=C3=BCd?=\r\n", true),
            ("one two", " One\r\n two\r\n", true),
            ("utf-8", " =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n", false),
        ] {
            assert_eq!(Needle::new(needle).is_in_field(value.as_bytes()), found, "{needle}");
        }
    }

    #[test]
    fn addresses_are_names_and_addresses() {
        let value = b" \"Ben \\\"Big\\\" Winter\" <ben@sued.example>,\r\n lena@sued.example\r\n";
        for (needle, found) in [
            ("ben \"big\" winter", true),
            ("BEN@sued", true),
            ("lena@sued.example", true),
            ("ada", false),
        ] {
            assert_eq!(Needle::new(needle).is_in_addresses(value), found, "{needle}");
        }
    }

    #[test]
    fn any_place_in_any_text_is_found() {
        let text: Vec<u8> = (0..400_usize).map(|i| b"abcE \r\n"[(i * i + i / 7) % 7]).collect();
        for from in (0..text.len()).step_by(13) {
            for len in 1..20 {
                let Some(part) = text.get(from..from + len) else { continue };
                let needle = Needle::new(&String::from_utf8_lossy(part).to_lowercase());
                assert!(needle.is_in_ascii(&text), "{part:?}");
            }
        }
    }
}
