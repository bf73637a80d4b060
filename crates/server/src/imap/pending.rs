//! What one session has not been told yet about the mailbox that it has selected: at most one entry
//! per message and kind, so the cost of a change is the change, whatever the mailbox holds.

use imbl::OrdMap;
use mailscope_base::{ChangeNumber, Flags, ModSeq, Uid};
use mailscope_store::{Change, ChangeKind};

/// Changes that the client has not been told.
#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) appended: OrdMap<Uid, New>,
    pub(super) flagged: OrdMap<Uid, Flagged>,
    pub(super) expunged: OrdMap<Uid, Gone>,
    /// Up to here the client has been told everything.
    told: ModSeq,
}

/// A message that the client does not know of.
#[derive(Clone, Copy, Debug)]
pub(super) struct New {
    pub(super) about: ChangeNumber,
    /// Put there by this session, which needs nothing fetched for it (RFC 5465 §5.2).
    pub(super) own: bool,
}

/// A message whose flags are not what the client knows.
#[derive(Clone, Debug)]
pub(super) struct Flagged {
    pub(super) about: ChangeNumber,
    /// What the client knows.
    pub(super) known: Flags,
}

/// A message that is no longer there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gone {
    pub(super) about: ChangeNumber,
    pub(super) modseq: ModSeq,
}

impl Pending {
    /// Nothing, to a client that has been told everything up to `told`.
    pub(super) fn none(told: ModSeq) -> Self {
        let (appended, flagged, expunged) = (OrdMap::new(), OrdMap::new(), OrdMap::new());
        Self { appended, flagged, expunged, told }
    }

    /// Whether a client that has seen everything up to `modseq` has seen everything it was told.
    pub(super) fn is_covered_by(&self, modseq: ModSeq) -> bool {
        modseq >= self.told
    }

    /// Whether the client knows everything.
    pub(super) fn is_empty(&self) -> bool {
        self.appended.is_empty() && self.flagged.is_empty() && self.expunged.is_empty()
    }

    /// Remembers a change.
    pub(super) fn note(&mut self, change: &Change, own: bool) {
        let Change { number: about, ref kind, .. } = *change;
        if self.is_empty()
            && let Some(modseq) = kind.modseq()
        {
            self.told = ModSeq(modseq.0.saturating_sub(1));
        }
        match kind {
            ChangeKind::Appended { uid, .. } => {
                self.appended.insert(*uid, New { about, own });
            }
            // A message that the client has not heard of it will fetch as it is then.
            ChangeKind::FlagsSet { uid, before, .. } if !self.appended.contains_key(uid) => {
                let known = self.flagged.get(uid).map_or(before, |flagged| &flagged.known).clone();
                self.flagged.insert(*uid, Flagged { about, known });
            }
            ChangeKind::Expunged { uid, modseq, .. } => {
                self.flagged.remove(uid);
                // What came and went unheard was never there.
                if self.appended.remove(uid).is_none() {
                    self.expunged.insert(*uid, Gone { about, modseq: *modseq });
                }
            }
            _ => {}
        }
    }

    /// Forgets what was to be told of a message that is told to be gone.
    pub(super) fn forget(&mut self, uid: Uid) {
        self.flagged.remove(&uid);
        self.expunged.remove(&uid);
    }
}
