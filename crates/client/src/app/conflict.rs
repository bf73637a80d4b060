//! Conflicts: what was done here while the device was away, and what was done elsewhere meanwhile.
//!
//! No mail protocol settles them. A client replays what it noted, the server does what it is told, and
//! whoever comes too late finds nothing to change (RFC 4549 §4.2). This
//! app does what most apps do, and tells:
//!
//! - A message that is gone from its mailbox is not followed: a UID says nothing about another mailbox
//!   (RFC 9051 §2.3.1.1). The deed of the one who came first stands.
//! - A message that is still there gets what was done here, whatever else became of it: flags are set
//!   and cleared one by one and do not touch the others (RFC 9051 §6.4.6), a move takes along the
//!   flags that it finds (RFC 9051 §6.4.8), an expunge asks nobody.
//! - A mailbox that is gone, or is numbered anew, has taken with it what the changes were about.

use mailscope_base::limits::CONFLICTS_MAX;
use mailscope_base::{Flag, Flags, Instant, Uid, UidValidity};

use super::outbox::{Change, ChangeKind, MailChange, MoveStage};
use super::{FolderRole, LocalChange, LocalId, LocalMail, Origin, Summary};

/// Something that was done on this device and something that was done elsewhere, which did not both
/// know of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// When the device found out.
    pub at: Instant,
    /// The server's mailbox in which it happened.
    pub folder: String,
    /// The mail; nothing where the whole folder is concerned.
    pub mail: Option<Disputed>,
    /// What, and so how it was settled.
    pub kind: ConflictKind,
}

/// The mail of a conflict, as the device knew it: it may be gone since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disputed {
    /// Its name on this device.
    pub id: LocalId,
    /// Where it came from.
    pub origin: Origin,
    /// Its subject.
    pub subject: String,
    /// Its `Message-ID:`, by which it may be found elsewhere.
    pub message_id: Option<String>,
}

/// What was done on both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConflictKind {
    /// Moved here, and gone from the mailbox there: moved by somebody else, or removed. What became
    /// of it stands.
    MovedHereGoneThere {
        /// The folder that it was moved to here.
        to: String,
    },
    /// Moved on both sides, as far as the device sees by now. The first move stands.
    MovedBoth {
        /// The folder that it was moved to here.
        here: String,
        /// The folder in which the device has found it.
        there: String,
    },
    /// Flags changed here, and gone from the mailbox there: the change is lost.
    ChangedHereGoneThere,
    /// Flags changed here, and found in another folder by now, without the change.
    ChangedHereMovedThere {
        /// The folder in which the device has found it.
        there: String,
    },
    /// Removed here, and gone from the mailbox there: nothing was left to do.
    DeletedHereGoneThere,
    /// Removed here, and moved there before that could reach the server: it lives.
    DeletedHereMovedThere {
        /// The folder in which the device has found it.
        there: String,
    },
    /// Removed here, or put into the trash, and its flags changed there: it is removed all the same.
    DeletedHereChangedThere,
    /// One flag was changed on both sides: what was done here is done last, and so it stands.
    FlagBothSides {
        /// The flag.
        flag: Flag,
    },
    /// Moved here into a mailbox that is gone there: it is back where it was.
    TargetGone {
        /// The mailbox that is gone.
        to: String,
    },
    /// A draft was gone on with here, and is gone there: gone on with, sent or thrown away by somebody else.
    /// What was written here is added; nothing is lost, but there may be two.
    DraftBothSides,
    /// The mailbox is gone, and so many changes of mail in it.
    MailboxGone {
        /// How many changes are lost.
        lost: usize,
    },
    /// The mailbox has another UIDVALIDITY: so many changes cannot be done, for nobody knows which
    /// messages they were about (RFC 9051 §2.3.1.1).
    Renumbered {
        /// How many changes are lost.
        lost: usize,
    },
}

