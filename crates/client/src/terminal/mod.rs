//! A person's terminal: `telnet`, `nc`, or `openssl s_client`. It sends what is typed, and it knows
//! no protocol but for where an answer ends, so that what it shows has trees.
//!
//! Nothing is decided here and nothing remembered: a terminal learns no mail. Where TLS is typed
//! (STARTTLS, STLS), it shakes hands as `openssl s_client -starttls` does.

mod answers;
mod typed;

use bytes::Bytes;
use mailscope_base::Deadline;
use mailscope_wire::{Cx, Endpoint, Grammar, Input, Service, StateName};

use answers::Answers;
use typed::Expected;

/// What a person does at a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Types these octets, as they are.
    Type(Bytes),
    /// Ends the connection without a word.
    HangUp,
}

/// What the terminal sees of the world during one turn.
type Turn<'a> = Cx<'a, (), core::convert::Infallible>;

/// The client's end of a connection at which a person types.
#[derive(Clone, Debug)]
pub struct TerminalClient {
    stage: Stage,
    /// What the server takes the next octets for.
    expected: Expected,
    answers: Answers,
    /// What was typed before the connection stood.
    ahead: Vec<Bytes>,
}

/// How far the connection has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Connecting,
    Open,
    Handshake,
    Closed,
}

impl TerminalClient {
    /// A terminal that waits for its connection.
    pub fn new(service: Service) -> Self {
        Self {
            stage: Stage::Connecting,
            expected: Expected::new(service),
            answers: Answers::new(service),
            ahead: Vec::new(),
        }
    }

    /// What the terminal can say of its connection.
    pub const fn state(&self) -> Option<StateName> {
        match self.stage {
            Stage::Connecting => Some(StateName("Connecting")),
            Stage::Open => Some(StateName("Connected")),
            Stage::Handshake => Some(StateName("TLS handshake")),
            Stage::Closed => None,
        }
    }

    fn type_octets(&mut self, octets: Bytes, cx: &mut Turn<'_>) {
        match self.stage {
            Stage::Connecting => self.ahead.push(octets),
            Stage::Open => {
                for frame in self.expected.frames(octets) {
                    self.answers.asked(&frame);
                    cx.send(frame.grammar, frame.bytes);
                }
            }
            // What is typed into a handshake would break it.
            Stage::Handshake | Stage::Closed => {}
        }
    }

    fn received(&mut self, octets: &[u8], cx: &mut Turn<'_>) {
        // What came in clear and was not read before TLS is thrown away (RFC 9051 §6.2.1, RFC 2595 §4,
        // RFC 3207 §4.2).
        if self.stage != Stage::Open {
            return;
        }
        self.answers.push(octets);
        while let Some(frame) = self.answers.next_frame() {
            cx.read(frame.grammar, frame.bytes.clone());
            if self.expected.answered(&frame) {
                self.answers.start_anew();
                self.stage = Stage::Handshake;
                return cx.start_tls();
            }
        }
    }

    fn close(&mut self, cx: &mut Turn<'_>) {
        if self.stage != Stage::Closed {
            self.stage = Stage::Closed;
            cx.close();
        }
    }
}

impl Endpoint for TerminalClient {
    type Host = ();
    type Action = Keys;
    type Event = core::convert::Infallible;

    fn handle(&mut self, input: Input<Keys>, cx: &mut Turn<'_>) {
        match input {
            Input::Opened => {
                self.stage = Stage::Open;
                for octets in core::mem::take(&mut self.ahead) {
                    self.type_octets(octets, cx);
                }
            }
            Input::TlsEstablished => self.stage = Stage::Open,
            Input::Received(octets) => self.received(&octets, cx),
            Input::TlsFailed(_) | Input::Action(Keys::HangUp) => self.close(cx),
            Input::PeerClosed => {
                let rest = self.answers.rest();
                if self.stage == Stage::Open && !rest.is_empty() {
                    cx.read(Grammar::Opaque, rest);
                }
                self.close(cx);
            }
            Input::Action(Keys::Type(octets)) => self.type_octets(octets, cx),
            Input::DeadlineReached => {}
        }
    }

    /// A person has patience.
    fn deadline(&self) -> Option<Deadline> {
        None
    }
}
