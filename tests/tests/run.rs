//! `mailscope run`, as a person or another program calls it.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::process::{Command, Output};

use common::{program, root};
use mailscope_sim::World;

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.arg("run").args(arguments).current_dir(root()).output().expect("mailscope starts")
}

#[test]
fn json_holds_the_whole_run_with_its_causes() {
    let output = run(&["first-day", "--json", "--seed", "5"]);
    assert!(output.status.success());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let mut world = World::new(&mailscope_tests::scenario(), 5);
    world.settle(usize::MAX);
    assert_eq!(json["seed"], 5);
    assert_eq!(json["digest"], world.trace().digest());
    let entries = json["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), world.trace().len());
    for entry in entries {
        let id = entry["id"].as_u64().expect("an id");
        assert!(entry["cause"].as_u64().is_none_or(|cause| cause < id), "{entry}");
    }
}

#[test]
fn a_scenario_file_and_its_shipped_name_give_the_same_transcript() {
    let file = run(&["lessons/scenarios/first-day/scenario.toml"]);
    let folder = run(&["lessons/scenarios/first-day"]);
    let shipped = run(&["first-day"]);
    assert!(file.status.success() && folder.status.success() && shipped.status.success());
    assert_eq!(file.stdout, shipped.stdout);
    assert_eq!(folder.stdout, shipped.stdout);
    let text = String::from_utf8(shipped.stdout).expect("text");
    // RFC 9051 §6.2.3, §6.3.2 and RFC 1939 §7: what every one of these clients has to say.
    for line in ["C: A1 LOGIN ada", "SELECT INBOX", "C: USER ada", "C: QUIT"] {
        assert!(text.contains(line), "{line} is missing");
    }
}

#[test]
fn what_cannot_be_run_is_one_sentence_and_status_2() {
    for arguments in [&["nowhere"][..], &["Cargo.toml"], &["first-day", "--seed", "many"]] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

/// `scenarios/letter.toml`, where no such file is, means the shipped scenario of that name.
#[test]
fn the_whole_way_of_a_letter_is_printed() {
    let output = run(&["scenarios/letter.toml"]);
    assert!(output.status.success());
    assert_eq!(output.stdout, run(&["letter"]).stdout);
    let text = String::from_utf8(output.stdout).expect("text");
    for part in [
        "send \"Pizza am Freitag?\" to ben@sued.example",
        "C: STARTTLS",
        "protected, certificate checked",
        "S: 354 ",
        "queue of nord.example: message 1 queued",
        "asks: sued.example. IN MX?",
        "answer: sued.example. 3600 IN MX 10 mx.sued.example.",
        "nord.example → mx.sued.example, SMTP",
        "disk of sued.example: INBOX UID 1 appended",
        "ben's phone shows: \"Pizza am Freitag?\" appeared",
        "C: RETR 1",
        "The text could be read by: ada's laptop, ben's phone, ben's tablet, nord.example",
    ] {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    let json = run(&["letter", "--json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("it is JSON");
    let entries = json["entries"].as_array().expect("entries");
    let sealed = entries.iter().filter(|entry| entry["protection"] == "tls").count();
    assert!(sealed > 20, "{sealed} frames through TLS");
}

/// Up to a moment: what comes later is not in it, and what came before is the same.
#[test]
fn a_run_ends_where_it_is_told_to() {
    let entries = |arguments: &[&str]| {
        let output = run(&[&["letter", "--json"], arguments].concat());
        assert!(output.status.success());
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
        json["entries"].as_array().expect("entries").clone()
    };
    let (whole, part) = (entries(&[]), entries(&["--until", "2 s"]));
    assert!(!part.is_empty() && part.len() < whole.len());
    assert!(part.iter().all(|entry| entry["at_us"].as_u64().expect("a time") <= 2_000_000));
    assert_eq!(part, whole[..part.len()]);
    assert!(whole[part.len()]["at_us"].as_u64().expect("a time") > 2_000_000);
    // Ada presses "Send" at 5 s: nothing has gone off then, so nobody could have read it.
    let early = run(&["letter", "--until", "5 s"]);
    let early = String::from_utf8(early.stdout).expect("text");
    assert!(early.ends_with("The text has not left ada's laptop by then.\n"), "{early}");
    let wrong = run(&["letter", "--until", "2 weeks"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("no span of time"));
}

/// Whoever has only the program has the schema, too.
#[test]
fn the_schema_is_printed_as_it_is_written() {
    let output = Command::new(program()).arg("schema").output().expect("mailscope starts");
    assert!(output.status.success());
    let written = std::fs::read(root().join("docs/scenario.schema.json")).expect("the schema");
    assert!(output.stdout == written, "`cargo xtask schema` writes it anew");
}
