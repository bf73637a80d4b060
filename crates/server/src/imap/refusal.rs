//! What a client is answered when the store refuses.

use mailscope_store::{Limit, StoreError};
use mailscope_wire::imap::Status;

use super::status::no_code;

/// `NO` with the code that fits (RFC 5530 §3, RFC 9208 §4.3.1, RFC 7889 §4).
pub(super) fn refusal(error: StoreError) -> Status {
    let code = match error {
        StoreError::NoSuchMailbox | StoreError::NoSuchAccount => "NONEXISTENT",
        StoreError::MailboxExists => "ALREADYEXISTS",
        StoreError::NoSuchMessage => "EXPUNGEISSUED",
        StoreError::BadName
        | StoreError::InboxStays
        | StoreError::SystemLabelStays
        | StoreError::PopDisabled
        | StoreError::BelowItself => "CANNOT",
        StoreError::OverQuota(_) => "OVERQUOTA",
        StoreError::LimitReached(Limit::MessageOctets) => "TOOBIG",
        StoreError::LimitReached(_) => "LIMIT",
        StoreError::InUse => "INUSE",
    };
    no_code(code, &error.to_string())
}
