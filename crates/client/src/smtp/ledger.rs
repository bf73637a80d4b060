//! What has become of each recipient.

use mailscope_wire::smtp::{RecipientResult, Reply};

/// The results, in the order of the envelope. What is settled stays: the first word counts.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    entries: Vec<Entry>,
    told: bool,
}

#[derive(Clone, Debug)]
enum Entry {
    /// Nothing is known.
    Open,
    /// RCPT was accepted; the message itself was not, yet.
    Willing,
    Settled(RecipientResult),
}

impl Ledger {
    pub(super) fn new(recipients: usize) -> Self {
        Self { entries: vec![Entry::Open; recipients], told: false }
    }

    /// The server takes this recipient (RFC 5321 §3.3).
    pub(super) fn willing(&mut self, index: usize) {
        if let Some(entry @ Entry::Open) = self.entries.get_mut(index) {
            *entry = Entry::Willing;
        }
    }

    /// What came of one recipient.
    pub(super) fn settle_one(&mut self, index: usize, result: RecipientResult) {
        if let Some(entry @ (Entry::Open | Entry::Willing)) = self.entries.get_mut(index) {
            *entry = Entry::Settled(result);
        }
    }

    /// What came of all who are not settled.
    pub(super) fn settle(&mut self, result: &RecipientResult) {
        for entry in &mut self.entries {
            if !matches!(entry, Entry::Settled(_)) {
                *entry = Entry::Settled(result.clone());
            }
        }
    }

    /// The server has taken responsibility for all who were accepted (RFC 5321 §6.1).
    pub(super) fn delivered(&mut self, reply: &Reply) {
        self.settle(&RecipientResult::Accepted(reply.clone()));
    }

    /// Whether the server takes somebody.
    pub(super) fn anyone_willing(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Willing))
    }

    /// Whether somebody was refused.
    pub(super) fn anyone_settled(&self) -> bool {
        self.entries.iter().any(|entry| matches!(entry, Entry::Settled(_)))
    }

    /// Whether something is still to be found out.
    pub(super) fn is_open(&self) -> bool {
        self.entries.iter().any(|entry| !matches!(entry, Entry::Settled(_)))
    }

    /// Whether this recipient still waits for its RCPT.
    pub(super) fn is_unasked(&self, index: usize) -> bool {
        matches!(self.entries.get(index), Some(Entry::Open))
    }

    /// The results, once all are known; once.
    pub(super) fn take(&mut self) -> Option<Vec<RecipientResult>> {
        if self.told || self.is_open() {
            return None;
        }
        self.told = true;
        let result = |entry: &Entry| match entry {
            Entry::Settled(result) => Some(result.clone()),
            Entry::Open | Entry::Willing => None,
        };
        Some(self.entries.iter().filter_map(result).collect())
    }
}
