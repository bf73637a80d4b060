//! The contract of a session: both ends of every connection are state machines of one shape.

use bytes::Bytes;
use mailscope_base::{ChangeNumber, Deadline, Instant, Prng, WallClock};

use crate::Grammar;

/// One end of one connection. Same state, input and context give the same outputs.
pub trait Endpoint: Clone {
    /// What it may touch besides itself: the store for servers, the device's local mail for
    /// clients.
    type Host;
    /// What its owner may ask of it.
    type Action;
    /// What it tells its owner.
    type Event;

    /// Handles one input completely: a turn.
    fn handle(&mut self, input: Input<Self::Action>, cx: &mut Cx<'_, Self::Host, Self::Event>);

    /// When it wants [`Input::DeadlineReached`], and why. Computed from its state, so no timer goes
    /// stale.
    fn deadline(&self) -> Option<Deadline>;
}

/// What can happen to an endpoint.
#[derive(Clone, Debug)]
pub enum Input<A> {
    /// The connection stands.
    Opened,
    /// Bytes arrived, cut in any way.
    Received(Bytes),
    /// The handshake that [`Output::StartTls`] asked for is done: what arrives from now on came
    /// through TLS.
    TlsEstablished,
    /// The handshake that [`Output::StartTls`] asked for has failed; nothing but closing is left.
    /// The text says why, for a person.
    TlsFailed(&'static str),
    /// The other end closed its half, or the connection was cut.
    PeerClosed,
    /// The moment of [`Endpoint::deadline`] has come.
    DeadlineReached,
    /// The owner asks for something.
    Action(A),
}

/// What an endpoint may see and touch during one turn.
#[derive(Debug)]
pub struct Cx<'a, H, E> {
    /// The moment of this turn.
    pub now: Instant,
    /// The calendar, for dates on the wire.
    pub clock: WallClock,
    /// Chance.
    pub rng: &'a mut Prng,
    /// The store or the local mail.
    pub host: &'a mut H,
    /// What happened during this turn, in order.
    pub out: &'a mut Vec<Output<E>>,
}

impl<H, E> Cx<'_, H, E> {
    /// Sends `bytes`, which follow `grammar`.
    pub fn send(&mut self, grammar: Grammar, bytes: impl Into<Bytes>) {
        let frame = Frame { grammar, bytes: bytes.into() };
        self.out.push(Output::Sent { frame, about: None });
    }

    /// Records that a frame was read as `grammar`.
    pub fn read(&mut self, grammar: Grammar, bytes: impl Into<Bytes>) {
        self.out.push(Output::Read(Frame { grammar, bytes: bytes.into() }));
    }

    /// Records that a state was entered.
    pub fn enter(&mut self, state: StateName) {
        self.out.push(Output::Entered(state));
    }

    /// Records a decision that the protocol left to this end.
    pub fn choose(&mut self, choice: Choice) {
        self.out.push(Output::Chose(choice));
    }

    /// Tells the owner.
    pub fn tell(&mut self, event: E) {
        self.out.push(Output::Event(event));
    }

    /// Begins TLS: what arrives from now on is the handshake.
    pub fn start_tls(&mut self) {
        self.out.push(Output::StartTls);
    }

    /// Closes the connection.
    pub fn close(&mut self) {
        self.out.push(Output::Closed);
    }
}

/// Bytes that belong together, and the grammar by which their writer or reader takes them. The tree
/// is a pure function of the two ([`Grammar::tree`]), so it is made when somebody looks and never
/// stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// How to read the bytes.
    pub grammar: Grammar,
    /// The bytes, exactly.
    pub bytes: Bytes,
}

/// What an endpoint did during a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output<E> {
    /// It sent a frame.
    Sent {
        /// The frame as its writer means it.
        frame: Frame,
        /// The change of the store that these bytes report, if they report one.
        about: Option<ChangeNumber>,
    },
    /// It read a frame. Where this differs from what the writer meant, both are kept.
    Read(Frame),
    /// It entered a state.
    Entered(StateName),
    /// It decided something that the protocol leaves open.
    Chose(Choice),
    /// It begins TLS after what it has sent before. Its owner shakes hands, throws away what it has
    /// read and not handed over, and answers with [`Input::TlsEstablished`].
    StartTls,
    /// It closed the connection.
    Closed,
    /// It tells its owner something.
    Event(E),
}

/// The name of a state, in the words of its RFC: `Authenticated`, `TRANSACTION`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateName(pub &'static str);

/// A decision that a protocol leaves to one end: an id that the texts explain, such as
/// `idle-offered`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice(pub &'static str);
