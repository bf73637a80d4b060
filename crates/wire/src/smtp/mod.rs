//! SMTP (RFC 5321): typed commands and replies.

mod command;
mod extension;
mod reply;
mod transaction;

pub use command::{AuthMechanism, Command, Mail, Rcpt};
pub use extension::Extension;
pub use reply::Reply;
pub use transaction::{RecipientResult, Stage, Transaction, TransferReport};
