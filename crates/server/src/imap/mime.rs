//! MIME header fields: a value and its parameters (RFC 2045 §5.1, RFC 2183 §2).

use bytes::Bytes;

use super::field::{Field, pick};

/// A field such as `attachment; filename="a b.txt"`, without its comments (RFC 5322 §3.2.2).
#[derive(Debug, Default)]
pub(super) struct MimeField {
    /// What stands before the first semicolon.
    pub(super) value: Bytes,
    /// Names and values as written, quotes and backslashes apart. What RFC 2231 encodes or divides
    /// stays so: `filename*` is a name of its own.
    pub(super) params: Vec<(Bytes, Bytes)>,
}

impl MimeField {
    /// Takes an unfolded field value apart. Whatever cannot be a parameter is passed over.
    pub(super) fn of(unfolded: &[u8]) -> Self {
        let mut rest = unfolded;
        let (value, _) = segment(&mut rest);
        let mut params = Vec::new();
        while !rest.is_empty() {
            if let (name, Some(value)) = segment(&mut rest)
                && !name.is_empty()
            {
                params.push((name, value));
            }
        }
        Self { value, params }
    }
}

/// Octets without the blanks around them; blanks in quotes stay.
#[derive(Default)]
struct Text {
    octets: Vec<u8>,
    /// What is before this was quoted, or is no blank.
    kept: usize,
}

impl Text {
    fn push(&mut self, octet: u8) {
        let blank = octet.is_ascii_whitespace();
        if blank && self.octets.is_empty() {
            return;
        }
        self.octets.push(octet);
        if !blank {
            self.kept = self.octets.len();
        }
    }

    fn push_quoted(&mut self, octet: u8) {
        self.octets.push(octet);
        self.kept = self.octets.len();
    }

    fn finish(mut self) -> Bytes {
        self.octets.truncate(self.kept);
        self.octets.into()
    }
}

/// Takes what stands before the next semicolon, and that one: a name, and a value after `=`.
fn segment(rest: &mut &[u8]) -> (Bytes, Option<Bytes>) {
    let (mut name, mut value) = (Text::default(), None::<Text>);
    while let Some((&octet, after)) = rest.split_first() {
        *rest = after;
        match octet {
            b';' => break,
            b'(' => skip_comment(rest),
            b'"' => take_quoted(rest, value.as_mut().unwrap_or(&mut name)),
            b'=' if value.is_none() => value = Some(Text::default()),
            _ => value.as_mut().unwrap_or(&mut name).push(octet),
        }
    }
    (name.finish(), value.map(Text::finish))
}

/// The rest of a quoted string (RFC 5322 §3.2.4).
fn take_quoted(rest: &mut &[u8], into: &mut Text) {
    while let Some((&octet, after)) = rest.split_first() {
        *rest = after;
        match (octet, after) {
            (b'"', _) => return,
            (b'\\', [escaped, after @ ..]) => {
                into.push_quoted(*escaped);
                *rest = after;
            }
            _ => into.push_quoted(octet),
        }
    }
}

/// The rest of a comment and of those within.
fn skip_comment(rest: &mut &[u8]) {
    let mut open = 1_usize;
    while let Some((&octet, after)) = rest.split_first() {
        *rest = after;
        match octet {
            b'(' => open += 1,
            b')' => open -= 1,
            b'\\' => *rest = after.get(1..).unwrap_or_default(),
            _ => {}
        }
        if open == 0 {
            return;
        }
    }
}

/// `token` (RFC 2045 §5.1).
pub(super) fn is_token(octets: &[u8]) -> bool {
    const TSPECIALS: &[u8] = b"()<>@,;:\\\"/[]?=";
    !octets.is_empty()
        && octets.iter().all(|octet| octet.is_ascii_graphic() && !TSPECIALS.contains(octet))
}

/// The fields that describe a part (RFC 2045, RFC 2183, RFC 3282, RFC 1864, RFC 2557): the first of
/// each name.
pub(super) struct PartHeader<'a>([Option<Field<'a>>; 8]);

/// A field that describes a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// `Content-Type`.
    Type,
    /// `Content-Transfer-Encoding`.
    TransferEncoding,
    /// `Content-ID`.
    Id,
    /// `Content-Description`.
    Description,
    /// `Content-Disposition`.
    Disposition,
    /// `Content-Language`.
    Language,
    /// `Content-MD5`.
    Md5,
    /// `Content-Location`.
    Location,
}

impl<'a> PartHeader<'a> {
    pub(super) fn of(header: &'a [u8]) -> Self {
        Self(pick(
            header,
            &[
                b"Content-Type",
                b"Content-Transfer-Encoding",
                b"Content-ID",
                b"Content-Description",
                b"Content-Disposition",
                b"Content-Language",
                b"Content-MD5",
                b"Content-Location",
            ],
        ))
    }

    /// The field's value, unfolded; empty if there is none.
    pub(super) fn text(&self, which: Content) -> Vec<u8> {
        let field = self.0.get(which as usize).copied().flatten();
        field.map(|field| field.value()).unwrap_or_default()
    }

    /// The field's value and parameters.
    pub(super) fn field(&self, which: Content) -> MimeField {
        MimeField::of(&self.text(which))
    }
}
