//! Many responses in few buffers: a FETCH of a whole mailbox allocates nothing per message.

use bytes::Bytes;
use mailscope_base::{ChangeNumber, SeqNum};
use mailscope_wire::imap::{FetchValue, Untagged};
use mailscope_wire::{Frame, Grammar, Output};

use crate::ServerCx;

/// Octets after which a buffer is sent and a new one begun.
const BUFFER_OCTETS: usize = 64 * 1024;

/// FETCH responses that are written and not sent yet.
#[derive(Debug, Default)]
pub(super) struct Batch {
    bytes: Vec<u8>,
    /// Where each response ends, and the change that it reports.
    ends: Vec<(usize, Option<ChangeNumber>)>,
}

impl Batch {
    /// Adds a FETCH response of `values`, which are used up.
    pub(super) fn fetch(
        &mut self,
        seq: SeqNum,
        values: &mut Vec<FetchValue>,
        about: Option<ChangeNumber>,
        cx: &mut ServerCx<'_>,
    ) {
        let response = Untagged::Fetch { seq, values: core::mem::take(values) };
        response.encode(&mut self.bytes);
        self.ends.push((self.bytes.len(), about));
        if let Untagged::Fetch { values: used, .. } = response {
            // The room for the values is kept for the next message.
            *values = used;
            values.clear();
        }
        if self.bytes.len() >= BUFFER_OCTETS {
            self.send(cx);
            self.bytes.reserve(BUFFER_OCTETS + BUFFER_OCTETS / 8);
        }
    }

    /// Sends what has been written: each response is a frame of its own, in a shared buffer.
    pub(super) fn send(&mut self, cx: &mut ServerCx<'_>) {
        let bytes = Bytes::from(core::mem::take(&mut self.bytes));
        let mut start = 0;
        cx.out.reserve(self.ends.len());
        for (end, about) in self.ends.drain(..) {
            let frame = Frame { grammar: Grammar::ImapResponse, bytes: bytes.slice(start..end) };
            cx.out.push(Output::Sent { frame, about });
            start = end;
        }
    }
}
