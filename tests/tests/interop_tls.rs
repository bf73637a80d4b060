//! TLS and SASL of `mailscope serve`, against Python's `imaplib`, `ssl` and `hashlib`.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use common::{program, root};

/// A running `mailscope serve` with IMAP and IMAPS.
struct Serve {
    child: Child,
    ports: [String; 2],
}

impl Serve {
    fn start(more: &[&str]) -> Self {
        let mail = root().join("lessons/scenarios/first-day/mail");
        let mut child = Command::new(program())
            .args(["serve", "--imap", "0", "--imaps", "0", "--account", "ada:seestern", "--mail"])
            .arg(mail)
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .expect("mailscope starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let ports = ["imap", "imaps"].map(|name| {
            let line = lines.next().expect("a line for each listener").expect("text");
            let port = line.strip_prefix(&format!("listening {name} 127.0.0.1:"));
            port.unwrap_or_else(|| panic!("{line}")).to_owned()
        });
        Self { child, ports }
    }

    fn python(&self, certificate: &str, required: &str) {
        let output = Command::new("python3")
            .arg(root().join("tests/interop/tls_session.py"))
            .args(&self.ports)
            .args([certificate, required])
            .output()
            .expect("python3 starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A certificate for `localhost`, made by OpenSSL.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    std::fs::create_dir_all(folder).expect("a folder");
    let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args(["-nodes", "-days", "2", "-subj", "/CN=localhost"])
        .args(["-addext", "subjectAltName=DNS:localhost", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("openssl starts").success());
    (certificate, key)
}

#[test]
fn imaplib_starts_tls_and_logs_in_by_every_mechanism() {
    Serve::start(&[]).python("none", "optional");
}

#[test]
fn imaplib_trusts_a_certificate_from_files_and_no_password_travels_in_clear() {
    let folder = std::env::temp_dir().join(format!("mailscope-tls-{}", std::process::id()));
    let (certificate, key) = certificate(&folder);
    let (certificate, key) = (certificate.display().to_string(), key.display().to_string());
    let files = ["--tls-cert", &certificate, "--tls-key", &key, "--require-tls"];
    Serve::start(&files).python(&certificate, "required");
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

#[test]
fn the_connection_too_many_is_told_so() {
    let serve = Serve::start(&[]);
    let port: u16 = serve.ports[0].parse().expect("a port");
    let open = || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
    let held: Vec<_> = (0..mailscope_base::limits::CONNECTIONS_MAX).map(|_| open()).collect();
    for socket in &held {
        let mut greeting = [0; 4];
        (&*socket).read_exact(&mut greeting).expect("a greeting");
        assert_eq!(&greeting, b"* OK");
    }
    let mut said = String::new();
    open().read_to_string(&mut said).expect("text, and the end");
    assert!(said.starts_with("* BYE [UNAVAILABLE] "), "{said}");
}
