//! What a person's intents mean on a provider's web page: each is a request, and the page shows its
//! outcome when the answer is there. Without a way to the provider there is nothing but what was loaded.

use mailscope_base::{Flag, Instant};

use super::compose::{compose, compose_draft};
use super::engine::Stimulus;
use super::imap_account::keyword;
use super::{AppCx, Draft, FolderRole, Intent, LocalId, MailApp, Protocol, SearchIn, Settings};
use crate::choice;
use crate::web::{Login, Message, Task, WebClient};

impl MailApp {
    /// Whether this is a web page.
    pub(super) const fn is_page(&self) -> bool {
        matches!(self.settings.protocol, Protocol::Webmail(_))
    }

    /// Does what a person wants of the page.
    pub(super) fn intend_web(&mut self, intent: Intent, cx: &mut AppCx<'_>) {
        // Settings are the browser's affair; everything else needs the program.
        if !self.online {
            return Self::choose(choice::PAGE_NEEDS_NETWORK, cx);
        }
        match intent {
            Intent::Open(id) => self.open_on_page(id, cx),
            Intent::SetRead(id, on) => self.ask_program(Task::SetFlag(id, Flag::Seen, on), cx),
            Intent::SetFlagged(id, on) => {
                self.ask_program(Task::SetFlag(id, Flag::Flagged, on), cx);
            }
            Intent::SetKeyword(id, word, on) => {
                if let Some(flag) = keyword(&word) {
                    self.ask_program(Task::SetFlag(id, flag, on), cx);
                }
            }
            Intent::Move(id, to) => self.ask_program(Task::Move(id, to), cx),
            Intent::Delete(id) => self.ask_program(Task::Delete(id), cx),
            Intent::OpenFolder(name) => {
                self.show_folder(name);
                let folder = self.open_folder.clone();
                self.ask_program(Task::Page(folder), cx);
            }
            Intent::CheckMail => {
                self.refused = false;
                self.ask_program(Task::Folders, cx);
                self.ask_program(Task::Page(self.open_folder.clone()), cx);
            }
            Intent::CreateFolder(name) => self.ask_program(Task::CreateFolder(name), cx),
            Intent::RenameFolder(from, to) => {
                if self.open_folder == from {
                    self.show_folder("INBOX".to_owned());
                }
                self.ask_program(Task::RenameFolder(from, to), cx);
            }
            Intent::DeleteFolder(name) => {
                if self.open_folder == name {
                    self.show_folder("INBOX".to_owned());
                }
                self.ask_program(Task::DeleteFolder(name), cx);
            }
            Intent::Subscribe(name, on) => self.ask_program(Task::Subscribe(name, on), cx),
            Intent::EmptyTrash => {
                let trash = self.local.folder_for(FolderRole::Trash);
                if let Some(name) = trash.map(|folder| folder.name.clone()) {
                    self.ask_program(Task::Empty(name), cx);
                }
            }
            Intent::Search(word, SearchIn::Here) => self.search_here(word, cx),
            Intent::Search(word, SearchIn::Server) => {
                if self.search_on_page(&word, cx) {
                    let folder = self.open_folder.clone();
                    self.ask_program(Task::Search { word, folder }, cx);
                }
            }
            Intent::Send(draft) => self.send_by_page(&draft, cx),
            Intent::SaveDraft(former, draft) => self.keep_draft_on_page(former, &draft, cx),
            // The browser's affair, which the app has seen to.
            Intent::Configure(_) | Intent::Reinstall => {}
        }
    }

    fn open_on_page(&mut self, id: LocalId, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        let unread = !message.flags.contains(&Flag::Seen);
        self.open_message = Some(id);
        self.ask_program(Task::Fetch(id), cx);
        if unread {
            Self::choose(choice::OPEN_MARKS_READ, cx);
            self.ask_program(Task::SetFlag(id, Flag::Seen, true), cx);
        }
    }

    fn send_by_page(&mut self, draft: &Draft, cx: &mut AppCx<'_>) {
        let Some(sending) = self.settings.sending.as_ref() else { return };
        let answered = draft.in_reply_to.and_then(|id| self.local.message(id));
        let date = cx.clock.at(cx.now);
        let Some(composed) = compose(draft, sending, answered, date, cx.rng) else { return };
        let recipients = composed.envelope.recipients.iter();
        let message = Message {
            content: composed.content,
            recipients: recipients.map(|recipient| recipient.address.to_string()).collect(),
            answers: draft.in_reply_to,
            instead_of: draft.continues,
        };
        self.ask_program(Task::Send(message), cx);
    }

    fn keep_draft_on_page(&mut self, former: Option<LocalId>, draft: &Draft, cx: &mut AppCx<'_>) {
        let Some(sending) = self.settings.sending.as_ref() else { return };
        let answered = draft.in_reply_to.and_then(|id| self.local.message(id));
        let date = cx.clock.at(cx.now);
        let (content, _) = compose_draft(draft, sending, answered, date, cx.rng);
        let message = Message {
            content,
            recipients: Vec::new(),
            answers: draft.in_reply_to,
            instead_of: former,
        };
        self.ask_program(Task::Draft(message), cx);
    }

    /// The page, which waits for its connection.
    pub(super) fn page(&self, now: Instant) -> WebClient {
        let Settings { user, password, sending, .. } = &self.settings;
        // The address that somebody types is the provider's domain.
        let host = sending.as_ref().map_or("localhost", |sending| &sending.address.domain);
        let login = Login { user: user.clone(), password: password.clone(), host: host.to_owned() };
        WebClient::new(login, &self.open_folder, now)
    }

    /// Asks the program, on a new connection where there is none. The page is loaded again behind it.
    fn ask_program(&mut self, task: Task, cx: &mut AppCx<'_>) {
        self.connect(cx);
        if self.engine.is_none() {
            // The program has not let anybody in: the page waits for somebody to look.
            return Self::choose(choice::PAGE_TAP_LOST, cx);
        }
        self.drive(Stimulus::Web(task), cx);
    }
}
