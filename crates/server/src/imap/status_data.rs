//! STATUS.

use mailscope_base::AccountId;
use mailscope_base::limits::MESSAGE_OCTETS_MAX;
use mailscope_store::Mailbox;
use mailscope_wire::imap::{MailboxName, ObjectId, Status, StatusItem, StatusValue, Untagged};

use super::{
    ImapServer, State, condstore, names,
    status::{bad, no_code, ok},
    tell,
};
use crate::ServerCx;

pub(super) fn run(
    session: &mut ImapServer,
    name: &MailboxName,
    items: &[StatusItem],
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let account = session.account()?;
    Some(status(session, account, name, items, cx).unwrap_or_else(|refused| refused))
}

fn status(
    session: &mut ImapServer,
    account: AccountId,
    name: &MailboxName,
    items: &[StatusItem],
    cx: &mut ServerCx<'_>,
) -> Result<Status, Status> {
    // Command: RFC 9051 §6.3.11, RFC 3501 §6.3.10, RFC 7162 §3.1.7, RFC 7889 §3.1, RFC 8438 §3,
    // RFC 8474 §4.3, RFC 9208 §4.1.4.
    let name = names::read(name, session.enabled)?;
    let mailbox = cx.host.account(account).and_then(|owner| owner.mailbox(&name)).cloned();
    let mailbox = mailbox.ok_or_else(|| no_code("NONEXISTENT", "no such mailbox"))?;
    prepare(session, items, cx)?;
    let data = of(session, &mailbox, items);
    tell(data, None, cx);
    Ok(ok("STATUS completed"))
}

/// Whether the session may ask for the items; what asking for them causes.
pub(super) fn prepare(
    session: &mut ImapServer,
    items: &[StatusItem],
    cx: &mut ServerCx<'_>,
) -> Result<(), Status> {
    if session.enabled.rev2 && items.contains(&StatusItem::Recent) {
        // RFC 9051 Appendix E, 15.
        return Err(bad("RECENT is not part of IMAP4rev2"));
    }
    if items.contains(&StatusItem::HighestModSeq) {
        condstore::enable(session, cx);
    }
    Ok(())
}

/// The STATUS response about a mailbox: each item once, in the order asked. No item costs more in
/// a larger mailbox.
pub(super) fn of(session: &ImapServer, mailbox: &Mailbox, items: &[StatusItem]) -> Untagged {
    let mut values = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        if !items.get(..i).is_some_and(|before| before.contains(item)) {
            values.extend(value(session, mailbox, *item));
        }
    }
    Untagged::StatusData { mailbox: names::write(mailbox.name(), session.enabled), values }
}

/// Nothing for an item that this server does not know, which it does not announce.
fn value(session: &ImapServer, mailbox: &Mailbox, item: StatusItem) -> Option<StatusValue> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Some(match item {
        StatusItem::Messages => StatusValue::Messages(count(mailbox.uids().len())),
        StatusItem::Recent => StatusValue::Recent(recent(session, mailbox)),
        StatusItem::UidNext => StatusValue::UidNext(mailbox.uid_next()),
        StatusItem::UidValidity => StatusValue::UidValidity(mailbox.uid_validity()),
        StatusItem::Unseen => StatusValue::Unseen(count(mailbox.unseen().len())),
        StatusItem::Deleted => StatusValue::Deleted(count(mailbox.deleted().len())),
        StatusItem::Size => StatusValue::Size(mailbox.octets()),
        StatusItem::HighestModSeq => StatusValue::HighestModSeq(mailbox.highest_modseq()),
        // RFC 7889 §3.3: the largest message, whatever the quota says.
        StatusItem::AppendLimit => {
            StatusValue::AppendLimit(Some(u32::try_from(MESSAGE_OCTETS_MAX).unwrap_or(u32::MAX)))
        }
        StatusItem::MailboxId => StatusValue::MailboxId(ObjectId::new(&mailbox.id())?),
        // RFC 9208 §4.1.4: the sum of RFC822.SIZE, in octets.
        StatusItem::DeletedStorage => StatusValue::DeletedStorage(mailbox.deleted_octets()),
        _ => return None,
    })
}

/// RFC 3501 §6.3.10: messages with `\Recent`; here, those that no session was told of, and of the
/// selected mailbox this session's own.
fn recent(session: &ImapServer, mailbox: &Mailbox) -> u32 {
    let own = match &session.state {
        State::Selected(_, selection) if selection.validity() == mailbox.uid_validity() => {
            selection.recent_count()
        }
        _ => 0,
    };
    let told = match mailbox.uids().binary_search(&mailbox.recent_from()) {
        Ok(index) | Err(index) => index,
    };
    own + u32::try_from(mailbox.uids().len() - told).unwrap_or(u32::MAX)
}
