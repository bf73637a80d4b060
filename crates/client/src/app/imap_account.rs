//! What a person's intents mean to an IMAP account: the server's mail is the mail, and the device
//! shows the change before the server has confirmed it.

use imbl::OrdSet;
use mailscope_base::{Flag, Keyword};

use super::engine::Stimulus;
use super::outbox::{ChangeKind, Emptying, FolderChange, MailChange, MoveStage};
use super::{
    AppCx, FolderRole, ImapPolicy, Intent, LocalId, MailApp, OnDelete, Origin, Protocol, SearchIn,
};
use crate::choice;
use crate::imap::Task;

impl MailApp {
    pub(super) fn intend_imap(&mut self, intent: Intent, policy: ImapPolicy, cx: &mut AppCx<'_>) {
        match intent {
            Intent::Open(id) => self.open_imap(id, cx),
            Intent::SetRead(id, on) => self.change(id, MailChange::SetFlag(Flag::Seen, on), cx),
            Intent::SetFlagged(id, on) => {
                self.change(id, MailChange::SetFlag(Flag::Flagged, on), cx);
            }
            Intent::Move(id, to) => {
                let to = if to.eq_ignore_ascii_case("INBOX") { "INBOX" } else { &to };
                let to = self.local.home_of(to).to_owned();
                self.change(id, MailChange::Move(to, MoveStage::Start), cx);
            }
            Intent::Delete(id) => self.delete_imap(id, policy.on_delete, cx),
            Intent::OpenFolder(name) => {
                self.show_folder(name);
                if self.local.folder(&self.open_folder).is_some_and(|folder| folder.local) {
                    return;
                }
                let task = Task::OpenFolder(self.watched().to_owned());
                self.work(Stimulus::Imap(task), cx);
            }
            Intent::CheckMail => {
                self.refused = false;
                self.work(Stimulus::Imap(Task::Synchronise), cx);
            }
            Intent::CreateFolder(name) => self.create_folder(name, cx),
            Intent::RenameFolder(from, to) => self.rename_folder(&from, to, cx),
            Intent::DeleteFolder(name) => self.delete_folder(&name, cx),
            Intent::Subscribe(name, on) => self.subscribe(name, on, cx),
            Intent::EmptyTrash => self.empty_trash(cx),
            Intent::SetKeyword(id, word, on) => {
                if let Some(flag) = keyword(&word) {
                    self.change(id, MailChange::SetFlag(flag, on), cx);
                }
            }
            Intent::Search(word, SearchIn::Here) => self.search_here(word, cx),
            Intent::Search(word, SearchIn::Server) => {
                if self.search_there(word, cx) {
                    self.tell_server(cx);
                }
            }
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
            changed |= self.local.enqueue(id, MailChange::FetchBody, cx.now);
        }
        if unread {
            Self::choose(choice::OPEN_MARKS_READ, cx);
            changed |= self.local.enqueue(id, MailChange::SetFlag(Flag::Seen, true), cx.now);
        }
        if changed {
            self.tell_server(cx);
        }
    }

    fn delete_imap(&mut self, id: LocalId, on_delete: OnDelete, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        if matches!(message.origin, Origin::Composed(_)) {
            // No server has it: there is nothing to move or to mark.
            return self.discard(id, cx);
        }
        let trash = self.local.folder_for(FolderRole::Trash).map(|folder| folder.home.clone());
        let mark = MailChange::SetFlag(Flag::Deleted, true);
        let (choice, change) = match (on_delete, trash) {
            (OnDelete::MoveToTrash, Some(trash)) if message.folder == trash => {
                (choice::DELETE_IN_TRASH_EXPUNGES, MailChange::Expunge(false))
            }
            (OnDelete::MoveToTrash, Some(trash)) => {
                (choice::DELETE_MOVES_TO_TRASH, MailChange::Move(trash, MoveStage::Start))
            }
            (OnDelete::MoveToTrash, None) => (choice::NO_TRASH_SO_MARK, mark),
            (OnDelete::MarkDeleted, _) => (choice::DELETE_MARKS, mark),
            (OnDelete::Expunge, _) => (choice::DELETE_EXPUNGES, MailChange::Expunge(false)),
        };
        Self::choose(choice, cx);
        self.change(id, change, cx);
    }

