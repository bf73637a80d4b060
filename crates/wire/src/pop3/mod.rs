//! POP3 (RFC 1939): typed commands and responses, their productions and their encoders.

mod capability;
mod code;
pub(crate) mod command;
pub(crate) mod response;

pub use crate::sasl::SaslResponse;
pub use capability::Capability;
pub use code::Code;
pub use command::{BadCommand, Command};
pub use response::{Response, ResponseShape, Status};
