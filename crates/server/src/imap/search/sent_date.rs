//! The date that a mail itself claims (RFC 5322 §3.6.1).

use mail_parser::DateTime;
use mailscope_base::DateTime as Received;
use mailscope_store::field::fields;
use mailscope_store::{Mail, Message};

const SECS_PER_DAY: i64 = 86_400;

/// What a `Date:` field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::imap) struct SentDate {
    /// The day where it was sent, since 1970-01-01: "disregarding time and timezone"
    /// (RFC 9051 §6.4.4).
    pub(in crate::imap) day: i64,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(in crate::imap) unix_secs: i64,
}

/// What the mail's `Date:` says; nothing if it is not there or says no date.
///
/// RFC 5256 §2.2: without a valid zone it is UTC, without a valid time it is the beginning of the
/// day.
pub(in crate::imap) fn of(mail: &Mail) -> Option<SentDate> {
    let field = fields(mail.header_octets()).find(|field| field.is_named(b"Date"))?;
    read(&String::from_utf8_lossy(field.raw_value()))
}

/// The sent date as SORT and THREAD compare it (RFC 5256 §2.2): without one, INTERNALDATE.
pub(in crate::imap) fn unix_secs(message: &Message) -> i64 {
    of(&message.mail).map_or(message.received.unix_secs, |date| date.unix_secs)
}

/// The day of a date in its own zone, since 1970-01-01.
pub(super) fn day(date: Received) -> i64 {
    let local = date.unix_secs.saturating_add(i64::from(date.offset_mins) * 60);
    local.div_euclid(SECS_PER_DAY)
}

fn read(value: &str) -> Option<SentDate> {
    // The parser wants all of a date; what is missing at the end is written there.
    let mut parsed = ["", " +0000", " 00:00:00 +0000"]
        .iter()
        .find_map(|rest| DateTime::parse_rfc822(&format!("{}{rest}\n", value.trim())))?;
    // A leap second counts as the second before it.
    parsed.second = if parsed.second == 60 { 59 } else { parsed.second };
    if parsed.hour > 23 || parsed.minute > 59 || parsed.second > 59 {
        (parsed.hour, parsed.minute, parsed.second) = (0, 0, 0);
    }
    if !parsed.is_valid() {
        return None;
    }
    let local = parsed.to_timestamp_local();
    // 31 February would be in March.
    let same_day = DateTime::from_timestamp(local).day == parsed.day;
    same_day
        .then(|| SentDate { day: local.div_euclid(SECS_PER_DAY), unix_secs: parsed.to_timestamp() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read() {
        // The example of RFC 5256 §2.2, and damaged ones. 11322 is 2000-12-31.
        const MIDNIGHT: i64 = 11_322 * SECS_PER_DAY;
        for (value, date) in [
            ("31 Dec 2000 16:01:33 -0800", Some((11_322, MIDNIGHT + 86_493))),
            (" Sun, 31 Dec 2000 16:01:33 -0800 (PST)\r\n", Some((11_322, MIDNIGHT + 86_493))),
            ("1 Jan 2001 00:01:33 +0000", Some((11_323, MIDNIGHT + 86_493))),
            ("Sun, 31 Dec 2000 16:01:33", Some((11_322, MIDNIGHT + 57_693))),
            ("31 Dec 2000", Some((11_322, MIDNIGHT))),
            ("31 Dec 2000 25:01:33 +0000", Some((11_322, MIDNIGHT))),
            ("31 Dec 2000 23:59:60 +0000", Some((11_322, MIDNIGHT + 86_399))),
            ("31 Dec 00 00:00:00 GMT", Some((11_322, MIDNIGHT))),
            ("31 Feb 2000 00:00:00 +0000", None),
            ("31 Dec 1960 12:00:00 +0000", Some((-3_288, -3_288 * SECS_PER_DAY + 43_200))),
            ("1 Jan 0999 00:00:00 +0000", None),
            ("99999999999999999999 Jan 99999 99:99:99 +9999", None),
            ("yesterday", None),
            ("", None),
        ] {
            let date = date.map(|(day, unix_secs)| SentDate { day, unix_secs });
            assert_eq!(read(value), date, "{value:?}");
        }
    }

    #[test]
    fn days_are_those_of_the_zone() {
        let date = |unix_secs, offset_mins| Received { unix_secs, offset_mins };
        assert_eq!(day(date(0, 0)), 0);
        assert_eq!(day(date(0, -1)), -1);
        assert_eq!(day(date(SECS_PER_DAY - 60, 1)), 1);
    }
}
