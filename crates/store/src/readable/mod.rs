//! The text of a mail for people: where it stands among the octets, and how it is decoded. What a
//! search looks at.

mod charset;
mod words;

use core::ops::Range;
use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::parsers::MessageStream;
use mail_parser::{ContentType, HeaderValue};

use crate::field::fields;
use crate::{Mail, PartContent, Structure};
pub use charset::Charset;
pub use words::{field_text, is_plain_header};

/// Which text of a mail a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A header: that of the mail, of a part or of a message within.
    Header,
    /// A text part.
    Text,
}

/// A run of octets that are text of one place in one encoding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub place: Place,
    from: u32,
    to: u32,
    coding: Coding,
}

/// How text becomes octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    /// US-ASCII as it stands, apart from the line ends that fold a header.
    Plain,
    /// A header with encoded words or octets above 127.
    Words,
    /// A transfer encoding over a character set (RFC 2045 §6).
    Encoded(Transfer, Charset),
}

/// `Content-Transfer-Encoding` (RFC 2045 §6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Transfer {
    /// `7bit`, `8bit`, `binary`.
    Identity,
    QuotedPrintable,
    Base64,
}

impl Piece {
    /// Its octets, encoded as they are.
    pub fn octets<'a>(&self, mail: &'a Mail) -> &'a [u8] {
        mail.bytes_ref().get(self.from as usize..self.to as usize).unwrap_or_default()
    }

    /// Whether the octets are the text, US-ASCII, apart from the line ends that fold a header.
    pub fn is_plain(&self) -> bool {
        self.coding == Coding::Plain
    }

    /// Its text, decoded; a header field is one line. Where the encoding is damaged, the text is
    /// what stands there.
    pub fn text<'a>(&self, mail: &'a Mail) -> Cow<'a, str> {
        let octets = self.octets(mail);
        match (self.coding, self.place) {
            (Coding::Plain, Place::Text) => Charset::US_ASCII.read_leniently(octets),
            (Coding::Plain | Coding::Words, _) => Cow::Owned(header_text(octets)),
            (Coding::Encoded(transfer, charset), _) => {
                let decoded = match transfer {
                    Transfer::Identity => None,
                    Transfer::QuotedPrintable => quoted_printable_decode(octets),
                    Transfer::Base64 => base64_decode(octets),
                };
                match decoded {
                    Some(decoded) => Cow::Owned(charset.read_leniently(&decoded).into_owned()),
                    None => charset.read_leniently(octets),
                }
            }
        }
    }
}

/// The fields of a header, decoded, one to a line.
fn header_text(octets: &[u8]) -> String {
    let mut text = String::with_capacity(octets.len());
    for field in fields(octets) {
        let value = field.raw_value();
        let name = field.octets.get(..field.octets.len() - value.len()).unwrap_or_default();
        text.push_str(&Charset::US_ASCII.read_leniently(name));
        text.push(' ');
        text.push_str(&field_text(value));
        text.push('\n');
    }
    text
}

/// The pieces of a mail in their order: its header, and the headers and texts within. Parts that
/// are neither text nor messages are left out (RFC 9051 §6.4.4 allows it), and so is what stands
/// around the parts of a multipart.
pub(crate) fn pieces(mail: &Mail) -> Box<[Piece]> {
    let (octets, header) = (mail.bytes_ref(), mail.header_octets());
    let header_len = header.len();
    let mut found = Found { octets, pieces: Vec::with_capacity(2) };
    found.add_header(0..header_len);
    match media(header) {
        // Most mails are one text: reading one field spares the parser.
        Media::Text(coding) => found.add_text(header_len..octets.len(), coding),
        Media::Other => {}
        Media::Composite => found.add_parts(mail.structure()),
    }
    found.pieces.into_boxed_slice()
}

struct Found<'a> {
    octets: &'a [u8],
    pieces: Vec<Piece>,
}

impl Found<'_> {
    fn add(&mut self, place: Place, range: Range<usize>, coding: Coding) {
        // A mail is far smaller than 4 GiB (`MESSAGE_OCTETS_MAX`).
        if let (Ok(from), Ok(to)) = (u32::try_from(range.start), u32::try_from(range.end))
            && from < to
        {
            self.pieces.push(Piece { place, from, to, coding });
        }
    }

    fn add_header(&mut self, range: Range<usize>) {
        let octets = self.octets.get(range.clone()).unwrap_or_default();
        let coding = if is_plain_header(octets) { Coding::Plain } else { Coding::Words };
        self.add(Place::Header, range, coding);
    }

    fn add_text(&mut self, range: Range<usize>, (transfer, charset): (Transfer, Charset)) {
        let octets = self.octets.get(range.clone()).unwrap_or_default();
        let plain = transfer == Transfer::Identity && charset.extends_ascii() && octets.is_ascii();
        let coding = if plain { Coding::Plain } else { Coding::Encoded(transfer, charset) };
        self.add(Place::Text, range, coding);
    }

    /// The parts below the mail's own header.
    fn add_parts(&mut self, structure: &Structure) {
        for (index, part) in structure.parts().iter().enumerate() {
            if index > 0 {
                self.add_header(part.header.clone());
            }
            if part.content == PartContent::Leaf {
                let header = self.octets.get(part.header.clone()).unwrap_or_default();
                if let Media::Text(coding) = media(header) {
                    self.add_text(part.body.clone(), coding);
                }
            }
        }
    }
}

