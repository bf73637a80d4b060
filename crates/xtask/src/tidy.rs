//! What the compiler and clippy do not know: which crate may use which, how large a file may
//! grow, and that every sentence exists in both languages.

mod contrast;
mod edges;
mod files;
mod lexer;
mod reach;
mod reasons;
mod styles;
mod texts;

use std::path::{Path, PathBuf};

use crate::conformance::{self, Conformance};
use crate::shell::{Failure, OrSay, Outcome, capture};
use crate::workspace;

/// One violation, as a line to print: where, and what is wrong.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding(String);

impl Finding {
    fn new(place: impl std::fmt::Display, wrong: impl std::fmt::Display) -> Self {
        Self(format!("{place}: {wrong}"))
    }
}

/// A text file of ours; the path is relative to the top folder, with slashes.
#[derive(Debug)]
struct Source {
    path: String,
    text: String,
}

/// What the name ends in; for a name without a dot, the name (`run`).
fn extension(path: &str) -> &str {
    path.rsplit(['.', '/']).next().unwrap_or_default()
}

/// Runs all checks and prints everything they find.
pub(crate) fn check() -> Outcome {
    let sources = sources()?;
    let mut findings = edges::check(&workspace::metadata()?);
    for package in reach::PACKAGES {
        findings.extend(reach::check(package, &reach::tree(package)?));
    }
    findings.extend(files::check(&sources));
    findings.extend(styles::check(&sources));
    findings.extend(contrast::check(&sources));
    findings.extend(texts::check(&sources));
    findings.extend(reasons::check(&sources));
    findings.extend(conformance_findings(&sources));
    findings.sort();

    if findings.is_empty() {
        println!("{} files, nothing to complain about.", sources.len());
        return Ok(());
    }
    for Finding(line) in &findings {
        println!("{line}");
    }
    Err(Failure::new(match findings.len() {
        1 => "Tidy found the violation above.".to_owned(),
        count => format!("Tidy found the {count} violations above."),
    }))
}

/// Writes the page that [`check`] compares.
pub(crate) fn write_conformance() -> Outcome {
    let Conformance { page, untested } = conformance_of(&sources()?);
    let file = workspace::root().join(conformance::PAGE);
    std::fs::write(&file, page).or_say(format!("writing {}", file.display()))?;
    println!("{}", file.display());
    for section in untested {
        println!("{section} is obeyed, and no test cites it");
    }
    Ok(())
}

fn conformance_of(sources: &[Source]) -> Conformance {
    let files = sources.iter().map(|source| (source.path.as_str(), source.text.as_str()));
    conformance::conformance(files)
}

/// The page is up to date, and what it says is supported has a test.
fn conformance_findings(sources: &[Source]) -> Vec<Finding> {
    let Conformance { page, untested } = conformance_of(sources);
    let untested =
        untested.into_iter().map(|section| Finding::new(section, "obeyed, and no test cites it"));
    let written = sources.iter().find(|source| source.path == conformance::PAGE);
    let stale = written.is_none_or(|written| written.text != page);
    let stale = stale.then(|| {
        Finding::new(conformance::PAGE, "not up to date; `cargo xtask conformance` writes it")
    });
    untested.chain(stale).collect()
}

/// The text files that belong to the project: what git would take, tracked or not.
fn sources() -> Outcome<Vec<Source>> {
    let root = workspace::root();
    let mut git = std::process::Command::new("git");
    git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    // An unpacked archive has no git.
    let listed = if root.join(".git").exists() {
        let names = capture(git.current_dir(&root))?;
        names.split_terminator('\0').map(str::to_owned).collect()
    } else {
        walked(&root)?
    };
    let mut sources = Vec::new();
    for path in listed {
        let file = root.join(&path);
        // A file deleted but not yet committed is listed; one that is no text is not for us.
        if let Ok(text) = std::fs::read_to_string(&file) {
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}

fn walked(root: &Path) -> Outcome<Vec<String>> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).or_say(format!("reading {}", folder.display()))?;
        for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if ["target", "dist", "node_modules", ".git"].contains(&&*name) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(relative) = path.strip_prefix(root) {
                files.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(files)
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
fn lines(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|Finding(line)| line.as_str()).collect()
}
