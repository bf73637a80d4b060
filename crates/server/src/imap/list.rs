//! LIST.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::AccountId;
use mailscope_base::limits::MAILBOX_NAME_OCTETS_MAX;
use mailscope_store::{Account, DELIMITER, INBOX, Mailbox};
use mailscope_wire::imap::{Attribute, ListReturn, ListSelection, MailboxName, Status, Untagged};

use super::{ImapServer, status::ok, tell};
use crate::ServerCx;

/// What LIST asks for.
pub(super) struct Request {
    pub(super) selection: Vec<ListSelection>,
    pub(super) reference: Bytes,
    pub(super) patterns: Vec<Bytes>,
    pub(super) returns: Option<Vec<ListReturn>>,
}

pub(super) fn run(
    session: &ImapServer,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let _ = (&request.selection, &request.returns);
    Some(list(session.account()?, &request.reference, request.patterns.first()?, cx))
}

fn list(account: AccountId, reference: &[u8], pattern: &[u8], cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 9051 §6.3.9, RFC 3501 §6.3.8, RFC 3348 (CHILDREN), RFC 6154 §2 (attributes).
    let delimiter = Some(DELIMITER);
    if pattern.is_empty() {
        // RFC 9051 §6.3.9: asks for the delimiter and the root, not for mailboxes.
        let attributes = vec![Attribute("\\Noselect".to_owned())];
        let mailbox = MailboxName::new("");
        tell(Untagged::List { attributes, delimiter, mailbox, extended: Vec::new() }, None, cx);
        return ok("LIST completed");
    }
    // How the reference is used is for the server to say (RFC 9051 §6.3.9); here it simply comes
    // first.
    let pattern = Pattern::new(&[reference, pattern].concat());
    let Some(owner) = cx.host.account(account) else { return ok("LIST completed") };
    let names = levels(owner);
    let matching: Vec<_> = names
        .iter()
        .filter(|(name, _)| pattern.matches(name))
        .map(|(name, mailbox)| Untagged::List {
            attributes: attributes(name, *mailbox, &names),
            delimiter,
            mailbox: MailboxName::new(name),
            extended: Vec::new(),
        })
        .collect();
    for line in matching {
        tell(line, None, cx);
    }
    ok("LIST completed")
}

/// Mailboxes by name and, without a mailbox, the levels above them that are none.
fn levels(account: &Account) -> BTreeMap<&str, Option<&Mailbox>> {
    let mut names = BTreeMap::new();
    for mailbox in account.mailboxes() {
        let name: &str = mailbox.name();
        for (at, _) in name.match_indices(DELIMITER) {
            names.entry(name.get(..at).unwrap_or_default()).or_insert(None);
        }
        names.insert(name, Some(mailbox));
    }
    names
}

fn attributes(
    name: &str,
    mailbox: Option<&Mailbox>,
    names: &BTreeMap<&str, Option<&Mailbox>>,
) -> Vec<Attribute> {
    let below = format!("{name}{DELIMITER}");
    let has_children =
        names.range(below.as_str()..).next().is_some_and(|(next, _)| next.starts_with(&below));
    // RFC 3501 §6.3.8: a level that is no mailbox is returned with `\Noselect`.
    let noselect = mailbox.is_none().then_some("\\Noselect");
    let children = if has_children { "\\HasChildren" } else { "\\HasNoChildren" };
    let role = mailbox.and_then(Mailbox::role).map(mailscope_store::SpecialUse::attribute);
    let all = noselect.into_iter().chain([children]).chain(role);
    all.map(|attribute| Attribute(attribute.to_owned())).collect()
}

/// `list-mailbox` with its wildcards: `*` is anything, `%` anything within one level.
struct Pattern(Vec<u8>);

impl Pattern {
    fn new(text: &[u8]) -> Self {
        let mut pattern: Vec<u8> = Vec::with_capacity(text.len());
        for &octet in text {
            match (pattern.last(), octet) {
                // Neighbouring wildcards mean the most of them.
                (Some(b'*'), b'*' | b'%') | (Some(b'%'), b'%') => {}
                (Some(b'%'), b'*') => {
                    pattern.pop();
                    pattern.push(b'*');
                }
                _ => pattern.push(octet),
            }
        }
        Self(pattern)
    }

    fn matches(&self, name: &str) -> bool {
        if self.0.len() > 2 * MAILBOX_NAME_OCTETS_MAX + 1 {
            return false;
        }
        // RFC 9051 §5.1: INBOX is the one name without case, also as the level above others.
        let below = name.strip_prefix(INBOX);
        let is_inbox = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(DELIMITER));
        self.fits(name, if is_inbox { INBOX.len() } else { 0 })
    }

    /// The places in the pattern that the name so far can have reached, octet by octet: no
    /// backtracking, so no pattern is slow. The first `any_case` octets may differ in case.
    fn fits(&self, name: &str, any_case: usize) -> bool {
        let mut at = vec![false; self.0.len() + 1];
        if let Some(first) = at.first_mut() {
            *first = true;
        }
        self.skip_wildcards(&mut at);
        for (place, octet) in name.bytes().enumerate() {
            let mut next = vec![false; at.len()];
            for (i, _) in at.iter().enumerate().filter(|(_, reached)| **reached) {
                let Some(&wanted) = self.0.get(i) else { continue };
                let stays = wanted == b'*' || wanted == b'%' && char::from(octet) != DELIMITER;
                let same =
                    wanted == octet || place < any_case && wanted.eq_ignore_ascii_case(&octet);
                let reached = if stays { i } else { i + 1 };
                if (stays || same && !matches!(wanted, b'*' | b'%'))
                    && let Some(place) = next.get_mut(reached)
                {
                    *place = true;
                }
            }
            self.skip_wildcards(&mut next);
            at = next;
        }
        at.last().copied().unwrap_or(false)
    }

    /// A wildcard also stands for nothing.
    fn skip_wildcards(&self, at: &mut [bool]) {
        for (i, octet) in self.0.iter().enumerate() {
            if matches!(octet, b'*' | b'%')
                && at.get(i) == Some(&true)
                && let Some(after) = at.get_mut(i + 1)
            {
                *after = true;
            }
        }
    }
}
