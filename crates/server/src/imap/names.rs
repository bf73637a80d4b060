//! Mailbox names, between the wire and the store.

use mailscope_wire::imap::{MailboxName, Status};

use super::{enabled::Enabled, status::no_code};

/// The name as the store knows it (RFC 9051 §5.1, RFC 3501 §5.1.3).
pub(super) fn read(name: &MailboxName, enabled: Enabled) -> Result<String, Status> {
    name.decode(enabled.utf8_names())
        .ok_or_else(|| no_code("CANNOT", "the mailbox name is not modified UTF-7"))
}

/// The name as this client is told.
pub(super) fn write(name: &str, enabled: Enabled) -> MailboxName {
    MailboxName::of(name, enabled.utf8_names())
}
