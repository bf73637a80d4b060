//! Responses that a server sends (RFC 9051 §7).

mod body;
mod capability;
mod code;
mod enabled;
mod encoder;
mod envelope;
mod fetch;
mod flags;
mod id;
mod list;
mod namespace;
mod quota;
mod search;
mod status;
mod status_data;
mod thread;
mod untagged;
mod vanished;

use bytes::Bytes;
use nom::Parser as _;

use super::Tag;
use super::quote::Sink;
use super::token::tag_word;
use crate::grammar::{In, Out, crlf, read, read_shared, root, rule, sp, symbol};
use crate::{Diagnostic, Kind};
pub use body::{BodyContent, BodyExtension, BodyPart, BodyStructure, Disposition};
pub use code::Code;
pub use encoder::Encoder;
pub use envelope::{Address, HeaderEnvelope};
pub use fetch::FetchValue;
pub use list::{Attribute, ListExtension};
pub use namespace::Namespace;
pub use quota::QuotaResource;
pub use search::{Esearch, Numbers};
pub use status::{Status, StatusKind};
pub use status_data::StatusValue;
pub use thread::Thread;
pub use untagged::Untagged;

/// One response: `continue-req / response-data / response-done` (RFC 9051 §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// `+ text`: go on (RFC 9051 §7.6).
    Continue {
        /// Text for people.
        text: String,
    },
    /// `tag OK|NO|BAD …`: a command is done.
    Tagged {
        /// The command's tag.
        tag: Tag,
        /// How it ended.
        status: Status,
    },
    /// `* …`: data, or a status of no particular command.
    Untagged(Untagged),
}

impl Response {
    /// Reads a whole response: its literals and its line end included.
    pub fn parse(bytes: &[u8]) -> Result<Self, Diagnostic> {
        read(bytes, response)
    }

    /// [`Self::parse`]; strings are slices of `bytes`, which live as long as any of them.
    pub fn parse_shared(bytes: &Bytes) -> Result<Self, Diagnostic> {
        read_shared(bytes, response)
    }

    /// Appends the response as it goes over the wire to a client that reads only ASCII outside of
    /// literals. [`Encoder`] writes many at less cost, and for other clients too.
    pub fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&Encoder::new(false).response(self));
    }

    fn put(&self, out: &mut Encoder) {
        match self {
            Self::Continue { text } => {
                out.put(b"+ ");
                status::put_text(out, text);
                out.put(b"\r\n");
            }
            Self::Tagged { tag, status } => {
                out.put(tag.as_str().as_bytes());
                out.put(b" ");
                status.put(out);
                out.put(b"\r\n");
            }
            Self::Untagged(untagged) => untagged.put(out),
        }
    }
}

/// ```abnf
/// response      = *(continue-req / response-data) response-done
/// response-done = response-tagged / response-fatal ; RFC 9051 §9
/// ```
pub(crate) fn response<'a>(input: In<'a>) -> Out<'a, Response> {
    root(Kind::Response, |input: In<'a>| match input.fragment().first() {
        Some(b'+') => continue_req(input),
        Some(b'*') => response_data.map(Response::Untagged).parse(input),
        _ => response_tagged(input),
    })(input)
}

/// Servers that leave out the text are understood.
///
/// ```abnf
/// continue-req = "+" SP (resp-text / base64) CRLF ; RFC 9051 §9
/// ```
fn continue_req(input: In<'_>) -> Out<'_, Response> {
    rule(Kind::ContinueReq, |input| {
        let (rest, _) = symbol(Kind::Plus, "+")(input)?;
        let (rest, text) = status::sp_text(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Response::Continue { text }))
    })(input)
}

/// ```abnf
/// response-tagged = tag SP resp-cond-state CRLF ; RFC 9051 §9
/// ```
fn response_tagged(input: In<'_>) -> Out<'_, Response> {
    rule(Kind::ResponseTagged, |input| {
        let (rest, tag) = tag_word(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, status) = status::resp_cond_state(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, Response::Tagged { tag, status }))
    })(input)
}

/// ```abnf
/// response-data = "*" SP (resp-cond-state / resp-cond-bye / mailbox-data / message-data / capability-data /
///                 enable-data) CRLF ; RFC 9051 §9
/// ```
fn response_data(input: In<'_>) -> Out<'_, Untagged> {
    rule(Kind::ResponseData, |input| {
        let (rest, _) = symbol(Kind::Star, "*")(input)?;
        let (rest, ()) = sp(rest)?;
        let (rest, untagged) = untagged::untagged(rest)?;
        let (rest, ()) = crlf(rest)?;
        Ok((rest, untagged))
    })(input)
}
