//! Final delivery: into the mailboxes of this host (RFC 5321 §4.4).

use mailscope_base::{AccountId, Address, EmailId, EnhancedCode, Instant};
use mailscope_store::field::{blank_line, fields};
use mailscope_store::spool::{Answer, Queued, RecipientState};
use mailscope_store::{Limit, Mail, Store, StoreError};

use super::outcome::own_answer;
use super::{MtaCx, MtaOutput};
use crate::ServerEvent;

/// Where an address leads.
pub(super) enum Mailbox {
    /// To a mailbox of this host.
    Here(AccountId),
    /// The domain ends here, and has no such mailbox.
    Nowhere,
    /// To another host.
    Elsewhere,
}

/// Where `address` leads.
pub(super) fn mailbox(address: &Address, store: &Store) -> Mailbox {
    match store.recipient(address) {
        Some(account) => Mailbox::Here(account),
        None if address.domain.is_empty() || store.is_local(&address.domain) => Mailbox::Nowhere,
        None => Mailbox::Elsewhere,
    }
}

/// RFC 3463 §3.2 `X.1.1`: the account was there when the address was accepted, or nobody asked.
pub(super) fn no_such_mailbox(now: Instant) -> Answer {
    own_answer(now, EnhancedCode::new(5, 1, 1), "there is no such mailbox here")
}

/// The message as it leaves SMTP: with the reverse-path on top, where everybody can see it, and in
/// place of any such line that it had before (RFC 5321 §4.4). For all recipients alike, so they share
/// its octets; there is no `Delivered-To:`, which no RFC knows and which would tell them apart.
pub(super) fn final_form(queued: &Queued) -> Mail {
    // Delivery: RFC 5321 §4.4.
    let path = queued.envelope.reverse_path.as_ref();
    let path = path.map(ToString::to_string).unwrap_or_default();
    let (header, bytes) = (queued.mail.header_octets(), queued.mail.bytes());
    let mut octets = Vec::with_capacity(bytes.len() + path.len() + 20);
    octets.extend_from_slice(format!("Return-Path: <{path}>\r\n").as_bytes());
    let is_path = |name: &[u8]| name.eq_ignore_ascii_case(b"Return-Path");
    if header.split(|octet| *octet == b'\n').any(|line| line.get(..11).is_some_and(is_path)) {
        for field in fields(header).filter(|field| !field.is_named(b"Return-Path")) {
            octets.extend_from_slice(field.octets);
        }
        octets.extend_from_slice(blank_line(header));
        octets.extend_from_slice(bytes.get(header.len()..).unwrap_or_default());
    } else {
        octets.extend_from_slice(bytes);
    }
    Mail::new(octets)
}

/// Puts the message into an INBOX and tells what became of it.
pub(super) fn deliver(
    account: AccountId,
    email: EmailId,
    mail: &Mail,
    cx: &mut MtaCx<'_>,
) -> RecipientState {
    let now = cx.now;
    match cx.store.deliver(account, email, mail.clone(), cx.clock.at(now)) {
        Ok(change) => {
            let following = cx.store.follow_up(cx.clock.at(now));
            for change in core::iter::once(change).chain(following) {
                cx.out.push(MtaOutput::Event(ServerEvent::Changed(change)));
            }
            let status = EnhancedCode::new(2, 0, 0);
            RecipientState::Done(own_answer(now, status, "delivered into the mailbox"))
        }
        Err(error) => refused(error, now),
    }
}

/// A mailbox that is full may be emptied: RFC 3463 §3.3 wants `X.2.2` to be a persistent transient
/// failure, so the message waits and is returned when its time is over.
fn refused(error: StoreError, now: Instant) -> RecipientState {
    match error {
        StoreError::OverQuota(_) | StoreError::LimitReached(Limit::Messages) => {
            let status = EnhancedCode::new(4, 2, 2);
            RecipientState::Deferred(own_answer(now, status, "the mailbox is full"))
        }
        StoreError::LimitReached(Limit::MessageOctets) => {
            let status = EnhancedCode::new(5, 2, 3);
            RecipientState::Failed(own_answer(
                now,
                status,
                "the message is too large for the mailbox",
            ))
        }
        _ => {
            let status = EnhancedCode::new(4, 2, 0);
            RecipientState::Deferred(own_answer(now, status, "the mailbox cannot take mail now"))
        }
    }
}
