//! An attempt: all recipients of one message that are not done yet.

use std::collections::BTreeMap;
use std::sync::Arc;

use mailscope_base::limits::RECEIVED_FIELDS_MAX;
use mailscope_base::{EnhancedCode, QueueId};
use mailscope_store::Mail;
use mailscope_store::field::fields;
use mailscope_store::spool::{Queued, RecipientState};

use super::local::{self, Mailbox};
use super::outcome::own_answer;
use super::settle::{conclude, settle};
use super::{Mta, MtaCx, choice, delivery};

/// RFC 3463 §3.5 `X.4.6`: routing loop detected.
const LOOP: EnhancedCode = EnhancedCode::new(5, 4, 6);
/// RFC 3463 §3.5 `X.4.4`: unable to route.
const NO_WAY: EnhancedCode = EnhancedCode::new(5, 4, 4);

/// The host was started: nobody can end the attempts any more that were under way before. Nothing is
/// lost, since a recipient is done only once that stands in the queue (RFC 5321 §6.1).
pub(super) fn begin_interrupted_anew(cx: &mut MtaCx<'_>) {
    let interrupted: Vec<QueueId> = cx.store.spool().under_way().collect();
    for id in interrupted {
        cx.choose(choice::INTERRUPTED);
        let now = cx.now;
        let change = cx.store.reschedule(id, now);
        cx.tell(change);
    }
}

// Whatever is in a message, it is delivered or returned: RFC 5321 §6.2.
/// Tries every recipient that is not done: those of this host at once, and the others domain by
/// domain (RFC 5321 §4.5.4.1: one copy for all recipients of one destination).
pub(super) fn begin(mta: &mut Mta, id: QueueId, cx: &mut MtaCx<'_>) {
    let change = cx.store.begin_attempt(id);
    cx.tell(change);
    let Some(queued) = cx.store.spool().share(id) else { return };
    let elsewhere = deliver_here(mta, &queued, cx);
    if let Some((status, why)) = hopeless(mta, &queued.mail, &elsewhere) {
        let answer = own_answer(cx.now, status, why);
        for index in elsewhere.into_values().flatten() {
            settle(mta, &queued, index, RecipientState::Failed(answer.clone()), None, cx);
        }
    } else if !elsewhere.is_empty() && !mta.has_room() {
        let change = cx.store.reschedule(id, cx.now);
        cx.tell(change);
        return;
    } else {
        for (domain, recipients) in elsewhere {
            delivery::begin(mta, id, domain, recipients, cx);
        }
    }
    conclude(mta, id, cx);
}

/// Delivers to the recipients of this host. The others are returned by domain, each as its place in
/// the message.
fn deliver_here(mta: &Mta, queued: &Queued, cx: &mut MtaCx<'_>) -> BTreeMap<Arc<str>, Vec<usize>> {
    let mut elsewhere: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    let mut final_form = None;
    for (index, one) in queued.recipients.iter().enumerate() {
        if one.state.is_final() {
            continue;
        }
        match local::mailbox(&one.recipient.address, cx.store) {
            Mailbox::Here(account) => {
                let mail = final_form.get_or_insert_with(|| local::final_form(queued));
                let state = local::deliver(account, queued.email, mail, cx);
                settle(mta, queued, index, state, None, cx);
            }
            Mailbox::Nowhere => {
                let state = RecipientState::Failed(local::no_such_mailbox(cx.now));
                settle(mta, queued, index, state, None, cx);
            }
            Mailbox::Elsewhere => {
                let domain = one.recipient.address.domain.to_ascii_lowercase();
                elsewhere.entry(domain.into()).or_default().push(index);
            }
        }
    }
    elsewhere
}

/// Why nobody at another host can get the message, if that is so.
fn hopeless(
    mta: &Mta,
    mail: &Mail,
    elsewhere: &BTreeMap<Arc<str>, Vec<usize>>,
) -> Option<(EnhancedCode, &'static str)> {
    if elsewhere.is_empty() {
        return None;
    }
    if !mta.policy.network {
        return Some((NO_WAY, "mailscope serve never connects to other machines"));
    }
    // RFC 5321 §6.3: "normally at least 100 Received entries".
    let received = fields(mail.header_octets()).filter(|field| field.is_named(b"Received"));
    (received.count() > RECEIVED_FIELDS_MAX).then_some((
        LOOP,
        "the message has passed through too many servers; it seems to go round in circles",
    ))
}
