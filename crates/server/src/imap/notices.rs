//! What a session hears of changes that others make: for its selected mailbox, and by NOTIFY for
//! all others (RFC 5465 §5).

use std::collections::BTreeMap;

use mailscope_base::{AccountId, ChangeNumber, Flag, UidValidity};
use mailscope_store::{Account, Change, ChangeKind, DELIMITER, Mailbox};
use mailscope_wire::imap::{Code, StatusValue, Untagged};

use super::enabled::Enabled;
use super::status::{WithCode as _, ok};
use super::watch::{Events, MayExpunge, Watch, is_too_much};
use super::{ImapServer, State, mailbox_line, names, tell, updates};
use crate::ServerCx;

/// Hears of changes and tells at once what may be told at once.
pub(super) fn hear(session: &mut ImapServer, changes: &[Change], cx: &mut ServerCx<'_>) {
    let Some(account) = session.account() else { return };
    if let Some((_, selection)) = session.state.selection_mut() {
        for change in changes {
            selection.hear(change);
        }
        let validity = selection.validity();
        if let Some(why) = changes.iter().find_map(|change| end_of(validity, &change.kind)) {
            return session.hang_up(why, cx);
        }
    }
    let now = match session.state {
        // RFC 9051 §6.3.13: IDLE is a command in progress.
        State::Idling { .. } => Some(MayExpunge(true)),
        _ => session.watch.tells_at_once(),
    };
    if let Some(MayExpunge(may_expunge)) = now {
        updates::send(session, may_expunge, cx);
    }
    if session.watch.is_wide() {
        tell_others(session, account, changes, cx);
    }
}

/// Why a session that has this mailbox selected cannot go on after the change, if it cannot.
fn end_of(selected: UidValidity, change: &ChangeKind) -> Option<&'static str> {
    match change {
        // RFC 2180 §3.3: there is nothing left that its commands could mean.
        ChangeKind::MailboxDeleted { validity, .. } if *validity == selected => {
            Some("the selected mailbox has been deleted")
        }
        // RFC 9051 §2.3.1.1: "The unique identifier of a message MUST NOT change during the session".
        // Dovecot ends such sessions too: "IMAP session state is inconsistent, please relogin."
        ChangeKind::MailboxRenumbered { before, .. } if *before == selected => {
            Some("the UIDs of the selected mailbox have changed, please log in again")
        }
        _ => None,
    }
}

/// Tells of the mailboxes that are not selected.
fn tell_others(
    session: &mut ImapServer,
    account: AccountId,
    changes: &[Change],
    cx: &mut ServerCx<'_>,
) {
    let selected = session.state.selection_mut().map(|(_, selection)| selection.validity());
    let Some(owner) = cx.host.account(account) else { return };
    let mut news = News::new(owner, &session.watch, session.enabled);
    for change in changes.iter().filter(|change| change.account == account) {
        // RFC 5465 §6: only SELECTED is about the messages of the selected mailbox.
        if change.kind.place().is_none() || change.kind.validity() != selected {
            news.take(change);
        }
    }
    let lines = news.finish();
    if is_too_much(lines.len()) {
        // RFC 5465 §5.8: as if the client had said NOTIFY NONE.
        session.watch = Watch::nothing();
        let status = ok("too much has happened; NOTIFY is over")
            .with_code(Code::Atom("NOTIFICATIONOVERFLOW".to_owned()));
        return tell(Untagged::Status(status), None, cx);
    }
    for (line, about) in lines {
        tell(line, Some(about), cx);
    }
}

/// What there is to tell of the mailboxes that are not selected.
struct News<'a> {
    owner: &'a Account,
    watch: &'a Watch,
    enabled: Enabled,
    /// One line for each change of names or subscriptions, in their order.
    lines: Vec<(Untagged, ChangeNumber)>,
    /// One STATUS for each mailbox, however much has changed in it.
    standing: BTreeMap<UidValidity, Standing>,
    /// The mailbox renamed last that was below no other: what is below it follows unsaid.
    renamed: Option<(&'a str, &'a str)>,
}

/// What a STATUS has to tell.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "the groups of items of RFC 5465 §5")]
struct Standing {
    about: ChangeNumber,
    count: bool,
    flags: bool,
    seen: bool,
    validity: bool,
}

impl<'a> News<'a> {
    fn new(owner: &'a Account, watch: &'a Watch, enabled: Enabled) -> Self {
        let (lines, standing) = (Vec::new(), BTreeMap::new());
        Self { owner, watch, enabled, lines, standing, renamed: None }
    }

