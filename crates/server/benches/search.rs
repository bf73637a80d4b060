//! What SEARCH, SORT and THREAD cost in a large mailbox: 50 000 mails, of which three quarters are
//! one text, one in five has a text and its HTML, one in twenty an attachment of 12 KB.
//!
//! `cargo bench -p mailscope-server --bench search -- 50000 BODY`: how many messages, which commands.

#![allow(missing_docs, clippy::print_stdout)]
// A benchmark reads a clock; that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::fmt::Write as _;
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use mailscope_base::{AccountId, DateTime, Flag, Flags, Instant, Prng, UidValidity, WallClock};
use mailscope_server::ImapServer;
use mailscope_store::{Mail, NewMessage, Store};
use mailscope_wire::{Cx, Endpoint as _, Input, Output};

const START: DateTime = DateTime { unix_secs: 1_772_694_000, offset_mins: 0 };
const WORDS: [&str; 24] = [
    "mail", "server", "window", "packet", "socket", "folder", "letter", "morning", "report",
    "budget", "meeting", "draft", "review", "protocol", "garden", "coffee", "travel", "ticket",
    "because", "however", "the", "and", "with", "from",
];
const NAMES: [&str; 8] = ["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"];

/// Chance that repeats itself.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.roll(words.len())).copied().unwrap_or_default()
    }
}

fn text(out: &mut String, dice: &mut Dice, octets: usize) {
    let (begin, mut column) = (out.len(), 0);
    while out.len() - begin < octets {
        let word = dice.of(&WORDS);
        let gap = if column + word.len() > 70 { "\r\n" } else { " " };
        column = if gap == " " { column + word.len() + 1 } else { word.len() };
        out.push_str(gap);
        out.push_str(word);
    }
    out.push_str(".\r\n");
}

fn mail(n: usize) -> Mail {
    let mut dice = Dice(n as u64 * 7_919 + 1);
    let dice = &mut dice;
    let (from, to) = (dice.of(&NAMES), dice.of(&NAMES));
    let (day, hour) = (1 + n % 28, n % 24);
    let mut mail = format!(
        "Return-Path: <{from}@example.org>\r\n\
         Received: from mx{0}.example.net (mx{0}.example.net [192.0.2.{0}])\r\n\
         \tby mail.example.com (Postfix) with ESMTPS id {n:016X}\r\n\
         \tfor <{to}@example.com>; {day:02} Jan 2024 {hour:02}:00:00 +0000\r\n\
         Message-ID: <{n:016x}@example.org>\r\n\
         Date: {day:02} Jan 2024 {hour:02}:00:00 +0000\r\n\
         From: \"{from} Example\" <{from}@example.org>\r\nTo: <{to}@example.com>\r\n",
        n % 9
    );
    let (one, two) = (dice.of(&WORDS), dice.of(&WORDS));
    if n % 11 == 3 {
        write!(mail, "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_{one}_{two}?= #{n}\r\n")
            .unwrap_or_default();
    } else {
        let reply = if n.is_multiple_of(3) { "Re: " } else { "" };
        write!(mail, "Subject: {reply}{one} {two} #{n}\r\n").unwrap_or_default();
    }
    if n % 3 == 1 {
        write!(mail, "In-Reply-To: <{:016x}@example.org>\r\n", n - 1).unwrap_or_default();
    }
    mail.push_str("MIME-Version: 1.0\r\n");
    match n % 20 {
        0 => {
            mail.push_str("Content-Type: multipart/mixed; boundary=\"mix\"\r\n\r\n--mix\r\n");
            mail.push_str("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            text(&mut mail, dice, 800);
            mail.push_str("--mix\r\nContent-Type: application/pdf\r\n");
            mail.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
            for _ in 0..12 * 1024 / 76 {
                mail.extend(
                    (0..76).map(|_| char::from(b'A' + u8::try_from(dice.roll(26)).unwrap_or(0))),
                );
                mail.push_str("\r\n");
            }
            mail.push_str("--mix--\r\n");
        }
        1 | 6 | 11 | 16 => {
            mail.push_str("Content-Type: multipart/alternative; boundary=\"alt\"\r\n\r\n--alt\r\n");
            mail.push_str("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            text(&mut mail, dice, 1_000);
            mail.push_str(
                "--alt\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><p>\r\n",
            );
            text(&mut mail, dice, 1_400);
            mail.push_str("</p></body></html>\r\n--alt--\r\n");
        }
        _ => {
            mail.push_str("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            text(&mut mail, dice, 900 + n % 7 * 150);
        }
    }
    if n % 50 == 7 {
        mail.push_str("zebra crossing\r\n");
    }
    Mail::new(mail.into_bytes().into_boxed_slice())
}

fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_ascii_whitespace().nth(1)?.parse().ok()).unwrap_or(0)
}

/// Time on a processor, so that a busy machine does not count; the time of day where the system does
/// not tell it.
fn cpu_millis() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = told.split_ascii_whitespace().next().and_then(|nanos| nanos.parse::<f64>().ok());
    nanos.map_or_else(
        || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |d| d.as_secs_f64() * 1e3),
        |nanos| nanos / 1e6,
    )
}

