//! The servers that are measured, each with the same mail.

use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::root;
use crate::common::serve::{PASSWORD, Serve};
use crate::dovecot::Dovecot;
use crate::load::Load;
use crate::rows::Protocol;

/// The versions of peers from elsewhere.
const HOODIECROW: &str = "hoodiecrow-imap@2.1.0";
const AIOSMTPD: &str = "aiosmtpd==1.4.6";
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// Of the protocol that is measured.
    pub(crate) port: u16,
    /// Where it is filled.
    pub(crate) imap: u16,
    pub(crate) pid: u32,
    /// Ends with it.
    _life: Life,
}

enum Life {
    Ours(Serve),
    Dovecot(Dovecot),
    Other(Other),
}

struct Other(Child);

impl Drop for Other {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Server {
    /// What its first process holds in memory now; Dovecot has others.
    pub(crate) fn memory_mib(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.pid));
        let line = status.unwrap_or_default();
        let pss = line.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
        let kib: f64 = pss.trim().trim_end_matches(" kB").trim().parse().unwrap_or_default();
        kib / 1024.0
    }
}

/// All that can be had here for IMAP or POP3, filled.
pub(crate) fn start(load: &Load, protocol: Protocol, size: u32) -> Vec<Server> {
    let of = |imap: u16, pop3: u16| if protocol == Protocol::Pop3 { pop3 } else { imap };
    let ours = Serve::with(&["ada".to_owned()], None);
    let (imap, port, pid) = (ours.imap, of(ours.imap, ours.pop3), ours.child.id());
    let mut servers = vec![Server { name: "mailscope", port, imap, pid, _life: Life::Ours(ours) }];
    let program = ["/usr/sbin/dovecot", "/usr/local/sbin/dovecot"].map(Path::new);
    if let Some(program) = program.into_iter().find(|program| program.exists()) {
        let dovecot = Dovecot::start(program);
        let (imap, port, pid) = (dovecot.port, of(dovecot.port, dovecot.pop3), dovecot.pid());
        servers.push(Server { name: "dovecot", port, imap, pid, _life: Life::Dovecot(dovecot) });
    }
    if protocol == Protocol::Imap {
        servers.extend(hoodiecrow());
    }
    servers.retain(|server| {
        let start = Instant::now();
        let filled = load.fill(server, size);
        println!("{}: {size} messages by APPEND in {:.1?}", server.name, start.elapsed());
        filled
    });
    let port = free_port();
    servers.extend(other("prepared bytes", port, load.prepared(protocol, port, size)));
    servers
}

/// All that can be had here for SMTP. Ours keeps what it is given; the others throw it away.
pub(crate) fn smtp(load: &Load) -> Vec<Server> {
    let ours = Serve::with(&["ada".to_owned()], None);
    let (imap, port, pid) = (ours.imap, ours.smtp, ours.child.id());
    let mut servers = vec![Server { name: "mailscope", port, imap, pid, _life: Life::Ours(ours) }];
    servers.extend(mailin());
    let sink = Path::new("/usr/sbin/smtp-sink");
    if sink.exists() {
        let port = free_port();
        let mut command = Command::new(sink);
        // Root is somebody else to it; its second number is how many may wait to be accepted.
        command.args(["-u", "postfix", &format!("inet:127.0.0.1:{port}"), "100"]);
        servers.extend(other("smtp-sink", port, command));
    }
    servers.extend(aiosmtpd());
    let port = free_port();
    servers.extend(other("prepared bytes", port, load.prepared(Protocol::Smtp, port, 0)));
    servers
}

/// A crate's, built from `tests/benches/mailin`.
fn mailin() -> Option<Server> {
    let folder = root().join("target/mailin");
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--manifest-path"])
        .arg(root().join("tests/benches/mailin/Cargo.toml"))
        .arg("--target-dir")
        .arg(&folder)
        .status()
        .is_ok_and(|status| status.success());
    if !built {
        println!("mailin-embedded cannot be had here.");
        return None;
    }
    let port = free_port();
    let mut command = Command::new(folder.join("release/mailin-peer"));
    command.arg(port.to_string());
    other("mailin-embedded", port, command)
}

/// Python's.
fn aiosmtpd() -> Option<Server> {
    let venv = root().join("target/aiosmtpd");
    let python = venv.join("bin/python");
    let run = |command: &mut Command| command.status().is_ok_and(|status| status.success());
    let install = || {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "--disable-pip-version-check", "install", "--quiet", AIOSMTPD]);
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv)) && run(&mut pip)
    };
    if !venv.join("bin/aiosmtpd").is_file() && !install() {
        println!("aiosmtpd cannot be had here.");
        return None;
    }
    let port = free_port();
    let mut command = Command::new(&python);
    command.args(["-m", "aiosmtpd", "--nosetuid", "--class", "aiosmtpd.handlers.Sink"]);
    command.args(["--listen", &format!("127.0.0.1:{port}")]);
    other("aiosmtpd", port, command)
}

fn hoodiecrow() -> Option<Server> {
    let folder = root().join("target/hoodiecrow");
    std::fs::create_dir_all(&folder).ok()?;
    let installed = folder.join("node_modules/hoodiecrow-imap").is_dir();
    let install = || {
        Command::new("npm")
            .args(["install", "--silent", "--no-audit", "--no-fund", HOODIECROW])
            .current_dir(&folder)
            .status()
            .is_ok_and(|status| status.success())
    };
    if !installed && !install() {
        println!("hoodiecrow cannot be had here.");
        return None;
    }
    let port = free_port();
    let script = format!(
        "require('hoodiecrow-imap')({{plugins:['ID','IDLE','LITERALPLUS','UIDPLUS','MOVE','NAMESPACE'],\
         users:{{ada:{{password:'{PASSWORD}'}}}}}}).listen({port})"
    );
    let mut command = Command::new("node");
    command.args(["-e", &script]).current_dir(&folder);
    other("hoodiecrow", port, command)
}

fn other(name: &'static str, port: u16, mut command: Command) -> Option<Server> {
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()?;
    let child = Other(child);
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if start.elapsed() > PATIENCE {
            println!("{name} does not listen.");
            return None;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let pid = child.0.id();
    Some(Server { name, port, imap: port, pid, _life: Life::Other(child) })
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}
