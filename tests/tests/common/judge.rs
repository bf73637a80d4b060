//! Programs by others, which may not be on this machine.

// Who is asked and who is not has to be read by a person.
#![allow(clippy::print_stderr)]

use std::path::PathBuf;

/// Where servers and their parts lie, and not every `PATH` looks.
const ELSEWHERE: [&str; 3] = ["/usr/sbin", "/sbin", "/usr/lib/dovecot"];

/// The first of `names` that is on this machine. Without one the test says so and is over; where
/// `CI` is set it fails, since there nobody would read that.
pub(crate) fn judge(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = || std::env::split_paths(&path).chain(ELSEWHERE.map(PathBuf::from));
    let found = names.iter().find_map(|name| {
        folders().map(|folder| folder.join(name)).find(|program| program.is_file())
    });
    if found.is_none() {
        missing(names[0]);
    }
    found
}

/// Says that a judge could not be asked.
pub(crate) fn missing(name: &str) {
    let ci = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false");
    assert!(!ci, "{name} is not on this machine; `cargo xtask judges` installs it");
    eprintln!("NOT ASKED: {name} is not on this machine; `cargo xtask judges` installs it");
}

/// A folder of packages that `cargo xtask judges` has installed.
pub(crate) fn installed(name: &str) -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let caches = || {
        let home = || std::env::home_dir().map(|home| home.join(".cache"));
        variable("XDG_CACHE_HOME").map(PathBuf::from).or_else(home)
    };
    let tools = variable("MAILSCOPE_TOOLS").map(PathBuf::from);
    let tools = tools.or_else(|| Some(caches()?.join("mailscope/tools")))?;
    let folder = tools.join("judges").join(name);
    let here = folder.join(".installed").is_file();
    if !here {
        missing(name);
    }
    here.then_some(folder)
}
