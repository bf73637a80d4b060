//! An SMTP client against a server that says anything.

use core::convert::Infallible;

use bytes::Bytes;
use mailscope_base::{
    Address, Body, DateTime, Duration, Envelope, Instant, Notify, Prng, Recipient, Ret, WallClock,
};
use mailscope_sim::client::TlsPolicy;
use mailscope_sim::client::smtp::{SmtpClient, SmtpEvent, SmtpSettings};
use mailscope_wire::smtp::{Command, SaslResponse, Transaction};
use mailscope_wire::{Cx, Endpoint as _, Grammar, Input, Output};

use super::script::Script;

/// Octets of one piece.
const PIECE_MAX: usize = 4096;
/// Recipients of the message.
const RECIPIENTS: usize = 3;
/// Frames that one turn may send, besides one for each octet received.
const FRAMES_BESIDES: usize = 16;

/// The first octet chooses settings and message; then each octet of choice says what happens next:
/// octets from the server, a handshake, time, a lost connection.
///
/// # Panics
///
/// If the client panics, sends what nobody can read, talks without end, or does not tell exactly once
/// what became of each recipient.
pub fn smtp_client(octets: &[u8]) {
    let mut script = Script::new(octets);
    let mut owner = Owner::new(script.choice());
    while !script.is_done() {
        let choice = script.choice();
        match choice & 15 {
            0..=10 => {
                let piece = Bytes::copy_from_slice(script.piece(PIECE_MAX));
                owner.turn(piece.len(), Input::Received(piece));
            }
            11 | 12 => owner.turn(0, Input::TlsEstablished),
            13 => owner.turn(0, Input::TlsFailed("the name does not match")),
            14 => owner.turn(0, Input::PeerClosed),
            _ => {
                owner.now = owner.now + Duration::from_mins(u64::from(choice >> 4));
                owner.turn(0, Input::DeadlineReached);
            }
        }
    }
    owner.turn(0, Input::PeerClosed);
    assert_eq!(owner.reports, 1, "what became of the message is told once");
}

struct Owner {
    client: SmtpClient,
    rng: Prng,
    now: Instant,
    reports: usize,
    closed: bool,
}

impl Owner {
    fn new(how: u8) -> Self {
        let recipient = |nth: usize| Recipient {
            address: Address::new(["ben", "carla", "d e"][nth], "sued.example"),
            notify: (how & 1 != 0).then_some(Notify::Never),
            orcpt: (how & 2 != 0).then(|| "rfc822;ben@sued.example".into()),
        };
        let envelope = Envelope {
            reverse_path: (how & 4 == 0).then(|| Address::new("ada", "nord.example")),
            recipients: (0..RECIPIENTS).map(recipient).collect(),
            body: [Body::SevenBit, Body::EightBitMime, Body::BinaryMime][usize::from(how >> 3) % 3],
            smtputf8: how & 32 != 0,
            ret: (how & 1 != 0).then_some(Ret::Hdrs),
            envid: (how & 2 != 0).then(|| "QQ=1".into()),
        };
        let content = Bytes::from_static(b"Subject: dots\r\n\r\n.\r\n..a\r\nb\n.\nc\r\n");
        let tls = match how >> 6 {
            0 => TlsPolicy::Never,
            1 => TlsPolicy::IfOffered,
            2 => TlsPolicy::Required,
            _ => TlsPolicy::Implicit,
        };
        let credentials = (how & 16 != 0).then(|| ("ada".to_owned(), "pw".to_owned()));
        let settings = SmtpSettings { name: "laptop.example".to_owned(), credentials, tls };
        let transaction = Transaction { envelope, content };
        let client = SmtpClient::new(settings, transaction, Instant::START);
        let mut owner =
            Self { client, rng: Prng::new(1), now: Instant::START, reports: 0, closed: false };
        owner.turn(0, Input::Opened);
        owner
    }

    fn turn(&mut self, received: usize, input: Input<Infallible>) {
        let mut out = Vec::new();
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        let clock = WallClock { start };
        let (now, was_closed) = (self.now, self.closed);
        let host = &mut ();
        self.client.handle(input, &mut Cx { now, clock, rng: &mut self.rng, host, out: &mut out });
        let mut sent = 0;
        for output in out {
            match output {
                Output::Sent { frame, .. } => {
                    assert!(!was_closed, "a closed client speaks");
                    sent += 1;
                    check(frame.grammar, &frame.bytes);
                }
                Output::Read(frame) => drop(frame.grammar.tree(&frame.bytes)),
                Output::Event(SmtpEvent::Report(report)) => {
                    self.reports += 1;
                    assert_eq!(report.recipients.len(), RECIPIENTS);
                }
                Output::Closed => self.closed = true,
                _ => {}
            }
        }
        assert!(sent <= FRAMES_BESIDES + received, "{sent} for {received}");
    }
}

/// What the client sends, a server can read.
fn check(grammar: Grammar, bytes: &[u8]) {
    let shown = || String::from_utf8_lossy(bytes).into_owned();
    match grammar {
        Grammar::SmtpCommand => assert!(Command::parse(bytes).is_ok(), "{:?}", shown()),
        Grammar::SmtpSaslResponse => assert!(SaslResponse::parse(bytes).is_ok(), "{:?}", shown()),
        Grammar::SmtpData => assert_eq!(grammar.tree(bytes).diagnostics, [], "{:?}", shown()),
        Grammar::SmtpChunk => {}
        other => panic!("a client sends {other:?}"),
    }
}
