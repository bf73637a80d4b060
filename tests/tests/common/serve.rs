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
    pub(crate) smtp: u16,
    pub(crate) submission: u16,
    pub(crate) imaps: u16,
    pub(crate) pop3s: u16,
    pub(crate) submissions: u16,
}

/// All listeners, as they are announced.
const DOORS: [&str; 7] = ["imap", "pop3", "smtp", "submission", "imaps", "pop3s", "submissions"];

impl Serve {
    /// With one account, `ada:seestern`, and the first scenario's mail.
    pub(crate) fn start() -> Self {
        Self::with(&["ada".to_owned()], Some(&mail()))
    }

    /// With the accounts named, all with the password `seestern`, and mail for the first of them.
    pub(crate) fn with(users: &[String], mail: Option<&Path>) -> Self {
        Self::with_arguments(users, mail, &[])
    }

    /// The same, with more arguments.
    pub(crate) fn with_arguments(users: &[String], mail: Option<&Path>, more: &[&str]) -> Self {
        let mut command = Command::new(program());
        command.arg("serve").args(DOORS.iter().flat_map(|door| [format!("--{door}"), "0".into()]));
        for user in users {
            command.arg("--account").arg(format!("{user}:{PASSWORD}"));
        }
        if let Some(mail) = mail {
            command.arg("--mail").arg(mail);
        }
        let mut child = command.args(more).stdout(Stdio::piped()).spawn().expect("it starts");
        let out = child.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(out).lines();
        let ports = DOORS.map(|door| {
            let line = lines.next().expect("a line for each listener").expect("text");
            let address = line.strip_prefix(&format!("listening {door} 127.0.0.1:"));
            address.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("{line}"))
        });
        let [imap, pop3, smtp, submission, imaps, pop3s, submissions] = ports;
        Self { child, imap, pop3, smtp, submission, imaps, pop3s, submissions }
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
