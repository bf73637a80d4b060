//! Two hundred connections that idle and one that writes: everybody hears every change, and the
//! server's memory stays what it was.
//!
//! `SOAK_ROUNDS` makes it longer; what it measures is printed.

#![cfg(all(target_os = "linux", not(target_arch = "wasm32")))]
// This test opens sockets and measures time: the outside world is its subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]
#![allow(clippy::print_stdout, reason = "what a judge found has to be read by a person")]

mod common;

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use common::serve::{PASSWORD, Serve};

const IDLING: usize = 200;
/// In each: a flag set, a message added, marked and expunged.
const ROUNDS: u64 = 50;
/// How long a change may take until all have heard of it.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the memory may grow by in the second half, in KiB for each connection: buffers find their size
/// in the first thousand rounds. A leak of a few octets for each response shows in a longer run.
const GROWTH_KIB_MAX: u64 = 32;

/// One connection that is logged in, with INBOX selected.
struct Client {
    stream: TcpStream,
    lines: BufReader<TcpStream>,
}

impl Client {
    fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
        stream.set_nodelay(true).expect("an option of the socket");
        let lines = BufReader::new(stream.try_clone().expect("a second handle"));
        let mut client = Self { stream, lines };
        client.line();
        client.command(&format!("LOGIN ada {PASSWORD}"));
        client.command("SELECT INBOX");
        client
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("the server answers");
        line
    }

    fn send(&mut self, text: &str) {
        self.stream.write_all(text.as_bytes()).expect("the server reads");
    }

    fn command(&mut self, text: &str) {
        self.send(&format!("t {text}\r\n"));
        self.succeeds(text);
    }

    fn succeeds(&mut self, text: &str) {
        loop {
            let line = self.line();
            if line.is_empty() || line.starts_with("t ") {
                assert!(line.starts_with("t OK"), "{text}: {line}");
                return;
            }
        }
    }

    fn append(&mut self, round: u64) {
        let mail = format!("From: ada@nord.example\r\nSubject: {round}\r\n\r\nRound {round}.\r\n");
        self.send(&format!("t APPEND INBOX {{{}}}\r\n", mail.len()));
        assert!(self.line().starts_with('+'), "the server asks for the message");
        self.send(&mail);
        self.send("\r\n");
        self.succeeds("APPEND");
    }

    /// Idles, and passes on what it hears until the server closes.
    fn idle(mut self, who: usize, heard: &Sender<(usize, String)>) {
        self.send("t IDLE\r\n");
        loop {
            let line = self.line();
            if line.is_empty() || heard.send((who, line)).is_err() {
                return;
            }
        }
    }
}

/// Waits until everybody has heard that; the time it took.
fn all_hear(heard: &Receiver<(usize, String)>, what: &str) -> Duration {
    let start = Instant::now();
    let mut waiting: BTreeSet<usize> = (0..IDLING).collect();
    let mut last = String::new();
    while !waiting.is_empty() {
        let left = PATIENCE.saturating_sub(start.elapsed());
        match heard.recv_timeout(left) {
            Ok((who, line)) if line.contains(what) => drop(waiting.remove(&who)),
            Ok((who, line)) => {
                if waiting.contains(&who) {
                    last = line;
                }
            }
            Err(late) => {
                panic!(
                    "{waiting:?} did not hear {what:?} within {PATIENCE:?} ({late}); one heard {last:?}"
                )
            }
        }
    }
    start.elapsed()
}

fn resident_kib(serve: &Serve) -> u64 {
    let status = format!("/proc/{}/status", serve.child.id());
    let text = std::fs::read_to_string(status).expect("the server runs");
    let line = text.lines().find(|line| line.starts_with("VmRSS:")).expect("its size");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse().ok()).expect("a number")
}

#[test]
fn everybody_hears_everything_and_memory_stays_flat() {
    let rounds = std::env::var("SOAK_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    let rounds: u64 = rounds.unwrap_or(ROUNDS);
    let serve = Serve::start();
    let (sender, heard) = channel();
    for who in 0..IDLING {
        let client = Client::open(serve.imap);
        let sender = sender.clone();
        std::thread::spawn(move || client.idle(who, &sender));
    }
    all_hear(&heard, "+ ");
    let mut writer = Client::open(serve.imap);
    let exists = 22;
    let start = Instant::now();
    let (mut slowest, mut early) = (Duration::ZERO, 0);
    for round in 0..rounds {
        if round == rounds / 2 {
            early = resident_kib(&serve);
        }
        let flag = if round % 2 == 0 { "\\Flagged" } else { "\\Answered" };
        writer.command(&format!("STORE 1 FLAGS ({flag})"));
        slowest = slowest.max(all_hear(&heard, "* 1 FETCH"));
        writer.append(round);
        slowest = slowest.max(all_hear(&heard, &format!("{exists} EXISTS")));
        writer.command(&format!("STORE {exists} +FLAGS.SILENT (\\Deleted)"));
        slowest = slowest.max(all_hear(&heard, "\\Deleted"));
        writer.command("EXPUNGE");
        slowest = slowest.max(all_hear(&heard, &format!("{exists} EXPUNGE")));
    }
    let (late, took) = (resident_kib(&serve), start.elapsed().as_secs_f64());
    let changes = 4 * rounds;
    println!(
        "{IDLING} idle, {changes} changes in {took:.1} s, the slowest heard by all in {slowest:?}; \
         {early} KiB resident half-way, {late} KiB at the end"
    );
    let max = early + GROWTH_KIB_MAX * IDLING as u64;
    assert!(late <= max, "memory grew from {early} to {late} KiB");
}
