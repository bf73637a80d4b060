//! What a verb answers.

use bytes::Bytes;
use mailscope_base::{ChangeNumber, MessageNumber};
use mailscope_wire::pop3::{Code, Response, ResponseShape, Status};
use mailscope_wire::{Frame, Grammar};

/// One response, and what it tells of.
pub(super) struct Answer {
    response: Response,
    shape: ResponseShape,
    pub(super) about: Option<ChangeNumber>,
}

impl Answer {
    pub(super) fn ok(text: impl Into<String>) -> Self {
        Self::new(Status::Ok, ResponseShape::Single, text.into())
    }

    pub(super) fn err(text: impl Into<String>) -> Self {
        Self::new(Status::Err, ResponseShape::Single, text.into())
    }

    /// A challenge of AUTH (RFC 5034 §4).
    pub(super) fn challenge(challenge: &[u8]) -> Self {
        let text = crate::sasl::encode(challenge);
        Self::new(Status::Continue, ResponseShape::Challenge, text)
    }

    fn new(status: Status, shape: ResponseShape, text: String) -> Self {
        let response = Response { status, code: None, text, body: None };
        Self { response, shape, about: None }
    }

    pub(super) fn with_code(mut self, code: Code) -> Self {
        self.response.code = Some(code.name().to_owned());
        self
    }

    /// Lines in one piece; their dots are stuffed when it is sent, and the last one gets its end.
    pub(super) fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.response.body = Some(body.into());
        self.shape = ResponseShape::Multi;
        self
    }

    /// The answer tells of this change.
    pub(super) const fn about(mut self, change: Option<ChangeNumber>) -> Self {
        self.about = change;
        self
    }

    /// For a number that names no message, or one that is marked as deleted (RFC 1939 §5).
    pub(super) fn no_such_message(number: MessageNumber) -> Self {
        Self::err(format!("no message {number} here"))
    }

    pub(super) fn into_frame(self) -> Frame {
        let grammar = Grammar::Pop3Response(self.shape);
        Frame { grammar, bytes: self.response.encode().into() }
    }
}

/// The greeting of a server that takes no more. RFC 1939 §4 knows no such greeting; clients take
/// `-ERR` for a refusal, and `SYS/TEMP` says that a later try may help (RFC 3206 §4).
pub(crate) fn too_many_connections(max: usize) -> Frame {
    let text = format!("there are {max} connections already; try again later");
    Answer::err(text).with_code(Code::SysTemp).into_frame()
}
