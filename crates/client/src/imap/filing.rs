//! Filing what was written here, copies of sent mail and drafts: APPEND (RFC 9051 §6.3.12).

use core::num::NonZeroU32;

use mailscope_base::{Flag, Uid, UidValidity};
use mailscope_wire::imap::{AppendForm, AppendMessage, Bound, Code, CommandBody};

use super::ImapClient;
use super::state::Step;
use crate::app::Standing;
use crate::app::outbox::{Change, ChangeKind, Filing, MailChange};
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// Sends a mail that was written here; false if there is no such mail any more. A connection that is
    /// cut before the answer leaves the question open whether the server has it: it is sent again, and
    /// there may be two, as with every mail app that does not search for the first one.
    pub(super) fn file(&mut self, number: u32, filing: &Filing, cx: &mut Context<'_>) -> bool {
        let message = cx.host.message(filing.id);
        let Some(octets) = message.and_then(|message| message.body.clone()) else {
            cx.host.reject(number, cx.now);
            return false;
        };
        let flags = if filing.draft { vec![Flag::Draft, Flag::Seen] } else { vec![Flag::Seen] };
        let message = AppendMessage { flags, date: None, octets, form: AppendForm::Literal };
        let mailbox = self.name_of(&filing.mailbox);
        // It waits in the queue until the server has answered, so that no connection can lose it.
        let append = CommandBody::Append { mailbox, messages: vec![message] };
        cx.host.set_tried(number, true);
        self.send(append, Step::File(number), cx);
        true
    }

    /// The answer to APPEND. `APPENDUID` names the copy (RFC 9051 §7.1).
    pub(super) fn filed(
        &mut self,
        number: u32,
        ok: bool,
        code: Option<&Code>,
        cx: &mut Context<'_>,
    ) {
        let Some(Change { kind: ChangeKind::File(filing), .. }) = cx.host.change(number).cloned()
        else {
            return;
        };
        let create = matches!(code, Some(Code::TryCreate));
        if !ok && create && self.folders.made.insert(filing.mailbox.clone()) {
            // "It is an indication to the client that the APPEND would succeed if the mailbox were
            // created first" (RFC 9051 §6.3.12).
            let sent = !filing.draft;
            cx.choose(if sent { choice::SENT_FOLDER_MADE } else { choice::DRAFTS_FOLDER_MADE });
            let mailbox = self.name_of(&filing.mailbox);
            let create = CommandBody::Create { mailbox, special_use: Vec::new() };
            return self.send(create, Step::MakeFolder, cx);
        }
        if !ok {
            let sent = !filing.draft;
            cx.choose(if sent { choice::SENT_COPY_REFUSED } else { choice::DRAFT_REFUSED });
            cx.host.reject(number, cx.now);
            return cx.host.settle_filed(filing.id, Standing::Own, cx.now);
        }
        cx.host.drop_change(number);
        if let Some(former) = filing.replaces {
            // IMAP has no way to change a message: the new version is there, now the old one goes
            // (RFC 9051 §2.3.1.1: what a UID names never changes).
            cx.choose(choice::OLD_DRAFT_EXPUNGED);
            cx.host.push_first(ChangeKind::Mail(former, MailChange::Expunge(false)));
        }
        if let Some((validity, uid)) = code.and_then(appended) {
            cx.host.rehome(filing.id, &filing.mailbox, validity, uid);
            cx.host.settle_filed(filing.id, Standing::Settled, cx.now);
            cx.host.repaint(filing.id, cx.now);
        } else {
            cx.choose(choice::FILED_WITHOUT_APPENDUID);
            cx.host.vanish(filing.id);
        }
    }

    /// The answer to CREATE: the list of folders is another one, and the copy is sent again.
    pub(super) fn folder_made(&mut self, ok: bool, cx: &mut Context<'_>) {
        if ok {
            self.list(cx);
        }
    }
}

/// Where the one message of an APPEND is.
fn appended(code: &Code) -> Option<(UidValidity, Uid)> {
    let Code::AppendUid { validity, uids } = code else { return None };
    match uids.0.as_slice() {
        [(Bound::Number(a), Bound::Number(b))] if a == b => {
            Some((*validity, NonZeroU32::new(*a).map(Uid)?))
        }
        _ => None,
    }
}
