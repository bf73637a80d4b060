//! What the mail app asks of its IMAP client.

use crate::TlsPolicy;
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

/// Who logs in, and how well that has to be protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// The user name.
    pub user: String,
    /// The password.
    pub password: String,
    /// TLS.
    pub tls: TlsPolicy,
}
