//! What an account may hold (RFC 9208).

/// What an account may hold in all its mailboxes together. Nothing stands for no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quota {
    /// The octets of all messages; RFC 9208 §5.1 tells them in units of 1024, as `STORAGE`.
    pub storage_octets: Option<u64>,
    /// The number of messages; RFC 9208 §5.2, `MESSAGE`.
    pub messages: Option<u64>,
}

/// What can be used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// [`Quota::storage_octets`].
    Storage,
    /// [`Quota::messages`].
    Message,
}

/// What an account holds; a copy in another mailbox counts again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Usage {
    pub(crate) octets: u64,
    pub(crate) messages: u64,
}

impl Usage {
    pub(crate) const fn add(&mut self, octets: u64) {
        self.octets += octets;
        self.messages += 1;
    }

    pub(crate) const fn remove(&mut self, octets: u64, messages: u64) {
        self.octets = self.octets.saturating_sub(octets);
        self.messages = self.messages.saturating_sub(messages);
    }

    /// What one more message of so many octets would exceed.
    pub(crate) fn exceeded_by(&self, octets: u64, quota: &Quota) -> Option<Resource> {
        if quota.storage_octets.is_some_and(|limit| self.octets + octets > limit) {
            Some(Resource::Storage)
        } else if quota.messages.is_some_and(|limit| self.messages + 1 > limit) {
            Some(Resource::Message)
        } else {
            None
        }
    }
}
