//! The only way into a world.

use bytes::Bytes;
use mailscope_base::{ConnectionId, DeviceId, EmailId};
use mailscope_client::Settings;

use crate::{Condition, HostId};

/// Anything that enters a world from outside. Recorded, so that the world can be replayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// A person does something on a device.
    Tap(DeviceId, Tap),
    /// A device loses or finds the network.
    SetOnline(DeviceId, bool),
    /// Mail arrives at the first provider, in its first account's INBOX.
    Deliver(Vec<Bytes>),
    /// A host breaks, or is mended.
    SetHost(HostId, Condition),
    /// A connection is cut in this moment: both ends learn that it is gone.
    Cut(ConnectionId),
}

/// What a person does on a device. Mail is named by what it is, not by where a device keeps it, so
/// the same taps mean the same under every protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tap {
    /// Show a mail, which marks it as read.
    Open(EmailId),
    /// Mark as read or unread.
    SetRead(EmailId, bool),
    /// Set or clear the flag.
    SetFlagged(EmailId, bool),
    /// Put into a folder.
    Move(EmailId, String),
    /// Press "Delete".
    Delete(EmailId),
    /// Show a folder.
    OpenFolder(String),
    /// Look for mail now.
    CheckMail,
    /// Change the account's settings.
    Configure(Settings),
}
