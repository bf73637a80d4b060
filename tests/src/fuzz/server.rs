//! Sessions of one account against any octets.

use bytes::Bytes;
use mailscope_base::{DateTime, Flags, Instant, Prng, UidValidity, WallClock};
use mailscope_server::{AnyServer, Notice, ServerEvent};
use mailscope_store::{Change, INBOX, Mail, NewMessage, SpecialUse, Store};
use mailscope_wire::imap::Response;
use mailscope_wire::{Cx, Endpoint as _, Grammar, Input, Output, Service};

use super::script::Script;

/// Octets of one piece.
const PIECE_MAX: usize = 4096;
/// What every session has said before: without it a fuzzer would spend its life guessing a
/// password.
const BEFORE: &[u8] = b"a LOGIN ada pw\r\nb SELECT INBOX\r\n";

const MAILS: [&str; 3] = [
    "From: Ben <ben@sued.example>\r\nTo: ada@nord.example\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n\
     Date: Thu, 05 Mar 2026 08:00:01 +0100\r\nMessage-ID: <1@sued.example>\r\n\r\nHello\r\n",
    "Subject: Re: Gruesse\r\nReferences: <1@sued.example>\r\nMessage-ID: <2@nord.example>\r\n\
     Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\
     Content-Transfer-Encoding: base64\r\n\r\nPGI+aGk8L2I+\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n\
     Subject: inner\r\n\r\ntext\r\n--x--\r\n",
    "no header at all\n\0\n",
];

/// Up to three sessions of one account; each octet of choice says which of them reads the piece
/// after it, and whether the others hear what happened.
///
/// # Panics
///
/// If a session panics, or sends what nobody can read.
pub fn server(octets: &[u8]) {
    let mut script = Script::new(octets);
    let mut host = Host::new(script.choice());
    while !script.is_done() {
        let choice = script.choice();
        let piece = script.piece(PIECE_MAX);
        host.receive(usize::from(choice & 3) % host.sessions.len(), piece);
        if choice & 4 == 0 {
            host.tell_all();
        }
    }
}

struct Session {
    server: AnyServer,
    is_imap: bool,
    closed: bool,
    unheard: Vec<Change>,
}

struct Host {
    store: Store,
    rng: Prng,
    now: Instant,
    sessions: Vec<Session>,
}

impl Host {
    fn new(how: u8) -> Self {
        let mut store = Store::new(UidValidity(core::num::NonZeroU32::MIN));
        let account = store.create_account("ada", "nord.example", "pw");
        let _ = store.create_mailbox(account, "Trash", Some(SpecialUse::Trash));
        let date = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };
        for mail in MAILS {
            let mail = Mail::new(mail.as_bytes());
            let new = NewMessage { mail, flags: Flags::NONE, received: date, saved: date };
            let _ = store.append(account, INBOX, new);
        }
        let session = |service| Session {
            server: AnyServer::new(service),
            is_imap: matches!(service, Service::Imap),
            closed: false,
            unheard: Vec::new(),
        };
        let last = if how & 1 == 0 { Service::Imap } else { Service::Pop3 };
        let sessions = vec![session(Service::Imap), session(Service::Imap), session(last)];
        let mut host = Self { store, rng: Prng::new(1), now: Instant::START, sessions };
        for nth in 0..host.sessions.len() {
            host.turn(nth, Input::Opened);
            if how & 2 == 0 && host.sessions.get(nth).is_some_and(|session| session.is_imap) {
                host.receive(nth, BEFORE);
            }
        }
        host
    }

    fn receive(&mut self, nth: usize, piece: &[u8]) {
        self.turn(nth, Input::Received(Bytes::copy_from_slice(piece)));
    }

    fn tell_all(&mut self) {
        for nth in 0..self.sessions.len() {
            let Some(session) = self.sessions.get_mut(nth) else { continue };
            let changes = core::mem::take(&mut session.unheard);
            if !changes.is_empty() {
                self.turn(nth, Input::Action(Notice(changes)));
            }
        }
    }

    fn turn(&mut self, nth: usize, input: Input<Notice>) {
        let Some(session) = self.sessions.get_mut(nth) else { return };
        let mut out = Vec::new();
        let start = DateTime { unix_secs: 1_800_000_000, offset_mins: 0 };
        session.server.handle(
            input,
            &mut Cx {
                now: self.now,
                clock: WallClock { start },
                rng: &mut self.rng,
                host: &mut self.store,
                out: &mut out,
            },
        );
        let (is_imap, was_closed) = (session.is_imap, session.closed);
        let mut changes = Vec::new();
        for output in out {
            match output {
                Output::Sent { frame, .. } => {
                    assert!(!was_closed, "a closed session speaks");
                    if is_imap && frame.grammar == Grammar::ImapResponse {
                        let read = Response::parse(&frame.bytes);
                        assert!(read.is_ok(), "{:?}", String::from_utf8_lossy(&frame.bytes));
                    }
                }
                Output::Event(ServerEvent::Changed(change)) => changes.push(change),
                Output::Closed => session.closed = true,
                _ => {}
            }
        }
        for (other, session) in self.sessions.iter_mut().enumerate() {
            if other != nth {
                session.unheard.extend(changes.iter().cloned());
            }
        }
    }
}
