//! SUBSCRIBE and UNSUBSCRIBE.

use mailscope_base::AccountId;
use mailscope_store::Change;
use mailscope_wire::imap::{MailboxName, Status};

use super::{
    ImapServer, names,
    refusal::refusal,
    status::{no_code, ok},
};
use crate::{ServerCx, ServerEvent};

pub(super) fn subscribe(
    session: &ImapServer,
    name: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.3.7, RFC 3501 §6.3.6. "A server MAY validate the mailbox argument";
    // this one does, as a name that is misspelled helps nobody. A level above mailboxes will do, and
    // a subscription outlives its mailbox.
    let account = session.account()?;
    let subscribed = names::read(name, session.enabled).and_then(|name| {
        let known = cx.host.account(account).is_some_and(|owner| {
            owner.mailbox(&name).is_some()
                || owner.has_children(&name)
                || owner.is_subscribed(&name)
        });
        if !known {
            return Err(no_code("NONEXISTENT", "no such mailbox"));
        }
        cx.host.subscribe(account, &name).map_err(refusal)
    });
    Some(complete(subscribed, "SUBSCRIBE completed", cx))
}

pub(super) fn unsubscribe(
    session: &ImapServer,
    name: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9051 §6.3.8, RFC 3501 §6.3.7: OK also if the name is not subscribed to.
    let account: AccountId = session.account()?;
    let unsubscribed = names::read(name, session.enabled)
        .and_then(|name| cx.host.unsubscribe(account, &name).map_err(refusal));
    Some(complete(unsubscribed, "UNSUBSCRIBE completed", cx))
}

fn complete(done: Result<Option<Change>, Status>, text: &str, cx: &mut ServerCx<'_>) -> Status {
    match done {
        Ok(change) => {
            if let Some(change) = change {
                cx.tell(ServerEvent::Changed(change));
            }
            ok(text)
        }
        Err(refused) => refused,
    }
}
