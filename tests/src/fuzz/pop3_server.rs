//! A POP3 server against any octets: however they arrive, it says the same, and what was not removed by
//! QUIT is still there.

use bytes::Bytes;
use mailscope_base::{DateTime, Flags, Instant, Prng, UidValidity, WallClock};
use mailscope_server::pop3::Pop3Server;
use mailscope_server::{AfterRetr, Expire, Policy, Pop3Policy, ServerEvent, Tls};
use mailscope_store::{ChangeKind, INBOX, Mail, NewMessage, Store};
use mailscope_wire::pop3::Response;
use mailscope_wire::{Cx, Endpoint as _, Grammar, Input, Output};

use super::script::Script;

/// Octets of one piece.
const PIECE_MAX: usize = 4096;
/// What every other session has said before.
const BEFORE: &[u8] = b"USER ada\r\nPASS secret\r\n";

const MAILS: [&str; 3] = [
    "Subject: dots\r\n\r\n.\r\n..\r\na\r\n.",
    "Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello\r\n",
    "no header at all\n\0\n",
];

/// The first octet chooses the policy; then each octet of choice stands before a piece of the stream.
///
/// # Panics
///
/// If a session panics, sends what nobody can read, depends on how the octets were cut, or removes
/// what nobody has asked it to.
pub fn pop3_server(octets: &[u8]) {
    let mut script = Script::new(octets);
    let how = script.choice();
    let mut piecewise = Session::new(how);
    let mut stream = Vec::new();
    while !script.is_done() {
        let _ = script.choice();
        let piece = script.piece(PIECE_MAX);
        piecewise.receive(piece);
        stream.extend_from_slice(piece);
    }
    // What arrives with STLS is thrown away, and what arrives after it is not (RFC 2595 §4).
    if piecewise.handshakes == 0 {
        let mut at_once = Session::new(how);
        at_once.receive(&stream);
        if at_once.handshakes == 0 {
            assert_eq!(
                String::from_utf8_lossy(&piecewise.said),
                String::from_utf8_lossy(&at_once.said)
            );
        }
    }
    piecewise.turn(Input::PeerClosed);
    let asked = stream.to_ascii_uppercase().windows(4).any(|word| word == b"QUIT");
    assert!(asked || !piecewise.changed, "removed without QUIT (RFC 1939 section 6)");
}

struct Session {
    server: Pop3Server,
    store: Store,
    rng: Prng,
    closed: bool,
    handshakes: u32,
    said: Vec<u8>,
    changed: bool,
}

impl Session {
    fn new(how: u8) -> Self {
        let mut store = Store::new(UidValidity(core::num::NonZeroU32::MIN));
        let account = store.create_account("ada", "nord.example", "secret");
        let date = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };
        for mail in MAILS {
            let mail = Mail::new(mail.as_bytes());
            let new = NewMessage { mail, flags: Flags::NONE, received: date, saved: date };
            let _ = store.append(account, INBOX, new);
        }
        let pop3 = Pop3Policy {
            apop: how & 1 == 0,
            login_delay_secs: u32::from(how & 2),
            expire: if how & 4 == 0 { Expire::Never } else { Expire::Days(0) },
            after_retr: AfterRetr::Keep,
        };
        let tls = if how & 32 == 0 { Tls::Unavailable } else { Tls::Offered };
        let mut session = Self {
            server: Pop3Server::with(Policy { tls, pop3, ..Policy::default() }),
            store,
            rng: Prng::new(1),
            closed: false,
            handshakes: 0,
            said: Vec::new(),
            changed: false,
        };
        session.turn(Input::Opened);
        if how & 128 != 0 {
            session.receive(BEFORE);
        }
        session
    }

    fn receive(&mut self, piece: &[u8]) {
        if self.turn(Input::Received(Bytes::copy_from_slice(piece))) {
            self.handshakes += 1;
            self.turn(Input::TlsEstablished);
        }
        // Work that was left comes at once.
        while self.server.deadline().is_some_and(|deadline| deadline.at <= Instant::START) {
            self.turn(Input::DeadlineReached);
        }
    }

    /// Whether a handshake follows.
    fn turn(&mut self, input: Input<mailscope_server::Notice>) -> bool {
        let mut out = Vec::new();
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        let was_closed = self.closed;
        self.server.handle(
            input,
            &mut Cx {
                now: Instant::START,
                clock: WallClock { start },
                rng: &mut self.rng,
                host: &mut self.store,
                out: &mut out,
            },
        );
        let mut starts_tls = false;
        for output in out {
            match output {
                Output::Sent { frame, .. } => {
                    assert!(!was_closed, "a closed session speaks");
                    let Grammar::Pop3Response(shape) = frame.grammar else {
                        panic!("{:?}", frame.grammar)
                    };
                    let read = Response::parse(&frame.bytes, shape);
                    assert!(read.is_ok(), "{:?}", String::from_utf8_lossy(&frame.bytes));
                    self.said.extend_from_slice(&frame.bytes);
                }
                Output::Read(frame) => drop(frame.grammar.tree(&frame.bytes)),
                Output::Event(ServerEvent::Changed(change)) => {
                    self.changed |= matches!(change.kind, ChangeKind::Expunged { .. });
                }
                Output::StartTls => starts_tls = true,
                Output::Closed => self.closed = true,
                _ => {}
            }
        }
        starts_tls
    }
}
