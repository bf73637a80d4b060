//! Shorthands for statuses.

use mailscope_wire::imap::{Code, Status, StatusKind};

pub(super) fn ok(text: &str) -> Status {
    status(StatusKind::Ok, text)
}

pub(super) fn no(text: &str) -> Status {
    status(StatusKind::No, text)
}

/// `NO` with a code that has no arguments (RFC 5530).
pub(super) fn no_code(code: &str, text: &str) -> Status {
    Status { code: Some(Code::Atom(code.to_owned())), ..no(text) }
}

pub(super) fn bad(text: &str) -> Status {
    status(StatusKind::Bad, text)
}

pub(super) fn bye(text: &str) -> Status {
    status(StatusKind::Bye, text)
}

fn status(kind: StatusKind, text: &str) -> Status {
    Status { kind, code: None, text: text.to_owned() }
}

/// Adds a code to a status.
pub(super) trait WithCode {
    /// The same with `code`.
    fn with_code(self, code: Code) -> Self;
}

impl WithCode for Status {
    fn with_code(self, code: Code) -> Self {
        Self { code: Some(code), ..self }
    }
}
