//! Greylisting (RFC 6647): whoever sends for the first time is asked to come again. Real servers do,
//! since they keep a queue; much of what sends unwanted mail does not.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};
use mailscope_base::limits::GREYLIST_MAX;
use mailscope_base::{Duration, Instant};

use crate::Store;

/// Who has tried to send what to whom, and when first. A clone shares everything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Greylist {
    first_seen: OrdMap<Triplet, Instant>,
    /// The same, the oldest first: what is forgotten when there are too many.
    by_age: OrdSet<(Instant, Triplet)>,
}

/// What a new attempt is recognised by (RFC 6647 §2): letters in small.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Triplet {
    client: Arc<str>,
    sender: Arc<str>,
    recipient: Arc<str>,
}

impl Triplet {
    /// The client by its address, or by what it calls itself where that is not known; the reverse-path,
    /// empty for the null one; the forward-path.
    pub fn new(client: &str, sender: &str, recipient: &str) -> Self {
        let [client, sender, recipient] =
            [client, sender, recipient].map(|text| text.to_lowercase().into());
        Self { client, sender, recipient }
    }
}

impl Store {
    /// Counts an attempt at `now`. How long this triplet still has to wait, if it was first seen less
    /// than `delay` ago; nothing if it may pass.
    pub fn greylist(
        &mut self,
        attempt: Triplet,
        delay: Duration,
        now: Instant,
    ) -> Option<Duration> {
        let known = &mut self.greylist;
        if let Some(first) = known.first_seen.get(&attempt) {
            let due = *first + delay;
            return (now < due).then(|| due - now);
        }
        known.by_age.insert((now, attempt.clone()));
        known.first_seen.insert(attempt, now);
        if known.first_seen.len() > GREYLIST_MAX
            && let Some((_, oldest)) = known.by_age.remove_min()
        {
            known.first_seen.remove(&oldest);
        }
        Some(delay).filter(|delay| *delay > Duration::ZERO)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]

    use mailscope_base::UidValidity;

    use super::*;

    const DELAY: Duration = Duration::from_mins(5);

    fn triplet(sender: &str) -> Triplet {
        Triplet::new("192.0.2.1", sender, "ada@nord.example")
    }

    #[test]
    fn the_first_attempt_waits_and_a_later_one_passes() {
        // RFC 6647 §2.
        let mut store = Store::new(UidValidity::new(1).unwrap());
        let at = |mins| Instant::START + Duration::from_mins(mins);
        assert_eq!(store.greylist(triplet("ben@sued.example"), DELAY, at(0)), Some(DELAY));
        let left = store.greylist(triplet("Ben@Sued.Example"), DELAY, at(2));
        assert_eq!(left, Some(Duration::from_mins(3)));
        assert_eq!(store.greylist(triplet("ben@sued.example"), DELAY, at(5)), None);
        assert_eq!(store.greylist(triplet("lena@sued.example"), DELAY, at(5)), Some(DELAY));
        assert_eq!(store.greylist(triplet("x@y.example"), Duration::ZERO, at(5)), None);
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut store = Store::new(UidValidity::new(1).unwrap());
        for n in 0..=GREYLIST_MAX as u64 {
            let sender = format!("{n}@sued.example");
            store.greylist(triplet(&sender), DELAY, Instant::from_micros(n));
        }
        assert_eq!(store.greylist.first_seen.len(), GREYLIST_MAX);
        assert_eq!(store.greylist.by_age.len(), GREYLIST_MAX);
        let later = Instant::START + DELAY + DELAY;
        assert_eq!(store.greylist(triplet("0@sued.example"), DELAY, later), Some(DELAY));
        assert_eq!(store.greylist(triplet("2@sued.example"), DELAY, later), None);
    }
}
