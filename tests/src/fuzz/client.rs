//! A mail app against a server that says anything.

use core::convert::Infallible;

use bytes::Bytes;
use mailscope_base::{Address, DateTime, Duration, Instant, Prng, WallClock};
use mailscope_sim::client::{
    AfterFetch, AppCx, AppOutput, Channel, CheckFor, Draft, ImapPolicy, Intent, MailApp, OnDelete,
    Pop3Policy, Protocol, SendingSettings, SentCopy, Settings, TlsPolicy,
};
use mailscope_wire::{Input, Output};

use super::script::Script;

/// Octets of one piece.
const PIECE_MAX: usize = 4096;
/// Frames that one turn may send for each octet received, taps apart: a server must not make an app
/// talk without end.
const FRAMES_PER_OCTET: usize = 4;
/// Messages of a piece, besides: work that waited.
const FRAMES_BESIDES: usize = 64;

/// The first octet chooses the settings; then each octet of choice says what happens next: octets
/// from the server, a tap, time, a lost connection.
///
/// # Panics
///
/// If the app panics, or talks without end.
pub fn client(octets: &[u8]) {
    let mut script = Script::new(octets);
    let mut device = Device::new(script.choice());
    device.turn(0, MailApp::start);
    device.connect();
    while !script.is_done() {
        let choice = script.choice();
        match choice & 15 {
            0..=9 => {
                let piece = Bytes::copy_from_slice(script.piece(PIECE_MAX));
                let length = piece.len();
                device.turn(length, |app, cx| {
                    app.connection(Channel::Reading, Input::Received(piece), cx);
                });
            }
            14 if device.sends => device.sending(choice >> 4, &mut script),
            10 => device.turn(0, |app, cx| app.connection(Channel::Reading, Input::PeerClosed, cx)),
            11 => {
                device.now = device.now + Duration::from_mins(u64::from(choice >> 4) * 3);
                if device.app.deadline().is_some_and(|deadline| deadline.at <= device.now) {
                    device.turn(0, MailApp::deadline_reached);
                }
            }
            12 => device.turn(0, |app, cx| app.intend(Intent::CheckMail, cx)),
            13 => device.turn(0, |app, cx| app.set_online(choice & 16 == 0, cx)),
            _ => device.tap(choice >> 4),
        }
        device.connect();
    }
}

fn sending() -> SendingSettings {
    SendingSettings {
        name: "Ada".to_owned(),
        address: Address::new("ada", "nord.example"),
        user: "ada".to_owned(),
        password: "pw".to_owned(),
        tls: TlsPolicy::IfOffered,
        sent: SentCopy::ByAppend,
    }
}

struct Device {
    app: MailApp,
    now: Instant,
    rng: Prng,
    wants_connection: bool,
    /// Whether the account can send.
    sends: bool,
}

impl Device {
    fn new(how: u8) -> Self {
        let check = if how & 1 == 0 { CheckFor::Idle } else { CheckFor::Manual };
        let on_delete = match (how >> 1) % 3 {
            0 => OnDelete::MoveToTrash,
            1 => OnDelete::MarkDeleted,
            _ => OnDelete::Expunge,
        };
        let protocol = if how & 128 == 0 {
            Protocol::Imap(ImapPolicy { check, on_delete, ..ImapPolicy::default() })
        } else {
            Protocol::Pop3(Pop3Policy {
                check,
                after_fetch: AfterFetch::RemoveWhenDeletedHere,
                ..Pop3Policy::default()
            })
        };
        let settings = Settings {
            user: "ada".to_owned(),
            password: "pw".to_owned(),
            protocol,
            tls: TlsPolicy::Never,
            sending: (how & 64 != 0).then(sending),
        };
        Self {
            app: MailApp::new(settings),
            now: Instant::START,
            rng: Prng::new(1),
            wants_connection: false,
            sends: how & 64 != 0,
        }
    }

    fn connect(&mut self) {
        if core::mem::take(&mut self.wants_connection) {
            self.turn(0, |app, cx| app.connection(Channel::Reading, Input::Opened, cx));
            self.turn(0, |app, cx| app.connection(Channel::Sending, Input::Opened, cx));
        }
    }

    /// A mail is written, or something happens on the connection for sending.
    fn sending(&mut self, choice: u8, script: &mut Script<'_>) {
        let (length, input) = match choice {
            0..=2 => {
                let to = vec![Address::new("ben", "sued.example")];
                let draft = Draft { to, ..Draft::default() };
                return self.turn(0, |app, cx| app.intend(Intent::Send(draft), cx));
            }
            3 => (0, Input::PeerClosed),
            4 => (0, Input::TlsEstablished),
            5 => (0, Input::TlsFailed("chance")),
            _ => {
                let piece = Bytes::copy_from_slice(script.piece(PIECE_MAX));
                (piece.len(), Input::Received(piece))
            }
        };
        self.turn(length, |app, cx| app.connection(Channel::Sending, input, cx));
        let waits = self.app.local().count("Outbox");
        assert!(waits >= self.app.local().refused().count(), "what is refused is kept");
    }

    /// Does something to one of the mails that the device shows.
    fn tap(&mut self, choice: u8) {
        let mut messages = self.app.local().messages();
        let Some(id) = messages.nth(usize::from(choice >> 2)).map(|message| message.id) else {
            return;
        };
        drop(messages);
        let intent = match choice & 3 {
            0 => Intent::Open(id),
            1 => Intent::SetFlagged(id, true),
            2 => Intent::Move(id, "Trash".to_owned()),
            _ => Intent::Delete(id),
        };
        self.turn(0, |app, cx| app.intend(intent, cx));
    }

    fn turn(&mut self, received: usize, turn: impl FnOnce(&mut MailApp, &mut AppCx<'_>)) {
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        let mut out: Vec<AppOutput> = Vec::new();
        let clock = WallClock { start };
        turn(&mut self.app, &mut AppCx { now: self.now, clock, rng: &mut self.rng, out: &mut out });
        let sent = |output: &&AppOutput| {
            matches!(output, AppOutput::Wire(_, Output::<Infallible>::Sent { .. }))
        };
        let sent = out.iter().filter(sent).count();
        assert!(sent <= FRAMES_BESIDES + received * FRAMES_PER_OCTET, "{sent} for {received}");
        self.wants_connection |=
            out.iter().any(|output| matches!(output, AppOutput::Connect { .. }));
    }
}
