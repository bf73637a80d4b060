//! FETCH and UID FETCH.

use mailscope_base::{AccountId, ChangeNumber, Flag, Flags, ModSeq, SeqNum, Uid};
use mailscope_store::{Mailbox, Message};
use mailscope_wire::imap::{FetchItem, FetchValue, MessageSet, SectionPart, Status};

use super::enabled::Enabled;
use super::fetch_items::{Shown, Unfetchable, value};
use super::selection::{OutOfRange, Selection};
use super::status::{bad, no_code, ok};
use super::{ImapServer, State, condstore, resync, tell_fetch, updates};
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
    // Command: RFC 9051 §6.4.5 and §6.4.9, RFC 3501 §6.4.5 and §6.4.8, RFC 7162 §3.1.4 and §3.2.6.
    if let Some(status) = misused(request, session.enabled) {
        return Some(status);
    }
    if request.changed_since.is_some() || request.items.contains(&FetchItem::ModSeq) {
        condstore::enable(session, cx);
    }
    let enabled = session.enabled;
    let State::Selected(account, selection) = &mut session.state else { return None };
    let Some(mailbox) = selection.mailbox(*account, cx.host).cloned() else {
        return Some(no_code("NONEXISTENT", "the mailbox is gone"));
    };
    let targets = match targets(selection, request, &mailbox) {
        Ok(targets) => targets,
        Err(out_of_range) => return Some(out_of_range.status("FETCH")),
    };
    if let (true, Some(since)) = (request.vanished, request.changed_since) {
        // RFC 7162 §3.2.6: before any FETCH response.
        if let MessageSet::Listed(set) = &request.set {
            let set = resync::Uids::of(Some(set), &mailbox);
            resync::tell_vanished(selection, &mailbox, since, &set, 0, cx);
        }
    }
    let fetch = Fetch::new(*account, request, &mailbox, selection.is_read_only(), enabled);
    Some(fetch.all(selection, targets, cx))
}

/// RFC 7162 §3.2.6: where VANISHED may not stand.
fn misused(request: &Request, enabled: Enabled) -> Option<Status> {
    let text = match request {
        Request { vanished: false, .. } => return None,
        Request { uid: false, .. } => "FETCH: VANISHED is for UID FETCH",
        Request { changed_since: None, .. } => "UID FETCH: VANISHED needs CHANGEDSINCE beside it",
        _ if !enabled.qresync => "UID FETCH: VANISHED needs QRESYNC, by ENABLE QRESYNC",
        _ => return None,
    };
    Some(bad(text))
}

/// The messages that are asked for. With CHANGEDSINCE only the changed ones are looked at.
fn targets(
    selection: &Selection,
    request: &Request,
    mailbox: &Mailbox,
) -> Result<Vec<(SeqNum, Uid)>, OutOfRange> {
    match request.changed_since {
        None => selection.resolve(&request.set, request.uid),
        Some(since) => {
            let changed = mailbox.changed_since(since).map(|(_, uid)| uid);
            selection.pick(changed, &request.set, request.uid)
        }
    }
}

/// One FETCH under way.
#[allow(clippy::struct_excessive_bools, reason = "what the items ask for, looked up once")]
struct Fetch<'a> {
    account: AccountId,
    request: &'a Request,
    /// The mailbox as it was when the command came.
    mailbox: &'a Mailbox,
    enabled: Enabled,
    /// Whether the command means that messages are being read.
    marks_seen: bool,
    asks_flags: bool,
    asks_uid: bool,
    /// Whether the mod-sequence is told though it was not asked for by name.
    adds_modseq: bool,
}

impl<'a> Fetch<'a> {
    fn new(
        account: AccountId,
        request: &'a Request,
        mailbox: &'a Mailbox,
        read_only: bool,
        enabled: Enabled,
    ) -> Self {
        let items = &request.items;
        Self {
            account,
            request,
            mailbox,
            enabled,
            marks_seen: !read_only && items.iter().any(is_reading),
            asks_flags: items.contains(&FetchItem::Flags),
            asks_uid: items.contains(&FetchItem::Uid),
            // RFC 7162 §3.1.4.1: CHANGEDSINCE adds MODSEQ.
            adds_modseq: request.changed_since.is_some() && !items.contains(&FetchItem::ModSeq),
        }
    }

    fn all(
        &self,
        selection: &mut Selection,
        targets: Vec<(SeqNum, Uid)>,
        cx: &mut ServerCx<'_>,
    ) -> Status {
        if self.asks_flags || self.marks_seen {
            updates::tell_new_keywords(selection, self.mailbox, cx);
        }
        let mut cursor = Cursor::new(self.mailbox);
        let mut values = Vec::new();
        cx.out.reserve(targets.len());
        let (mut missing, mut unfetchable) = (false, None);
        for (seq, uid) in targets {
            let Some(message) = cursor.find(uid) else {
                missing = true;
                continue;
            };
            match self.one(message, selection, &mut values, cx) {
                Ok(about) => tell_fetch(seq, &values, about, cx),
                Err(why) => unfetchable = Some(why),
            }
            values.clear();
        }
        if let Some(why) = unfetchable {
            return why.status();
        }
        if missing && !self.request.uid {
            // RFC 9051 §7.1: another session has expunged them, and this client has not been told.
            let text = "some messages have been expunged by another session";
            return no_code("EXPUNGEISSUED", text);
        }
        ok("FETCH completed")
    }

