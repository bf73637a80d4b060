//! `docs/scenario.schema.json` is made from the types that read scenario files. `UPDATE_SCHEMA=1`
//! writes it.

#![cfg(not(target_arch = "wasm32"))]
// The schema and the scenarios are files.
#![allow(clippy::disallowed_methods, clippy::expect_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use boon::{Compiler, SchemaIndex, Schemas};
use mailscope_sim::{Scenario, ScenarioError, scenario_schema};
use serde_json::Value;

struct Judge(Schemas, SchemaIndex);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

impl Judge {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let place = "scenario.schema.json";
        compiler.add_resource(place, scenario_schema()).expect("a place for the schema");
        let schema = compiler.compile(place, &mut schemas).expect("a schema of draft 7");
        Self(schemas, schema)
    }

    fn allows(&self, scenario: &str) -> Result<(), String> {
        let table: Value = toml::from_str(scenario).expect("TOML");
        self.0.validate(&table, self.1).map_err(|error| format!("{error:#}"))
    }
}

#[test]
fn the_written_schema_is_up_to_date() {
    let file = root().join("docs/scenario.schema.json");
    let mut schema = serde_json::to_string_pretty(&scenario_schema()).expect("JSON");
    schema.push('\n');
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&file, &schema).expect("the schema is written");
    }
    let written = std::fs::read_to_string(file).expect("the schema");
    assert!(written == schema, "docs/scenario.schema.json: `cargo xtask schema` writes it anew");
}

