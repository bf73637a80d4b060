//! What the crates below say by an id has words: the reasons of deadlines, and the uses of freedoms.

use super::lexer::{Kind, Piece, pieces};
use super::{Finding, Source, extension};

/// Where the reasons of deadlines become texts.
const REASON_WORDS: &str = "crates/view/src/narrate/mod.rs";
/// Where each choice has a variant of its own.
const CHOICE_WORDS: [&str; 2] = ["web/text/en/story.ftl", "web/text/de/story.ftl"];
/// Crates that give reasons and choose.
const SPEAKERS: [&str; 3] = ["crates/server/src/", "crates/client/src/", "crates/sim/src/"];

pub(super) fn check(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let text = |path: &str| {
        let found = sources.iter().find(|source| source.path == path);
        found.map_or("", |source| source.text.as_str())
    };
    let is_speaker = |source: &&Source| {
        extension(&source.path) == "rs"
            && SPEAKERS.iter().any(|folder| source.path.starts_with(folder))
    };
    for source in sources.iter().filter(is_speaker) {
        let pieces: Vec<Piece<'_>> = pieces(&source.text)
            .into_iter()
            .filter(|piece| piece.kind != Kind::Comment && !piece.text.trim().is_empty())
            .collect();
        let declares = pieces.iter().any(|piece| piece.text.contains("choices! {"));
        for (at, piece) in pieces.iter().enumerate().filter(|(_, p)| p.kind == Kind::Literal) {
            let id = piece.content();
            let before = at.checked_sub(1).map_or("", |before| pieces[before].text).trim_end();
            let place = || format!("{}:{}", source.path, piece.line);
            if is_call(before, "Reason(") && !text(REASON_WORDS).contains(&format!("\"{id}\"")) {
                let wrong = format!("the reason `{id}` has no words in {REASON_WORDS}");
                findings.push(Finding::new(place(), wrong));
            }
            if is_call(before, "Choice(") || (declares && before.ends_with('=')) {
                let variant = format!("\n        [{id}] ");
                for path in CHOICE_WORDS.iter().filter(|path| !text(path).contains(&variant)) {
                    let wrong = format!("the choice `{id}` has no words in {path}");
                    findings.push(Finding::new(place(), wrong));
                }
            }
        }
    }
    findings
}

/// Whether the code before a literal calls exactly that.
fn is_call(before: &str, call: &str) -> bool {
    let Some(rest) = before.strip_suffix(call) else { return false };
    !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::{lines, source};

    fn found(code: &str) -> Vec<String> {
        let sources = [
            source("web/text/en/story.ftl", "a =\n    { $b ->\n        [known] x\n    }\n"),
            source("web/text/de/story.ftl", "a =\n    { $b ->\n        [known] x\n    }\n"),
            source(REASON_WORDS, "match r { \"poll\" => 1 }"),
            source("crates/server/src/x.rs", code),
        ];
        lines(&check(&sources)).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn what_has_words_is_good() {
        assert!(found("f(Reason(\"poll\")); const A: Choice = Choice(\"known\");").is_empty());
        assert!(found("choices! {\n    A = \"known\";\n}").is_empty());
    }

    #[test]
    fn what_has_none_is_found_in_each_language() {
        let reason = "the reason `why` has no words in crates/view/src/narrate/mod.rs";
        assert_eq!(found("f(Reason(\"why\"));"), [format!("crates/server/src/x.rs:1: {reason}")]);
        assert_eq!(found("f(Choice(\"how\"));").len(), 2);
        assert_eq!(found("choices! {\n    A = \"how\";\n}").len(), 2);
    }

    #[test]
    fn other_literals_are_none_of_its_business() {
        assert!(found("f(OtherReason(\"why\")); let x = \"how\";").is_empty());
    }
}
