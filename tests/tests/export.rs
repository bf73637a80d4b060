//! What a run is exported as: every kind for every shipped scenario, whatever its mail says; and
//! `mailscope export`, as a person calls it.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs and write files: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use common::judge::{installed, judge};
use common::scratch::Scratch;
use common::{program, root};
use mailscope_base::limits;
use mailscope_lesson as lesson;
use mailscope_sim::{Scenario, World};
use mailscope_view::{Arg, Text, export};

/// A title and a subject in which everything has a meaning somewhere.
const EVIL: &str =
    "<script>alert(\"1\")</script> --> ]]> | `a` *b* _c_ # ; %%{x}%% $$y$$ &amp; \\ ´ wrap: ~";

fn played(scenario: &Scenario) -> World {
    let mut world = World::new(scenario, scenario.seed());
    match scenario.until() {
        Some(until) => world.run_until(until, limits::EVENTS_PER_RUN_MAX),
        None => world.settle(limits::EVENTS_PER_RUN_MAX),
    };
    world
}

fn shipped() -> impl Iterator<Item = (&'static str, World)> {
    let load = |name| played(&lesson::load(name).expect(name).expect(name));
    lesson::names().into_iter().map(move |name| (name, load(name)))
}

/// The id and all arguments: no more words than any language has, and no fewer.
fn say(text: &Text) -> String {
    let arguments = text.args.iter().map(|(name, arg)| match arg {
        Arg::Words(words) => format!("{name} {words}"),
        Arg::Number(number) => format!("{name} {number}"),
        Arg::Text(text) => format!("{name} {}", say(text)),
    });
    core::iter::once(text.id.to_owned()).chain(arguments).collect::<Vec<_>>().join(" ")
}

/// A mail whose subject is [`EVIL`], sent from a laptop and fetched by a phone.
fn evil() -> World {
    let toml = format!(
        r#"
version = 2
start = "2026-03-02T09:40:00+01:00"
until = "1 min"

[[provider]]
name = "nord.example"
uid_validity = 1
  [[provider.user]]
  name = "ada"
  password = "x;y#z"

[[device]]
kind = "laptop"
user = "ada"
name = '{EVIL}'
latency_ms = 20
protocol = "imap"
check = "idle"

[[device]]
kind = "phone"
user = "ada"
latency_ms = 20
protocol = "pop3"
check = {{ minutes = 1 }}

[[action]]
at = "5 s"
device = '{EVIL}'
send = {{ to = ["ada@nord.example"], subject = '{EVIL}', text = '{EVIL}' }}
"#
    );
    played(&Scenario::parse(&toml, |_| None).unwrap_or_else(|error| panic!("{error}\n{toml}")))
}

/// What Mermaid's grammar has between the words: one statement a line, and no character in a text that
/// would end it or begin something else.
fn check_mermaid(name: &str, text: &str) {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("sequenceDiagram"), "{name}");
    for line in lines {
        let line = line.trim_start();
        let known = ["participant p", "actor p", "Note over p", "p"];
        assert!(known.iter().any(|word| line.starts_with(word)), "{name}: {line}");
        // Characters by their number are all that is left of `#` and `;`.
        let mut rest = line;
        while let Some((before, number)) = rest.split_once('#') {
            assert!(!before.contains(';'), "{name}: {line}");
            let (digits, after) = number.split_once(';').expect(line);
            assert!(digits.bytes().all(|digit| digit.is_ascii_digit()), "{name}: {line}");
            rest = after;
        }
        assert!(!rest.contains([';', '<', '"', '%', '$']), "{name}: {line}");
    }
    // The largest text that Mermaid draws.
    assert!(text.len() <= 50_000, "{name}: {} octets", text.len());
}

fn check_svg(name: &str, text: &str) {
    let document =
        roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "svg", "{name}");
    let labels = root.attribute("aria-labelledby").expect("it has a name");
    for id in labels.split(' ') {
        let label = root.children().find(|node| node.attribute("id") == Some(id)).expect(id);
        assert!(!label.text().unwrap_or_default().trim().is_empty(), "{name}: {id} is empty");
    }
    let mut tags: Vec<_> = root.descendants().map(|node| node.tag_name().name()).collect();
    tags.sort_unstable();
    tags.dedup();
    let drawn =
        ["", "circle", "desc", "g", "line", "path", "rect", "style", "svg", "text", "title"];
    assert!(tags.iter().all(|tag| drawn.contains(tag)), "{name}: {tags:?}");
    // Nothing stands outside the picture.
    let size = |name| root.attribute(name).and_then(|n| n.parse::<f64>().ok()).expect(name);
    let (width, height) = (size("width"), size("height"));
    for node in root.descendants().filter(|node| node.has_tag_name("text")) {
        let at = |name| node.attribute(name).and_then(|n| n.parse::<f64>().ok()).expect(name);
        assert!((0.0..width).contains(&at("x")) && (0.0..height).contains(&at("y")), "{name}");
    }
}

