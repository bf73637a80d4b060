//! `cargo xtask fuzz`: the long run of the targets of `tests/src/fuzz`.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::Path;

use crate::shell::{Failure, Job, OrSay, Outcome, run_long, run_together};
use crate::{tools, workspace};

/// Octets of one input: more only makes each run longer.
const OCTETS_MAX: u32 = 4_000;

/// Runs every target for so many minutes, side by side. What makes one fail is kept in
/// `tests/fuzz/findings`, from where the ordinary tests take it ever after.
pub(crate) fn fuzz(minutes: u64) -> Outcome {
    let home = workspace::root().join("tests/fuzz");
    let targets = targets(&home)?;
    let cargo_fuzz = tools::fuzzer_ready()?;
    let scratch = workspace::scratch()?.join("fuzz");
    let command = |word: &str| {
        let mut command = std::process::Command::new(&cargo_fuzz);
        // The compiler's own counters suffice, so no other toolchain is needed.
        command.args([word, "--sanitizer=none", "--fuzz-dir"]).arg(&home);
        command.env("CARGO_TARGET_DIR", scratch.join("build"));
        command
    };
    run_long("the fuzzers", command("build"))?;
    let (mut jobs, mut logs) = (Vec::new(), Vec::new());
    for target in targets {
        let (grown, findings) = (scratch.join(&target), home.join("findings").join(&target));
        for folder in [&grown, &findings] {
            fs::create_dir_all(folder).or_say(format!("making {}", folder.display()))?;
        }
        let mut run = command("run");
        run.arg(&target).arg(grown).arg(home.join("corpus").join(&target)).arg("--");
        run.arg(format!("-max_total_time={}", minutes.saturating_mul(60)));
        run.arg(format!("-max_len={OCTETS_MAX}"));
        run.arg(option("-dict=", &home.join("mail.dict")));
        // libFuzzer puts the name of the file right behind the prefix.
        run.arg(option("-artifact_prefix=", &findings.join("")));
        run.arg("-print_final_stats=1");
        let log = scratch.join(format!("{target}.log"));
        run.stderr(File::create(&log).or_say(format!("creating {}", log.display()))?);
        jobs.push(Job { name: target.clone(), command: run });
        logs.push((target, log));
    }
    let outcome = run_together(jobs);
    for (target, log) in logs {
        summarise(&target, &workspace::read(&log)?, &log);
    }
    outcome
}

/// Prints what libFuzzer has counted, or where it has written why it stopped.
fn summarise(target: &str, text: &str, log: &Path) {
    let count = |name: &str| {
        let line = text.lines().rev().find_map(|line| line.strip_prefix(name));
        line.map(|number| number.trim().to_owned())
    };
    match count("stat::number_of_executed_units:") {
        Some(runs) => println!("{target:12}{runs} runs"),
        None => println!("{target:12}ended early"),
    }
    if text.contains("==ERROR") || text.contains("panicked at") {
        println!("{:12}FOUND SOMETHING: {}", "", log.display());
    }
}

fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

fn targets(home: &Path) -> Outcome<Vec<String>> {
    let folder = home.join("targets");
    let entries = fs::read_dir(&folder).or_say(format!("reading {}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| Some(entry.path().file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    if names.is_empty() {
        return Err(Failure::new(format!("{} holds no targets.", folder.display())));
    }
    Ok(names)
}
