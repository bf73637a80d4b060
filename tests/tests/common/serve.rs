//! A running `mailscope serve`.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{program, root};

/// The mail of the first scenario.
pub(crate) fn mail() -> PathBuf {
    root().join("lessons/scenarios/first-day/mail")
}

/// Ends when it is dropped.
pub(crate) struct Serve {
    pub(crate) child: Child,
    pub(crate) imap: u16,
    pub(crate) pop3: u16,
}

impl Serve {
    /// With one account, `ada:seestern`, and the first scenario's mail.
    pub(crate) fn start() -> Self {
        Self::with(&["ada".to_owned()], Some(&mail()))
    }

    /// With the accounts named, all with the password `seestern`, and mail for the first of them.
    pub(crate) fn with(users: &[String], mail: Option<&Path>) -> Self {
        let mut command = Command::new(program());
        command.args(["serve", "--imap", "0", "--pop3", "0"]);
        for user in users {
            command.arg("--account").arg(format!("{user}:{PASSWORD}"));
        }
        if let Some(mail) = mail {
            command.arg("--mail").arg(mail);
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("mailscope starts");
        let out = child.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(out).lines();
        let mut port = |service: &str| {
            let line = lines.next().expect("a line for each listener").expect("text");
            let address = line.strip_prefix(&format!("listening {service} 127.0.0.1:"));
            address.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("{line}"))
        };
        let (imap, pop3) = (port("imap"), port("pop3"));
        Self { child, imap, pop3 }
    }
}

/// Of every account here.
pub(crate) const PASSWORD: &str = "seestern";

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