    /// Collects what is told of one message, and the change that this reports.
    fn one(
        &self,
        message: &Message,
        selection: &mut Selection,
        values: &mut Vec<FetchValue>,
        cx: &mut ServerCx<'_>,
    ) -> Result<Option<ChangeNumber>, Unfetchable> {
        let mut shown = Shown {
            message,
            flags: &message.flags,
            modseq: message.modseq,
            recent: selection.shows_recent(message.uid, self.enabled),
            rev2: self.enabled.rev2,
        };
        let seen = (self.marks_seen && !message.flags.contains(&Flag::Seen))
            .then(|| with_seen(&message.flags));
        // RFC 9051 §6.4.9: responses to UID commands name the UID, asked for or not; and so do all
        // that tell of flags unasked once CONDSTORE is enabled (RFC 7162 §3.2.4).
        let tells_flags = seen.is_some();
        let adds_uid = self.request.uid || tells_flags && self.enabled.condstore;
        if adds_uid && !self.asks_uid {
            values.push(FetchValue::Uid(message.uid));
        }
        let mut about = None;
        if let Some(flags) = &seen {
            // What cannot be told is not read either.
            for item in &self.request.items {
                value(item, &shown)?;
            }
            (about, shown.modseq) = self.mark_seen(message, flags.clone(), selection, cx);
            shown.flags = flags;
        }
        for item in &self.request.items {
            values.push(value(item, &shown)?);
        }
        // RFC 9051 §6.4.5: if `\Seen` was set, the same response tells the flags.
        if tells_flags && !self.asks_flags {
            values.extend(value(&FetchItem::Flags, &shown));
        }
        // What others have changed is told by this response as well.
        let tells = tells_flags || self.asks_flags;
        let overdue = tells.then(|| selection.pending.flagged.remove(&message.uid)).flatten();
        // RFC 7162 §3.1: once CONDSTORE is enabled, a response that tells of a change has MODSEQ.
        let adds_modseq = (tells_flags || overdue.is_some())
            && self.enabled.condstore
            && !self.request.items.contains(&FetchItem::ModSeq);
        if self.adds_modseq || adds_modseq {
            values.push(FetchValue::ModSeq(shown.modseq));
        }
        Ok(about.or(overdue.map(|flagged| flagged.about)))
    }

    /// Sets `\Seen`: the change, and the message's mod-sequence after it.
    fn mark_seen(
        &self,
        message: &Message,
        flags: Flags,
        selection: &Selection,
        cx: &mut ServerCx<'_>,
    ) -> (Option<ChangeNumber>, ModSeq) {
        let set = cx.host.set_flags(self.account, selection.validity(), message.uid, flags);
        let Ok(Some(change)) = set else { return (None, message.modseq) };
        let told = (Some(change.number), change.kind.modseq().unwrap_or(message.modseq));
        cx.tell(ServerEvent::Changed(change));
        told
    }
}

fn with_seen(flags: &Flags) -> Flags {
    let mut flags = flags.clone();
    flags.insert(Flag::Seen);
    flags
}

/// Finds messages in ascending order without looking for each: view and mailbox mostly agree.
struct Cursor<'a> {
    mailbox: &'a Mailbox,
    messages: imbl::vector::Focus<'a, Message, imbl::shared_ptr::DefaultSharedPtr>,
    next: usize,
}

impl<'a> Cursor<'a> {
    fn new(mailbox: &'a Mailbox) -> Self {
        Self { mailbox, messages: mailbox.messages().focus(), next: 0 }
    }

    fn find(&mut self, uid: Uid) -> Option<&Message> {
        let index = match self.messages.get(self.next) {
            Some(message) if message.uid == uid => self.next,
            _ => self.mailbox.index_of(uid)?,
        };
        self.next = index + 1;
        self.messages.get(index)
    }
}

/// Whether the item means that the message is being read (RFC 9051 §6.4.5: that sets `\Seen`).
fn is_reading(item: &FetchItem) -> bool {
    match item {
        FetchItem::Body { peek, .. } | FetchItem::Binary { peek, .. } => !peek,
        // RFC 3501 §6.4.5: RFC822 is BODY[], RFC822.TEXT is BODY[TEXT], RFC822.HEADER is
        // BODY.PEEK[HEADER].
        FetchItem::Rfc822(part) => !matches!(part, SectionPart::Header),
        _ => false,
    }
}
