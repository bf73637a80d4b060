//! `docs/limits.md` is made from the comments in `src/limits.rs`. `UPDATE_LIMITS=1` writes it.

#![allow(clippy::expect_used, reason = "a test may panic")]
#![allow(clippy::disallowed_methods, reason = "the page is a file")]

use std::fmt::Write as _;
use std::path::Path;

const HEAD: &str = "# Limits\n\n\
    Nothing that a peer, a file or a link sends grows without a bound, and every bound has a name \
    in `crates/base/src/limits.rs`. This page is made from that file by \
    `UPDATE_LIMITS=1 cargo test -p mailscope-base --test limits`.\n\n\
    | limit | at most | of what | beyond it |\n| --- | ---: | --- | --- |\n";

/// Two paragraphs of a comment and the constant below them, as a row.
fn row(comment: &str, constant: &str) -> Option<String> {
    let (name, rest) = constant.strip_prefix("pub const ")?.split_once(':')?;
    let value = rest.split_once('=')?.1.trim().strip_suffix(';')?;
    let (what, beyond) = comment.split_once("\n\n").unwrap_or((comment, ""));
    let what = what.replace('\n', " ");
    let beyond = beyond.strip_prefix("Beyond it: ")?.replace('\n', " ");
    let value = value.replace('_', " ").replace('*', "×");
    Some(format!("| `{name}` | {value} | {what} | {beyond} |\n"))
}

#[test]
fn the_page_of_limits_is_up_to_date() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(here.join("src/limits.rs")).expect("the limits");
    let mut page = HEAD.to_owned();
    let mut comment = String::new();
    for line in source.lines() {
        if let Some(text) = line.strip_prefix("///") {
            writeln!(comment, "{}", text.trim()).expect("a string");
        } else if line.starts_with("pub const ") {
            let row = row(comment.trim(), line);
            page += &row.unwrap_or_else(|| panic!("a `Beyond it:` is missing: {line}"));
            comment.clear();
        }
    }
    let file = here.join("../../docs/limits.md");
    if std::env::var_os("UPDATE_LIMITS").is_some() {
        std::fs::write(&file, &page).expect("the page is written");
    }
    let written = std::fs::read_to_string(file).expect("the page");
    assert!(written == page, "docs/limits.md: UPDATE_LIMITS=1 writes it anew");
}
