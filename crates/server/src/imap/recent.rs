//! Which messages are `\Recent` in one session (RFC 3501 §2.3.2): each is so in the first session
//! that hears of it, and nowhere else.

use imbl::Vector;
use mailscope_base::Uid;

/// Ranges of UIDs, from and below; ascending. New messages come in runs, so there are few.
#[derive(Clone, Debug, Default)]
pub(super) struct Recent(Vector<(Uid, Uid)>);

impl Recent {
    /// Whether the message is one of them.
    pub(super) fn contains(&self, uid: Uid) -> bool {
        let Err(after) = self.0.binary_search_by(|(from, _)| from.cmp(&uid)) else {
            return true;
        };
        let range = after.checked_sub(1).and_then(|index| self.0.get(index));
        range.is_some_and(|(_, below)| uid < *below)
    }

    /// How many of `uids`, which ascend, are `\Recent`.
    pub(super) fn count(&self, uids: &Vector<Uid>) -> u32 {
        let position = |uid: &Uid| match uids.binary_search(uid) {
            Ok(index) | Err(index) => index,
        };
        let count: usize =
            self.0.iter().map(|(from, below)| position(below) - position(from)).sum();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// What was told to be `\Recent` stays so; a range told before may be part of this one.
    pub(super) fn add(&mut self, from: Uid, below: Uid) {
        let mut from = from;
        while let Some((earlier, _)) = self.0.back().copied().filter(|(_, end)| *end >= from) {
            from = from.min(earlier);
            self.0.pop_back();
        }
        self.0.push_back((from, below));
    }
}
