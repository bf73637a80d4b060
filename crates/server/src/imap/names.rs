//! Mailbox names, between the wire and the store.

use std::collections::BTreeMap;

use mailscope_base::limits::MAILBOX_NAME_OCTETS_MAX;
use mailscope_base::{AccountId, ChangeNumber};
use mailscope_store::{DELIMITER, INBOX};
use mailscope_wire::imap::{MailboxName, Status};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use super::{enabled::Enabled, mailbox_line, status::no_code, tell};
use crate::ServerCx;

/// The name as the store knows it (RFC 9051 §5.1, RFC 3501 §5.1.3), in Normalization Form C: a name
/// that a client composes otherwise is the same name in every command (RFC 9051 §5.1).
pub(super) fn read(name: &MailboxName, enabled: Enabled) -> Result<String, Status> {
    let Some(name) = name.decode(enabled.utf8_names()) else {
        return Err(no_code(
            "CANNOT",
            "the mailbox name is not modified UTF-7, RFC 3501 section 5.1.3",
        ));
    };
    Ok(match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => name,
        _ => name.nfc().collect(),
    })
}

/// The name as this client is told.
pub(super) fn write(name: &str, enabled: Enabled) -> MailboxName {
    MailboxName::of(name, enabled.utf8_names())
}

/// Why no new mailbox can have that name. The store would refuse most of them too; here is said
/// what is wrong.
pub(super) fn check_new(name: &str) -> Result<(), Status> {
    let refuse = |text: &str| Err(no_code("CANNOT", text));
    if name.is_empty() {
        return refuse("a mailbox name cannot be empty");
    }
    if name.len() > MAILBOX_NAME_OCTETS_MAX {
        return refuse(&format!("a mailbox name has at most {MAILBOX_NAME_OCTETS_MAX} octets"));
    }
    if name.contains(['%', '*']) {
        // RFC 9051 §5.1: allowed and ill-advised; no LIST could tell such names apart.
        return refuse("a name with % or * cannot be listed");
    }
    if name.split(DELIMITER).any(str::is_empty) {
        return refuse(&format!(
            "{DELIMITER} stands between two levels of a name, and no level is empty"
        ));
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        // RFC 9051 §5.1, RFC 5198 §2.
        return refuse("a mailbox name has no control characters and no line separators");
    }
    Ok(())
}

/// Every level above the name, from the top.
pub(super) fn superiors(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(DELIMITER).filter_map(|(at, _)| name.get(..at))
}

/// INBOX first, as most programs show mailboxes, and the others in their order.
pub(super) fn inbox_first<'n, T>(
    names: &'n BTreeMap<&'n str, T>,
) -> impl Iterator<Item = (&'n str, &'n T)> {
    let inbox = names.get_key_value(INBOX).into_iter();
    inbox.chain(names.iter().filter(|(name, _)| **name != INBOX)).map(|(name, of)| (*name, of))
}

/// Tells a client of `IMAP4rev2` that what it calls `old` is called `name` (RFC 9051 §6.3.9.7); in
/// `IMAP4rev1` there is no such answer.
pub(super) fn tell_old_name(
    account: AccountId,
    old: &MailboxName,
    name: &str,
    enabled: Enabled,
    about: Option<ChangeNumber>,
    cx: &mut ServerCx<'_>,
) {
    if !enabled.rev2 || write(name, enabled) == *old {
        return;
    }
    let Some(owner) = cx.host.account(account) else { return };
    let line = mailbox_line::of(owner, name, false, Some(old.clone()), enabled);
    tell(line, about, cx);
}
