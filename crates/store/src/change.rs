//! What happened to the store.

use std::sync::Arc;

use mailscope_base::{AccountId, ChangeNumber, EmailId, Flags, ModSeq, Uid, UidValidity};

use crate::Quota;

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
    /// A mailbox ended, and with it every message in it.
    MailboxDeleted {
        /// The name it had.
        mailbox: Arc<str>,
        /// The UIDVALIDITY it had; no mailbox gets it again.
        validity: UidValidity,
    },
    /// A mailbox has another name. A mailbox below it that follows is a change of its own.
    MailboxRenamed {
        /// The name before.
        from: Arc<str>,
        /// The name since.
        to: Arc<str>,
        /// Its UIDVALIDITY, before and since.
        validity: UidValidity,
    },
    /// A mailbox has another UIDVALIDITY, and its messages have other UIDs. They are the same mail.
    MailboxRenumbered {
        /// Its name.
        mailbox: Arc<str>,
        /// The UIDVALIDITY before; no mailbox gets it again.
        before: UidValidity,
        /// The UIDVALIDITY since.
        validity: UidValidity,
    },
    /// A name was subscribed to, with or without a mailbox of that name.
    Subscribed {
        /// The name.
        mailbox: Arc<str>,
    },
    /// A name is no longer subscribed to.
    Unsubscribed {
        /// The name.
        mailbox: Arc<str>,
    },
    /// The account may hold more or less than before.
    QuotaSet {
        /// What it may hold.
        quota: Quota,
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
        /// The mod-sequence of the message, and of the mailbox at that moment.
        modseq: ModSeq,
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
        /// The mod-sequence of the message, and of the mailbox at that moment.
        modseq: ModSeq,
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
        /// The mod-sequence of the expunge (RFC 7162 §3.2.7).
        modseq: ModSeq,
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
            | Self::MailboxDeleted { validity, .. }
            | Self::MailboxRenamed { validity, .. }
            | Self::MailboxRenumbered { validity, .. }
            | Self::Appended { validity, .. }
            | Self::FlagsSet { validity, .. }
            | Self::Expunged { validity, .. } => Some(*validity),
            Self::Subscribed { .. }
            | Self::Unsubscribed { .. }
            | Self::QuotaSet { .. }
            | Self::MaildropLocked
            | Self::MaildropUnlocked => None,
        }
    }

    /// Where the message is or was, if the change is about one.
    pub const fn place(&self) -> Option<(UidValidity, Uid)> {
        match self {
            Self::Appended { validity, uid, .. }
            | Self::FlagsSet { validity, uid, .. }
            | Self::Expunged { validity, uid, .. } => Some((*validity, *uid)),
            _ => None,
        }
    }

    /// Which mail the change is about, if it is about one.
    pub const fn email(&self) -> Option<EmailId> {
        match self {
            Self::Appended { email, .. }
            | Self::FlagsSet { email, .. }
            | Self::Expunged { email, .. } => Some(*email),
            _ => None,
        }
    }

    /// The mod-sequence that the mailbox has since, if the change is about a message.
    pub const fn modseq(&self) -> Option<ModSeq> {
        match self {
            Self::Appended { modseq, .. }
            | Self::FlagsSet { modseq, .. }
            | Self::Expunged { modseq, .. } => Some(*modseq),
            _ => None,
        }
    }
}
