//! `mailbox = "INBOX" / astring` (RFC 9051 §9).

use core::fmt;
use std::sync::Arc;

use super::utf7;

/// A mailbox name as on the wire. `INBOX` is recognised in any case (RFC 9051 §5.1).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailboxName(Arc<str>);

impl MailboxName {
    /// The mailbox spelled `name`.
    pub fn new(name: &str) -> Self {
        Self(if name.eq_ignore_ascii_case("INBOX") { "INBOX".into() } else { name.into() })
    }

    /// The primary mailbox.
    pub fn inbox() -> Self {
        Self("INBOX".into())
    }

    /// The mailbox called `name`, spelled for a client that has enabled UTF-8 names (`IMAP4rev2`
    /// or `UTF8=ACCEPT`; RFC 9051 §5.1, RFC 6855 §3), or for one that has not (modified UTF-7,
    /// RFC 3501 §5.1.3).
    pub fn of(name: &str, utf8: bool) -> Self {
        if utf8 { Self::new(name) } else { Self::new(&utf7::encode(name)) }
    }

    /// What the mailbox is called. Without UTF-8 names, nothing if the spelling is not the one
    /// that RFC 3501 §5.1.3 has for a name: raw octets above 127 are wrong there.
    pub fn decode(&self, utf8: bool) -> Option<String> {
        if utf8 { Some(self.0.to_string()) } else { utf7::decode(&self.0) }
    }

    /// As on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MailboxName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
