//! NOTIFY (RFC 5465).

use nom::Parser as _;
use nom::bytes::complete::take;

use super::fetch::{fetch_att, put_item};
use super::{CommandBody, verb};
use crate::Kind;
use crate::grammar::{In, Out, arg, list1, nothing_fits, one_of, rule, sp, symbol, word};
use crate::imap::quote::Sink;
use crate::imap::token::{atom_as, list1_in_parens, mailbox, peek_word};
use crate::imap::{FetchItem, MailboxName};

/// `notify` (RFC 5465 §8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notify {
    /// `NOTIFY NONE`.
    None,
    /// `NOTIFY SET [STATUS] groups`.
    Set {
        /// `STATUS`: tell the state of the mailboxes at once.
        status: bool,
        /// In their order; groups that name the same mailbox add up (RFC 5465 §6).
        groups: Vec<EventGroup>,
    },
}

/// `event-group` (RFC 5465 §8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventGroup {
    /// Which mailboxes.
    pub mailboxes: FilterMailboxes,
    /// Which events; empty for `NONE`.
    pub events: Vec<NotifyEvent>,
}

/// `filter-mailboxes` (RFC 5465 §6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterMailboxes {
    /// `SELECTED`.
    Selected,
    /// `SELECTED-DELAYED`.
    SelectedDelayed,
    /// `INBOXES`.
    Inboxes,
    /// `PERSONAL`.
    Personal,
    /// `SUBSCRIBED`.
    Subscribed,
    /// `SUBTREE mailboxes`.
    Subtree(Vec<MailboxName>),
    /// `MAILBOXES mailboxes`.
    Mailboxes(Vec<MailboxName>),
}

/// `event` (RFC 5465 §5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotifyEvent {
    /// `MessageNew`, with what to fetch of new messages in the selected mailbox.
    MessageNew(Vec<FetchItem>),
    /// `MessageExpunge`.
    MessageExpunge,
    /// `FlagChange`.
    FlagChange,
    /// `AnnotationChange`.
    AnnotationChange,
    /// `MailboxName`.
    MailboxName,
    /// `SubscriptionChange`.
    SubscriptionChange,
    /// `MailboxMetadataChange`.
    MailboxMetadataChange,
    /// `ServerMetadataChange`.
    ServerMetadataChange,
    /// An event of another name (RFC 5465 §5: answered by BADEVENT).
    Other(String),
}

const FILTERS: &[(&str, FilterMailboxes)] = &[
    ("SELECTED", FilterMailboxes::Selected),
    ("SELECTED-DELAYED", FilterMailboxes::SelectedDelayed),
    ("INBOXES", FilterMailboxes::Inboxes),
    ("PERSONAL", FilterMailboxes::Personal),
    ("SUBSCRIBED", FilterMailboxes::Subscribed),
];

static EVENTS: &[(&str, NotifyEvent)] = &[
    ("MessageExpunge", NotifyEvent::MessageExpunge),
    ("FlagChange", NotifyEvent::FlagChange),
    ("AnnotationChange", NotifyEvent::AnnotationChange),
    ("MailboxName", NotifyEvent::MailboxName),
    ("SubscriptionChange", NotifyEvent::SubscriptionChange),
    ("MailboxMetadataChange", NotifyEvent::MailboxMetadataChange),
    ("ServerMetadataChange", NotifyEvent::ServerMetadataChange),
];

/// ```abnf
/// notify           = "NOTIFY" SP (notify-set / notify-none)
/// notify-set       = "SET" [status-indicator] SP event-groups
/// status-indicator = SP "STATUS"
/// event-groups     = event-group *(SP event-group)
/// notify-none      = "NONE" ; RFC 5465 §8
/// ```
pub(super) fn notify(input: In<'_>) -> Out<'_, CommandBody> {
    rule(Kind::Notify, |input| {
        let (rest, _) = verb("NOTIFY")(input)?;
        arg(notify_set_or_none)(rest)
    })(input)
}

fn notify_set_or_none(input: In<'_>) -> Out<'_, CommandBody> {
    if peek_word(&input).eq_ignore_ascii_case(b"NONE") {
        let (rest, _) = word(Kind::NotifyWord, "NONE")(input)?;
        return Ok((rest, CommandBody::Notify(Notify::None)));
    }
    let (mut rest, _) = word(Kind::NotifyWord, "SET")(input)?;
    let shows_status =
        rest.fragment().get(..7).is_some_and(|next| next.eq_ignore_ascii_case(b" STATUS"));
    if shows_status {
        (rest, _) = arg(word(Kind::StatusIndicator, "STATUS"))(rest)?;
    }
    let (rest, groups) = arg(list1(sp, event_group))(rest)?;
    Ok((rest, CommandBody::Notify(Notify::Set { status: shows_status, groups })))
}

/// ```abnf
/// event-group = "(" filter-mailboxes SP events ")" ; RFC 5465 §8
/// ```
fn event_group(input: In<'_>) -> Out<'_, EventGroup> {
    rule(Kind::EventGroup, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, mailboxes) = rule(Kind::FilterMailboxes, filter_mailboxes)(rest)?;
        let (rest, events) = arg(rule(Kind::Events, events))(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, EventGroup { mailboxes, events }))
    })(input)
}

