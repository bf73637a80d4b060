//! Everything that one screen shows, as plain data.

use core::ops::Range;
use std::rc::Rc;

use mailscope_base::{DeviceId, EmailId, ProviderId};
use mailscope_sim::{DeviceKind, End, Holder};
use mailscope_wire::{Role, Service};

use crate::track::TimelineView;
use crate::{Invitation, Letter, Member, Obstacles, SearchView, Text, WireView, WorldView};

/// Which parts of long lists are wanted. Lists outside of it cost nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Rows of the matrix.
    pub matrix: Range<usize>,
    /// Rows of each device's mail list, by device number; missing means the first 50.
    pub mails: Vec<Range<usize>>,
    /// Rows of each mailbox on the server's disk.
    pub disk_rows: usize,
    /// Lines of the wire log, counted back from the present.
    pub log_lines: usize,
    /// The devices that are wanted on the stage; empty means the first ones.
    pub stage: Vec<DeviceId>,
    /// The device in the hand: the server's column shows its home.
    pub hand: DeviceId,
    /// The only mails that the matrix shows; nothing means all of them.
    pub only: Option<Rc<[EmailId]>>,
}

impl Default for Lens {
    fn default() -> Self {
        Self {
            matrix: 0..50,
            mails: Vec::new(),
            disk_rows: 20,
            log_lines: 80,
            stage: Vec::new(),
            hand: DeviceId(0),
            only: None,
        }
    }
}

/// One screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The one sentence.
    pub narration: Narration,
    /// What to do first, while nobody has done anything.
    pub invitation: Option<Invitation>,
    /// Everybody who is there.
    pub cast: Vec<Member>,
    /// The server of the device in the hand.
    pub server: ServerView,
    /// What is around it.
    pub world: WorldView,
    /// The devices on the stage, in order.
    pub devices: Vec<DeviceView>,
    /// What kind of thing each device is, by its number: also those that were taken away.
    pub kinds: Vec<DeviceKind>,
    /// The wires between those on the stage.
    pub wires: Vec<WireView>,
    /// Who knows what.
    pub matrix: Matrix,
    /// Time.
    pub timeline: TimelineView,
    /// The wire log, oldest line first.
    pub log: Vec<LogLine>,
    /// Lines of the log that are older than those in `log`.
    pub log_older: usize,
    /// Whether nothing is under way.
    pub settled: bool,
}

/// What just happened, in one sentence. The phrase to mark stands between `[[` and `]]` in the
/// message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narration {
    /// Time of day, `HH:MM:SS`.
    pub time: String,
    /// The sentence.
    pub sentence: Text,
    /// When everything has come to rest after a tap: who knows now, and who does not.
    pub rest: Option<Text>,
    /// The entry of the trace that it tells, if it tells one: why it happened can be asked.
    pub entry: Option<u32>,
    /// How many facts the present turn changed: on so many cells one could look.
    pub changed: usize,
    /// The lines that it sent, the first few.
    pub lines: Vec<String>,
}

/// The server's disk: the only original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerView {
    /// The provider.
    pub id: ProviderId,
    /// Its name.
    pub host: String,
    /// The mailboxes of the account, INBOX first.
    pub mailboxes: Vec<DiskMailbox>,
    /// What waits to be delivered, the next one first.
    pub queue: Vec<QueueRow>,
    /// Mails that wait beside those in `queue`.
    pub queue_more: usize,
    /// Whether a POP3 session holds the maildrop's lock.
    pub maildrop_locked: bool,
    /// Octets of mail on the disk.
    pub octets: u64,
}

/// A mailbox on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskMailbox {
    /// Its name in the protocol: `INBOX`.
    pub name: String,
    /// UIDVALIDITY.
    pub uid_validity: u32,
    /// UIDNEXT.
    pub uid_next: u32,
    /// How many messages it holds.
    pub total: usize,
    /// The newest ones, newest first.
    pub rows: Vec<DiskRow>,
}

