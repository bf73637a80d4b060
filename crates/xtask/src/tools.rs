//! The programs that building the web application needs, and where they come from.
//!
//! In this order: what is on `PATH` if its version fits, what an earlier run fetched, and then
//! [`install`], once.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install::{self, CratePackage};
use crate::shell::{Failure, OrSay, Outcome, capture, find, run, seconds};
use crate::workspace;

const CARGO_FUZZ_VERSION: &str = "0.13.2";
const TRUNK_VERSION: &str = "0.21.14";
const BINARYEN_VERSION: &str = "132.0.0";
/// Older ones do not know all that today's compiler writes.
const WASM_OPT_OLDEST: u32 = 119;
const TARGET: &str = "wasm32-unknown-unknown";

/// Everything a web build calls.
#[derive(Debug)]
pub(crate) struct Tools {
    pub(crate) trunk: PathBuf,
    /// Beside it lies `wasm-bindgen-test-runner`.
    pub(crate) wasm_bindgen: PathBuf,
    /// Makes the program smaller; everything works without.
    pub(crate) wasm_opt: Option<WasmOpt>,
}

#[derive(Clone, Debug)]
pub(crate) struct WasmOpt {
    pub(crate) program: PathBuf,
    pub(crate) version: u32,
}

impl Tools {
    /// Finds or fetches all of them.
    pub(crate) fn ready() -> Outcome<Self> {
        target_ready()?;
        let trunk = CratePackage {
            package: "trunk",
            programs: &["trunk"],
            version: TRUNK_VERSION.to_owned(),
            about_seconds: 150,
        };
        let wanted = [trunk, wasm_bindgen_package()?];
        let [trunk, wasm_bindgen] = programs_ready(&wanted)?
            .try_into()
            .map_err(|_| Failure::new("Two tools were asked for, and not two were found."))?;
        Ok(Self { trunk, wasm_bindgen, wasm_opt: wasm_opt_ready()? })
    }

    /// `PATH` with the tools in front, for programs that look for them by name.
    pub(crate) fn path(&self) -> Outcome<OsString> {
        let ours = [Some(&self.trunk), Some(&self.wasm_bindgen)];
        let ours = ours.into_iter().flatten().filter_map(|program| program.parent());
        let rest = std::env::var_os("PATH").unwrap_or_default();
        let folders = ours.map(Path::to_path_buf).chain(std::env::split_paths(&rest));
        std::env::join_paths(folders).or_say("PATH")
    }
}

/// The program that runs WebAssembly tests in Node.js; needs less than a web build.
pub(crate) fn test_runner_ready() -> Outcome<PathBuf> {
    target_ready()?;
    if find("node").is_none() {
        return Err(Failure::new("WebAssembly tests run in Node.js, and there is no `node` here."));
    }
    let wasm_bindgen = programs_ready(&[wasm_bindgen_package()?])?.remove(0);
    let runner = format!("wasm-bindgen-test-runner{}", std::env::consts::EXE_SUFFIX);
    Ok(wasm_bindgen.with_file_name(runner))
}

/// The driver of the fuzz targets.
pub(crate) fn fuzzer_ready() -> Outcome<PathBuf> {
    let package = CratePackage {
        package: "cargo-fuzz",
        programs: &["cargo-fuzz"],
        version: CARGO_FUZZ_VERSION.to_owned(),
        about_seconds: 40,
    };
    Ok(programs_ready(&[package])?.remove(0))
}

/// `cargo xtask tools`.
pub(crate) fn report() -> Outcome {
    let tools = Tools::ready()?;
    println!("trunk         {}", tools.trunk.display());
    println!("wasm-bindgen  {}", tools.wasm_bindgen.display());
    match &tools.wasm_opt {
        Some(opt) => println!("wasm-opt      {} ({})", opt.program.display(), opt.version),
        None => println!("wasm-opt      none: programs stay larger"),
    }
    Ok(())
}

