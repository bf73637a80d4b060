//! TLS and SASL of `mailscope serve`, against Python's `imaplib`, `ssl` and `hashlib`.

#![cfg(not(target_arch = "wasm32"))]
// These tests start programs and talk to them: the outside world is their subject.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::expect_used)]

mod common;

use std::io::Read as _;
use std::net::{Ipv4Addr, TcpStream};
use std::process::Command;

use common::certificate::Certificate;
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

#[test]
fn imaplib_starts_tls_and_logs_in_by_every_mechanism() {
    python(&start(&[]), "none", "optional");
}

#[test]
fn imaplib_trusts_a_certificate_from_files_and_no_password_travels_in_clear() {
    let made = Certificate::new("imaplib");
    let (certificate, key) = (made.file.display().to_string(), made.key.display().to_string());
    let files = ["--tls-cert", &certificate, "--tls-key", &key, "--require-tls"];
    python(&start(&files), &certificate, "required");
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
