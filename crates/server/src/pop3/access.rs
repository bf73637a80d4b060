//! POP3 where mailboxes are labels: what the session sees, and what its end means. Nothing of it is in
//! an account by the book.

use imbl::Vector;
use mailscope_base::{AccountId, EmailId, UidValidity};
use mailscope_store::{Message, PopMode, Store, StoreError};

use crate::{ServerEvent, Turn};

/// What a user writes before the name to see all mail of the last 30 days.
const RECENT: &[u8] = b"recent:";

/// The name that a user means, and how mail is to be handed out. The prefix means something only
/// where there is an account with labels behind it.
pub(super) fn user<'a>(name: &'a [u8], store: &Store) -> (&'a [u8], PopMode) {
    let recent = || {
        let (prefix, rest) = name.split_at_checked(RECENT.len())?;
        let (account, _) = store.credentials(rest)?;
        (prefix.eq_ignore_ascii_case(RECENT) && store.has_labels(account)).then_some(rest)
    };
    recent().map_or((name, PopMode::Normal), |rest| (rest, PopMode::Recent))
}

/// The messages before a session that begins now, and the mailbox that they are in; nothing where
/// they are those of INBOX.
pub(super) fn view(
    account: AccountId,
    mode: PopMode,
    cx: &Turn<'_>,
) -> Option<Result<(UidValidity, Vector<Message>), StoreError>> {
    let view = cx.host.pop_view(account, mode, cx.clock.at(cx.now))?;
    Some(view.and_then(|view| {
        let owner = cx.host.account(account).ok_or(StoreError::NoSuchAccount)?;
        let place = owner.mailbox_by_validity(view.validity).ok_or(StoreError::NoSuchMailbox)?;
        let messages = view.uids.iter().filter_map(|uid| place.get(*uid).cloned()).collect();
        Ok((view.validity, messages))
    }))
}

/// The UPDATE state: what was handed out is not handed out again, and what the owner has set becomes
/// of it. What DELE has marked stays where it is: the setting decides, not the client.
pub(super) fn update(
    account: AccountId,
    mode: PopMode,
    retrieved: impl Iterator<Item = EmailId>,
    cx: &mut Turn<'_>,
) {
    if mode == PopMode::Recent {
        return;
    }
    let emails: Vec<_> = retrieved.collect();
    let now = cx.clock.at(cx.now);
    let mut changes = cx.host.popped(account, &emails, now);
    changes.extend(cx.host.follow_up(now));
    for change in changes {
        cx.tell(ServerEvent::Changed(change));
    }
}
