//! Why a holder shows what it shows.

use mailscope_base::{DeviceId, Duration, Instant};
use mailscope_wire::Choice;

/// Why a holder shows of a mail what it shows, with what a person wants to know of it. The reasons
/// for differences are of three kinds that must not be confused: what a protocol cannot do, what an
/// app or a provider is set to do, and what simply has not happened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The server: this is the original.
    Original,
    /// The server: POP3's DELE has marked it, and removes it only with QUIT (RFC 1939 §5, §6).
    DeleOnlyMarked(Option<DeviceId>),
    /// The server: it was marked with DELE in a session that ended without QUIT, or with RSET, so it
    /// stays (RFC 1939 §6).
    DeleUndone(Option<DeviceId>),
    /// The server: DELE and QUIT came, and the provider's own setting keeps the mail all the same.
    KeptByProvider(Option<DeviceId>),
    /// The server: it waits in the queue.
    StillQueued,
    /// The server: it was handed on, to another provider or back to its sender.
    HandedOn,
    /// The server: it has removed it.
    Removed,
    /// Removed by this device's DELE and QUIT, at this moment.
    RemovedByPop3(Option<DeviceId>, Instant),
    /// Removed by an EXPUNGE of IMAP on this device's connection, at this moment.
    RemovedByExpunge(Option<DeviceId>, Instant),
    /// Removed together with its mailbox.
    RemovedWithMailbox(String),
    /// This holder is none of those that the mail is for.
    NotForHere,

    /// It shows what the server has.
    Same,
    /// Its own copy happens to agree with the server; nobody keeps it so.
    OwnEqual,
    /// Changed here; the server has not confirmed it yet.
    Pending,
    /// Changed here; waits in the device's queue for the network, which is gone since then.
    PendingOffline(Option<Instant>),

    /// POP3 has no flags: those here are the device's own (RFC 1939 has no command for them).
    OwnFlags,
    /// POP3 has no folders: that one is the device's own.
    OwnFolders,
    /// The device keeps a copy of its own, and the server has removed the mail.
    OwnCopyKept,
    /// POP3 shows INBOX only, and the mail is in another mailbox.
    Pop3InboxOnly(String),
    /// Fetched before: the device remembers its unique-id (RFC 1939 §7, UIDL), so a mail that was
    /// removed here does not come again.
    FetchedBefore,
    /// Deleted here: DELE goes out at the next visit.
    RemovalWaits,
    /// Another session holds the maildrop (RFC 1939 §4).
    MaildropInUse,
    /// The provider hands out each mail once by POP3, and has done so.
    HandedOutBefore,

    /// The device has no network since then.
    Offline(Option<Instant>),
    /// The server has changed it; the news is on its way.
    OnItsWay,
    /// The device asks every so often; it last asked then.
    Polls(Duration, Option<Instant>),
    /// The device asks only when a person says so; it last asked then.
    AsksWhenTold(Option<Instant>),
    /// IDLE watches that mailbox and no other (RFC 2177 §3); the mail is in this one.
    IdleWatchesOne {
        /// What it watches.
        watches: String,
        /// Where the mail is.
        folder: String,
        /// When it looked there last.
        looked: Option<Instant>,
    },
    /// The device has never looked into that folder.
    NotLooked(String),
    /// The device shows only folders that are subscribed to (RFC 9051 §6.3.7), and this is none.
    NotSubscribed(String),
    /// The folder is newer than the list of folders that the device has.
    FolderUnknown(String),
    /// The device keeps only the last so many days.
    KeepsLastDays(u16),
    /// The device has not been switched on.
    NotSwitchedOn,
    /// The server refuses the login.
    LoginRefused,
    /// The device would rather not read mail than give this up: TLS, or keeping the password secret.
    GaveUp(Choice),
    /// The device cannot reach the server; that was found at this moment.
    Unreachable(Instant),
    /// A folder was numbered anew (UIDVALIDITY changed), and the device begins anew with it (RFC
    /// 9051 §2.3.1.1).
    Renumbered(String),
    /// The device made a change that the server could not take, since the mail was gone there.
    ChangeLost,

    /// Written here, not finished: the draft is this device's own.
    DraftHere,
    /// Waits here to be sent.
    Unsent,
    /// The submission server refuses it: it stays here.
    SendRefused,
    /// The copy of a sent mail that this device keeps for itself.
    SentCopyHere,
    /// The copy of a sent mail, on its way to the server's folder.
    SentCopyUnderWay,
    /// Nobody filed a copy of the sent mail: SMTP does not (RFC 5321 has no such thing).
    SentCopyByNobody,
    /// Gone here and there.
    Gone,
}

