//! The sentences of the user interface: complete in every language, and all of them in use.

mod catalogue;

use std::collections::{BTreeMap, BTreeSet};

use self::catalogue::Catalogue;
use super::lexer::{Kind, Piece, pieces};
use super::{Finding, Source, extension};

/// The first is the one the others are compared with.
const LANGUAGES: [&str; 2] = ["en", "de"];
/// Who speaks of texts, and what stands before an id there. (In `view`, `.text("name", …)` gives a
/// text its variable of that name.)
const USERS: [(&str, &[&str]); 3] = [
    ("web/src/", &[".text(", ".text_with(", "Text::new("]),
    ("crates/view/src/", &["Text::new("]),
    ("crates/cli/src/", &["Text::new("]),
];

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let catalogues = LANGUAGES.map(|language| {
        let folder = format!("web/text/{language}/");
        let files = sources.iter().filter(|source| source.path.starts_with(&folder));
        let files = files.filter(|source| extension(&source.path) == "ftl");
        Catalogue::read(files, &mut findings)
    });
    let [first, others @ ..] = &catalogues;
    for (language, other) in LANGUAGES[1..].iter().zip(others) {
        compare(first, other, language, &mut findings);
        compare(other, first, LANGUAGES[0], &mut findings);
        same_variables(first, other, &mut findings);
    }
    let mut ids = BTreeMap::new();
    let mut used = BTreeSet::new();
    for catalogue in &catalogues {
        for (id, entry) in &catalogue.messages {
            ids.entry(id.as_str()).or_insert(entry.file.as_str());
        }
        used.extend(catalogue.referenced.iter().map(String::as_str));
    }
    usage(sources, &ids, used, &mut findings);
    findings
}

fn compare(here: &Catalogue, there: &Catalogue, language: &str, findings: &mut Vec<Finding>) {
    for (id, entry) in here.messages.iter().filter(|(id, _)| !there.messages.contains_key(*id)) {
        findings.push(Finding::new(&entry.file, format!("`{id}` does not exist in {language}")));
    }
}

fn same_variables(first: &Catalogue, other: &Catalogue, findings: &mut Vec<Finding>) {
    for (id, entry) in &other.messages {
        let Some(original) = first.messages.get(id) else {
            continue;
        };
        if original.variables != entry.variables {
            let names = |set: &BTreeSet<String>| match set.len() {
                0 => "no variables".to_owned(),
                _ => set.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(", "),
            };
            let wrong = format!(
                "`{id}` has {}, but {} in {}",
                names(&entry.variables),
                names(&original.variables),
                original.file
            );
            findings.push(Finding::new(&entry.file, wrong));
        }
    }
}

