//! What an IMAP session sees of the world during one turn, and how it writes.

use bytes::Bytes;
use mailscope_base::{Instant, Prng, WallClock};
use mailscope_store::Store;
use mailscope_wire::imap::Encoder;
use mailscope_wire::{Choice, Frame, Grammar, Output, StateName};

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
