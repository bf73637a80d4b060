//! What POP3 sees of an account whose mailboxes are labels.

use mailscope_base::{AccountId, DateTime, EmailId, Flag, Uid, UidValidity};

use super::Store;
use crate::{Change, Fetched, INBOX, PopWindow, SpecialUse, StoreError};

/// How long ago mail may have come that is handed out whoever has fetched it, in seconds: 30 days.
const RECENT_SECS: i64 = 30 * 86_400;
/// How many messages are handed out at a time.
const HANDED_OUT_MAX: usize = 250;

/// Whether each mail is handed out once, whoever fetches it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PopMode {
    /// It is.
    #[default]
    Normal,
    /// All mail of the last 30 days is handed out to everybody.
    Recent,
}

/// The messages that a POP3 session has before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopView {
    /// The mailbox that they are in.
    pub validity: UidValidity,
    /// Which of its messages, the oldest first.
    pub uids: Vec<Uid>,
}

impl Store {
    /// What a POP3 session that begins at `now` has before it; nothing in an account by the book,
    /// where it is INBOX.
    pub fn pop_view(
        &self,
        account: AccountId,
        mode: PopMode,
        now: DateTime,
    ) -> Option<Result<PopView, StoreError>> {
        let kept = self.kept(account)?;
        let since = match (mode, kept.labels.pop.window) {
            (_, PopWindow::Disabled) => return Some(Err(StoreError::PopDisabled)),
            (PopMode::Recent, _) => now.unix_secs.saturating_sub(RECENT_SECS),
            (PopMode::Normal, PopWindow::FromNowOn(since)) => since.unix_secs,
            (PopMode::Normal, PopWindow::AllMail) => i64::MIN,
        };
        // All Mail holds neither trash nor junk.
        let all = kept.place(SpecialUse::All)?;
        let all = self.account(account)?.mailbox_by_validity(all)?;
        let is_handed_out = |email| mode == PopMode::Normal && kept.popped.contains(email);
        let wanted = all
            .messages()
            .iter()
            .filter(|one| one.received.unix_secs >= since && !is_handed_out(&one.email));
        let mut wanted: Vec<_> = wanted.map(|one| (one.received.unix_secs, one.uid)).collect();
        wanted.sort_unstable();
        if mode == PopMode::Normal {
            wanted.truncate(HANDED_OUT_MAX);
        }
        let uids = wanted.into_iter().map(|(_, uid)| uid).collect();
        Some(Ok(PopView { validity: all.uid_validity(), uids }))
    }

    /// Whether a POP3 session has been handed out that mail, so that no other is (in
    /// [`PopMode::Normal`], in an account with labels).
    pub fn was_popped(&self, account: AccountId, email: EmailId) -> bool {
        self.kept(account).is_some_and(|kept| kept.popped.contains(&email))
    }

    /// A POP3 session has ended well that was handed out these mails in [`PopMode::Normal`]. They are
    /// not handed out again, and what the account's owner has set becomes of them.
    pub fn popped(&mut self, account: AccountId, emails: &[EmailId], now: DateTime) -> Vec<Change> {
        let mut changes = Vec::new();
        let Some(kept) = self.kept_mut(account) else { return changes };
        kept.popped.extend(emails.iter().copied());
        let (fetched, trash) = (kept.labels.pop.fetched, kept.place(SpecialUse::Trash));
        for email in emails {
            changes.extend(self.dispose(account, *email, fetched, trash, now));
        }
        changes
    }

    fn dispose(
        &mut self,
        account: AccountId,
        email: EmailId,
        fetched: Fetched,
        trash: Option<UidValidity>,
        now: DateTime,
    ) -> Option<Change> {
        let inbox = self.account(account)?.mailbox(INBOX)?.uid_validity();
        let places = self.present(account, email);
        let in_inbox = places.iter().find(|(validity, _)| *validity == inbox).copied();
        match fetched {
            Fetched::LeaveInInbox => None,
            Fetched::MarkRead => {
                let (validity, uid) = *places.first()?;
                let owner = self.account(account)?.mailbox_by_validity(validity)?;
                let mut flags = owner.get(uid)?.flags.clone();
                flags.insert(Flag::Seen);
                self.set_flags(account, validity, uid, flags).ok().flatten()
            }
            // Whatever EXPUNGE would do, the mail stays in All Mail.
            Fetched::Archive => {
                let (validity, uid) = in_inbox?;
                let all = self.kept(account)?.place(SpecialUse::All)?;
                if !places.iter().any(|(validity, _)| *validity == all) {
                    return None;
                }
                self.take_out(account, validity.into(), uid).ok().map(|(change, _)| change)
            }
            Fetched::Trash => {
                let (validity, uid) = *places.first()?;
                self.copy(account, validity, uid, trash?, now).ok()
            }
        }
    }
}
