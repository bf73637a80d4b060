//! Stories of messages: what enters begins with `>`, what the manager does with `<`.
//! `UPDATE_TRANSCRIPTS=1` writes the answers anew, for review.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use mailscope_base::{AccountId, Envelope, Recipient};
use mailscope_server::ServerEvent;
use mailscope_server::mta::{MtaInput, MtaOutput, MtaPolicy, TransferId};
use mailscope_store::spool::RecipientState;
use mailscope_store::{ChangeKind, Mail, Quota, SpoolChangeKind};

use super::host::{Host, MAIL, address, mins, moment, notify, report, result, route};

#[test]
fn stories() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mta");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let written = std::fs::read_to_string(&file).unwrap();
        let told = tell(&written);
        if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
            std::fs::write(&file, &told).unwrap();
        } else {
            assert_eq!(told, written, "{}", file.display());
        }
    }
}

/// Plays a story and writes it down with the answers that it gets.
fn tell(script: &str) -> String {
    let mut host = Host::new(MtaPolicy::default());
    let mut told = String::new();
    for line in script.lines().filter(|line| !line.starts_with("< ")) {
        told += line;
        told += "\n";
        let Some(action) = line.strip_prefix("> ") else { continue };
        let words: Vec<&str> = action.split_whitespace().collect();
        act(&mut host, &words, action, &mut told);
        show(&mut host, &mut told);
    }
    told
}

fn act(host: &mut Host, words: &[&str], action: &str, told: &mut String) {
    match words {
        ["host", "alone"] => *host = Host::new(MtaPolicy::alone()),
        ["mail", ..] => {
            let (envelope, mail) = mail(words);
            host.accept(envelope, &mail);
            host.wake();
        }
        ["route", domain, hosts @ ..] => {
            host.input(MtaInput::Routed(Arc::from(*domain), route(hosts)));
        }
        ["result", number, ..] => {
            let (_, rest) = action.split_once(number).unwrap();
            let rest = rest.trim();
            let (passed_on, results) =
                rest.strip_prefix("dsn ").map_or((false, rest), |rest| (true, rest));
            let results = results.split(" | ").map(result).collect();
            let id = TransferId(number.parse().unwrap());
            host.input(MtaInput::Transferred(id, report(results, passed_on)));
        }
        ["wait", minutes] => {
            let until = host.now + mins(minutes.parse().unwrap());
            while host.next_deadline(until) {
                let _ = writeln!(told, "< at {}", moment(host.now));
                show(host, told);
            }
            host.now = until;
        }
        ["restart"] => {
            host.restart();
            host.wake();
        }
        ["quota", user, messages] => {
            let account = account(host, user);
            let quota = Quota { messages: messages.parse().ok(), ..Quota::default() };
            let _ = host.store.set_quota(account, quota);
        }
        ["read", user] => {
            let (_, mail) = host.inbox(account(host, user)).pop().unwrap();
            for line in String::from_utf8_lossy(mail.bytes()).split_terminator("\r\n") {
                let _ = writeln!(told, "< | {line}");
            }
        }
        other => panic!("{other:?} is nothing that can happen"),
    }
}

/// `mail FROM NAME=VALUE… TO/NOTIFY/ORCPT…`
fn mail(words: &[&str]) -> (Envelope, String) {
    let mut envelope = Envelope::default();
    let mut mail = MAIL.to_owned();
    for (place, word) in words.iter().enumerate().skip(1) {
        match word.split_once('=') {
            _ if place == 1 => envelope.reverse_path = (*word != "<>").then(|| address(word)),
            Some(("ENVID", id)) => envelope.envid = Some(id.into()),
            Some(("RECEIVED", count)) => {
                mail = "Received: by a\r\n".repeat(count.parse().unwrap()) + MAIL;
            }
            Some(("OCTETS", count)) => mail += &"x\r\n".repeat(count.parse::<usize>().unwrap() / 3),
            _ => {
                let mut parts = word.split('/');
                let mut recipient = Recipient::plain(address(parts.next().unwrap()));
                recipient.notify = parts.next().filter(|one| !one.is_empty()).map(notify);
                recipient.orcpt = parts.next().map(Arc::from);
                envelope.recipients.push(recipient);
            }
        }
    }
    (envelope, mail)
}

fn account(host: &Host, user: &str) -> AccountId {
    host.store.recipient(&address(&format!("{user}@nord.example"))).unwrap()
}

fn show(host: &mut Host, told: &mut String) {
    for output in core::mem::take(&mut host.out) {
        let _ = writeln!(told, "< {}", describe(host, &output));
    }
}

fn describe(host: &Host, output: &MtaOutput) -> String {
    match output {
        MtaOutput::Route(domain) => format!("route {domain}?"),
        MtaOutput::Transfer { id, queued, host, address, transaction } => {
            let to: Vec<_> =
                transaction.envelope.recipients.iter().map(|to| to.address.to_string()).collect();
            format!(
                "transfer {}: message {queued} to {host} [{address}] for {}",
                id.0,
                to.join(", ")
            )
        }
        MtaOutput::Chose(choice) => format!("chose {}", choice.0),
        MtaOutput::Event(ServerEvent::Changed(change)) => match &change.kind {
            ChangeKind::Appended { mailbox, email, .. } => {
                let user = &host.store.account(change.account).unwrap().user;
                format!("mail {email} is in {mailbox} of {user}")
            }
            other => format!("{other:?}"),
        },
        MtaOutput::Event(ServerEvent::Spooled(change)) => {
            let id = change.id;
            match &change.kind {
                SpoolChangeKind::Queued => format!("message {id}: queued"),
                SpoolChangeKind::Attempted { earlier } => {
                    format!("message {id}: attempt {}", earlier + 1)
                }
                SpoolChangeKind::Recipient { address, state } => {
                    format!("message {id}: {address} {}", outcome(state))
                }
                SpoolChangeKind::Reported { action, report } => {
                    format!("message {id}: {} reported by message {report}", action.name())
                }
                SpoolChangeKind::Postponed(at) => format!("message {id}: again at {}", moment(*at)),
                SpoolChangeKind::Removed => format!("message {id}: removed"),
            }
        }
        MtaOutput::Event(other) => format!("{other:?}"),
    }
}

fn outcome(state: &RecipientState) -> String {
    let (word, answer) = match state {
        RecipientState::Waiting => return "waits".to_owned(),
        RecipientState::Deferred(answer) => ("deferred", answer),
        RecipientState::Done(answer) => ("done", answer),
        RecipientState::Failed(answer) => ("failed", answer),
    };
    let who = answer.remote.as_deref().map_or_else(String::new, |who| format!("{who}: "));
    format!("{word} {} ({who}{})", answer.status, answer.text)
}

/// A mail is what its octets are.
#[test]
fn final_delivery_writes_the_reverse_path_on_top_and_only_there() {
    // RFC 5321 §4.4: the line is first, and there is one of it.
    let mut host = Host::new(MtaPolicy::default());
    let before = "Received: by b\r\nRETURN-path: <x@y.example>\r\n <folded@z.example>\r\nSubject: a\r\n\r\nReturn-Path: body\r\n";
    host.accept(super::host::envelope("a b@nord.example", &["ada@nord.example"]), before);
    host.wake();
    let (_, mail) = host.inbox(AccountId(0)).pop().unwrap();
    let after = "Return-Path: <\"a b\"@nord.example>\r\nReceived: by b\r\nSubject: a\r\n\r\nReturn-Path: body\r\n";
    assert_eq!(mail, Mail::new(after.as_bytes()));
}
