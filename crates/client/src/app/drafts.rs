//! Drafts: what is written and not sent. On the server another device can go on with it; on the device,
//! or under POP3, nobody else knows of it.
//!
//! A message on a server never changes (RFC 9051 §2.3.1.1): a new version is another message, and the
//! old one is removed as soon as the new one is there.

use mailscope_base::{Flag, Flags};

use super::compose::compose_draft;
use super::outbox::{ChangeKind, Filing, MailChange};
use super::{
    AppCx, Draft, Drafts, FolderRole, LocalId, LocalMail, MailApp, Origin, Protocol, Standing,
};
use crate::choice;

/// The folder of drafts, where nobody has named one.
const DRAFTS: &str = "Drafts";
/// The folder of the device's own drafts beside those of a server.
const DRAFTS_HERE: &str = "Local Drafts";

impl MailApp {
    /// Keeps an unfinished mail, in place of its former version if there is one. An account that cannot
    /// send has nothing to write.
    pub(super) fn save_draft(
        &mut self,
        former: Option<LocalId>,
        draft: &Draft,
        cx: &mut AppCx<'_>,
    ) {
        let Some(sending) = self.settings.sending.as_ref() else { return };
        let answered = draft.in_reply_to.and_then(|id| self.local.message(id));
        let date = cx.clock.at(cx.now);
        let (content, message_id) = compose_draft(draft, sending, answered, date, cx.rng);
        let former = former.map(|id| self.local.latest_version(id));
        let mailbox = match self.settings.protocol {
            Protocol::Imap(policy) if policy.drafts == Drafts::OnServer => {
                Self::choose(choice::DRAFT_ON_SERVER, cx);
                Some(self.local.servers_drafts())
            }
            // A page asks its program to keep it and never gets here.
            Protocol::Imap(_) | Protocol::Pop3(_) | Protocol::Webmail(_) => None,
        };
        let pop3 = matches!(self.settings.protocol, Protocol::Pop3(_));
        let here = if pop3 { DRAFTS } else { DRAFTS_HERE };
        let folder = mailbox.clone().unwrap_or_else(|| here.to_owned());
        self.local.ensure_own_folder(&folder, cx.now);
        let standing = if mailbox.is_some() { Standing::Pending } else { Standing::Own };
        let mut flags = Flags::NONE;
        flags.insert(Flag::Seen);
        flags.insert(Flag::Draft);
        let id = self.local.keep_written(content, message_id, &folder, flags, standing, cx.now);
        let Some(mailbox) = mailbox else {
            Self::choose(choice::DRAFT_HERE, cx);
            self.report(cx);
            return former.into_iter().for_each(|former| self.discard(former, cx));
        };
        let replaces = former.and_then(|former| self.local.supersede(former));
        let filing = Filing { id, mailbox, draft: true, replaces };
        self.local.push(ChangeKind::File(filing));
        if let Some(former) = replaces {
            self.local.repaint(former, cx.now);
        }
        self.tell_server(cx);
    }

    /// What was a draft is being sent: the draft is not needed any more.
    pub(super) fn finish_draft(&mut self, draft: LocalId, cx: &mut AppCx<'_>) {
        let draft = self.local.latest_version(draft);
        if self.local.message(draft).is_some() {
            Self::choose(choice::SENT_SO_NO_DRAFT, cx);
            self.discard(draft, cx);
        }
    }

    /// Removes a mail for good that was written here, or a draft: from the device, and from the server if
    /// that has it or may have it.
    pub(super) fn discard(&mut self, id: LocalId, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        let on_server = match (&message.origin, self.local.filing_of(id)) {
            (Origin::Imap(..), _) => self.local.enqueue(id, MailChange::Expunge(false), cx.now),
            (Origin::Composed(_), Some((_, true, _))) => {
                self.local.push(ChangeKind::Mail(id, MailChange::Expunge(false)));
                true
            }
            (Origin::Composed(_), Some((number, false, replaces))) => {
                self.local.drop_change(number);
                self.local.remove(id);
                if let Some(former) = replaces {
                    return self.discard(former, cx);
                }
                false
            }
            (Origin::Composed(_) | Origin::Pop3(_), _) => {
                self.local.remove(id);
                false
            }
        };
        if on_server { self.tell_server(cx) } else { self.report(cx) }
    }
}

impl LocalMail {
    /// The mailbox for drafts.
    fn servers_drafts(&self) -> String {
        let mut listed = self.listed.iter();
        let known = listed.find(|folder| folder.role == FolderRole::Drafts);
        known.map_or_else(|| DRAFTS.to_owned(), |folder| folder.name.clone())
    }

    /// The filing of a mail that was written here: its number, whether it was tried, and what it replaces.
    fn filing_of(&self, id: LocalId) -> Option<(u32, bool, Option<LocalId>)> {
        self.outbox.iter().find_map(|change| match &change.kind {
            ChangeKind::File(filing) if filing.id == id => {
                Some((change.number, change.tried, filing.replaces))
            }
            _ => None,
        })
    }

    /// The version of a draft that waits to take its place, or the draft itself.
    fn latest_version(&self, mut draft: LocalId) -> LocalId {
        for change in &self.outbox {
            if let ChangeKind::File(filing) = &change.kind
                && filing.replaces == Some(draft)
            {
                draft = filing.id;
            }
        }
        draft
    }

    /// A new version is to be filed: what has the server to remove then? A version that it has never seen
    /// just goes.
    fn supersede(&mut self, former: LocalId) -> Option<LocalId> {
        let message = self.message(former)?;
        match (&message.origin, self.filing_of(former)) {
            (Origin::Imap(..), _) | (_, Some((_, true, _))) => Some(former),
            (_, Some((number, false, replaces))) => {
                self.drop_change(number);
                self.remove(former);
                replaces
            }
            (_, None) => {
                self.remove(former);
                None
            }
        }
    }
}
