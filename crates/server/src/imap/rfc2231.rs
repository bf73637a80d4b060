//! Parameter values in several pieces and in other character sets (RFC 2231), which a server of
//! `IMAP4rev2` puts together (RFC 9051 §7.5.2).

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use mailscope_store::readable::Charset;

/// One parameter of a list: its name and its value.
type Param = (Bytes, Bytes);

/// The parameters with each value in one piece and in UTF-8. What cannot be decoded stays as it is.
pub(super) fn decode(params: Vec<Param>) -> Vec<Param> {
    if !params.iter().any(|(name, _)| name.contains(&b'*')) {
        return params;
    }
    let mut pieces = Pieces::new();
    for (name, value) in &params {
        if let Some(piece) = Piece::of(name, value) {
            pieces
                .entry((piece.of.to_ascii_lowercase(), piece.number.unwrap_or(0)))
                .or_insert(piece);
        }
    }
    let mut told = BTreeSet::new();
    let mut decoded = Vec::with_capacity(params.len());
    for (name, value) in &params {
        let of = Piece::of(name, value).map_or(&**name, |piece| piece.of);
        let key = of.to_ascii_lowercase();
        if told.contains(&key) {
            // Another piece, or the same name in its plain form.
            continue;
        }
        match whole(&key, &pieces) {
            Some(whole) => {
                decoded.push((Bytes::copy_from_slice(of), whole));
                told.insert(key);
            }
            None => decoded.push((name.clone(), value.clone())),
        }
    }
    decoded
}

/// Pieces by the name that they are of, in lower case, and their number.
type Pieces<'a> = BTreeMap<(Vec<u8>, usize), Piece<'a>>;

/// A parameter whose name says that there is more to it: `name*`, `name*0` or `name*0*`.
struct Piece<'a> {
    of: &'a [u8],
    /// Nothing if it is the only one.
    number: Option<usize>,
    encoded: bool,
    value: &'a [u8],
}

impl<'a> Piece<'a> {
    fn of(name: &'a [u8], value: &'a [u8]) -> Option<Self> {
        let star = name.iter().position(|&octet| octet == b'*')?;
        let (of, rest) = (name.get(..star)?, name.get(star + 1..)?);
        let (digits, encoded) = match rest.strip_suffix(b"*") {
            _ if rest.is_empty() => (rest, true),
            Some(digits) => (digits, true),
            None => (rest, false),
        };
        let number = match digits {
            [] => None,
            digits => Some(str::from_utf8(digits).ok()?.parse().ok()?),
        };
        Some(Self { of, number, encoded, value })
    }
}

/// The value of the parameter `of`, from its pieces in their order.
fn whole(of: &[u8], pieces: &Pieces<'_>) -> Option<Bytes> {
    let first = pieces.get(&(of.to_vec(), 0))?;
    // RFC 2231 §4: the first piece names the character set and the language, if it is encoded.
    let (charset, mut octets) = if first.encoded {
        let mut parts = first.value.splitn(3, |&octet| octet == b'\'');
        let (charset, _language) = (parts.next()?, parts.next()?);
        (Charset::named(charset)?, unescape(parts.next()?))
    } else {
        (Charset::UTF_8, first.value.to_vec())
    };
    let more = 1..if first.number.is_some() { usize::MAX } else { 1 };
    for next in more.map_while(|number| pieces.get(&(of.to_vec(), number))) {
        octets.extend(if next.encoded { unescape(next.value) } else { next.value.to_vec() });
    }
    Some(Bytes::from(charset.read_leniently(&octets).into_owned()))
}

/// `%41` is `A` (RFC 2231 §7, `ext-octet`); a sign that does not begin one stands for itself.
fn unescape(value: &[u8]) -> Vec<u8> {
    let digit =
        |octet: u8| char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut octets = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        if let (b'%', [high, low, after @ ..]) = (octet, after)
            && let (Some(high), Some(low)) = (digit(*high), digit(*low))
        {
            octets.push(high * 16 + low);
            rest = after;
        } else {
            octets.push(octet);
        }
    }
    octets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imap::mime::MimeField;

    fn decoded(field: &str) -> String {
        let params = decode(MimeField::of(field.as_bytes()).params);
        let show = |(name, value): &Param| {
            format!("{}={}", String::from_utf8_lossy(name), String::from_utf8_lossy(value))
        };
        params.iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_examples_of_rfc_2231() {
        let url = "message/external-body; access-type=URL; URL*0=\"ftp://\"; \
                   URL*1=\"cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar\"";
        assert_eq!(
            decoded(url),
            "access-type=URL; URL=ftp://cs.utk.edu/pub/moore/bulk-mailer/bulk-mailer.tar"
        );
        assert_eq!(
            decoded("application/x-stuff; title*=us-ascii'en-us'This%20is%20%2A%2A%2Afun%2A%2A%2A"),
            "title=This is ***fun***"
        );
        let several = "application/x-stuff; title*0*=us-ascii'en'This%20is%20even%20more%20; \
                       title*1*=%2A%2A%2Afun%2A%2A%2A%20; title*2=\"isn't it!\"";
        assert_eq!(decoded(several), "title=This is even more ***fun*** isn't it!");
    }

    #[test]
    fn what_is_wrong_stays_as_it_is() {
        assert_eq!(decoded("a/b; c*=iso-8859-1''%fc%zz%"), "c=ü%zz%");
        assert_eq!(decoded("a/b; c*=no-such-charset''x"), "c*=no-such-charset''x");
        assert_eq!(decoded("a/b; c*=half'"), "c*=half'");
        // No beginning, and the order of the pieces does not count.
        assert_eq!(decoded("a/b; c*1=x; d*1=b; d*0=a"), "c*1=x; d=ab");
        assert_eq!(decoded("a/b; c*x=1; c=2"), "c*x=1; c=2");
    }
}
