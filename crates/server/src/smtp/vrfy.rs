//! VRFY.

use mailscope_base::{AccountId, Address};
use mailscope_store::Store;
use mailscope_wire::smtp::{Query, Reply};

use super::{Role, SmtpServer, answer, auth, lines};
use crate::Turn;

pub(super) fn run(session: &SmtpServer, query: &Query, cx: &Turn<'_>) -> Reply {
    // Command: RFC 5321 §4.1.1.6, §3.5.
    if let Some(withheld) = withheld(session) {
        return withheld;
    }
    match &find(&query.string, cx.host)[..] {
        [] => unknown(session, query, cx),
        [one] => mailbox(one, query.smtputf8),
        several => ambiguous(several, query.smtputf8),
    }
}

/// Where nobody is told who is here, or not this client (RFC 5321 §7.3).
pub(super) fn withheld(session: &SmtpServer) -> Option<Reply> {
    if session.role == Role::Submission && session.account.is_none() {
        return Some(auth::required(session));
    }
    let text = "this server does not say; send the message, and it will be tried";
    (!session.policy.smtp.verifies).then(|| answer(252, (5, 0), text))
}

/// The mailboxes that a name or an address stands for.
pub(super) fn find(string: &str, store: &Store) -> Vec<Address> {
    let string = string.trim();
    let inner = string.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let own =
        |account: AccountId| store.account(account).map(|own| Address::new(&own.user, &own.domain));
    let name = inner.unwrap_or(string);
    if let Some((local_part, domain)) = name.rsplit_once('@') {
        let address = Address::new(local_part, domain);
        return store.recipient(&address).and_then(own).into_iter().collect();
    }
    let named = store.accounts().filter(|(_, own)| own.user.eq_ignore_ascii_case(name));
    named.map(|(_, own)| Address::new(&own.user, &own.domain)).collect()
}

/// RFC 5321 §3.5.2: the mailbox in angle brackets.
fn mailbox(address: &Address, smtputf8: bool) -> Reply {
    let text = format!("<{address}>");
    if !smtputf8 && !text.is_ascii() {
        return utf8_needed();
    }
    answer(250, (1, 5), text)
}

/// RFC 6531 §3.7.4.2.
pub(super) fn utf8_needed() -> Reply {
    answer(252, (6, 8), "the mailbox can only be shown to those who add SMTPUTF8")
}

/// RFC 5321 §3.5.1: 553, with what it could be.
fn ambiguous(several: &[Address], smtputf8: bool) -> Reply {
    let mut text = vec!["more than one is called so; which of them?".to_owned()];
    text.extend(several.iter().map(|address| format!("<{address}>")));
    if !smtputf8 && !text.iter().all(|line| line.is_ascii()) {
        return utf8_needed();
    }
    lines(553, (1, 4), text)
}

fn unknown(session: &SmtpServer, query: &Query, cx: &Turn<'_>) -> Reply {
    let domain = query.string.rsplit_once('@').map(|(_, domain)| domain.trim_end_matches('>'));
    match domain {
        Some(domain) if !cx.host.is_local(domain) => match session.role {
            // RFC 5321 §3.5.3: only the domain's own server knows.
            Role::Submission => {
                answer(252, (1, 5), "not here; a message for it would be passed on")
            }
            Role::Relay => answer(550, (7, 1), "not here, and this server relays for nobody"),
        },
        _ => answer(550, (1, 1), "nobody here is called so"),
    }
}
