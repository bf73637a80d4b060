//! NOTIFY.

use mailscope_base::AccountId;
use mailscope_store::Mailbox;
use mailscope_wire::imap::command::{EventGroup, FilterMailboxes, Notify, NotifyEvent};
use mailscope_wire::imap::{Code, FetchItem, MailboxName, Status, StatusValue, Untagged};

use super::enabled::Enabled;
use super::status::{WithCode as _, bad, no, no_code, ok};
use super::watch::{Events, Filter, Group, Request, Selected, Watch, is_too_much};
use super::{ImapServer, names, tell, updates};
use crate::ServerCx;

/// What this server can tell of (RFC 5465 §8, `event-name`).
///
/// Not: RFC 5465 §5.6: there is no METADATA.
///
/// Not: RFC 5465 §5.7: there is no METADATA.
///
/// Not: RFC 5465 §7: there are no searches that go on (CONTEXT).
const SUPPORTED: [&str; 5] =
    ["MessageNew", "MessageExpunge", "FlagChange", "MailboxName", "SubscriptionChange"];

pub(super) fn run(
    session: &mut ImapServer,
    notify: &Notify,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    // Command: RFC 5465 §3.1 and §5.
    let account = session.account()?;
    let watch = match notify {
        Notify::None => Watch::nothing(),
        Notify::Set { groups, .. } => match check(groups, session.enabled) {
            Ok(request) => Watch::for_request(request),
            Err(status) => return Some(status),
        },
    };
    if matches!(notify, Notify::Set { .. }) {
        // RFC 5465 §3.1: an implicit NOOP comes first, whatever was wanted before.
        session.watch = Watch::default();
        updates::send(session, true, cx);
    }
    if matches!(notify, Notify::Set { status: true, .. }) {
        let lines = statuses(session, &watch, account, cx);
        if is_too_much(lines.len()) {
            session.watch = Watch::nothing();
            return Some(no_code("NOTIFICATIONOVERFLOW", "too many mailboxes to be told of"));
        }
        for line in lines {
            tell(line, None, cx);
        }
    }
    session.watch = watch;
    Some(ok("NOTIFY completed"))
}

/// RFC 5465 §5 and §6: what goes together.
fn check(groups: &[EventGroup], enabled: Enabled) -> Result<Request, Status> {
    let mut request = Request::default();
    for EventGroup { mailboxes, events } in groups {
        let (found, items) = read_events(events)?;
        let delayed = match mailboxes {
            FilterMailboxes::Selected => Some(false),
            FilterMailboxes::SelectedDelayed => Some(true),
            _ => None,
        };
        let Some(delayed) = delayed else {
            if items.is_some() {
                return Err(bad("NOTIFY: only SELECTED can have messages fetched"));
            }
            let mailboxes = read_filter(mailboxes, enabled)?;
            request.others.push(Group { mailboxes, events: found });
            continue;
        };
        if found.names || found.subscriptions {
            return Err(bad("NOTIFY: SELECTED is about messages only"));
        }
        if request.selected.is_some() {
            return Err(bad("NOTIFY: SELECTED and SELECTED-DELAYED can be given once"));
        }
        let items = items.unwrap_or_default().to_vec();
        request.selected = Some(Selected { delayed, events: found, items });
    }
    if groups.iter().flat_map(|group| &group.events).any(|event| !is_supported(event)) {
        let supported = SUPPORTED.map(str::to_owned).to_vec();
        return Err(
            no("this server does not tell of such events").with_code(Code::BadEvent(supported))
        );
    }
    Ok(request)
}

const fn is_supported(event: &NotifyEvent) -> bool {
    matches!(
        event,
        NotifyEvent::MessageNew(_)
            | NotifyEvent::MessageExpunge
            | NotifyEvent::FlagChange
            | NotifyEvent::MailboxName
            | NotifyEvent::SubscriptionChange
    )
}

/// The events, and what is to be fetched of new messages if that is said.
fn read_events(events: &[NotifyEvent]) -> Result<(Events, Option<&[FetchItem]>), Status> {
    let mut found = Events::default();
    let mut items = None;
    let mut annotations = false;
    for event in events {
        match event {
            NotifyEvent::MessageNew(wanted) => {
                found.new = true;
                items = items.or_else(|| (!wanted.is_empty()).then_some(wanted.as_slice()));
            }
            NotifyEvent::MessageExpunge => found.gone = true,
            NotifyEvent::FlagChange => found.flags = true,
            NotifyEvent::AnnotationChange => annotations = true,
            NotifyEvent::MailboxName => found.names = true,
            NotifyEvent::SubscriptionChange => found.subscriptions = true,
            _ => {}
        }
    }
    if found.new != found.gone {
        return Err(bad("NOTIFY: MessageNew and MessageExpunge go together"));
    }
    if (found.flags || annotations) && !found.new {
        return Err(bad(
            "NOTIFY: FlagChange and AnnotationChange need MessageNew and MessageExpunge",
        ));
    }
    Ok((found, items))
}

fn read_filter(mailboxes: &FilterMailboxes, enabled: Enabled) -> Result<Filter, Status> {
    let read = |list: &[MailboxName]| -> Result<Vec<String>, Status> {
        list.iter().map(|name| names::read(name, enabled)).collect()
    };
    Ok(match mailboxes {
        FilterMailboxes::Inboxes => Filter::Inboxes,
        FilterMailboxes::Subscribed => Filter::Subscribed,
        FilterMailboxes::Subtree(list) => Filter::Subtree(read(list)?),
        FilterMailboxes::Mailboxes(list) => Filter::Mailboxes(read(list)?),
        _ => Filter::Personal,
    })
}

/// `NOTIFY SET STATUS` (RFC 5465 §3.1): where each watched mailbox stands, but not the selected one.
fn statuses(
    session: &mut ImapServer,
    watch: &Watch,
    account: AccountId,
    cx: &ServerCx<'_>,
) -> Vec<Untagged> {
    let enabled = session.enabled;
    let selected = session.state.selection_mut().map(|(_, selection)| selection.validity());
    let Some(owner) = cx.host.account(account) else { return Vec::new() };
    let others = owner.mailboxes().filter(|mailbox| Some(mailbox.uid_validity()) != selected);
    others
        .filter_map(|mailbox| {
            let events = watch.events_of(mailbox.name(), owner);
            events.of_messages().then(|| Untagged::StatusData {
                mailbox: names::write(mailbox.name(), enabled),
                values: standing(mailbox, events),
            })
        })
        .collect()
}

fn standing(mailbox: &Mailbox, events: Events) -> Vec<StatusValue> {
    let count = u32::try_from(mailbox.messages().len()).unwrap_or(u32::MAX);
    let mut values = vec![
        StatusValue::UidValidity(mailbox.uid_validity()),
        StatusValue::UidNext(mailbox.uid_next()),
        StatusValue::Messages(count),
    ];
    if events.flags {
        values.push(StatusValue::HighestModSeq(mailbox.highest_modseq()));
    }
    values
}
