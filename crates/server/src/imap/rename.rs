//! RENAME.

use mailscope_base::AccountId;
use mailscope_store::{Change, ChangeKind, INBOX, StoreError};
use mailscope_wire::imap::{MailboxName, Status};

use super::{ImapServer, create, enabled::Enabled, names, refusal::refusal, status::ok};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    from: &MailboxName,
    to: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let account = session.account()?;
    let enabled = session.enabled;
    let changes = match rename(account, enabled, from, to, cx) {
        Ok(changes) => changes,
        Err(refused) => return Some(refused),
    };
    for change in changes {
        // A selected INBOX whose messages have moved is told of it like anybody else.
        if let Some((_, selection)) = session.selection_mut() {
            selection.note(&change);
        }
        cx.tell(ServerEvent::Changed(change));
    }
    Some(ok("RENAME completed"))
}

/// All of it or nothing.
fn rename(
    account: AccountId,
    enabled: Enabled,
    from: &MailboxName,
    to: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Result<Vec<Change>, Status> {
    // Command: RFC 9051 §6.3.6, RFC 3501 §6.3.5. Names below are renamed as well, levels above the
    // new name are made. INBOX stays: its messages move. Subscriptions belong to names and stay.
    let (old, new) = (names::read(from, enabled)?, names::read(to, enabled)?);
    names::check_new(&new)?;
    let before = cx.host.clone();
    let saved = cx.clock.at(cx.now);
    let renamed = cx.host.rename_mailbox(account, &old, &new, saved).and_then(|renamed| {
        let mut changes = create::make_superiors(account, &new, cx.host)?;
        changes.extend(renamed);
        Ok::<_, StoreError>(changes)
    });
    let changes = renamed.map_err(|error| {
        *cx.host = before;
        refusal(error)
    })?;
    if !old.eq_ignore_ascii_case(INBOX) {
        // RFC 9051 §6.3.6: the old name told with the new one; not for names below, nor for INBOX.
        let of_itself = changes.iter().find(|change| match &change.kind {
            ChangeKind::MailboxRenamed { to, .. } => **to == *new,
            _ => false,
        });
        let about = of_itself.map(|change| change.number);
        let missing: &[&str] = if of_itself.is_some() { &[] } else { &["\\NonExistent"] };
        names::tell_old_name(from, &new, missing, enabled, about, cx);
    }
    Ok(changes)
}
