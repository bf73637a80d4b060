//! Recorded runs and links, as a person calls them.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::process::{Command, Output};

use common::{program, root};

fn mailscope(arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.args(arguments).current_dir(root()).output().expect("mailscope starts")
}

fn said(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

fn file(name: &str) -> String {
    std::env::temp_dir().join(format!("{}-{name}", std::process::id())).display().to_string()
}

#[test]
fn a_recorded_run_is_replayed_from_a_file_and_from_a_link() {
    let recorded = file("letter.mailscope");
    let ran = said(mailscope(&["run", "letter", "--seed", "9", "--json", "--record", &recorded]));
    let link = said(mailscope(&["link", &recorded]));
    assert!(link.trim_end().len() < 200, "a run without taps: {link}");
    for saved in [&recorded, link.trim_end(), &format!("https://example.org/#{}", link.trim_end())]
    {
        assert_eq!(said(mailscope(&["replay", saved, "--json"])), ran);
        assert_eq!(said(mailscope(&["run", saved, "--json"])), ran);
    }
    let until = said(mailscope(&["run", &recorded, "--until", "2 s", "--log"]));
    let same = said(mailscope(&["run", "letter", "--seed", "9", "--until", "2 s", "--log"]));
    assert_eq!(until, same);
    std::fs::remove_file(recorded).expect("it was written");
}

#[test]
fn what_cannot_be_replayed_is_one_sentence_and_status_2() {
    let recorded = file("other.mailscope");
    said(mailscope(&["run", "first-day", "--record", &recorded]));
    let text = std::fs::read_to_string(&recorded).expect("it was written");
    let write = |name: &str, text: &str| {
        let path = file(name);
        std::fs::write(&path, text).expect("it is written");
        path
    };
    let seed = write("seed.mailscope", &text.replace("\"seed\": ", "\"seed\": 7"));
    let newer = write("newer.mailscope", &text.replace("\"version\": 1", "\"version\": 2"));
    let short = write("short.mailscope", &text[..text.len() / 2]);
    for (arguments, sentence) in [
        (&["replay", seed.as_str()][..], "plays differently here"),
        (&["replay", &newer], "newer Mailscope"),
        (&["replay", &short], "cut short"),
        (&["replay", "letter"], "no recorded run"),
        (&["replay", "run=AAAA"], "cut short"),
        (&["run", &recorded, "--seed", "5"], "its own seed"),
        (&["run", "nowhere.mailscope"], "cannot be read"),
    ] {
        let output = mailscope(arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(sentence) && said.trim_end().lines().count() == 1, "{said}");
    }
    for path in [recorded, seed, newer, short] {
        std::fs::remove_file(path).expect("it was written");
    }
}
