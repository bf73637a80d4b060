//! FETCH and UID FETCH.

use mailscope_base::{AccountId, Flag, Flags, ModSeq, SeqNum, Uid};
use mailscope_store::{Mailbox, Message};
use mailscope_wire::imap::{FetchItem, FetchValue, MessageSet, SectionPart, Status, Untagged};

use super::{
    ImapServer, State, body, body_structure, envelope,
    selection::Selection,
    status::{no_code, ok},
    tell,
};
use crate::{ServerCx, ServerEvent};

/// What FETCH asks for.
pub(super) struct Request {
    pub(super) set: MessageSet,
    pub(super) items: Vec<FetchItem>,
    pub(super) changed_since: Option<ModSeq>,
    pub(super) vanished: bool,
    pub(super) uid: bool,
}

pub(super) fn run(
    session: &mut ImapServer,
    request: &Request,
    cx: &mut ServerCx<'_>,
) -> Option<Status> {
    let State::Selected(account, selection) = &mut session.state else { return None };
    let _ = (request.changed_since, request.vanished);
    Some(fetch(*account, selection, &request.set, &request.items, request.uid, cx))
}

fn fetch(
    account: AccountId,
    selection: &mut Selection,
    set: &MessageSet,
    items: &[FetchItem],
    uid: bool,
    cx: &mut ServerCx<'_>,
) -> Status {
    // Command: RFC 9051 §6.4.5 and §6.4.9, RFC 3501 §6.4.5 and §6.4.8.
    let targets = match selection.resolve(set, uid) {
        Ok(targets) => targets,
        Err(out_of_range) => return out_of_range.status("FETCH"),
    };
    let Some(mailbox) = selection.mailbox(account, cx.host).cloned() else {
        return no_code("NONEXISTENT", "the mailbox is gone");
    };
    // RFC 9051 §6.4.9: responses to UID commands name the UID, asked for or not.
    let adds_uid = uid && !items.contains(&FetchItem::Uid);
    let marks_seen = !selection.is_read_only() && items.iter().any(is_reading);
    let mut cursor = Cursor { mailbox: &mailbox, next: 0 };
    let mut missing = false;
    for (seq, target) in targets {
        let Some(message) = cursor.find(target) else {
            missing = true;
            continue;
        };
        let mut flags = message.flags.clone();
        let mut about = None;
        if marks_seen && flags.insert(Flag::Seen) {
            let set = cx.host.set_flags(account, selection.place(), target, flags.clone());
            if let Ok(Some(change)) = set {
                about = Some(change.number);
                cx.tell(ServerEvent::Changed(change));
            }
        }
        let mut values = Vec::with_capacity(items.len() + 2);
        if adds_uid {
            values.push(FetchValue::Uid(target));
        }
        // RFC 9051 §6.4.5: if `\Seen` was set, the same response tells the flags.
        let adds_flags = about.is_some() && !items.contains(&FetchItem::Flags);
        if adds_flags || items.contains(&FetchItem::Flags) {
            about = about.or(selection.take_flag_change(target));
            selection.take_flag_change(target);
        }
        let recent = selection.is_recent(target);
        let of = Shown { message, flags: &flags, recent };
        values.extend(items.iter().map(|item| value(item, &of)));
        if adds_flags {
            values.push(value(&FetchItem::Flags, &of));
        }
        tell_fetch(seq, values, about, cx);
    }
    if missing && !uid {
        // RFC 9051 §7.1: another session has expunged them, and this client has not been told.
        return no_code("EXPUNGEISSUED", "some messages have been expunged by another session");
    }
    ok("FETCH completed")
}

fn tell_fetch(
    seq: SeqNum,
    values: Vec<FetchValue>,
    about: Option<mailscope_base::ChangeNumber>,
    cx: &mut ServerCx<'_>,
) {
    tell(Untagged::Fetch { seq, values }, about, cx);
}

/// A message as this session shows it.
struct Shown<'a> {
    message: &'a Message,
    flags: &'a Flags,
    recent: bool,
}

/// Finds messages in ascending order without looking for each: view and mailbox mostly agree.
struct Cursor<'a> {
    mailbox: &'a Mailbox,
    next: usize,
}

impl<'a> Cursor<'a> {
    fn find(&mut self, uid: Uid) -> Option<&'a Message> {
        let messages = self.mailbox.messages();
        let index = match messages.get(self.next) {
            Some(message) if message.uid == uid => self.next,
            _ => self.mailbox.index_of(uid)?,
        };
        self.next = index + 1;
        messages.get(index)
    }
}

/// Whether the item means that the message is being read (RFC 9051 §6.4.5: that sets `\Seen`).
fn is_reading(item: &FetchItem) -> bool {
    match item {
        FetchItem::Body { peek, .. } => !peek,
        // RFC 3501 §6.4.5: RFC822 is BODY[], RFC822.TEXT is BODY[TEXT], RFC822.HEADER is
        // BODY.PEEK[HEADER].
        FetchItem::Rfc822(part) => !matches!(part, SectionPart::Header),
        _ => false,
    }
}

fn value(item: &FetchItem, of: &Shown<'_>) -> FetchValue {
    let Message { uid, received, mail, .. } = of.message;
    match item {
        FetchItem::Uid => FetchValue::Uid(*uid),
        FetchItem::InternalDate => FetchValue::InternalDate(*received),
        FetchItem::Size => FetchValue::Size(mail.len() as u64),
        FetchItem::Envelope => FetchValue::Envelope(Box::new(envelope::of(&mail.header()))),
        FetchItem::Body { section, partial, .. } => FetchValue::Body {
            section: section.clone(),
            origin: partial.map(|partial| partial.start),
            data: body::section(mail, section).map(|data| body::cut(&data, *partial)),
        },
        FetchItem::Rfc822(part) => {
            let section = mailscope_wire::imap::Section { path: Vec::new(), part: part.clone() };
            FetchValue::Rfc822 { part: part.clone(), data: body::section(mail, &section) }
        }
        FetchItem::BodyStructure { extensible } => FetchValue::BodyStructure {
            extensible: *extensible,
            body: Box::new(body_structure::of(mail, *extensible)),
        },
        // FLAGS; what else there may be one day is answered by what every message has.
        _ => FetchValue::Flags { flags: of.flags.clone(), recent: of.recent },
    }
}
