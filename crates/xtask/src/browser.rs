//! The web application in a real browser: Playwright with the machine's own Chromium.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Failure, OrSay, Outcome, apt_install, find, may_use_apt, run};
use crate::static_server::Site;
use crate::workspace;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Runs the specs of `tests/e2e` against `dist/`, which a web build has filled, and the main journeys in
/// Firefox. Words for Playwright choose among the specs.
pub(crate) fn test(arguments: &[OsString]) -> Outcome {
    let site = Served::of_dist("Testing")?;
    let playwright = ["node_modules/@playwright/test/cli.js", "test"];
    run(site.node(&playwright).args(arguments).env("CHROMIUM", chromium()?))?;
    if !arguments.is_empty() {
        return Ok(());
    }
    let Some(firefox) = firefox()? else {
        println!("THERE IS NO FIREFOX HERE. Nothing is known about the page in it.");
        return Ok(());
    };
    // Node.js has web sockets by itself from 22 on.
    let journeys = ["--experimental-websocket", "--test", "firefox.mjs"];
    run(site.node(&journeys).env("FIREFOX", firefox))
}

/// Measures `dist/` in a browser; a word that is given chooses a part.
pub(crate) fn measure(arguments: &[OsString]) -> Outcome {
    let site = Served::of_dist("Measuring")?;
    run(site.node(&["measure.mjs"]).args(arguments).env("CHROMIUM", chromium()?))
}

/// `dist/`, served for programs of `tests/e2e`.
struct Served {
    address: String,
    folder: PathBuf,
    results: PathBuf,
}

impl Served {
    fn of_dist(doing: &str) -> Outcome<Self> {
        let dist = workspace::dist();
        if !dist.join("index.html").is_file() {
            return Err(Failure::new("There is no dist/ to look at; `cargo xtask web` builds it."));
        }
        if find("node").is_none() || find("npm").is_none() {
            return Err(Failure::new("Browser tests need Node.js 20 or later, with npm."));
        }
        let folder = workspace::root().join("tests/e2e");
        packages(&folder)?;
        let site = Site::bind(0)?;
        site.start(&dist);
        println!("{doing} {}", site.address());
        Ok(Self { address: site.address(), folder, results: workspace::scratch()?.join("e2e") })
    }

    fn node(&self, arguments: &[&str]) -> Command {
        let mut node = Command::new("node");
        node.args(arguments)
            .current_dir(&self.folder)
            .env("BASE_URL", &self.address)
            .env("MAILSCOPE_RESULTS", &self.results);
        node
    }
}

/// An installed Firefox. None is a failure where `CI` is set.
fn firefox() -> Outcome<Option<PathBuf>> {
    if let Some(chosen) = std::env::var_os("FIREFOX").filter(|value| !value.is_empty()) {
        return Ok(Some(PathBuf::from(chosen)));
    }
    let installed = || ["firefox-esr", "firefox"].into_iter().find_map(find);
    if installed().is_none() && may_use_apt() {
        apt_install(&["firefox-esr"])?;
    }
    let ci = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false");
    match installed() {
        None if ci => Err(Failure::new("There is no Firefox, and it could not be installed.")),
        found => Ok(found),
    }
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
