//! Conversations between a mail app and a server that the script plays.
//!
//! A file in `tests/imap` or `tests/pop3` holds steps (`S:` lines, taps, cuts, waiting for the next
//! deadline) and, after each step, everything that the app does about it. `UPDATE_TRANSCRIPTS=1` writes
//! down what it does; whether that is right, the RFC tells.

#![allow(clippy::disallowed_methods, reason = "conversations are files")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use common::Play;

/// Plays a file and compares.
fn check(path: &Path) {
    let expected = std::fs::read_to_string(path).unwrap();
    let mut actual = String::new();
    let mut play: Option<Play> = None;
    for line in expected.lines() {
        let expectation = ["C: ", "C> ", "  "].iter().any(|start| line.starts_with(start));
        if expectation {
            continue;
        }
        writeln!(actual, "{line}").unwrap();
        if let Some(settings) = line.strip_prefix("settings: ") {
            play = Some(Play::new(settings));
        } else if !line.is_empty() && !line.starts_with('#') {
            let play = play.as_mut().expect("settings come first");
            play.step(line);
            actual.push_str(&std::mem::take(&mut play.log));
            play.assert_consistent();
        }
    }
    if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        std::fs::write(path, &actual).unwrap();
    } else {
        assert!(actual == expected, "{}: the app does this:\n{actual}", path.display());
    }
}

fn check_all(folder: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        check(&path);
    }
}

#[test]
fn imap() {
    check_all("imap");
}

#[test]
fn sending() {
    check_all("sending");
}

#[test]
fn pop3() {
    check_all("pop3");
}
