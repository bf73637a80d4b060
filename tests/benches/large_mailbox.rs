//! What a large mailbox costs: a person's own mail arrives, every device learns of it, the page is
//! drawn.
//!
//! `cargo bench -p mailscope-tests --bench large_mailbox -- 1000 10000 50000`

#![allow(clippy::print_stdout)]
// A benchmark reads a clock; that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::time::Instant;

use bytes::Bytes;
use mailscope_view::{Deed, Desk, DeviceId, EmailId, Lens, Tap};

fn mail(n: usize) -> Bytes {
    let text =
        "Guten Morgen, hier ist wieder ein Satz, damit die Mail eine Länge hat.\r\n".repeat(36);
    Bytes::from(format!(
        "From: Person {n} <p{n}@sued.example>\r\nTo: ada@nord.example\r\nSubject: Mail {n}\r\n\
         Date: Mon, 2 Mar 2026 08:00:00 +0100\r\nMessage-ID: <{n}@sued.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}"
    ))
}

fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_ascii_whitespace().nth(1));
    kib.and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn timed<T>(what: &str, act: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let done = act();
    println!("  {what:<44} {:>10.1} ms", begin.elapsed().as_secs_f64() * 1e3);
    done
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|size| size.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let lens = Lens {
        matrix: 0..30,
        mails: vec![0..30, 0..30, 0..30],
        disk_rows: 12,
        log_lines: 200,
        ..Lens::default()
    };
    for size in sizes {
        println!("{size} messages");
        let mails: Vec<Bytes> = (0..size).map(mail).collect();
        let octets: usize = mails.iter().map(Bytes::len).sum();
        println!("  {:<44} {:>10} kB", "mail", octets / 1_000);
        let Ok(mut desk) = Desk::new() else { return };
        let before = resident_mib();
        timed("arrive at the server", || desk.dispatch(Deed::Deliver(mails))).ok();
        timed("the IMAP devices learn", || while !desk.settle(1_000) {});
        println!("  {:<44} {:>10} MiB", "memory since", resident_mib() - before);
        let tablet = DeviceId(2);
        timed("the POP3 device is told to look", || {
            desk.dispatch(Deed::Tap(tablet, Tap::CheckMail))
        })
        .ok();
        timed("it fetches everything", || while !desk.settle(1_000) {});
        println!("  {:<44} {:>10} MiB", "memory since", resident_mib() - before);
        timed("draw the page", || desk.page(&lens));
        let position = desk.page(&lens).timeline.position;
        timed("mark one as read, until all know", || {
            desk.dispatch(Deed::Tap(DeviceId(0), Tap::SetRead(EmailId(21 + size as u64), true)))
                .ok();
            while !desk.settle(1_000) {}
        });
        timed("step back", || desk.step_back());
        timed("go to the middle", || desk.seek(position / 2));
        timed("go to the end", || desk.seek(u32::MAX));
    }
}
