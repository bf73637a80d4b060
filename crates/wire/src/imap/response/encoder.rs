//! How responses become frames.

use bytes::{Bytes, BytesMut};
use mailscope_base::SeqNum;

use super::{FetchValue, Response, Untagged, fetch};
use crate::imap::quote::Sink;

/// The first buffer; each one is twice as large as the one before, up to [`CHUNK_OCTETS_MAX`].
const CHUNK_OCTETS_MIN: usize = 128;
/// The largest buffer that many frames share. A frame that is larger has one of its own.
const CHUNK_OCTETS_MAX: usize = 65_536;
/// A buffer with less room than this is left behind before a frame begins.
const ROOM_OCTETS_MIN: usize = 64;

/// Writes responses, each cut off as a frame. Many frames share one buffer, so a long answer costs
/// no allocation for each of them.
///
/// The encoder knows what the peer can read, so that nobody else has to: without `utf8`, strings
/// beyond ASCII go as literals (RFC 9051 §4.3) and text for people is written with `?` in place of
/// each character beyond ASCII (RFC 9051 §9, `text`).
#[derive(Clone, Debug, Default)]
pub struct Encoder {
    buffer: BytesMut,
    chunk: usize,
    utf8: bool,
}

impl Encoder {
    /// `utf8`: the client has enabled `IMAP4rev2` or `UTF8=ACCEPT`.
    pub fn new(utf8: bool) -> Self {
        Self { utf8, ..Self::default() }
    }

    /// The client has enabled `IMAP4rev2` or `UTF8=ACCEPT`, or has ended its session.
    pub fn set_utf8(&mut self, utf8: bool) {
        self.utf8 = utf8;
    }

    /// A response as it goes over the wire.
    pub fn response(&mut self, response: &Response) -> Bytes {
        self.frame(|out| response.put(out))
    }

    /// An untagged response as it goes over the wire, from `*` to the line end.
    pub fn untagged(&mut self, untagged: &Untagged) -> Bytes {
        self.frame(|out| untagged.put(out))
    }

    /// [`Untagged::Fetch`] of values that the owner keeps, to tell the next message with them.
    pub fn fetch(&mut self, seq: SeqNum, values: &[FetchValue]) -> Bytes {
        self.frame(|out| {
            out.put(b"* ");
            fetch::put(out, seq, values);
            out.put(b"\r\n");
        })
    }

    fn frame(&mut self, put: impl FnOnce(&mut Self)) -> Bytes {
        if self.buffer.capacity() < ROOM_OCTETS_MIN {
            self.chunk = (self.chunk * 2).clamp(CHUNK_OCTETS_MIN, CHUNK_OCTETS_MAX);
            self.buffer.reserve(self.chunk);
        }
        put(self);
        self.buffer.split().freeze()
    }
}

/// A server need not wait before a literal.
impl Sink for Encoder {
    #[inline]
    fn put(&mut self, octets: &[u8]) {
        self.buffer.extend_from_slice(octets);
    }

    fn put_literal(&mut self, octets: &[u8]) {
        self.put(b"{");
        self.put_number(octets.len() as u64);
        self.put(b"}\r\n");
        self.put(octets);
    }

    fn utf8(&self) -> bool {
        self.utf8
    }
}