#[test]
fn every_shipped_scenario_becomes_every_kind() {
    let mut diagrams = Vec::new();
    for (name, world) in shipped() {
        let mermaid = export::mermaid(&world, &say);
        check_mermaid(name, &mermaid);
        check_svg(name, &export::svg(&world, name, &say));
        let transcript = export::transcript(&world, &say);
        assert!(transcript.lines().count() <= limits::EXPORT_LINES_MAX + 2, "{name}");
        let report = export::markdown(&world, name, &say);
        assert!(report.starts_with("# "), "{name}");
        diagrams.push(mermaid);
    }
    diagrams.push(export::mermaid(&evil(), &say));
    mermaid_reads(&diagrams);
}

/// Mermaid's own parser has the last word.
fn mermaid_reads(diagrams: &[String]) {
    let (Some(node), Some(packages)) = (judge(&["node"]), installed("node")) else { return };
    let mut parser = Command::new(node)
        .arg(root().join("tests/interop/clients/mermaid_parse.mjs"))
        .arg(packages)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("node starts");
    let mut input = parser.stdin.take().expect("it listens");
    input.write_all(diagrams.join("\0").as_bytes()).expect("it reads");
    drop(input);
    let said = parser.wait_with_output().expect("it ends");
    let complaint = String::from_utf8_lossy(&said.stderr);
    assert!(said.status.success(), "{complaint}");
    let count = String::from_utf8_lossy(&said.stdout);
    assert_eq!(count.trim(), diagrams.len().to_string());
}

#[test]
fn what_a_mail_says_is_text_in_every_kind() {
    let world = evil();
    let svg = export::svg(&world, EVIL, &say);
    check_svg("evil", &svg);
    let words = EVIL.split(" --> ").next().expect("words");
    let document = roxmltree::Document::parse(&svg).expect("XML");
    let told = document.descendants().filter_map(|node| node.text());
    assert!(told.into_iter().any(|text| text.contains(words)), "the subject is told");
    check_mermaid("evil", &export::mermaid(&world, &say));
    let report = export::markdown(&world, EVIL, &say);
    let outside: Vec<&str> =
        report.lines().map(|line| line.split("` ").next().expect("")).collect();
    assert!(report.contains("&lt;script&gt;"));
    assert!(outside.iter().all(|line| !line.contains("<script")), "{outside:?}");
    // Every row of a table has as many cells as its head.
    let mut cells = None;
    for line in report.lines() {
        if !line.starts_with('|') {
            cells = None;
            continue;
        }
        let count = line.replace("\\|", "").matches('|').count();
        assert_eq!(*cells.get_or_insert(count), count, "{line}");
    }
}

/// A long run is cut, and what is left out is said in numbers.
#[test]
fn a_long_run_is_cut_and_says_so() {
    let (name, world) = shipped().max_by_key(|(_, world)| world.trace().len()).expect("one");
    let mermaid = export::mermaid(&world, &say);
    let steps = mermaid.lines().filter(|line| line.contains(": ")).count();
    assert!(steps <= limits::MERMAID_STEPS_MAX + 1, "{name}");
    assert_eq!(steps > limits::MERMAID_STEPS_MAX, mermaid.contains("export-left-out"), "{name}");
    let svg = export::svg(&world, name, &say);
    let drawn = svg.matches("<g>").count();
    assert!(drawn <= limits::DIAGRAM_STEPS_MAX + 2 * 70, "{name}: {drawn}");
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(program());
    command.arg("export").args(arguments).current_dir(root()).output().expect("mailscope starts")
}

#[test]
fn the_program_writes_files_in_both_languages() {
    let scratch = Scratch::new("export");
    for (kind, german, english) in [
        ("transcript", "was der Client sagt", "what the client says"),
        ("markdown", "Wer dabei ist", "Who takes part"),
        ("mermaid", "wird eingeschaltet", "is switched on"),
        ("svg", "wird eingeschaltet", "is switched on"),
    ] {
        for (language, words) in [("de", german), ("en", english)] {
            let file = scratch.0.join(kind);
            let path = file.to_str().expect("a path");
            let output = run(&["letter", "--as", kind, "--lang", language, "--out", path]);
            assert!(output.status.success() && output.stdout.is_empty(), "{output:?}");
            let text = std::fs::read_to_string(&file).expect("a file");
            assert!(text.contains(words), "{kind}, {language}:\n{text}");
            assert!(!text.contains("export-"), "{kind}, {language}: a text is missing");
        }
    }
    let exported = run(&["letter", "--as", "json"]);
    let played = Command::new(program()).args(["run", "letter", "--json"]).output();
    assert_eq!(exported.stdout, played.expect("mailscope starts").stdout);
}

#[test]
fn what_cannot_be_written_is_one_sentence_and_status_2() {
    for arguments in [
        &["letter", "--as", "pdf"][..],
        &["letter"],
        &["nowhere", "--as", "svg"],
        &["letter", "--as", "svg", "--out", "/nowhere/at/all.svg"],
        &["letter", "--as", "pcapng", "--out", "."],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.trim().is_empty() && !said.contains("panicked"), "{arguments:?}: {said}");
    }
}
