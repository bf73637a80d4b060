//! MAIL.

use mailscope_base::{Address, Body};
use mailscope_wire::smtp::{Mail, Reply};

use super::{
    Role, SmtpServer, State, answer, ascii_or, auth, legal::MAIL_TRANSACTION,
    transaction::Transaction,
};
use crate::Turn;

pub(super) fn run(session: &mut SmtpServer, mail: Mail, cx: &mut Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.2, §3.3. RFC 6531 §3.4: SMTPUTF8 holds for the transaction.
    // Not: RFC 4954 §5: AUTH= is read, and nobody is told of it.
    if let Err(refused) = check(session, &mail, cx) {
        return refused;
    }
    session.transactions += 1;
    let from = mail.reverse_path.as_ref().map(ToString::to_string).unwrap_or_default();
    let text = ascii_or(format!("sender <{from}> is fine"), "sender is fine");
    session.state = State::Transaction(Box::new(Transaction::new(mail)));
    cx.enter(MAIL_TRANSACTION);
    answer(250, (1, 0), text)
}

fn check(session: &SmtpServer, mail: &Mail, cx: &Turn<'_>) -> Result<(), Reply> {
    let policy = &session.policy.smtp;
    if session.role == Role::Submission && session.account.is_none() {
        // RFC 6409 §4.3.
        return Err(auth::required(session));
    }
    if policy.transactions_max.is_some_and(|max| session.transactions >= max) {
        // RFC 9422: MAILMAX.
        let host = cx.host.host_name();
        let text = format!("{host} takes no more transactions in this session; connect again");
        return Err(answer(421, (5, 3), text));
    }
    if !session.is_extended() && has_parameters(mail) {
        // RFC 5321 §4.1.1.11, §2.2.1: who says HELO has not heard what is offered.
        return Err(answer(555, (5, 4), "parameters are for those who say EHLO"));
    }
    let sender = mail.reverse_path.as_ref();
    if !mail.smtputf8 && sender.is_some_and(|sender| !is_ascii(sender)) {
        // RFC 6531 §3.5.
        return Err(answer(550, (6, 7), "an address beyond ASCII needs the parameter SMTPUTF8"));
    }
    let max = policy.message_octets_max as u64;
    if mail.size.is_some_and(|size| size > max) {
        // RFC 1870 §6.1.
        return Err(answer(552, (3, 4), format!("a message here has at most {max} octets")));
    }
    owns(session, sender, cx)
}

/// Whether whoever has logged in may write as `sender`. The null reverse-path (RFC 5321 §4.5.5) is
/// everybody's: mail apps send notifications with it (RFC 8098 §3).
fn owns(session: &SmtpServer, sender: Option<&Address>, cx: &Turn<'_>) -> Result<(), Reply> {
    let (Some(account), Some(sender)) = (session.account, sender) else { return Ok(()) };
    if cx.host.recipient(sender) == Some(account) {
        return Ok(());
    }
    // RFC 6409 §6.1: what the client is not permitted to use.
    let own = cx.host.account(account).map(|own| format!("{}@{}", own.user, own.domain));
    let text = format!("you are not this sender: write as <{}>", own.unwrap_or_default());
    Err(answer(553, (7, 1), ascii_or(text, "you are not this sender")))
}

fn has_parameters(mail: &Mail) -> bool {
    let Mail { size, body, smtputf8, ret, envid, auth, .. } = mail;
    size.is_some()
        || body.is_some_and(|body| body != Body::SevenBit)
        || *smtputf8
        || ret.is_some()
        || envid.is_some()
        || auth.is_some()
}

/// Whether the address can be written without SMTPUTF8.
pub(super) fn is_ascii(address: &Address) -> bool {
    address.local_part.is_ascii() && address.domain.is_ascii()
}
