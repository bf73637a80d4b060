//! What commands say: every verb with its arguments.

use bytes::Bytes;
use mailscope_base::{Flag, ModSeq};

use super::{
    AppendMessage, FetchItem, ListReturn, ListSelection, Notify, SearchProgram, SearchReturn,
    SelectParams, SortCriterion, StatusItem, StoreAction, ThreadAlgorithm,
};
use crate::imap::{Attribute, Capability, MailboxName, MessageSet};

/// A verb with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CommandBody {
    /// `CAPABILITY` (RFC 9051 §6.1.1).
    Capability,
    /// `NOOP` (RFC 9051 §6.1.2).
    Noop,
    /// `LOGOUT` (RFC 9051 §6.1.3).
    Logout,
    /// `LOGIN userid password` (RFC 9051 §6.2.3).
    Login {
        /// The user name, exactly.
        user: Bytes,
        /// The password, exactly.
        password: Bytes,
    },
    /// `SELECT mailbox` (RFC 9051 §6.3.2) or, read-only, `EXAMINE mailbox` (§6.3.3).
    Select {
        /// The mailbox.
        mailbox: MailboxName,
        /// True for `EXAMINE`.
        read_only: bool,
        /// What RFC 7162 adds.
        params: SelectParams,
    },
    /// `CREATE mailbox` (RFC 9051 §6.3.4).
    Create {
        /// The new mailbox.
        mailbox: MailboxName,
        /// `(USE (…))`: what it shall be for (RFC 6154 §3).
        special_use: Vec<Attribute>,
    },
    /// `LIST` (RFC 9051 §6.3.9, RFC 5258). `LIST "" *` has no options and one pattern. An extended
    /// one without RETURN counts as one with `RETURN ()`.
    List {
        /// Which mailboxes.
        selection: Vec<ListSelection>,
        /// The reference name.
        reference: Bytes,
        /// Names with wildcards `%` and `*`; at least one.
        patterns: Vec<Bytes>,
        /// `RETURN (…)`; nothing if the LIST is a basic one.
        returns: Option<Vec<ListReturn>>,
    },
    /// `LSUB reference pattern` (RFC 3501 §6.3.9).
    Lsub {
        /// The reference name.
        reference: Bytes,
        /// The name with wildcards `%` and `*`.
        pattern: Bytes,
    },
    /// `ID` (RFC 2971 §3.1): fields and values, or NIL.
    Id(Option<Vec<(Bytes, Option<Bytes>)>>),
    /// `STARTTLS` (RFC 9051 §6.2.1).
    StartTls,
    /// `AUTHENTICATE mechanism [initial-response]` (RFC 9051 §6.2.2, RFC 4959).
    Authenticate {
        /// The mechanism, upper case.
        mechanism: String,
        /// The initial response, decoded; `=` is an empty one.
        initial: Option<Bytes>,
    },
    /// `UNAUTHENTICATE` (RFC 8437).
    Unauthenticate,
    /// `ENABLE capabilities` (RFC 9051 §6.3.1).
    Enable(Vec<Capability>),
    /// `DELETE mailbox` (RFC 9051 §6.3.5).
    Delete {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `RENAME from to` (RFC 9051 §6.3.6).
    Rename {
        /// Its name.
        from: MailboxName,
        /// Its new name.
        to: MailboxName,
    },
    /// `SUBSCRIBE mailbox` (RFC 9051 §6.3.7).
    Subscribe {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `UNSUBSCRIBE mailbox` (RFC 9051 §6.3.8).
    Unsubscribe {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `NAMESPACE` (RFC 9051 §6.3.10).
    Namespace,
    /// `STATUS mailbox (items)` (RFC 9051 §6.3.11).
    Status {
        /// The mailbox.
        mailbox: MailboxName,
        /// What to tell, in the order asked.
        items: Vec<StatusItem>,
    },
    /// `APPEND mailbox messages` (RFC 9051 §6.3.12, RFC 3502).
    Append {
        /// Where to.
        mailbox: MailboxName,
        /// At least one.
        messages: Vec<AppendMessage>,
    },
    /// `GETQUOTA root` (RFC 9208 §4.1.1).
    GetQuota {
        /// The quota root.
        root: Bytes,
    },
    /// `GETQUOTAROOT mailbox` (RFC 9208 §4.1.2).
    GetQuotaRoot {
        /// The mailbox.
        mailbox: MailboxName,
    },
    /// `SETQUOTA root (limits)` (RFC 9208 §4.1.3).
    SetQuota {
        /// The quota root.
        root: Bytes,
        /// Resources and their limits.
        limits: Vec<(String, u64)>,
    },
    /// `NOTIFY` (RFC 5465 §3).
    Notify(Notify),
    /// `CHECK` (RFC 3501 §6.4.1).
    Check,
    /// `SEARCH` (RFC 9051 §6.4.4) and `UID SEARCH`.
    Search {
        /// `RETURN (…)`; nothing if the word is not there.
        returns: Option<Vec<SearchReturn>>,
        /// What to look for.
        program: SearchProgram,
        /// Whether the answer holds UIDs.
        uid: bool,
    },
    /// `SORT` (RFC 5256 §3) and `UID SORT`.
    Sort {
        /// `RETURN (…)`; nothing if the word is not there (RFC 5267).
        returns: Option<Vec<SearchReturn>>,
        /// At least one.
        criteria: Vec<SortCriterion>,
        /// What to look for.
        program: SearchProgram,
        /// Whether the answer holds UIDs.
        uid: bool,
    },
    /// `THREAD` (RFC 5256 §3) and `UID THREAD`.
    Thread {
        /// How.
        algorithm: ThreadAlgorithm,
        /// What to look for.
        program: SearchProgram,
        /// Whether the answer holds UIDs.
        uid: bool,
    },
    /// `IDLE` (RFC 9051 §6.3.13, RFC 2177).
    Idle,
    /// `CLOSE` (RFC 9051 §6.4.1).
    Close,
    /// `UNSELECT` (RFC 9051 §6.4.2).
    Unselect,
    /// `EXPUNGE` (RFC 9051 §6.4.3).
    Expunge,
    /// `UID EXPUNGE sequence-set` (RFC 9051 §6.4.9, RFC 4315 §2.1).
    UidExpunge {
        /// UIDs.
        set: MessageSet,
    },
    /// `FETCH` (RFC 9051 §6.4.5) and `UID FETCH` (§6.4.9). Macros are already expanded.
    Fetch {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// What to fetch, in the order asked.
        items: Vec<FetchItem>,
        /// `CHANGEDSINCE n` (RFC 7162 §3.1.4.1).
        changed_since: Option<ModSeq>,
        /// `VANISHED` (RFC 7162 §3.2.6).
        vanished: bool,
        /// Whether the set holds UIDs.
        uid: bool,
    },
    /// `STORE` (RFC 9051 §6.4.6) and `UID STORE`.
    Store {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// Replace, add or remove.
        action: StoreAction,
        /// `.SILENT`: no FETCH response for the change itself.
        silent: bool,
        /// The flags.
        flags: Vec<Flag>,
        /// `UNCHANGEDSINCE n` (RFC 7162 §3.1.3).
        unchanged_since: Option<ModSeq>,
        /// Whether the set holds UIDs.
        uid: bool,
    },
    /// `COPY` (RFC 9051 §6.4.7) and `UID COPY`.
    Copy {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// Where to.
        mailbox: MailboxName,
        /// Whether the set holds UIDs.
        uid: bool,
    },
    /// `MOVE` (RFC 9051 §6.4.8, RFC 6851) and `UID MOVE`.
    Move {
        /// Sequence numbers, or UIDs if `uid`.
        set: MessageSet,
        /// Where to.
        mailbox: MailboxName,
        /// Whether the set holds UIDs.
        uid: bool,
    },
}

impl CommandBody {
    /// The verb as the RFC spells it; with `UID` in front where that is part of the command.
    pub const fn verb(&self) -> &'static str {
        match self {
            Self::Capability => "CAPABILITY",
            Self::Noop => "NOOP",
            Self::Logout => "LOGOUT",
            Self::Login { .. } => "LOGIN",
            Self::Select { read_only: false, .. } => "SELECT",
            Self::Select { read_only: true, .. } => "EXAMINE",
            Self::Create { .. } => "CREATE",
            Self::List { .. } => "LIST",
            Self::Idle => "IDLE",
            Self::Lsub { .. } => "LSUB",
            Self::Id(_) => "ID",
            Self::StartTls => "STARTTLS",
            Self::Authenticate { .. } => "AUTHENTICATE",
            Self::Unauthenticate => "UNAUTHENTICATE",
            Self::Enable(_) => "ENABLE",
            Self::Delete { .. } => "DELETE",
            Self::Rename { .. } => "RENAME",
            Self::Subscribe { .. } => "SUBSCRIBE",
            Self::Unsubscribe { .. } => "UNSUBSCRIBE",
            Self::Namespace => "NAMESPACE",
            Self::Status { .. } => "STATUS",
            Self::Append { .. } => "APPEND",
            Self::GetQuota { .. } => "GETQUOTA",
            Self::GetQuotaRoot { .. } => "GETQUOTAROOT",
            Self::SetQuota { .. } => "SETQUOTA",
            Self::Notify(_) => "NOTIFY",
            Self::Check => "CHECK",
            Self::Search { uid: false, .. } => "SEARCH",
            Self::Search { uid: true, .. } => "UID SEARCH",
            Self::Sort { uid: false, .. } => "SORT",
            Self::Sort { uid: true, .. } => "UID SORT",
            Self::Thread { uid: false, .. } => "THREAD",
            Self::Thread { uid: true, .. } => "UID THREAD",
            Self::Close => "CLOSE",
            Self::Unselect => "UNSELECT",
            Self::Expunge => "EXPUNGE",
            Self::UidExpunge { .. } => "UID EXPUNGE",
            Self::Fetch { uid: false, .. } => "FETCH",
            Self::Fetch { uid: true, .. } => "UID FETCH",
            Self::Store { uid: false, .. } => "STORE",
            Self::Store { uid: true, .. } => "UID STORE",
            Self::Copy { uid: false, .. } => "COPY",
            Self::Copy { uid: true, .. } => "UID COPY",
            Self::Move { uid: false, .. } => "MOVE",
            Self::Move { uid: true, .. } => "UID MOVE",
        }
    }
}
