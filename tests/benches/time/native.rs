//! Measured natively.

mod links;
mod whole;

use core::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use mailscope_base::{DeviceId, Prng, limits};
use mailscope_sim::{Action, History, Tap, World};
use mailscope_tests::school;

use crate::runs::{self, ROUNDS};

/// Days that are surely enough for the longest way.
const LONG_DAYS: u64 = 12;
/// Copies of a world that are made in a row.
const COPIES: u32 = 200_000;
/// Mails whose flag is set.
const FLAGS: usize = 100;
/// Positions that are sought in each history.
const SEEKS: usize = 400;

const PARTS: [(&str, fn()); 7] = [
    ("play", play),
    ("day", day_alone),
    ("day-with-history", day_with_history),
    ("seek", seek),
    ("snapshot", snapshot),
    ("links", links::measure),
    ("whole", whole::measure),
];

/// Runs the parts that are named, or all.
pub(crate) fn main() {
    // `cargo bench` adds a flag of its own.
    let words: Vec<String> =
        std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    if let [only] = &words[..]
        && let Some((_, part)) = PARTS.iter().find(|(name, _)| name == only)
    {
        return part();
    }
    let Ok(program) = std::env::current_exe() else { return };
    for (name, _) in PARTS {
        if words.is_empty() || words.iter().any(|word| name == word) {
            let status = Command::new(&program).arg(name).status();
            println!("{}", if status.is_ok_and(|status| status.success()) { "" } else { "failed" });
        }
    }
}

/// A line of `/proc/self/status` in MiB: `VmRSS` is what is resident now, `VmHWM` what was at most.
fn mib(what: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what));
    let kib = line.and_then(|line| line.split_ascii_whitespace().nth(1));
    kib.and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// The processor time of this process, which has one thread: what others do at the same time counts
/// little.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanos = stat.split_ascii_whitespace().next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or(0))
}

/// Processor time, then time on the wall.
type Spent = (Duration, Duration);

fn timed<T>(act: impl FnOnce() -> T) -> (Spent, T) {
    let (used, begin) = (processor(), Instant::now());
    let done = act();
    let wall = begin.elapsed();
    ((processor().saturating_sub(used), wall), done)
}

/// The middle time of all rounds, and what the last one made.
fn median<T>(mut act: impl FnMut() -> T) -> (Spent, T) {
    let (mut used, mut wall, mut done) = (Vec::new(), Vec::new(), None);
    for _ in 0..ROUNDS {
        // What the round before made goes first, or memory would hold two.
        drop(done.take());
        let (spent, made) = timed(&mut act);
        used.push(spent.0);
        wall.push(spent.1);
        done = Some(made);
    }
    let middle = |mut times: Vec<Duration>| {
        times.sort();
        times.get(ROUNDS / 2).copied().unwrap_or_default()
    };
    ((middle(used), middle(wall)), done.unwrap_or_else(act))
}

fn spent_text((used, wall): Spent) -> String {
    format!("{:.3} s ({:.3} s on the wall)", used.as_secs_f64(), wall.as_secs_f64())
}

/// Events per second of processor time: turns, and entries of the trace.
fn rate(what: &str, spent: Spent, world: &World) {
    let seconds = spent.0.as_secs_f64();
    println!(
        "  {what:<28} {:>6} turns {:>7} entries {} {:>7.0} turns/s {:>7.0} entries/s",
        world.turn(),
        world.trace().len(),
        spent_text(spent),
        f64::from(world.turn()) / seconds,
        world.trace().len() as f64 / seconds,
    );
}

/// How fast a small world plays, and a large one, with and without what it takes to go back.
fn play() {
    println!("Events per second, the median of {ROUNDS}");
    let small = mailscope_tests::scenario();
    let (time, world) = median(|| runs::world(&small, 10));
    rate("three devices, ten days", time, &world);
    let day = school::days(1);
    let (time, world) = median(|| runs::world(&day, 1));
    rate("a school day", time, &world);
    let (time, history) = median(|| runs::history(&day, 1));
    rate("the same, with its history", time, history.world());
}

fn day_alone() {
    let (reading, day) = timed(|| school::days(1));
    let before = mib("VmRSS:");
    let (time, world) = timed(|| runs::world(&day, 1));
    println!(
        "A school day: {} hours, {} devices, {} mails and {} taps planned; its file is read in {:.0} ms",
        school::HOURS,
        world.devices().len(),
        school::MAILS,
        school::TAPS,
        reading.0.as_secs_f64() * 1e3,
    );
    rate("the world alone", time, &world);
    println!(
        "  {:<34} {:.1} MiB before, {:.1} MiB more after; {} mails at the end, {} connections were made",
        "resident memory",
        before,
        mib("VmRSS:") - before,
        world.emails().len(),
        (0..u32::MAX)
            .take_while(|n| world.ends(mailscope_base::ConnectionId(*n)).is_some())
            .count(),
    );
}

