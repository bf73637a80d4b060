//! APPEND (RFC 9051 §6.3.12) of one message or several (RFC 3502).

use bytes::Bytes;
use mailscope_base::{DateTime, Flag};

/// One message of an APPEND.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppendMessage {
    /// The flags it shall have.
    pub flags: Vec<Flag>,
    /// Its INTERNALDATE; none means now.
    pub date: Option<DateTime>,
    /// Its octets.
    pub octets: Bytes,
    /// How they were sent.
    pub form: AppendForm,
}

/// How the octets of an APPEND were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppendForm {
    /// `literal`.
    Literal,
    /// `literal8`: may hold NUL (RFC 9051 §6.3.12, RFC 3516 §4.4).
    Binary,
    /// `UTF8 (literal8)`: the header is in UTF-8 (RFC 6855 §4).
    Utf8,
}
