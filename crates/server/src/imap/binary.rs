//! BINARY: the decoded octets of a part (RFC 9051 §6.4.5, RFC 3516).

use bytes::Bytes;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mailscope_store::{Mail, PartContent};

use super::fetch_items::Unfetchable;
use super::media_type::MediaType;
use super::mime::{Content, PartHeader};

/// What the part at `path` is without its Content-Transfer-Encoding; nothing if there is no such
/// part. The empty path is the whole message, which has no encoding (RFC 3516 §4.2).
pub(super) fn part(mail: &Mail, path: &[u32], rev2: bool) -> Result<Option<Bytes>, Unfetchable> {
    if path.is_empty() {
        return Ok(Some(mail.bytes().clone()));
    }
    let Some(part) = mail.structure().find_for(path, rev2) else { return Ok(None) };
    let is_leaf = match part.content {
        PartContent::Leaf => true,
        PartContent::Global(_) => !rev2,
        PartContent::Message(_) | PartContent::Multipart(_) => false,
    };
    if !is_leaf {
        return Err(Unfetchable::NotALeaf);
    }
    let header = PartHeader::of(mail.bytes().get(part.header.clone()).unwrap_or_default());
    let body = mail.bytes().slice(part.body.clone());
    let decoded = decode(&header, body)?;
    let media = MediaType::of_leaf(MediaType::of(&header));
    Ok(Some(if media.is_text() { with_line_ends(decoded) } else { decoded }))
}

/// The body of a part with this header, without its encoding.
pub(super) fn decode(header: &PartHeader<'_>, body: Bytes) -> Result<Bytes, Unfetchable> {
    let encoding = header.field(Content::TransferEncoding).value;
    let decoded = match encoding.to_ascii_lowercase().as_slice() {
        // RFC 2045 §6.1: the default is 7bit.
        b"" | b"7bit" | b"8bit" | b"binary" => return Ok(body),
        b"base64" => base64_decode(&body),
        b"quoted-printable" => quoted_printable_decode(&body),
        _ => None,
    };
    decoded.map(Bytes::from).ok_or(Unfetchable::UnknownEncoding)
}

/// RFC 9051 §7.5.2: text has CRLF at the end of its lines, whatever it was stored or encoded with.
fn with_line_ends(text: Bytes) -> Bytes {
    let is_bare = |at: usize| at == 0 || text.get(at - 1) != Some(&b'\r');
    let bare: Vec<usize> = memchr::memchr_iter(b'\n', &text).filter(|&at| is_bare(at)).collect();
    if bare.is_empty() {
        return text;
    }
    let mut mended = Vec::with_capacity(text.len() + bare.len());
    let mut from = 0;
    for at in bare {
        mended.extend_from_slice(text.get(from..at).unwrap_or_default());
        mended.push(b'\r');
        from = at;
    }
    mended.extend_from_slice(text.get(from..).unwrap_or_default());
    mended.into()
}

/// Octets for a string that is no literal8: NUL may not be in it (RFC 9051 §4.3.1, §9, `CHAR8`).
/// As in other servers 0x80 stands for it, so that every length stays what it is; BINARY shows the
/// octets as they are.
pub(super) fn without_nul(octets: Bytes) -> Bytes {
    if memchr::memchr(0, &octets).is_none() {
        return octets;
    }
    octets.iter().map(|&octet| if octet == 0 { 0x80 } else { octet }).collect()
}
