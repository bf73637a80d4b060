//! The mail app of one device.

mod compose;
mod conflict;
mod drafts;
mod engine;
mod folders;
mod imap_account;
mod intent;
pub(crate) mod learned;
mod local;
mod mail_app;
pub(crate) mod outbox;
mod own_copies;
mod own_folders;
mod pop3_account;
mod search;
mod sending;
mod settings;
mod setup;
pub(crate) mod shelf;
mod summary;
mod turn;
mod waits;
mod web_account;

pub use compose::letter;
pub(crate) use conflict::Loss;
pub use conflict::{Conflict, ConflictKind, Disputed};
pub use intent::{Draft, Intent, SearchIn};
pub use local::{
    Folder, FolderRole, LocalChange, LocalId, LocalMail, LocalMessage, Origin, Standing,
};
pub use mail_app::MailApp;
pub(crate) use search::Answer;
pub use search::Found;
pub(crate) use sending::{OUTBOX, Unsent};
pub use settings::{
    AfterFetch, CheckFor, Drafts, Fetches, ImapPolicy, Keeps, OnDelete, Pop3Policy, Protocol,
    SendingSettings, SentCopy, Settings, Shows, WebmailPolicy,
};
pub use summary::Summary;
pub use turn::{AppCx, AppOutput, Channel};
pub use waits::{KnownMailbox, ToSend, Waiting, Waits};
