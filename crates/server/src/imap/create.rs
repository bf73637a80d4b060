//! CREATE.

use mailscope_base::AccountId;
use mailscope_store::{DELIMITER, StoreError};
use mailscope_wire::imap::{Attribute, MailboxName, Status};

use super::ImapServer;
use super::status::{no_code, ok};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &ImapServer,
    name: &MailboxName,
    _special_use: &[Attribute],
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    Some(create(session.account()?, name, cx))
}

fn create(account: AccountId, name: &MailboxName, cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.3.4, RFC 3501 §6.3.3. A delimiter at the end only announces names below
    // it and is not part of the name.
    let name = name.as_str();
    let name = name.strip_suffix(DELIMITER).unwrap_or(name);
    if name.contains(['%', '*']) {
        // RFC 9051 §5.1: wildcards in names are allowed and ill-advised; no LIST could tell them
        // apart.
        return no_code("CANNOT", "a name with % or * cannot be listed");
    }
    // RFC 9051 §6.3.4: levels above are made if they are missing.
    let superiors = name.match_indices(DELIMITER).filter_map(|(at, _)| name.get(..at));
    let before = cx.host.clone();
    let mut changes = Vec::new();
    for superior in superiors {
        match cx.host.create_mailbox(account, superior, None) {
            Ok(change) => changes.push(change),
            Err(StoreError::MailboxExists) => {}
            Err(error) => {
                *cx.host = before;
                return refusal(error);
            }
        }
    }
    match cx.host.create_mailbox(account, name, None) {
        Ok(change) => changes.push(change),
        Err(error) => {
            *cx.host = before;
            return refusal(error);
        }
    }
    for change in changes {
        cx.tell(ServerEvent::Changed(change));
    }
    ok("CREATE completed")
}

fn refusal(error: StoreError) -> Status {
    let code = match error {
        StoreError::MailboxExists => "ALREADYEXISTS",
        StoreError::LimitReached(_) => "LIMIT",
        _ => "CANNOT",
    };
    no_code(code, &error.to_string())
}