struct Client {
    store: Store,
    server: ImapServer,
    rng: Prng,
}

impl Client {
    fn input(&mut self, input: Input<mailscope_server::Notice>) -> usize {
        let mut out = Vec::new();
        let Self { store, server, rng } = self;
        let clock = WallClock { start: START };
        server
            .handle(input, &mut Cx { now: Instant::START, clock, rng, host: store, out: &mut out });
        let sent = |output: Output<_>| match output {
            Output::Sent { frame, .. } => frame.bytes.len(),
            _ => 0,
        };
        out.into_iter().map(sent).sum()
    }

    fn send(&mut self, command: &str) -> usize {
        self.input(Input::Received(Bytes::from(format!("a {command}\r\n"))))
    }

    fn time(&mut self, command: &str) {
        const ROUNDS: u32 = 10;
        let begin = cpu_millis();
        self.send(command);
        let first = cpu_millis() - begin;
        let octets = (0..ROUNDS).map(|_| self.send(command)).last().unwrap_or(0);
        let each = (cpu_millis() - begin - first) / f64::from(ROUNDS);
        println!("  {command:<44} {first:>8.2} ms first {each:>8.2} ms then {octets:>8} octets");
    }
}

fn filled(size: usize) -> (Store, AccountId) {
    let mut store = Store::new(UidValidity(core::num::NonZeroU32::MIN));
    let account = store.create_account("ada", "nord.example", "secret");
    for n in 0..size {
        let seen = n.is_multiple_of(3);
        let flags: Flags = seen.then_some(Flag::Seen).into_iter().collect();
        let message = NewMessage { flags, ..NewMessage::arriving(mail(n), START) };
        store.append(account, "INBOX", message).ok();
    }
    (store, account)
}

fn main() {
    let size = std::env::args().find_map(|size| size.parse().ok()).unwrap_or(50_000);
    let part = std::env::args().skip(1).find(|arg| arg.contains(|c: char| c.is_ascii_uppercase()));
    let before = resident_kib();
    let (store, account) = filled(size);
    let octets = store.account(account).map_or(0, mailscope_store::Account::octets);
    println!("{size} messages, {} kB", octets / 1_000);
    println!("  {} KiB of memory", resident_kib() - before);
    let mut client = Client { store, server: ImapServer::new(), rng: Prng::new(1) };
    client.input(Input::Opened);
    client.send("LOGIN ada secret");
    client.send("SELECT INBOX");
    for command in [
        "SEARCH ALL",
        "SEARCH UNSEEN",
        "SEARCH RETURN (COUNT) UNSEEN",
        "SEARCH DELETED",
        "SEARCH 1:10 TEXT zebra",
        "SEARCH FROM carol",
        "SEARCH SUBJECT budget",
        "SEARCH SUBJECT \"grüße\"",
        "SEARCH SENTSINCE 20-Jan-2024",
        "SEARCH BODY zebra",
        "SEARCH BODY however",
        "SEARCH BODY \"the mail\"",
        "SEARCH BODY \"grüße\"",
        "SEARCH TEXT zebra",
        "SEARCH TEXT \"not there\"",
        "SEARCH RETURN (MIN) TEXT zebra",
        "SEARCH UNSEEN FROM carol BODY zebra",
        "SORT (ARRIVAL) UTF-8 ALL",
        "SORT (REVERSE DATE) UTF-8 ALL",
        "SORT (SUBJECT) UTF-8 ALL",
        "SORT (FROM) UTF-8 ALL",
        "THREAD ORDEREDSUBJECT UTF-8 ALL",
        "THREAD REFERENCES UTF-8 ALL",
    ] {
        if part.as_ref().is_none_or(|part| command.contains(part)) {
            client.time(command);
        }
    }
    println!("  {} KiB of memory", resident_kib() - before);
}
