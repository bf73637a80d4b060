//! Folders.

use bytes::Bytes;
use mailscope_base::AccountId;
use mailscope_store::{SpecialUse, StoreError};
use mailscope_wire::web::{Response, api};

use super::{Answer, json, read, refused, tell};
use crate::Turn;

pub(super) fn list(account: AccountId, cx: &mut Turn<'_>) -> Answer {
    let owner = cx.host.account(account).ok_or_else(|| refused(StoreError::NoSuchAccount))?;
    let rows = owner.mailboxes().map(|mailbox| api::FolderRow {
        name: mailbox.name().to_string(),
        role: mailbox.role().and_then(word).map(str::to_owned),
        total: mailbox.messages().len(),
        unread: mailbox.unseen().len(),
        subscribed: owner.is_subscribed(mailbox.name()),
    });
    let rows: Vec<_> = rows.collect();
    Ok((json(200, &rows), None))
}

/// What the page calls a purpose.
const fn word(role: SpecialUse) -> Option<&'static str> {
    match role {
        SpecialUse::Drafts => Some("drafts"),
        SpecialUse::Sent => Some("sent"),
        SpecialUse::Trash => Some("trash"),
        SpecialUse::Junk => Some("junk"),
        SpecialUse::Archive => Some("archive"),
        SpecialUse::Flagged | SpecialUse::All | SpecialUse::Important => None,
    }
}

pub(super) fn create(account: AccountId, content: &Bytes, cx: &mut Turn<'_>) -> Answer {
    let api::To { to } = read(content)?;
    let change = cx.host.create_mailbox(account, &to, None).map_err(refused)?;
    Ok((Response::empty(201), tell([change], cx)))
}

pub(super) fn rename(account: AccountId, name: &str, content: &Bytes, cx: &mut Turn<'_>) -> Answer {
    let api::To { to } = read(content)?;
    let now = cx.clock.at(cx.now);
    let changes = cx.host.rename_mailbox(account, name, &to, now).map_err(refused)?;
    Ok((Response::empty(204), tell(changes, cx)))
}

pub(super) fn delete(account: AccountId, name: &str, cx: &mut Turn<'_>) -> Answer {
    let change = cx.host.delete_mailbox(account, name).map_err(refused)?;
    Ok((Response::empty(204), tell([change], cx)))
}

pub(super) fn subscribe(
    account: AccountId,
    name: &str,
    content: &Bytes,
    cx: &mut Turn<'_>,
) -> Answer {
    let api::Subscribed { subscribed } = read(content)?;
    let change = if subscribed {
        cx.host.subscribe(account, name)
    } else {
        cx.host.unsubscribe(account, name)
    };
    let change = change.map_err(refused)?;
    Ok((Response::empty(204), tell(change, cx)))
}
