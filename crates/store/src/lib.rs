//! Accounts, mailboxes and messages. Every mutation yields a [`Change`], and nothing here knows a
//! protocol.
//!
//! All collections are persistent: a [`Store`] is cloned once per event of a world, so a clone
//! shares everything and a change copies only the path to what changed.

mod account;
mod change;
mod error;
mod expunges;
pub mod field;
mod greylist;
pub mod import;
mod labels;
mod mail;
mod mailbox;
mod names;
mod quota;
pub mod readable;
mod special_use;
pub mod spool;
mod store;
mod structure;
mod summary;
mod thread;
mod uids;
mod unique_id;

pub use account::Account;
pub use change::{Change, ChangeKind};
pub use error::{Limit, StoreError};
pub use expunges::Vanished;
pub use greylist::Triplet;
pub use import::{Imported, Importer, Problem};
pub use labels::{Expunged, Fetched, Labels, PopAccess, PopWindow};
pub use mail::Mail;
pub use mailbox::{Mailbox, Message};
pub use names::MailboxRef;
pub use quota::{Quota, Resource};
pub use special_use::SpecialUse;
pub use spool::{Spool, SpoolChange, SpoolChangeKind};
pub use store::{NewMessage, PopMode, PopView, Store};
pub use structure::{Part, PartContent, Structure};
pub use summary::Summary;
pub use uids::position_of;
pub use unique_id::UniqueId;

/// The name of the primary mailbox (RFC 9051 §5.1).
pub const INBOX: &str = "INBOX";
/// What separates the levels of a mailbox name (RFC 9051 §5.1.1).
pub const DELIMITER: char = '/';
