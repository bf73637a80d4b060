//! The format of scenario files as a JSON schema, for editors that know such schemas. Made from the
//! types that read the files, so that the two cannot differ.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use super::{form, version1};

/// A file of either version.
struct File;

impl JsonSchema for File {
    fn schema_name() -> Cow<'static, str> {
        "Scenario".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A world of mail: how it begins, and what is planned for it.",
            "if": { "properties": { "version": { "const": 1 } }, "required": ["version"] },
            "then": generator.subschema_for::<version1::Form>(),
            "else": generator.subschema_for::<form::Form>(),
        })
    }
}

/// What a scenario file can say, as a JSON schema of draft 7, which the most editors know.
pub fn scenario_schema() -> Value {
    let mut settings = SchemaSettings::draft07();
    // Before the others: one of them wraps a reference that has siblings.
    settings.transforms.insert(0, Box::new(RecursiveTransform(without_null)));
    settings.transforms.push(Box::new(RecursiveTransform(as_everybody_knows_it)));
    settings.into_generator().into_root_schema_for::<File>().to_value()
}

/// TOML has no null: what may be missing is left out.
fn without_null(schema: &mut Schema) {
    let null = Value::from("null");
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|kind| *kind != null);
        if let [kind] = types.as_slice() {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
        choices.retain(|choice| choice.get("type") != Some(&null));
        if let [Value::Object(choice)] = choices.as_slice() {
            let choice = choice.clone();
            schema.remove("anyOf");
            for (key, value) in choice {
                schema.insert(key, value);
            }
        }
    }
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
}

/// Formats that only Rust knows become what every validator knows, and what is broken into lines for
/// the code becomes one.
fn as_everybody_knows_it(schema: &mut Schema) {
    match schema.get("format").and_then(Value::as_str) {
        Some("uint32") => {
            schema.insert("maximum".to_owned(), u32::MAX.into());
            schema.remove("format");
        }
        // TOML's own integers end before 2^63.
        Some("uint16" | "uint64") => {
            schema.remove("format");
        }
        Some("ip") => {
            schema.remove("format");
            schema.insert("anyOf".to_owned(), json!([{ "format": "ipv4" }, { "format": "ipv6" }]));
        }
        _ => {}
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = description.replace('\n', " ");
    }
}
