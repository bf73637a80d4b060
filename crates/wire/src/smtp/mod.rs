//! SMTP (RFC 5321): typed commands and replies, their productions and their encoders, and how
//! messages are cut out of the stream.

mod command;
pub(crate) mod data;
mod extension;
mod framer;
mod parameters;
mod path;
pub(crate) mod reply;
mod transaction;
pub(crate) mod verbs;
mod xtext;

pub use crate::sasl::SaslResponse;
pub use command::{AuthMechanism, BadCommand, Command, Mail, Mistake, Query, Rcpt};
pub use data::{DataEnd, stuff, unstuff};
pub use extension::Extension;
pub use framer::{Framer, MailData, TooLarge};
pub use reply::Reply;
pub use transaction::{RecipientResult, Stage, Transaction, TransferReport};
