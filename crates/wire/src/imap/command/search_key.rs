//! What a search looks for (RFC 9051 §6.4.4).

use bytes::Bytes;
use mailscope_base::{Flag, ModSeq};

use crate::imap::{CalendarDate, MessageSet, ObjectId};

/// `search-key` (RFC 9051 §9, RFC 5032, RFC 7162, RFC 8474, RFC 8514).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchKey {
    /// `ALL`.
    All,
    /// Every key of a list; never empty.
    And(Vec<SearchKey>),
    /// `OR a b`.
    Or(Box<SearchKey>, Box<SearchKey>),
    /// `NOT a`.
    Not(Box<SearchKey>),
    /// Sequence numbers, or `$`.
    Sequence(MessageSet),
    /// `UID set`.
    Uid(MessageSet),
    /// `ANSWERED`, `DELETED`, `DRAFT`, `FLAGGED`, `SEEN`, `KEYWORD k`.
    Flag(Flag),
    /// `UNANSWERED`, `UNDELETED`, `UNDRAFT`, `UNFLAGGED`, `UNSEEN`, `UNKEYWORD k`.
    NoFlag(Flag),
    /// `RECENT` (RFC 3501 §6.4.4).
    Recent,
    /// `NEW`: recent and not seen (RFC 3501 §6.4.4).
    New,
    /// `OLD`: not recent (RFC 3501 §6.4.4).
    Old,
    /// `BCC s`, `CC s`, `FROM s`, `SUBJECT s`, `TO s`, `HEADER name s`: a field and what it
    /// contains.
    Header {
        /// The field's name; upper case unless it was spelled out.
        name: Bytes,
        /// What it contains; empty if the field only has to be there.
        text: Bytes,
        /// Whether it was written as `HEADER name s`.
        spelled_out: bool,
    },
    /// `BODY s`.
    Body(Bytes),
    /// `TEXT s`: header or body.
    Text(Bytes),
    /// `BEFORE`, `ON`, `SINCE` and, of the `Date:` field, `SENTBEFORE`, `SENTON`, `SENTSINCE`.
    Date {
        /// Which date of the message.
        of: SearchDate,
        /// How it compares.
        is: DateIs,
        /// With what.
        date: CalendarDate,
    },
    /// `SAVEDATESUPPORTED` (RFC 8514 §4.3).
    SaveDateSupported,
    /// `LARGER n`.
    Larger(u64),
    /// `SMALLER n`.
    Smaller(u64),
    /// `OLDER n`: at least so many seconds (RFC 5032).
    Older(u32),
    /// `YOUNGER n`: at most so many seconds (RFC 5032).
    Younger(u32),
    /// `MODSEQ n`: changed at or after it (RFC 7162 §3.1.5). An entry name is read and passed over.
    ModSeq(ModSeq),
    /// `EMAILID id` (RFC 8474 §6).
    EmailId(ObjectId),
    /// `THREADID id` (RFC 8474 §6).
    ThreadId(ObjectId),
}

/// Which date a search is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchDate {
    /// When the server received it: INTERNALDATE.
    Internal,
    /// What its `Date:` field says.
    Sent,
    /// When it came into this mailbox (RFC 8514).
    Saved,
}

/// How a date compares; times of day and zones do not count (RFC 9051 §6.4.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateIs {
    /// Earlier than that day.
    Before,
    /// On that day.
    On,
    /// On that day or later.
    Since,
}
