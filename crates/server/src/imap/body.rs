//! Sections of a message (RFC 9051 §6.4.5.1).

use bytes::{BufMut as _, Bytes, BytesMut};
use mailscope_store::{Mail, Part};
use mailscope_wire::imap::{Partial, Section, SectionPart};

use super::field;

/// The octets of a section, or nothing if the message has no such part: that is answered by NIL.
/// To `IMAP4rev1`, `message/global` is no message (RFC 3501 §9, `media-message`).
pub(super) fn section(mail: &Mail, section: &Section, rev2: bool) -> Option<Bytes> {
    if section.path.is_empty() {
        return match &section.part {
            SectionPart::Full => Some(mail.bytes().clone()),
            SectionPart::Header => Some(mail.header()),
            SectionPart::HeaderFields { names, not } => Some(subset(&mail.header(), names, *not)),
            SectionPart::Text => Some(mail.text()),
            SectionPart::Mime => None,
        };
    }
    let part = mail.structure().find_for(&section.path, rev2)?;
    let header = |part: &Part| mail.bytes().slice(part.header.clone());
    let body = |part: &Part| mail.bytes().slice(part.body.clone());
    // RFC 9051 §6.4.5.1: HEADER and TEXT after part numbers are about messages within.
    let message = || mail.structure().part(part.message(rev2)?);
    match &section.part {
        SectionPart::Full => Some(body(part)),
        SectionPart::Mime => Some(header(part)),
        SectionPart::Header => message().map(header),
        SectionPart::HeaderFields { names, not } => {
            message().map(|inner| subset(&header(inner), names, *not))
        }
        SectionPart::Text => message().map(body),
    }
}

/// `partial`: octets from `start`, at most `length`; nothing beyond the end (RFC 9051 §6.4.5).
pub(super) fn cut(data: &Bytes, partial: Option<Partial>) -> Bytes {
    let Some(Partial { start, length }) = partial else { return data.clone() };
    let start = (start as usize).min(data.len());
    let end = start.saturating_add(length as usize).min(data.len());
    data.slice(start..end)
}

/// The named fields, or all others, in their order and octets, with the empty line that ends the
/// header (RFC 9051 §6.4.5.1; if the message has one).
fn subset(header: &Bytes, names: &[String], not: bool) -> Bytes {
    let mut chosen = BytesMut::new();
    for field in field::fields(header) {
        let listed = names.iter().any(|name| field.is_named(name.as_bytes()));
        if listed != not {
            chosen.put_slice(field.octets);
        }
    }
    chosen.put_slice(field::blank_line(header));
    chosen.freeze()
}
