//! The mail app of one device.

mod imap_account;
mod intent;
mod learned;
mod local;
mod mail_app;
pub(crate) mod outbox;
mod pop3_account;
mod settings;
pub(crate) mod shelf;
mod summary;

pub use intent::{Draft, Intent};
pub use local::{
    Folder, FolderRole, LocalChange, LocalId, LocalMail, LocalMessage, Origin, Standing,
};
pub use mail_app::{AppCx, AppOutput, Channel, MailApp};
pub use settings::{
    AfterFetch, CheckFor, ImapPolicy, OnDelete, Pop3Policy, Protocol, SendingSettings, SentCopy,
    Settings,
};
pub use summary::Summary;
