//! Which of our crates may use which: the table of the architecture.

use serde_json::Value;

use super::Finding;

/// What each crate may use when it runs.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("base", &[]),
    ("wire", &["base"]),
    ("store", &["base"]),
    ("server", &["base", "wire", "store"]),
    ("client", &["base", "wire"]),
    ("sim", &["base", "wire", "store", "server", "client"]),
    ("lesson", &["base", "sim"]),
    ("view", &["base", "wire", "store", "client", "sim", "lesson"]),
    ("web", &["view"]),
    ("xtask", &["lesson"]),
];
/// The program may use every crate without a user interface.
const CLI_MAY_NOT: [&str; 3] = ["web", "xtask", "tests"];
/// Ends of the line, in tests too.
const NOBODY_USES: [&str; 4] = ["web", "cli", "xtask", "tests"];

/// Reads `cargo metadata --no-deps`.
pub(super) fn check(metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in list(&metadata["packages"]) {
        let Some(user) = ours(&package["name"]) else {
            continue;
        };
        for dependency in list(&package["dependencies"]) {
            let Some(other) = ours(&dependency["name"]) else {
                continue;
            };
            let in_tests = dependency["kind"] == "dev";
            if !allowed(user, other, in_tests) {
                findings.push(Finding::new(
                    format!("mailscope-{user}"),
                    format!(
                        "must not use mailscope-{other}{}",
                        if in_tests { " in tests" } else { "" }
                    ),
                ));
            }
        }
    }
    findings
}

fn allowed(user: &str, other: &str, in_tests: bool) -> bool {
    if user == "tests" {
        return !["web", "xtask"].contains(&other);
    }
    if NOBODY_USES.contains(&other) {
        return false;
    }
    if in_tests {
        return true;
    }
    if user == "cli" {
        return !CLI_MAY_NOT.contains(&other);
    }
    let row = MAY_USE.iter().find(|(name, _)| *name == user);
    row.is_some_and(|(_, uses)| uses.contains(&other))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn ours(name: &Value) -> Option<&str> {
    name.as_str()?.strip_prefix("mailscope-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::lines;

    fn edge(user: &str, other: &str, kind: &Value) -> Vec<Finding> {
        check(&serde_json::json!({ "packages": [{
            "name": format!("mailscope-{user}"),
            "dependencies": [
                { "name": "nom", "kind": null },
                { "name": format!("mailscope-{other}"), "kind": kind },
            ],
        }]}))
    }

    #[test]
    fn a_forbidden_edge_is_found() {
        let found = edge("server", "client", &Value::Null);
        assert_eq!(lines(&found), ["mailscope-server: must not use mailscope-client"]);
        assert_eq!(edge("web", "sim", &Value::Null).len(), 1);
        assert_eq!(edge("base", "wire", &Value::Null).len(), 1);
        assert_eq!(edge("sim", "lesson", &"build".into()).len(), 1);
    }

    #[test]
    fn tests_may_use_more_but_not_the_ends_of_the_line() {
        assert!(edge("server", "client", &"dev".into()).is_empty());
        let found = edge("server", "cli", &"dev".into());
        assert_eq!(lines(&found), ["mailscope-server: must not use mailscope-cli in tests"]);
        assert!(edge("tests", "cli", &Value::Null).is_empty());
        assert_eq!(edge("tests", "web", &"dev".into()).len(), 1);
    }

    #[test]
    fn a_crate_outside_the_table_may_use_nothing() {
        assert_eq!(edge("extra", "base", &Value::Null).len(), 1);
    }

    #[test]
    fn the_direction_of_the_architecture_is_fine() {
        for (user, other) in [("wire", "base"), ("view", "sim"), ("web", "view"), ("cli", "view")] {
            assert!(edge(user, other, &Value::Null).is_empty(), "{user} uses {other}");
        }
    }
}
