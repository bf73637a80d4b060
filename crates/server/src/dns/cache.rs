//! What a resolver has learned, and how long it may believe it.

use imbl::{OrdMap, OrdSet};
use mailscope_base::{Duration, Instant, limits};

use super::name::DomainName;
use super::record::{Data, RecordType};

/// How long anything is believed at most (RFC 8767 §4 advises days to weeks): a week.
const TTL_MAX: Duration = Duration::from_secs(7 * 86_400);
/// How long it is believed at most that something is not there (RFC 2308 §5 advises one to three
/// hours): three hours.
const NEGATIVE_TTL_MAX: Duration = Duration::from_secs(3 * 3_600);

/// What a fact is about: one type of record of a name, or the name as such.
pub(super) type Key = (DomainName, Option<RecordType>);

/// What is known of one type of record of a name, or of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    /// There are these; for [`RecordType::Cname`] it is one.
    Records(Vec<Data>),
    /// The name is there, and has none (RFC 2308 §2.2).
    NoData,
    /// There is no such name (RFC 2308 §2.1); said of a name as such.
    NoName,
    /// It could not be found out, for this reason. Never remembered.
    Failed(&'static str),
}

impl Fact {
    /// How long it is believed where the answer says `ttl` seconds.
    fn lifetime(&self, ttl: u32) -> Duration {
        // RFC 2181 §8: a time to live with the topmost bit set is zero.
        let ttl = Duration::from_secs(if ttl >> 31 == 0 { ttl.into() } else { 0 });
        match self {
            Self::Records(_) => ttl.min(TTL_MAX),
            Self::NoData | Self::NoName => ttl.min(NEGATIVE_TTL_MAX),
            Self::Failed(_) => Duration::ZERO,
        }
    }
}

/// Facts that hold for a while.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache {
    facts: OrdMap<Key, (Instant, Fact)>,
    /// What ceases to hold first stands first.
    ends: OrdSet<(Instant, Key)>,
}

impl Cache {
    /// Remembers a fact for `ttl` seconds; a time of zero is for the question at hand only (RFC
    /// 1035 §3.2.1).
    pub(super) fn insert(&mut self, key: Key, fact: Fact, ttl: u32, now: Instant) {
        let lifetime = fact.lifetime(ttl);
        if lifetime == Duration::ZERO {
            return;
        }
        let end = now + lifetime;
        if let Some((old, _)) = self.facts.insert(key.clone(), (end, fact)) {
            self.ends.remove(&(old, key.clone()));
        }
        self.ends.insert((end, key));
        while self.facts.len() > limits::RESOLVER_FACTS_MAX {
            self.forget_first();
        }
    }

    /// What is believed at `now`.
    pub(super) fn get(&self, key: &Key, now: Instant) -> Option<&Fact> {
        self.facts.get(key).filter(|(end, _)| now < *end).map(|(_, fact)| fact)
    }

    /// Everything that is believed at `now`, and until when, in the order of the names.
    pub(super) fn iter(&self, now: Instant) -> impl Iterator<Item = (&Key, Instant, &Fact)> {
        let all = self.facts.iter().map(|(key, (end, fact))| (key, *end, fact));
        all.filter(move |(_, end, _)| now < *end)
    }

    /// Forgets what no longer holds.
    pub(super) fn tidy(&mut self, now: Instant) {
        while self.ends.get_min().is_some_and(|(end, _)| *end <= now) {
            self.forget_first();
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    fn forget_first(&mut self) {
        if let Some((_, key)) = self.ends.get_min().cloned().inspect(|first| {
            self.ends.remove(first);
        }) {
            self.facts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: usize) -> Key {
        (DomainName::parse(&format!("h{n}.example")).expect("a name"), Some(RecordType::A))
    }

    fn at(secs: u64) -> Instant {
        Instant::START + Duration::from_secs(secs)
    }

    #[test]
    fn a_fact_holds_as_long_as_it_was_said_to() {
        // RFC 1035 §3.2.1: "the time interval (in seconds) that the resource record may be cached
        // before it should be discarded. Zero values … should not be cached."
        let mut cache = Cache::default();
        cache.insert(key(1), Fact::NoData, 60, at(10));
        assert_eq!(cache.get(&key(1), at(69)), Some(&Fact::NoData));
        assert_eq!(cache.get(&key(1), at(70)), None);
        cache.insert(key(2), Fact::NoData, 0, at(10));
        assert_eq!(cache.get(&key(2), at(10)), None);
        // RFC 2181 §8: "treat TTL values received with the most significant bit set as if the entire
        // value received was zero".
        cache.insert(key(3), Fact::NoData, 0x8000_0000, at(10));
        assert_eq!(cache.get(&key(3), at(10)), None);
        // RFC 2308 §7.1: failures "MUST NOT be cached for longer than five minutes".
        cache.insert(key(4), Fact::Failed("servfail"), 3_600, at(10));
        assert_eq!(cache.get(&key(4), at(10)), None);
    }

    #[test]
    fn nothing_is_believed_for_ever() {
        let mut cache = Cache::default();
        cache.insert(key(1), Fact::Records(Vec::new()), 0x7fff_ffff, at(0));
        cache.insert(key(2), Fact::NoName, 0x7fff_ffff, at(0));
        assert!(cache.get(&key(1), at(7 * 86_400 - 1)).is_some());
        assert!(cache.get(&key(1), at(7 * 86_400)).is_none());
        assert!(cache.get(&key(2), at(3 * 3_600 - 1)).is_some());
        assert!(cache.get(&key(2), at(3 * 3_600)).is_none());
        cache.tidy(at(3 * 3_600));
        assert_eq!((cache.facts.len(), cache.ends.len()), (1, 1));
    }

    #[test]
    fn it_grows_to_its_bound_and_what_ends_first_goes_first() {
        let mut cache = Cache::default();
        for n in 0..=limits::RESOLVER_FACTS_MAX {
            let ttl = if n == 5 { 1 } else { 100 };
            cache.insert(key(n), Fact::NoData, ttl, at(0));
        }
        assert_eq!(cache.facts.len(), limits::RESOLVER_FACTS_MAX);
        assert_eq!(cache.ends.len(), limits::RESOLVER_FACTS_MAX);
        assert!(cache.get(&key(5), at(0)).is_none());
        assert!(cache.get(&key(6), at(0)).is_some());
        // Learned anew, a fact is there once.
        cache.insert(key(6), Fact::NoName, 50, at(0));
        assert_eq!(cache.get(&key(6), at(0)), Some(&Fact::NoName));
        assert_eq!(cache.ends.len(), limits::RESOLVER_FACTS_MAX);
    }
}
