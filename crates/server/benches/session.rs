//! What one command costs a session whose mailbox holds many messages: it must not be the mailbox
//! that costs.
//!
//! `cargo bench -p mailscope-server --bench session` fails if a command on one message costs more
//! than 1.2 times as much among 100 000 as among 1 000. Every round begins with a snapshot of the
//! store, as every event of a world does.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)]
// A benchmark reads a clock; that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::hint::black_box;

use bytes::Bytes;
use mailscope_base::{DateTime, Instant, Prng, UidValidity, WallClock};
use mailscope_server::{ImapServer, Notice};
use mailscope_store::{Mail, NewMessage, Store};
use mailscope_wire::{Cx, Endpoint as _, Input};

const DATE: DateTime = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };
const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
const ROUNDS: usize = 3_000;
const GROWTH_MAX: f64 = 1.2;

struct Session {
    server: ImapServer,
    store: Store,
    rng: Prng,
}

impl Session {
    fn new(messages: usize) -> Self {
        let mut store = Store::new(UidValidity::new(7).unwrap());
        let ada = store.create_account("ada", "nord.example", "secret");
        for n in 0..messages {
            store.append(ada, "INBOX", NewMessage::arriving(Mail::new(mail(n)), DATE)).unwrap();
        }
        let mut session = Self { server: ImapServer::new(), store, rng: Prng::new(1) };
        session.input(Input::Opened);
        session.say("a LOGIN ada secret\r\n");
        session.say("b SELECT INBOX\r\n");
        session
    }

    fn input(&mut self, input: Input<Notice>) {
        let mut out = Vec::new();
        let mut cx = Cx {
            now: Instant::START,
            clock: WallClock { start: DATE },
            rng: &mut self.rng,
            host: &mut self.store,
            out: &mut out,
        };
        self.server.handle(input, &mut cx);
        black_box(out);
    }

    fn say(&mut self, line: &str) {
        self.input(Input::Received(Bytes::copy_from_slice(line.as_bytes())));
    }
}

fn mail(n: usize) -> Vec<u8> {
    let mut text = format!(
        "From: Person {n} <p{n}@sued.example>\r\nTo: ada@nord.example\r\nSubject: Mail {n}\r\n\
         Date: Mon, 2 Mar 2026 08:00:00 +0100\r\nMessage-ID: <{n}@sued.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    );
    text.push_str(&"Guten Morgen, hier ist wieder ein Satz, lang genug.\r\n".repeat(49));
    text.truncate(2_800);
    text.into_bytes()
}

/// The command of a round, about the message with that number.
type Command = fn(usize, usize) -> String;

const COMMANDS: [(&str, Command); 5] = [
    ("STORE", |round, n| {
        let flag = if round.is_multiple_of(2) { "+FLAGS" } else { "-FLAGS" };
        format!("c STORE {n} {flag} (\\Flagged)\r\n")
    }),
    ("UID STORE", |round, n| {
        let flag = if round.is_multiple_of(2) { "\\Seen" } else { "\\Answered" };
        format!("c UID STORE {n} FLAGS.SILENT ({flag})\r\n")
    }),
    ("FETCH of one", |_, n| format!("c FETCH {n} (FLAGS UID BODY.PEEK[HEADER])\r\n")),
    ("UID FETCH of one", |_, n| format!("c UID FETCH {n} (FLAGS BODY.PEEK[])\r\n")),
    ("APPEND", |_, n| {
        let mail = String::from_utf8(mail(n)).unwrap();
        format!("c APPEND INBOX {{2800+}}\r\n{mail}\r\n")
    }),
];

fn nanos(session: &mut Session, size: usize, command: Command) -> f64 {
    let mut rng = Prng::new(1);
    let mut times: Vec<u128> = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        // One of a thousand neighbours: what is measured is the work, not the memory's caches.
        let among = usize::try_from(rng.below(SMALL as u64)).unwrap();
        let line = command(round, size - SMALL + among + 1);
        let snapshot = session.store.clone();
        let begin = std::time::Instant::now();
        session.say(&line);
        times.push(begin.elapsed().as_nanos());
        drop(snapshot);
    }
    times.sort_unstable();
    times[ROUNDS / 2] as f64
}

fn main() {
    let (mut small, mut large) = (Session::new(SMALL), Session::new(LARGE));
    let mut good = true;
    for (name, command) in COMMANDS {
        let little = nanos(&mut small, SMALL, command);
        let much = nanos(&mut large, LARGE, command);
        let growth = much / little;
        good &= growth <= GROWTH_MAX;
        println!("{name:<20} {little:>8.0} ns {much:>8.0} ns  x {growth:.2}");
    }
    assert!(good, "a command costs too much in a large mailbox");
}
