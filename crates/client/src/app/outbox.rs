//! Wishes that the server has not fulfilled, in the order of the taps, and what the device shows
//! meanwhile: the server's last word with the person's taps on top of it.

use imbl::OrdSet;
use mailscope_base::{Flag, Instant, Uid, UidValidity};

use super::shelf::Confirmed;
use super::{LocalChange, LocalId, LocalMail, Origin, Standing};

/// Something to be done with the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// Its name; never reused.
    pub(crate) number: u32,
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
    /// With one mail that the server holds.
    Mail(LocalId, MailChange),
    /// With one folder. Folders are named as the server names them now.
    Folder(FolderChange),
    /// With a mail that was written here.
    File(Filing),
    /// With the mail in the trash.
    Empty(Emptying),
    /// Nothing: a question.
    Search(Query),
}

/// What is to be done with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MailChange {
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

/// What is to be done with a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FolderChange {
    /// Make it.
    Create(String),
    /// Give it another name.
    Rename {
        /// Its name.
        from: String,
        /// Its new name.
        to: String,
    },
    /// Remove it with the mail in it.
    Delete(String),
    /// Subscribe to it, or no longer.
    Subscribe(String, bool),
}

/// A mail that was written here and that the server shall keep: a copy of what was sent, or a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filing {
    /// The mail.
    pub(crate) id: LocalId,
    /// The mailbox that it shall be in.
    pub(crate) mailbox: String,
    /// Whether it is not finished.
    pub(crate) draft: bool,
    /// The version before, which goes as soon as this one is there.
    pub(crate) replaces: Option<LocalId>,
}

/// Mail that is to be expunged together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Emptying {
    /// The trash.
    pub(crate) mailbox: String,
    /// What the person saw in it: what came since has not been looked at.
    pub(crate) ids: OrdSet<LocalId>,
    /// Whether the next ones are marked `\Deleted`.
    pub(crate) marked: bool,
}

/// A question to the server: which messages have this word?
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// Where.
    pub(crate) mailbox: String,
    /// The word.
    pub(crate) word: String,
}

impl Change {
    /// The mail that it is about, if it is about one that the server holds.
    pub(crate) const fn mail(&self) -> Option<LocalId> {
        match self.kind {
            ChangeKind::Mail(id, _) => Some(id),
            _ => None,
        }
    }

    /// Whether it leaves everything on the server as it is.
    const fn only_asks(&self) -> bool {
        matches!(self.kind, ChangeKind::Mail(_, MailChange::FetchBody) | ChangeKind::Search(_))
    }

    /// What it does to how a mail is shown.
    fn paints(&self, mail: LocalId) -> Option<MailChange> {
        let gone = match &self.kind {
            ChangeKind::Mail(id, MailChange::FetchBody) if *id == mail => return None,
            ChangeKind::Mail(id, kind) if *id == mail => return Some(kind.clone()),
            ChangeKind::File(filing) => filing.replaces == Some(mail),
            ChangeKind::Empty(emptying) => emptying.ids.contains(&mail),
            ChangeKind::Mail(..) | ChangeKind::Folder(_) | ChangeKind::Search(_) => false,
        };
        gone.then_some(MailChange::Expunge(false))
    }
}

impl LocalMail {
    /// How many changes made here the server for reading has not confirmed.
    pub(crate) fn queued(&self) -> usize {
        let changes = self.outbox.iter().filter(|change| !change.only_asks());
        changes.count() + self.unique_ids.doomed.len()
    }

    /// Whether there is anything to be done with the server for reading, or to be fetched from it.
    pub(crate) fn wants_server(&self) -> bool {
        self.queued() > 0 || !self.outbox.is_empty() || !self.unique_ids.wanted.is_empty()
    }

