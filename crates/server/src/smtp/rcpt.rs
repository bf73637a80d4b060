//! RCPT.

use mailscope_base::{AccountId, Address};
use mailscope_store::Triplet;
use mailscope_wire::Choice;
use mailscope_wire::smtp::{Rcpt, Reply};

use super::{
    Role, SmtpServer, State, answer, ascii_or,
    mail::is_ascii,
    transaction::{Chunks, Transaction},
};
use crate::Turn;

/// A sender that was not seen before waits (RFC 6647).
pub const GREYLISTED: Choice = Choice("greylisted");

pub(super) fn run(session: &mut SmtpServer, rcpt: Rcpt, cx: &mut Turn<'_>) -> Option<Reply> {
    // Command: RFC 5321 §4.1.1.3, §3.3. Source routes are read and left out (§3.6.1).
    let mut state = core::mem::replace(&mut session.state, State::Initial);
    let reply = match &mut state {
        State::Transaction(transaction) => Some(add(session, transaction, rcpt, cx)),
        _ => None,
    };
    session.state = state;
    reply
}

fn add(
    session: &SmtpServer,
    transaction: &mut Transaction,
    rcpt: Rcpt,
    cx: &mut Turn<'_>,
) -> Reply {
    // RFC 3461 §4.1, §4.2: NOTIFY and ORCPT go into the queue with the recipient.
    let Rcpt(recipient) = rcpt;
    if let Err(refused) = check(session, transaction, &recipient, cx) {
        return refused;
    }
    let text = format!("recipient <{}> is fine", recipient.address);
    let is_own = cx.host.recipient(&recipient.address).is_some();
    transaction.add(recipient, is_own);
    answer(250, (1, 5), ascii_or(text, "recipient is fine"))
}

fn check(
    session: &SmtpServer,
    transaction: &Transaction,
    recipient: &mailscope_base::Recipient,
    cx: &mut Turn<'_>,
) -> Result<(), Reply> {
    let policy = &session.policy.smtp;
    let address = &recipient.address;
    if !matches!(transaction.chunks, Chunks::None) {
        // RFC 3030 §2: all recipients come before the first chunk.
        return Err(answer(503, (5, 1), "the message has begun by BDAT: no more recipients"));
    }
    let has_parameters = recipient.notify.is_some() || recipient.orcpt.is_some();
    if has_parameters && !session.is_extended() {
        return Err(answer(555, (5, 4), "parameters are for those who say EHLO"));
    }
    if !transaction.envelope.smtputf8 && !is_ascii(address) {
        // RFC 6531 §3.5.
        return Err(answer(553, (6, 7), "an address beyond ASCII needs SMTPUTF8 at MAIL"));
    }
    let known = transaction.envelope.recipients.len();
    if u32::try_from(known).is_ok_and(|known| known >= policy.recipients_max) {
        // RFC 5321 §4.5.3.1.10.
        let max = policy.recipients_max;
        let text = format!("recipients at once: at most {max}; the rest in another transaction");
        return Err(answer(452, (5, 3), text));
    }
    match account(session, address, cx)? {
        Some(account) if session.role == Role::Relay => {
            has_room(account, transaction, cx)?;
            greylist(session, transaction, address, cx)
        }
        _ => Ok(()),
    }
}

/// Whose mailbox it is; nobody's if the message goes on to another host.
fn account(
    session: &SmtpServer,
    address: &Address,
    cx: &Turn<'_>,
) -> Result<Option<AccountId>, Reply> {
    if let Some(account) = cx.host.recipient(address) {
        return Ok(Some(account));
    }
    // Not: RFC 5321 §3.4: nobody here has moved away, so there is no 251 and no 551.
    // RFC 5321 §4.1.1.3: <Postmaster> without a domain is somebody at every host that has anybody.
    if address.domain.is_empty() || cx.host.is_local(&address.domain) {
        let text = format!("nobody here has the address <{address}>");
        return Err(answer(550, (1, 1), ascii_or(text, "nobody here has this address")));
    }
    if session.role == Role::Submission {
        return Ok(None);
    }
    // RFC 5321 §3.6.1, §7.9: whoever relays for strangers sends what nobody answers for.
    let domain = &address.domain;
    let text = format!("mail for {domain} does not end here, and this server relays for nobody");
    Err(answer(550, (7, 1), ascii_or(text, "this server relays for nobody")))
}

/// RFC 5321 §4.2.3: 452. RFC 3463 §3.3 means X.2.2 as a persistent transient failure: the owner can make
/// room, and until then the sender's server keeps the message and tries again.
fn has_room(account: AccountId, transaction: &Transaction, cx: &Turn<'_>) -> Result<(), Reply> {
    let Some(account) = cx.host.account(account) else { return Ok(()) };
    let quota = account.quota();
    // RFC 1870 §6.4: by the size that MAIL has declared.
    let octets = account.octets().saturating_add(transaction.declared.max(1));
    let is_full = quota.storage_octets.is_some_and(|limit| octets > limit)
        || quota.messages.is_some_and(|limit| account.messages() >= limit);
    if is_full {
        return Err(answer(452, (2, 2), "the mailbox is full; try again when there is room"));
    }
    Ok(())
}

fn greylist(
    session: &SmtpServer,
    transaction: &Transaction,
    address: &Address,
    cx: &mut Turn<'_>,
) -> Result<(), Reply> {
    let Some(delay) = session.policy.smtp.greylisting else { return Ok(()) };
    let client = session.policy.peer.map(|peer| peer.to_string());
    let client = client.as_deref().unwrap_or_else(|| session.client_name());
    let sender = transaction.envelope.reverse_path.as_ref().map(ToString::to_string);
    let triplet = Triplet::new(client, &sender.unwrap_or_default(), &address.to_string());
    let Some(left) = cx.host.greylist(triplet, delay, cx.now) else { return Ok(()) };
    cx.choose(GREYLISTED);
    let text = format!("greylisted: come again in {} seconds", left.as_secs().max(1));
    // RFC 6647 §2: any 4yz would do.
    Err(answer(451, (7, 1), text))
}
