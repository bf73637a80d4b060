//! Running other programs, and saying in one sentence what went wrong.

use std::ffi::OsStr;
use std::fmt::{self, Display};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A task that did not succeed: a sentence for its user and the status to end with.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) message: String,
    pub(crate) status: u8,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 1 }
    }

    /// The command line, or what it asks for, cannot be had.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), status: 2 }
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Self {
        Self::usage(format!("{error}; `cargo xtask help` lists what there is."))
    }
}

/// Turns any error into a [`Failure`] that says what was being done.
pub(crate) trait OrSay<T> {
    fn or_say(self, doing: impl Display) -> Outcome<T>;
}

impl<T, E: Display> OrSay<T> for Result<T, E> {
    fn or_say(self, doing: impl Display) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("{doing}: {error}.")))
    }
}

/// The command as one would type it.
pub(crate) fn typed(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}.", typed(command)))
}

fn ended_badly(command: &Command, status: std::process::ExitStatus) -> Failure {
    Failure::new(match status.code() {
        Some(code) => format!("`{}` ended with status {code}.", typed(command)),
        None => format!("`{}` was stopped by a signal.", typed(command)),
    })
}

/// Shows the command, runs it with our input and output, and waits.
pub(crate) fn run(command: &mut Command) -> Outcome {
    println!("$ {}", typed(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(ended_badly(command, status)) }
}

/// Runs the command and returns its standard output; its complaints are shown if it fails.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let output =
        command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        return Err(ended_badly(command, output.status));
    }
    String::from_utf8(output.stdout).or_say(format!("`{}` printed no text", typed(command)))
}

/// Something that takes long, and what to call it meanwhile.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) name: String,
    pub(crate) command: Command,
}

/// Runs one long command.
pub(crate) fn run_long(name: &str, command: Command) -> Outcome {
    run_together(vec![Job { name: name.to_owned(), command }])
}

/// Runs long commands side by side and shows that they are alive: a clock on a terminal, a line
/// every half minute in a log. If one fails, the others are ended.
pub(crate) fn run_together(mut jobs: Vec<Job>) -> Outcome {
    const TICK: Duration = Duration::from_millis(200);
    const LINE_EVERY: Duration = Duration::from_secs(30);

    let start = Instant::now();
    let mut next_line = LINE_EVERY;
    let mut running = Vec::new();
    let mut failure = None;
    for job in &mut jobs {
        match job.command.stdin(Stdio::null()).spawn() {
            Ok(child) => running.push((&job.name, &job.command, child)),
            Err(error) => failure = Some(not_started(&job.command, &error)),
        }
    }
    while failure.is_none() && !running.is_empty() {
        std::thread::sleep(TICK);
        let mut at = 0;
        while let Some((name, command, child)) = running.get_mut(at) {
            match child.try_wait() {
                Ok(None) => {
                    at += 1;
                    continue;
                }
                Ok(Some(status)) if status.success() => {
                    clear_clock();
                    println!("  {name}: done in {}", seconds(start.elapsed()));
                }
                Ok(Some(status)) => failure = Some(ended_badly(command, status)),
                Err(error) => failure = Some(not_started(command, &error)),
            }
            running.swap_remove(at);
        }
        let names = || running.iter().map(|(name, ..)| name.as_str()).collect::<Vec<_>>();
        if running.is_empty() {
        } else if std::io::stdout().is_terminal() {
            print!("\r  {}: {} … ", names().join(", "), seconds(start.elapsed()));
            let _ = std::io::stdout().flush();
        } else if start.elapsed() >= next_line {
            println!("  {}: {} so far", names().join(", "), seconds(start.elapsed()));
            next_line += LINE_EVERY;
        }
    }
    clear_clock();
    for (_, _, child) in &mut running {
        let _ = child.kill();
        let _ = child.wait();
    }
    failure.map_or(Ok(()), Err)
}

fn clear_clock() {
    if std::io::stdout().is_terminal() {
        print!("\r\x1b[K");
    }
}

/// A duration for people: `8.4 s`, `2 min 05 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {:02} s", whole / 60, whole % 60)
    }
}

/// The first executable of that name in the folders of `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

/// Whether we may install Debian packages.
pub(crate) fn may_use_apt() -> bool {
    let root = capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && find("apt-get").is_some()
}

/// Installs Debian packages, with a fresh list of what there is.
pub(crate) fn apt_install(packages: &[&str]) -> Outcome {
    println!("Installing {} from the distribution's packages …", packages.join(", "));
    let apt = || {
        let mut command = Command::new("apt-get");
        command.args(["-qq", "-o", "DPkg::Lock::Timeout=120"]);
        command.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
        command
    };
    let mut update = apt();
    update.arg("update");
    run_long("package lists", update)?;
    let mut install = apt();
    install.args(["install", "--yes", "--no-install-recommends"]).args(packages);
    run_long(&packages.join(", "), install)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_readable() {
        assert_eq!(seconds(Duration::from_millis(8_440)), "8.4 s");
        assert_eq!(seconds(Duration::from_secs(125)), "2 min 05 s");
    }

    #[cfg(unix)]
    #[test]
    fn a_failure_ends_what_runs_beside_it() {
        let job = |program: &str, argument: &str| {
            let mut command = Command::new(program);
            command.arg(argument);
            Job { name: program.to_owned(), command }
        };
        let start = Instant::now();
        let failure = run_together(vec![job("sleep", "60"), job("false", "-")]).unwrap_err();
        assert_eq!(failure.message, "`false -` ended with status 1.");
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[cfg(unix)]
    #[test]
    fn a_failing_program_is_named_with_its_status() {
        let failure = capture(Command::new("false").arg("--now")).unwrap_err();
        assert_eq!(failure.message, "`false --now` ended with status 1.");
        let failure = capture(&mut Command::new("no-such-program")).unwrap_err();
        assert!(failure.message.starts_with("`no-such-program` could not be started"));
    }
}
