//! Mail programs and libraries by others keep a few hundred messages alike with `mailscope serve`, in
//! both directions: after each step every octet and every flag is compared on both sides.
//!
//! The steps are in `tests/interop/clients`; Python's imaplib tells what the server has.

#![cfg(all(unix, not(target_arch = "wasm32")))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]
#![allow(clippy::print_stdout, reason = "what a judge found has to be read by a person")]

mod common;

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use common::judge::{installed, judge};
use common::root;
use common::scratch::Scratch;
use common::serve::{Serve, mail};

/// Seconds after which a client that hangs is ended.
const PATIENCE: &str = "150";

/// Runs a script of `tests/interop/clients` against a server without mail.
fn play(python: &Path, script: &str, arguments: impl FnOnce(u16) -> Vec<OsString>) {
    let serve = Serve::with(&["ada".to_owned()], None);
    let script = root().join("tests/interop/clients").join(script);
    let mut command = Command::new("timeout");
    command.args(["--kill-after=5", PATIENCE]).arg(python).arg("-B").arg(script);
    let output = command.args(arguments(serve.imap)).output().expect("Python runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    print!("{said}");
}

fn with_maildir(program: &str) {
    if judge(&[program]).is_none() {
        return;
    }
    let scratch = Scratch::new(program);
    let folder = scratch.0.clone().into_os_string();
    play(Path::new("python3"), "maildir_sync.py", |port| {
        vec![program.into(), port.to_string().into(), folder, mail().into_os_string()]
    });
}

#[test]
fn mbsync_keeps_a_maildir_alike() {
    with_maildir("mbsync");
}

#[test]
fn offlineimap_keeps_a_maildir_alike() {
    with_maildir("offlineimap");
}

#[test]
fn neomutt_reads_marks_moves_and_copies() {
    if judge(&["neomutt"]).is_none() || judge(&["script"]).is_none() {
        return;
    }
    let scratch = Scratch::new("neomutt");
    let folder = scratch.0.clone().into_os_string();
    play(Path::new("python3"), "neomutt.py", |port| {
        vec![port.to_string().into(), folder, mail().into_os_string()]
    });
}

#[test]
fn imapclient_sees_and_changes_the_same_mail() {
    let Some(venv) = installed("venv") else { return };
    let python = venv.join("bin/python");
    let agent = root().join("tests/interop/clients/imapclient_agent.py");
    play(&python, "agents.py", |port| {
        let port = OsString::from(port.to_string());
        let agent = [python.clone().into(), "-B".into(), agent.into(), port.clone()];
        [port, mail().into(), "IMAPClient".into()].into_iter().chain(agent).collect()
    });
}

#[test]
fn imapflow_sees_and_changes_the_same_mail() {
    let (Some(node), Some(packages)) = (judge(&["node"]), installed("node")) else { return };
    let agent = root().join("tests/interop/clients/imapflow_agent.mjs");
    play(Path::new("python3"), "agents.py", |port| {
        let port = OsString::from(port.to_string());
        let agent = [node.into(), agent.into(), port.clone(), packages.into()];
        [port, mail().into(), "ImapFlow".into()].into_iter().chain(agent).collect()
    });
}
