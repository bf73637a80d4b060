//! What FETCH can tell of one message, item by item: RFC 9051 §6.4.5, and by extensions BINARY
//! (RFC 3516 §4.3), EMAILID and THREADID (RFC 8474 §5.3), SAVEDATE (RFC 8514 §4.2) and PREVIEW
//! (RFC 8970 §3.1).

use bytes::Bytes;
use mailscope_base::{Flags, ModSeq};
use mailscope_store::Message;
use mailscope_wire::imap::{FetchItem, FetchValue, Partial, Section, Status};

use super::status::no_code;
use super::{binary, body, body_structure, envelope, ids, preview};

/// A message as this session shows it.
pub(super) struct Shown<'a> {
    pub(super) message: &'a Message,
    pub(super) flags: &'a Flags,
    pub(super) modseq: ModSeq,
    pub(super) recent: bool,
    /// Whether the client has enabled `IMAP4rev2`.
    pub(super) rev2: bool,
}

/// Why an item cannot be told of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfetchable {
    /// The encoding of the part is not one that this server knows (RFC 9051 §7.5.2).
    UnknownEncoding,
    /// BINARY is for parts that have no parts (RFC 9051 §6.4.5).
    NotALeaf,
}

impl Unfetchable {
    /// `NO` to the command.
    pub(super) fn status(self) -> Status {
        match self {
            Self::UnknownEncoding => {
                no_code("UNKNOWN-CTE", "the Content-Transfer-Encoding of a part is not known here")
            }
            Self::NotALeaf => {
                no_code("CANNOT", "BINARY is for parts of a message that have no parts themselves")
            }
        }
    }
}

/// What `item` is of the message.
pub(super) fn value(item: &FetchItem, of: &Shown<'_>) -> Result<FetchValue, Unfetchable> {
    let Message { uid, email, received, saved, mail, .. } = of.message;
    Ok(match item {
        FetchItem::Flags => FetchValue::Flags { flags: of.flags.clone(), recent: of.recent },
        FetchItem::Uid => FetchValue::Uid(*uid),
        FetchItem::InternalDate => FetchValue::InternalDate(*received),
        FetchItem::Size => FetchValue::Size(mail.len() as u64),
        FetchItem::Envelope => FetchValue::Envelope(Box::new(envelope::of(&mail.header()))),
        FetchItem::Body { section, partial, .. } => FetchValue::Body {
            section: section.clone(),
            origin: partial.map(|partial| partial.start),
            data: body::section(mail, section, of.rev2)
                .map(|data| binary::without_nul(body::cut(&data, *partial))),
        },
        FetchItem::Rfc822(part) => {
            let section = Section { path: Vec::new(), part: part.clone() };
            let data = body::section(mail, &section, of.rev2).map(binary::without_nul);
            FetchValue::Rfc822 { part: part.clone(), data }
        }
        FetchItem::BodyStructure { extensible } => FetchValue::BodyStructure {
            extensible: *extensible,
            body: Box::new(body_structure::of(mail, *extensible, of.rev2)),
        },
        FetchItem::Binary { path, partial, .. } => FetchValue::Binary {
            path: path.clone(),
            origin: partial.map(|partial: Partial| partial.start),
            data: binary::part(mail, path, of.rev2)?.map(|data| body::cut(&data, *partial)),
        },
        FetchItem::BinarySize { path } => {
            let size = binary::part(mail, path, of.rev2)?.map_or(0, |data: Bytes| data.len());
            FetchValue::BinarySize {
                path: path.clone(),
                size: u32::try_from(size).unwrap_or(u32::MAX),
            }
        }
        FetchItem::EmailId => FetchValue::EmailId(ids::email(*email)),
        FetchItem::ThreadId => FetchValue::ThreadId(mail.thread_id().map(ids::thread)),
        FetchItem::SaveDate => FetchValue::SaveDate(Some(*saved)),
        FetchItem::Preview { lazy } => FetchValue::Preview(preview::of(mail, *lazy)),
        // MODSEQ; what else there may be one day is answered by what every message has.
        _ => FetchValue::ModSeq(of.modseq),
    })
}