/// Ids are written out in the code, never put together, so that both directions can be checked.
fn usage<'a>(
    sources: &'a [Source],
    ids: &BTreeMap<&str, &str>,
    mut used: BTreeSet<&'a str>,
    findings: &mut Vec<Finding>,
) {
    for source in sources.iter().filter(|source| extension(&source.path) == "rs") {
        let row = USERS.iter().find(|(folder, _)| source.path.starts_with(folder));
        let Some((_, lookups)) = row else { continue };
        let pieces: Vec<Piece<'_>> = pieces(&source.text)
            .into_iter()
            .filter(|piece| piece.kind != Kind::Comment && !piece.text.trim().is_empty())
            .collect();
        for (at, piece) in pieces.iter().enumerate().filter(|(_, p)| p.kind == Kind::Literal) {
            let id = piece.content();
            used.insert(id);
            let before = at.checked_sub(1).map_or("", |before| pieces[before].text).trim_end();
            if lookups.iter().any(|call| before.ends_with(call)) && !ids.contains_key(id) {
                let place = format!("{}:{}", source.path, piece.line);
                findings.push(Finding::new(place, format!("there is no text `{id}`")));
            }
        }
    }
    for (id, file) in ids.iter().filter(|(id, _)| !used.contains(**id)) {
        findings.push(Finding::new(file, format!("`{id}` is not used")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{lines, source};

    fn found(en: &str, de: &str, code: &str) -> Vec<String> {
        let sources = [
            source("web/text/en/app.ftl", en),
            source("web/text/de/app.ftl", de),
            source("web/src/app.rs", code),
        ];
        lines(&check(&sources)).into_iter().map(str::to_owned).collect()
    }

    const USE_A: &str = "fn f(t: &T) { t.text(\"a\"); }";

    #[test]
    fn a_complete_pair_is_fine() {
        assert!(found("a = One\n", "a = Eins\n", USE_A).is_empty());
        let plural = "{ $n ->\n    [one] a message\n   *[other] { $n } messages\n}";
        let code = "fn f(t: &T) { t.text_with(\n        \"a\",\n        &args); }";
        assert!(found(&format!("a = {plural}\n"), "a = { $n } Mails\n", code).is_empty());
    }

    #[test]
    fn a_missing_translation_is_found_in_both_directions() {
        let both = "fn f(t: &T) { t.text(\"a\"); t.text(\"b\"); }";
        let expected = ["web/text/en/app.ftl: `b` does not exist in de"];
        assert_eq!(found("a = One\nb = Two\n", "a = Eins\n", both), expected);
        let expected = ["web/text/de/app.ftl: `b` does not exist in en"];
        assert_eq!(found("a = One\n", "a = Eins\nb = Zwei\n", both), expected);
    }

    #[test]
    fn a_missing_variable_is_found() {
        let expected =
            "web/text/de/app.ftl: `a` has no variables, but $name in web/text/en/app.ftl";
        assert_eq!(found("a = Hello { $name }\n", "a = Hallo\n", USE_A), [expected]);
    }

    #[test]
    fn junk_and_duplicates_are_found() {
        let expected = ["web/text/de/app.ftl:2: this is not Fluent: `b Zwei`"];
        assert_eq!(found("a = One\n", "a = Eins\nb Zwei\n", USE_A), expected);
        let select = "a = { $n -> [one] One *[other] Many }\n";
        let lines = found(select, "a = Eins\n", USE_A);
        assert!(lines.iter().any(|line| line.ends_with("(each variant needs a line of its own)")));
        let expected = ["web/text/en/app.ftl: `a` exists twice, also in web/text/en/app.ftl"];
        assert_eq!(found("a = One\na = Uno\n", "a = Eins\n", USE_A), expected);
    }

    #[test]
    fn an_unknown_id_is_found_where_it_is_looked_up() {
        let code = "fn f(t: &T) {\n    t.text(\"a\");\n    Text::new(\"c\");\n    g(\"d\");\n}";
        let expected = ["web/src/app.rs:3: there is no text `c`"];
        assert_eq!(found("a = One\n", "a = Eins\n", code), expected);
    }

    #[test]
    fn a_variable_of_a_view_model_is_no_id() {
        let sources = [
            source("web/text/en/app.ftl", "a = { $who }\n"),
            source("web/text/de/app.ftl", "a = { $who }\n"),
            source("crates/view/src/x.rs", "Text::new(\"a\").text(\"who\", Text::new(\"b\"))"),
        ];
        let expected = ["crates/view/src/x.rs:1: there is no text `b`"];
        assert_eq!(lines(&check(&sources)), expected);
    }

    #[test]
    fn an_unused_id_is_found() {
        let code = "fn f(t: &T) { /* t.text(\"a\") */ }";
        let expected = ["web/text/en/app.ftl: `a` is not used"];
        assert_eq!(found("a = One\n", "a = Eins\n", code), expected);
    }

    #[test]
    fn attributes_and_references_count() {
        let text = "a = { b } { -brand }\nb = B\n    .label = C\n-brand = Mailscope\n";
        let expected = ["web/text/en/app.ftl: `b.label` is not used"];
        assert_eq!(found(text, text, USE_A), expected);
        let expected = "web/src/app.rs:1: there is no text `b.gone`";
        let code = "fn f(t: &T) { t.text(\"a\"); t.text(\"b.label\"); t.text(\"b.gone\"); }";
        assert_eq!(found(text, text, code), [expected]);
    }
}
