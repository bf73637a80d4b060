//! Client engines for IMAP, POP3 and SMTP, the mail app of a device (settings, local mail, intents),
//! and the terminal of a person who types commands.
//!
//! Not here: servers, stores, the network. What a device shows is what it learned over the wire,
//! and this crate has no other source. What a protocol leaves open is a setting of the app
//! ([`ImapPolicy`], [`Pop3Policy`]), and every use of such a freedom is told as a
//! [`Choice`](mailscope_wire::Choice).

mod app;
mod choice;
mod event;
pub mod imap;
pub mod pop3;
mod sasl;
pub mod smtp;
pub mod terminal;
mod tls;
mod web;

pub use app::{
    AfterFetch, AppCx, AppOutput, Channel, CheckFor, Conflict, ConflictKind, Disputed, Draft,
    Drafts, Fetches, Folder, FolderRole, Found, ImapPolicy, Intent, Keeps, KnownMailbox,
    LocalChange, LocalId, LocalMail, LocalMessage, MailApp, OnDelete, Origin, Pop3Policy, Protocol,
    SearchIn, SendingSettings, SentCopy, Settings, Shows, Standing, Summary, ToSend, Waiting,
    Waits, WebmailPolicy, letter,
};
pub use choice::CHOICES;
pub use event::ClientEvent;
pub use tls::TlsPolicy;
