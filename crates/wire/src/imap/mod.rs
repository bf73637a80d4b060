//! IMAP (RFC 9051, and RFC 3501 before it): typed commands and responses, their productions and
//! their encoders. One verb, one file below `command`; one response, one file below `response`.

mod assembler;
mod capability;
pub mod command;
mod date;
pub(crate) mod flag;
mod mailbox_name;
mod message_set;
mod object_id;
pub(crate) mod quote;
pub mod response;
mod section;
mod sequence_set;
mod tag;
pub(crate) mod token;
mod utf7;

pub use crate::sasl::SaslResponse;
pub use assembler::{Assembled, Assembler};
pub use capability::Capability;
pub use command::{
    AppendForm, AppendMessage, BadCommand, Command, CommandBody, DateIs, EventGroup, FetchItem,
    FilterMailboxes, ListReturn, ListSelection, Notify, NotifyEvent, QresyncParam, SearchDate,
    SearchKey, SearchProgram, SearchReturn, SelectParams, SortCriterion, SortKey, StatusItem,
    StoreAction, ThreadAlgorithm, idle_done, parse_idle_done,
};
pub use date::CalendarDate;
pub use mailbox_name::MailboxName;
pub use message_set::MessageSet;
pub use object_id::ObjectId;
pub use response::{
    Address, Attribute, BodyContent, BodyExtension, BodyPart, BodyStructure, Code, Disposition,
    Encoder, Esearch, FetchValue, HeaderEnvelope, ListExtension, Namespace, Numbers, QuotaResource,
    Response, Status, StatusKind, StatusValue, Thread, Untagged,
};
pub use section::{Partial, Section, SectionPart};
pub use sequence_set::{Bound, SequenceSet};
pub use tag::Tag;
