//! Why a device has a mail that was written there.

use mailscope_client::{FolderRole, LocalMessage, Standing};

use super::reason::{LOOKED_AT_MAX, Reason};
use super::why::Why;
use crate::{Device, World};

/// Why a device has a mail that no mailbox of the server holds.
pub(super) fn reason(world: &World, device: &Device, message: &LocalMessage) -> Reason {
    let local = device.app.local();
    let role = local.folder(&message.folder).map(|folder| folder.role);
    let refused = || local.refused().any(|(id, _)| id == message.id);
    let why = match role {
        Some(FolderRole::Outbox) if refused() => Why::SendRefused,
        Some(FolderRole::Outbox) => Why::Unsent,
        Some(FolderRole::Drafts) => Why::DraftHere,
        _ if message.standing == Standing::Pending => Why::SentCopyUnderWay,
        _ => Why::SentCopyHere,
    };
    let shown = world.index().shown_own(device.id, message.id).take(LOOKED_AT_MAX);
    let entries: Vec<_> = shown.collect();
    let tap = entries.last().and_then(|id| world.trace().get(*id)).map(|entry| entry.root);
    Reason::new(why).because(entries.first().copied()).because(tap)
}
