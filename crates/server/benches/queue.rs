//! What one message costs a queue in which many wait: it must not be the others that cost.
//!
//! `cargo bench -p mailscope-server --bench queue` fails if a message costs more than twice as
//! much among 100 000 as among 1 000: two levels of a tree, and the caches. Every round begins with a
//! snapshot of the store, as every event of a world does.

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::cast_precision_loss)]
// A benchmark reads a clock; that is what it is for.
#![allow(clippy::disallowed_methods)]

use std::hint::black_box;
use std::sync::Arc;

use mailscope_base::{
    Address, DateTime, Duration, Envelope, Instant, Prng, QueueId, Recipient, UidValidity,
    WallClock,
};
use mailscope_server::mta::{Mta, MtaCx, MtaInput, MtaOutput, MtaPolicy, Route};
use mailscope_store::{Mail, Store};

const DATE: DateTime = DateTime { unix_secs: 1_772_694_001, offset_mins: 60 };
const SMALL: usize = 1_000;
const LARGE: usize = 100_000;
const ROUNDS: usize = 5_000;
const GROWTH_MAX: f64 = 2.0;

struct Host {
    store: Store,
    mta: Mta,
    now: Instant,
    rng: Prng,
}

impl Host {
    /// With so many messages that wait for their next attempt, each for a moment of its own.
    fn new(waiting: usize) -> Self {
        let mut store = Store::new(UidValidity::new(7).unwrap()).on_host("mx.nord.example");
        store.create_account("ada", "nord.example", "secret");
        let mut host = Self {
            store,
            mta: Mta::new(MtaPolicy::default()),
            now: Instant::START,
            rng: Prng::new(1),
        };
        let shared = mail(0);
        for n in 0..waiting {
            let id = host.accept("ben@sued.example", shared.clone());
            let at = host.now + Duration::from_millis(60_000 + n as u64);
            host.store.begin_attempt(id).unwrap();
            host.store.postpone(id, at).unwrap();
        }
        host
    }

    fn accept(&mut self, to: &str, mail: Mail) -> QueueId {
        let (local_part, domain) = to.split_once('@').unwrap();
        let envelope = Envelope {
            reverse_path: Some(Address::new("lena", "west.example")),
            recipients: vec![Recipient::plain(Address::new(local_part, domain))],
            ..Envelope::default()
        };
        self.store.enqueue(envelope, mail, self.now).unwrap().id
    }

    fn input(&mut self, input: MtaInput) -> Vec<MtaOutput> {
        let mut out = Vec::new();
        let mut cx = MtaCx {
            now: self.now,
            clock: WallClock { start: DATE },
            rng: &mut self.rng,
            store: &mut self.store,
            out: &mut out,
        };
        self.mta.handle(input, &mut cx);
        out
    }
}

fn mail(n: usize) -> Mail {
    Mail::new(format!("Subject: {n}\r\n\r\n{}", "x\r\n".repeat(680)).into_bytes())
}

/// A message for this host comes and is delivered.
fn deliver(host: &mut Host, n: usize) {
    host.accept("ada@nord.example", mail(n));
    black_box(host.input(MtaInput::Wake));
}

/// The message that is due is tried in vain.
fn retry(host: &mut Host, _: usize) {
    host.now = host.mta.deadline(&host.store).unwrap().at;
    host.input(MtaInput::Wake);
    let unknown = MtaInput::Routed(Arc::from("sued.example"), Route::Unknown("silent"));
    black_box(host.input(unknown));
}

/// Nanoseconds of the median round among so many.
fn measure(waiting: usize, round: fn(&mut Host, usize)) -> f64 {
    let mut host = Host::new(waiting);
    let mut times: Vec<u128> = Vec::with_capacity(ROUNDS);
    for n in 0..ROUNDS {
        let snapshot = host.store.clone();
        let started = std::time::Instant::now();
        round(&mut host, n);
        times.push(started.elapsed().as_nanos());
        drop(snapshot);
    }
    times.sort_unstable();
    times[ROUNDS / 2] as f64
}

fn main() {
    let mut grown = false;
    for (name, round) in [("deliver", deliver as fn(&mut Host, usize)), ("retry", retry)] {
        let (small, large) = (measure(SMALL, round), measure(LARGE, round));
        let growth = large / small;
        println!("{name:8} {small:8.0} ns of {SMALL}, {large:8.0} ns of {LARGE}: {growth:.2}");
        grown |= growth > GROWTH_MAX;
    }
    assert!(!grown, "a message costs more in a longer queue");
}
