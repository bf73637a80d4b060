//! What must hold of time for every list of actions. Used natively and in WebAssembly.

use mailscope_base::Prng;
use mailscope_lesson as lesson;
use mailscope_sim::{History, Replay, SavedRun, SavedRunError};

/// Links that are altered.
pub const MUTATED_LINKS: usize = 10_000;

fn state(history: &History) -> (u32, usize, String, u32) {
    let trace = history.world().trace();
    (history.position(), trace.len(), trace.digest(), history.end())
}

/// Plays a saved run to its end.
///
/// # Errors
///
/// What playing it says.
pub fn replay(run: SavedRun) -> Result<(History, bool), SavedRunError> {
    let scenario = run.scenario(lesson::load)?;
    let mut replay = Replay::new(run, &scenario);
    while replay.work(1_000)? {}
    let (history, difference) = replay.finish();
    Ok((history, difference.is_none()))
}

/// Checks everything that must hold of the list that `seed` makes; returns what identifies the run.
///
/// # Panics
///
/// If something does not hold.
#[allow(clippy::expect_used, reason = "a test helper: there is nobody to answer to")]
pub fn check(seed: u64) -> String {
    let mut states = Vec::new();
    let mut history = crate::play(seed, |history| {
        if history.position().is_multiple_of(37) {
            states.push((history.position(), history.world().trace().len()));
        }
    });
    let whole = state(&history);

    // Going to a position is running to it.
    for (position, entries) in states.iter().rev() {
        history.seek(*position);
        assert_eq!((history.position(), history.world().trace().len()), (*position, *entries));
    }
    history.seek(u32::MAX);
    assert_eq!(state(&history), whole, "seed {seed}: there and back");

    // What is undone and redone is as it was.
    let mut rng = Prng::new(seed);
    let times = 1 + rng.below(8);
    let undone = (0..times).filter(|_| history.undo()).count();
    let redone = (0..undone).filter(|_| history.redo()).count();
    assert_eq!(redone, undone);
    assert_eq!(state(&history), whole, "seed {seed}: {undone} undone and redone");

    // A fork without an action has the same future.
    let last = history.actions().last().map_or(0, |entered| entered.position + 1);
    let mut fork = history.clone();
    fork.seek(last);
    fork.fork("other");
    while fork.position() < whole.0 && fork.step() {}
    assert_eq!(state(&fork), whole, "seed {seed}: forked at {last}");

    // What is saved and played again is identical, by file and by link.
    let run = SavedRun::of(&history);
    let file = run.to_file().expect("it is small enough");
    let read = SavedRun::read(&file).expect("it is a run");
    assert_eq!(read, run);
    if let Ok(link) = run.to_link() {
        assert_eq!(SavedRun::read_link(&link), Ok(run));
    }
    let (again, same) = replay(read).expect("it plays");
    assert!(same, "seed {seed}: it says that it differs");
    assert_eq!(state(&again), whole, "seed {seed}: saved and replayed");
    format!("{seed} {} {}", whole.1, whole.2)
}

/// Alters a good link in ten thousand ways: each gives a run or a sentence, and all but what is not
/// altered give a sentence. Returns how often each sentence came.
///
/// # Panics
///
/// If an altered link is taken for a run.
#[allow(clippy::expect_used, reason = "a test helper: there is nobody to answer to")]
pub fn mutated_links() -> std::collections::BTreeMap<String, usize> {
    let links: Vec<String> = (0..4)
        .map(|seed| SavedRun::of(&crate::play(seed, |_| {})).to_link().expect("small enough"))
        .collect();
    let mut rng = Prng::new(7);
    let mut said = std::collections::BTreeMap::new();
    for nth in 0..MUTATED_LINKS {
        let link = &links[nth % links.len()];
        let mutated = mutate(link, &links[(nth + 1) % links.len()], &mut rng);
        if links.contains(&mutated) {
            continue;
        }
        let sentence = SavedRun::read_link(&mutated).expect_err("it is not what was written");
        *said.entry(sentence.to_string()).or_insert(0) += 1;
    }
    said
}

/// Flips bits, cuts, inserts, splices, and counts the version up.
fn mutate(link: &str, other: &str, rng: &mut Prng) -> String {
    let mut octets = link.as_bytes().to_vec();
    let mut at = |length: usize| usize::try_from(rng.below(length.max(1) as u64)).unwrap_or(0);
    match at(6) {
        0 => {
            let place = at(octets.len());
            octets[place] ^= 1 << at(8);
        }
        1 => octets.truncate(at(octets.len())),
        2 => {
            let place = at(octets.len());
            octets.insert(place, b"AZaz09-_"[at(8)]);
        }
        3 => {
            octets.truncate(at(octets.len()));
            octets.extend_from_slice(&other.as_bytes()[at(other.len())..]);
        }
        4 => {
            let (from, length) = (at(octets.len()), at(20));
            octets.drain(from..(from + length).min(link.len()));
        }
        // The version is in the first character behind `run=`.
        _ => octets[4] = b"BCDEFGHIJKLMNOPQ"[at(16)],
    }
    String::from_utf8_lossy(&octets).into_owned()
}