#[test]
fn the_shipped_scenarios_are_allowed() {
    let judge = Judge::new();
    let names = mailscope_lesson::names();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let file = root().join("lessons/scenarios").join(name).join("scenario.toml");
        let text = std::fs::read_to_string(file).expect("a scenario");
        judge.allows(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

const WHOLE: &str = r#"
version = 2
start = "2026-03-02T09:40:00+01:00"
until = "90 s"

[[provider]]
name = "nord.example"
uid_validity = 1

  [[provider.user]]
  name = "ada"
  password = "Seestern-7"

[[device]]
kind = "laptop"
name = "laptop"
latency_ms = 18
protocol = "imap"
check = "idle"
keeps = { last-days = 7 }

[[zone]]
name = "stumm.example"
records = ["@ MX 0 ."]

[[action]]
at = "5 s"
device = "laptop"
configure = { check = { minutes = 5 } }
"#;

/// Whether the program takes the form of a file, to which the date belongs. What it says may still be
/// something that cannot be.
fn reads(scenario: &str) -> Result<(), ScenarioError> {
    match Scenario::parse(scenario, |_| None) {
        Err(ScenarioError::Content(what)) if !what.starts_with("start =") => Ok(()),
        Ok(_) | Err(ScenarioError::MissingFile(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whoever writes a file by the schema is not to be surprised by the program, nor the other way
/// round.
#[test]
fn what_the_program_refuses_by_its_form_the_schema_refuses_too() {
    let judge = Judge::new();
    assert_eq!(judge.allows(WHOLE), Ok(()));
    assert_eq!(Scenario::parse(WHOLE, |_| None).map(drop), Ok(()));
    for (right, wrong) in [
        ("version = 2", "version = 3"),
        ("version = 2", "version = \"2\""),
        ("version = 2", "version = 1"),
        ("version = 2", ""),
        ("2026-03-02T", "Monday, "),
        ("until = \"90 s\"", "until = 90"),
        ("until = \"90 s\"", "until = \"90 weeks\""),
        ("until = \"90 s\"", "untill = \"90 s\""),
        ("uid_validity = 1", "uid_validity = -1"),
        ("uid_validity = 1", "uid_validity = 4294967296"),
        ("uid_validity = 1", "uid_validity = 1\ntls = \"perhaps\""),
        ("uid_validity = 1", "uid_validity = 1\nsmtp = { message_octets = 4294967296 }"),
        ("uid_validity = 1", "uid_validity = 1\nhost = [{ name = \"mx\", address = \"192.0.2\" }]"),
        ("password = \"Seestern-7\"", ""),
        ("password =", "quota_octets = \"many\"\npassword ="),
        ("kind = \"laptop\"", "kind = \"toaster\""),
        ("last-days = 7", "last-days = 65536"),
        ("last-days = 7", "last-weeks = 1"),
        ("records =", "record ="),
        ("[\"@ MX 0 .\"]", "\"@ MX 0 .\""),
        ("check = { minutes = 5 }", "check = 5"),
        ("check = { minutes = 5 }", "checks = \"idle\""),
        ("configure =", "configured ="),
    ] {
        let text = WHOLE.replacen(right, wrong, 1);
        assert_ne!(text, WHOLE, "{right}");
        assert!(judge.allows(&text).is_err(), "the schema allows {wrong:?}");
        assert!(reads(&text).is_err(), "the program reads {wrong:?}");
    }
}

/// The same of every place in the shipped scenarios: one key more, one key less, or another type.
#[test]
fn the_schema_and_the_program_refuse_the_same_mistakes() {
    let judge = Judge::new();
    let (mut seen, mut refused) = (BTreeSet::new(), 0);
    for name in mailscope_lesson::names() {
        let file = root().join("lessons/scenarios").join(name).join("scenario.toml");
        let text = std::fs::read_to_string(file).expect("a scenario");
        let table: toml::Value = toml::from_str(&text).expect("TOML");
        for (what, wrong) in mistakes(&table) {
            if !seen.insert(what.clone()) {
                continue;
            }
            // What is no table is no file.
            let Ok(text) = toml::to_string(&wrong) else { continue };
            let (by_schema, by_program) = (judge.allows(&text), reads(&text));
            refused += u32::from(by_schema.is_err());
            assert_eq!(
                by_schema.is_err(),
                by_program.is_err(),
                "{name}, {what}\nschema: {by_schema:?}\nprogram: {by_program:?}"
            );
        }
    }
    assert!(refused > 200, "{refused} of {} refused", seen.len());
}

/// The value with a mistake in one place, for every place, and what the mistake is: the keys that
/// lead there and what is wrong.
fn mistakes(value: &toml::Value) -> Vec<(String, toml::Value)> {
    let mut all = Vec::new();
    match value {
        toml::Value::Table(table) => {
            let mut more = table.clone();
            more.insert("sonstiges".to_owned(), true.into());
            all.push((": one key more".to_owned(), more.into()));
            for (key, part) in table {
                let mut less = table.clone();
                less.remove(key);
                all.push((format!(".{key}: left out"), less.into()));
                for (what, wrong) in mistakes(part) {
                    let mut table = table.clone();
                    table.insert(key.clone(), wrong);
                    all.push((format!(".{key}{what}"), table.into()));
                }
            }
        }
        toml::Value::Array(parts) => {
            for (place, part) in parts.iter().enumerate() {
                for (what, wrong) in mistakes(part) {
                    let mut parts = parts.clone();
                    parts[place] = wrong;
                    all.push((format!("[]{what}"), parts.into()));
                }
            }
        }
        _ => {}
    }
    let none = toml::Value::Array(Vec::new());
    for other in [(-7).into(), 7.into(), 7.5.into(), true.into(), "".into(), none] {
        // To the program, an empty list is a table that says nothing.
        if !(other.is_array() && value.is_table()) {
            all.push((format!(": {other} for {}", value.type_str()), other));
        }
    }
    all
}

/// `docs/scenarios.md` says that it and the page about profiles name every field.
#[test]
fn every_field_is_on_the_page_about_scenarios() {
    let page = |name: &str| std::fs::read_to_string(root().join("docs").join(name)).expect(name);
    let pages = [page("scenarios.md"), page("gmail-like.md")].concat();
    let words: BTreeSet<&str> =
        pages.split(|c: char| !c.is_alphanumeric() && !"_-".contains(c)).collect();
    let schema = scenario_schema();
    let definitions = schema["definitions"].as_object().expect("definitions");
    for (name, definition) in definitions {
        let fields =
            definition["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str());
        let choices = definition["oneOf"].as_array().into_iter().flatten();
        let choices = choices.chain(std::iter::once(definition)).flat_map(|choice| {
            let several = choice["enum"].as_array().into_iter().flatten();
            let fields =
                choice["properties"].as_object().into_iter().flatten().map(|(key, _)| key.as_str());
            several.chain([&choice["const"]]).filter_map(Value::as_str).chain(fields)
        });
        for word in fields.chain(choices) {
            assert!(words.contains(word), "the pages do not know {word:?} ({name})");
        }
    }
}

#[test]
fn every_field_says_what_it_is() {
    let schema = scenario_schema();
    let definitions = schema["definitions"].as_object().expect("definitions");
    assert!(definitions.len() > 30, "{} definitions", definitions.len());
    for (name, definition) in definitions {
        let fields = definition["properties"].as_object();
        for (field, what) in fields.into_iter().flatten() {
            assert!(what["description"].is_string(), "{name}: {field}");
        }
    }
}
