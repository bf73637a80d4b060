//! STATUS (RFC 9051 §7.3.3).

use mailscope_base::{ModSeq, Uid, UidValidity};

use crate::imap::ObjectId;

/// `status-att-val` (RFC 9051 §9, RFC 3501, RFC 7162, RFC 7889, RFC 8474).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatusValue {
    /// `MESSAGES n`.
    Messages(u32),
    /// `RECENT n` (RFC 3501 §6.3.10).
    Recent(u32),
    /// `UIDNEXT n`.
    UidNext(Uid),
    /// `UIDVALIDITY n`.
    UidValidity(UidValidity),
    /// `UNSEEN n`.
    Unseen(u32),
    /// `DELETED n`.
    Deleted(u32),
    /// `SIZE n`.
    Size(u64),
    /// `HIGHESTMODSEQ n`.
    HighestModSeq(ModSeq),
    /// `APPENDLIMIT n`, or NIL for no limit.
    AppendLimit(Option<u32>),
    /// `MAILBOXID (id)`.
    MailboxId(ObjectId),
    /// `DELETED-STORAGE n` (RFC 9208 §4.1.5).
    DeletedStorage(u64),
}
