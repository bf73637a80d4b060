//! Conversations with the servers, one file each. `UPDATE_TRANSCRIPTS=1` writes what the servers
//! say.
//!
//! `C1:` is a line from the client of connection 1 (CRLF is added), `S1:` a line from its server,
//! `E1:` what the session tells its owner besides: states, changes of the store, the end. A
//! connection opens with its first line; 8 and 9 speak the other protocol. `! deliver`,
//! `! mail FILE` (from the top of the repository), `! cut 1`, `! wait 30` (minutes), `! tls 1` (the
//! handshake is done), `! tls 1 failed` happen in the world; `! policy offered required`, `! commands 3`
//! (within a second), `! pop3 …`, `! smtp …` (see `common/smtp.rs`) and `! peer 192.0.2.1` (from where it
//! comes) hold for the connections that open after them. `! quota 100` says what Ada's mailboxes may
//! hold, `! queue` shows what waits in the queue. `\r\n` within a line of a client stands for a line
//! end: what is before and behind it arrives together; SMTP knows `\r` and `\n` alone, too.
//! `{digest secret}` stands for what APOP needs. `#` begins a comment, with the section that the lines
//! below it rest on. `! provider gmail-like` begins anew at another provider, and
//! `! set accessWindow fromNowOn` and the like are its settings.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]
#![allow(clippy::disallowed_methods, reason = "transcripts are files")]

mod common;

use std::fmt::Write as _;
use std::path::Path;

use common::{START, Table};
use mailscope_base::WallClock;
use mailscope_server::{AfterRetr, Expire, Policy, Pop3Policy, ProviderProfile, Tls};
use mailscope_store::{Expunged, Fetched, Mail, PopWindow};
use mailscope_wire::Service;
use md5::{Digest as _, Md5};

fn play(service: Service, transcript: &str) -> String {
    let mut table = Table::new(service);
    let mut played = String::new();
    for line in transcript.lines() {
        match line.as_bytes() {
            [b'S' | b'E', b'0'..=b'9', b':', ..] => continue,
            [b'C', digit @ b'0'..=b'9', b':', rest @ ..] => {
                let id = u32::from(digit - b'0');
                if !table.is_open(id) {
                    table.open(id);
                    show(&mut table, &mut played);
                }
                writeln!(played, "{line}").unwrap();
                let text = rest.strip_prefix(b" ").unwrap_or(rest);
                let mut lines = String::from_utf8_lossy(text).replace("\\r\\n", "\r\n");
                if matches!(service, Service::Smtp | Service::Submission) {
                    lines = lines.replace("\\n", "\n").replace("\\r", "\r");
                }
                let lines = with_digest(&lines, table.timestamps.get(&id));
                table.receive(id, &[lines.as_bytes(), b"\r\n"].concat());
            }
            [b'!', rest @ ..] => {
                writeln!(played, "{line}").unwrap();
                let words: Vec<_> = std::str::from_utf8(rest).unwrap().split_whitespace().collect();
                match words[..] {
                    ["deliver"] => table.deliver(),
                    ["mail", path] => {
                        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
                        table.deliver_mail(Mail::new(std::fs::read(root.join(path)).unwrap()));
                    }
                    ["cut", id] => table.cut(id.parse().unwrap()),
                    ["policy", tls, require] => {
                        table.policy = policy(tls, require, table.policy);
                    }
                    ["pop3", ref rules @ ..] => table.policy.pop3 = pop3_policy(rules),
                    ["commands", most] => {
                        table.policy.commands_per_second = most.parse().unwrap();
                    }
                    ["tls", id] => table.tls_established(id.parse().unwrap()),
                    ["tls", id, "failed"] => table.tls_failed(id.parse().unwrap()),
                    ["smtp", ref rules @ ..] => table.policy.smtp = common::smtp::policy(rules),
                    ["peer", address] => table.policy.peer = Some(address.parse().unwrap()),
                    ["quota", octets] => table.set_quota(octets.parse().unwrap()),
                    ["queue"] => table.show_queue(),
                    ["provider", name] => {
                        let profile = ProviderProfile::named(name).unwrap();
                        table = Table::with_profile(service, profile);
                    }
                    ["set", setting, value] => set(&mut table, setting, value),
                    ["wait", mins] => table.wait(mins.parse().unwrap()),
                    _ => panic!("not a direction: {line}"),
                }
            }
            [] | [b'#', ..] => writeln!(played, "{line}").unwrap(),
            _ => panic!("not a line of a transcript: {line}"),
        }
        show(&mut table, &mut played);
    }
    played
}

