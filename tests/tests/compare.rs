//! `mailscope run --compare` and `mailscope claims`, as a person or another program calls them.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::process::{Command, Output};

use common::{program, root};

fn mailscope(arguments: &[&str]) -> Output {
    Command::new(program()).args(arguments).current_dir(root()).output().expect("mailscope starts")
}

fn json(arguments: &[&str]) -> serde_json::Value {
    let output = mailscope(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

/// Lock-step changes nothing: each world of a comparison is the run of that world alone.
#[test]
fn a_comparison_names_its_worlds_and_where_they_part() {
    let value = json(&["run", "letter", "--compare", "as-is,pop3-leave", "--json"]);
    let worlds = value["worlds"].as_array().expect("worlds");
    assert_eq!(worlds.len(), 2);
    let alone = json(&["run", "letter", "--json"]);
    assert_eq!(worlds[0]["digest"], alone["digest"]);
    assert_ne!(worlds[1]["digest"], alone["digest"]);
    // SMTP keeps no copy: only the IMAP laptop files one at its provider.
    let parts = &value["divergence"];
    assert_eq!(parts["holder"], "nord.example");
    assert_eq!(parts["shows"][0][0]["folder"], "Sent");
    assert_eq!(parts["shows"][1].as_array().map(Vec::len), Some(0));
    let total = worlds[0]["total"]["octets_received"].as_u64().expect("a number");
    assert!(total > 0);
}

#[test]
fn the_table_is_in_both_languages() {
    for (language, part) in [("en", "The worlds part in step"), ("de", "trennen sich die Welten")] {
        let list = ["run", "letter", "--compare", "imap,pop3-remove", "--lang", language];
        let output = mailscope(&list);
        assert!(output.status.success());
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn what_is_no_variant_is_refused_with_a_sentence() {
    for (worlds, part) in [
        ("imap,pop4", "\"pop4\" is no variant"),
        ("imap", "--compare imap: a comparison is of two to 4 worlds"),
        ("imap,fridge.check=manual", "no device \"fridge\""),
    ] {
        let output = mailscope(&["run", "letter", "--compare", worlds]);
        assert_eq!(output.status.code(), Some(2));
        let sentence = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(sentence.contains(part), "{sentence}");
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
    }
}

/// What would be left undone is refused: a comparison records no run, and a run has one language.
#[test]
fn what_does_not_go_together_is_refused() {
    let worlds = ["--compare", "imap,pop3-leave"];
    for arguments in [&[worlds[0], worlds[1], "--record", "never"][..], &["--lang", "de"]] {
        let output = mailscope(&[&["run", "letter"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn claims_are_an_array_with_verdicts_and_numbers() {
    let value = json(&["claims", "pop3-removes-on-fetch", "--json"]);
    let claims = value.as_array().expect("an array");
    assert_eq!(claims.len(), 1);
    let claim = &claims[0];
    assert_eq!(claim["number"], 5);
    assert_eq!(claim["verdict"], "depends");
    assert_eq!(claim["verdict"], claim["expected"]);
    let cases = claim["numbers"].as_object().expect("numbers by case");
    let numbers = cases.values().flat_map(|case| case.as_object().expect("numbers").values());
    assert!(numbers.filter(|number| number.is_number()).count() >= 2);
    for (language, verdict) in [("en", "depends"), ("de", "kommt darauf an")] {
        let output = mailscope(&["claims", "5", "--lang", language]);
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(text.contains(verdict), "{text}");
    }
}
