//! One connection: a socket on one side, a session on the other.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf as _, Bytes};
use mailscope_base::limits;
use mailscope_server::{AnyServer, Notice, Policy, ServerEvent, Tls};
use mailscope_wire::{Cx, Endpoint as _, Frame, Input, Output, Service};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::arguments::Door;
use super::heard::Heard;
use super::queue;
use super::said::Said;
use super::shared::{Listening, Shared};

/// Outputs for which room is kept between turns.
const OUTPUTS_KEPT: usize = 1_024;
/// How long a peer may take to read what one turn has said to it.
const WRITE_MAX: Duration = Duration::from_mins(5);

/// How long a handshake may take.
const HANDSHAKE_MAX: Duration = Duration::from_secs(30);

/// Drives one connection to its end.
pub(super) async fn drive(door: Door, mut socket: TcpStream, shared: Arc<Shared>) {
    let Some(listening) = shared.register(limits::CONNECTIONS_MAX, shows_mail(door.service)) else {
        let max = limits::CONNECTIONS_MAX;
        eprintln!("mailscope: there are {max} connections already; one more was closed");
        // Within TLS it could not be read without a handshake, which is work for one too many.
        if !door.implicit_tls {
            let goodbye = mailscope_server::too_many_connections(door.service, max);
            let _ = timeout(HANDSHAKE_MAX, socket.write_all(&goodbye.bytes)).await;
            let _ = socket.shutdown().await;
        }
        return;
    };
    let id = listening.id;
    // A reply is written at once; without this, ordinary clients wait for the timer of delayed
    // ACKs.
    if socket.set_nodelay(true).is_ok() {
        let require_tls = shared.security.require_tls;
        let tls = if door.implicit_tls { Tls::Established } else { Tls::Offered };
        let peer = socket.peer_addr().ok().map(|peer| peer.ip());
        let policy = Policy { tls, require_tls, peer, ..Policy::default() };
        let server = AnyServer::with(door.service, policy);
        let shared = Arc::clone(&shared);
        let (outputs, said) = (Vec::new(), Said::default());
        let mut connection = Connection { server, shared, listening, outputs, said };
        connection.drive(door, socket).await;
        connection.turn(Input::PeerClosed);
    }
    shared.deregister(id);
}

struct Connection {
    server: AnyServer,
    shared: Arc<Shared>,
    listening: Listening,
    /// What the session did in this turn; empty between turns, and kept for its room.
    outputs: Vec<Output<ServerEvent>>,
    /// What is to be written after this turn.
    said: Said,
}

/// How a conversation goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Listen,
    StartTls,
    Close,
}

impl Connection {
    /// In clear, within TLS, or first the one and then the other.
    async fn drive(&mut self, door: Door, mut socket: TcpStream) {
        let first = if door.implicit_tls {
            Input::Opened
        } else {
            match self.converse(&mut socket, Input::Opened).await {
                Next::StartTls => Input::TlsEstablished,
                Next::Listen | Next::Close => return,
            }
        };
        let handshake = self.shared.security.acceptor.accept(socket);
        if let Ok(Ok(mut protected)) = timeout(HANDSHAKE_MAX, handshake).await {
            self.converse(&mut protected, first).await;
        } else if !door.implicit_tls {
            self.turn(Input::TlsFailed("the handshake failed"));
        }
    }

    /// Until one of the ends has had enough, or TLS begins. Errors of the socket are the peer's way
    /// to say so.
    async fn converse(
        &mut self,
        stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
        first: Input<Notice>,
    ) -> Next {
        let mut heard = Heard::default();
        let mut next = self.turn(first);
        loop {
            if self.said.has_remaining() {
                let written = timeout(WRITE_MAX, async {
                    stream.write_all_buf(&mut self.said).await?;
                    // TLS keeps what does not fill a record.
                    stream.flush().await
                });
                if !matches!(written.await, Ok(Ok(()))) {
                    return Next::Close;
                }
            }
            match next {
                Next::Listen => {}
                Next::StartTls => return Next::StartTls,
                Next::Close => {
                    let _ = stream.shutdown().await;
                    return Next::Close;
                }
            }
            let input = tokio::select! {
                read = stream.read_buf(heard.room()) => match read {
                    Ok(0) | Err(_) => return Next::Close,
                    Ok(_) => Input::Received(heard.take()),
                },
                () = self.listening.rung() => match self.listening.heard() {
                    Some(changes) => Input::Action(Notice(changes)),
                    None => return Next::Close,
                },
                () = self.deadline() => Input::DeadlineReached,
            };
            next = self.turn(input);
        }
    }

    /// Waits for the session's deadline, or for ever.
    async fn deadline(&self) {
        match self.server.deadline() {
            Some(deadline) => tokio::time::sleep(self.shared.until(deadline.at)).await,
            None => std::future::pending().await,
        }
    }

    /// One turn of the session, under one lock. What others have changed before is told to it first.
    fn turn(&mut self, input: Input<Notice>) -> Next {
        self.said.clear();
        let mut state = self.shared.turn();
        let state = &mut *state;
        let mut cx = Cx {
            now: self.shared.now(),
            clock: self.shared.clock,
            rng: &mut state.rng,
            host: &mut state.store,
            out: &mut self.outputs,
        };
        if !matches!(input, Input::Action(_))
            && let Some(changes) = self.listening.heard()
            && !changes.is_empty()
        {
            self.server.handle(Input::Action(Notice(changes)), &mut cx);
        }
        self.server.handle(input, &mut cx);
        let mut next = Next::Listen;
        let mut changes = Vec::new();
        let mut has_spooled = false;
        for output in self.outputs.drain(..) {
            match output {
                Output::Sent { frame, .. } => {
                    show(&self.shared, &self.listening, 'S', &frame);
                    self.said.push(&frame.bytes);
                }
                Output::Read(frame) => show(&self.shared, &self.listening, 'C', &frame),
                Output::StartTls => next = Next::StartTls,
                Output::Closed => next = Next::Close,
                Output::Event(ServerEvent::Changed(change)) => changes.push(change),
                Output::Event(ServerEvent::Spooled(change)) => {
                    queue::show(&self.shared, &change);
                    has_spooled = true;
                }
                Output::Event(_) | Output::Entered(_) | Output::Chose(_) => {}
            }
        }
        self.said.end_piece();
        self.outputs.shrink_to(OUTPUTS_KEPT);
        state.publish(Some(self.listening.id), &changes);
        if has_spooled {
            queue::turn(&self.shared, state);
        }
        next
    }
}

/// Whether sessions of this kind tell their clients of what others change.
const fn shows_mail(service: Service) -> bool {
    matches!(service, Service::Imap | Service::Pop3)
}

fn show(shared: &Shared, listening: &Listening, end: char, frame: &Frame) {
    if shared.trace {
        eprintln!("{} {end}: {}", listening.id, line(&frame.bytes));
    }
}

/// The first line of a frame, made printable: a terminal must not be told what to do by a peer.
fn line(bytes: &Bytes) -> String {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.get(..limits::TRANSCRIPT_LINE_OCTETS_MAX).unwrap_or(line);
    let text = String::from_utf8_lossy(line);
    text.trim_end().chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