impl Why {
    /// The id of its sentence, the same in files and in the texts of the user interface.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Original => "why-original",
            Self::DeleOnlyMarked(_) => "why-dele-only-marked",
            Self::DeleUndone(_) => "why-dele-undone",
            Self::KeptByProvider(_) => "why-kept-by-provider",
            Self::StillQueued => "why-still-queued",
            Self::HandedOn => "why-handed-on",
            Self::Removed => "why-removed",
            Self::RemovedByPop3(..) => "why-removed-by-pop3",
            Self::RemovedByExpunge(..) => "why-removed-by-expunge",
            Self::RemovedWithMailbox(_) => "why-removed-with-mailbox",
            Self::NotForHere => "why-not-for-here",
            Self::Same => "why-same",
            Self::OwnEqual => "why-own-equal",
            Self::Pending => "why-pending",
            Self::PendingOffline(_) => "why-pending-offline",
            Self::OwnFlags => "why-own-flags",
            Self::OwnFolders => "why-own-folders",
            Self::OwnCopyKept => "why-own-only",
            Self::Pop3InboxOnly(_) => "why-never-pop3-folder",
            Self::FetchedBefore => "why-fetched-before",
            Self::RemovalWaits => "why-removal-waits",
            Self::MaildropInUse => "why-maildrop-in-use",
            Self::HandedOutBefore => "why-handed-out-before",
            Self::Offline(_) => "why-stale-offline",
            Self::OnItsWay => "why-stale-on-its-way",
            Self::Polls(..) => "why-stale-asked",
            Self::AsksWhenTold(_) => "why-asks-when-told",
            Self::IdleWatchesOne { .. } => "why-idle-watches-one",
            Self::NotLooked(_) => "why-not-looked",
            Self::NotSubscribed(_) => "why-not-subscribed",
            Self::FolderUnknown(_) => "why-folder-unknown",
            Self::KeepsLastDays(_) => "why-keeps-last-days",
            Self::NotSwitchedOn => "why-not-switched-on",
            Self::LoginRefused => "why-login-refused",
            Self::GaveUp(_) => "why-gave-up",
            Self::Unreachable(_) => "why-unreachable",
            Self::Renumbered(_) => "why-renumbered",
            Self::ChangeLost => "why-change-lost",
            Self::DraftHere => "why-draft-here",
            Self::Unsent => "why-unsent",
            Self::SendRefused => "why-send-refused",
            Self::SentCopyHere => "why-sent-copy-here",
            Self::SentCopyUnderWay => "why-sent-copy-under-way",
            Self::SentCopyByNobody => "why-sent-copy-by-nobody",
            Self::Gone => "why-gone",
        }
    }

    /// One of each, for tables of all reasons: in stories they are filled in.
    pub fn examples() -> Vec<Self> {
        let folder = || "INBOX".to_owned();
        vec![
            Self::Original,
            Self::DeleOnlyMarked(None),
            Self::DeleUndone(None),
            Self::KeptByProvider(None),
            Self::StillQueued,
            Self::HandedOn,
            Self::Removed,
            Self::RemovedByPop3(None, Instant::START),
            Self::RemovedByExpunge(None, Instant::START),
            Self::RemovedWithMailbox(folder()),
            Self::NotForHere,
            Self::Same,
            Self::OwnEqual,
            Self::Pending,
            Self::PendingOffline(None),
            Self::OwnFlags,
            Self::OwnFolders,
            Self::OwnCopyKept,
            Self::Pop3InboxOnly(folder()),
            Self::FetchedBefore,
            Self::RemovalWaits,
            Self::MaildropInUse,
            Self::HandedOutBefore,
            Self::Offline(None),
            Self::OnItsWay,
            Self::Polls(Duration::from_mins(15), None),
            Self::AsksWhenTold(None),
            Self::IdleWatchesOne { watches: folder(), folder: folder(), looked: None },
            Self::NotLooked(folder()),
            Self::NotSubscribed(folder()),
            Self::FolderUnknown(folder()),
            Self::KeepsLastDays(7),
            Self::NotSwitchedOn,
            Self::LoginRefused,
            Self::GaveUp(Choice("tls-failed-so-gave-up")),
            Self::Unreachable(Instant::START),
            Self::Renumbered(folder()),
            Self::ChangeLost,
            Self::DraftHere,
            Self::Unsent,
            Self::SendRefused,
            Self::SentCopyHere,
            Self::SentCopyUnderWay,
            Self::SentCopyByNobody,
            Self::Gone,
        ]
    }
}
