//! LIST.

use std::collections::BTreeMap;

use bytes::Bytes;
use mailscope_base::AccountId;
use mailscope_store::{Account, DELIMITER, Mailbox, SpecialUse};
use mailscope_wire::imap::{
    Attribute, ListExtension, ListReturn, ListSelection, MailboxName, Status, StatusItem, Untagged,
};

use super::{ImapServer, names, pattern::Pattern, status::ok, status_data, tell};
use crate::ServerCx;

/// What LIST asks for.
pub(super) struct Request {
    pub(super) selection: Vec<ListSelection>,
    pub(super) reference: Bytes,
    pub(super) patterns: Vec<Bytes>,
    pub(super) returns: Option<Vec<ListReturn>>,
}

pub(super) fn run(
    session: &mut ImapServer,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    Some(list(session.account()?, session, request, cx))
}

fn list(
    account: AccountId,
    session: &mut ImapServer,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Status {
    // Command: RFC 9051 §6.3.9, RFC 3501 §6.3.8, RFC 5258 §3.1, §3.2, §3.3, §3.5 and §4
    // (extended), RFC 3348 (CHILDREN),
    // RFC 6154 §2 (SPECIAL-USE), RFC 5819 §2 (STATUS).
    let options = Options::of(request);
    if let Err(refused) = status_data::prepare(session, options.status, cx) {
        return refused;
    }
    if !options.extended && request.patterns.iter().all(Bytes::is_empty) {
        return root(cx);
    }
    // RFC 9051 §6.3.9: in the extended syntax, an empty pattern asks for nothing.
    let asked = request.patterns.iter().filter(|pattern| !pattern.is_empty());
    let patterns: Vec<_> =
        asked.filter_map(|p| Pattern::new(&request.reference, p, session.enabled)).collect();
    let Some(owner) = cx.host.account(account).cloned() else { return ok("LIST completed") };
    let names = names(&owner, &options, &patterns);
    for (name, entry) in names::inbox_first(&names).filter(|(_, entry)| entry.is_told) {
        let mailbox = names::write(name, session.enabled);
        let attributes = options.attributes(entry);
        // RFC 9051 §6.3.9.6: only where RECURSIVEMATCH asks for it.
        let child_info = options.recursive && entry.selected_below;
        let child_info =
            child_info.then(|| ListExtension::ChildInfo(vec!["SUBSCRIBED".to_owned()]));
        let extended = child_info.into_iter().collect();
        let delimiter = Some(DELIMITER);
        tell(Untagged::List { attributes, delimiter, mailbox, extended }, None, cx);
        // RFC 5819 §2: not for what is no mailbox, nor for what is told for the sake of others.
        if let Some(found) = entry.mailbox.filter(|_| entry.is_selected)
            && !options.status.is_empty()
        {
            let data = status_data::of(session, found, options.status);
            tell(data, None, cx);
        }
    }
    ok("LIST completed")
}

/// RFC 9051 §6.3.9: an empty pattern asks for the delimiter and the root, not for mailboxes.
fn root(cx: &mut ServerCx<'_>) -> Status {
    let attributes = vec![Attribute("\\Noselect".to_owned())];
    let (delimiter, mailbox) = (Some(DELIMITER), MailboxName::new(""));
    tell(Untagged::List { attributes, delimiter, mailbox, extended: Vec::new() }, None, cx);
    ok("LIST completed")
}

/// The options of one LIST, implied ones included.
#[allow(clippy::struct_excessive_bools, reason = "independent options of the protocol")]
struct Options<'a> {
    /// RFC 9051 §6.3.9 lists by what the extended syntax is known.
    extended: bool,
    /// Selection options: only what is subscribed, or has a special use.
    subscribed: bool,
    special_use: bool,
    recursive: bool,
    /// Return options.
    tell_subscribed: bool,
    tell_special_use: bool,
    tell_children: bool,
    status: &'a [StatusItem],
}

impl<'a> Options<'a> {
    /// `REMOTE` asks for more mailboxes; there are none elsewhere (RFC 9051 §6.3.9.1).
    fn of(request: &'a Request) -> Self {
        let selects = |option| request.selection.contains(&option);
        let extended = request.returns.is_some();
        let returns = request.returns.as_deref().unwrap_or_default();
        let (subscribed, special_use) =
            (selects(ListSelection::Subscribed), selects(ListSelection::SpecialUse));
        let status = returns.iter().find_map(|option| match option {
            ListReturn::Status(items) => Some(items.as_slice()),
            _ => None,
        });
        Self {
            extended,
            subscribed,
            special_use,
            recursive: selects(ListSelection::RecursiveMatch),
            // RFC 9051 §6.3.9.1, RFC 6154 §2: the selection option implies the return option.
            tell_subscribed: subscribed || returns.contains(&ListReturn::Subscribed),
            // A basic LIST may tell both (RFC 6154 §2, RFC 3348 §3); who can ask gets what it asks.
            tell_special_use: !extended || special_use || returns.contains(&ListReturn::SpecialUse),
            tell_children: !extended || returns.contains(&ListReturn::Children),
            status: status.unwrap_or_default(),
        }
    }