impl ConflictKind {
    /// Names the kind, for texts and for conditions of lessons.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::MovedHereGoneThere { .. } => "moved-here-gone-there",
            Self::MovedBoth { .. } => "moved-both",
            Self::ChangedHereGoneThere => "changed-here-gone-there",
            Self::ChangedHereMovedThere { .. } => "changed-here-moved-there",
            Self::DeletedHereGoneThere => "deleted-here-gone-there",
            Self::DeletedHereMovedThere { .. } => "deleted-here-moved-there",
            Self::DeletedHereChangedThere => "deleted-here-changed-there",
            Self::FlagBothSides { .. } => "flag-both-sides",
            Self::TargetGone { .. } => "target-gone",
            Self::DraftBothSides => "draft-both-sides",
            Self::MailboxGone { .. } => "mailbox-gone",
            Self::Renumbered { .. } => "renumbered",
        }
    }
}

impl ConflictKind {
    /// The same conflict, once the mail has been found in another folder.
    fn found_in(&self, there: &str) -> Option<Self> {
        let there = there.to_owned();
        Some(match self {
            Self::MovedHereGoneThere { to } => Self::MovedBoth { here: to.clone(), there },
            Self::ChangedHereGoneThere => Self::ChangedHereMovedThere { there },
            Self::DeletedHereGoneThere => Self::DeletedHereMovedThere { there },
            _ => return None,
        })
    }
}

/// What becomes of changes whose mail is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loss {
    /// There were none, or they wanted the mail gone.
    None,
    /// They are lost.
    Lost,
    /// A connection was cut before the answer: perhaps it was this device that moved the mail.
    Unknown,
}

/// What was done here, the weightiest last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Flag,
    Move(String),
    Remove,
}

impl Deed {
    fn of(change: &Change) -> Option<Self> {
        let ChangeKind::Mail(_, kind) = &change.kind else { return None };
        match kind {
            MailChange::FetchBody => None,
            MailChange::SetFlag(Flag::Deleted, true) | MailChange::Expunge(_) => Some(Self::Remove),
            MailChange::SetFlag(..) => Some(Self::Flag),
            MailChange::Move(to, _) => Some(Self::Move(to.clone())),
        }
    }

    fn when_gone(self) -> ConflictKind {
        match self {
            Self::Flag => ConflictKind::ChangedHereGoneThere,
            Self::Move(to) => ConflictKind::MovedHereGoneThere { to },
            Self::Remove => ConflictKind::DeletedHereGoneThere,
        }
    }
}

impl Change {
    /// Where a move without MOVE has put the copy, if the server has told.
    fn copied_to(&self) -> Option<(String, UidValidity, Uid)> {
        match &self.kind {
            ChangeKind::Mail(
                _,
                MailChange::Move(to, MoveStage::Copied(place) | MoveStage::Marked(place)),
            ) => place.map(|(validity, uid)| (to.clone(), validity, uid)),
            _ => None,
        }
    }
}

impl LocalMail {
    /// The conflicts that the device has noted, oldest first; the oldest of many are forgotten.
    pub fn conflicts(&self) -> impl DoubleEndedIterator<Item = &Conflict> + ExactSizeIterator {
        self.conflicts.iter()
    }

    /// Notes a conflict about a mail that the device still has.
    pub(crate) fn dispute(&mut self, id: LocalId, kind: ConflictKind, at: Instant) {
        let Some(kept) = self.messages.get(&id) else { return };
        let folder = kept.home().to_owned();
        let message = &kept.message;
        let mail = Disputed {
            id,
            origin: message.origin.clone(),
            subject: message.summary.subject.clone(),
            message_id: message.summary.message_id.clone(),
        };
        self.note(Conflict { at, folder, mail: Some(mail), kind });
    }

    /// Notes a conflict about a whole mailbox.
    pub(crate) fn dispute_folder(&mut self, folder: &str, kind: ConflictKind, at: Instant) {
        self.note(Conflict { at, folder: folder.to_owned(), mail: None, kind });
    }

