//! LSUB.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::AccountId;
use mailscope_store::DELIMITER;
use mailscope_wire::imap::{Attribute, Status, Untagged};

use super::{ImapServer, enabled::Enabled, names, pattern::Pattern, status::ok, tell};
use crate::ServerCx;

pub(super) fn run(
    session: &ImapServer,
    reference: &Bytes,
    pattern: &Bytes,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 3501 §6.3.9. `IMAP4rev2` has LIST (SUBSCRIBED) instead (RFC 9051 §6.3.9.1).
    let account = session.account()?;
    if let Some(pattern) = Pattern::new(reference, pattern, session.enabled) {
        lsub(account, session.enabled, &pattern, cx);
    }
    Some(ok("LSUB completed"))
}

fn lsub(account: AccountId, enabled: Enabled, pattern: &Pattern, cx: &mut ServerCx<'_>) {
    let Some(owner) = cx.host.account(account).cloned() else { return };
    // What is told, and whether it cannot be selected.
    let mut told: BTreeMap<&str, bool> = BTreeMap::new();
    for name in owner.subscriptions() {
        if pattern.matches(name) {
            told.insert(name, owner.mailbox(name).is_none());
        } else if pattern.asks_for_levels() {
            // RFC 3501 §6.3.9: "foo/bar" is subscribed to and "foo" is not; "%" must return foo,
            // with \Noselect, also if there is such a mailbox.
            for above in names::superiors(name).filter(|above| pattern.matches(above)) {
                if !owner.is_subscribed(above) {
                    told.insert(above, true);
                }
            }
        }
    }
    for (name, no_select) in names::inbox_first(&told) {
        let attribute = no_select.then(|| Attribute("\\Noselect".to_owned()));
        let attributes = attribute.into_iter().collect();
        let (delimiter, mailbox) = (Some(DELIMITER), names::write(name, enabled));
        tell(Untagged::Lsub { attributes, delimiter, mailbox }, None, cx);
    }
}
