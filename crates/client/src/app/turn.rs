//! A turn of the mail app: what it sees, and what it does.

use core::convert::Infallible;

use mailscope_base::{Instant, Prng, WallClock};
use mailscope_wire::{Input, Output, Service};

use super::LocalChange;

/// What an app sees and touches during a turn.
#[derive(Debug)]
pub struct AppCx<'a> {
    /// The moment of this turn.
    pub now: Instant,
    /// The calendar, for dates on the wire.
    pub clock: WallClock,
    /// Chance.
    pub rng: &'a mut Prng,
    /// What happened during this turn, in order: after a frame was read, what it caused.
    pub out: &'a mut Vec<AppOutput>,
}

/// What an app did during a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppOutput {
    /// It wants a connection on this channel, to this service of its provider; with TLS from the
    /// first octet or in clear.
    Connect {
        /// The channel, which had no connection until now.
        channel: Channel,
        /// The service.
        service: Service,
        /// TLS from the first octet (RFC 8314 §3).
        implicit_tls: bool,
    },
    /// It did something on the connection of this channel, or chose something.
    Wire(Channel, Output<Infallible>),
    /// Its local mail changed.
    Local(LocalChange),
}

/// What an app's connection is for. It has at most one of each at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Reading mail, by IMAP or POP3.
    Reading,
    /// Sending mail, by submission.
    Sending,
}

/// The same input for an engine of which its owner may ask things.
pub(super) fn input_for<A>(input: Input<Infallible>) -> Input<A> {
    match input {
        Input::Opened => Input::Opened,
        Input::Received(bytes) => Input::Received(bytes),
        Input::TlsEstablished => Input::TlsEstablished,
        Input::TlsFailed(why) => Input::TlsFailed(why),
        Input::PeerClosed => Input::PeerClosed,
        Input::DeadlineReached => Input::DeadlineReached,
        Input::Action(never) => match never {},
    }
}
