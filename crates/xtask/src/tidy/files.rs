//! Size and shape of source files.

use super::lexer::{Kind, pieces};
use super::{Finding, Source, extension};

/// Of Rust, tests apart.
const LINES_MAX: usize = 500;
const COLUMNS_MAX: usize = 120;
/// Work that is left belongs into a list of work, not into the text. (Put together here so that
/// this file does not find itself.)
const MARKERS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
const WRITTEN_BY_HAND: [&str; 11] =
    ["rs", "toml", "md", "ftl", "css", "html", "js", "mjs", "yml", "svg", "run"];
const CORE: [&str; 8] = ["base", "wire", "store", "server", "client", "sim", "lesson", "view"];

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        let extension = extension(&source.path);
        if WRITTEN_BY_HAND.contains(&extension) {
            markers(source, &mut findings);
        }
        if extension == "rs" {
            length(source, &mut findings);
            width(source, &mut findings);
        }
    }
    for name in CORE {
        let path = format!("crates/{name}/src/lib.rs");
        let documented = |text: &str| text.starts_with("//!") || text.starts_with("#![doc");
        let here = sources.iter().find(|source| source.path == path);
        if !here.is_some_and(|source| documented(&source.text)) {
            findings.push(Finding::new(path, "must begin with what the crate is (`//!`)"));
        }
    }
    findings
}

fn markers(source: &Source, findings: &mut Vec<Finding>) {
    for (number, line) in (1..).zip(source.text.lines()) {
        let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        for word in words.filter(|word| MARKERS.contains(word)) {
            let place = format!("{}:{number}", source.path);
            findings.push(Finding::new(place, format!("`{word}`: do it, or note it elsewhere")));
        }
    }
}

fn length(source: &Source, findings: &mut Vec<Finding>) {
    let tests = ["tests/", "/tests/", "/tests.rs", "/benches/"];
    if source.path.starts_with(tests[0]) || tests.iter().any(|part| source.path.contains(part)) {
        return;
    }
    let lines = lines_without_tests(&source.text);
    if lines > LINES_MAX {
        let wrong = format!("{lines} lines without its tests; {LINES_MAX} are enough");
        findings.push(Finding::new(&source.path, wrong));
    }
}

/// Counts on rustfmt: what opens in the first column closes there.
fn lines_without_tests(text: &str) -> usize {
    let mut lines = text.lines().peekable();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let inline_module = |next: &&str| next.starts_with("mod ") && next.ends_with('{');
        if line == "#[cfg(test)]" && lines.peek().is_some_and(inline_module) {
            for line in lines.by_ref() {
                if line == "}" {
                    break;
                }
            }
        } else {
            count += 1;
        }
    }
    count
}

fn width(source: &Source, findings: &mut Vec<Finding>) {
    let columns: Vec<usize> = source.text.lines().map(|line| line.chars().count()).collect();
    if columns.iter().all(|columns| *columns <= COLUMNS_MAX) {
        return;
    }
    // A long literal or address cannot be broken, so what counts is the rest of its line.
    let mut counted = vec![0; columns.len()];
    for piece in pieces(&source.text).iter().filter(|piece| piece.kind != Kind::Literal) {
        for (line, text) in (piece.line - 1..).zip(piece.text.lines()) {
            let address = piece.kind == Kind::Comment && text.contains("://");
            counted[line] += if address { 0 } else { text.chars().count() };
        }
    }
    for (number, (columns, counted)) in (1..).zip(columns.into_iter().zip(counted)) {
        if columns > COLUMNS_MAX && counted > COLUMNS_MAX {
            let place = format!("{}:{number}", source.path);
            let wrong = format!("{columns} columns; {COLUMNS_MAX} are enough");
            findings.push(Finding::new(place, wrong));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{lines, source};

    /// The findings apart from the missing core crates.
    fn found(path: &str, text: &str) -> Vec<String> {
        let findings = check(&[source(path, text)]);
        let lines = lines(&findings).into_iter().map(str::to_owned);
        lines.filter(|line| !line.contains("lib.rs: must begin")).collect()
    }

    #[test]
    fn a_long_file_is_found_unless_it_is_long_for_its_tests() {
        let long = "x();\n".repeat(501);
        let expected = "crates/sim/src/a.rs: 501 lines without its tests; 500 are enough";
        assert_eq!(found("crates/sim/src/a.rs", &long), [expected]);
        assert!(found("tests/tests/a.rs", &long).is_empty());
        assert!(found("crates/sim/src/a/tests.rs", &long).is_empty());
        let tests = format!("x();\n\n#[cfg(test)]\nmod tests {{\n{long}}}\n");
        assert!(found("crates/sim/src/a.rs", &tests).is_empty());
        let behind = format!("#[cfg(test)]\nmod tests {{\n    y();\n}}\n{long}");
        assert_eq!(found("crates/sim/src/a.rs", &behind).len(), 1);
    }

    #[test]
    fn a_wide_line_is_found_unless_it_is_a_literal() {
        let wide = "x".repeat(121);
        assert_eq!(found("a.rs", &format!("\n{wide}\n")), ["a.rs:2: 121 columns; 120 are enough"]);
        assert_eq!(found("a.rs", &format!("// {wide}\n")).len(), 1);
        assert!(found("a.rs", &format!("f(\"{wide}\");\n")).is_empty());
        assert!(found("a.rs", &format!("f(\"\n{wide}\n\");\n")).is_empty());
        assert!(found("a.rs", &format!("// see https://{wide}\n")).is_empty());
        assert!(found("a.rs", &"ä".repeat(100)).is_empty(), "characters count, not bytes");
    }

    #[test]
    fn a_marker_is_found_as_a_word() {
        for marker in MARKERS {
            let line = format!("a.ftl:1: `{marker}`: do it, or note it elsewhere");
            assert_eq!(found("a.ftl", &format!("# {marker}: later\n")), [line]);
            assert!(found("a.ftl", &format!("# {marker}S\n")).is_empty());
        }
    }

    #[test]
    fn a_core_crate_says_what_it_is() {
        let findings = check(&[source("crates/sim/src/lib.rs", "pub mod world;\n")]);
        assert_eq!(findings.len(), CORE.len(), "all, since the others are missing");
        let findings = check(&[source("crates/sim/src/lib.rs", "//! The world.\n")]);
        assert_eq!(findings.len(), CORE.len() - 1);
    }
}
