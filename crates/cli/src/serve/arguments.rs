//! The arguments of `mailscope serve`, and what they ask for.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use mailscope_wire::Service;

use crate::Failure;

/// Arguments of `mailscope serve`. A port of 0 takes a free one. Without any listener named, all
/// that this program has open at their default ports.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The address to listen on.
    #[arg(long, default_value = "127.0.0.1")]
    pub(super) bind: IpAddr,
    /// Allow an address that other machines can reach. The servers are made for learning, not for
    /// that.
    #[arg(long)]
    allow_remote: bool,
    /// IMAP (default 1143).
    #[arg(long, value_name = "PORT")]
    imap: Option<u16>,
    /// POP3 (default 1110).
    #[arg(long, value_name = "PORT")]
    pop3: Option<u16>,
    /// SMTP between servers (not built yet).
    #[arg(long, value_name = "PORT")]
    smtp: Option<u16>,
    /// Submission (not built yet).
    #[arg(long, value_name = "PORT")]
    submission: Option<u16>,
    /// IMAP over TLS (default 1993).
    #[arg(long, value_name = "PORT")]
    imaps: Option<u16>,
    /// POP3 over TLS (not built yet).
    #[arg(long, value_name = "PORT")]
    pop3s: Option<u16>,
    /// Submission over TLS (not built yet).
    #[arg(long, value_name = "PORT")]
    submissions: Option<u16>,
    /// The certificate for TLS, with its chain, in PEM. Without it, one is made for this run.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of that certificate, in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Accept no password that travels in clear: IMAP says LOGINDISABLED until there is TLS.
    #[arg(long)]
    pub(super) require_tls: bool,
    /// The domain of the accounts.
    #[arg(long, default_value = "nord.example")]
    pub(super) domain: String,
    /// An account; may be given several times. Without one: ada:seestern.
    #[arg(long, value_name = "USER:PASSWORD")]
    account: Vec<String>,
    /// Mail for the first account's INBOX: an .eml file, an .mbox file, or a folder of them.
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub(super) mail: Vec<PathBuf>,
    /// Print every line of every session on standard error.
    #[arg(long)]
    pub(super) trace: bool,
}

/// A listener to open.
#[derive(Clone, Copy, Debug)]
pub(super) struct Door {
    /// As it is announced: `imap`, `imaps`.
    pub(super) name: &'static str,
    pub(super) service: Service,
    pub(super) port: u16,
    /// TLS from the first octet (RFC 8314 §3), and not by STARTTLS.
    pub(super) implicit_tls: bool,
}

const DEFAULT_ACCOUNT: &str = "ada:seestern";
const IMAP_PORT: u16 = 1143;
const POP3_PORT: u16 = 1110;
const IMAPS_PORT: u16 = 1993;

impl Door {
    const fn plain(service: Service, port: u16) -> Self {
        Self { name: service.name(), service, port, implicit_tls: false }
    }

    const fn imaps(port: u16) -> Self {
        Self { name: "imaps", service: Service::Imap, port, implicit_tls: true }
    }
}

impl Arguments {
    /// Files of the certificate and the key, if they are given.
    pub(super) fn tls_files(&self) -> Option<(&Path, &Path)> {
        self.tls_cert.as_deref().zip(self.tls_key.as_deref())
    }

    /// What a certificate made here is made for.
    pub(super) fn tls_names(&self) -> Vec<String> {
        vec!["localhost".to_owned(), self.domain.clone(), self.bind.to_string()]
    }
}

pub(super) fn check_address(arguments: &Arguments) -> Result<(), Failure> {
    let bind = arguments.bind;
    if bind.is_loopback() {
        return Ok(());
    }
    if !arguments.allow_remote {
        return Err(Failure::new(format!(
            "{bind} can be reached by other machines; add --allow-remote if that is meant"
        )));
    }
    let clear = if arguments.require_tls { "" } else { ", and passwords may travel in clear" };
    eprintln!("mailscope: warning: {bind} can be reached by other machines{clear}");
    Ok(())
}

/// The listeners to open. One that is not built is refused where it was asked for, and named where
/// it would have been opened by default.
pub(super) fn wanted(arguments: &Arguments) -> Result<Vec<Door>, Failure> {
    let missing = [
        ("--smtp", arguments.smtp),
        ("--submission", arguments.submission),
        ("--pop3s", arguments.pop3s),
        ("--submissions", arguments.submissions),
    ];
    if let Some((name, _)) = missing.iter().find(|(_, port)| port.is_some()) {
        return Err(Failure::new(format!(
            "{name} is not built yet; --imap, --imaps and --pop3 are"
        )));
    }
    if arguments.require_tls && arguments.pop3.is_some() {
        return Err(Failure::new("POP3 has no TLS yet: with --require-tls nobody could log in"));
    }
    let mut wanted = Vec::new();
    wanted.extend(arguments.imap.map(|port| Door::plain(Service::Imap, port)));
    wanted.extend(arguments.pop3.map(|port| Door::plain(Service::Pop3, port)));
    wanted.extend(arguments.imaps.map(Door::imaps));
    if wanted.is_empty() {
        eprintln!("mailscope: SMTP and submission are not built yet and stay closed");
        wanted.push(Door::plain(Service::Imap, IMAP_PORT));
        if !arguments.require_tls {
            wanted.push(Door::plain(Service::Pop3, POP3_PORT));
        }
        wanted.push(Door::imaps(IMAPS_PORT));
    }
    Ok(wanted)
}

pub(super) fn accounts(arguments: &Arguments) -> Result<Vec<(String, String)>, Failure> {
    let given = &arguments.account;
    let default = [DEFAULT_ACCOUNT.to_owned()];
    let accounts = if given.is_empty() { &default[..] } else { given };
    let split = |account: &String| match account.split_once(':') {
        Some((user, password)) if !user.is_empty() && !password.is_empty() => {
            Ok((user.to_owned(), password.to_owned()))
        }
        _ => Err(Failure::new(format!("--account {account}: expected USER:PASSWORD"))),
    };
    accounts.iter().map(split).collect()
}
