//! Clients that nobody here wrote, against `mailscope serve` on real sockets.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::io::Read as _;
use std::process::{Command, Output, Stdio};

use common::serve::{Serve, mail};
use common::{program, root};

fn python(script: &str, port: u16) {
    let mut command = Command::new("python3");
    command.arg(root().join("tests/interop").join(script)).arg(port.to_string()).arg(mail());
    succeeds(&mut command);
}

fn curl(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new("curl");
    command.args(["--silent", "--show-error", "--max-time", "20", "--user", "ada:seestern"]);
    succeeds(command.args(arguments)).stdout
}

fn succeeds(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {said}");
    output
}

fn first_mail() -> Vec<u8> {
    std::fs::read(mail().join("01-oma-kuchen.eml")).expect("the first mail is there")
}

#[test]
fn imaplib_reads_flags_moves_and_expunges() {
    let serve = Serve::start();
    python("imaplib_session.py", serve.imap);
}

#[test]
fn poplib_reads_and_removes() {
    let serve = Serve::start();
    python("poplib_session.py", serve.pop3);
}

#[test]
fn curl_speaks_imap() {
    let serve = Serve::start();
    let url = |path: &str| format!("imap://127.0.0.1:{}/{path}", serve.imap);
    let list = String::from_utf8(curl(&[&url("")])).expect("text");
    assert!(list.contains("INBOX") && list.contains("\\Trash"), "{list}");
    assert_eq!(curl(&[&url("INBOX;UID=1")]), first_mail());
    let set = ["--request", "UID STORE 1 +FLAGS (\\Flagged)"];
    curl(&[&url("INBOX"), set[0], set[1]]);
    let flags = curl(&[&url("INBOX"), "--request", "UID FETCH 1 (FLAGS)"]);
    let flags = String::from_utf8(flags).expect("text");
    assert!(flags.contains("\\Flagged"), "{flags}");
    curl(&[&url("INBOX"), "--request", "UID STORE 1 +FLAGS (\\Deleted)"]);
    let gone = curl(&[&url("INBOX"), "--request", "EXPUNGE"]);
    assert_eq!(String::from_utf8_lossy(&gone).trim_end(), "* 1 EXPUNGE");
}

#[test]
fn curl_speaks_pop3() {
    let serve = Serve::start();
    let url = |path: &str| format!("pop3://127.0.0.1:{}/{path}", serve.pop3);
    assert_eq!(curl(&[&url("1")]), first_mail());
    let count = || curl(&[&url("")]).split(|b| *b == b'\n').count();
    let before = count();
    curl(&[&url("1"), "--request", "DELE", "--head"]);
    assert_eq!(count(), before - 1);
}

#[test]
fn signals_end_it_with_status_0_and_bad_arguments_with_status_2() {
    let mut serve = Serve::start();
    let pid = serve.child.id().to_string();
    succeeds(Command::new("kill").args(["-TERM", &pid]));
    assert_eq!(serve.child.wait().expect("it ends").code(), Some(0));

    let serve = Serve::start();
    let taken = serve.imap.to_string();
    for arguments in [
        vec!["--imap", taken.as_str()],
        vec!["--imap", "70000"],
        vec!["--smtp", taken.as_str()],
        vec!["--imap", "0", "--bind", "0.0.0.0"],
        vec!["--imap", "0", "--account", "nobody"],
        vec!["--imap", "0", "--mail", "/does/not/exist"],
        vec!["--nonsense"],
    ] {
        let mut child = Command::new(program())
            .arg("serve")
            .args(&arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("mailscope starts");
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        assert_eq!(child.wait().expect("it ends").code(), Some(2), "{arguments:?}: {said}");
        assert!(!said.trim().is_empty(), "{arguments:?} was refused without a word");
    }
}
