//! The states of a client's session and what each of them knows.
//!
//! ```text
//!      connection -> Greeting ---- OK -----> Not Authenticated -- LOGIN --> Authenticated
//!                       |  \------ PREAUTH ------------------------------>    |     ^
//!                      BYE                                                 SELECT   | SELECT fails
//!                       v                                                     v     |
//!                     Logout <------------- LOGOUT, BYE ---------------------  Selected
//! ```
//! (RFC 9051 §3)

use std::collections::BTreeSet;

use imbl::Vector;
use mailscope_base::{Flags, Instant, ModSeq, Uid, UidValidity};
use mailscope_wire::StateName;

use crate::LocalId;
use crate::app::Folder;
use crate::sasl::Exchange;

/// The state of the session as the client sees it.
#[derive(Clone, Debug)]
pub(super) enum State {
    /// No connection stands yet.
    Connecting,
    /// The connection stands; the server speaks first (RFC 9051 §2.2).
    Greeting,
    /// The server agreed to STARTTLS: nothing is said until the handshake is done (RFC 9051 §6.2.1).
    Handshake,
    /// RFC 9051 §3.1.
    NotAuthenticated,
    /// RFC 9051 §3.2.
    Authenticated,
    /// RFC 9051 §3.3.
    Selected(Box<Selection>),
    /// RFC 9051 §3.4.
    Logout,
    /// This end is closed.
    Closed,
}

impl State {
    pub(super) fn name(&self) -> Option<StateName> {
        let name = match self {
            Self::Connecting | Self::Greeting => "Connecting",
            Self::Handshake => "TLS handshake",
            Self::NotAuthenticated => "Not Authenticated",
            Self::Authenticated => "Authenticated",
            Self::Selected(_) => "Selected",
            Self::Logout => "Logout",
            Self::Closed => return None,
        };
        Some(StateName(name))
    }
}

/// The selected mailbox as this session sees it.
#[derive(Clone, Debug)]
pub(super) struct Selection {
    pub(super) mailbox: String,
    pub(super) validity: Option<UidValidity>,
    /// How many messages the mailbox has.
    pub(super) exists: u32,
    /// The UIDs of the messages by sequence number, as far as they are known (RFC 9051 §2.3.1.2).
    pub(super) uids: Vector<Option<Uid>>,
    /// How many messages, from the first, the client has asked about.
    pub(super) asked: u32,
    /// HIGHESTMODSEQ when the mailbox was selected (RFC 7162 §3.1.2.1).
    pub(super) modseq: Option<ModSeq>,
    /// The mod-sequence up to which the device knows the mailbox, under the same UIDVALIDITY.
    pub(super) known_modseq: Option<ModSeq>,
    /// Whether SELECT asked for what has changed since (RFC 7162 §3.2.5).
    pub(super) asked_qresync: bool,
    /// UIDNEXT when the mailbox was selected (RFC 9051 §2.3.1.1).
    pub(super) next: Option<Uid>,
    /// The server did not tell what is in it.
    pub(super) refused: bool,
    /// Messages that the server was asked for and did not hand out.
    pub(super) withheld: BTreeSet<Uid>,
    /// What SELECT has told of changed messages.
    pub(super) changed: Vec<(Uid, Flags)>,
    pub(super) stage: Stage,
}

impl Selection {
    pub(super) fn new(mailbox: &str) -> Self {
        Self {
            mailbox: mailbox.to_owned(),
            validity: None,
            exists: 0,
            uids: Vector::new(),
            asked: 0,
            modseq: None,
            known_modseq: None,
            asked_qresync: false,
            next: None,
            refused: false,
            withheld: BTreeSet::new(),
            changed: Vec::new(),
            stage: Stage::Flags,
        }
    }
}

/// How far the synchronisation of the selected mailbox has come.
#[derive(Clone, Debug)]
pub(super) enum Stage {
    /// Which messages are not too old is to be asked for.
    Recent,
    /// The flags of all messages are to be asked for: that shows what is new and what is gone.
    Flags,
    /// The flags that have changed since that mod-sequence are to be asked for, and which messages there
    /// are (RFC 7162 §6).
    Changes(ModSeq),
    /// The summaries of these new messages are to be asked for; in the order of their UIDs.
    Summaries(Vector<Uid>),
    /// Everything is known, and is to be told.
    Known,
    /// Everything has been told.
    Told,
}

/// What a command is for.
#[derive(Clone, Debug)]
pub(super) enum Step {
    StartTls,
    Login,
    /// AUTHENTICATE, with what has been said so far.
    Authenticate(Box<Exchange>),
    Capability,
    /// ENABLE of what the client can use.
    Enable,
    /// LIST, with what it has told so far.
    List(Vec<Folder>),
    /// SELECT, with what it has told so far.
    Select(Box<Selection>),
    /// The flags of all messages.
    Flags,
    /// The flags that have changed.
    Changes,
    /// Which messages there are, with what has been told so far.
    Search(Vec<u32>),
    /// STATUS of that mailbox.
    Status(String),
    /// Which messages are not too old, with what has been told so far.
    Recent(Vec<u32>),
    /// The flags of the messages that the device keeps.
    KnownFlags,
    /// These messages, whole.
    Bodies(Vec<Uid>),
    /// A batch of summaries.
    Summaries,
    /// The summaries of messages that arrived since.
    News,
    Noop,
    /// IDLE was sent.
    IdleAsked,
    /// The server has said `+`.
    Idling {
        since: Instant,
    },
    /// DONE was sent.
    IdleDone,
    /// APPEND of a mail that was written here: the change of this number.
    File(u32),
    /// CREATE of the folder for sent mail, or for drafts.
    MakeFolder,
    /// A change of a folder.
    Folder(u32),
    /// Mail of the trash is marked or expunged together.
    Empty(u32, Vec<LocalId>),
    /// A question of the person's, with the UIDs found so far.
    Find(u32, Vec<u32>),
    /// A change of the local mail.
    Work(Job),
    Logout,
}

/// A command for a change of the local mail.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// The change.
    pub(super) change: u32,
    pub(super) leg: Leg,
    /// Where the message went, if the server told it (RFC 9051 §7.1, COPYUID).
    pub(super) copied_to: Option<(UidValidity, Uid)>,
    /// Whether the message has left its mailbox.
    pub(super) gone: bool,
    /// The message's UID in the selected mailbox.
    pub(super) uid: Uid,
}

/// Which of the commands that a change may need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leg {
    /// UID FETCH of the whole message.
    FetchBody,
    /// UID STORE of a flag.
    Flag,
    /// UID MOVE.
    Move,
    /// UID COPY, the first step of a move without MOVE.
    Copy,
    /// UID STORE of `\Deleted`, on the way to EXPUNGE.
    Mark,
    /// UID EXPUNGE or EXPUNGE.
    Expunge,
}

/// What the server can do, as far as it matters here.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "one for each capability")]
pub(super) struct Capabilities {
    /// Whether the server has told.
    pub(super) known: bool,
    pub(super) idle: bool,
    pub(super) r#move: bool,
    pub(super) uidplus: bool,
    pub(super) start_tls: bool,
    pub(super) scram: bool,
    pub(super) plain: bool,
    pub(super) sasl_ir: bool,
    pub(super) login_disabled: bool,
    pub(super) enable: bool,
    pub(super) condstore: bool,
    pub(super) qresync: bool,
    pub(super) esearch: bool,
    pub(super) list_extended: bool,
    pub(super) list_status: bool,
    pub(super) special_use: bool,
    /// The server speaks `IMAP4rev2` alone: names of mailboxes are UTF-8.
    pub(super) rev2: bool,
}
