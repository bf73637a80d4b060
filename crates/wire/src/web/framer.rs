//! Whole messages out of a stream (RFC 9112 §6).

use bytes::{Bytes, BytesMut};
use mailscope_base::limits;

use super::message::{content_length, head_octets};

/// A message is larger than anybody here reads, or its length cannot be known. Nothing more can be read
/// from the connection (RFC 9112 §6.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageTooLarge;

/// Cuts a stream into messages, however it arrives.
#[derive(Clone, Debug, Default)]
pub struct Framer {
    buffer: BytesMut,
    /// Octets of the message that has begun, once its head has told.
    due: Option<usize>,
    /// No end of a head lies before this.
    scanned: usize,
}

impl Framer {
    /// Octets have arrived.
    pub fn push(&mut self, octets: &[u8]) {
        self.buffer.extend_from_slice(octets);
    }

    /// The next message, head and content, when all of it is here.
    pub fn next_message(&mut self) -> Option<Result<Bytes, MessageTooLarge>> {
        let due = match self.due {
            Some(due) => due,
            None => match self.length()? {
                Ok(due) => due,
                Err(error) => return Some(Err(error)),
            },
        };
        self.due = Some(due);
        if self.buffer.len() < due {
            return None;
        }
        self.due = None;
        self.scanned = 0;
        Some(Ok(self.buffer.split_to(due).freeze()))
    }

    /// Octets of the message, once its head is here.
    fn length(&mut self) -> Option<Result<usize, MessageTooLarge>> {
        let Some(head) = head_octets(&self.buffer, self.scanned) else {
            self.scanned = self.buffer.len();
            let too_long = self.buffer.len() > limits::HTTP_HEAD_OCTETS_MAX;
            return too_long.then_some(Err(MessageTooLarge));
        };
        if head > limits::HTTP_HEAD_OCTETS_MAX {
            return Some(Err(MessageTooLarge));
        }
        let content = content_length(self.buffer.get(..head)?);
        let fits = |content: &usize| *content <= limits::HTTP_CONTENT_OCTETS_MAX;
        Some(content.filter(fits).map(|content| head + content).ok_or(MessageTooLarge))
    }
}
