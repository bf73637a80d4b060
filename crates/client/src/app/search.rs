//! Looking for a word: on the device, in what it has; on the server, in everything.

use mail_parser::MessageParser;

use super::outbox::{ChangeKind, Query};
use super::{AppCx, LocalChange, LocalId, LocalMail, LocalMessage, MailApp, SearchIn};
use crate::choice;

/// What a search has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The word, as the person wrote it.
    pub word: String,
    /// Who searched.
    pub place: SearchIn,
    /// The folder that was searched.
    pub folder: String,
    /// The mails on this device that have the word, newest first.
    pub ids: Vec<LocalId>,
    /// How many more the server has found that are not on this device.
    pub elsewhere: usize,
    /// Whether there is an answer yet: a server's takes its time.
    pub answered: bool,
    /// Whether all the mail of the folder was searched, whole. On a device, only what it has.
    pub complete: bool,
}

/// What a server says to a search.
pub(crate) enum Answer {
    /// It has searched everything.
    Complete {
        /// Those that are on the device.
        ids: Vec<LocalId>,
        /// How many are not.
        elsewhere: usize,
    },
    /// It does not search.
    Refused,
}

impl LocalMail {
    /// Notes the server's answer to the latest search.
    pub(crate) fn found(&mut self, word: &str, folder: &str, answer: Answer) {
        let asked = |found: &&mut Found| {
            found.place == SearchIn::Server && found.word == word && !found.answered
        };
        let Some(found) = self.found.as_mut().filter(asked) else { return };
        found.answered = true;
        if let Answer::Complete { mut ids, elsewhere } = answer {
            ids.reverse();
            found.complete = true;
            (found.ids, found.elsewhere) = (ids, elsewhere);
        }
        folder.clone_into(&mut found.folder);
        let count = u32::try_from(found.ids.len() + found.elsewhere).unwrap_or(u32::MAX);
        let (word, folder, complete) = (found.word.clone(), found.folder.clone(), found.complete);
        self.changes.push(LocalChange::Found { word, folder, count, complete });
    }

    /// Looks through what the device has of a folder: what lists show, and the texts that were fetched.
    fn search(&mut self, word: String, folder: String) {
        let wanted = word.to_lowercase();
        let of_folder = || self.messages_in(&folder);
        let ids: Vec<LocalId> =
            of_folder().filter(|mail| has(mail, &wanted)).map(|mail| mail.id).collect();
        let complete = self.knows_all(&folder) && of_folder().all(|mail| mail.body.is_some());
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        self.changes.push(LocalChange::Found {
            word: word.clone(),
            folder: folder.clone(),
            count,
            complete,
        });
        let place = SearchIn::Here;
        self.found =
            Some(Found { word, place, folder, ids, elsewhere: 0, answered: true, complete });
    }
}

impl MailApp {
    /// What the latest search has found.
    pub fn found(&self) -> Option<&Found> {
        self.local.found.as_ref()
    }

    /// Searches the folder that is shown, on the device.
    pub(super) fn search_here(&mut self, word: String, cx: &mut AppCx<'_>) {
        self.local.forget_search();
        if word.is_empty() {
            return;
        }
        Self::choose(choice::SEARCHED_HERE, cx);
        self.local.search(word, self.open_folder.clone());
        self.report(cx);
    }

    /// Has the server search the folder that is shown. Tells whether it has to be asked.
    pub(super) fn search_there(&mut self, word: String, cx: &mut AppCx<'_>) -> bool {
        self.local.forget_search();
        if word.is_empty() {
            return false;
        }
        let mailbox = self.local.home_of(&self.open_folder).to_owned();
        self.local.push(ChangeKind::Search(Query { mailbox, word: word.clone() }));
        self.await_found(word, cx);
        true
    }

    /// Has the provider's program search the folder that is shown. Tells whether it has to be asked.
    pub(super) fn search_on_page(&mut self, word: &str, cx: &mut AppCx<'_>) -> bool {
        self.local.forget_search();
        if word.is_empty() {
            return false;
        }
        self.await_found(word.to_owned(), cx);
        true
    }

    /// Somebody else searches.
    fn await_found(&mut self, word: String, cx: &mut AppCx<'_>) {
        Self::choose(choice::SEARCHED_BY_SERVER, cx);
        self.local.found = Some(Found {
            word,
            place: SearchIn::Server,
            folder: self.open_folder.clone(),
            ids: Vec::new(),
            elsewhere: 0,
            answered: false,
            complete: false,
        });
    }
}

impl LocalMail {
    /// A search that nobody waits for any more is not asked.
    fn forget_search(&mut self) {
        self.found = None;
        self.outbox.retain(|change| !matches!(change.kind, ChangeKind::Search(_)));
    }
}

/// Whether a mail has the word in what the device keeps of it.
fn has(mail: &LocalMessage, wanted: &str) -> bool {
    let summary = &mail.summary;
    let shown = [&summary.from, &summary.address, &summary.subject];
    shown.iter().any(|text| text.to_lowercase().contains(wanted))
        || mail.body.as_deref().is_some_and(|body| text_has(body, wanted))
}

/// Whether the text of a message has the word, decoded.
fn text_has(message: &[u8], wanted: &str) -> bool {
    let Some(parsed) = MessageParser::default().parse(message) else { return false };
    let texts = (0..parsed.text_body_count()).filter_map(|part| parsed.body_text(part));
    texts.into_iter().any(|text| text.to_lowercase().contains(wanted))
}
