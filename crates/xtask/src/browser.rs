//! The web application in a real browser: Playwright with the machine's own Chromium.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Failure, OrSay, Outcome, apt_install, find, may_use_apt, run};
use crate::static_server::Site;
use crate::workspace;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Runs the specs of `tests/e2e` against `dist/`, which a web build has filled.
pub(crate) fn test(arguments: &[OsString]) -> Outcome {
    let dist = workspace::dist();
    if !dist.join("index.html").is_file() {
        return Err(Failure::new("There is no dist/ to test; `cargo xtask web` builds it."));
    }
    if find("node").is_none() || find("npm").is_none() {
        return Err(Failure::new("Browser tests need Node.js 20 or later, with npm."));
    }
    let chromium = chromium()?;
    let folder = workspace::root().join("tests/e2e");
    packages(&folder)?;

    let site = Site::bind(0)?;
    site.start(&dist);
    println!("Testing {} with {}", site.address(), chromium.display());
    run(Command::new("node")
        .arg("node_modules/@playwright/test/cli.js")
        .arg("test")
        .args(arguments)
        .current_dir(&folder)
        .env("BASE_URL", site.address())
        .env("CHROMIUM", &chromium)
        .env("MAILSCOPE_RESULTS", workspace::scratch()?.join("e2e")))
}

fn chromium() -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os("CHROMIUM").filter(|value| !value.is_empty()) {
        return Ok(PathBuf::from(chosen));
    }
    let installed = || NAMES.into_iter().find_map(find);
    if let Some(program) = installed() {
        return Ok(program);
    }
    if may_use_apt() {
        apt_install(&["chromium"])?;
    }
    installed().ok_or_else(|| {
        Failure::new(
            "Browser tests need Chromium or Chrome on PATH, or its path in CHROMIUM; \
             `--no-browser` leaves them out.",
        )
    })
}

/// Installs the packages that the lock file names, if it is not the one installed last.
fn packages(folder: &Path) -> Outcome {
    let lock = workspace::read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]);
    run(npm.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(&stamp, lock).or_say(format!("writing {}", stamp.display()))
}
