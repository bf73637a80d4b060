//! A short, repeatable run of every fuzz target: the corpus, every finding there ever was, and a few
//! thousand mutations of both. `cargo xtask fuzz` is the long run.

#![allow(clippy::disallowed_methods, reason = "the corpus is files")]
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use mailscope_base::Prng;
use mailscope_tests::fuzz;

/// Mutations of each target.
const MUTATIONS: u64 = 3_000;
/// Octets of one mutated input.
const OCTETS_MAX: usize = 2_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The files of a folder in the order of their names; none if there is no folder.
fn files(folder: &Path) -> Vec<Vec<u8>> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file")).collect()
}

/// The words of the dictionary: `"quoted"`, one a line.
fn words() -> Vec<Vec<u8>> {
    let text = std::fs::read_to_string(folder().join("mail.dict")).expect("the dictionary");
    let quoted = |line: &str| Some(line.strip_prefix('"')?.strip_suffix('"')?.to_owned());
    text.lines()
        .filter_map(quoted)
        .map(|word| {
            word.replace("\\\"", "\"").replace("\\x0d\\x0a", "\r\n").replace("\\\\", "\\").into()
        })
        .collect()
}

fn mutate(octets: &mut Vec<u8>, others: &[Vec<u8>], words: &[Vec<u8>], rng: &mut Prng) {
    let below = |rng: &mut Prng, n: usize| usize::try_from(rng.below(n as u64 + 1)).unwrap_or(0);
    for _ in 0..=rng.below(4) {
        let at = below(rng, octets.len());
        let to = (at + below(rng, 12)).min(octets.len());
        match rng.below(6) {
            0 => octets[at..to].fill(u8::try_from(rng.below(256)).unwrap_or(0)),
            1 => drop(octets.drain(at..to)),
            2 => octets.truncate(at),
            3 => {
                let other = &others[below(rng, others.len() - 1)];
                let from = below(rng, other.len());
                let piece = other[from..(from + 80).min(other.len())].to_vec();
                octets.splice(at..to, piece);
            }
            4 => octets.insert(at, u8::try_from(rng.below(256)).unwrap_or(0)),
            _ => {
                let word = words[below(rng, words.len() - 1)].clone();
                octets.splice(at..at, word);
            }
        }
    }
    octets.truncate(OCTETS_MAX);
}

fn short_run(name: &str) {
    let (_, target) =
        fuzz::TARGETS.into_iter().find(|(other, _)| *other == name).expect("a target");
    let corpus = files(&folder().join("corpus").join(name));
    assert!(!corpus.is_empty(), "no corpus for {name}");
    for octets in corpus.iter().chain(&files(&folder().join("findings").join(name))) {
        target(octets);
    }
    let words = words();
    let mut rng = Prng::new(1);
    for nth in 0..MUTATIONS {
        let mut octets = corpus[usize::try_from(nth).unwrap_or(0) % corpus.len()].clone();
        mutate(&mut octets, &corpus, &words, &mut rng);
        let shown = String::from_utf8_lossy(&octets).into_owned();
        let outcome = std::panic::catch_unwind(|| target(&octets));
        assert!(outcome.is_ok(), "{name} fails on mutation {nth}: {shown:?}");
    }
}

#[test]
fn frames_of_any_octets() {
    short_run("framer");
}

#[test]
fn meaning_of_any_octets() {
    short_run("parser");
}

#[test]
fn servers_against_any_octets() {
    short_run("server");
}

#[test]
fn apps_against_any_octets() {
    short_run("client");
}

#[test]
fn pop3_servers_against_any_octets() {
    short_run("pop3_server");
}

#[test]
fn smtp_servers_against_any_octets() {
    short_run("smtp_server");
}

#[test]
fn smtp_clients_against_any_octets() {
    short_run("smtp_client");
}
