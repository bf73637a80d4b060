//! The steps of `cargo xtask test`, each also a task of its own.

use std::ffi::OsString;
use std::fs;
use std::time::{Duration, Instant};

use crate::shell::{Failure, OrSay, Outcome, capture, find, run, seconds};
use crate::{browser, judges, page, tidy, tools, workspace};

const WASM: &str = "wasm32-unknown-unknown";
/// Where Cargo looks for the program that runs WebAssembly.
const WASM_RUNNER: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER";
const NATIVE_ONLY: [&str; 3] = ["mailscope-cli", "mailscope-xtask", "mailscope-tests"];

/// Quick ones first, so that a slip is found soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Fmt,
    Tidy,
    Clippy,
    Judges,
    Unit,
    Wasm,
    Web,
    Browser,
}

impl Step {
    pub(crate) const ALL: [Self; 8] = [
        Self::Fmt,
        Self::Tidy,
        Self::Clippy,
        Self::Judges,
        Self::Unit,
        Self::Wasm,
        Self::Web,
        Self::Browser,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Tidy => "tidy",
            Self::Clippy => "clippy",
            Self::Judges => "judges",
            Self::Unit => "unit",
            Self::Wasm => "wasm",
            Self::Web => "web",
            Self::Browser => "browser",
        }
    }

    fn run(self, arguments: &[OsString]) -> Outcome {
        match self {
            Self::Fmt => run(workspace::cargo().args(["fmt", "--all", "--check"])),
            Self::Tidy => tidy::check(),
            Self::Clippy => clippy(),
            Self::Judges => judges::ready(),
            Self::Unit => unit(),
            Self::Wasm => wasm(),
            Self::Web => page::build(),
            Self::Browser => browser::test(arguments),
        }
    }
}

/// One step.
pub(crate) fn alone(step: Step, arguments: &[OsString]) -> Outcome {
    step.run(arguments)
}

/// All steps, up to the first that fails, and a summary.
pub(crate) fn test(with_browser: bool) -> Outcome {
    let mut done: Vec<(Step, Duration)> = Vec::new();
    let mut failed = None;
    for step in Step::ALL {
        if step == Step::Browser && !with_browser {
            continue;
        }
        println!("\n━━ {} ━━", step.name());
        let start = Instant::now();
        let outcome = step.run(&[]);
        println!("── {}: {}", step.name(), seconds(start.elapsed()));
        done.push((step, start.elapsed()));
        if let Err(failure) = outcome {
            failed = Some((step, failure));
            break;
        }
    }
    println!("\n━━ summary ━━");
    for step in Step::ALL {
        let time = done.iter().find(|(other, _)| *other == step).map(|(_, time)| seconds(*time));
        let result = match (&failed, &time) {
            (Some((bad, _)), _) if *bad == step => "FAILED",
            (_, Some(_)) => "ok",
            _ if step == Step::Browser && !with_browser => "SKIPPED: --no-browser was given",
            _ => "not reached",
        };
        println!("{:9}{result:8}{}", step.name(), time.unwrap_or_default());
    }
    if !with_browser {
        println!("THE BROWSER TESTS WERE SKIPPED. Nothing is known about the page in a browser.");
    }
    match failed {
        Some((step, failure)) => Err(Failure {
            message: format!("Step `{}` failed. {failure}", step.name()),
            status: failure.status,
        }),
        None => Ok(()),
    }
}

/// Every benchmark there is. They measure; nothing depends on what they print.
pub(crate) fn bench() -> Outcome {
    let all = ["bench", "--workspace", "--exclude", "mailscope-web", "--benches"];
    run(workspace::cargo().args(all))?;
    let runner = tools::test_runner_ready()?;
    let wasm = ["bench", "--package=mailscope-tests", "--target", WASM, "--bench", "time"];
    run(workspace::cargo().args(wasm).env(WASM_RUNNER, runner))
}

/// Writes the JSON schema of scenario files, by the test that compares it with the types.
pub(crate) fn write_schema() -> Outcome {
    let test = ["test", "--package=mailscope-tests", "--test", "schema"];
    run(workspace::cargo().args(test).env("UPDATE_SCHEMA", "1"))
}

fn clippy() -> Outcome {
    let deny = ["--", "--deny=warnings"];
    run(workspace::cargo().args(["clippy", "--workspace", "--all-targets"]).args(deny))?;
    let mut wasm = workspace::cargo();
    wasm.args(["clippy", "--workspace", "--target", WASM]);
    wasm.args(NATIVE_ONLY.iter().flat_map(|package| ["--exclude", package]));
    run(wasm.args(deny))
}

fn unit() -> Outcome {
    if find("cargo-nextest").is_some() {
        let nextest = ["nextest", "run", "--workspace", "--no-tests=pass"];
        run(workspace::cargo().args(nextest))?;
    } else {
        run(workspace::cargo().args(["test", "--workspace", "--all-targets"]))?;
    }
    run(workspace::cargo().args(["test", "--workspace", "--doc"]))
}

/// The same actions, natively and in WebAssembly, must give the same log.
fn wasm() -> Outcome {
    let runner = tools::test_runner_ready()?;
    let file = workspace::scratch()?.join("digests.txt");
    let digests = capture(
        workspace::cargo().args(["run", "--package=mailscope-tests"]).args(["--bin", "digests"]),
    )?;
    println!("{} digests of native runs in {}", digests.lines().count(), file.display());
    fs::write(&file, digests).or_say(format!("writing {}", file.display()))?;
    let test = [
        "test",
        "--package=mailscope-tests",
        "--target",
        WASM,
        "--test",
        "replay",
        "--test",
        "time",
    ];
    run(workspace::cargo().args(test).env("MAILSCOPE_DIGESTS", &file).env(WASM_RUNNER, runner))
}
