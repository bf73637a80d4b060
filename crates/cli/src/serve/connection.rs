//! One connection: a socket on one side, a session on the other.

use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use mailscope_base::limits;
use mailscope_server::{AnyServer, Notice, ServerEvent};
use mailscope_wire::{Cx, Endpoint as _, Frame, Input, Output, Service};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::shared::{Listening, Shared};

/// Octets taken from a socket at a time.
const READ_OCTETS: usize = 64 * 1024;
/// How long a peer may take to read what one turn has said to it.
const WRITE_MAX: Duration = Duration::from_mins(5);

/// Drives one connection to its end.
pub(super) async fn drive(service: Service, socket: TcpStream, shared: Arc<Shared>) {
    let Some(listening) = shared.register(limits::CONNECTIONS_MAX) else {
        let max = limits::CONNECTIONS_MAX;
        eprintln!("mailscope: there are {max} connections already; one more was closed");
        return;
    };
    let id = listening.id;
    // A reply is written at once; without this, ordinary clients wait for the timer of delayed
    // ACKs.
    if socket.set_nodelay(true).is_ok() {
        let mut connection =
            Connection { server: AnyServer::new(service), shared: Arc::clone(&shared), listening };
        connection.drive(socket).await;
        connection.turn(Input::PeerClosed);
    }
    shared.deregister(id);
}

struct Connection {
    server: AnyServer,
    shared: Arc<Shared>,
    listening: Listening,
}

/// What a turn leaves to do.
struct Done {
    bytes: BytesMut,
    close: bool,
}

impl Connection {
    /// Until one of the ends has had enough. Errors of the socket are the peer's way to say so.
    async fn drive(&mut self, mut socket: TcpStream) {
        let mut buffer = BytesMut::with_capacity(READ_OCTETS);
        let mut done = self.turn(Input::Opened);
        loop {
            if !done.bytes.is_empty() {
                let written = timeout(WRITE_MAX, socket.write_all(&done.bytes)).await;
                if !matches!(written, Ok(Ok(()))) {
                    return;
                }
            }
            if done.close {
                let _ = socket.shutdown().await;
                return;
            }
            let input = tokio::select! {
                read = socket.read_buf(&mut buffer) => match read {
                    Ok(0) | Err(_) => return,
                    Ok(_) => Input::Received(buffer.split().freeze()),
                },
                () = self.listening.rung() => match self.listening.heard() {
                    Some(changes) => Input::Action(Notice(changes)),
                    None => return,
                },
                () = self.deadline() => Input::DeadlineReached,
            };
            buffer.reserve(READ_OCTETS);
            done = self.turn(input);
        }
    }

    /// Waits for the session's deadline, or for ever.
    async fn deadline(&self) {
        match self.server.deadline() {
            Some(deadline) => tokio::time::sleep(self.shared.until(deadline.at)).await,
            None => std::future::pending().await,
        }
    }

    /// One turn of the session. What others have changed before is told to it first.
    fn turn(&mut self, input: Input<Notice>) -> Done {
        let mut out = Vec::new();
        let mut state = self.shared.turn();
        let state = &mut *state;
        let mut cx = Cx {
            now: self.shared.now(),
            clock: self.shared.clock,
            rng: &mut state.rng,
            host: &mut state.store,
            out: &mut out,
        };
        if !matches!(input, Input::Action(_))
            && let Some(changes) = self.listening.heard()
            && !changes.is_empty()
        {
            self.server.handle(Input::Action(Notice(changes)), &mut cx);
        }
        self.server.handle(input, &mut cx);
        let mut done = Done { bytes: BytesMut::new(), close: false };
        let mut changes = Vec::new();
        for output in out {
            match output {
                Output::Sent { frame, .. } => {
                    self.show('S', &frame);
                    done.bytes.extend_from_slice(&frame.bytes);
                }
                Output::Read(frame) => self.show('C', &frame),
                Output::Closed => done.close = true,
                Output::Event(ServerEvent::Changed(change)) => changes.push(change),
                Output::StartTls | Output::Event(_) | Output::Entered(_) | Output::Chose(_) => {}
            }
        }
        state.publish(self.listening.id, &changes);
        done
    }

    fn show(&self, end: char, frame: &Frame) {
        if self.shared.trace {
            eprintln!("{} {end}: {}", self.listening.id, line(&frame.bytes));
        }
    }
}

/// The first line of a frame, made printable: a terminal must not be told what to do by a peer.
fn line(bytes: &Bytes) -> String {
    let line = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let line = line.get(..limits::TRANSCRIPT_LINE_OCTETS_MAX).unwrap_or(line);
    let text = String::from_utf8_lossy(line);
    text.trim_end().chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect()
}
