//! `docs/conformance.md`: which section of which RFC the servers and the clients obey, and where that is
//! tested.
//! Everything in it is read from the citations beside the code and in the tests:
//!
//! - a citation in the sources of `wire`, `store`, `server` or `cli` says that it is obeyed there, one in
//!   those of `client` that a client obeys it,
//! - a citation in a test or a transcript says that it is tested there,
//! - `Partly: RFC 9051 §6.3.9: why.` and `Not: RFC 6855 §6: why.` in a comment of those sources say what is
//!   missing.

mod citations;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use citations::{Section, citations};

/// Where what is obeyed stands.
const CODE: [&str; 4] = [GRAMMAR, "crates/store/src/", "crates/server/src/", "crates/cli/src/"];
/// Where the form of commands and responses stands.
const GRAMMAR: &str = "crates/wire/src/";
/// What is obeyed and tested there is a client's affair.
const CLIENT: &str = "crates/client/";
/// What is cited there obeys nothing.
const VIEW: &str = "crates/view/";
const SECTIONS: &str = include_str!("sections.txt");
/// The page, from the top folder.
pub(crate) const PAGE: &str = "docs/conformance.md";

/// A section, and whether it is the client's side of it.
type Key = (bool, Section);

/// What is known of one section.
#[derive(Debug, Default)]
struct Row {
    /// The grammar alone obeys it.
    is_form: bool,
    obeyed: Vec<String>,
    tested: Vec<String>,
    partly: Vec<String>,
    not: Vec<String>,
}

/// The page and what is wrong with it: sections obeyed without a test.
pub(crate) struct Conformance {
    pub(crate) page: String,
    pub(crate) untested: Vec<String>,
}

/// Reads the citations of `files`: paths from the top folder, and texts.
pub(crate) fn conformance<'a>(files: impl Iterator<Item = (&'a str, &'a str)>) -> Conformance {
    let mut rows: BTreeMap<Key, Row> = listed()
        .map(|Listed { section, is_form, is_client, .. }| {
            ((is_client, section), Row { is_form, ..Row::default() })
        })
        .collect();
    for (path, text) in files {
        let (code, test) = parts(path, text);
        let is_grammar = path.starts_with(GRAMMAR);
        let is_client = path.starts_with(CLIENT);
        note(&mut rows, is_client, &comments(code), |row| {
            if row.is_form || !is_grammar {
                row.obeyed.push(path.to_owned());
            }
        });
        note(&mut rows, is_client, test, |row| row.tested.push(path.to_owned()));
        for (word, said) in remarks(code) {
            let Some(section) = citations(&said).into_iter().next() else { continue };
            let Some(row) = rows.get_mut(&(is_client, section)) else { continue };
            let why = said.split_once(": ").map_or(said.as_str(), |(_, why)| why).to_owned();
            if word == "Not" { row.not.push(why) } else { row.partly.push(why) }
        }
    }
    let untested = rows
        .iter()
        .filter(|(_, row)| row.not.is_empty() && !row.obeyed.is_empty() && row.tested.is_empty())
        .map(|((_, section), _)| section.to_string())
        .collect();
    Conformance { page: page(&rows), untested }
}

/// The code and the tests of a file.
fn parts<'a>(path: &str, text: &'a str) -> (&'a str, &'a str) {
    let is_test = path.starts_with("tests/") || path.contains("/tests/");
    if path.starts_with(VIEW) {
        return ("", "");
    }
    if is_test {
        return ("", text);
    }
    if !path.starts_with(CLIENT) && !CODE.iter().any(|folder| path.starts_with(folder)) {
        return ("", "");
    }
    if path.ends_with("/tests.rs") {
        return ("", text);
    }
    match text.find("#[cfg(test)]") {
        Some(at) => text.split_at(at),
        None => (text, ""),
    }
}

/// The comments of a source, one a line: a section in a string is data, not a claim.
fn comments(code: &str) -> String {
    let comment = |line: &str| line.find("//").map(|at| format!("{}\n", &line[at..]));
    // A line without a comment keeps its place: it ends what the comment before it says.
    code.lines().map(|line| comment(line).unwrap_or_else(|| "\n".to_owned())).collect()
}

/// Tells each row of one side once that `text` cites it.
fn note(
    rows: &mut BTreeMap<Key, Row>,
    of_client: bool,
    text: &str,
    mut mark: impl FnMut(&mut Row),
) {
    let mut cited = citations(text);
    cited.sort();
    cited.dedup();
    for ((is_client, section), row) in rows.iter_mut() {
        if *is_client == of_client && cited.iter().any(|one| one.is_in(section)) {
            mark(row);
        }
    }
}

