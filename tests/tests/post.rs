//! Programs and libraries by others send and fetch mail by SMTP and POP3: in clear, by STARTTLS and
//! STLS, within TLS. Every octet that arrives is compared.
//!
//! The steps are in `tests/interop/clients`.

#![cfg(all(unix, not(target_arch = "wasm32")))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]
#![allow(clippy::print_stdout, reason = "what a judge found has to be read by a person")]

mod common;

use std::ffi::OsString;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::{Duration, Instant};

use common::certificate::Certificate;
use common::judge::{installed, judge};
use common::root;
use common::scratch::Scratch;
use common::serve::{PASSWORD, Serve, mail};

/// Seconds after which a client that hangs is ended.
const PATIENCE: &str = "150";

fn users() -> Vec<String> {
    ["ada", "ben"].map(str::to_owned).to_vec()
}

/// Runs a script of `tests/interop/clients` against a server with two accounts and no mail.
fn play(script: &str, name: &str, more: &[OsString]) {
    let certificate = Certificate::new(&format!("{script}-{name}"));
    let path = |path: &std::path::Path| path.display().to_string();
    let files = (path(&certificate.file), path(&certificate.key));
    let serve =
        Serve::with_arguments(&users(), None, &["--tls-cert", &files.0, "--tls-key", &files.1]);
    let scratch = Scratch::new(&format!("{script}-{name}"));
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", PATIENCE, "python3", "-B"]);
    command.arg(root().join("tests/interop/clients").join(script));
    command.arg(ports(&serve)).arg(&scratch.0).arg(mail()).arg(&certificate.file);
    if !name.is_empty() {
        command.arg(name);
    }
    let output = command.args(more).output().expect("Python runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    print!("{said}");
}

fn ports(serve: &Serve) -> String {
    serde_json::json!({
        "imap": serve.imap, "pop3": serve.pop3, "smtp": serve.smtp, "submission": serve.submission,
        "imaps": serve.imaps, "pop3s": serve.pop3s, "submissions": serve.submissions,
    })
    .to_string()
}

fn with(script: &str, program: &str) {
    if judge(&[program]).is_some() {
        play(script, program, &[]);
    }
}

#[test]
fn smtplib_submits() {
    play("send.py", "smtplib", &[]);
}

#[test]
fn curl_submits() {
    play("send.py", "curl", &[]);
}

#[test]
fn msmtp_submits() {
    with("send.py", "msmtp");
}

#[test]
fn swaks_submits() {
    with("send.py", "swaks");
}

#[test]
fn nodemailer_submits() {
    let (Some(node), Some(packages)) = (judge(&["node"]), installed("node")) else { return };
    play("send.py", "nodemailer", &[node.into(), packages.into()]);
}

#[test]
fn poplib_fetches() {
    play("fetch.py", "poplib", &[]);
}

#[test]
fn curl_fetches() {
    play("fetch.py", "curl", &[]);
}

#[test]
fn fetchmail_fetches() {
    with("fetch.py", "fetchmail");
}

#[test]
fn getmail_fetches() {
    with("fetch.py", "getmail");
}

#[test]
fn mpop_fetches() {
    with("fetch.py", "mpop");
}

#[test]
fn a_letter_arrives_and_what_cannot_comes_back() {
    play("letter.py", "", &[]);
}

/// Postfix's load generator, with twenty sessions at a time: what was accepted is there, once.
#[test]
fn smtp_source_sends_thousands() {
    let Some(program) = judge(&["smtp-source"]) else { return };
    let messages: usize =
        std::env::var("SMTP_SOURCE_MESSAGES").ok().and_then(|n| n.parse().ok()).unwrap_or(5_000);
    let serve = Serve::with(&users(), None);
    let start = Instant::now();
    let output = Command::new("timeout")
        .args(["--kill-after=5", PATIENCE])
        .arg(program)
        .args(["-s", "20", "-l", "2048", "-m", &messages.to_string()])
        .args(["-f", "anna@sued.example", "-t", "ben@nord.example"])
        .arg(format!("inet:127.0.0.1:{}", serve.smtp))
        .output()
        .expect("smtp-source runs");
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complained}");
    let sent = start.elapsed();
    let found = delivered(&serve, messages);
    assert_eq!(found, messages, "accepted in {sent:?}");
    println!("smtp-source: {messages} messages of 2 KB by 20 sessions in {sent:.2?}, all there");
}

/// How many messages Ben has, once it is so many.
fn delivered(serve: &Serve, wanted: usize) -> usize {
    let began = Instant::now();
    loop {
        let mut session = TcpStream::connect(("127.0.0.1", serve.pop3)).expect("a connection");
        let commands = format!("USER ben\r\nPASS {PASSWORD}\r\nSTAT\r\nQUIT\r\n");
        session.write_all(commands.as_bytes()).expect("it listens");
        let mut said = String::new();
        session.read_to_string(&mut said).expect("text, and the end");
        let stat = said.lines().nth(3).and_then(|line| line.split(' ').nth(1));
        let count = stat.and_then(|count| count.parse().ok()).unwrap_or_default();
        if count >= wanted || began.elapsed() > Duration::from_secs(20) {
            return count;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
