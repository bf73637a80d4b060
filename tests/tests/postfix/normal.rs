//! Two answers that mean the same become equal lines.
//!
//! What is taken away, and the sentences that allow servers to differ in it:
//!
//! - the text after the code and the enhanced code (RFC 5321 §4.2: the text is for people),
//! - how many lines a reply has, but for the one to EHLO (§4.2.1),
//! - the order of extensions (§4.1.1.1), and what the first line of the reply greets with,
//! - trace fields and what delivery adds (§4.4), their names too; the moment and the name that
//!   submission gives to a message without (RFC 6409 §8).

use crate::common::lines::{Answer, Kind};

/// The lines of one answer; the accounts have the names by which the conversation calls them.
pub(crate) fn normal(answer: &Answer, user: &str) -> Vec<String> {
    let other = user.replace("user", "other");
    let text = |line: &Vec<u8>| {
        let text = line.escape_ascii().to_string();
        text.replace(&format!("{user}@"), "$user@").replace(&format!("{other}@"), "$other@")
    };
    if answer.kind == Kind::Arrived {
        return answer.answers.iter().flat_map(|(_, lines)| lines.iter().map(text)).collect();
    }
    let mut all = Vec::new();
    for (command, lines) in &answer.answers {
        let lines: Vec<_> = lines.iter().map(text).collect();
        if answer.kind == Kind::UntilClosed {
            all.extend(lines.iter().map(|line| reply(line)));
            continue;
        }
        let Some(last) = lines.last() else { continue };
        let verb = command.split(' ').next().unwrap_or_default();
        if verb.eq_ignore_ascii_case("EHLO") && last.starts_with("250") {
            let mut extensions: Vec<_> = lines.iter().skip(1).map(|line| extension(line)).collect();
            extensions.sort();
            all.push("250".to_owned());
            all.extend(extensions);
        } else {
            all.push(reply(last));
        }
    }
    all
}

/// The code and the enhanced code (RFC 3463 §2).
fn reply(line: &str) -> String {
    if line.starts_with('<') {
        return line.to_owned();
    }
    let (code, rest) = line.split_at_checked(3).unwrap_or((line, ""));
    let word = rest.get(1..).unwrap_or_default().split(' ').next().unwrap_or_default();
    let parts: Vec<_> = word.split('.').collect();
    let number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if code == "334" {
        // A challenge is of the mechanism.
        return format!("{code} {word}").trim().to_owned();
    }
    if parts.len() == 3 && parts.iter().all(number) {
        return format!("{code} {word}");
    }
    code.to_owned()
}

fn extension(line: &str) -> String {
    let text = line.get(4..).unwrap_or_default().to_ascii_uppercase();
    let mut words: Vec<_> = text.split(' ').collect();
    let keyword = words.remove(0);
    if keyword == "SIZE" {
        return keyword.to_owned();
    }
    words.sort_unstable();
    [&[keyword], words.as_slice()].concat().join(" ")
}

/// A mail without what was added on its way, in lines.
pub(crate) fn mail(octets: &[u8]) -> Vec<Vec<u8>> {
    const ADDED: [&str; 4] = ["return-path:", "received:", "delivered-to:", "x-original-to:"];
    const MADE: [&str; 2] = ["date:", "message-id:"];
    let mut lines = Vec::new();
    let (mut header, mut added) = (true, false);
    for line in octets.split(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if header && !matches!(line.first(), Some(b' ' | b'\t')) {
            let text = String::from_utf8_lossy(line).to_ascii_lowercase();
            header = !line.is_empty();
            added = ADDED.iter().any(|name| text.starts_with(name));
            if let Some(name) = MADE.iter().find(|name| text.starts_with(**name)) {
                lines.push(name.as_bytes().to_vec());
                continue;
            }
        }
        if !(header && added) {
            lines.push(line.to_vec());
        }
    }
    // What follows the last line's end.
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}