    /// A mail is gone from its mailbox, and not by this device's doing as far as it knows. Tells what
    /// becomes of the changes made here.
    pub(crate) fn gone_there(&mut self, id: LocalId, now: Instant) -> Loss {
        let changes: Vec<Change> =
            self.outbox.iter().filter(|change| change.mail() == Some(id)).cloned().collect();
        let replaced = |change: &Change| match &change.kind {
            ChangeKind::File(filing) => filing.replaces == Some(id) && !change.tried,
            _ => false,
        };
        if self.outbox.iter().any(replaced) {
            self.dispute(id, ConflictKind::DraftBothSides, now);
        }
        let mut deed = None;
        for change in &changes {
            if let Some(place) = change.copied_to() {
                // The copy is in its folder, and the original had to go: all is well.
                self.rehome(id, &place.0, place.1, place.2);
                self.confirm(change.number, now);
                return Loss::None;
            }
            let weighed = Deed::of(change).map(|deed| (deed, change.tried));
            deed = weighed.into_iter().chain(deed).max();
        }
        let loss = match deed {
            None => Loss::None,
            Some((_, true)) => Loss::Unknown,
            Some((deed, false)) => {
                let removes = matches!(deed, Deed::Remove);
                self.dispute(id, deed.when_gone(), now);
                if removes { Loss::None } else { Loss::Lost }
            }
        };
        self.vanish(id);
        loss
    }

    /// The server tells other flags of a mail than it did before, and no command of this device is under
    /// way that could have done it.
    pub(crate) fn changed_there(&mut self, id: LocalId, told: &Flags, now: Instant) {
        let Some(before) =
            self.messages.get(&id).and_then(|kept| kept.confirmed.as_ref()).map(|c| &c.flags)
        else {
            return;
        };
        let differs = |flag: &Flag| before.contains(flag) != told.contains(flag);
        let changed: Vec<Flag> = before.iter().chain(told.iter()).filter(differs).collect();
        let trash = self.folder_for(FolderRole::Trash).map(|folder| folder.home.as_str());
        let mut kinds: Vec<ConflictKind> = Vec::new();
        for change in self.outbox.iter().filter(|change| !change.tried) {
            let ChangeKind::Mail(mail, kind) = &change.kind else { continue };
            let kind = match kind {
                _ if *mail != id => continue,
                MailChange::SetFlag(flag, _) if changed.contains(flag) => {
                    ConflictKind::FlagBothSides { flag: flag.clone() }
                }
                MailChange::Move(to, _) if Some(to.as_str()) == trash => {
                    ConflictKind::DeletedHereChangedThere
                }
                MailChange::Expunge(_) => ConflictKind::DeletedHereChangedThere,
                _ => continue,
            };
            // Whoever marks it for removal wants the same.
            let agrees = kind == ConflictKind::DeletedHereChangedThere
                && changed.iter().all(|flag| *flag == Flag::Deleted);
            if !agrees && !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        for kind in kinds {
            self.dispute(id, kind, now);
        }
    }

    /// A mail is in this folder. If it is one that was gone from its old one, that conflict is
    /// understood now.
    pub(crate) fn turned_up(&mut self, folder: &str, summary: &Summary, now: Instant) {
        if self.conflicts.is_empty() || summary.message_id.is_none() {
            return;
        }
        let meant = |conflict: &&mut Conflict| {
            let mail = conflict.mail.as_ref();
            mail.is_some_and(|mail| mail.message_id == summary.message_id)
        };
        for conflict in self.conflicts.iter_mut().filter(meant) {
            if let Some(kind) = conflict.kind.found_in(folder) {
                conflict.kind = kind;
                conflict.at = now;
                self.changes.push(LocalChange::Conflict(conflict.clone()));
            }
        }
    }

    fn note(&mut self, conflict: Conflict) {
        if self.conflicts.len() >= CONFLICTS_MAX {
            self.conflicts.pop_front();
        }
        self.changes.push(LocalChange::Conflict(conflict.clone()));
        self.conflicts.push_back(conflict);
    }
}
