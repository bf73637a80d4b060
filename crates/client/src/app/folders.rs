//! The list of folders: what the server listed, with the changes made here on top of it, and folders of
//! the device's own.
//!
//! Everything on the device stands under the name that the server has for a folder *now*. A name that a
//! person gave and the server has not confirmed is only shown ([`LocalMail::home_of`]); so a name that is
//! refused is taken back in one place.

use imbl::Vector;
use mailscope_base::Instant;

use super::learned::Forgotten;
use super::outbox::{Change, ChangeKind, FolderChange};
use super::{Folder, FolderRole, LocalChange, LocalMail};

impl Folder {
    /// A folder that the server has, or shall have.
    pub(crate) fn of_server(name: &str, role: FolderRole) -> Self {
        Self {
            name: name.to_owned(),
            role,
            local: false,
            known_at: None,
            subscribed: None,
            pending: false,
            home: name.to_owned(),
        }
    }

    /// The inbox first, then by name.
    pub(crate) fn rank(&self) -> (bool, &str) {
        (self.role != FolderRole::Inbox, &self.name)
    }

    /// A folder that only the device has.
    fn own(name: &str, now: Instant) -> Self {
        let outbox = name == super::OUTBOX;
        let role = if outbox { FolderRole::Outbox } else { FolderRole::by_name(name) };
        Self { local: true, known_at: Some(now), ..Self::of_server(name, role) }
    }
}

impl LocalMail {
    /// What the server calls the folder that is shown under that name.
    pub(crate) fn home_of<'a>(&'a self, shown: &'a str) -> &'a str {
        if !self.folders_pending {
            return shown;
        }
        self.folder(shown).map_or(shown, |folder| &folder.home)
    }

    /// Puts a device's own folder of that name into the list, if there is none.
    pub(crate) fn ensure_own_folder(&mut self, name: &str, now: Instant) {
        if self.folder(name).is_none() {
            self.own_folders.push_back(Folder::own(name, now));
            self.repaint_folders();
        }
    }

    /// Queues a change of a folder and shows it at once.
    pub(crate) fn enqueue_folder(&mut self, change: FolderChange) {
        self.push(ChangeKind::Folder(change));
        self.repaint_folders();
    }

    /// Shows the server's list with the changes made here on top of it, and the device's own folders.
    pub(crate) fn repaint_folders(&mut self) {
        let mut shown = self.listed.clone();
        for Change { kind, .. } in &self.outbox {
            if let ChangeKind::Folder(change) = kind {
                paint(&mut shown, change);
            }
        }
        self.folders_pending = shown.iter().any(|folder| folder.name != folder.home);
        if self.subscribed_only {
            shown.retain(|folder| {
                folder.subscribed != Some(false) || folder.role == FolderRole::Inbox
            });
        }
        let own = self.own_folders.iter().filter(|own| !shown.iter().any(|f| f.name == own.name));
        let own: Vec<Folder> = own.cloned().collect();
        shown.extend(own);
        if shown != self.folders {
            self.folders = shown;
            if self.changes.last() != Some(&LocalChange::Folders) {
                self.changes.push(LocalChange::Folders);
            }
        }
    }

    /// The server has done a change of a folder; tells how many changes of mail are lost by that.
    pub(crate) fn confirm_folder(&mut self, number: u32, now: Instant) -> usize {
        let Some(change) = self.drop_change(number) else { return 0 };
        let ChangeKind::Folder(change) = change.kind else { return 0 };
        let mut lost = 0;
        match &change {
            FolderChange::Create(name) => {
                if !self.listed.iter().any(|folder| folder.name == *name) {
                    self.listed.push_back(Folder::of_server(name, FolderRole::by_name(name)));
                }
            }
            FolderChange::Rename { from, to } => self.rename(from, to),
            FolderChange::Delete(name) => {
                self.listed.retain(|folder| folder.name != *name);
                lost = self.forget_mailbox(name, Forgotten::Gone, now);
                self.mailboxes.remove(name);
            }
            FolderChange::Subscribe(name, on) => {
                for folder in self.listed.iter_mut().filter(|folder| folder.name == *name) {
                    folder.subscribed = Some(*on);
                }
                if self.subscribed_only && !on && name != "INBOX" {
                    // What is not shown is not kept.
                    lost = self.forget_mailbox(name, Forgotten::Gone, now);
                    self.mailboxes.remove(name);
                }
            }
        }
        self.listed.sort_by(|a, b| a.rank().cmp(&b.rank()));
        self.repaint_folders();
        lost
    }

