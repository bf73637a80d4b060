//! What a session is told of the changes in its selected mailbox, and when.
//!
//! Every command ends with it, and so does every notice while the client idles or has asked for it
//! by NOTIFY. The client may be told of flags and new messages at any time; that messages are gone
//! only where it cannot mistake one number for another (RFC 9051 §7.5.1).

use mailscope_base::limits::MAILBOX_KEYWORDS_MAX;
use mailscope_base::{AccountId, ChangeNumber, Flag, Uid};
use mailscope_store::Mailbox;
use mailscope_wire::imap::{Code, FetchItem, SequenceSet, Untagged};

use super::enabled::Enabled;
use super::pending::{Flagged, Gone, New};
use super::selection::Selection;
use super::status::{WithCode as _, ok};
use super::{ImapServer, condstore, fetch_items, tell};
use crate::ServerCx;

/// What the client wants to hear of the selected mailbox, and how.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "the events of RFC 5465 §5")]
pub(super) struct Wanted<'a> {
    /// New messages.
    pub(super) new: bool,
    /// What to fetch of a new message.
    pub(super) items: &'a [FetchItem],
    /// Messages that are gone.
    pub(super) gone: bool,
    /// Flags.
    pub(super) flags: bool,
    /// Whether FETCH responses about flags name the UID (RFC 5465 §5.1).
    pub(super) uid: bool,
}

/// Without NOTIFY (RFC 5465 §3.1).
pub(super) const BY_THE_BOOK: Wanted<'static> =
    Wanted { new: true, items: &[], gone: true, flags: true, uid: false };

/// Tells what is pending; that messages are gone only if `may_expunge`.
pub(super) fn send(session: &mut ImapServer, may_expunge: bool, cx: &mut ServerCx<'_>) {
    let ImapServer { state, enabled, watch, .. } = session;
    let Some((account, selection)) = state.selection_mut() else { return };
    if selection.pending.is_empty() {
        return;
    }
    let wanted = watch.selected();
    let Some(mailbox) = selection.mailbox(account, cx.host).cloned() else { return };
    let mut telling = Telling { account, selection, mailbox: &mailbox, enabled: *enabled };
    if wanted.flags {
        telling.keywords(cx);
    }
    telling.gone(wanted.gone && may_expunge, cx);
    if wanted.new {
        telling.arrived(wanted.items, cx);
    }
    if wanted.flags {
        // RFC 9051 §7.5.2: whatever nobody has asked for names the UID.
        telling.flags(wanted.uid || enabled.rev2, cx);
    }
}

struct Telling<'a> {
    account: AccountId,
    selection: &'a mut Selection,
    mailbox: &'a Mailbox,
    enabled: Enabled,
}

impl Telling<'_> {
    fn keywords(&mut self, cx: &mut ServerCx<'_>) {
        tell_new_keywords(self.selection, self.mailbox, cx);
    }

    /// Messages that are gone.
    fn gone(&mut self, allowed: bool, cx: &mut ServerCx<'_>) {
        let pending = &self.selection.pending.expunged;
        let Some(earliest) = pending.values().map(|gone| gone.modseq).min() else { return };
        if !allowed {
            // RFC 7162 §3.2 and §6: a client that takes the mod-sequences it has been told for all
            // there is would never ask for this one.
            if self.enabled.qresync {
                let before = mailscope_base::ModSeq(earliest.0.saturating_sub(1));
                condstore::tell_highest(before, "that messages are gone is told later", cx);
            }
            return;
        }
        let gone = core::mem::take(&mut self.selection.pending.expunged);
        tell_gone(
            self.selection,
            gone.into_iter().map(|(uid, Gone { about, .. })| (uid, about)),
            self.enabled,
            cx,
        );
        if self.enabled.qresync {
            condstore::tell_highest(self.mailbox.highest_modseq(), "all is told up to here", cx);
        }
    }

    /// New messages, and of each the `items` if somebody else has put it there.
    fn arrived(&mut self, items: &[FetchItem], cx: &mut ServerCx<'_>) {
        let heard = core::mem::take(&mut self.selection.pending.appended);
        let Some(about) = heard.values().map(|new| new.about).max() else { return };
        let Some(&(newest, _)) = heard.get_max() else { return };
        let unheard = New { about, own: false };
        let added = self.selection.add_messages(self.mailbox, newest);
        let new: Vec<(Uid, New)> = added
            .into_iter()
            .map(|uid| (uid, heard.get(&uid).copied().unwrap_or(unheard)))
            .collect();
        if new.is_empty() {
            return;
        }
        tell(Untagged::Exists(self.selection.exists()), Some(about), cx);
        self.selection.claim_recent(self.account, cx.host);
        // RFC 3501 §7.3.2: also if no new message is `\Recent`, for an EXPUNGE since the last one
        // may have changed the number.
        tell_recent(self.selection, Some(about), self.enabled, cx);
        self.fetch(&new, items, cx);
    }

    /// RFC 5465 §5.2: what the client asked to be fetched of new messages.
    fn fetch(&self, new: &[(Uid, New)], items: &[FetchItem], cx: &mut ServerCx<'_>) {
        if items.is_empty() {
            return;
        }
        for &(uid, New { about, .. }) in new.iter().filter(|(_, new)| !new.own) {
            let message = self.mailbox.get(uid).zip(self.selection.number_of(uid));
            if let Some((message, seq)) = message {
                let shown = fetch_items::Shown {
                    message,
                    flags: &message.flags,
                    modseq: message.modseq,
                    recent: self.selection.shows_recent(uid, self.enabled),
                    rev2: self.enabled.rev2,
                };
                let values = items.iter().filter_map(|item| fetch_items::value(item, &shown).ok());
                tell(Untagged::Fetch { seq, values: values.collect() }, Some(about), cx);
            }
        }
    }

    /// Flags that others have changed.
    fn flags(&mut self, with_uid: bool, cx: &mut ServerCx<'_>) {
        for (uid, Flagged { about, .. }) in core::mem::take(&mut self.selection.pending.flagged) {
            tell_flags(self.selection, self.mailbox, uid, Some(about), with_uid, self.enabled, cx);
        }
    }
}

