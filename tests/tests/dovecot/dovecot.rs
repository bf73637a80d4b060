//! A Dovecot of our own: on loopback, in a folder that goes away, with any user and one password.

use std::fmt::Write as _;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::daemon::{Daemon, free_port};
use crate::common::serve::PASSWORD;

pub(crate) struct Dovecot {
    daemon: Daemon,
    /// IMAP.
    pub(crate) port: u16,
    pub(crate) pop3: u16,
}

impl Dovecot {
    pub(crate) fn start(program: &Path) -> Self {
        Self::with_mechanisms(program, "plain apop")
    }

    /// With these ways of SASL.
    pub(crate) fn with_mechanisms(program: &Path, mechanisms: &str) -> Self {
        let [port, pop3] = [free_port(), free_port()];
        let folder = std::env::temp_dir().join(format!("mailscope-dovecot-{port}"));
        let _ = std::fs::remove_dir_all(&folder);
        for part in ["base", "state", "mail"] {
            std::fs::create_dir_all(folder.join(part)).expect("a folder for Dovecot");
        }
        let open = std::fs::Permissions::from_mode(0o755);
        std::fs::set_permissions(&folder, open).expect("its processes may enter");
        let own = own_user();
        if own.is_root {
            let mail = folder.join("mail");
            chown(&mail, Some(own.uid), Some(own.gid)).expect("mail has an owner");
        }
        let file = folder.join("dovecot.conf");
        std::fs::write(&file, configuration(&folder, [port, pop3], &own, mechanisms))
            .expect("its configuration");
        let daemon =
            Daemon::start(Command::new(program).arg("-F").arg("-c").arg(&file), folder, port);
        Self { daemon, port, pop3 }
    }

    #[allow(dead_code, reason = "the bench beside other servers measures it")]
    pub(crate) fn pid(&self) -> u32 {
        self.daemon.pid()
    }

    /// Where its authentication server listens.
    #[allow(dead_code, reason = "Postfix asks it")]
    pub(crate) fn auth(&self) -> PathBuf {
        self.daemon.folder().join("auth")
    }
}

/// Who reads and writes the mail: root must not.
struct Owner {
    is_root: bool,
    uid: u32,
    gid: u32,
    user: String,
    group: String,
}

fn own_user() -> Owner {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().expect("id runs");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    };
    let is_root = id(&["-u"]) == "0";
    let whose: &[&str] = if is_root { &["nobody"] } else { &[] };
    let ask = |what: &str| id(&[&[what], whose].concat());
    Owner {
        is_root,
        uid: ask("-u").parse().expect("a number"),
        gid: ask("-g").parse().expect("a number"),
        user: ask("-un"),
        group: ask("-gn"),
    }
}

fn configuration(folder: &Path, [port, pop3]: [u16; 2], owner: &Owner, mechanisms: &str) -> String {
    let listeners = listeners(folder, [port, pop3]);
    let (folder, user, group) = (folder.display(), &owner.user, &owner.group);
    let mut text = format!(
        "protocols = imap pop3
listen = 127.0.0.1
instance_name = mailscope-judge
base_dir = {folder}/base
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = {mechanisms}
pop3_lock_session = yes
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
mail_max_userip_connections = 1000
mail_location = sdbox:~/mail
mailbox_idle_check_interval = 1 secs
auth_failure_delay = 0
imap_idle_notify_interval = 29 mins
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
{listeners}namespace inbox {{
  inbox = yes
  separator = /
"
    );
    for role in ["Drafts", "Sent", "Trash"] {
        let _ = write!(
            text,
            "  mailbox {role} {{\n    auto = create\n    special_use = \\{role}\n  }}\n"
        );
    }
    text + "}\n"
}

fn listeners(folder: &Path, [port, pop3]: [u16; 2]) -> String {
    let folder = folder.display();
    format!(
        "service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service pop3-login {{
  chroot =
  service_count = 0
  inet_listener pop3 {{
    address = 127.0.0.1
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = 0
  }}
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"
    )
}
