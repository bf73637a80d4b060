//! The web application as files: `dist/`.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::pack;
use crate::shell::{Failure, OrSay, Outcome, capture, run};
use crate::tools::{Tools, WasmOpt};
use crate::{single, workspace};

/// Builds the optimised web application; `dist/` is complete when this returns.
pub(crate) fn build() -> Outcome {
    let tools = Tools::ready()?;
    // Trunk is told not to use the network, so the packages have to be here.
    run(workspace::cargo().args(["fetch", "--quiet", "--locked"]))?;
    run(trunk(&tools)?.args(["build", "--release", "--offline=true"]))?;
    if let Some(wasm_opt) = &tools.wasm_opt {
        optimise(wasm_opt)?;
    }
    pack::copies(&workspace::dist())?;
    single::write(&workspace::dist())
}

/// The web application as one file: of what is in that folder, or built now.
pub(crate) fn single(folder: Option<&OsStr>) -> Outcome {
    folder.map_or_else(build, |folder| single::write(Path::new(folder)))
}

/// Rebuilds and reloads while someone edits; returns when they stop it.
pub(crate) fn watch(port: u16, open: bool) -> Outcome {
    let tools = Tools::ready()?;
    run(workspace::cargo().args(["fetch", "--quiet", "--locked"]))?;
    let mut trunk = trunk(&tools)?;
    // A folder of its own: `dist/` stays the optimised application.
    trunk.args(["serve", "--offline=true", "--cargo-profile=dev", "--address=127.0.0.1"]);
    trunk.arg("--dist").arg(workspace::scratch()?.join("dev"));
    trunk.arg(format!("--port={port}"));
    if open {
        trunk.arg("--open=true");
    }
    run(&mut trunk)
}

fn trunk(tools: &Tools) -> Outcome<Command> {
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(workspace::root())
        .env("PATH", tools.path()?)
        .env("RUST_BACKTRACE", "0") // of the tools, which nobody debugs here
        .env_remove("NO_COLOR"); // Trunk reads it as a yes-or-no flag and stops at other values
    Ok(command)
}

/// The WebAssembly files of `dist/`.
fn programs() -> Outcome<Vec<PathBuf>> {
    let dist = workspace::dist();
    let entries = fs::read_dir(&dist).or_say(format!("reading {}", dist.display()))?;
    let files = entries.filter_map(Result::ok).map(|entry| entry.path());
    let programs: Vec<_> = files.filter(|f| f.extension() == Some(OsStr::new("wasm"))).collect();
    if programs.is_empty() {
        return Err(Failure::new("Trunk ended well, but dist/ holds no WebAssembly program."));
    }
    Ok(programs)
}

/// Makes the program in `dist/` smaller. It takes long, so the result is kept for the next build
/// that yields the same program; Trunk's file names hold a hash of what they name.
fn optimise(wasm_opt: &WasmOpt) -> Outcome {
    let kept = workspace::scratch()?.join(format!("wasm-opt-{}", wasm_opt.version));
    for program in programs()? {
        let result = kept.join(program.file_name().unwrap_or_default());
        if !result.is_file() {
            let _ = fs::remove_dir_all(&kept); // one build's results are enough
            fs::create_dir_all(&kept).or_say(format!("creating {}", kept.display()))?;
            if let Err(failure) = shrink(wasm_opt, &program, &result) {
                println!("Going on without wasm-opt, the program stays larger: {failure}");
                continue;
            }
        }
        fs::copy(&result, &program).or_say(format!("writing {}", program.display()))?;
    }
    Ok(())
}

fn shrink(wasm_opt: &WasmOpt, program: &Path, result: &Path) -> Outcome {
    println!("Making the program smaller with wasm-opt {} …", wasm_opt.version);
    let unfinished = result.with_extension("part");
    let mut command = Command::new(&wasm_opt.program);
    command.args(["-Oz", "--strip-debug", "--strip-producers"]);
    // What rustc may use by default, which every browser of the last years has.
    let features = ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int"];
    command.args(features.map(|feature| format!("--enable-{feature}")));
    command.args(["--enable-reference-types", "--enable-sign-ext"]);
    capture(command.arg(program).arg("-o").arg(&unfinished))?;
    fs::rename(&unfinished, result).or_say(format!("writing {}", result.display()))
}