/// Comments that say what is missing: the word, and the sentence up to the end of the comment.
fn remarks(text: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().map(str::trim_start).peekable();
    while let Some(line) = lines.next() {
        let comment = line.trim_start_matches('/').trim_start_matches('!').trim_start();
        let word = ["Partly", "Not"]
            .into_iter()
            .find(|word| comment.strip_prefix(word).is_some_and(|rest| rest.starts_with(": RFC ")));
        let (Some(word), true) = (word, line.starts_with("//")) else { continue };
        let mut said = comment[word.len() + 2..].to_owned();
        while !said.ends_with('.')
            && let Some(next) = lines.next_if(|next| next.starts_with("//"))
        {
            let next = next.trim_start_matches('/').trim_start_matches('!').trim();
            let _ = write!(said, " {next}");
        }
        found.push((word, said));
    }
    found
}

/// A row of the page.
struct Listed {
    section: Section,
    title: &'static str,
    is_form: bool,
    is_client: bool,
}

fn listed() -> impl Iterator<Item = Listed> {
    SECTIONS.lines().filter_map(listed_in)
}

fn listed_in(line: &'static str) -> Option<Listed> {
    let (is_form, line) = match line.strip_prefix('~') {
        Some(line) => (true, line),
        None => (false, line),
    };
    let (is_client, line) = match line.strip_prefix('>') {
        Some(line) => (true, line),
        None => (false, line),
    };
    let section = line.starts_with("RFC ").then(|| citations(line).into_iter().next())??;
    Some(Listed { section, title: line.splitn(4, ' ').nth(3)?, is_form, is_client })
}

fn page(rows: &BTreeMap<Key, Row>) -> String {
    let mut page = String::from(
        "<!-- Made by `cargo xtask conformance` from the citations in the code. -->\n\n\
         # Conformance\n\n\
         What Mailscope's servers do of each RFC, section by section, and its clients where a heading says so.\n\n\
         - **supported**: the code obeys the section, and a test or a recorded conversation checks it. Both cite \
         the section beside the lines that are about it, and the links lead there.\n\
         - **partial**: so, but for what the text says.\n\
         - **not**: not built, with the reason.\n",
    );
    for line in SECTIONS.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let _ = write!(
                page,
                "\n## {heading}\n\n| section | what | support | obeyed in | tested in |\n|---|---|---|---|---|\n"
            );
            continue;
        }
        let Some(Listed { section, title, is_client, .. }) = listed_in(line) else { continue };
        let Some(row) = rows.get(&(is_client, section.clone())) else { continue };
        let support = match row {
            Row { not, .. } if !not.is_empty() => format!("not: {}", not.join(" ")),
            Row { obeyed, .. } if obeyed.is_empty() => "not".to_owned(),
            Row { partly, .. } if !partly.is_empty() => format!("partial: {}", partly.join(" ")),
            _ => "supported".to_owned(),
        };
        let shown = !support.starts_with("not");
        let obeyed = if shown { links(&row.obeyed) } else { String::new() };
        let tested = if shown { links(&row.tested) } else { String::new() };
        let _ = writeln!(page, "| {section} | {title} | {support} | {obeyed} | {tested} |");
    }
    page
}

/// The first few files as links; the most telling first: sessions before grammars.
fn links(paths: &[String]) -> String {
    let mut paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    paths.sort_by_key(|path| (!path.contains("server"), *path));
    let link = |path: &&str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        format!("[{name}](../{path})")
    };
    let shown: Vec<_> = paths.iter().take(3).map(link).collect();
    match paths.len().saturating_sub(3) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn support_is_read_from_code_and_tests() {
        let files = [
            ("crates/server/src/imap/noop.rs", "// RFC 9051 §6.1.2: always.\n"),
            ("crates/server/tests/imap/noop.txt", "# RFC 9051 §6.1.2\n"),
            (
                "crates/server/src/imap/check.rs",
                "// RFC 3501 §6.4.1\n#[cfg(test)]\n// RFC 9051 §6.1.3",
            ),
            (
                "crates/wire/src/a.rs",
                "// Not: RFC 6855 §6: clients without UTF-8\n// are served too.\n",
            ),
            ("crates/client/src/a.rs", "// RFC 9051 §6.1.3, RFC 5321 §3.1\n"),
            ("crates/client/tests/a.txt", "# RFC 5321 §3.1\n"),
            ("crates/store/src/b.rs", "// Partly: RFC 9051 §6.3.9: nothing is remote.\n"),
        ];
        let Conformance { page, untested } = conformance(files.into_iter());
        let line =
            |start: &str| page.lines().find(|line| line.starts_with(start)).unwrap_or_default();
        assert!(line("| RFC 9051 §6.1.2 ").contains("| supported | [noop.rs]"));
        assert!(line("| RFC 9051 §6.1.3 ").contains("| not |"));
        assert!(line("| RFC 5321 §3.1 ").contains("| supported | [a.rs]"));
        assert!(line("| RFC 6855 §6 ").contains("| not: clients without UTF-8 are served too. |"));
        assert!(line("| RFC 9051 §6.3.9 ").contains("| partial: nothing is remote. |"));
        assert_eq!(untested, ["RFC 3501 §6.4.1", "RFC 9051 §6.3.9"]);
    }
}
