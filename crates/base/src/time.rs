//! Virtual time: microseconds since a world began, and the wall clock that maps them to dates.

use core::fmt;
use core::ops::{Add, Sub};

use serde::{Deserialize, Serialize};

/// A moment of virtual time: microseconds since the world began.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Instant(u64);

impl Instant {
    /// The moment a world begins.
    pub const START: Self = Self(0);

    /// The moment `micros` microseconds after the start.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// Microseconds since the start.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// How long ago `earlier` was; zero if it lies in the future.
    pub const fn since(self, earlier: Self) -> Duration {
        Duration(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Instant {
    type Output = Self;

    fn add(self, rhs: Duration) -> Self {
        Self(self.0.saturating_add(rhs.0))
    }
}

impl Sub for Instant {
    type Output = Duration;

    fn sub(self, rhs: Self) -> Duration {
        self.since(rhs)
    }
}

/// A span of virtual time in microseconds.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Duration(u64);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// `micros` microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// `millis` milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis.saturating_mul(1_000))
    }

    /// `secs` seconds.
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(1_000_000))
    }

    /// `mins` minutes.
    pub const fn from_mins(mins: u64) -> Self {
        Self::from_secs(mins.saturating_mul(60))
    }

    /// Whole microseconds.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// Whole milliseconds, rounded down.
    pub const fn as_millis(self) -> u64 {
        self.0 / 1_000
    }

    /// Whole seconds, rounded down.
    pub const fn as_secs(self) -> u64 {
        self.0 / 1_000_000
    }
}

impl Add for Duration {
    type Output = Self;

    fn add(self, rhs: Self) -> Self {
        Self(self.0.saturating_add(rhs.0))
    }
}

/// A date with its zone, as mail carries it (RFC 5322 §3.3, RFC 9051 §2.3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateTime {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub unix_secs: i64,
    /// The zone, in minutes east of Greenwich.
    pub offset_mins: i16,
}

/// As header fields and trace fields write it: `Thu, 5 Mar 2026 08:00:01 +0100` (RFC 5322 §3.3).
/// What four digits cannot say becomes the nearest date that they can.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let local = self.unix_secs.saturating_add(i64::from(self.offset_mins) * 60);
        // RFC 5322 §3.3: from 1900; and the year has four digits.
        let local = local.clamp(-2_208_988_800, 253_402_300_799);
        let (days, second) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let (year, month, day) = civil(days);
        let name = |names: &[&'static str], at: i64| {
            usize::try_from(at).ok().and_then(|at| names.get(at).copied()).unwrap_or_default()
        };
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let sign = if self.offset_mins < 0 { '-' } else { '+' };
        let offset = self.offset_mins.unsigned_abs().min(5_999);
        write!(
            f,
            "{}, {day} {} {year:04} {hour:02}:{minute:02}:{second:02} {sign}{:02}{:02}",
            name(&DAYS, days.rem_euclid(7)),
            name(&MONTHS, month - 1),
            offset / 60,
            offset % 60
        )
    }
}

/// Year, month and day of the Gregorian calendar, `days` after 1970-01-01. Years are counted from
/// March, so that the leap day is the last one of its year; 400 years have 146 097 days.
const fn civil(days: i64) -> (i64, i64, i64) {
    let since_march_0 = days + 719_468;
    let (era, day_of_era) = (since_march_0.div_euclid(146_097), since_march_0.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Months from March on have 153 days in each five.
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + (month <= 2) as i64;
    (year, month, day)
}

/// Maps virtual time to dates: a world's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WallClock {
    /// The date at [`Instant::START`].
    pub start: DateTime,
}

impl WallClock {
    /// The date at `now`.
    pub fn at(self, now: Instant) -> DateTime {
        let secs = i64::try_from(now.as_micros() / 1_000_000).unwrap_or(i64::MAX);
        DateTime { unix_secs: self.start.unix_secs.saturating_add(secs), ..self.start }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_as_mail_carries_it() {
        // By `date -R -d @…`, and the first example of RFC 5322 appendix A.1.1.
        let cases = [
            (880_127_706, -360, "Fri, 21 Nov 1997 09:55:06 -0600"),
            (0, 0, "Thu, 1 Jan 1970 00:00:00 +0000"),
            (951_782_400, 0, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (1_772_694_001, 60, "Thu, 5 Mar 2026 08:00:01 +0100"),
            (4_107_542_399, 0, "Sun, 28 Feb 2100 23:59:59 +0000"),
            (-1, -30, "Wed, 31 Dec 1969 23:29:59 -0030"),
            (i64::MAX, 0, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ];
        for (unix_secs, offset_mins, written) in cases {
            assert_eq!(DateTime { unix_secs, offset_mins }.to_string(), written);
        }
    }
}
