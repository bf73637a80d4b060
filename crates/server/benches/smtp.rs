//! What a message costs an SMTP session, from the first octet of MAIL to the 250 that follows its end.
//!
//! `cargo bench -p mailscope-server --bench smtp` prints messages and octets in a second: 2 KB each, in
//! one piece per command and pipelined, and 1 MB by DATA and by BDAT.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)]
// A benchmark reads a clock; that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::hint::black_box;

use bytes::Bytes;
use mailscope_base::{DateTime, Instant, Prng, UidValidity, WallClock};
use mailscope_server::smtp::Role;
use mailscope_server::{Notice, Policy, SmtpServer};
use mailscope_store::Store;
use mailscope_wire::{Cx, Endpoint as _, Input, Output};

const DATE: DateTime = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };
/// What a read from a socket brings at most.
const SEGMENT: usize = 64 * 1024;

struct Session {
    server: SmtpServer,
    store: Store,
    rng: Prng,
}

impl Session {
    fn new() -> Self {
        let mut store = Store::new(UidValidity::new(7).unwrap());
        store.create_account("ada", "nord.example", "secret");
        let server = SmtpServer::new(Role::Relay, Policy::default());
        let mut session = Self { server, store, rng: Prng::new(1) };
        session.input(Input::Opened);
        session.say(b"EHLO mail.west.example\r\n");
        session
    }

    /// Returns how many replies there were.
    fn input(&mut self, input: Input<Notice>) -> usize {
        let mut out = Vec::new();
        let mut cx = Cx {
            now: Instant::START,
            clock: WallClock { start: DATE },
            rng: &mut self.rng,
            host: &mut self.store,
            out: &mut out,
        };
        self.server.handle(input, &mut cx);
        let replies = out.iter().filter(|output| matches!(output, Output::Sent { .. })).count();
        black_box(out);
        replies
    }

    fn say(&mut self, octets: &[u8]) -> usize {
        let parts = octets.chunks(SEGMENT);
        parts.map(|part| self.input(Input::Received(Bytes::copy_from_slice(part)))).sum()
    }
}

fn message(octets: usize) -> Vec<u8> {
    let mut message = b"From: <lena@west.example>\r\nSubject: a message\r\n\r\n".to_vec();
    while message.len() < octets {
        message.extend(b"The quick brown fox jumps over the lazy dog, and again it does.\r\n");
    }
    message
}

const BEGIN: &[u8] = b"MAIL FROM:<lena@west.example>\r\nRCPT TO:<ada@nord.example>\r\n";

/// Plays `steps` `rounds` times over, and that often enough for the best time to be undisturbed.
fn measure(name: &str, steps: &[&[u8]], octets: usize, rounds: usize) {
    let mut best = f64::MAX;
    for _ in 0..30 {
        let mut session = Session::new();
        let began = std::time::Instant::now();
        let mut replies = 0;
        for _ in 0..rounds {
            for step in steps {
                replies += session.say(step);
            }
        }
        best = best.min(began.elapsed().as_secs_f64());
        assert!(replies >= rounds && session.store.spool().len() == rounds);
    }
    let rate = rounds as f64 / best;
    println!("{name:<32} {rate:>10.0} messages/s {:>8.0} MB/s", rate * octets as f64 / 1e6);
}

fn main() {
    let small = message(2_048);
    let large = message(1_000_000);
    let with_end = |text: &[u8]| [text, b".\r\n"].concat();
    let data = with_end(&small);
    measure(
        "2 KB, command by command",
        &[&BEGIN[..31], &BEGIN[31..], b"DATA\r\n", &data],
        small.len(),
        2_000,
    );
    let pipelined = [BEGIN, b"DATA\r\n", &data].concat();
    measure("2 KB, pipelined", &[&pipelined], small.len(), 2_000);
    let chunk = |text: &[u8]| [format!("BDAT {} LAST\r\n", text.len()).as_bytes(), text].concat();
    measure("2 KB, BDAT", &[BEGIN, &chunk(&small)], small.len(), 2_000);
    let large_data = with_end(&large);
    measure("1 MB, DATA", &[BEGIN, b"DATA\r\n", &large_data], large.len(), 20);
    measure("1 MB, BDAT", &[BEGIN, &chunk(&large)], large.len(), 20);
}
