//! What whoever runs a host has decided about its queue.

use mailscope_base::{Duration, Instant};

/// How patient a queue is. RFC 5321 §4.5.4.1: the parameters of the retries must be configurable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MtaPolicy {
    /// Between the first attempt and the second. Shorter than the 30 minutes that RFC 5321 §4.5.4.1
    /// calls general: what a first attempt meets most often is a server that takes no mail from
    /// strangers at once (greylisting), and that waits for a few minutes.
    pub first_pause: Duration,
    /// How many times as long each pause is as the one before it.
    pub growth: u32,
    /// No pause is longer.
    pub longest_pause: Duration,
    /// When the sender is told that it takes longer; nothing for never.
    pub warn_after: Option<Duration>,
    /// When it is given up (RFC 5321 §4.5.4.1: at least 4 to 5 days).
    pub expire_after: Duration,
    /// Whether there are other hosts. Without them, what is not for this host fails at once.
    pub network: bool,
}

impl MtaPolicy {
    /// For a host that never connects to others.
    #[must_use]
    pub fn alone() -> Self {
        Self { network: false, ..Self::default() }
    }

    /// When a message that arrived at `arrived` is tried again after its attempt number `attempt`
    /// (the first is 1) at `now` was in vain. Two moments are never passed by: the one of the
    /// warning, so that it tells how things are then, and the last one.
    pub(super) fn next_attempt(&self, arrived: Instant, attempt: u32, now: Instant) -> Instant {
        let warning = self.warn_after.map(|after| arrived + after);
        let moments = [warning, Some(arrived + self.expire_after)];
        let ahead = moments.into_iter().flatten().filter(|at| *at > now);
        ahead.fold(now + self.pause(attempt), Instant::min)
    }

    /// The pause after attempt number `attempt`.
    fn pause(&self, attempt: u32) -> Duration {
        let factor = u64::from(self.growth).saturating_pow(attempt.saturating_sub(1));
        let pause = self.first_pause.as_micros().saturating_mul(factor);
        Duration::from_micros(pause).min(self.longest_pause)
    }
}

/// Two attempts and more in the first hour, and one every three hours in the end (RFC 5321
/// §4.5.4.1).
impl Default for MtaPolicy {
    fn default() -> Self {
        Self {
            first_pause: Duration::from_mins(5),
            growth: 2,
            longest_pause: Duration::from_mins(3 * 60),
            warn_after: Some(Duration::from_mins(4 * 60)),
            expire_after: Duration::from_mins(5 * 24 * 60),
            network: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_no_moment_is_passed_by() {
        // RFC 5321 §4.5.4.1: more often in the first hour, then every two or three hours, for five
        // days.
        let policy = MtaPolicy::default();
        let mins = |mins| Instant::START + Duration::from_mins(mins);
        let (mut now, mut attempts) = (Instant::START, Vec::new());
        for attempt in 1.. {
            let next = policy.next_attempt(Instant::START, attempt, now);
            attempts.push(next.as_micros() / 60_000_000);
            if next >= mins(5 * 24 * 60) {
                break;
            }
            now = next;
        }
        // The sixth pause would be 160 minutes and is cut by the warning; the seventh would be 320 and
        // is cut by the longest.
        assert_eq!(attempts.get(..8), Some(&[5, 15, 35, 75, 155, 240, 240 + 180, 420 + 180][..]));
        assert_eq!(attempts.last(), Some(&(5 * 24 * 60)));
        // After the last moment there is none to keep.
        assert_eq!(policy.next_attempt(Instant::START, 90, mins(8_000)), mins(8_000 + 180));
    }
}
