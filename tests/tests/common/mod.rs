//! What tests of the program share.

// Each test binary uses a part of it.
#![allow(dead_code)]

pub(crate) mod certificate;
pub(crate) mod daemon;
pub(crate) mod differences;
pub(crate) mod judge;
pub(crate) mod lines;
pub(crate) mod scratch;
pub(crate) mod serve;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests is inside the workspace")
}

/// The program, built as the workspace builds it.
pub(crate) fn program() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "mailscope-cli"])
        .args((!cfg!(debug_assertions)).then_some("--release"))
        .current_dir(root())
        .status();
    assert!(built.expect("cargo runs").success(), "mailscope is built");
    let deps = std::env::current_exe().expect("this test has a path");
    let profile = deps.ancestors().nth(2).expect("a test lies in target/debug/deps");
    profile.join("mailscope")
}
