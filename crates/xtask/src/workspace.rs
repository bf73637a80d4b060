//! Where things are: the checkout, its lock file, its build folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::shell::{Failure, OrSay, Outcome, capture};

/// The top folder of the checkout.
pub(crate) fn root() -> PathBuf {
    // `cargo run` says where the package is now; the compiler knew where it was then.
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = Path::new(&here);
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Where the web application is built to.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The cargo that started us, in the top folder.
pub(crate) fn cargo() -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// `cargo metadata` of our own packages.
pub(crate) fn metadata() -> Outcome<Value> {
    let text = capture(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    serde_json::from_str(&text).or_say("`cargo metadata` printed something unexpected")
}

/// A folder of ours inside cargo's build folder.
pub(crate) fn scratch() -> Outcome<PathBuf> {
    let metadata = metadata()?;
    let target = metadata["target_directory"]
        .as_str()
        .ok_or_else(|| Failure::new("`cargo metadata` does not say where builds go."))?;
    let folder = Path::new(target).join("xtask");
    std::fs::create_dir_all(&folder).or_say(format!("creating {}", folder.display()))?;
    Ok(folder)
}

pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).or_say(format!("reading {}", path.display()))
}

/// The version of a package in `Cargo.lock`.
pub(crate) fn locked_version(package: &str) -> Outcome<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    version_in_lock(&lock, package)
        .ok_or_else(|| Failure::new(format!("Cargo.lock has no package `{package}`.")))
}

fn version_in_lock(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_is_read_by_exact_name() {
        let lock = "[[package]]\nname = \"bind-test\"\nversion = \"9.0.0\"\n\n\
                    [[package]]\nname = \"bind\"\nversion = \"0.2.128\"\n";
        assert_eq!(version_in_lock(lock, "bind").as_deref(), Some("0.2.128"));
        assert_eq!(version_in_lock(lock, "other"), None);
    }
}
