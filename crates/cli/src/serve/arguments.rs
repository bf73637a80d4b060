//! The arguments of `mailscope serve`, and what they ask for.

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use mailscope_wire::Service;

use crate::Failure;

/// Arguments of `mailscope serve`. A port of 0 takes a free one. Without any listener named, all of
/// them open at their default ports.
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
    /// SMTP from other servers, for the accounts here (default 1025).
    #[arg(long, value_name = "PORT")]
    smtp: Option<u16>,
    /// Submission: SMTP from the mail programs of the accounts, which log in (default 1587).
    #[arg(long, value_name = "PORT")]
    submission: Option<u16>,
    /// IMAP over TLS (default 1993).
    #[arg(long, value_name = "PORT")]
    imaps: Option<u16>,
    /// POP3 over TLS (default 1995).
    #[arg(long, value_name = "PORT")]
    pop3s: Option<u16>,
    /// Submission over TLS (default 1465).
    #[arg(long, value_name = "PORT")]
    submissions: Option<u16>,
    /// The certificate for TLS, with its chain, in PEM. Without it, one is made for this run.
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of that certificate, in PEM.
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Accept no password that travels in clear. Servers that bring mail to --smtp have none.
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
    /// As IANA calls it, and as it is announced: `imap`, `imaps`.
    pub(super) name: &'static str,
    pub(super) service: Service,
    pub(super) port: u16,
    /// TLS from the first octet (RFC 8314 §3), and not by STARTTLS.
    pub(super) implicit_tls: bool,
}

const DEFAULT_ACCOUNT: &str = "ada:seestern";

impl Door {
    /// All of them, at their default ports: the well-known ones and a thousand, which need no root.
    const ALL: [Self; 7] = [
        Self::of("imap", Service::Imap, 1143, false),
        Self::of("pop3", Service::Pop3, 1110, false),
        Self::of("smtp", Service::Smtp, 1025, false),
        Self::of("submission", Service::Submission, 1587, false),
        Self::of("imaps", Service::Imap, 1993, true),
        Self::of("pop3s", Service::Pop3, 1995, true),
        Self::of("submissions", Service::Submission, 1465, true),
    ];

    const fn of(name: &'static str, service: Service, port: u16, implicit_tls: bool) -> Self {
        Self { name, service, port, implicit_tls }
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

/// The listeners to open: those that were named, or all of them.
pub(super) fn wanted(arguments: &Arguments) -> Vec<Door> {
    let Arguments { imap, pop3, smtp, submission, imaps, pop3s, submissions, .. } = arguments;
    let ports = [imap, pop3, smtp, submission, imaps, pop3s, submissions];
    let named = Door::ALL.into_iter().zip(ports);
    let named = named.filter_map(|(door, port)| port.map(|port| Door { port, ..door }));
    let named: Vec<_> = named.collect();
    if named.is_empty() { Door::ALL.to_vec() } else { named }
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
