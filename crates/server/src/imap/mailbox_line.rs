//! `LIST` for one mailbox that nobody has listed: SELECT of `IMAP4rev2` and NOTIFY tell it.

use mailscope_store::{Account, DELIMITER, Mailbox, SpecialUse};
use mailscope_wire::imap::{Attribute, ListExtension, MailboxName, Untagged};

use super::enabled::Enabled;
use super::names;

/// The line of `name`, which need not be a mailbox; `subscribed` tells also whether it is
/// subscribed to, `old` what it was called before (RFC 9051 §6.3.9.7).
pub(super) fn of(
    account: &Account,
    name: &str,
    subscribed: bool,
    old: Option<MailboxName>,
    enabled: Enabled,
) -> Untagged {
    let mailbox = account.mailbox(name);
    let children = if account.has_children(name) { "\\HasChildren" } else { "\\HasNoChildren" };
    let attributes = mailbox
        .is_none()
        .then_some("\\NonExistent")
        .into_iter()
        .chain((subscribed && account.is_subscribed(name)).then_some("\\Subscribed"))
        .chain([children])
        .chain(mailbox.and_then(Mailbox::role).map(SpecialUse::attribute));
    Untagged::List {
        attributes: attributes.map(|attribute| Attribute(attribute.to_owned())).collect(),
        delimiter: Some(DELIMITER),
        mailbox: names::write(name, enabled),
        extended: old.map(ListExtension::OldName).into_iter().collect(),
    }
}
