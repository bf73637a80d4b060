//! A Postfix of our own: on loopback, in a folder that goes away. It takes mail for the accounts of
//! one domain, and every other address is an error.

use std::fmt::Write as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::Path;
use std::process::Command;

use crate::common::daemon::{Daemon, free_port};

pub(crate) struct Postfix {
    daemon: Daemon,
    pub(crate) smtp: u16,
    pub(crate) submission: u16,
}

/// What it is started with.
pub(crate) struct Wanted<'a> {
    pub(crate) domain: &'a str,
    pub(crate) users: &'a [String],
    /// Where an authentication server listens, in Dovecot's protocol.
    pub(crate) auth: &'a Path,
    /// A certificate and its key, in PEM.
    pub(crate) tls: (&'a Path, &'a Path),
}

impl Postfix {
    /// Only root can start it: its parts run as several users.
    pub(crate) fn start(program: &Path, wanted: &Wanted<'_>) -> Self {
        let [smtp, submission] = [free_port(), free_port()];
        let folder = std::env::temp_dir().join(format!("mailscope-postfix-{smtp}"));
        let _ = std::fs::remove_dir_all(&folder);
        for part in ["etc", "queue", "data", "mail"] {
            std::fs::create_dir_all(folder.join(part)).expect("a folder for Postfix");
        }
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&folder, open).expect("its processes may enter");
        let user = |name: &str, what: &str| {
            let output = Command::new("id").args([what, name]).output().expect("id runs");
            String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number")
        };
        let nobody: (u32, u32) = (user("nobody", "-u"), user("nobody", "-g"));
        chown(folder.join("mail"), Some(nobody.0), Some(nobody.1)).expect("mail has an owner");
        chown(folder.join("data"), Some(user("postfix", "-u")), None).expect("data has an owner");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.join("etc").join(name), text).expect("its configuration");
        };
        write("main.cf", &main_cf(&folder, wanted, nobody));
        write("master.cf", &master_cf(smtp, submission, wanted));
        let (mut mailboxes, mut logins) = (String::new(), String::new());
        for user in wanted.users {
            let address = format!("{user}@{}", wanted.domain);
            let _ = writeln!(mailboxes, "{address} {user}/");
            let _ = writeln!(logins, "{address} {user}");
        }
        write("mailboxes", &mailboxes);
        write("logins", &logins);
        let command = &mut Command::new(program);
        command.arg("-c").arg(folder.join("etc")).arg("start-fg");
        let daemon = Daemon::start(command, folder, submission);
        Self { daemon, smtp, submission }
    }

    pub(crate) fn log(&self) -> String {
        self.daemon.log()
    }

    /// The messages that were delivered to a user, with the ends of lines that Unix has.
    pub(crate) fn delivered(&self, user: &str) -> Vec<Vec<u8>> {
        let folder = self.daemon.folder().join("mail").join(user).join("new");
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let files = entries.map(|entry| entry.expect("a mail").path());
        files.map(|file| std::fs::read(file).expect("a mail")).collect()
    }
}

fn main_cf(folder: &Path, wanted: &Wanted<'_>, (uid, gid): (u32, u32)) -> String {
    let (folder, domain) = (folder.display(), wanted.domain);
    let (certificate, key) = (wanted.tls.0.display(), wanted.tls.1.display());
    format!(
        "compatibility_level = 3.7
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.{domain}
mydestination =
mynetworks =
alias_maps =
alias_database =
local_recipient_maps =
local_header_rewrite_clients =
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/etc/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 100
default_transport = error:this host connects to no other
smtpd_relay_restrictions = reject_unauth_destination
smtpd_sender_login_maps = texthash:{folder}/etc/logins
smtpd_reject_unlisted_sender = no
smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 1000
smtpd_hard_error_limit = 1000
smtpd_junk_command_limit = 100000
smtpd_forbid_bare_newline = yes
smtpd_forbid_unauth_pipelining = no
smtpd_recipient_limit = 100
smtpd_client_connection_count_limit = 0
message_size_limit = 10485760
"
    )
}

fn master_cf(smtp: u16, submission: u16, wanted: &Wanted<'_>) -> String {
    let auth = wanted.auth.display();
    format!(
        "127.0.0.1:{smtp} inet n - n - - smtpd
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_sasl_type=dovecot
  -o smtpd_sasl_path={auth}
  -o smtpd_delay_reject=no
  -o smtpd_sender_restrictions=reject_sender_login_mismatch,permit_sasl_authenticated,reject
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
tlsmgr unix - - n 1000? 1 tlsmgr
smtp unix - - n - - error
"
    )
}
