//! The store that `serve` begins with: accounts, and mail from files.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use mailscope_base::{AccountId, DateTime, UidValidity, limits};
use mailscope_store::import::{Importer, Problem, Reason};
use mailscope_store::{Mail, NewMessage, SpecialUse, Store};

use crate::Failure;

/// Mailboxes that every account has beside INBOX.
const MAILBOXES: [(&str, SpecialUse); 3] =
    [("Drafts", SpecialUse::Drafts), ("Sent", SpecialUse::Sent), ("Trash", SpecialUse::Trash)];

pub(super) fn store(
    domain: &str,
    accounts: &[(String, String)],
    files: &[PathBuf],
) -> Result<Store, Failure> {
    // A new store is a new world: clients that remember an older one see by the validity that it is
    // gone.
    let validity = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .ok()
        .and_then(|since| usize::try_from(since.as_secs()).ok())
        .and_then(UidValidity::new);
    let mut store = Store::new(validity.unwrap_or(UidValidity(std::num::NonZeroU32::MIN)));
    let mut first = None;
    for (user, password) in accounts {
        let account = store.create_account(user, domain, password);
        first.get_or_insert(account);
        for (name, role) in MAILBOXES {
            store
                .create_mailbox(account, name, Some(role))
                .map_err(|error| Failure::new(format!("{name}: {error}")))?;
        }
    }
    if let Some(first) = first {
        for file in files {
            load(&mut store, first, file)?;
        }
    }
    Ok(store)
}

/// Loads a file, or every mail file of a folder in the order of their names.
fn load(store: &mut Store, account: AccountId, path: &Path) -> Result<(), Failure> {
    let cannot = |error| Failure::new(format!("{} cannot be read: {error}", path.display()));
    if !path.is_dir() {
        return load_file(store, account, path);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(cannot)? {
        let file = entry.map_err(cannot)?.path();
        let mail = file.extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("eml") || extension.eq_ignore_ascii_case("mbox")
        });
        if mail && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    files.iter().try_for_each(|file| load_file(store, account, file))
}

fn load_file(store: &mut Store, account: AccountId, path: &Path) -> Result<(), Failure> {
    let name = path.display();
    let bytes = std::fs::read(path)
        .map_err(|error| Failure::new(format!("{name} cannot be read: {error}")))?;
    if bytes.len() > limits::IMPORT_OCTETS_MAX {
        let max = limits::IMPORT_OCTETS_MAX;
        return Err(Failure::new(format!("{name} has more than {max} octets")));
    }
    let mut good = 0_usize;
    for message in Importer::new(&name.to_string(), Bytes::from(bytes)) {
        match message {
            Ok(mail) => {
                let mail = Mail::new(mail);
                let undated = DateTime { unix_secs: 0, offset_mins: 0 };
                let received = mail.summary().date.unwrap_or(undated);
                store
                    .append(account, "INBOX", NewMessage::arriving(mail, received))
                    .map_err(|error| Failure::new(format!("{name}: {error}")))?;
                good += 1;
            }
            Err(problem) => eprintln!("mailscope: {name}: {}; it is left out", why(problem)),
        }
    }
    if good == 0 {
        return Err(Failure::new(format!("{name} holds no message that can be read")));
    }
    Ok(())
}

fn why(problem: Problem) -> String {
    let Problem { nth, line, reason } = problem;
    let what = match reason {
        Reason::Empty => "is empty".to_owned(),
        Reason::NotText => "contains a zero byte, so it is not a text".to_owned(),
        Reason::NoHeader => "does not begin with header fields".to_owned(),
        Reason::HeaderCutShort => "has a header that breaks off".to_owned(),
        Reason::TooLarge { octets, limit } => {
            format!("has {octets} octets, and at most {limit} are accepted")
        }
        Reason::TooMany { limit } => {
            format!("and all after it are not read: at most {limit} are accepted")
        }
    };
    format!("message {nth} (line {line}) {what}")
}
