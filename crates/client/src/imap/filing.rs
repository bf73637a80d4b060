//! Filing copies of sent mail: APPEND (RFC 9051 §6.3.12).

use core::num::NonZeroU32;

use mailscope_base::{Flag, Uid, UidValidity};
use mailscope_wire::imap::{AppendForm, AppendMessage, Bound, Code, CommandBody};

use super::ImapClient;
use super::state::Step;
use crate::app::{Filing, Standing};
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// Sends the first copy that waits; tells whether there was one. A connection that is cut before
    /// the answer leaves the question open whether the server has it: it is sent again, and there may
    /// be two, as with every mail app that does not search for the first one.
    pub(super) fn file(&mut self, cx: &mut Context<'_>) -> bool {
        while let Some(filing) = cx.host.filings.pop_front() {
            let message = cx.host.message(filing.id);
            let Some(octets) = message.and_then(|message| message.body.clone()) else { continue };
            // It waits until the server has answered, so that no connection can lose it.
            cx.host.filings.push_front(filing.clone());
            let message = AppendMessage {
                flags: vec![Flag::Seen],
                date: None,
                octets,
                form: AppendForm::Literal,
            };
            let mailbox = self.name_of(&filing.mailbox);
            let append = CommandBody::Append { mailbox, messages: vec![message] };
            self.send(append, Step::File(filing), cx);
            return true;
        }
        false
    }

    /// The answer to APPEND. `APPENDUID` names the copy (RFC 9051 §7.1).
    pub(super) fn filed(
        &mut self,
        filing: &Filing,
        ok: bool,
        code: Option<&Code>,
        cx: &mut Context<'_>,
    ) {
        if !ok && matches!(code, Some(Code::TryCreate)) && !self.folders.made {
            // "It is an indication to the client that the APPEND would succeed if the mailbox were
            // created first" (RFC 9051 §6.3.12).
            self.folders.made = true;
            cx.choose(choice::SENT_FOLDER_MADE);
            let mailbox = self.name_of(&filing.mailbox);
            return self.send(
                CommandBody::Create { mailbox, special_use: Vec::new() },
                Step::MakeFolder,
                cx,
            );
        }
        cx.host.filings.retain(|other| other.id != filing.id);
        if !ok {
            cx.choose(choice::SENT_COPY_REFUSED);
            return cx.host.settle_filed(filing.id, Standing::Own, cx.now);
        }
        if let Some((validity, uid)) = code.and_then(appended) {
            cx.host.rehome(filing.id, &filing.mailbox, validity, uid);
            cx.host.settle_filed(filing.id, Standing::Settled, cx.now);
        } else {
            cx.choose(choice::FILED_WITHOUT_APPENDUID);
            cx.host.remove(filing.id);
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
