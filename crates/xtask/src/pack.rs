//! Compressed copies beside the files of `dist/`, made once, for servers that can send them: `NAME.br` and
//! `NAME.gz`.

use std::path::Path;
use std::process::Command;

use crate::shell::{Outcome, capture, find};

/// Node.js compresses as fast as its libraries; this program, built to start soon, would not.
const SCRIPT: &str = include_str!("pack.mjs");

/// How a copy is named, and what a browser calls its coding; the smaller one first.
pub(crate) const CODINGS: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

/// Makes the copies and says what a browser loads. Without Node.js there are none, which any server
/// can do with.
pub(crate) fn copies(folder: &Path) -> Outcome {
    let Some(node) = find("node") else {
        println!("No Node.js: there are no compressed copies of the page's files.");
        return Ok(());
    };
    let mut command = Command::new(node);
    command.args(["--input-type=module", "--eval", SCRIPT, "--"]).arg(folder);
    print!("{}", capture(&mut command)?);
    Ok(())
}

/// Whether a browser that says `accepted` takes that coding. RFC 9110 §12.5.3: one with weight 0 it does not.
pub(crate) fn takes(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|each| {
        let (name, weight) = each.split_once(';').unwrap_or((each, ""));
        let weight = weight.trim().trim_start_matches("q=");
        let never = weight.starts_with('0') && weight.chars().all(|c| c == '0' || c == '.');
        name.trim().eq_ignore_ascii_case(coding) && !never
    })
}

#[cfg(test)]
mod tests {
    use super::takes;

    #[test]
    fn a_coding_is_taken_if_it_is_named_and_not_refused() {
        assert!(takes("gzip, deflate, br, zstd", "br"));
        assert!(takes("br;q=0.5", "br"));
        assert!(takes("GZIP", "gzip"));
        assert!(!takes("gzip, br;q=0", "br"));
        assert!(!takes("gzip, br; q=0.000", "br"));
        assert!(!takes("", "gzip"));
        assert!(!takes("bro", "br"));
    }
}
