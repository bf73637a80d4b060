//! Changes made on the device that the server has not confirmed, and what the device shows
//! meanwhile: the server's last word with the person's taps on top of it.

use mailscope_base::{Flag, Instant, Uid, UidValidity};

use super::shelf::Confirmed;
use super::{LocalChange, LocalId, LocalMail, Origin, Standing};

/// Something to be done with the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Its name; never reused.
    pub(crate) number: u32,
    /// The mail.
    pub(crate) id: LocalId,
    /// What.
    pub(crate) kind: ChangeKind,
    /// A command for it was sent, and not answered by NO: the server may have done it.
    pub(crate) tried: bool,
    /// The folder that it names was there when the person named it.
    pub(crate) aware: bool,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    /// Fetch the whole message: changes nothing on the server.
    FetchBody,
    /// Set or clear a flag.
    SetFlag(Flag, bool),
    /// Put into another mailbox.
    Move(String, MoveStage),
    /// Mark `\Deleted` and expunge; true as soon as it is marked.
    Expunge(bool),
}

/// How far a move without MOVE has come (RFC 6851 §3.3 names the steps). A cut connection resumes
/// here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MoveStage {
    /// Nothing has been done.
    Start,
    /// The copy exists, at this UID if the server told it.
    Copied(Option<(UidValidity, Uid)>),
    /// The original is marked `\Deleted`.
    Marked(Option<(UidValidity, Uid)>),
}

impl LocalMail {
    /// How many changes made here the server for reading has not confirmed.
    pub(crate) fn queued(&self) -> usize {
        let changes = self.outbox.iter().filter(|change| change.kind != ChangeKind::FetchBody);
        changes.count() + self.unique_ids.doomed.len() + self.filings.len()
    }

    /// Where the server holds a mail.
    pub(crate) fn place(&self, id: LocalId) -> Option<(&str, Uid)> {
        let kept = self.messages.get(&id)?;
        match kept.message.origin {
            Origin::Imap(_, uid) => Some((kept.home(), uid)),
            Origin::Pop3(_) | Origin::Composed(_) => None,
        }
    }

    /// The change of that name.
    pub(crate) fn change(&self, number: u32) -> Option<&Change> {
        self.outbox.iter().find(|change| change.number == number)
    }

    /// Queues a change and shows it at once; tells whether there was anything to do.
    pub(crate) fn enqueue(&mut self, id: LocalId, kind: ChangeKind, now: Instant) -> bool {
        let repeated = |change: &Change| change.id == id && change.kind == kind;
        let Some(message) = self.message(id) else { return false };
        // The server knows nothing of a mail that was written here and is not filed.
        if matches!(message.origin, Origin::Composed(_)) {
            return false;
        }
        let idle = match &kind {
            ChangeKind::FetchBody => message.body.is_some() || self.outbox.iter().any(repeated),
            ChangeKind::SetFlag(flag, on) => message.flags.contains(flag) == *on,
            ChangeKind::Move(to, _) => message.folder == *to,
            ChangeKind::Expunge(_) => self.outbox.iter().any(repeated),
        };
        if idle {
            return false;
        }
        let number = self.next_change;
        self.next_change = self.next_change.wrapping_add(1);
        let visible = kind != ChangeKind::FetchBody;
        let aware = match &kind {
            ChangeKind::Move(to, _) => self.folder(to).is_some(),
            _ => true,
        };
        self.outbox.push_back(Change { number, id, kind, tried: false, aware });
        if visible {
            self.repaint(id, now);
        }
        true
    }

    /// A command for a change is sent, or was answered by NO.
    pub(crate) fn set_tried(&mut self, number: u32, tried: bool) {
        if let Some(change) = self.outbox.iter_mut().find(|change| change.number == number) {
            change.tried = tried;
        }
    }

    /// Records how far a change has come.
    pub(crate) fn progress(&mut self, number: u32, kind: ChangeKind) {
        if let Some(change) = self.outbox.iter_mut().find(|change| change.number == number) {
            change.kind = kind;
        }
    }

    /// The server has done a change.
    pub(crate) fn confirm(&mut self, number: u32, now: Instant) {
        let Some(change) = self.drop_change(number) else { return };
        let id = change.id;
        if let ChangeKind::SetFlag(flag, on) = change.kind {
            self.edit(id, |kept| {
                if let Some(confirmed) = &mut kept.confirmed {
                    if on {
                        confirmed.flags.insert(flag);
                    } else {
                        confirmed.flags.remove(&flag);
                    }
                }
            });
        }
        if self.repaint(id, now) {
            self.changes.push(LocalChange::Settled { id });
        }
    }

    /// The server refuses a change: the mail shows again what the server last said, with the other
    /// changes.
    pub(crate) fn reject(&mut self, number: u32, now: Instant) {
        if let Some(change) = self.drop_change(number) {
            self.repaint(change.id, now);
        }
    }

    /// How many changes want a mail removed.
    pub(crate) fn removals_of(&self, id: LocalId) -> usize {
        let removes =
            |change: &&Change| change.id == id && matches!(change.kind, ChangeKind::Expunge(_));
        self.outbox.iter().filter(removes).count()
    }

    /// Removes the changes of a mail that is gone; tells how many of them are lost.
    pub(crate) fn drop_changes_of(&mut self, id: LocalId) -> usize {
        if self.outbox.is_empty() {
            return 0;
        }
        let lost = |change: &&Change| {
            let wanted_gone = matches!(change.kind, ChangeKind::FetchBody | ChangeKind::Expunge(_));
            change.id == id && !wanted_gone
        };
        let count = self.outbox.iter().filter(lost).count();
        self.outbox.retain(|change| change.id != id);
        count
    }

    /// Shows the server's last word with the changes made here on top of it. Tells whether the mail
    /// is no longer waiting for the server.
    pub(crate) fn repaint(&mut self, id: LocalId, now: Instant) -> bool {
        let kinds: Vec<ChangeKind> = self
            .outbox
            .iter()
            .filter(|change| change.id == id && change.kind != ChangeKind::FetchBody)
            .map(|change| change.kind.clone())
            .collect();
        let mut settled = false;
        self.edit(id, |kept| {
            let message = &mut kept.message;
            settled = kinds.is_empty() && kept.confirmed.is_some();
            let base = kept.confirmed.take().unwrap_or_else(|| Confirmed {
                folder: message.folder.clone(),
                flags: message.flags.clone(),
            });
            message.known_at = now;
            message.folder.clone_from(&base.folder);
            message.flags = base.flags.clone();
            message.standing = Standing::Settled;
            for kind in &kinds {
                message.standing = Standing::Pending;
                match kind {
                    ChangeKind::FetchBody => {}
                    ChangeKind::SetFlag(flag, true) => drop(message.flags.insert(flag.clone())),
                    ChangeKind::SetFlag(flag, false) => drop(message.flags.remove(flag)),
                    ChangeKind::Move(to, _) => message.folder.clone_from(to),
                    ChangeKind::Expunge(_) => drop(message.flags.insert(Flag::Deleted)),
                }
            }
            kept.confirmed = (!kinds.is_empty()).then_some(base);
        });
        settled
    }

    /// Takes a change out of the queue; what the mail shows is the caller's affair.
    pub(crate) fn drop_change(&mut self, number: u32) -> Option<Change> {
        let index = self.outbox.iter().position(|change| change.number == number)?;
        Some(self.outbox.remove(index))
    }
}