/// A message on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskRow {
    /// Which mail.
    pub email: EmailId,
    /// UID.
    pub uid: u32,
    /// Flags as IMAP writes them: `\Seen \Flagged`; empty for none.
    pub flags: String,
    /// The decoded subject; empty if there is none.
    pub subject: String,
    /// Whether the present turn changed it.
    pub focus: bool,
}

/// A mail that the server has taken and not handed on yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueRow {
    /// Which mail.
    pub email: EmailId,
    /// Who it is for.
    pub to: String,
    /// The decoded subject; empty if there is none.
    pub subject: String,
    /// What comes next.
    pub state: Text,
}

/// A device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceView {
    /// Its number.
    pub id: DeviceId,
    /// What kind of thing it is.
    pub kind: DeviceKind,
    /// Its name.
    pub name: Text,
    /// Whose mail it reads, where there are several people.
    pub owner: Option<String>,
    /// The address of the page that a browser shows.
    pub page: Option<String>,
    /// Whether it has the network.
    pub online: bool,
    /// What it speaks.
    pub service: Service,
    /// The policy in words: "server may call (IDLE)".
    pub policy: Text,
    /// The same in two words, for where there is little room.
    pub policy_brief: Text,
    /// Its state in the protocol's own words, if it has a connection: `Idling`, `TRANSACTION`.
    pub state: Option<&'static str>,
    /// The policies to choose from, the present ones among them.
    pub choices: Vec<PolicyChoice>,
    /// Its folders.
    pub folders: Vec<FolderView>,
    /// The name of the folder shown.
    pub folder: String,
    /// The search whose finds are shown in place of the folder.
    pub search: Option<SearchView>,
    /// What cannot be done here, and why.
    pub obstacles: Obstacles,
    /// Addresses that the person may want to write to.
    pub people: Vec<String>,
    /// How many mails that folder has.
    pub total: usize,
    /// The index of `mails[0]` in the folder, newest first.
    pub first: usize,
    /// The mails in the lens.
    pub mails: Vec<MailRow>,
    /// The open mail.
    pub open: Option<OpenMail>,
    /// How old its knowledge is.
    pub age: Age,
    /// Changes made here that the server has not confirmed.
    pub queued: usize,
    /// Octets of mail kept on the device.
    pub octets: u64,
}

/// A setting of the mail app that can be switched. Not a rule of a protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyChoice {
    /// The question that it answers: "After fetching", "How it learns of changes".
    pub question: Text,
    /// The answer: "remove when deleted here".
    pub answer: Text,
    /// Whether it is the present answer.
    pub chosen: bool,
    /// What to give to [`Deed::Choose`](crate::Deed) to make it so.
    pub key: &'static str,
}

/// A folder in a device's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderView {
    /// Its name for [`Deed`](crate::Deed)s.
    pub name: String,
    /// What people call it.
    pub label: Text,
    /// Unread mails in it.
    pub unread: usize,
    /// Whether it is on this device only.
    pub local: bool,
    /// Whether the account has subscribed to it; nothing if nobody has said so.
    pub subscribed: Option<bool>,
    /// Whether it was changed here and the server has not confirmed that.
    pub pending: bool,
}

/// A mail in a device's list.
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own that a row draws")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Which mail; nothing for a copy whose original nobody can name any more.
    pub email: Option<EmailId>,
    /// Sender's name.
    pub from: String,
    /// Subject; empty if there is none.
    pub subject: String,
    /// Whether it is marked as read.
    pub read: bool,
    /// Whether it has the flag.
    pub flagged: bool,
    /// Whether it is marked `\Deleted`.
    pub marked_deleted: bool,
    /// Whether a change waits for the server.
    pub pending: bool,
    /// Whether the present turn changed it.
    pub focus: bool,
}