    /// The server refuses a change of a folder, with these words.
    pub(crate) fn reject_folder(&mut self, number: u32, words: String, now: Instant) {
        let Some(Change { kind: ChangeKind::Folder(change), .. }) = self.change(number) else {
            return;
        };
        let (FolderChange::Create(folder)
        | FolderChange::Rename { from: folder, .. }
        | FolderChange::Delete(folder)
        | FolderChange::Subscribe(folder, _)) = change.clone();
        self.reject(number, now);
        self.changes.push(LocalChange::FolderRefused { folder, words });
    }

    /// The server calls a mailbox, and those below it, by another name (RFC 9051 §6.3.6). Costs as much
    /// as there are mails in it.
    fn rename(&mut self, from: &str, to: &str) {
        let delimiter = self.delimiter;
        let renamed = |name: &str| renamed(name, from, to, delimiter);
        for folder in &mut self.listed {
            if let Some(name) = renamed(&folder.name) {
                folder.home.clone_from(&name);
                folder.name = name;
            }
        }
        let names = self.mailboxes.keys().chain(self.shelves.keys());
        let mut moves: Vec<(String, String)> =
            names.filter_map(|name| Some((name.clone(), renamed(name)?))).collect();
        moves.sort();
        moves.dedup();
        for (old, new) in moves {
            self.relabel(&old, &new);
            self.changes.push(LocalChange::FolderRenamed { from: old, to: new });
        }
        for change in &mut self.outbox {
            change.rename_folders(renamed);
        }
    }
}

impl Change {
    /// What is still to be done is to be done under the new name.
    fn rename_folders(&mut self, renamed: impl Fn(&str) -> Option<String>) {
        use super::outbox::MailChange;
        let name = match &mut self.kind {
            ChangeKind::Mail(_, MailChange::Move(to, _)) => to,
            ChangeKind::File(filing) => &mut filing.mailbox,
            ChangeKind::Empty(emptying) => &mut emptying.mailbox,
            ChangeKind::Search(query) => &mut query.mailbox,
            ChangeKind::Folder(
                FolderChange::Rename { from: name, .. }
                | FolderChange::Delete(name)
                | FolderChange::Subscribe(name, _),
            ) => name,
            ChangeKind::Folder(FolderChange::Create(_)) | ChangeKind::Mail(..) => return,
        };
        if let Some(new) = renamed(name) {
            *name = new;
        }
    }
}

/// The new name of a mailbox that is renamed, or that is below one; nothing for all others.
fn renamed(name: &str, from: &str, to: &str, delimiter: Option<char>) -> Option<String> {
    let rest = name.strip_prefix(from)?;
    let inside = rest.is_empty() || delimiter.is_some_and(|delimiter| rest.starts_with(delimiter));
    inside.then(|| format!("{to}{rest}"))
}

/// Shows what a change makes of the list.
fn paint(shown: &mut Vector<Folder>, change: &FolderChange) {
    match change {
        FolderChange::Create(name) => {
            if !shown.iter().any(|folder| folder.name == *name) {
                let role = FolderRole::Other;
                shown.push_back(Folder { pending: true, ..Folder::of_server(name, role) });
            }
        }
        FolderChange::Rename { from, to } => {
            for folder in shown.iter_mut().filter(|folder| folder.home == *from) {
                to.clone_into(&mut folder.name);
                folder.pending = true;
            }
        }
        FolderChange::Delete(name) => shown.retain(|folder| folder.home != *name),
        FolderChange::Subscribe(name, on) => {
            let mut found = false;
            for folder in shown.iter_mut().filter(|folder| folder.home == *name) {
                folder.subscribed = Some(*on);
                folder.pending = true;
                found = true;
            }
            if *on && !found {
                let folder = Folder::of_server(name, FolderRole::by_name(name));
                shown.push_back(Folder { pending: true, subscribed: Some(true), ..folder });
            }
        }
    }
}
