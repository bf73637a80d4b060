//! Folders and what people call them.

use mailscope_sim::client::{Folder, FolderRole, LocalMail};
use mailscope_sim::store::{Mailbox, SpecialUse};

use crate::Text;
use crate::page::FolderView;

pub(super) fn view(local: &LocalMail, folder: &Folder) -> FolderView {
    FolderView {
        name: folder.name.clone(),
        label: folder_label(folder),
        unread: local.unread(&folder.name),
        local: folder.local,
        subscribed: folder.subscribed,
        pending: folder.pending,
    }
}

/// What people call a folder of a device.
pub(crate) fn folder_label(folder: &Folder) -> Text {
    match folder.role {
        FolderRole::Inbox => Text::new("folder-inbox"),
        FolderRole::Drafts => Text::new("folder-drafts"),
        FolderRole::Outbox => Text::new("folder-outbox"),
        FolderRole::Sent => Text::new("folder-sent"),
        FolderRole::Trash => Text::new("folder-trash"),
        FolderRole::Junk => Text::new("folder-junk"),
        FolderRole::Archive => Text::new("folder-archive"),
        FolderRole::Other => Text::new("folder-other").words("name", folder.name.clone()),
    }
}

/// What people call a mailbox of the server.
pub(crate) fn mailbox_label(mailbox: &Mailbox) -> Text {
    match mailbox.role() {
        Some(SpecialUse::Drafts) => Text::new("folder-drafts"),
        Some(SpecialUse::Sent) => Text::new("folder-sent"),
        Some(SpecialUse::Trash) => Text::new("folder-trash"),
        Some(SpecialUse::Junk) => Text::new("folder-junk"),
        Some(SpecialUse::Archive) => Text::new("folder-archive"),
        None if &**mailbox.name() == "INBOX" => Text::new("folder-inbox"),
        Some(SpecialUse::All | SpecialUse::Flagged | SpecialUse::Important) | None => {
            Text::new("folder-other").words("name", mailbox.name().to_string())
        }
    }
}