    const fn restricts(&self) -> bool {
        self.subscribed || self.special_use
    }

    fn selects(&self, entry: &Entry<'_>) -> bool {
        let role = entry.mailbox.and_then(Mailbox::role);
        // RFC 9051 §6.3.9: the options are cumulative.
        (entry.mailbox.is_some() || self.subscribed)
            && (!self.subscribed || entry.is_subscribed)
            && (!self.special_use || role.is_some())
    }

    fn attributes(&self, entry: &Entry<'_>) -> Vec<Attribute> {
        // RFC 3501 §7.2.2: a client that cannot ask for more knows only `\Noselect`.
        let missing = if self.extended { "\\NonExistent" } else { "\\Noselect" };
        let missing = entry.mailbox.is_none().then_some(missing);
        // RFC 9051 §6.3.9.6: a level that is no mailbox is told for the mailboxes below it.
        let is_level = entry.mailbox.is_none() && !entry.is_selected && !self.recursive;
        let children = if entry.has_children { "\\HasChildren" } else { "\\HasNoChildren" };
        let children = (self.tell_children || is_level).then_some(children);
        let subscribed = self.tell_subscribed && entry.is_subscribed;
        let subscribed = subscribed.then_some("\\Subscribed");
        let role = entry.mailbox.and_then(Mailbox::role).filter(|_| self.tell_special_use);
        let all = missing.into_iter().chain(children).chain(subscribed);
        let all = all.chain(role.map(SpecialUse::attribute));
        all.map(|attribute| Attribute(attribute.to_owned())).collect()
    }
}

/// A name that can be listed.
#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent facts about a name")]
struct Entry<'a> {
    /// Nothing if it is only a level above others, or only subscribed to.
    mailbox: Option<&'a Mailbox>,
    is_subscribed: bool,
    has_children: bool,
    /// Whether a pattern fits.
    fits: bool,
    /// Whether the selection options select it.
    is_selected: bool,
    /// Whether they select a name below it.
    selected_below: bool,
    /// Whether LIST answers it.
    is_told: bool,
}

/// Every mailbox, every name subscribed to, and every level above them: one walk over the names
/// of the account.
fn names<'a>(
    owner: &'a Account,
    options: &Options<'_>,
    patterns: &[Pattern],
) -> BTreeMap<&'a str, Entry<'a>> {
    let mut names: BTreeMap<&str, Entry<'_>> = BTreeMap::new();
    for mailbox in owner.mailboxes() {
        names.entry(mailbox.name()).or_default().mailbox = Some(mailbox);
        for above in names::superiors(mailbox.name()) {
            names.entry(above).or_default().has_children = true;
        }
    }
    if options.tell_subscribed {
        for name in owner.subscriptions() {
            names.entry(name).or_default().is_subscribed = true;
            for above in names::superiors(name) {
                names.entry(above).or_default();
            }
        }
    }
    for (name, entry) in &mut names {
        let fits = |pattern: &&Pattern| pattern.matches(name);
        entry.fits = patterns.iter().any(|pattern| fits(&pattern));
        entry.is_selected = options.selects(entry);
        entry.is_told = entry.fits && entry.is_selected;
        // RFC 9051 §6.3.9: levels are told to who asks with % at the end, and not where only
        // certain mailboxes are asked for.
        if entry.fits && entry.has_children && !options.restricts() {
            entry.is_told |= patterns.iter().filter(fits).any(Pattern::asks_for_levels);
        }
    }
    if options.recursive {
        look_below(&mut names);
    }
    names
}

/// RFC 9051 §6.3.9.3, 2.B: a name that is not selected is told if a selected name below it is not
/// told itself, as it fits no pattern; otherwise it would be redundant (§6.3.9.6).
fn look_below(names: &mut BTreeMap<&str, Entry<'_>>) {
    let selected = names.iter().filter(|(_, entry)| entry.is_selected);
    let selected: Vec<(&str, bool)> = selected.map(|(name, entry)| (*name, entry.fits)).collect();
    for (name, fits) in selected {
        for above in names::superiors(name) {
            if let Some(entry) = names.get_mut(above) {
                entry.selected_below = true;
                entry.is_told |= entry.fits && !fits;
            }
        }
    }
}
