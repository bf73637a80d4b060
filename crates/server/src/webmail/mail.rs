//! Mail: what lists show, whole messages, and what buttons do to them.

use bytes::Bytes;
use mailscope_base::limits::WEB_PAGE_ROWS_MAX;
use mailscope_base::{AccountId, Flag, Keyword, Uid, UidValidity};
use mailscope_store::{ChangeKind, Mail, Message, SpecialUse, StoreError};
use mailscope_wire::web::{Response, api};

use super::{Answer, REMOVED, TRASHED, json, mailbox, place_for, read, refused, tell};
use crate::Turn;

/// The newest mail of a folder. Older mail would be on further pages, which this page does not ask for.
pub(super) fn page(account: AccountId, name: &str, cx: &mut Turn<'_>) -> Answer {
    let mailbox = mailbox(account, name, cx)?;
    let messages = mailbox.messages();
    let older = messages.len().saturating_sub(WEB_PAGE_ROWS_MAX);
    let mails = messages.iter().skip(older).map(row).collect();
    Ok((json(200, &api::Page { validity: mailbox.uid_validity().get(), mails }), None))
}

fn row(message: &Message) -> api::Row {
    let summary = message.mail.summary();
    let address = summary.from_address.clone().unwrap_or_default();
    api::Row {
        uid: message.uid.get(),
        flags: message.flags.names().map(str::to_owned).collect(),
        from: summary.from_name.clone().unwrap_or_else(|| address.clone()),
        address,
        subject: summary.subject.clone().unwrap_or_default(),
        date: summary.date.map(|date| date.unix_secs),
        zone: summary.date.map_or(0, |date| date.offset_mins),
        message_id: summary.message_id.as_ref().map(|id| format!("<{id}>")),
        octets: u32::try_from(message.mail.len()).unwrap_or(u32::MAX),
    }
}

pub(super) fn whole(account: AccountId, name: &str, uid: &str, cx: &mut Turn<'_>) -> Answer {
    let (_, message) = find(account, name, uid, cx)?;
    let content = message.mail.bytes().clone();
    let media_type = Some("message/rfc822");
    Ok((Response { status: 200, session: None, media_type, content }, None))
}

pub(super) fn flags(
    account: AccountId,
    name: &str,
    uid: &str,
    content: &Bytes,
    cx: &mut Turn<'_>,
) -> Answer {
    let change: api::FlagChange = read(content)?;
    let (validity, message) = find(account, name, uid, cx)?;
    let mut flags = message.flags.clone();
    for flag in change.add.iter().filter_map(|name| flag(name)) {
        flags.insert(flag);
    }
    for flag in change.remove.iter().filter_map(|name| flag(name)) {
        flags.remove(&flag);
    }
    let uid = message.uid;
    let changed = cx.host.set_flags(account, validity, uid, flags).map_err(refused)?;
    Ok((Response::empty(204), tell(changed, cx)))
}

pub(super) fn put(
    account: AccountId,
    name: &str,
    uid: &str,
    content: &Bytes,
    cx: &mut Turn<'_>,
) -> Answer {
    let api::To { to } = read(content)?;
    let (validity, message) = find(account, name, uid, cx)?;
    let uid = message.uid;
    relocate(account, validity, uid, &to, cx)
}

/// "Delete" is what the provider says it is: into the trash, and out of the trash for good.
pub(super) fn delete(account: AccountId, name: &str, uid: &str, cx: &mut Turn<'_>) -> Answer {
    let (validity, message) = find(account, name, uid, cx)?;
    let uid = message.uid;
    let trash = place_for(account, SpecialUse::Trash, "Trash", cx)?;
    if mailbox(account, &trash, cx)?.uid_validity() == validity {
        cx.choose(REMOVED);
        let change = cx.host.expunge(account, validity, uid).map_err(refused)?;
        return Ok((Response::empty(204), tell([change], cx)));
    }
    cx.choose(TRASHED);
    relocate(account, validity, uid, &trash, cx)
}

/// Removes for good what the trash holds.
pub(super) fn empty(account: AccountId, name: &str, cx: &mut Turn<'_>) -> Answer {
    let trash = mailbox(account, name, cx)?;
    if trash.role() != Some(SpecialUse::Trash) && !name.eq_ignore_ascii_case("Trash") {
        return Err(super::problem(409, "only the trash can be emptied"));
    }
    let (validity, uids) = (trash.uid_validity(), trash.uids().clone());
    let mut changes = Vec::with_capacity(uids.len());
    for uid in uids {
        changes.extend(cx.host.expunge(account, validity, uid));
    }
    cx.choose(REMOVED);
    Ok((Response::empty(204), tell(changes, cx)))
}

/// Looks through everything that the folder holds: what a device has fetched does not matter.
pub(super) fn search(account: AccountId, name: &str, word: &str, cx: &mut Turn<'_>) -> Answer {
    let wanted = word.to_lowercase();
    let found = mailbox(account, name, cx)?
        .messages()
        .iter()
        .filter(|message| has(&message.mail, &wanted))
        .map(|message| message.uid.get());
    let uids = found.collect();
    Ok((json(200, &api::Hits { uids }), None))
}

fn has(mail: &Mail, wanted: &str) -> bool {
    mail.readable().iter().any(|piece| piece.text(mail).to_lowercase().contains(wanted))
}

/// The message of that number: a page says under which validity it learned it, so that in a folder that
/// counts anew no other mail is meant.
pub(super) fn find<'a>(
    account: AccountId,
    name: &str,
    uid: &str,
    cx: &'a Turn<'_>,
) -> Result<(UidValidity, &'a Message), Response> {
    let mailbox = mailbox(account, name, cx)?;
    let validity = mailbox.uid_validity();
    let uid = uid.strip_prefix(&format!("{validity}-"));
    let uid = uid.and_then(|uid| uid.parse().ok()).and_then(Uid::new);
    let message = uid.and_then(|uid| mailbox.get(uid));
    let message = message.ok_or_else(|| refused(StoreError::NoSuchMessage))?;
    Ok((validity, message))
}

fn relocate(
    account: AccountId,
    validity: UidValidity,
    uid: Uid,
    to: &str,
    cx: &mut Turn<'_>,
) -> Answer {
    let now = cx.clock.at(cx.now);
    let changes = cx.host.relocate(account, validity, uid, to, now).map_err(refused)?;
    let place = changes.iter().find_map(|change| match &change.kind {
        ChangeKind::Appended { mailbox, validity, uid, .. } => Some(api::Place {
            folder: mailbox.to_string(),
            validity: validity.get(),
            uid: uid.get(),
        }),
        _ => None,
    });
    let response = place.map_or_else(|| Response::empty(204), |place| json(200, &place));
    Ok((response, tell(changes, cx)))
}

/// A flag by its name. What is no system flag is a keyword, if it can be one (RFC 9051 §9
/// `flag-keyword`).
fn flag(name: &str) -> Option<Flag> {
    let system = Flag::SYSTEM.into_iter().find(|flag| flag.as_str().eq_ignore_ascii_case(name));
    let special = |c: char| c.is_control() || "(){ %*\"\\]".contains(c);
    let atom = !name.is_empty() && name.is_ascii() && !name.contains(special);
    system.or_else(|| atom.then(|| Flag::Keyword(Keyword::new(name))))
}