/// The flags of one message.
pub(super) fn tell_flags(
    selection: &Selection,
    mailbox: &Mailbox,
    uid: Uid,
    about: Option<ChangeNumber>,
    with_uid: bool,
    enabled: Enabled,
    cx: &mut ServerCx<'_>,
) {
    if let (Some(seq), Some(message)) = (selection.number_of(uid), mailbox.get(uid)) {
        let values = selection.flags_of(message, with_uid, enabled);
        tell(Untagged::Fetch { seq, values }, about, cx);
    }
}

/// That messages are gone, each with the change that took it away: the client forgets them.
pub(super) fn tell_gone(
    selection: &mut Selection,
    gone: impl IntoIterator<Item = (Uid, ChangeNumber)>,
    enabled: Enabled,
    cx: &mut ServerCx<'_>,
) {
    let recent = selection.recent_count();
    let mut last = None;
    let mut uids = Vec::new();
    for (uid, about) in gone {
        let Some(number) = selection.drop_message(uid) else { continue };
        last = Some(about);
        if enabled.qresync {
            uids.push(uid.get());
        } else {
            tell(Untagged::Expunge(number), Some(about), cx);
        }
    }
    // RFC 7162 §3.2.10: one response for all of them, by UID.
    uids.sort_unstable();
    if let Some(uids) = SequenceSet::of(uids) {
        tell(Untagged::Vanished { earlier: false, uids }, last, cx);
    }
    if selection.recent_count() != recent {
        // RFC 3501 §7.3.2: RECENT follows a change of the mailbox's size.
        tell_recent(selection, last, enabled, cx);
    }
}

/// `RECENT`, which `IMAP4rev2` has no more (RFC 9051 Appendix E).
fn tell_recent(
    selection: &Selection,
    about: Option<ChangeNumber>,
    enabled: Enabled,
    cx: &mut ServerCx<'_>,
) {
    if !enabled.rev2 {
        tell(Untagged::Recent(selection.recent_count()), about, cx);
    }
}

/// Keywords that are new in the mailbox, before anything uses them (RFC 9051 §7.3.5).
pub(super) fn tell_new_keywords(
    selection: &mut Selection,
    mailbox: &Mailbox,
    cx: &mut ServerCx<'_>,
) {
    let read_only = selection.is_read_only();
    if selection.take_new_keywords(mailbox).is_some() {
        tell_flag_names(mailbox, read_only, cx);
    }
}

/// `FLAGS` and `PERMANENTFLAGS` (RFC 9051 §7.3.5, §7.1).
pub(super) fn tell_flag_names(mailbox: &Mailbox, read_only: bool, cx: &mut ServerCx<'_>) {
    let keywords = mailbox.keywords().iter().cloned().map(Flag::Keyword);
    let flags: Vec<Flag> = Flag::SYSTEM.into_iter().chain(keywords).collect();
    tell(Untagged::Flags(flags.clone()), None, cx);
    // RFC 9051 §7.1: an empty list says that no flag can be changed for good, `\*` that a client
    // may make new keywords.
    let new_keywords = !read_only && mailbox.keywords().len() < MAILBOX_KEYWORDS_MAX;
    let permanent = if read_only { Vec::new() } else { flags };
    let code = Code::PermanentFlags { flags: permanent, new_keywords };
    let text = "flags that can be changed for good";
    tell(Untagged::Status(ok(text).with_code(code)), None, cx);
}