    /// Whether something about a mail waits.
    pub(crate) fn has_change_of(&self, id: LocalId) -> bool {
        self.outbox.iter().any(|change| change.mail() == Some(id) || change.paints(id).is_some())
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

    /// Queues a change behind all others.
    pub(crate) fn push(&mut self, kind: ChangeKind) {
        let change = self.new_change(kind);
        self.outbox.push_back(change);
    }

    /// Queues what belongs to the change that was just done: before all others.
    pub(crate) fn push_first(&mut self, kind: ChangeKind) {
        let change = self.new_change(kind);
        self.outbox.push_front(change);
    }

    fn new_change(&mut self, kind: ChangeKind) -> Change {
        let number = self.next_change;
        self.next_change = self.next_change.wrapping_add(1);
        let aware = match &kind {
            ChangeKind::Mail(_, MailChange::Move(to, _)) => self.is_listed(to),
            _ => true,
        };
        Change { number, kind, tried: false, aware }
    }

    /// Queues a change of a mail and shows it at once; tells whether there was anything to do.
    pub(crate) fn enqueue(&mut self, id: LocalId, kind: MailChange, now: Instant) -> bool {
        let Some(message) = self.message(id) else { return false };
        // The server knows nothing of a mail that was written here and is not filed.
        if matches!(message.origin, Origin::Composed(_)) {
            return false;
        }
        let visible = kind != MailChange::FetchBody;
        let wanted = ChangeKind::Mail(id, kind);
        let ChangeKind::Mail(_, kind) = &wanted else { return false };
        let repeated = |change: &Change| change.kind == wanted;
        let idle = match kind {
            MailChange::FetchBody => message.body.is_some() || self.outbox.iter().any(repeated),
            MailChange::SetFlag(flag, on) => message.flags.contains(flag) == *on,
            MailChange::Move(to, _) => message.folder == *to,
            MailChange::Expunge(_) => self.outbox.iter().any(repeated),
        };
        if idle {
            return false;
        }
        self.push(wanted);
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

    /// The server has done a change of a mail.
    pub(crate) fn confirm(&mut self, number: u32, now: Instant) {
        let Some(change) = self.drop_change(number) else { return };
        let ChangeKind::Mail(id, kind) = change.kind else { return };
        if let MailChange::SetFlag(flag, on) = kind {
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

    /// A change is not to be done: the mails that it is about show again what the server last said,
    /// with the other changes.
    pub(crate) fn reject(&mut self, number: u32, now: Instant) {
        let Some(change) = self.drop_change(number) else { return };
        let mails: Vec<LocalId> = match change.kind {
            ChangeKind::Mail(id, _) => vec![id],
            ChangeKind::File(filing) => filing.replaces.into_iter().collect(),
            ChangeKind::Empty(emptying) => emptying.ids.into_iter().collect(),
            ChangeKind::Folder(_) => return self.repaint_folders(),
            ChangeKind::Search(_) => return,
        };
        for id in mails {
            self.repaint(id, now);
        }
    }

    /// How many changes want a mail removed.
    pub(crate) fn removals_of(&self, id: LocalId) -> usize {
        let removal = ChangeKind::Mail(id, MailChange::Expunge(false));
        let begun = ChangeKind::Mail(id, MailChange::Expunge(true));
        let removes = |change: &&Change| change.kind == removal || change.kind == begun;
        self.outbox.iter().filter(removes).count()
    }

    /// Removes the changes of a mail that is gone; tells how many of them are lost.
    pub(crate) fn drop_changes_of(&mut self, id: LocalId) -> usize {
        if self.outbox.is_empty() {
            return 0;
        }
        let lost = |change: &&Change| {
            matches!(&change.kind, ChangeKind::Mail(mail, kind) if *mail == id
                && !matches!(kind, MailChange::FetchBody | MailChange::Expunge(_)))
        };
        let count = self.outbox.iter().filter(lost).count();
        self.outbox.retain(|change| change.mail() != Some(id));
        for change in &mut self.outbox {
            match &mut change.kind {
                ChangeKind::Empty(emptying) => drop(emptying.ids.remove(&id)),
                ChangeKind::File(filing) if filing.replaces == Some(id) => filing.replaces = None,
                _ => {}
            }
        }
        count
    }

    /// Shows the server's last word with the changes made here on top of it. Tells whether the mail
    /// is no longer waiting for the server.
    pub(crate) fn repaint(&mut self, id: LocalId, now: Instant) -> bool {
        let kinds: Vec<MailChange> =
            self.outbox.iter().filter_map(|change| change.paints(id)).collect();
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
                    MailChange::FetchBody => {}
                    MailChange::SetFlag(flag, true) => drop(message.flags.insert(flag.clone())),
                    MailChange::SetFlag(flag, false) => drop(message.flags.remove(flag)),
                    MailChange::Move(to, _) => message.folder.clone_from(to),
                    MailChange::Expunge(_) => drop(message.flags.insert(Flag::Deleted)),
                }
            }
            kept.confirmed = (!kinds.is_empty()).then_some(base);
        });
        settled
    }

    /// Takes a change out of the queue; what is shown is the caller's affair.
    pub(crate) fn drop_change(&mut self, number: u32) -> Option<Change> {
        let index = self.outbox.iter().position(|change| change.number == number)?;
        Some(self.outbox.remove(index))
    }
}
