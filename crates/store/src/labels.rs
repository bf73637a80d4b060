//! Accounts whose mailboxes are labels: one mail may bear several, and is there once. What the owner
//! of such an account can set, with the names of the settings of Gmail's programming interface.

use std::sync::Arc;

use imbl::OrdSet;
use mailscope_base::{DateTime, EmailId, UidValidity};

use crate::SpecialUse;

/// How an account with labels works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Labels {
    /// `autoExpunge`: a message that is marked `\Deleted` leaves the mailbox at once.
    pub auto_expunge: bool,
    /// `expungeBehavior`: what becomes of a mail that has lost its last label by EXPUNGE.
    pub expunged: Expunged,
    /// Whether the server keeps a copy of what is submitted.
    pub sent_copy: bool,
    /// What POP3 sees.
    pub pop: PopAccess,
}

/// What becomes of a mail that has lost its last label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expunged {
    /// It stays in All Mail.
    #[default]
    Archive,
    /// It goes to the trash.
    Trash,
    /// It is gone.
    DeleteForever,
}

/// What POP3 sees of an account with labels, and does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PopAccess {
    /// `accessWindow`: which mail is handed out.
    pub window: PopWindow,
    /// `disposition`: what becomes of a mail that was handed out.
    pub fetched: Fetched,
}

/// Which mail POP3 hands out. Each is handed out once, whoever fetches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PopWindow {
    /// None: nobody can log in.
    Disabled,
    /// What was received from this moment on.
    FromNowOn(DateTime),
    /// All.
    AllMail,
}

/// What becomes of a mail that POP3 has handed out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fetched {
    /// Nothing: it stays in INBOX, unread.
    #[default]
    LeaveInInbox,
    /// It stays in INBOX, read.
    MarkRead,
    /// It leaves INBOX.
    Archive,
    /// It goes to the trash.
    Trash,
}

/// The mailboxes that an account with labels has from the beginning, beside INBOX.
pub(crate) const SYSTEM: [(&str, SpecialUse); 6] = [
    ("[Gmail]/All Mail", SpecialUse::All),
    ("[Gmail]/Drafts", SpecialUse::Drafts),
    ("[Gmail]/Sent Mail", SpecialUse::Sent),
    ("[Gmail]/Spam", SpecialUse::Junk),
    ("[Gmail]/Starred", SpecialUse::Flagged),
    ("[Gmail]/Trash", SpecialUse::Trash),
];

/// The labels of an account, and what has to be remembered for them.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) labels: Labels,
    /// The mailboxes that mean something special, in the order of [`SYSTEM`].
    pub(crate) system: Arc<[UidValidity]>,
    /// Mail that POP3 has handed out, or that was sent by SMTP.
    pub(crate) popped: OrdSet<EmailId>,
}

impl Kept {
    /// The mailbox for that use.
    pub(crate) fn place(&self, role: SpecialUse) -> Option<UidValidity> {
        let at = SYSTEM.iter().position(|(_, of)| *of == role)?;
        self.system.get(at).copied()
    }

    /// What the mailbox is for; nothing for INBOX and the labels that people make.
    pub(crate) fn role(&self, validity: UidValidity) -> Option<SpecialUse> {
        let at = self.system.iter().position(|of| *of == validity)?;
        SYSTEM.get(at).map(|(_, role)| *role)
    }

    /// Whether a mail in this mailbox is in no other.
    pub(crate) fn is_aside(&self, validity: UidValidity) -> bool {
        matches!(self.role(validity), Some(SpecialUse::Trash | SpecialUse::Junk))
    }
}
