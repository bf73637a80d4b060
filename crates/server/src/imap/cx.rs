//! What an IMAP session sees of the world during one turn, and how it writes.

use bytes::Bytes;
use mailscope_base::{ChangeNumber, Instant, Prng, SeqNum, WallClock};
use mailscope_store::Store;
use mailscope_wire::imap::{Code, Encoder, FetchValue, Response, Untagged};
use mailscope_wire::{Choice, Frame, Grammar, Output, StateName};

use super::status::{WithCode as _, bye};
use crate::{ServerEvent, Turn};

/// A [`Turn`], with the session's encoder: whatever writes responses writes them into its buffers,
/// as the client can read them.
#[derive(Debug)]
pub(crate) struct ServerCx<'a> {
    pub(crate) now: Instant,
    pub(crate) clock: WallClock,
    pub(crate) rng: &'a mut Prng,
    pub(crate) host: &'a mut Store,
    pub(crate) out: &'a mut Vec<Output<ServerEvent>>,
    pub(crate) encoder: Encoder,
}

impl<'a> ServerCx<'a> {
    pub(super) const fn new(turn: &'a mut Turn<'_>, encoder: Encoder) -> Self {
        let Turn { now, clock, rng, host, out } = turn;
        Self { now: *now, clock: *clock, rng, host, out, encoder }
    }

    /// Records that a frame was read as `grammar`.
    pub(crate) fn read(&mut self, grammar: Grammar, bytes: impl Into<Bytes>) {
        self.out.push(Output::Read(Frame { grammar, bytes: bytes.into() }));
    }

    /// Records that a state was entered.
    pub(crate) fn enter(&mut self, state: StateName) {
        self.out.push(Output::Entered(state));
    }

    /// Tells the owner.
    pub(crate) fn tell(&mut self, event: ServerEvent) {
        self.out.push(Output::Event(event));
    }

    /// Records a decision that the protocol left to this end.
    pub(crate) fn choose(&mut self, choice: Choice) {
        self.out.push(Output::Chose(choice));
    }

    /// Begins TLS: what arrives from now on is the handshake.
    pub(crate) fn start_tls(&mut self) {
        self.out.push(Output::StartTls);
    }

    /// Closes the connection.
    pub(crate) fn close(&mut self) {
        self.out.push(Output::Closed);
    }
}

/// Sends one response; `about` is the change of the store that it reports.
pub(super) fn send(response: &Response, about: Option<ChangeNumber>, cx: &mut ServerCx<'_>) {
    let frame = Frame { grammar: Grammar::ImapResponse, bytes: cx.encoder.response(response) };
    cx.out.push(Output::Sent { frame, about });
}

/// Sends FETCH with `values`, which their owner may fill again for the next message.
pub(super) fn tell_fetch(
    seq: SeqNum,
    values: &[FetchValue],
    about: Option<ChangeNumber>,
    cx: &mut ServerCx<'_>,
) {
    let frame = Frame { grammar: Grammar::ImapResponse, bytes: cx.encoder.fetch(seq, values) };
    cx.out.push(Output::Sent { frame, about });
}

/// Sends untagged data.
pub(super) fn tell(data: Untagged, about: Option<ChangeNumber>, cx: &mut ServerCx<'_>) {
    send(&Response::Untagged(data), about, cx);
}

/// The greeting of a server that takes no more (RFC 9051 §7.1.5: `BYE` in place of `OK`).
pub(crate) fn too_many_connections(max: usize) -> Frame {
    let text = format!("there are {max} connections already; try again later");
    let status = bye(&text).with_code(Code::Atom("UNAVAILABLE".to_owned()));
    let bytes = Encoder::default().untagged(&Untagged::Status(status));
    Frame { grammar: Grammar::ImapResponse, bytes }
}