/// The generated JavaScript and the program must come from one version, to the last digit.
fn wasm_bindgen_package() -> Outcome<CratePackage> {
    Ok(CratePackage {
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        version: workspace::locked_version("wasm-bindgen")?,
        about_seconds: 90,
    })
}

/// The first program of each package, all present when this returns.
fn programs_ready(packages: &[CratePackage]) -> Outcome<Vec<PathBuf>> {
    let cache = cache()?;
    let here = |package: &CratePackage| on_path(package).or_else(|| package.installed(&cache));
    let missing: Vec<_> = packages.iter().filter(|package| here(package).is_none()).collect();
    if !missing.is_empty() {
        install::packages(&missing, &cache)?;
    }
    packages
        .iter()
        .map(|package| {
            here(package).ok_or_else(|| {
                Failure::new(format!("`{}` was installed but is not there.", package.package))
            })
        })
        .collect()
}

fn on_path(package: &CratePackage) -> Option<PathBuf> {
    let mut programs = package.programs.iter().map(|name| find(name));
    let first = programs.next()??;
    let all_there = programs.all(|program| program.is_some());
    let text = capture(Command::new(&first).arg("--version")).ok()?;
    let fits = text.split_whitespace().any(|word| word == package.version);
    (all_there && fits).then_some(first)
}

/// Where fetched tools are kept.
pub(crate) fn cache() -> Outcome<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(chosen) = folder("MAILSCOPE_TOOLS") {
        return std::path::absolute(&chosen).or_say("MAILSCOPE_TOOLS");
    }
    let caches = folder("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .ok_or_else(|| {
            Failure::new("There is no home folder to keep tools in; set MAILSCOPE_TOOLS.")
        })?;
    Ok(caches.join("mailscope").join("tools"))
}

/// The compiler's library for WebAssembly.
fn target_ready() -> Outcome {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot =
        capture(Command::new(rustc).args(["--print", "sysroot"]).current_dir(workspace::root()))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
    if library.is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(Failure::new(format!(
            "This Rust toolchain has no {TARGET} library, and there is no rustup to add it."
        )));
    }
    println!("Adding the compiler's library for {TARGET} (about {}) …", about(10));
    run(Command::new("rustup").args(["target", "add", TARGET]).current_dir(workspace::root()))
}

/// Finds or fetches `wasm-opt`; going on without it is fine, and said.
fn wasm_opt_ready() -> Outcome<Option<WasmOpt>> {
    if let Some(found) = find("wasm-opt").and_then(wasm_opt) {
        return Ok(Some(found));
    }
    let cache = cache()?;
    let folder = cache.join(format!("binaryen-{BINARYEN_VERSION}"));
    let program = folder.join("node_modules/.bin/wasm-opt");
    if !program.is_file() {
        if find("npm").is_none() || find("node").is_none() {
            println!("No wasm-opt and no npm to fetch it: the program is built somewhat larger.");
            return Ok(None);
        }
        if let Err(failure) = install::npm("binaryen", BINARYEN_VERSION, &cache) {
            println!("Going on without wasm-opt, the program becomes somewhat larger: {failure}");
            return Ok(None);
        }
    }
    Ok(wasm_opt(program))
}

fn wasm_opt(program: PathBuf) -> Option<WasmOpt> {
    let text = capture(Command::new(&program).arg("--version")).ok()?;
    let version = text.split_whitespace().find_map(|word| word.parse().ok())?;
    (version >= WASM_OPT_OLDEST).then_some(WasmOpt { program, version })
}

/// An expected time, as people say it.
pub(crate) fn about(whole_seconds: u64) -> String {
    match whole_seconds {
        0..90 => seconds(std::time::Duration::from_secs(whole_seconds)).replace(".0", ""),
        _ => format!("{} minutes", whole_seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_times_are_rounded_up() {
        assert_eq!(about(10), "10 s");
        assert_eq!(about(150), "3 minutes");
    }
}
