//! What a person's intents mean to a POP3 account: the copies on the device are its own, and
//! nothing but a removal ever reaches the server.

use mailscope_base::Flag;

use super::mail_app::Stimulus;
use super::{AfterFetch, AppCx, Intent, LocalId, MailApp, Origin, Pop3Policy};
use crate::choice;
use crate::pop3::Task;

/// The device's own trash.
const TRASH: &str = "Trash";

impl MailApp {
    pub(super) fn intend_pop3(&mut self, intent: Intent, policy: Pop3Policy, cx: &mut AppCx<'_>) {
        match intent {
            Intent::Open(id) => {
                if let Some(message) = self.local.message(id) {
                    self.open_message = Some(id);
                    if !message.flags.contains(&Flag::Seen) {
                        Self::choose(choice::OPEN_MARKS_READ, cx);
                        self.set_own_flag(id, &Flag::Seen, true, cx);
                    }
                }
            }
            Intent::SetRead(id, on) => self.set_own_flag(id, &Flag::Seen, on, cx),
            Intent::SetFlagged(id, on) => self.set_own_flag(id, &Flag::Flagged, on, cx),
            Intent::Move(id, to) => self.move_own(id, &to, policy, cx),
            Intent::Delete(id) => self.delete_own(id, policy, cx),
            Intent::OpenFolder(name) => self.show_folder(name),
            Intent::CheckMail => {
                self.refused = false;
                self.work(Stimulus::Pop3(Task::Synchronise), cx);
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
        if let (AfterFetch::RemoveWhenDeletedHere, Origin::Pop3(unique_id)) =
            (policy.after_fetch, origin)
        {
            let ids = &mut self.local.unique_ids;
            if to == TRASH && ids.seen.contains(&unique_id) {
                ids.doomed.insert(unique_id);
            } else if from == TRASH {
                // Taken out of the trash in time: the server's copy stays.
                ids.doomed.remove(&unique_id);
            }
        }
        self.local.ensure_own_folder(to, cx.now);
        let now = cx.now;
        self.local.edit(id, |kept| {
            to.clone_into(&mut kept.message.folder);
            kept.message.known_at = now;
        });
        self.report_own(cx);
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

    /// Tells what changed on the device, and that no server hears of it.
    fn report_own(&mut self, cx: &mut AppCx<'_>) {
        let before = cx.out.len();
        self.report(cx);
        if cx.out.len() > before {
            Self::choose(choice::LOCAL_ONLY, cx);
        }
    }
}
