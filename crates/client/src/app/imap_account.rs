//! What a person's intents mean to an IMAP account: the server's mail is the mail, and the device
//! shows the change before the server has confirmed it.

use mailscope_base::Flag;

use super::mail_app::Stimulus;
use super::outbox::{ChangeKind, MoveStage};
use super::{AppCx, FolderRole, ImapPolicy, Intent, LocalId, MailApp, OnDelete, Protocol};
use crate::choice;
use crate::imap::Task;

impl MailApp {
    pub(super) fn intend_imap(&mut self, intent: Intent, policy: ImapPolicy, cx: &mut AppCx<'_>) {
        match intent {
            Intent::Open(id) => self.open_imap(id, cx),
            Intent::SetRead(id, on) => self.change(id, ChangeKind::SetFlag(Flag::Seen, on), cx),
            Intent::SetFlagged(id, on) => {
                self.change(id, ChangeKind::SetFlag(Flag::Flagged, on), cx);
            }
            Intent::Move(id, to) => {
                let to = if to.eq_ignore_ascii_case("INBOX") { "INBOX".to_owned() } else { to };
                self.change(id, ChangeKind::Move(to, MoveStage::Start), cx);
            }
            Intent::Delete(id) => self.delete_imap(id, policy.on_delete, cx),
            Intent::OpenFolder(name) => {
                self.show_folder(name);
                if self.local.folder(&self.open_folder).is_some_and(|folder| folder.local) {
                    return;
                }
                let task = Task::OpenFolder(self.open_folder.clone());
                self.work(Stimulus::Imap(task), cx);
            }
            Intent::CheckMail => {
                self.refused = false;
                self.work(Stimulus::Imap(Task::Synchronise), cx);
            }
            Intent::CreateFolder(_)
            | Intent::RenameFolder(..)
            | Intent::DeleteFolder(_)
            | Intent::Subscribe(..)
            | Intent::EmptyTrash
            | Intent::SetKeyword(..)
            | Intent::Search(..) => {}
            // Settings and what is written here are the app's affair, not the account's.
            Intent::Configure(_) | Intent::Send(_) | Intent::SaveDraft(..) | Intent::Reinstall => {}
        }
    }

    /// Shows a folder. `INBOX` is the inbox in any case (RFC 9051 §5.1).
    pub(super) fn show_folder(&mut self, name: String) {
        let inbox = name.eq_ignore_ascii_case("INBOX");
        self.open_folder = if inbox { "INBOX".to_owned() } else { name };
        self.open_message = None;
    }

    fn open_imap(&mut self, id: LocalId, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        let (missing, unread) = (message.body.is_none(), !message.flags.contains(&Flag::Seen));
        self.open_message = Some(id);
        let mut changed = false;
        if missing {
            Self::choose(choice::BODY_WHEN_OPENED, cx);
            changed |= self.local.enqueue(id, ChangeKind::FetchBody, cx.now);
        }
        if unread {
            Self::choose(choice::OPEN_MARKS_READ, cx);
            changed |= self.local.enqueue(id, ChangeKind::SetFlag(Flag::Seen, true), cx.now);
        }
        if changed {
            self.tell_server(cx);
        }
    }

    fn delete_imap(&mut self, id: LocalId, on_delete: OnDelete, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        let trash = self.local.folder_for(FolderRole::Trash).map(|folder| folder.name.clone());
        let mark = ChangeKind::SetFlag(Flag::Deleted, true);
        let (choice, change) = match (on_delete, trash) {
            (OnDelete::MoveToTrash, Some(trash)) if message.folder == trash => {
                (choice::DELETE_IN_TRASH_EXPUNGES, ChangeKind::Expunge(false))
            }
            (OnDelete::MoveToTrash, Some(trash)) => {
                (choice::DELETE_MOVES_TO_TRASH, ChangeKind::Move(trash, MoveStage::Start))
            }
            (OnDelete::MoveToTrash, None) => (choice::NO_TRASH_SO_MARK, mark),
            (OnDelete::MarkDeleted, _) => (choice::DELETE_MARKS, mark),
            (OnDelete::Expunge, _) => (choice::DELETE_EXPUNGES, ChangeKind::Expunge(false)),
        };
        Self::choose(choice, cx);
        self.change(id, change, cx);
    }

    /// Sets or clears a flag: the server's under IMAP, the device's own under POP3.
    pub(super) fn set_flag(&mut self, id: LocalId, flag: Flag, on: bool, cx: &mut AppCx<'_>) {
        match self.settings.protocol {
            Protocol::Imap(_) => self.change(id, ChangeKind::SetFlag(flag, on), cx),
            Protocol::Pop3(_) => self.set_own_flag(id, &flag, on, cx),
        }
    }

    /// Shows a change at once and has the server told.
    fn change(&mut self, id: LocalId, kind: ChangeKind, cx: &mut AppCx<'_>) {
        if self.local.enqueue(id, kind, cx.now) {
            self.tell_server(cx);
        }
    }

    fn tell_server(&mut self, cx: &mut AppCx<'_>) {
        self.report(cx);
        if self.online {
            self.work(Stimulus::Imap(Task::Work), cx);
        } else {
            Self::choose(choice::QUEUED_WHILE_OFFLINE, cx);
        }
    }
}
