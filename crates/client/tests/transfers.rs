//! Conversations between an SMTP client and a server that the script plays, and what holds for every
//! server, however it behaves.
//!
//! A file in `tests/smtp` begins with the settings and the envelope, and goes on with steps (`S:`
//! lines, TLS, cuts, waiting for the next deadline) and, after each step, everything that the client
//! does about it. `UPDATE_TRANSCRIPTS=1` writes down what it does; whether that is right, the RFC
//! tells.

#![allow(clippy::disallowed_methods, reason = "conversations are files")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

#[path = "common/transfer.rs"]
mod transfer;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mailscope_base::Prng;
use mailscope_wire::smtp::{RecipientResult, Stage};
use mailscope_wire::{Endpoint as _, Input};
use proptest::prelude::*;
use transfer::{Setup, Transfer};

fn files() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/smtp");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

/// What a file says: the settings, and the steps.
fn script(path: &Path) -> (Setup, Vec<String>) {
    let mut setup = Setup::new();
    let mut steps = Vec::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let other = line.is_empty() || line.starts_with(['#', ' ']) || line.starts_with("C: ");
        if !other && !setup.line(line) {
            steps.push(line.to_owned());
        }
    }
    (setup, steps)
}

/// Plays a file and compares.
fn check(path: &Path) {
    let expected = std::fs::read_to_string(path).unwrap();
    let mut actual = String::new();
    let mut setup = Setup::new();
    let mut transfer: Option<Transfer> = None;
    for line in expected.lines() {
        if line.starts_with("C: ") || line == "C:" || line.starts_with("  ") {
            continue;
        }
        writeln!(actual, "{line}").unwrap();
        if line.is_empty() || line.starts_with('#') || setup.line(line) {
            continue;
        }
        let transfer = transfer.get_or_insert_with(|| Transfer::new(&setup));
        transfer.step(line);
        actual.push_str(&std::mem::take(&mut transfer.log));
    }
    let reports = transfer.expect("there are steps").reports.len();
    assert_eq!(reports, 1, "{}", path.display());
    if std::env::var_os("UPDATE_TRANSCRIPTS").is_some() {
        std::fs::write(path, &actual).unwrap();
    } else {
        assert!(actual == expected, "{}: the client does this:\n{actual}", path.display());
    }
}

#[test]
fn smtp() {
    for path in files() {
        check(&path);
    }
}

/// RFC 5321 §4.2.5, §6.1: wherever the connection is cut, the owner hears once what became of each
/// recipient; only who has read the whole reply to the end of the message may believe that it was
/// taken, and only where the end of the message was sent is there a doubt.
#[test]
fn a_cut_at_every_octet_gives_one_report() {
    for path in files() {
        let (setup, steps) = script(&path);
        let octets: usize =
            steps.iter().filter(|step| step.starts_with("S:")).map(String::len).sum();
        for cut in 0..=octets {
            let mut transfer = Transfer::new(&setup);
            let mut left = cut;
            for step in &steps {
                let Some(text) = step.strip_prefix("S:") else {
                    transfer.step(step);
                    continue;
                };
                let line = format!("{}\r\n", text.strip_prefix(' ').unwrap_or(text));
                let piece = line.as_bytes().get(..left.min(line.len())).unwrap();
                transfer.receive(piece);
                left -= piece.len();
                if left == 0 {
                    break;
                }
            }
            transfer.input(Input::PeerClosed);
            transfer.input(Input::PeerClosed);
            assert_one_report(&transfer, &setup);
        }
    }
}

fn assert_one_report(transfer: &Transfer, setup: &Setup) {
    assert_eq!(transfer.reports.len(), 1, "{}", transfer.log);
    assert_eq!(transfer.client.deadline(), None);
    let report = &transfer.reports[0];
    assert_eq!(report.recipients.len(), setup.transaction.envelope.recipients.len());
    let sent = String::from_utf8_lossy(&transfer.sent);
    let sent_whole = sent.contains("\r\n.\r\n") || sent.contains(" LAST\r\n");
    for result in &report.recipients {
        match result {
            RecipientResult::Accepted(reply) => assert!(sent_whole && reply.is_positive()),
            RecipientResult::NoAnswer { stage: Stage::DataEnd, .. } => assert!(sent_whole),
            RecipientResult::Refused { reply, .. } => {
                assert!(reply.is_transient() || reply.is_permanent());
            }
            RecipientResult::NoAnswer { .. } => {}
        }
    }
}

