//! STATUS (RFC 9051 §6.3.11).

use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, one_of, rule};
use crate::imap::quote::Sink;
use crate::imap::token::{list1_in_parens, mailbox};

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

/// Every item with its spelling; commands and responses share it.
pub(in crate::imap) const STATUS_ITEMS: &[(&str, StatusItem)] = &[
    ("MESSAGES", StatusItem::Messages),
    ("RECENT", StatusItem::Recent),
    ("UIDNEXT", StatusItem::UidNext),
    ("UIDVALIDITY", StatusItem::UidValidity),
    ("UNSEEN", StatusItem::Unseen),
    ("DELETED", StatusItem::Deleted),
    ("SIZE", StatusItem::Size),
    ("HIGHESTMODSEQ", StatusItem::HighestModSeq),
    ("APPENDLIMIT", StatusItem::AppendLimit),
    ("MAILBOXID", StatusItem::MailboxId),
    ("DELETED-STORAGE", StatusItem::DeletedStorage),
];

/// ```abnf
/// status = "STATUS" SP mailbox SP "(" status-att *(SP status-att) ")" ; RFC 9051 §9
/// ```
pub(super) fn status(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Status, |input| {
        let (rest, _) = verb("STATUS")(input)?;
        let (rest, mailbox) = arg(mailbox)(rest)?;
        let (rest, items) = arg(status_items)(rest)?;
        Ok((rest, CommandBody::Status { mailbox, items }))
    })(input)
}

/// ```abnf
/// status-att = "MESSAGES" / "UIDNEXT" / "UIDVALIDITY" / "UNSEEN" / "DELETED" / "SIZE" ; RFC 9051 §9
/// status-att =/ "RECENT"                          ; RFC 3501 §9
/// status-att =/ "HIGHESTMODSEQ"                   ; RFC 7162 §7
/// status-att =/ "APPENDLIMIT"                     ; RFC 7889 §5
/// status-att =/ "MAILBOXID"                       ; RFC 8474 §7
/// status-att =/ "DELETED" / "DELETED-STORAGE"     ; RFC 9208 §7
/// ```
pub(super) fn status_items(input: In<'_>) -> Out<'_, Vec<StatusItem>> {
    list1_in_parens(one_of(Kind::StatusAtt, STATUS_ITEMS))(input)
}

/// Writes `(MESSAGES UIDNEXT)`.
pub(super) fn put_items(sink: &mut impl Sink, items: &[StatusItem]) {
    sink.put(b"(");
    sink.put_spaced(items, |sink, item| {
        let spelling = STATUS_ITEMS.iter().find(|(_, known)| known == item);
        sink.put(spelling.map_or("", |(name, _)| name).as_bytes());
    });
    sink.put(b")");
}