/// What a header says of its content.
enum Media {
    Text((Transfer, Charset)),
    /// `multipart/*` or `message/*`.
    Composite,
    Other,
}

/// Reads `Content-Type` and `Content-Transfer-Encoding`; without the first, it is plain text
/// (RFC 2045 §5.2).
fn media(header: &[u8]) -> Media {
    let (mut content_type, mut transfer) = (None, Transfer::Identity);
    for field in fields(header) {
        if field.is_named(b"Content-Type") {
            content_type = content_type.or_else(|| Some(field.value()));
        } else if field.is_named(b"Content-Transfer-Encoding") {
            transfer = self::transfer(&field.value());
        }
    }
    let Some(mut value) = content_type else { return Media::Text((transfer, Charset::US_ASCII)) };
    value.push(b'\n');
    let HeaderValue::ContentType(parsed) = MessageStream::new(&value).parse_content_type() else {
        return Media::Text((transfer, Charset::US_ASCII));
    };
    let is = |main: &str| parsed.ctype().eq_ignore_ascii_case(main);
    if is("text") {
        Media::Text((transfer, charset_of(&parsed)))
    } else if is("multipart") || is("message") {
        Media::Composite
    } else {
        Media::Other
    }
}

fn charset_of(parsed: &ContentType<'_>) -> Charset {
    let name = parsed.attribute("charset");
    // What names no character set that is known is read like what names none.
    name.and_then(|name| Charset::named(name.as_bytes())).unwrap_or(Charset::US_ASCII)
}

fn transfer(value: &[u8]) -> Transfer {
    let word = value.split(|b| matches!(b, b' ' | b'\t' | b';' | b'(')).next().unwrap_or_default();
    if word.eq_ignore_ascii_case(b"quoted-printable") {
        Transfer::QuotedPrintable
    } else if word.eq_ignore_ascii_case(b"base64") {
        Transfer::Base64
    } else {
        Transfer::Identity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(mail: &[u8]) -> Vec<(Place, bool, String)> {
        let mail = Mail::new(mail.to_vec());
        mail.readable()
            .iter()
            .map(|p| (p.place, p.is_plain(), p.text(&mail).into_owned()))
            .collect()
    }

    fn text_of(mail: &[u8]) -> Vec<String> {
        let texts = texts(mail).into_iter();
        texts.filter(|(place, ..)| *place == Place::Text).map(|(.., text)| text).collect()
    }

    #[test]
    fn a_plain_mail_is_its_header_and_its_text() {
        let found = texts(b"Subject: a\r\n fold\r\nFrom: b\r\n\r\nText.\r\n");
        assert_eq!(
            found,
            [
                (Place::Header, true, "Subject: a fold\nFrom: b\n".to_owned()),
                (Place::Text, true, "Text.\r\n".to_owned()),
            ]
        );
    }

    #[test]
    fn transfer_encodings_and_character_sets_are_decoded() {
        let cases: [(&[u8], &str); 6] = [
            (
                b"Content-Type: text/plain; charset=utf-8\r\n\
                  Content-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9F=\r\ne",
                "Grüße",
            ),
            (
                b"Content-Type: text/plain; charset=\"ISO-8859-1\"\r\n\
                  Content-Transfer-Encoding: BASE64\r\n\r\nR3L832U=\r\n",
                "Grüße",
            ),
            (b"Content-Type: text/plain; charset=koi8-r\r\n\r\n\xCD\xC1\xD4\xD8", "мать"),
            (b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1B$B8!:w\x1B(B", "検索"),
            (b"Content-Type: text/plain; charset=unheard-of\r\n\r\nGr\xC3\xBC\xC3\x9Fe", "Grüße"),
            // Damaged: what stands there.
            (b"Content-Transfer-Encoding: base64\r\n\r\n*no base64*", "*no base64*"),
        ];
        for (mail, text) in cases {
            assert_eq!(text_of(mail), [text]);
        }
    }

    #[test]
    fn texts_within_are_found_and_attachments_are_not() {
        let mail = b"Content-Type: multipart/mixed; boundary=b\r\n\r\npreamble\r\n\
            --b\r\nContent-Type: text/plain\r\n\r\nOne.\r\n\
            --b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nVHdv\r\n\
            --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\
            Content-Transfer-Encoding: base64\r\n\r\nVGhyZWU=\r\n\
            --b--\r\nepilogue\r\n";
        assert_eq!(text_of(mail), ["One.", "Three"]);
        let found = texts(mail);
        let headers = found.iter().filter(|(place, ..)| *place == Place::Header);
        let headers: String = headers.map(|(.., text)| text.as_str()).collect();
        assert!(headers.contains("Subject: inner\n"), "{headers}");
        assert!(headers.contains("Content-Type: application/pdf\n"), "{headers}");
    }

    #[test]
    fn what_is_no_text_has_none() {
        assert!(text_of(b"Content-Type: image/png\r\n\r\n\x89PNG").is_empty());
        assert!(text_of(b"").is_empty());
    }
}