/// What a server may say, in or out of turn.
const REPLIES: &[&str] = &[
    "220 mx.sued.example ESMTP",
    "250 ok",
    "250 2.1.0 ok",
    "250-mx.sued.example\r\n250-PIPELINING\r\n250-SIZE 100\r\n250-DSN\r\n250 CHUNKING",
    "250-mx.sued.example\r\n250-STARTTLS\r\n250-8BITMIME\r\n250 SMTPUTF8",
    "250-mx.sued.example\r\n250-AUTH PLAIN LOGIN SCRAM-SHA-256\r\n250 PIPELINING",
    "250-mx.sued.example\r\n250 LIMITS RCPTMAX=1",
    "235 2.7.0 welcome",
    "334 VXNlcm5hbWU6",
    "334 r=x",
    "354 go on",
    "421 4.3.2 bye",
    "450 4.2.1 later",
    "550 5.1.1 nobody",
    "500 what?",
    "150 hm",
    "999 no",
    "nonsense",
    "250-half",
];

/// A server that says anything at any time.
fn babble(setup: &Setup, seed: u64, right: u64) -> Transfer {
    let mut rng = Prng::new(seed);
    let mut transfer = Transfer::new(setup);
    transfer.input(Input::Opened);
    for _ in 0..60 {
        if rng.below(100) < right {
            // What fits: the client's last line tells.
            let last = transfer.log.lines().rev().find_map(|line| line.strip_prefix("C: "));
            let reply = match last.unwrap_or_default() {
                "" => "220 hello",
                "DATA" => "354 go on",
                _ => "250 ok",
            };
            transfer.receive(format!("{reply}\r\n").as_bytes());
            continue;
        }
        let index = usize::try_from(rng.below(REPLIES.len() as u64)).unwrap();
        let text = format!("{}\r\n", REPLIES[index]);
        match rng.below(20) {
            0 => transfer.input(Input::TlsEstablished),
            1 => transfer.input(Input::DeadlineReached),
            2 => transfer.receive(&text.as_bytes()[..text.len() / 2]),
            _ => transfer.receive(text.as_bytes()),
        }
    }
    transfer.input(Input::PeerClosed);
    transfer
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_server_gives_one_report(seed in any::<u64>(), right in 0_u64..100) {
        for path in files() {
            let (setup, _) = script(&path);
            let transfer = babble(&setup, seed, right);
            prop_assert_eq!(transfer.reports.len(), 1, "{}", transfer.log);
            prop_assert_eq!(transfer.client.deadline(), None);
        }
    }

    #[test]
    fn random_octets_give_one_report(
        pieces in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..20),
    ) {
        let (setup, _) = script(&files()[0]);
        let mut transfer = Transfer::new(&setup);
        transfer.input(Input::Opened);
        for piece in pieces {
            transfer.receive(&piece);
        }
        transfer.input(Input::PeerClosed);
        prop_assert_eq!(transfer.reports.len(), 1);
    }

    /// How the octets of the server are cut into segments does not matter.
    #[test]
    fn any_segmentation_gives_the_same_conversation(seed in any::<u64>()) {
        let mut rng = Prng::new(seed);
        for path in files() {
            let (setup, steps) = script(&path);
            let (mut whole, mut cut) = (Transfer::new(&setup), Transfer::new(&setup));
            for step in &steps {
                whole.step(step);
                let Some(text) = step.strip_prefix("S:") else {
                    cut.step(step);
                    continue;
                };
                let line = format!("{}\r\n", text.strip_prefix(' ').unwrap_or(text));
                let mut rest = line.as_bytes();
                while !rest.is_empty() {
                    let piece = usize::try_from(rng.below(12)).unwrap().clamp(1, rest.len());
                    let (now, later) = rest.split_at(piece);
                    cut.receive(now);
                    rest = later;
                }
            }
            prop_assert_eq!(&whole.log, &cut.log);
        }
    }
}
