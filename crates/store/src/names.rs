//! Names of mailboxes.

use std::borrow::Cow;

use mailscope_base::UidValidity;
use mailscope_base::limits::MAILBOX_NAME_OCTETS_MAX;

use crate::{DELIMITER, INBOX};

/// Which mailbox of an account is meant: a name is a person's word for it and can change; the
/// UIDVALIDITY stays with a mailbox and never names another one.
#[derive(Clone, Copy, Debug)]
pub enum MailboxRef<'a> {
    /// The mailbox that has this name now.
    Named(&'a str),
    /// The mailbox with this UIDVALIDITY, whatever its name is now.
    Valid(UidValidity),
}

impl<'a> From<&'a str> for MailboxRef<'a> {
    fn from(name: &'a str) -> Self {
        Self::Named(name)
    }
}

impl<'a> From<&'a String> for MailboxRef<'a> {
    fn from(name: &'a String) -> Self {
        Self::Named(name)
    }
}

impl From<UidValidity> for MailboxRef<'_> {
    fn from(validity: UidValidity) -> Self {
        Self::Valid(validity)
    }
}

/// The name with a first level `INBOX` in its one spelling (RFC 9051 §5.1): what is below `inbox` is
/// below INBOX. Other names as they are.
pub(crate) fn canonical(name: &str) -> Cow<'_, str> {
    match name.split_at_checked(INBOX.len()) {
        Some((first, rest))
            if first != INBOX
                && first.eq_ignore_ascii_case(INBOX)
                && (rest.is_empty() || rest.starts_with(DELIMITER)) =>
        {
            Cow::Owned(format!("{INBOX}{rest}"))
        }
        _ => Cow::Borrowed(name),
    }
}

/// Whether a mailbox can be called `name`: levels that are not empty, without what Net-Unicode
/// rules out: control characters, line and paragraph separators (RFC 9051 §5.1, RFC 5198 §2).
pub(crate) fn is_usable(name: &str) -> bool {
    let fits = |c: char| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}');
    name.len() <= MAILBOX_NAME_OCTETS_MAX
        && name.chars().all(fits)
        && name.split(DELIMITER).all(|level| !level.is_empty())
}

/// The name in a renamed tree: `from/x` under `to` is `to/x`.
pub(crate) fn moved(name: &str, from: &str, to: &str) -> Option<String> {
    let rest = name.strip_prefix(from)?;
    (rest.is_empty() || rest.starts_with(DELIMITER)).then(|| format!("{to}{rest}"))
}
