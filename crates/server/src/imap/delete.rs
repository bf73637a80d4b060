//! DELETE.

use mailscope_base::AccountId;
use mailscope_wire::imap::{Code, MailboxName, Status, Untagged};

use super::{
    AUTHENTICATED, ImapServer, State, names,
    refusal::refusal,
    status::{WithCode as _, no_code, ok},
    tell,
};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    name: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let account = session.account()?;
    Some(delete(session, account, name, cx).unwrap_or_else(|refused| refused))
}

fn delete(
    session: &mut ImapServer,
    account: AccountId,
    supplied: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Result<Status, Status> {
    // Command: RFC 9051 §6.3.5, RFC 3501 §6.3.4. Mailboxes below it stay, so a name that has some
    // remains as a level; deleting that is an error.
    let name = names::read(supplied, session.enabled)?;
    let owner = cx.host.account(account);
    let found = owner.and_then(|owner| owner.mailbox(&name));
    let Some((validity, known_as)) = found.map(|m| (m.uid_validity(), m.name().clone())) else {
        return Err(if owner.is_some_and(|owner| owner.has_children(&name)) {
            // RFC 9051 §7.1: HASCHILDREN. There is no mailbox, and the level goes with the last
            // mailbox below it.
            no_code("HASCHILDREN", "only a level above other mailboxes; delete those")
        } else {
            no_code("NONEXISTENT", "no such mailbox")
        });
    };
    let change = cx.host.delete_mailbox(account, &name).map_err(refusal)?;
    let number = change.number;
    cx.tell(ServerEvent::Changed(change));
    names::tell_old_name(account, supplied, &known_as, session.enabled, Some(number), cx);
    if let State::Selected(_, selection) = &session.state
        && selection.validity() == validity
    {
        // The client knows that it is gone: it has asked for it. RFC 9051 §7.1, CLOSED: nothing
        // that follows is about the mailbox that was selected.
        let closed = ok("the selected mailbox is deleted").with_code(Code::Closed);
        tell(Untagged::Status(closed), Some(number), cx);
        session.state = State::Authenticated(account);
        cx.enter(AUTHENTICATED);
    }
    Ok(ok("DELETE completed"))
}
