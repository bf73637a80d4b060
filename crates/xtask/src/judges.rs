//! Servers and clients by others, which the tests of the workspace ask: found, or installed.
//!
//! Debian's packages where we may install them; Python's and Node's packages, of the versions and
//! sums that `tests/interop/clients` holds, below the folder of tools.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Failure, OrSay, Outcome, apt_install, capture, find, may_use_apt, run};
use crate::{tools, workspace};

/// A program and the package of Debian that holds it.
struct Program {
    name: &'static str,
    package: &'static str,
    version: &'static [&'static str],
}

impl Program {
    const fn of(
        name: &'static str,
        package: &'static str,
        version: &'static [&'static str],
    ) -> Self {
        Self { name, package, version }
    }
}

const PROGRAMS: [Program; 18] = [
    Program::of("python3", "python3", &["--version"]),
    Program::of("curl", "curl", &["--version"]),
    Program::of("openssl", "openssl", &["version"]),
    Program::of("dovecot", "dovecot-imapd", &["--version"]),
    // Dovecot's POP3; it is started by Dovecot only and tells no version.
    Program::of("pop3-login", "dovecot-pop3d", &[]),
    Program::of("mbsync", "isync", &["--version"]),
    Program::of("offlineimap", "offlineimap3", &["--version"]),
    Program::of("neomutt", "neomutt", &["-v"]),
    Program::of("script", "bsdutils", &["--version"]),
    Program::of("postconf", "postfix", &["-d", "mail_version"]),
    Program::of("smtp-source", "postfix", &[]),
    Program::of("fetchmail", "fetchmail", &["--version"]),
    Program::of("getmail", "getmail6", &["--version"]),
    Program::of("mpop", "mpop", &["--version"]),
    Program::of("msmtp", "msmtp", &["--version"]),
    Program::of("swaks", "swaks", &["--version"]),
    Program::of("dig", "bind9-dnsutils", &["-v"]),
    Program::of("tshark", "tshark", &["--version"]),
];

/// What Debian's packages ask while they are installed. Postfix is started by the tests, each time
/// with a configuration of its own.
const ANSWERS: &str = "postfix postfix/main_mailer_type select No configuration\n";

/// Installs what is missing and says which judge is here. One that cannot be had is left out on a
/// person's machine, and a failure where `CI` is set.
pub(crate) fn ready() -> Outcome {
    let mut missing = Vec::new();
    let wanted: Vec<_> = PROGRAMS.iter().filter(|one| program(one.name).is_none()).collect();
    if !wanted.is_empty() && may_use_apt() {
        let mut packages: Vec<_> = wanted.iter().map(|one| one.package).collect();
        packages.dedup();
        if let Err(failure) = answer().and_then(|()| without_services(|| apt_install(&packages))) {
            println!("{failure}");
        }
    }
    for one in &PROGRAMS {
        match program(one.name) {
            Some(path) => {
                let version = version(&path, one.version);
                println!("judge {:12} {}{version}", one.name, path.display());
            }
            None => missing.push(one.name),
        }
    }
    let folder = tools::cache()?.join("judges");
    let sources = workspace::root().join("tests/interop/clients");
    for (name, install) in [
        ("imapclient", python as fn(&Path, &Path) -> Outcome),
        ("imapflow", node as fn(&Path, &Path) -> Outcome),
    ] {
        match install(&sources, &folder) {
            Ok(()) => println!("judge {name:12} {}", folder.display()),
            Err(failure) => {
                println!("{failure}");
                missing.push(name);
            }
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let sentence = format!("Not on this machine, so they judge nothing: {}.", missing.join(", "));
    let ci = std::env::var_os("CI").is_some_and(|ci| !ci.is_empty() && ci != "false");
    if ci || missing.iter().any(|name| ["python3", "curl"].contains(name)) {
        return Err(Failure::new(sentence));
    }
    println!("{}", sentence.to_uppercase());
    Ok(())
}

/// Servers lie where only root's `PATH` looks, and their parts where nobody's does.
fn program(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/sbin", "/usr/lib/dovecot"];
    let mut elsewhere = folders.iter().map(|folder| Path::new(folder).join(name));
    find(name).or_else(|| elsewhere.find(|path| path.is_file()))
}

/// The first line of what a program says of itself.
fn version(program: &Path, ask: &[&str]) -> String {
    if ask.is_empty() {
        return String::new();
    }
    let said = capture(Command::new(program).args(ask)).unwrap_or_default();
    format!(" ({})", said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default())
}

/// Answers what the packages would ask a person.
fn answer() -> Outcome {
    let Some(program) = find("debconf-set-selections") else { return Ok(()) };
    let file = workspace::scratch()?.join("debconf");
    fs::write(&file, ANSWERS).or_say(format!("writing {}", file.display()))?;
    run(Command::new(program).arg(file))
}

/// Debian starts a server when it installs one, unless this file says no. Ours run in the tests.
fn without_services(install: impl FnOnce() -> Outcome) -> Outcome {
    let policy = Path::new("/usr/sbin/policy-rc.d");
    if policy.exists() {
        return install();
    }
    let write = || -> std::io::Result<()> {
        fs::write(policy, "#!/bin/sh\nexit 101\n")?;
        #[cfg(unix)]
        fs::set_permissions(policy, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Ok(())
    };
    write().or_say(format!("writing {}", policy.display()))?;
    let outcome = install();
    fs::remove_file(policy).or_say(format!("removing {}", policy.display()))?;
    outcome
}

/// Python's packages in an environment of their own.
fn python(sources: &Path, folder: &Path) -> Outcome {
    let list = sources.join("requirements.txt");
    once(&[&list], &folder.join("venv"), |venv| {
        let create =
            |python: &str| run(Command::new(python).args(["-m", "venv", "--clear"]).arg(venv));
        if create("python3").is_err() {
            if !may_use_apt() {
                return Err(Failure::new("Python's module `venv` is not here."));
            }
            apt_install(&["python3-venv"])?;
            // The one that the package belongs to, which need not be the first on `PATH`.
            create("/usr/bin/python3")?;
        }
        let pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet"];
        let sums = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement"];
        run(Command::new(venv.join("bin/python")).args(pip).args(sums).arg(&list))
    })
}

/// Node's packages.
fn node(sources: &Path, folder: &Path) -> Outcome {
    if find("node").is_none() || find("npm").is_none() {
        return Err(Failure::new("There is no Node.js with npm."));
    }
    let files = ["package.json", "package-lock.json"].map(|name| sources.join(name));
    once(&[&files[0], &files[1]], &folder.join("node"), |home| {
        fs::create_dir_all(home).or_say(format!("creating {}", home.display()))?;
        for file in &files {
            let copy = home.join(file.file_name().unwrap_or_default());
            fs::copy(file, &copy).or_say(format!("writing {}", copy.display()))?;
        }
        let ci = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
        run(Command::new("npm").args(ci).current_dir(home))
    })
}

/// Installs into a folder unless the last time was with the same lists.
fn once(lists: &[&Path], home: &Path, install: impl FnOnce(&Path) -> Outcome) -> Outcome {
    let wanted: Outcome<String> = lists.iter().map(|list| workspace::read(list)).collect();
    let wanted = wanted?;
    let stamp = home.join(".installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if let Some(parent) = home.parent() {
        fs::create_dir_all(parent).or_say(format!("creating {}", parent.display()))?;
    }
    install(home)?;
    fs::write(&stamp, wanted).or_say(format!("writing {}", stamp.display()))
}
