//! IMAP (RFC 9051, and RFC 3501 before it): typed commands and responses, their productions and
//! their encoders. One verb, one file below `command`; one response, one file below `response`.

mod assembler;
mod capability;
pub mod command;
mod date;
mod mailbox_name;
pub(crate) mod quote;
pub mod response;
mod section;
mod sequence_set;
mod tag;
pub(crate) mod token;

pub use assembler::{Assembled, Assembler};
pub use capability::Capability;
pub use command::{
    BadCommand, Command, CommandBody, FetchItem, StoreAction, idle_done, parse_idle_done,
};
pub use mailbox_name::MailboxName;
pub use response::{
    Address, Attribute, BodyContent, BodyExtension, BodyPart, BodyStructure, Code, Disposition,
    FetchValue, HeaderEnvelope, Response, Status, StatusKind, Untagged,
};
pub use section::{Partial, Section, SectionPart};
pub use sequence_set::{Bound, SequenceSet};
pub use tag::Tag;