/// A setting of an account with labels, by the names of Gmail's programming interface.
fn set(table: &mut Table, setting: &str, value: &str) {
    let mut labels = ProviderProfile::named("gmail-like").unwrap().labels.unwrap();
    match (setting, value) {
        ("autoExpunge", "false") => labels.auto_expunge = false,
        ("expungeBehavior", "trash") => labels.expunged = Expunged::Trash,
        ("expungeBehavior", "deleteForever") => labels.expunged = Expunged::DeleteForever,
        ("accessWindow", "disabled") => labels.pop.window = PopWindow::Disabled,
        ("accessWindow", "fromNowOn") => {
            let now = WallClock { start: START }.at(table.now);
            labels.pop.window = PopWindow::FromNowOn(now);
        }
        ("disposition", "markRead") => labels.pop.fetched = Fetched::MarkRead,
        ("disposition", "archive") => labels.pop.fetched = Fetched::Archive,
        ("disposition", "trash") => labels.pop.fetched = Fetched::Trash,
        _ => panic!("no such setting: {setting} {value}"),
    }
    table.store.set_labels(table.ada, labels);
}

fn show(table: &mut Table, played: &mut String) {
    for (id, kind, text) in table.shown.drain(..) {
        let text = abridged(&text);
        writeln!(played, "{}", format!("{kind}{id}: {text}").trim_end()).unwrap();
    }
}

/// `{digest secret}` is the digest that APOP needs for that password.
fn with_digest(line: &str, timestamp: Option<&String>) -> String {
    let Some((before, rest)) = line.split_once("{digest ") else { return line.to_owned() };
    let (password, after) = rest.split_once('}').unwrap();
    let digest = Md5::digest(format!("{}{password}", timestamp.unwrap()));
    let mut digits = String::new();
    for octet in &digest {
        write!(digits, "{octet:02x}").unwrap();
    }
    format!("{before}{digits}{after}")
}

/// Rules of a POP3 server: `delay 60`, `expire 30`, `seen`, `no-apop`, and none of them for nothing.
fn pop3_policy(rules: &[&str]) -> Pop3Policy {
    let mut policy = Pop3Policy::default();
    match rules {
        [] => {}
        ["delay", secs] => policy.login_delay_secs = secs.parse().unwrap(),
        ["expire", days] => policy.expire = Expire::Days(days.parse().unwrap()),
        ["seen"] => policy.after_retr = AfterRetr::MarkSeen,
        ["no-apop"] => policy.apop = false,
        _ => panic!("no such rules: {rules:?}"),
    }
    policy
}

fn policy(tls: &str, require: &str, others: Policy) -> Policy {
    let tls = match tls {
        "offered" => Tls::Offered,
        "established" => Tls::Established,
        "unavailable" => Tls::Unavailable,
        _ => panic!("not a policy: {tls}"),
    };
    Policy { tls, require_tls: require == "required", ..others }
}

/// Without the timestamp of POP3's greeting, which has chance in it, and the list that greetings and
/// logins carry: `capability.txt` asks for it by its command.
fn abridged(text: &str) -> String {
    if let Some((before, _)) = text.split_once("POP3 ready <") {
        return format!("{before}POP3 ready <…>");
    }
    let Some((before, after)) = text.split_once("[CAPABILITY ") else { return text.to_owned() };
    let after = after.split_once(']').map_or("", |(_, after)| after);
    format!("{before}[CAPABILITY …]{after}")
}

fn check(service: Service, folder: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let update = std::env::var_os("UPDATE_TRANSCRIPTS").is_some();
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let mut differing = Vec::new();
    for file in files {
        let expected = std::fs::read_to_string(&file).unwrap();
        let played = play(service, &expected);
        if played == expected {
            continue;
        }
        if update {
            std::fs::write(&file, played).unwrap();
        } else {
            let at = expected.lines().zip(played.lines()).position(|(e, p)| e != p).unwrap_or(0);
            let line = |text: &str| text.lines().nth(at).unwrap_or_default().to_owned();
            differing.push(format!(
                "{}:{}\n  expected {}\n  played   {}",
                file.display(),
                at + 1,
                line(&expected),
                line(&played)
            ));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn conversations_with_a_provider_that_is_like_gmail() {
    check(Service::Imap, "gmail/imap");
    check(Service::Pop3, "gmail/pop3");
    check(Service::Submission, "gmail/submission");
}

#[test]
fn imap() {
    check(Service::Imap, "imap");
}

#[test]
fn pop3() {
    check(Service::Pop3, "pop3");
}

#[test]
fn smtp() {
    check(Service::Smtp, "smtp");
}

#[test]
fn submission() {
    check(Service::Submission, "submission");
}
