//! What a FETCH asks for.

use crate::imap::{Partial, Section, SectionPart};

/// `fetch-att` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FetchItem {
    /// `FLAGS`.
    Flags,
    /// `UID`.
    Uid,
    /// `INTERNALDATE`.
    InternalDate,
    /// `RFC822.SIZE`.
    Size,
    /// `ENVELOPE`.
    Envelope,
    /// `BODY[section]<partial>` and, with `peek`, `BODY.PEEK[section]<partial>`.
    Body {
        /// Which part.
        section: Section,
        /// Which octets of it.
        partial: Option<Partial>,
        /// Whether `\Seen` stays as it is.
        peek: bool,
    },
    /// `RFC822`, `RFC822.HEADER` and `RFC822.TEXT` (RFC 3501 §6.4.5): the old names, answered by
    /// the old names.
    Rfc822(SectionPart),
    /// `BODYSTRUCTURE` and, without extension data, `BODY`.
    BodyStructure {
        /// True for `BODYSTRUCTURE`.
        extensible: bool,
    },
    /// `BINARY[section]<partial>` and, with `peek`, `BINARY.PEEK[section]<partial>`: decoded
    /// octets of a part (RFC 9051 §6.4.5).
    Binary {
        /// Part numbers; empty for the whole message.
        path: Vec<u32>,
        /// Which octets of it.
        partial: Option<Partial>,
        /// Whether `\\Seen` stays as it is.
        peek: bool,
    },
    /// `BINARY.SIZE[section]`.
    BinarySize {
        /// Part numbers; empty for the whole message.
        path: Vec<u32>,
    },
    /// `MODSEQ` (RFC 7162 §3.1.4.2).
    ModSeq,
    /// `EMAILID` (RFC 8474 §5.1).
    EmailId,
    /// `THREADID` (RFC 8474 §5.2).
    ThreadId,
    /// `SAVEDATE` (RFC 8514).
    SaveDate,
    /// `PREVIEW` and, with `lazy`, `PREVIEW (LAZY)` (RFC 8970).
    Preview {
        /// Only if it costs nothing.
        lazy: bool,
    },
}
