//! STATUS (RFC 9051 §6.3.11).

/// `status-att` (RFC 9051 §9, RFC 3501, RFC 7162, RFC 7889, RFC 8438, RFC 8474).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum StatusItem {
    /// `MESSAGES`.
    Messages,
    /// `RECENT` (RFC 3501 §6.3.10).
    Recent,
    /// `UIDNEXT`.
    UidNext,
    /// `UIDVALIDITY`.
    UidValidity,
    /// `UNSEEN`.
    Unseen,
    /// `DELETED`.
    Deleted,
    /// `SIZE`.
    Size,
    /// `HIGHESTMODSEQ` (RFC 7162 §3.1.7).
    HighestModSeq,
    /// `APPENDLIMIT` (RFC 7889).
    AppendLimit,
    /// `MAILBOXID` (RFC 8474 §4.3).
    MailboxId,
    /// `DELETED-STORAGE` (RFC 9208 §4.1.5).
    DeletedStorage,
}
