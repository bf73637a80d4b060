//! What a message costs: memory, and time where a mailbox holds many others.
//!
//! `cargo bench -p mailscope-store` fails if a message of 2.8 kB takes more than 4 kB of memory, or
//! if work on one message costs more than 1.6 times as much among 100 000 as among 1 000.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)]
// A benchmark reads a clock; that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::alloc::System;
use std::hint::black_box;
use std::time::Instant;

use cap::Cap;
use mailscope_base::{AccountId, DateTime, Flag, Flags, ModSeq, Prng, Uid, UidValidity};
use mailscope_store::{Mail, NewMessage, Store};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const DATE: DateTime = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };
const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
/// Octets of memory that a message of 2.8 kB may take.
const MEMORY_MAX: usize = 4_096;
/// How much more work on one message may cost in the large mailbox: its trees are a hundred times as
/// wide, and so one or two levels deeper.
const GROWTH_MAX: f64 = 1.6;

fn mail(n: usize) -> Mail {
    let mut text = format!(
        "From: Person {n} <p{n}@sued.example>\r\nTo: ada@nord.example\r\nSubject: Mail {n}\r\n\
         Date: Mon, 2 Mar 2026 08:00:00 +0100\r\nMessage-ID: <{n}@sued.example>\r\n\
         MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    );
    text.push_str(&"Guten Morgen, hier ist wieder ein Satz, lang genug.\r\n".repeat(49));
    text.truncate(2_800);
    Mail::new(text.into_bytes())
}

fn filled(size: usize) -> (Store, AccountId) {
    let mut store = Store::new(UidValidity::new(7).unwrap());
    let ada = store.create_account("ada", "nord.example", "secret");
    for n in 0..size {
        store.append(ada, "INBOX", NewMessage::arriving(mail(n), DATE)).unwrap();
    }
    (store, ada)
}

/// Live octets per message: as stored, and after everything about it has been looked at.
fn memory() -> [usize; 2] {
    let before = ALLOCATOR.allocated();
    let (store, ada) = filled(LARGE);
    let stored = ALLOCATOR.allocated() - before;
    for message in store.account(ada).unwrap().mailbox("INBOX").unwrap().messages() {
        black_box((message.mail.structure(), message.mail.summary(), message.mail.thread_id()));
    }
    [stored / LARGE, (ALLOCATOR.allocated() - before) / LARGE]
}

/// Nanoseconds that `work` takes, the median of many rounds. Every round begins with a snapshot,
/// as every event of a world does.
fn nanos(size: usize, work: &mut dyn FnMut(&mut Store, AccountId, Uid)) -> f64 {
    const ROUNDS: usize = 4_000;
    let (mut store, ada) = filled(size);
    let mut rng = Prng::new(1);
    let mut times: Vec<u128> = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        // One of a thousand neighbours: what is measured is the work, not the memory's caches.
        let nth = size - SMALL + usize::try_from(rng.below(SMALL as u64)).unwrap();
        let uid = Uid::new(nth + 1).unwrap();
        let snapshot = store.clone();
        let begin = Instant::now();
        work(&mut store, ada, uid);
        times.push(begin.elapsed().as_nanos());
        drop(snapshot);
    }
    times.sort_unstable();
    times[ROUNDS / 2] as f64
}

type Work = (&'static str, Box<dyn FnMut(&mut Store, AccountId, Uid)>);

fn works() -> Vec<Work> {
    let inbox = |store: &Store, ada| store.account(ada).unwrap().mailbox("INBOX").unwrap().clone();
    let mut on = false;
    vec![
        (
            "store flags",
            Box::new(move |store, ada, uid| {
                on = !on;
                let flag = if on { Flag::Seen } else { Flag::Flagged };
                let flags: Flags = [flag].into_iter().collect();
                black_box(store.set_flags(ada, "INBOX", uid, flags).unwrap());
            }),
        ),
        (
            "append",
            Box::new(move |store, ada, uid| {
                let message = NewMessage::arriving(mail(uid.get() as usize), DATE);
                black_box(store.append(ada, "INBOX", message).unwrap());
            }),
        ),
        (
            "fetch one",
            Box::new(move |store, ada, uid| {
                let inbox = store.account(ada).unwrap().mailbox("INBOX").unwrap();
                black_box(inbox.get(uid).unwrap().mail.header());
            }),
        ),
        ("snapshot", Box::new(|store, _, _| drop(black_box(store.clone())))),
        (
            "what changed since the last change",
            Box::new(move |store, ada, _| {
                let inbox = inbox(store, ada);
                let since = ModSeq(inbox.highest_modseq().0 - 1);
                black_box((inbox.changed_since(since).count(), inbox.vanished_since(since)));
            }),
        ),
    ]
}

fn main() {
    let [stored, looked_at] = memory();
    println!("octets per message of 2.8 kB: {stored} as stored, {looked_at} after parsing");
    let mut good = looked_at <= MEMORY_MAX;
    for (small, large) in works().into_iter().zip(works()) {
        let (name, mut work) = small;
        let little = nanos(SMALL, &mut work);
        let (_, mut work) = large;
        let much = nanos(LARGE, &mut work);
        let growth = much / little;
        good &= growth <= GROWTH_MAX;
        println!("{name:<36} {little:>8.0} ns {much:>8.0} ns  x {growth:.2}");
    }
    assert!(good, "a message costs too much");
}
