//! What is remembered of expunged messages, for clients that come back (RFC 7162 §3.2.7).

use imbl::OrdMap;
use mailscope_base::limits::EXPUNGES_REMEMBERED_MAX;
use mailscope_base::{ModSeq, Uid};

/// The expunges of one mailbox by mod-sequence: the latest ones.
#[derive(Clone, Debug)]
pub(crate) struct Expunges {
    by_modseq: OrdMap<ModSeq, Uid>,
    /// Every expunge after it is remembered.
    complete_since: ModSeq,
}

/// The messages that a mailbox has lost since some mod-sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vanished {
    /// Their UIDs, ascending.
    pub uids: Vec<Uid>,
    /// Whether these are all of them. If not, more may have gone: whoever wants to know has to
    /// take every UID that the mailbox does not have for one that is gone, as RFC 7162 §3.2.5.1
    /// and §5.1 allow.
    pub complete: bool,
}

impl Expunges {
    pub(crate) fn new() -> Self {
        Self { by_modseq: OrdMap::new(), complete_since: ModSeq(0) }
    }

    pub(crate) fn remember(&mut self, modseq: ModSeq, uid: Uid) {
        self.by_modseq.insert(modseq, uid);
        if self.by_modseq.len() > EXPUNGES_REMEMBERED_MAX
            && let Some(&(oldest, _)) = self.by_modseq.get_min()
        {
            self.by_modseq.remove(&oldest);
            self.complete_since = oldest;
        }
    }

    /// The remembered expunges, the latest first.
    pub(crate) fn latest(&self) -> impl DoubleEndedIterator<Item = (ModSeq, Uid)> {
        self.by_modseq.iter().rev().map(|(&modseq, &uid)| (modseq, uid))
    }

    pub(crate) fn len(&self) -> usize {
        self.by_modseq.len()
    }

    pub(crate) fn since(&self, modseq: ModSeq) -> Vanished {
        let mut uids: Vec<Uid> = modseq
            .next()
            .into_iter()
            .flat_map(|from| self.by_modseq.range(from..))
            .map(|(_, &uid)| uid)
            .collect();
        uids.sort_unstable();
        Vanished { uids, complete: modseq >= self.complete_since }
    }
}
