//! Media types of parts (RFC 2045 §5, RFC 2046).

use bytes::Bytes;

use super::mime::{Content, MimeField, PartHeader, is_token};

/// `Content-Type:`.
#[derive(Debug)]
pub(super) struct MediaType {
    pub(super) name: Bytes,
    pub(super) subtype: Bytes,
    pub(super) params: Vec<(Bytes, Bytes)>,
}

impl MediaType {
    /// What the header says, if it says it so that it can be read (RFC 2045 §5.1).
    pub(super) fn of(header: &PartHeader<'_>) -> Option<Self> {
        let MimeField { value, params } = header.field(Content::Type);
        let slash = value.iter().position(|&octet| octet == b'/')?;
        let (name, subtype) = (value.get(..slash)?.trim_ascii(), value.get(slash + 1..)?);
        let subtype = subtype.trim_ascii();
        (is_token(name) && is_token(subtype)).then(|| Self {
            name: Bytes::copy_from_slice(name),
            subtype: Bytes::copy_from_slice(subtype),
            params,
        })
    }

    /// The type of a part in which no other parts were found.
    pub(super) fn of_leaf(declared: Option<Self>) -> Self {
        match declared {
            // RFC 2045 §6.4: a message must not be encoded; what is in it cannot be told.
            Some(media) if media.is_message() => Self::octet_stream(),
            // RFC 2046 §5.2.4: what a subtype of message that is not known counts as. Under its own
            // name, a client of RFC 9051 would look for the envelope; and an encoded one has none.
            Some(media) if media.is_global() => Self::octet_stream(),
            // RFC 2045 §5.2: what a multipart without its delimiter, or nothing, stands for.
            Some(media) if media.is_multipart() => Self::text(),
            Some(media) => media,
            None => Self::text(),
        }
    }

    /// Whether RFC 3501 §9, `media-message`, wants an envelope told with it.
    pub(super) fn is_message(&self) -> bool {
        self.name.eq_ignore_ascii_case(b"MESSAGE") && self.subtype.eq_ignore_ascii_case(b"RFC822")
    }

    /// Whether only RFC 9051 §9, `media-message`, wants that.
    pub(super) fn is_global(&self) -> bool {
        self.name.eq_ignore_ascii_case(b"MESSAGE") && self.subtype.eq_ignore_ascii_case(b"GLOBAL")
    }

    /// Whether lines count in it.
    pub(super) fn is_text(&self) -> bool {
        self.name.eq_ignore_ascii_case(b"TEXT")
    }

    pub(super) fn is_multipart(&self) -> bool {
        self.name.eq_ignore_ascii_case(b"MULTIPART")
    }

    pub(super) fn text() -> Self {
        let charset = (Bytes::from_static(b"CHARSET"), Bytes::from_static(b"US-ASCII"));
        Self { params: vec![charset], ..Self::bare(b"TEXT", b"PLAIN") }
    }

    pub(super) fn mixed() -> Self {
        Self::bare(b"MULTIPART", b"MIXED")
    }

    pub(super) fn rfc822() -> Self {
        Self::bare(b"MESSAGE", b"RFC822")
    }

    pub(super) fn octet_stream() -> Self {
        Self::bare(b"APPLICATION", b"OCTET-STREAM")
    }

    fn bare(name: &'static [u8], subtype: &'static [u8]) -> Self {
        let (name, subtype) = (Bytes::from_static(name), Bytes::from_static(subtype));
        Self { name, subtype, params: Vec::new() }
    }
}
