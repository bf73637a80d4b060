//! POP3 (RFC 1939): typed commands and responses, their productions and their encoders.

pub(crate) mod command;
pub(crate) mod response;

pub use command::{BadCommand, Command};
pub use response::{Response, ResponseShape, Status};
