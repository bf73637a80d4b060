//! The client's end of a POP3 connection (RFC 1939): it asks what the server can do, protects the
//! connection as the settings say, logs in, fetches what it has not fetched before, removes from the
//! server what it may, and leaves.
//!
//! With PIPELINING (RFC 2449 §6.6) commands go out before the answers to those before them are there,
//! but only where no answer can change what they mean: UIDL behind STAT, RETR behind RETR. PASS waits
//! for USER, DELE for its RETR, and QUIT for everything.

mod hello;
mod login;
mod session;
mod visit;

use std::collections::VecDeque;

use bytes::Bytes;
use mailscope_base::limits::{LINE_OCTETS_MAX, MESSAGE_OCTETS_MAX};
use mailscope_base::{Deadline, Instant, MessageNumber, Reason};
use mailscope_wire::pop3::ResponseShape;
use mailscope_wire::{Endpoint, Framer, Input, StateName};

use crate::app::{LocalMail, Pop3Policy};
use crate::event::{ClientEvent, Context, Patience, report};
use crate::sasl::Exchange;
use crate::{TlsPolicy, choice};
use hello::Offers;
use visit::Plan;

/// Octets of one response: a message whose every line begins with a dot, and its status line.
const RESPONSE_OCTETS_MAX: usize = 2 * MESSAGE_OCTETS_MAX + LINE_OCTETS_MAX;

/// What the mail app may ask of a [`Pop3Client`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Ask whether there is anything new. A maildrop is a snapshot (RFC 1939 §8), so this needs
    /// another visit.
    Synchronise,
    /// Follow another policy.
    Configure(Pop3Policy),
}

/// The client's end of one POP3 connection.
#[derive(Clone, Debug)]
pub struct Pop3Client {
    user: String,
    password: String,
    tls: TlsPolicy,
    policy: Pop3Policy,
    framer: Framer,
    state: State,
    /// The state that was told last.
    shown: Option<StateName>,
    /// The commands that the server has not answered, oldest first.
    asked: VecDeque<Asked>,
    /// Whether TLS protects the connection.
    secure: bool,
    offers: Offers,
    /// AUTH is in progress.
    exchange: Option<Exchange>,
    /// The server has shown that it has no TOP.
    no_top: bool,
    /// Commands have been sent without waiting.
    pipelined: bool,
    patience: Patience,
}

/// The state of the session as the client sees it (RFC 1939 §3).
#[derive(Clone, Debug)]
enum State {
    /// No connection stands yet.
    Connecting,
    /// RFC 1939 §4.
    Authorization,
    /// The server agreed to STLS: nothing is said until the handshake is done (RFC 2595 §4).
    Handshake,
    /// RFC 1939 §5.
    Transaction(Plan),
    /// QUIT was sent (RFC 1939 §6), with the unique-ids whose messages are marked as deleted.
    Update(imbl::Vector<String>),
    /// This end is closed.
    Closed,
}

/// Which response the client waits for.
#[derive(Clone, Debug)]
enum Asked {
    Greeting,
    Capa,
    Stls,
    Utf8,
    User,
    Pass,
    Auth,
    /// The client has given AUTH up with `*`.
    AuthCancelled,
    Stat,
    /// The sizes of all messages.
    List,
    Uidl,
    Retr(MessageNumber, String),
    /// The header alone.
    Top(MessageNumber, String),
    Dele(String),
    Quit,
}

impl Pop3Client {
    /// A client that waits for its connection.
    pub fn new(
        user: &str,
        password: &str,
        tls: TlsPolicy,
        policy: Pop3Policy,
        now: Instant,
    ) -> Self {
        Self {
            user: user.to_owned(),
            password: password.to_owned(),
            tls,
            policy,
            framer: Framer::new(LINE_OCTETS_MAX),
            state: State::Connecting,
            shown: State::Connecting.name(),
            asked: VecDeque::from([Asked::Greeting]),
            secure: tls == TlsPolicy::Implicit,
            offers: Offers::default(),
            exchange: None,
            no_top: false,
            pipelined: false,
            patience: Patience(now),
        }
    }

    /// The client's view of its session.
    pub fn state(&self) -> Option<StateName> {
        self.state.name()
    }

    /// Whether the client waits for the server's answer: always, while there is a connection.
    pub fn busy(&self) -> bool {
        !matches!(self.state, State::Closed)
    }

    fn report(&mut self, cx: &mut Context<'_>) {
        let state = self.state.name();
        report(&mut self.shown, state, cx);
    }

    /// Closes this end.
    fn hang_up(&mut self, cx: &mut Context<'_>) {
        self.state = State::Closed;
        self.report(cx);
        cx.close();
    }

    /// The connection ended without the answer to QUIT: nothing is removed (RFC 1939 §6).
    fn cut(&mut self, cx: &mut Context<'_>) {
        match &self.state {
            State::Transaction(plan) if plan.marked.is_empty() => {
                cx.choose(choice::CONNECTION_LOST);
            }
            State::Update(marked) if marked.is_empty() => cx.choose(choice::CONNECTION_LOST),
            State::Transaction(_) | State::Update(_) => cx.choose(choice::DELE_NOT_CONFIRMED),
            State::Connecting | State::Authorization | State::Handshake => {
                cx.choose(choice::CONNECTION_LOST);
            }
            State::Closed => {}
        }
        self.state = State::Closed;
    }
}

impl Endpoint for Pop3Client {
    type Host = LocalMail;
    type Action = Task;
    type Event = ClientEvent;

    fn handle(&mut self, input: Input<Task>, cx: &mut Context<'_>) {
        match input {
            Input::Opened => {
                self.patience = Patience(cx.now);
                if matches!(self.state, State::Connecting) {
                    self.state = State::Authorization;
                }
            }
            Input::Received(bytes) => {
                let bytes: Bytes = bytes;
                self.received(&bytes, cx);
            }
            Input::TlsEstablished => self.tls_established(cx),
            Input::TlsFailed(_) => self.tls_failed(cx),
            Input::PeerClosed => self.cut(cx),
            Input::DeadlineReached => {
                if self.deadline().is_some_and(|deadline| deadline.at <= cx.now) {
                    cx.choose(choice::SERVER_SILENT);
                    self.hang_up(cx);
                }
            }
            // A visit synchronises anyway.
            Input::Action(Task::Synchronise) => {}
            Input::Action(Task::Configure(policy)) => self.policy = policy,
        }
        self.report(cx);
    }

    fn deadline(&self) -> Option<Deadline> {
        let open = !matches!(self.state, State::Closed);
        open.then(|| Deadline { at: self.patience.end(), reason: Reason("server-silent") })
    }
}

impl State {
    fn name(&self) -> Option<StateName> {
        let name = match self {
            Self::Connecting => "Connecting",
            Self::Authorization => "AUTHORIZATION",
            Self::Handshake => "TLS handshake",
            Self::Transaction(_) => "TRANSACTION",
            Self::Update(_) => "UPDATE",
            Self::Closed => return None,
        };
        Some(StateName(name))
    }
}

impl Asked {
    /// RFC 1939 §3: which responses are multi-line is known from the command.
    fn shape(&self) -> ResponseShape {
        match self {
            Self::Capa | Self::List | Self::Uidl | Self::Retr(..) | Self::Top(..) => {
                ResponseShape::Multi
            }
            Self::Auth => ResponseShape::Challenge,
            Self::Greeting
            | Self::Stls
            | Self::Utf8
            | Self::User
            | Self::Pass
            | Self::AuthCancelled
            | Self::Stat
            | Self::Dele(_)
            | Self::Quit => ResponseShape::Single,
        }
    }
}