/// The mail that a device shows opened. All of it is text: nothing of a mail is ever markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMail {
    /// Which mail.
    pub email: EmailId,
    /// Sender's name.
    pub from: String,
    /// Sender's address.
    pub address: String,
    /// Subject.
    pub subject: String,
    /// Date and time of day, `2026-03-02 08:21`, in the sender's zone; empty if unknown.
    pub date: String,
    /// The text; nothing while it has not been fetched.
    pub body: Option<String>,
    /// File names and octets of attachments.
    pub attachments: Vec<(String, u64)>,
    /// Its keywords.
    pub keywords: Vec<String>,
    /// The beginning of an answer to it.
    pub reply: Letter,
    /// If it is an unfinished mail: what has been written so far.
    pub draft: Option<Letter>,
    /// What the server said when it refused to send it.
    pub refused: Option<String>,
    /// Whether it is marked as read.
    pub read: bool,
    /// Whether it has the flag.
    pub flagged: bool,
}

/// How old a device's knowledge is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Age {
    /// It has never asked.
    Never,
    /// It listens: the server tells it at once.
    Live,
    /// It knows the state of that time of day, `HH:MM`, so many minutes ago.
    AsOf(String, u64),
}

/// A piece of a frame with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// For colouring.
    pub role: Role,
    /// The rule of the grammar that it is: `sequence-set`.
    pub rule: &'static str,
    /// The section that defines it: `RFC 9051 §9`.
    pub section: &'static str,
    /// Its characters, made printable.
    pub text: String,
}

/// Who knows what: messages against holders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The devices' columns, in order; the server's column stands where the stage has the server.
    pub columns: Vec<Column>,
    /// How many rows there are in all.
    pub total: usize,
    /// The index of `rows[0]`.
    pub first: usize,
    /// The rows in the lens, newest mail first.
    pub rows: Vec<MatrixRow>,
}

/// A device's column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The device.
    pub device: DeviceId,
    /// How old its knowledge is.
    pub age: Age,
    /// Whether it keeps copies of its own.
    pub own_copies: bool,
}

/// One mail in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// Which mail.
    pub email: EmailId,
    /// The decoded subject; empty if there is none.
    pub subject: String,
    /// Who has the original.
    pub holder: Holder,
    /// The provider that has it, where that is not the one on the stage.
    pub home: Option<String>,
    /// The cell of the server that has the original.
    pub server: Cell,
    /// The devices' cells, in the columns' order.
    pub devices: Vec<Cell>,
}

/// What one holder has of one mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How it stands to the truth.
    pub kind: CellKind,
    /// In words: "read, flagged", "still unread", "in Trash", "has never seen it".
    pub text: Text,
    /// Why it is so, in a sentence.
    pub why: Text,
    /// Whether the holder has it as read; nothing if it does not have it.
    pub read: Option<bool>,
    /// Whether the holder has it flagged.
    pub flagged: bool,
    /// Whether the present turn changed it.
    pub focus: bool,
}

/// How a holder's copy stands to the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// The server's own: the original.
    Original,
    /// As on the server.
    Same,
    /// Out of date, and wrong.
    Stale,
    /// The holder has never seen it.
    NeverSeen,
    /// Changed here, and not confirmed by the server yet.
    Pending,
    /// A copy of its own, which nobody keeps equal.
    OwnCopy,
    /// The holder had it and has it no longer.
    Gone,
    /// Somebody else's mail: this holder has nothing to do with it.
    NotTheirs,
}

/// A line of the wire log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// The entry of the trace.
    pub entry: u32,
    /// The turn in which it was sent: a position to go to.
    pub turn: u32,
    /// Time of day, `HH:MM:SS.mmm`.
    pub time: String,
    /// The device at the client's end.
    pub device: DeviceId,
    /// The device's name.
    pub device_name: Text,
    /// What is spoken.
    pub service: Service,
    /// Who receives it.
    pub to: End,
    /// The frame, at most the first lines of it.
    pub tokens: Vec<Token>,
    /// Octets that are not shown.
    pub octets_more: usize,
    /// Why the server refuses by it, if it does.
    pub refusal: Option<Text>,
    /// Whether the present turn sent it.
    pub focus: bool,
}
