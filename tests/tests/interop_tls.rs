//! TLS and SASL of `mailscope serve`, against Python's `imaplib`, `ssl` and `hashlib`.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::io::Read as _;
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use common::root;
use common::serve::{Serve, mail};

fn start(more: &[&str]) -> Serve {
    Serve::with_arguments(&["ada".to_owned()], Some(&mail()), more)
}

fn python(serve: &Serve, certificate: &str, required: &str) {
    let ports = [serve.imap, serve.imaps].map(|port| port.to_string());
    let output = Command::new("python3")
        .arg(root().join("tests/interop/tls_session.py"))
        .args(ports)
        .args([certificate, required])
        .output()
        .expect("python3 starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
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
    python(&start(&[]), "none", "optional");
}

#[test]
fn imaplib_trusts_a_certificate_from_files_and_no_password_travels_in_clear() {
    let folder = std::env::temp_dir().join(format!("mailscope-tls-{}", std::process::id()));
    let (certificate, key) = certificate(&folder);
    let (certificate, key) = (certificate.display().to_string(), key.display().to_string());
    let files = ["--tls-cert", &certificate, "--tls-key", &key, "--require-tls"];
    python(&start(&files), &certificate, "required");
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

#[test]
fn the_connection_too_many_is_told_so() {
    let serve = start(&[]);
    let port = serve.imap;
    let open = || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
    let held: Vec<_> = (0..mailscope_base::limits::CONNECTIONS_MAX).map(|_| open()).collect();
    for socket in &held {
        let mut greeting = [0; 4];
        (&*socket).read_exact(&mut greeting).expect("a greeting");
        assert_eq!(&greeting, b"* OK");
    }
    let services = [
        (serve.imap, "* BYE [UNAVAILABLE] "),
        (serve.pop3, "-ERR [SYS/TEMP] "),
        (serve.smtp, "421 "),
        (serve.submission, "421 "),
    ];
    for (port, goodbye) in services {
        let mut socket = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("a connection");
        let mut said = String::new();
        socket.read_to_string(&mut said).expect("text, and the end");
        assert!(said.starts_with(goodbye) && said.ends_with("\r\n"), "{said}");
    }
}
