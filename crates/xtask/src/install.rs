//! Fetching tools into the cache, so that a half-finished one is never taken for a finished one.
//!
//! Each tool is put together in a folder beside its final place and then renamed. A lock file
//! keeps two runs from building the same thing side by side.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::shell::{Failure, Job, OrSay, Outcome, find, run_long, run_together};
use crate::tools::about;
use crate::workspace;

/// A package of crates.io that holds programs.
#[derive(Debug)]
pub(crate) struct CratePackage {
    pub(crate) package: &'static str,
    pub(crate) programs: &'static [&'static str],
    pub(crate) version: String,
    /// Build time on a machine with two cores.
    pub(crate) about_seconds: u64,
}

impl CratePackage {
    fn home(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.programs[0], self.version))
    }

    /// The first program, if the cache holds the package.
    pub(crate) fn installed(&self, cache: &Path) -> Option<PathBuf> {
        let bin = self.home(cache).join("bin");
        let file = |name: &str| bin.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let complete = self.programs.iter().all(|name| file(name).is_file());
        complete.then(|| file(self.programs[0]))
    }
}

/// Installs what is missing of the packages.
pub(crate) fn packages(wanted: &[&CratePackage], cache: &Path) -> Outcome {
    let _lock = lock(cache)?;
    let missing = || wanted.iter().filter(|package| package.installed(cache).is_none());
    if find("cargo-binstall").is_some() {
        for package in missing() {
            if let Err(failure) = binstall(package, cache) {
                println!("  {failure} Building it instead.");
            }
        }
    }
    if missing().next().is_none() {
        return Ok(());
    }
    let names: Vec<_> = missing().map(|p| format!("{} {}", p.programs[0], p.version)).collect();
    let time = missing().map(|package| package.about_seconds).sum();
    println!("Not on this machine yet: {}.", names.join(" and "));
    println!("Building once into {} (about {}) …", cache.display(), about(time));

    // Side by side: each alone has stretches in which only one core works.
    let builds = cache.join(".build");
    let mut jobs = Vec::new();
    for package in missing() {
        let first = jobs.is_empty();
        jobs.push(build(package, cache, &builds, first)?);
    }
    run_together(jobs)?;
    let built: Vec<_> = missing().collect();
    for package in built {
        finish(&staging(cache, package.programs[0]), &package.home(cache))?;
    }
    fs::remove_dir_all(&builds).or_say(format!("removing {}", builds.display()))
}

/// The longest build should be the first; the others take what it leaves.
fn build(package: &CratePackage, cache: &Path, builds: &Path, first: bool) -> Outcome<Job> {
    let name = package.programs[0];
    let cargo = workspace::cargo();
    let mut command = match find("nice").filter(|_| !first) {
        Some(nice) => {
            let mut command = Command::new(nice);
            command.args(["-n", "5"]).arg(cargo.get_program());
            command
        }
        None => cargo,
    };
    command
        .current_dir(cache) // outside the checkout: its cargo settings are for its own crates
        .args(["install", "--quiet", "--locked", "--no-default-features", "--root"])
        .arg(emptied(staging(cache, name))?)
        .args(package.programs.iter().flat_map(|name| ["--bin", name]))
        .arg(format!("{}@{}", package.package, package.version))
        .env("CARGO_TARGET_DIR", builds.join(name))
        // It is built once and runs for a second: a quick build beats a quick program.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "8")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS");
    Ok(Job { name: name.to_owned(), command })
}

fn binstall(package: &CratePackage, cache: &Path) -> Outcome {
    println!("Fetching {} {} with cargo-binstall …", package.package, package.version);
    let staging = emptied(staging(cache, package.programs[0]))?;
    let mut cargo = workspace::cargo();
    cargo
        .current_dir(cache)
        .args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"])
        .arg(&staging)
        .arg(format!("{}@{}", package.package, package.version))
        .stdout(Stdio::null());
    run_long(package.programs[0], cargo)?;
    finish(&staging, &package.home(cache))
}

/// Installs one package of npm, without running scripts of its own.
pub(crate) fn npm(package: &str, version: &str, cache: &Path) -> Outcome {
    let _lock = lock(cache)?;
    let home = cache.join(format!("{package}-{version}"));
    if home.is_dir() {
        return Ok(());
    }
    println!("Fetching {package} {version} with npm (about {}) …", about(15));
    let staging = emptied(staging(cache, package))?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"])
        .arg("--prefix")
        .arg(&staging)
        .arg(format!("{package}@{version}"))
        .current_dir(cache)
        .stdout(Stdio::null());
    run_long(package, npm)?;
    finish(&staging, &home)
}

/// Held while it lives.
fn lock(cache: &Path) -> Outcome<File> {
    let doing = || format!("using the folder for tools, {}", cache.display());
    fs::create_dir_all(cache).or_say(doing())?;
    let file = File::create(cache.join(".lock")).or_say(doing())?;
    if file.try_lock().is_err() {
        println!("Waiting for another run that is fetching tools …");
        file.lock().or_say(doing())?;
    }
    Ok(file)
}

/// Where something is put together.
fn staging(cache: &Path, name: &str) -> PathBuf {
    cache.join(format!(".unfinished-{name}"))
}

fn emptied(folder: PathBuf) -> Outcome<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).or_say(format!("removing {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).or_say(format!("creating {}", folder.display()))?;
    Ok(folder)
}

fn finish(staging: &Path, home: &Path) -> Outcome {
    if home.exists() {
        fs::remove_dir_all(home).or_say(format!("removing {}", home.display()))?;
    }
    fs::rename(staging, home)
        .map_err(|error| Failure::new(format!("Moving to {} failed: {error}.", home.display())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_counts_only_when_all_its_programs_are_there() {
        let cache = std::env::temp_dir().join(format!("mailscope-tools-{}", std::process::id()));
        let package = CratePackage {
            package: "pair-cli",
            programs: &["left", "right"],
            version: "1.2.3".to_owned(),
            about_seconds: 1,
        };
        let unfinished = emptied(staging(&cache, "left")).unwrap();
        fs::create_dir_all(unfinished.join("bin")).unwrap();
        for name in ["left", "right"] {
            let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
            fs::write(unfinished.join("bin").join(name), "").unwrap();
        }
        assert_eq!(package.installed(&cache), None, "it is not in its place yet");
        finish(&unfinished, &package.home(&cache)).unwrap();
        assert!(package.installed(&cache).is_some());
        let left = format!("left{}", std::env::consts::EXE_SUFFIX);
        fs::remove_file(package.home(&cache).join("bin").join(left)).unwrap();
        assert_eq!(package.installed(&cache), None);
        fs::remove_dir_all(&cache).unwrap();
    }
}
