//! Character sets: octets to characters (RFC 2978, the labels of the Encoding Standard).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A character set that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    /// Nothing for US-ASCII.
    encoding: Option<&'static Encoding>,
}

impl Charset {
    /// US-ASCII: what a mail is in that names nothing (RFC 2045 §5.2).
    pub const US_ASCII: Self = Self { encoding: None };
    /// UTF-8.
    pub const UTF_8: Self = Self { encoding: Some(UTF_8) };
    /// The ones that mail uses most, by their preferred MIME names; there are more, and more names.
    pub const COMMON: [&str; 8] = [
        "US-ASCII",
        "UTF-8",
        "ISO-8859-1",
        "ISO-8859-15",
        "windows-1252",
        "KOI8-R",
        "ISO-2022-JP",
        "GB18030",
    ];

    /// The character set of that name, in any case.
    pub fn named(name: &[u8]) -> Option<Self> {
        // The Encoding Standard takes US-ASCII for windows-1252; a search must not.
        const ASCII: [&[u8]; 3] = [b"us-ascii", b"ascii", b"ansi_x3.4-1968"];
        if ASCII.iter().any(|ascii| name.eq_ignore_ascii_case(ascii)) {
            return Some(Self::US_ASCII);
        }
        Encoding::for_label_no_replacement(name).map(|encoding| Self { encoding: Some(encoding) })
    }

    /// Whether octets below 128 mean what they mean in US-ASCII, whatever stands around them.
    pub fn extends_ascii(self) -> bool {
        self.encoding.is_none_or(Encoding::is_ascii_compatible)
    }

    /// The characters of `octets`, or nothing if they are not text in this character set.
    pub fn read(self, octets: &[u8]) -> Option<Cow<'_, str>> {
        match self.encoding {
            Some(encoding) => encoding.decode_without_bom_handling_and_without_replacement(octets),
            None => core::str::from_utf8(octets).ok().filter(|s| s.is_ascii()).map(Cow::Borrowed),
        }
    }

    /// The characters of `octets`, as good as it goes. Octets above 127 in "US-ASCII" are UTF-8 if
    /// they can be, and Latin letters otherwise: that is what mails mean by them.
    pub fn read_leniently(self, octets: &[u8]) -> Cow<'_, str> {
        match (self.encoding, core::str::from_utf8(octets)) {
            (None, Ok(text)) => Cow::Borrowed(text),
            (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(octets).0,
            (Some(encoding), _) => encoding.decode_without_bom_handling(octets).0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        for name in Charset::COMMON {
            assert!(Charset::named(name.as_bytes()).is_some(), "{name}");
            assert_eq!(
                Charset::named(name.to_ascii_lowercase().as_bytes()),
                Charset::named(name.to_ascii_uppercase().as_bytes())
            );
        }
        assert_eq!(Charset::named(b"X-KLINGON"), None);
        assert_eq!(Charset::named(b""), None);
    }

    #[test]
    fn octets_become_characters() {
        let cases: [(&str, &[u8], Option<&str>); 9] = [
            ("utf-8", b"Gr\xC3\xBC\xC3\x9Fe", Some("Grüße")),
            ("utf-8", b"Gr\xFC\xDFe", None),
            ("iso-8859-1", b"Gr\xFC\xDFe", Some("Grüße")),
            ("iso-8859-15", b"5 \xA4", Some("5 €")),
            ("koi8-r", b"\xCD\xC1\xD4\xD8", Some("мать")),
            ("iso-2022-jp", b"\x1B$B8!:w\x1B(B", Some("検索")),
            ("gb2312", b"\xCB\xD1\xCB\xF7", Some("搜索")),
            ("us-ascii", b"plain", Some("plain")),
            ("us-ascii", b"Gr\xC3\xBC\xC3\x9Fe", None),
        ];
        for (name, octets, text) in cases {
            let charset = Charset::named(name.as_bytes());
            assert_eq!(charset.and_then(|c| c.read(octets)).as_deref(), text, "{name}");
        }
        assert_eq!(Charset::US_ASCII.read_leniently(b"Gr\xC3\xBC\xC3\x9Fe"), "Grüße");
        assert_eq!(Charset::US_ASCII.read_leniently(b"Gr\xFC\xDFe"), "Grüße");
    }
}
