//! What a person writes on the page: drafts, and mail that is sent. The program queues it itself; no
//! submission is needed where the writer is at the server already.

use std::net::IpAddr;

use bytes::Bytes;
use mailscope_base::{AccountId, Address, Body, Envelope, Flag, Flags, Recipient, UidValidity};
use mailscope_store::{Mail, Message, NewMessage, SpecialUse, StoreError};
use mailscope_wire::web::{Response, api};

use super::{Answer, KEPT_SENT, json, place_for, problem, read, refused, tell};
use crate::{ServerEvent, Turn};

/// Keeps an unfinished mail, in place of an earlier one where it says so.
pub(super) fn draft(account: AccountId, content: &Bytes, cx: &mut Turn<'_>) -> Answer {
    let written: api::Written = read(content)?;
    let drafts = place_for(account, SpecialUse::Drafts, "Drafts", cx)?;
    let mail = Mail::new(Bytes::from(written.message.into_bytes()));
    let flags = [Flag::Draft, Flag::Seen].into_iter().collect();
    let place = file(account, &drafts, mail, flags, cx)?;
    remove(account, written.instead_of.as_ref(), cx);
    Ok((json(201, &place), None))
}

/// Takes responsibility for a message (RFC 5321 §6.1), keeps a copy, and marks what it answers.
pub(super) fn send(
    account: AccountId,
    content: &Bytes,
    peer: Option<IpAddr>,
    cx: &mut Turn<'_>,
) -> Answer {
    let written: api::Written = read(content)?;
    let recipients: Option<Vec<_>> = written.recipients.iter().map(|to| address(to)).collect();
    let recipients = recipients.filter(|all| !all.is_empty());
    let recipients = recipients.ok_or_else(|| problem(400, "for whom is it?"))?;
    let owner = cx.host.account(account).ok_or_else(|| refused(StoreError::NoSuchAccount))?;
    let sender = Address::new(&owner.user, &owner.domain);
    let is_ascii = written.message.is_ascii();
    let smtputf8 = recipients.iter().chain([&sender]).any(|a| !a.to_string().is_ascii());
    let envelope = Envelope {
        reverse_path: Some(sender),
        recipients: recipients.into_iter().map(Recipient::plain).collect(),
        body: if is_ascii { Body::SevenBit } else { Body::EightBitMime },
        smtputf8,
        ..Envelope::default()
    };
    let mail = Mail::new(Bytes::from(received(peer, cx) + &written.message));
    let queued = cx.host.enqueue(envelope, mail.clone(), cx.now).map_err(refused)?;
    let number = queued.number;
    cx.tell(ServerEvent::Spooled(queued));
    keep(account, mail, cx)?;
    if let Some(answered) = &written.answers {
        mark_answered(account, answered, cx);
    }
    remove(account, written.instead_of.as_ref(), cx);
    Ok((Response::empty(204), Some(number)))
}

/// The provider's copy of what was sent.
fn keep(account: AccountId, mail: Mail, cx: &mut Turn<'_>) -> Result<(), Response> {
    let now = cx.clock.at(cx.now);
    cx.choose(KEPT_SENT);
    if let Some(copy) = cx.host.file_sent(account, mail.clone(), now) {
        tell([copy], cx);
        return Ok(());
    }
    let sent = place_for(account, SpecialUse::Sent, "Sent", cx)?;
    // The message is on its way already: a copy that finds no room is no reason to say no.
    let _ = file(account, &sent, mail, [Flag::Seen].into_iter().collect(), cx);
    Ok(())
}

fn file(
    account: AccountId,
    folder: &str,
    mail: Mail,
    flags: Flags,
    cx: &mut Turn<'_>,
) -> Result<api::Place, Response> {
    let now = cx.clock.at(cx.now);
    let message = NewMessage { mail, flags, received: now, saved: now };
    let change = cx.host.append(account, folder, message).map_err(refused)?;
    let (validity, uid) = change.kind.place().ok_or_else(|| refused(StoreError::NoSuchMessage))?;
    tell([change], cx);
    Ok(api::Place { folder: folder.to_owned(), validity: validity.get(), uid: uid.get() })
}

fn mark_answered(account: AccountId, answered: &api::Place, cx: &mut Turn<'_>) {
    let Ok((validity, message)) = find(account, answered, cx) else { return };
    let mut flags = message.flags.clone();
    flags.insert(Flag::Answered);
    let uid = message.uid;
    let change = cx.host.set_flags(account, validity, uid, flags).ok().flatten();
    tell(change, cx);
}

/// Removes a draft that is no longer one.
fn remove(account: AccountId, place: Option<&api::Place>, cx: &mut Turn<'_>) {
    let Some(place) = place else { return };
    let Ok((validity, message)) = find(account, place, cx) else { return };
    // Only drafts may vanish like this.
    if message.flags.contains(&Flag::Draft) {
        let uid = message.uid;
        let change = cx.host.expunge(account, validity, uid).ok();
        tell(change, cx);
    }
}

fn find<'a>(
    account: AccountId,
    place: &api::Place,
    cx: &'a Turn<'_>,
) -> Result<(UidValidity, &'a Message), Response> {
    let number = format!("{}-{}", place.validity, place.uid);
    super::mail::find(account, &place.folder, &number, cx)
}

/// The trace field (RFC 5321 §4.4): what comes by a web page comes "with HTTP".
fn received(peer: Option<IpAddr>, cx: &Turn<'_>) -> String {
    let from = match peer {
        Some(IpAddr::V6(v6)) => format!("from [IPv6:{v6}]"),
        Some(IpAddr::V4(v4)) => format!("from [{v4}]"),
        None => "from localhost".to_owned(),
    };
    let (host, id) = (cx.host.host_name(), cx.host.spool().next_id());
    let date = cx.clock.at(cx.now);
    format!("Received: {from}\r\n\tby {host} with HTTP id {id};\r\n\t{date}\r\n")
}

fn address(text: &str) -> Option<Address> {
    let (local, domain) = text.rsplit_once('@')?;
    let is_line = !text.contains(char::is_control);
    (is_line && !local.is_empty() && !domain.is_empty()).then(|| Address::new(local, domain))
}
