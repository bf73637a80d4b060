//! Header text for people: unfolded, encoded words decoded (RFC 2047).

use std::borrow::Cow;

use mail_parser::HeaderValue;
use mail_parser::parsers::MessageStream;

use super::Charset;

/// Whether a header with these octets reads as it stands, its line ends apart: US-ASCII without
/// encoded words.
pub fn is_plain_header(octets: &[u8]) -> bool {
    octets.is_ascii() && memchr::memmem::find(octets, b"=?").is_none()
}

/// The text of a field's value: the line ends go (RFC 5322 §2.2.3), encoded words are decoded and
/// the blanks between two of them dropped (RFC 2047 §6.2). Octets above 127 are taken as UTF-8
/// (RFC 6532 §3.2), or as Latin letters where they cannot be that.
pub fn field_text(value: &[u8]) -> Cow<'_, str> {
    if is_plain_header(value) {
        return unfolded(Charset::US_ASCII.read_leniently(value));
    }
    let mut line = Charset::US_ASCII.read_leniently(value).into_owned();
    // The parser needs the end of the field, and must not take what follows it for a fold.
    line.truncate(line.trim_end().len());
    line.push('\n');
    match MessageStream::new(line.as_bytes()).parse_unstructured() {
        HeaderValue::Text(text) => Cow::Owned(text.into_owned()),
        _ => Cow::Borrowed(""),
    }
}

/// The text without its line ends and the blanks around it.
fn unfolded(text: Cow<'_, str>) -> Cow<'_, str> {
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_ascii()),
        Cow::Owned(text) => Cow::Owned(text.trim_ascii().to_owned()),
    };
    if memchr::memchr2(b'\r', b'\n', text.as_bytes()).is_none() {
        return text;
    }
    Cow::Owned(text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_decoded() {
        // The table of RFC 2047 §8, and its examples.
        let cases = [
            ("=?ISO-8859-1?Q?a?=", "a"),
            ("=?ISO-8859-1?Q?a?= b", "a b"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a?=  =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a?=\r\n =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a_b?=", "a b"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=", "a b"),
            ("=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>", "Keith Moore <moore@cs.utk.edu>"),
            (
                "=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>",
                "Keld Jørn Simonsen <keld@dkuug.dk>",
            ),
            (
                "=?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>",
                "André Pirard <PIRARD@vm1.ulg.ac.be>",
            ),
            (
                "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n    \
                 =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
                "If you can read this you understand the example.",
            ),
            ("no words\r\n\tbut a fold", "no words\tbut a fold"),
            (" Gr\u{fc}\u{df}e ", "Grüße"),
            ("", ""),
        ];
        for (value, text) in cases {
            assert_eq!(field_text(value.as_bytes()), text, "{value:?}");
        }
        assert_eq!(field_text(b"Gr\xFC\xDFe"), "Grüße");
        assert_eq!(field_text(b"=?utf-8?Q?broken"), "=?utf-8?Q?broken");
    }
}