/// ```abnf
/// filter-mailboxes          = filter-mailboxes-selected / filter-mailboxes-other
/// filter-mailboxes-selected = "selected" / "selected-delayed"
/// filter-mailboxes-other    = "inboxes" / "personal" / "subscribed" / ("subtree" SP one-or-more-mailbox) /
///                             ("mailboxes" SP one-or-more-mailbox) ; RFC 5465 §8
/// ```
fn filter_mailboxes(input: In<'_>) -> Out<'_, FilterMailboxes> {
    let found = peek_word(&input);
    let filter: fn(Vec<MailboxName>) -> FilterMailboxes = if found.eq_ignore_ascii_case(b"SUBTREE")
    {
        FilterMailboxes::Subtree
    } else if found.eq_ignore_ascii_case(b"MAILBOXES") {
        FilterMailboxes::Mailboxes
    } else {
        return one_of(Kind::FilterName, FILTERS)(input);
    };
    let (rest, _) = rule(Kind::FilterName, take(found.len()))(input)?;
    arg(one_or_more_mailbox.map(filter))(rest)
}

/// ```abnf
/// one-or-more-mailbox = mailbox / many-mailboxes
/// many-mailboxes      = "(" mailbox *(SP mailbox) ")" ; RFC 5465 §8
/// ```
fn one_or_more_mailbox(input: In<'_>) -> Out<'_, Vec<MailboxName>> {
    if input.fragment().first() == Some(&b'(') {
        return rule(Kind::ManyMailboxes, list1_in_parens(mailbox))(input);
    }
    mailbox.map(|mailbox| vec![mailbox]).parse(input)
}

/// ```abnf
/// events = ("(" event *(SP event) ")") / "NONE" ; RFC 5465 §8
/// ```
fn events(input: In<'_>) -> Out<'_, Vec<NotifyEvent>> {
    match input.fragment().first() {
        Some(b'(') => list1_in_parens(event)(input),
        Some(b'N' | b'n') => word(Kind::NotifyWord, "NONE").map(|_| Vec::new()).parse(input),
        _ => nothing_fits(Kind::Events)(input),
    }
}

/// ```abnf
/// event         = message-event / mailbox-event / user-event / event-ext
/// message-event = ("MessageNew" [SP "(" fetch-att *(SP fetch-att) ")"]) / "MessageExpunge" / "FlagChange" /
///                 "AnnotationChange"
/// mailbox-event = "MailboxName" / "SubscriptionChange" / "MailboxMetadataChange"
/// user-event    = "ServerMetadataChange"
/// event-ext     = atom ; RFC 5465 §8
/// ```
fn event<'a>(input: In<'a>) -> Out<'a, NotifyEvent> {
    rule(Kind::Event, |input: In<'a>| {
        let (rest, name) = atom_as(Kind::EventName)(input)?;
        if !name.eq_ignore_ascii_case("MessageNew") {
            let known = EVENTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            let other = || NotifyEvent::Other(name.to_owned());
            return Ok((rest, known.map_or_else(other, |(_, event)| event.clone())));
        }
        if !rest.fragment().starts_with(b" (") {
            return Ok((rest, NotifyEvent::MessageNew(Vec::new())));
        }
        let (rest, ()) = sp(rest)?;
        list1_in_parens(fetch_att).map(NotifyEvent::MessageNew).parse(rest)
    })(input)
}

/// Writes the arguments of NOTIFY.
pub(super) fn put(sink: &mut impl Sink, notify: &Notify) {
    let Notify::Set { status, groups } = notify else {
        return sink.put(b" NONE");
    };
    sink.put(if *status { b" SET STATUS" } else { b" SET" });
    for group in groups {
        sink.put(b" (");
        put_filter(sink, &group.mailboxes);
        if group.events.is_empty() {
            sink.put(b" NONE)");
            continue;
        }
        sink.put(b" (");
        sink.put_spaced(&group.events, put_event);
        sink.put(b"))");
    }
}

fn put_filter(sink: &mut impl Sink, filter: &FilterMailboxes) {
    let (name, mailboxes) = match filter {
        FilterMailboxes::Subtree(mailboxes) => ("SUBTREE", mailboxes.as_slice()),
        FilterMailboxes::Mailboxes(mailboxes) => ("MAILBOXES", mailboxes.as_slice()),
        alone => {
            let spelling = FILTERS.iter().find(|(_, known)| known == alone);
            (spelling.map_or("", |(name, _)| *name), [].as_slice())
        }
    };
    sink.put(name.as_bytes());
    match mailboxes {
        [] => {}
        [mailbox] => {
            sink.put(b" ");
            sink.put_astring(mailbox.as_str().as_bytes());
        }
        several => {
            sink.put(b" (");
            sink.put_spaced(several, |sink, mailbox| sink.put_astring(mailbox.as_str().as_bytes()));
            sink.put(b")");
        }
    }
}

fn put_event(sink: &mut impl Sink, event: &NotifyEvent) {
    match event {
        NotifyEvent::MessageNew(items) => {
            sink.put(b"MessageNew");
            if !items.is_empty() {
                sink.put(b" (");
                sink.put_spaced(items, put_item);
                sink.put(b")");
            }
        }
        NotifyEvent::Other(name) => sink.put(name.as_bytes()),
        known => {
            let spelling = EVENTS.iter().find(|(_, event)| event == known);
            sink.put(spelling.map_or("", |(name, _)| name).as_bytes());
        }
    }
}
