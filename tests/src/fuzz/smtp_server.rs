//! An SMTP server, relay or submission, against any octets: however they arrive, it says the same, and
//! what it says it has accepted is in the queue.

use bytes::Bytes;
use mailscope_base::{DateTime, Duration, Instant, Prng, UidValidity, WallClock};
use mailscope_server::smtp::{Role, SmtpPolicy, SmtpServer};
use mailscope_server::{Policy, ServerEvent, Tls};
use mailscope_store::Store;
use mailscope_wire::smtp::Reply;
use mailscope_wire::{Cx, Endpoint as _, Grammar, Input, Output};

use super::script::Script;

/// Octets of one piece.
const PIECE_MAX: usize = 4096;
/// Octets of the largest message: small, so that a fuzzer reaches it.
const MESSAGE_OCTETS_MAX: usize = 200;
/// What every other session has said before: without it a fuzzer would guess a password.
const BEFORE: &[u8] = b"EHLO laptop.example\r\nAUTH PLAIN AGFkYQBzZWNyZXQ=\r\n";

/// The first octet chooses role and policy; then each octet of choice stands before a piece of the
/// stream.
///
/// # Panics
///
/// If a session panics, sends what nobody can read, depends on how the octets were cut, or loses what
/// it has accepted.
pub fn smtp_server(octets: &[u8]) {
    let mut script = Script::new(octets);
    let how = script.choice();
    let mut piecewise = Session::new(how);
    let mut stream = Vec::new();
    let mut later = 0;
    while !script.is_done() {
        let choice = script.choice();
        let piece = script.piece(PIECE_MAX);
        if choice & 128 != 0 {
            later += u64::from(choice & 7);
            piecewise.now = Instant::START + Duration::from_mins(later);
            piecewise.turn(Input::DeadlineReached);
        }
        piecewise.receive(piece);
        stream.extend_from_slice(piece);
    }
    piecewise.check_queue();
    // What arrives with STARTTLS is thrown away, and what arrives after it is not (RFC 3207 §5). And
    // time has to stand still.
    if later == 0 && piecewise.handshakes == 0 {
        let mut at_once = Session::new(how);
        at_once.receive(&stream);
        at_once.check_queue();
        if at_once.handshakes == 0 {
            assert_eq!(
                String::from_utf8_lossy(&piecewise.said),
                String::from_utf8_lossy(&at_once.said)
            );
        }
    }
    piecewise.turn(Input::PeerClosed);
}

struct Session {
    server: SmtpServer,
    store: Store,
    rng: Prng,
    now: Instant,
    closed: bool,
    handshakes: u32,
    said: Vec<u8>,
    /// Messages that it told its owner about.
    spooled: usize,
    /// Replies that took responsibility for a message.
    accepted: usize,
}

impl Session {
    fn new(how: u8) -> Self {
        let mut store =
            Store::new(UidValidity(core::num::NonZeroU32::MIN)).on_host("mx.nord.example");
        store.create_account("ada", "nord.example", "secret");
        store.create_account("ben", "nord.example", "secret");
        let smtp = SmtpPolicy {
            message_octets_max: if how & 1 == 0 { MESSAGE_OCTETS_MAX } else { 100_000 },
            recipients_max: 3,
            transactions_max: (how & 2 != 0).then_some(4),
            greylisting: (how & 4 != 0).then_some(Duration::from_mins(3)),
            verifies: how & 8 == 0,
            bare_lf_ends_data: how & 16 != 0,
            ..SmtpPolicy::default()
        };
        let tls = if how & 32 == 0 { Tls::Unavailable } else { Tls::Offered };
        let role = if how & 64 == 0 { Role::Relay } else { Role::Submission };
        let policy = Policy { tls, smtp, ..Policy::default() };
        let mut session = Self {
            server: SmtpServer::new(role, policy),
            store,
            rng: Prng::new(1),
            now: Instant::START,
            closed: false,
            handshakes: 0,
            said: Vec::new(),
            spooled: 0,
            accepted: 0,
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
    }

    /// Whether a handshake follows.
    fn turn(&mut self, input: Input<mailscope_server::Notice>) -> bool {
        let mut out = Vec::new();
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        let was_closed = self.closed;
        self.server.handle(
            input,
            &mut Cx {
                now: self.now,
                clock: WallClock { start },
                rng: &mut self.rng,
                host: &mut self.store,
                out: &mut out,
            },
        );
        let mut starts_tls = false;
        for output in out {
            match output {
                Output::Sent { frame, about } => {
                    assert!(!was_closed, "a closed session speaks");
                    self.accepted += usize::from(about.is_some());
                    self.sent(frame.grammar, &frame.bytes);
                }
                Output::Read(frame) => drop(frame.grammar.tree(&frame.bytes)),
                Output::Event(ServerEvent::Spooled(_)) => self.spooled += 1,
                Output::StartTls => starts_tls = true,
                Output::Closed => self.closed = true,
                _ => {}
            }
        }
        starts_tls
    }

    fn sent(&mut self, grammar: Grammar, bytes: &[u8]) {
        assert_eq!(grammar, Grammar::SmtpReply);
        let reply = Reply::parse(bytes);
        let Ok(reply) = reply else { panic!("{:?}", String::from_utf8_lossy(bytes)) };
        if let Some(code) = reply.enhanced {
            assert_eq!(u16::from(code.class), reply.code / 100, "{reply:?}");
        }
        for line in &reply.lines {
            // RFC 5321 §4.5.3.1.5.
            assert!(line.len() <= 512, "{line}");
        }
        self.said.extend_from_slice(bytes);
    }

    /// Nothing that was accepted is lost, and nothing else is there (RFC 5321 §6.1).
    fn check_queue(&self) {
        assert_eq!(self.store.spool().len(), self.spooled);
        assert_eq!(self.store.spool().len(), self.accepted);
        for queued in self.store.spool().iter() {
            assert!(!queued.recipients.is_empty(), "mail for nobody");
            let content = queued.mail.bytes();
            assert!(content.starts_with(b"Received: ") || content.starts_with(b"Return-Path: "));
        }
    }
}