fn day_with_history() {
    let day = school::days(1);
    let before = mib("VmRSS:");
    let (time, history) = timed(|| runs::history(&day, 1));
    rate("with its history", time, history.world());
    println!(
        "  {:<34} {:.1} MiB before, {:.1} MiB more after, with every kept copy",
        "resident memory",
        before,
        mib("VmRSS:") - before,
    );
}

/// Going to positions all over a history, and one step back from its end.
fn seek() {
    println!("Seeking among the first events of school days, {SEEKS} positions by chance each");
    let days = school::days(LONG_DAYS);
    let mut history = History::new(&days, school::SEED);
    let before = mib("VmRSS:");
    for size in [100, 1_000, 10_000, 100_000] {
        // Seeking to the end first: the way goes on from there.
        history.seek(u32::MAX);
        while history.position() < size && history.step() {}
        println!("  {:>7} events, {:>5.1} MiB", history.end(), mib("VmRSS:") - before);
        let mut rng = Prng::new(u64::from(size));
        spread("anywhere", || {
            let position = u32::try_from(rng.below(u64::from(size))).unwrap_or(0);
            timed(|| history.seek(position)).0
        });
        history.seek(u32::MAX);
        spread("one back", || {
            let position = history.position().saturating_sub(1);
            timed(|| history.seek(position)).0
        });
    }
}

/// The mean of processor time; on the wall the middle one, the 95th of a hundred, and the slowest.
fn spread(what: &str, mut act: impl FnMut() -> Spent) {
    let (mut used, mut wall) = (Duration::ZERO, Vec::new());
    for _ in 0..SEEKS {
        let spent = act();
        used += spent.0;
        wall.push(spent.1);
    }
    wall.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1e3;
    let at = |nth: usize| wall.get(nth).copied().map_or(0.0, millis);
    let last = SEEKS.saturating_sub(1);
    println!(
        "    {what}: {:.3} ms of processor time; on the wall median {:.3} ms, 95 % {:.3} ms, \
         worst {:.3} ms",
        millis(used) / SEEKS as f64,
        at(SEEKS / 2),
        at(last * 95 / 100),
        at(last),
    );
}

/// A copy of a world, and turns on it with a copy kept after each.
fn snapshot() {
    println!("A copy of a world, the mean of {COPIES}, and {FLAGS} flags set; medians of {ROUNDS}");
    for messages in [100, 100_000] {
        let mut world = World::new(&school::mailbox(messages), school::SEED);
        // The laptop has learned of every message.
        world.settle(limits::EVENTS_PER_RUN_MAX);
        report_copies(&format!("{messages} messages, one device"), &world);
    }
    let world = runs::world(&school::days(1), 1);
    report_copies("the evening of a school day", &world);
}

fn report_copies(what: &str, world: &World) {
    let micros = |time: Duration, of: f64| time.as_secs_f64() * 1e6 / of;
    let (spent, ()) = median(|| (0..COPIES).for_each(|_| drop(black_box(world.clone()))));
    let copy = micros(spent.0, f64::from(COPIES));
    let (alone, turns) = median(|| set_flags(world, |_| {}));
    let (kept, _) = median(|| {
        let mut copies = Vec::new();
        set_flags(world, |world| copies.push(world.clone()))
    });
    let turns = f64::from(turns);
    println!(
        "  {what:<28} {copy:>6.2} µs to copy and to drop; a turn takes {:.1} µs, and {:.1} µs if a \
         copy is kept after each",
        micros(alone.0, turns),
        micros(kept.0, turns),
    );
}

/// Sets and clears the flags of the newest mails, and tells how many turns that took.
fn set_flags(world: &World, mut after: impl FnMut(&World)) -> u32 {
    let mut world = world.clone();
    let begin = world.turn();
    let mails: Vec<_> = world.emails().take(FLAGS).collect();
    let devices: Vec<_> = world.devices().map(|device| device.id).collect();
    for mail in mails {
        // The first device that shows it.
        let flag = |device: &DeviceId| Action::Tap(*device, Tap::SetFlagged(mail, true));
        let _ = devices.iter().any(|device| world.inject(&flag(device)).is_ok());
        after(&world);
        while !world.quiet() && world.step() {
            after(&world);
        }
    }
    world.turn() - begin
}
