//! `docs/scenario.schema.json` is made from the types that read scenario files. `UPDATE_SCHEMA=1`
//! writes it.

#![cfg(not(target_arch = "wasm32"))]
// The schema and the scenarios are files.
#![allow(clippy::disallowed_methods, clippy::expect_used)]

mod common;

use boon::{Compiler, SchemaIndex, Schemas};
use common::root;
use mailscope_sim::{Scenario, ScenarioError, scenario_schema};
use serde_json::Value;

struct Judge(Schemas, SchemaIndex);

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

/// Whoever writes a file by the schema is not to be surprised by the program, nor the other way round.
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
        ("until = \"90 s\"", "until = 90"),
        ("until = \"90 s\"", "until = \"90 weeks\""),
        ("until = \"90 s\"", "untill = \"90 s\""),
        ("uid_validity = 1", "uid_validity = -1"),
        ("uid_validity = 1", "uid_validity = 1\ntls = \"perhaps\""),
        ("password = \"Seestern-7\"", ""),
        ("password =", "quota_octets = \"many\"\npassword ="),
        ("kind = \"laptop\"", "kind = \"toaster\""),
        ("last-days = 7", "last-days = 70000"),
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
        let refused = Scenario::parse(&text, |_| None).map(drop);
        let by_its_form =
            matches!(refused, Err(ScenarioError::Format(_) | ScenarioError::Version(_)));
        assert!(by_its_form, "{wrong:?}: {refused:?}");
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
