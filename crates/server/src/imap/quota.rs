//! GETQUOTA, GETQUOTAROOT and SETQUOTA.

use bytes::Bytes;
use mailscope_base::AccountId;
use mailscope_store::Quota;
use mailscope_wire::imap::{MailboxName, QuotaResource, Status, Untagged};

use super::{
    ImapServer, names,
    refusal::refusal,
    status::{no_code, ok},
    tell,
};
use crate::{ServerCx, ServerEvent};

/// The one quota root of an account; all of its mailboxes are in it.
const ROOT: Bytes = Bytes::new();

/// RFC 9208 §5.1: STORAGE counts in units of so many octets.
const STORAGE_UNIT: u64 = 1024;

pub(super) fn get(session: &ImapServer, root: &Bytes, cx: &mut ServerCx<'_>) -> Option<Status> {
    // Command: RFC 9208 §4.1.1.
    let account = session.account()?;
    if *root != ROOT {
        return Some(no_such_root());
    }
    tell_quota(account, cx);
    Some(ok("GETQUOTA completed"))
}

pub(super) fn get_root(
    session: &ImapServer,
    name: &MailboxName,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9208 §4.1.2: "the mailbox name parameter doesn't have to reference an existing
    // mailbox".
    let account = session.account()?;
    let name = match names::read(name, session.enabled) {
        Ok(name) => name,
        Err(refused) => return Some(refused),
    };
    let mailbox = names::write(&name, session.enabled);
    tell(Untagged::QuotaRoot { mailbox, roots: vec![ROOT] }, None, cx);
    tell_quota(account, cx);
    Some(ok("GETQUOTAROOT completed"))
}

pub(super) fn set(
    session: &ImapServer,
    root: &Bytes,
    limits: &[(String, u64)],
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 9208 §4.1.3. Nobody else administers these accounts, so each user may.
    let account = session.account()?;
    if *root != ROOT {
        return Some(no_such_root());
    }
    let set = quota_of(limits).and_then(|quota| cx.host.set_quota(account, quota).map_err(refusal));
    match set {
        Ok(change) => {
            if let Some(change) = change {
                cx.tell(ServerEvent::Changed(change));
            }
            tell_quota(account, cx);
            Some(ok("SETQUOTA completed"))
        }
        Err(refused) => Some(refused),
    }
}

/// Not: RFC 9208 §5.3: only storage and messages are counted.
///
/// Not: RFC 9208 §5.4: there are no annotations.
///
/// RFC 9208 §4.1.3: what is not listed has no limit any more.
fn quota_of(limits: &[(String, u64)]) -> Result<Quota, Status> {
    let mut quota = Quota::default();
    for (resource, limit) in limits {
        if resource.eq_ignore_ascii_case("STORAGE") {
            quota.storage_octets = Some(limit.saturating_mul(STORAGE_UNIT));
        } else if resource.eq_ignore_ascii_case("MESSAGE") {
            quota.messages = Some(*limit);
        } else {
            let text = "only STORAGE and MESSAGE can be limited here, RFC 9208 section 5";
            return Err(no_code("CANNOT", text));
        }
    }
    Ok(quota)
}

fn no_such_root() -> Status {
    no_code("NONEXISTENT", "no such quota root; the only one is called \"\"")
}

fn tell_quota(account: AccountId, cx: &mut ServerCx<'_>) {
    let Some(owner) = cx.host.account(account) else { return };
    let Quota { storage_octets, messages } = owner.quota();
    let storage = storage_octets.map(|limit| QuotaResource {
        name: "STORAGE".to_owned(),
        usage: owner.octets().div_ceil(STORAGE_UNIT),
        limit: limit / STORAGE_UNIT,
    });
    let messages = messages.map(|limit| QuotaResource {
        name: "MESSAGE".to_owned(),
        usage: owner.messages(),
        limit,
    });
    // RFC 9208 §4.2.1: "Resources not named in the list are not limited".
    let resources = storage.into_iter().chain(messages).collect();
    tell(Untagged::Quota { root: ROOT, resources }, None, cx);
}
