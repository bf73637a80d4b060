//! What a person's intents mean to a POP3 account: the copies on the device are its own, and
//! nothing but a removal ever reaches the server.

use mailscope_base::Flag;

use super::engine::Stimulus;
use super::imap_account::keyword;
use super::{AfterFetch, AppCx, Intent, LocalId, MailApp, Origin, Pop3Policy, SearchIn};
use crate::choice;
use crate::pop3::Task;

/// The device's own trash.
const TRASH: &str = "Trash";

impl MailApp {
    pub(super) fn intend_pop3(&mut self, intent: Intent, policy: Pop3Policy, cx: &mut AppCx<'_>) {
        match intent {
            Intent::Open(id) => self.open_own(id, cx),
            Intent::SetRead(id, on) => self.set_own_flag(id, &Flag::Seen, on, cx),
            Intent::SetFlagged(id, on) => self.set_own_flag(id, &Flag::Flagged, on, cx),
            Intent::Move(id, to) => self.move_own(id, &to, policy, cx),
            Intent::Delete(id) => self.delete_own(id, policy, cx),
            Intent::OpenFolder(name) => self.show_folder(name),
            Intent::CheckMail => {
                self.refused = false;
                self.work(Stimulus::Pop3(Task::Synchronise), cx);
            }
            Intent::CreateFolder(name) => self.create_own_folder(&name, cx),
            Intent::RenameFolder(from, to) => self.rename_own_folder(&from, &to, cx),
            Intent::DeleteFolder(name) => self.delete_own_folder(&name, policy, cx),
            Intent::Subscribe(..) => Self::choose(choice::POP3_HAS_NO_FOLDERS, cx),
            Intent::EmptyTrash => self.empty_own_trash(cx),
            Intent::SetKeyword(id, word, on) => {
                if let Some(flag) = keyword(&word) {
                    self.set_own_flag(id, &flag, on, cx);
                }
            }
            Intent::Search(word, place) => {
                if place == SearchIn::Server {
                    Self::choose(choice::POP3_CANNOT_SEARCH, cx);
                }
                self.search_here(word, cx);
            }
            // Settings and what is written here are the app's affair, not the account's.
            Intent::Configure(_) | Intent::Send(_) | Intent::SaveDraft(..) | Intent::Reinstall => {}
        }
    }

    /// Shows a mail. Of what has come without its text, the rest is fetched at another visit: the one
    /// that may be under way has its snapshot of the maildrop (RFC 1939 §8), and its plan.
    fn open_own(&mut self, id: LocalId, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        let unread = !message.flags.contains(&Flag::Seen);
        let missing = match &message.origin {
            Origin::Pop3(unique_id) if message.body.is_none() => Some(unique_id.clone()),
            _ => None,
        };
        self.open_message = Some(id);
        if unread {
            Self::choose(choice::OPEN_MARKS_READ, cx);
            self.set_own_flag(id, &Flag::Seen, true, cx);
        }
        let Some(unique_id) = missing else { return };
        Self::choose(choice::BODY_WHEN_OPENED, cx);
        self.local.unique_ids.wanted.insert(unique_id);
        if self.online {
            self.work(Stimulus::Pop3(Task::Synchronise), cx);
        } else {
            Self::choose(choice::QUEUED_WHILE_OFFLINE, cx);
        }
    }

    pub(super) fn set_own_flag(&mut self, id: LocalId, flag: &Flag, on: bool, cx: &mut AppCx<'_>) {
        let now = cx.now;
        self.local.edit(id, |kept| {
            let flags = &mut kept.message.flags;
            let changed = if on { flags.insert(flag.clone()) } else { flags.remove(flag) };
            if changed {
                kept.message.known_at = now;
            }
        });
        self.report_own(cx);
    }

    fn move_own(&mut self, id: LocalId, to: &str, policy: Pop3Policy, cx: &mut AppCx<'_>) {
        let to = if to.eq_ignore_ascii_case("INBOX") { "INBOX" } else { to };
        let Some(message) = self.local.message(id).filter(|message| message.folder != to) else {
            return;
        };
        let (from, origin) = (message.folder.clone(), message.origin.clone());
        if to == TRASH {
            self.doom(&origin, policy);
        } else if let (Origin::Pop3(unique_id), TRASH) = (&origin, from.as_str()) {
            // Taken out of the trash in time: the server's copy stays.
            self.local.unique_ids.doomed.remove(unique_id);
        }
        self.local.ensure_own_folder(to, cx.now);
        let now = cx.now;
        self.local.edit(id, |kept| {
            to.clone_into(&mut kept.message.folder);
            kept.message.known_at = now;
        });
        self.report_own(cx);
    }

    /// A person deletes a mail here: the server's copy goes, too, if the settings have it so.
    pub(super) fn doom(&mut self, origin: &Origin, policy: Pop3Policy) {
        let ids = &mut self.local.unique_ids;
        if let (AfterFetch::RemoveWhenDeletedHere, Origin::Pop3(unique_id)) =
            (policy.after_fetch, origin)
            && ids.seen.contains_key(unique_id)
        {
            ids.doomed.insert(unique_id.clone());
        }
    }

    fn delete_own(&mut self, id: LocalId, policy: Pop3Policy, cx: &mut AppCx<'_>) {
        let Some(message) = self.local.message(id) else { return };
        if message.folder == TRASH {
            Self::choose(choice::DELETE_IN_TRASH_EXPUNGES, cx);
            self.local.remove(id);
            return self.report_own(cx);
        }
        Self::choose(choice::DELETE_MOVES_TO_TRASH, cx);
        self.move_own(id, TRASH, policy, cx);
    }

    /// Removes for good what is in the trash.
    fn empty_own_trash(&mut self, cx: &mut AppCx<'_>) {
        let ids: Vec<LocalId> = self.local.messages_in(TRASH).map(|message| message.id).collect();
        if !ids.is_empty() {
            Self::choose(choice::DELETE_IN_TRASH_EXPUNGES, cx);
        }
        for id in ids {
            self.local.remove(id);
        }
        self.report_own(cx);
    }

    /// Tells what changed on the device, and that no server hears of it.
    pub(super) fn report_own(&mut self, cx: &mut AppCx<'_>) {
        let before = cx.out.len();
        self.report(cx);
        if cx.out.len() > before {
            Self::choose(choice::LOCAL_ONLY, cx);
        }
    }
}
