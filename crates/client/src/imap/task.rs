//! What the mail app asks of its IMAP client.

use crate::app::ImapPolicy;

/// What the owner of an [`ImapClient`](super::ImapClient) may ask. Changes of mail are not here:
/// they wait in the local mail, so that they outlive a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// The local mail has changes for the server, or wants a message whole.
    Work,
    /// Look at this mailbox from now on.
    OpenFolder(String),
    /// Ask whether there is anything new.
    Synchronise,
    /// Follow another policy.
    Configure(ImapPolicy),
}