    fn take(&mut self, change: &'a Change) {
        let about = change.number;
        match &change.kind {
            ChangeKind::Appended { mailbox, validity, .. } => {
                self.mark(mailbox, *validity, about, |events, standing| {
                    standing.count |= events.new;
                });
            }
            ChangeKind::Expunged { mailbox, validity, .. } => {
                self.mark(mailbox, *validity, about, |events, standing| {
                    standing.count |= events.gone;
                });
            }
            ChangeKind::FlagsSet { mailbox, validity, before, after, .. } => {
                let seen = before.contains(&Flag::Seen) != after.contains(&Flag::Seen);
                self.mark(mailbox, *validity, about, |events, standing| {
                    standing.flags |= events.flags;
                    standing.seen |= events.flags && seen;
                });
            }
            ChangeKind::MailboxCreated { mailbox, validity } => {
                self.name(mailbox, about);
                self.parent_of(mailbox, about);
                // RFC 5465 §5.1: FlagChange also tells of a new UIDVALIDITY.
                self.mark(mailbox, *validity, about, |events, standing| {
                    standing.validity |= events.flags;
                });
            }
            ChangeKind::MailboxDeleted { mailbox, validity } => {
                self.standing.remove(validity);
                self.name(mailbox, about);
                self.parent_of(mailbox, about);
            }
            ChangeKind::MailboxRenumbered { mailbox, before, validity } => {
                self.standing.remove(before);
                // RFC 5465 §5.1: FlagChange also tells of a new UIDVALIDITY.
                self.mark(mailbox, *validity, about, |events, standing| {
                    standing.validity |= events.flags;
                });
            }
            ChangeKind::MailboxRenamed { from, to, .. } => self.rename(from, to, about),
            ChangeKind::Subscribed { mailbox } | ChangeKind::Unsubscribed { mailbox } => {
                self.subscription(mailbox, about);
            }
            _ => {}
        }
    }

    /// Marks what is to be told of a mailbox.
    fn mark(
        &mut self,
        name: &str,
        validity: UidValidity,
        about: ChangeNumber,
        set: impl FnOnce(Events, &mut Standing),
    ) {
        let events = self.watch.events_of(name, self.owner);
        if !events.of_messages() {
            return;
        }
        let none = Standing { about, count: false, flags: false, seen: false, validity: false };
        let standing = self.standing.entry(validity).or_insert(none);
        standing.about = about;
        set(events, standing);
    }

    /// RFC 5465 §5.4: a mailbox that came or went.
    fn name(&mut self, name: &str, about: ChangeNumber) {
        if self.watch.events_of(name, self.owner).names {
            self.line(name, false, None, about);
        }
    }

    /// RFC 5465 §5.5: a name that is or is no longer subscribed to.
    fn subscription(&mut self, name: &str, about: ChangeNumber) {
        if self.watch.events_of(name, self.owner).subscriptions {
            self.line(name, true, None, about);
        }
    }

    /// RFC 5465 §5.4: the direct parent is affected too, whether it is a mailbox or not.
    fn parent_of(&mut self, name: &str, about: ChangeNumber) {
        if let Some((parent, _)) = name.rsplit_once(DELIMITER) {
            self.name(parent, about);
        }
    }

    /// RFC 5465 §5.4: children are renamed too, and nothing is said of them.
    fn rename(&mut self, from: &'a str, to: &'a str, about: ChangeNumber) {
        let below = |name: &'a str, top: &str| {
            name.strip_prefix(top).filter(|rest| rest.starts_with(DELIMITER))
        };
        let follows = self.renamed.is_some_and(|(top, new)| {
            below(from, top).is_some_and(|rest| below(to, new) == Some(rest))
        });
        if follows {
            return;
        }
        self.renamed = Some((from, to));
        let events = [from, to].map(|name| self.watch.events_of(name, self.owner));
        if events.iter().any(|events| events.names) {
            self.line(to, false, Some(from), about);
        }
    }

    fn line(&mut self, name: &str, subscribed: bool, old: Option<&str>, about: ChangeNumber) {
        let old = old.map(|old| names::write(old, self.enabled));
        let line = mailbox_line::of(self.owner, name, subscribed, old, self.enabled);
        self.lines.push((line, about));
    }

    fn finish(self) -> Vec<(Untagged, ChangeNumber)> {
        let Self { owner, enabled, mut lines, standing, .. } = self;
        lines.extend(standing.into_iter().filter_map(|(validity, standing)| {
            let mailbox = owner.mailbox_by_validity(validity)?;
            let values = values(mailbox, standing, enabled);
            let name = names::write(mailbox.name(), enabled);
            (!values.is_empty())
                .then_some((Untagged::StatusData { mailbox: name, values }, standing.about))
        }));
        lines
    }
}

/// RFC 5465 §5.1 to §5.3: what STATUS tells of which events.
fn values(mailbox: &Mailbox, standing: Standing, enabled: Enabled) -> Vec<StatusValue> {
    let Standing { count, flags, seen, validity, .. } = standing;
    let mut values = Vec::new();
    if count {
        values.push(StatusValue::UidNext(mailbox.uid_next()));
        values.push(StatusValue::Messages(number(mailbox.messages().len())));
    }
    if enabled.condstore && (count || flags) {
        values.push(StatusValue::HighestModSeq(mailbox.highest_modseq()));
    }
    if validity || enabled.condstore && flags {
        values.push(StatusValue::UidValidity(mailbox.uid_validity()));
    }
    if seen {
        values.push(StatusValue::Unseen(number(mailbox.unseen().len())));
    }
    values
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
