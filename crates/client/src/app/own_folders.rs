//! Folders of a device's own, under POP3: the protocol knows one maildrop and nothing else, so what a
//! person does to them stays on the device.

use mailscope_base::limits::{MAILBOX_NAME_OCTETS_MAX, MAILBOXES_MAX};

use super::{AppCx, FolderRole, LocalChange, LocalId, LocalMail, MailApp, Origin, Pop3Policy};
use crate::choice;

impl MailApp {
    pub(super) fn create_own_folder(&mut self, name: &str, cx: &mut AppCx<'_>) {
        if !self.local.takes_folder(name) {
            return Self::choose(choice::FOLDER_STAYS_AS_IT_IS, cx);
        }
        self.local.ensure_own_folder(name, cx.now);
        self.report_own(cx);
    }

    pub(super) fn rename_own_folder(&mut self, from: &str, to: &str, cx: &mut AppCx<'_>) {
        if !self.local.spares_folder(from) || !self.local.takes_folder(to) {
            return Self::choose(choice::FOLDER_STAYS_AS_IT_IS, cx);
        }
        self.local.rename_own_folder(from, to);
        if self.open_folder == from {
            to.clone_into(&mut self.open_folder);
        }
        self.report_own(cx);
    }

    /// Removes a folder with the mail in it, which counts as deleted here.
    pub(super) fn delete_own_folder(&mut self, name: &str, policy: Pop3Policy, cx: &mut AppCx<'_>) {
        if !self.local.spares_folder(name) {
            return Self::choose(choice::FOLDER_STAYS_AS_IT_IS, cx);
        }
        let mails: Vec<(LocalId, Origin)> = self
            .local
            .messages_in(name)
            .map(|message| (message.id, message.origin.clone()))
            .collect();
        for (id, origin) in mails {
            self.doom(&origin, policy);
            self.local.remove(id);
        }
        self.local.own_folders.retain(|folder| folder.name != name);
        self.local.repaint_folders();
        if self.open_folder == name {
            self.show_folder("INBOX".to_owned());
        }
        self.report_own(cx);
    }
}

impl LocalMail {
    /// Whether a folder of that name can be made.
    fn takes_folder(&self, name: &str) -> bool {
        let named = (1..=MAILBOX_NAME_OCTETS_MAX).contains(&name.len());
        let inbox = name.eq_ignore_ascii_case("INBOX");
        named && !inbox && self.folder(name).is_none() && self.own_folders.len() < MAILBOXES_MAX
    }

    /// Whether the device can do without a folder: those that it puts mail into by itself are no person's
    /// to take away.
    fn spares_folder(&self, name: &str) -> bool {
        self.folder(name).is_some_and(|folder| {
            folder.local && matches!(folder.role, FolderRole::Other | FolderRole::Archive)
        })
    }

    fn rename_own_folder(&mut self, from: &str, to: &str) {
        for folder in self.own_folders.iter_mut().filter(|folder| folder.name == from) {
            to.clone_into(&mut folder.name);
            to.clone_into(&mut folder.home);
        }
        self.relabel(from, to);
        self.changes.push(LocalChange::FolderRenamed { from: from.to_owned(), to: to.to_owned() });
        self.repaint_folders();
    }
}
