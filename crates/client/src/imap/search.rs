//! A person's question to the server: which messages have this word? (RFC 9051 §6.4.4)

use bytes::Bytes;
use mailscope_base::Uid;
use mailscope_wire::imap::{CommandBody, SearchKey, SearchProgram, SearchReturn};

use super::ImapClient;
use super::state::Step;
use crate::app::Answer;
use crate::app::outbox::{Change, ChangeKind, Query};
use crate::choice;
use crate::event::Context;

impl ImapClient {
    /// `UID SEARCH TEXT`: header and body of every message. It goes to the mailbox first.
    pub(super) fn search(&mut self, number: u32, query: &Query, cx: &mut Context<'_>) -> bool {
        if self.goes_to(&query.mailbox, cx) {
            return true;
        }
        let text = Bytes::copy_from_slice(query.word.as_bytes());
        // "IMAP4rev2 … MUST support UTF-8 charset": only a word beyond ASCII says so to a rev1 server.
        let charset = (!query.word.is_ascii() && !self.capabilities.rev2)
            .then(|| Bytes::from_static(b"UTF-8"));
        let search = CommandBody::Search {
            returns: self.capabilities.esearch.then(|| vec![SearchReturn::All]),
            program: SearchProgram { charset, key: SearchKey::Text(text) },
            uid: true,
        };
        self.send(search, Step::Find(number, Vec::new()), cx);
        true
    }

    /// What the server found. Some of it may not be on the device.
    pub(super) fn search_answered(
        &mut self,
        number: u32,
        found: &[u32],
        ok: bool,
        cx: &mut Context<'_>,
    ) {
        let Some(Change { kind: ChangeKind::Search(query), .. }) = cx.host.drop_change(number)
        else {
            return;
        };
        self.choose_if(!ok, choice::SEARCH_REFUSED, cx);
        if !ok {
            return cx.host.found(&query.word, &query.mailbox, Answer::Refused);
        }
        let uids = found.iter().filter_map(|uid| Uid::new(usize::try_from(*uid).ok()?));
        let ids: Vec<_> = uids.filter_map(|uid| cx.host.known(&query.mailbox, uid)).collect();
        let elsewhere = found.len() - ids.len();
        cx.host.found(&query.word, &query.mailbox, Answer::Complete { ids, elsewhere });
    }
}
