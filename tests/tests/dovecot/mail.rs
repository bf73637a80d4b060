//! What a mailbox holds before a conversation begins: the same on both servers.

use std::path::PathBuf;

use super::conversation::Piece;
use super::player::Session;
use crate::common::root;

/// Appends the mails of a set to INBOX, with flags and dates that follow from their number.
pub(crate) fn load(set: &str, session: &mut Session) -> Result<(), String> {
    for (nth, mail) in mails(set).into_iter().enumerate() {
        let mut flags = Vec::new();
        for (flag, every) in
            [("\\Seen", 2), ("\\Answered", 5), ("\\Flagged", 3), ("$Forwarded", 7), ("Later", 11)]
        {
            if nth % every == every - 1 {
                flags.push(flag);
            }
        }
        let (day, hour) = (1 + nth % 28, nth % 24);
        let zone = ["+0000", "+0100", "-0530", "+1245"][nth % 4];
        let head = format!(
            "APPEND INBOX ({}) \"{day:2}-Mar-2026 {hour:02}:05:09 {zone}\" ",
            flags.join(" ")
        );
        let literal = Piece::Literal { bytes: mail, waits: true, binary: false };
        let answer = session.command_of(vec![Piece::Text(head.into_bytes()), literal]);
        let last = String::from_utf8_lossy(answer.last().expect("an answer")).into_owned();
        if !last.contains(" OK") {
            return Err(format!("mail {nth} of {set}: {last}"));
        }
    }
    Ok(())
}

fn mails(set: &str) -> Vec<Vec<u8>> {
    match set {
        "first-day" => folder("lessons/scenarios/first-day/mail"),
        "later" => folder("lessons/scenarios/first-day/later"),
        "shapes" => folder("tests/interop/mail"),
        "one" => folder("lessons/scenarios/first-day/mail").into_iter().take(1).collect(),
        "five" => folder("lessons/scenarios/first-day/mail").into_iter().take(5).collect(),
        "samples" => samples(),
        other => panic!("no mail called {other}"),
    }
}

fn folder(path: &str) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(root().join(path)).expect("a folder of mail");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
    files.sort();
    files.iter().map(|file| lines(std::fs::read(file).expect("a mail"))).collect()
}

fn samples() -> Vec<Vec<u8>> {
    let folder = root().join("tests/mail");
    let mbox = std::fs::read(folder.join("sample.mbox")).expect("a mailbox");
    let mut mails: Vec<Vec<u8>> = Vec::new();
    for line in mbox.split_inclusive(|b| *b == b'\n') {
        if line.starts_with(b"From ") {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            mail.extend(line);
        }
    }
    mails.push(std::fs::read(folder.join("latin1.eml")).expect("a mail"));
    mails.into_iter().map(lines).collect()
}

/// With CRLF at every end of a line, as on the wire.
fn lines(mail: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::with_capacity(mail.len());
    let mut last = 0;
    for byte in mail {
        if byte == b'\n' && last != b'\r' {
            out.push(b'\r');
        }
        out.push(byte);
        last = byte;
    }
    out
}
