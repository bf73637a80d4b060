//! RENAME.

use mailscope_base::AccountId;
use mailscope_store::{Change, ChangeKind, INBOX, StoreError};
use mailscope_wire::imap::{MailboxName, Status};

use super::{ImapServer, create, names, refusal::refusal, status::ok};
use crate::{ServerCx, ServerEvent};

pub(super) fn run(
    session: &mut ImapServer,
    from: &MailboxName,
    to: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let account = session.account()?;
    Some(rename(session, account, from, to, cx).unwrap_or_else(|refused| refused))
}

fn rename(
    session: &mut ImapServer,
    account: AccountId,
    from: &MailboxName,
    to: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Result<Status, Status> {
    // Command: RFC 9051 §6.3.6, RFC 3501 §6.3.5. Names below are renamed as well, levels above the
    // new name are made. INBOX stays: its messages move. Subscriptions belong to names and stay.
    let enabled = session.enabled;
    let (old, new) = (names::read(from, enabled)?, names::read(to, enabled)?);
    names::check_new(&new)?;
    let changes = rename_all(account, &old, &new, cx)?;
    let mut about = None;
    for change in changes {
        if matches!(&change.kind, ChangeKind::MailboxRenamed { to, .. } if **to == *new) {
            about = Some(change.number);
        }
        // A selected INBOX whose messages have moved is told of it like anybody else.
        if let Some((_, selection)) = session.selection_mut() {
            selection.note(&change);
        }
        cx.tell(ServerEvent::Changed(change));
    }
    if !old.eq_ignore_ascii_case(INBOX) {
        // RFC 9051 §6.3.6: the old name is told with the new one; not for names below, nor for
        // INBOX.
        names::tell_old_name(account, from, &new, enabled, about, cx);
    }
    Ok(ok("RENAME completed"))
}

/// All of it or nothing.
fn rename_all(
    account: AccountId,
    old: &str,
    new: &str,
    cx: &mut ServerCx<'_>,
) -> Result<Vec<Change>, Status> {
    let before = cx.host.clone();
    let saved = cx.clock.at(cx.now);
    let renamed = cx.host.rename_mailbox(account, old, new, saved).and_then(|renamed| {
        let mut changes = create::make_superiors(account, new, cx.host)?;
        changes.extend(renamed);
        Ok::<_, StoreError>(changes)
    });
    renamed.map_err(|error| {
        *cx.host = before;
        refusal(error)
    })
}
