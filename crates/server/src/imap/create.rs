//! CREATE.

use mailscope_base::AccountId;
use mailscope_store::{Account, Change, ChangeKind, DELIMITER, SpecialUse, Store, StoreError};
use mailscope_wire::imap::{Attribute, Code, MailboxName, ObjectId, Status};

use super::{
    ImapServer,
    enabled::Enabled,
    names,
    refusal::refusal,
    status::{WithCode as _, no_code, ok},
};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &ImapServer,
    name: &MailboxName,
    special_use: &[Attribute],
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let account = session.account()?;
    Some(create(account, session.enabled, name, special_use, cx).unwrap_or_else(|refused| refused))
}

fn create(
    account: AccountId,
    enabled: Enabled,
    supplied: &MailboxName,
    special_use: &[Attribute],
    cx: &mut ServerCx<'_>,
) -> Result<Status, Status> {
    // Command: RFC 9051 §6.3.4, RFC 3501 §6.3.3, RFC 6154 §3 (USE), RFC 8474 §4.1 (MAILBOXID).
    let name = names::read(supplied, enabled)?;
    // A delimiter at the end only announces names below it and is not part of the name.
    let name = name.strip_suffix(DELIMITER).unwrap_or(&name);
    names::check_new(name)?;
    let role = role(special_use, account, cx.host)?;
    let before = cx.host.clone();
    let changes = make_superiors(account, name, cx.host)
        .and_then(|made| Ok((made, cx.host.create_mailbox(account, name, role)?)));
    let (superiors, change) = match changes {
        Ok(changes) => changes,
        Err(error) => {
            *cx.host = before;
            return Err(refusal(error));
        }
    };
    let (kind, number) = (change.kind.clone(), change.number);
    for change in superiors.into_iter().chain([change]) {
        cx.tell(ServerEvent::Changed(change));
    }
    let ChangeKind::MailboxCreated { mailbox, validity } = kind else {
        return Ok(ok("CREATE completed"));
    };
    let spelled = supplied.as_str().strip_suffix(DELIMITER).unwrap_or(supplied.as_str());
    let spelled = MailboxName::new(spelled);
    names::tell_old_name(account, &spelled, &mailbox, enabled, Some(number), cx);
    let made = cx.host.account(account).and_then(|owner| owner.mailbox_by_validity(validity));
    let id = made.and_then(|mailbox| ObjectId::new(&mailbox.id()));
    let status = ok("CREATE completed");
    Ok(match id {
        Some(id) => status.with_code(Code::MailboxId(id)),
        None => status,
    })
}

/// RFC 9051 §6.3.4 and §6.3.6: makes the levels above the name that are no mailboxes yet.
pub(super) fn make_superiors(
    account: AccountId,
    name: &str,
    store: &mut Store,
) -> Result<Vec<Change>, StoreError> {
    let mut changes = Vec::new();
    for superior in names::superiors(name) {
        match store.create_mailbox(account, superior, None) {
            Ok(change) => changes.push(change),
            Err(StoreError::MailboxExists) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(changes)
}

/// The one use that the mailbox shall have (RFC 6154 §3).
fn role(
    wanted: &[Attribute],
    account: AccountId,
    store: &Store,
) -> Result<Option<SpecialUse>, Status> {
    let refuse = |text: &str| Err(no_code("USEATTR", text));
    let wanted = match wanted {
        [] => return Ok(None),
        [wanted] => wanted,
        _ => return refuse("a mailbox has one special use here"),
    };
    let role = match wanted.0.to_ascii_lowercase().as_str() {
        "\\drafts" => SpecialUse::Drafts,
        "\\sent" => SpecialUse::Sent,
        "\\trash" => SpecialUse::Trash,
        "\\junk" => SpecialUse::Junk,
        "\\archive" => SpecialUse::Archive,
        "\\all" | "\\flagged" => {
            return refuse("a mailbox that shows the messages of others cannot be made here");
        }
        _ => return refuse("no special use that this server knows, RFC 6154 section 2"),
    };
    let mut mailboxes = store.account(account).into_iter().flat_map(Account::mailboxes);
    match mailboxes.find(|mailbox| mailbox.role() == Some(role)) {
        Some(_) => refuse(&format!("there is a mailbox with {} already", role.attribute())),
        None => Ok(Some(role)),
    }
}
