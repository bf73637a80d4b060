//! What happened to the store.

use std::sync::Arc;

use mailscope_base::{AccountId, ChangeNumber, EmailId, Flags, Uid, UidValidity};

/// One mutation of the store: a row that the trace can point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its number; changes of one store count up from 1.
    pub number: ChangeNumber,
    /// Whose mail changed.
    pub account: AccountId,
    /// What changed.
    pub kind: ChangeKind,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// A mailbox came into being.
    MailboxCreated {
        /// Its name.
        mailbox: Arc<str>,
        /// Its UIDVALIDITY.
        validity: UidValidity,
    },
    /// A message came into a mailbox: delivered, or copied from another one.
    Appended {
        /// The mailbox.
        mailbox: Arc<str>,
        /// Its UIDVALIDITY.
        validity: UidValidity,
        /// The message's UID there.
        uid: Uid,
        /// Which mail it is.
        email: EmailId,
    },
    /// A message's flags changed.
    FlagsSet {
        /// The mailbox.
        mailbox: Arc<str>,
        /// Its UIDVALIDITY.
        validity: UidValidity,
        /// The message's UID there.
        uid: Uid,
        /// Which mail it is.
        email: EmailId,
        /// The flags before.
        before: Flags,
        /// The flags since.
        after: Flags,
    },
    /// A message left a mailbox for good.
    Expunged {
        /// The mailbox.
        mailbox: Arc<str>,
        /// Its UIDVALIDITY.
        validity: UidValidity,
        /// The UID it had there.
        uid: Uid,
        /// Which mail it is.
        email: EmailId,
    },
    /// A POP3 session took the maildrop (RFC 1939 §4).
    MaildropLocked,
    /// The POP3 session gave the maildrop back.
    MaildropUnlocked,
}

impl ChangeKind {
    /// The UIDVALIDITY of the mailbox that changed, if one did.
    pub const fn validity(&self) -> Option<UidValidity> {
        match self {
            Self::MailboxCreated { validity, .. }
            | Self::Appended { validity, .. }
            | Self::FlagsSet { validity, .. }
            | Self::Expunged { validity, .. } => Some(*validity),
            Self::MaildropLocked | Self::MaildropUnlocked => None,
        }
    }

    /// Where the message is or was, if the change is about one.
    pub const fn place(&self) -> Option<(UidValidity, Uid)> {
        match self {
            Self::Appended { validity, uid, .. }
            | Self::FlagsSet { validity, uid, .. }
            | Self::Expunged { validity, uid, .. } => Some((*validity, *uid)),
            Self::MailboxCreated { .. } | Self::MaildropLocked | Self::MaildropUnlocked => None,
        }
    }
}