    /// Sets or clears a flag: the server's under IMAP, the device's own under POP3.
    pub(super) fn set_flag(&mut self, id: LocalId, flag: Flag, on: bool, cx: &mut AppCx<'_>) {
        match self.settings.protocol {
            Protocol::Imap(_) => self.change(id, MailChange::SetFlag(flag, on), cx),
            Protocol::Pop3(_) => self.set_own_flag(id, &flag, on, cx),
            // A page asks for what it wants itself.
            Protocol::Webmail(_) => {}
        }
    }

    /// Makes a folder, for the server and so for all devices.
    fn create_folder(&mut self, name: String, cx: &mut AppCx<'_>) {
        if name.is_empty() || self.local.folder(&name).is_some() {
            return;
        }
        self.local.enqueue_folder(FolderChange::Create(name));
        self.tell_server(cx);
    }

    /// Gives a folder of the server another name. No screen has a button for the name of the inbox.
    fn rename_folder(&mut self, shown: &str, to: String, cx: &mut AppCx<'_>) {
        let Some(from) = self.servers_folder(shown) else { return };
        if to.is_empty() || self.local.folder(&to).is_some() {
            return;
        }
        if self.open_folder == shown {
            self.open_folder.clone_from(&to);
        }
        self.local.enqueue_folder(FolderChange::Rename { from, to });
        self.tell_server(cx);
    }

    /// Removes a folder of the server with the mail in it.
    fn delete_folder(&mut self, shown: &str, cx: &mut AppCx<'_>) {
        let Some(name) = self.servers_folder(shown) else { return };
        self.local.enqueue_folder(FolderChange::Delete(name));
        if self.open_folder == shown {
            self.show_folder("INBOX".to_owned());
            if self.online {
                self.work(Stimulus::Imap(Task::OpenFolder("INBOX".to_owned())), cx);
            }
        }
        self.tell_server(cx);
    }

    fn subscribe(&mut self, shown: String, on: bool, cx: &mut AppCx<'_>) {
        let known = self.local.folder(&shown);
        if known.is_some_and(|folder| folder.local || folder.subscribed == Some(on)) {
            return;
        }
        let name = known.map_or(shown, |folder| folder.home.clone());
        self.local.enqueue_folder(FolderChange::Subscribe(name, on));
        self.tell_server(cx);
    }

    /// What the server calls a folder that a person can rename or remove.
    fn servers_folder(&self, shown: &str) -> Option<String> {
        let folder = self.local.folder(shown)?;
        let fixed = folder.local || folder.role == FolderRole::Inbox;
        (!fixed).then(|| folder.home.clone())
    }

    /// Expunges what the trash shows, all together.
    fn empty_trash(&mut self, cx: &mut AppCx<'_>) {
        let Some(trash) = self.local.folder_for(FolderRole::Trash) else { return };
        let mailbox = trash.home.clone();
        let ids: OrdSet<LocalId> =
            self.local.messages_in(&trash.name).map(|message| message.id).collect();
        if ids.is_empty() {
            return;
        }
        Self::choose(choice::TRASH_EMPTIED_AS_SEEN, cx);
        let emptying = Emptying { mailbox, ids: ids.clone(), marked: false };
        self.local.push(ChangeKind::Empty(emptying));
        for id in ids {
            self.local.repaint(id, cx.now);
        }
        self.tell_server(cx);
    }

    /// Shows a change at once and has the server told.
    fn change(&mut self, id: LocalId, kind: MailChange, cx: &mut AppCx<'_>) {
        if self.local.enqueue(id, kind, cx.now) {
            self.tell_server(cx);
        }
    }

    pub(super) fn tell_server(&mut self, cx: &mut AppCx<'_>) {
        self.report(cx);
        if self.online {
            self.work(Stimulus::Imap(Task::Work), cx);
        } else {
            Self::choose(choice::QUEUED_WHILE_OFFLINE, cx);
        }
    }
}

/// The keyword that a person wrote; nothing if it cannot be one: `flag-keyword` is an atom (RFC 9051 §9).
pub(super) fn keyword(word: &str) -> Option<Flag> {
    let special = |c: char| c.is_control() || "(){ %*\"\\]".contains(c);
    let atom = !word.is_empty() && word.is_ascii() && !word.contains(special);
    atom.then(|| Flag::Keyword(Keyword::new(word)))
}
