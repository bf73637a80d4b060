//! `date-time` (RFC 9051 §2.3.3): the internal date of a message; and `date`: a day to search for.

use mailscope_base::DateTime;
use nom::Parser as _;
use nom::bytes::complete::take;
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use super::quote::Sink;
use super::token::decimal;
use crate::Kind;
use crate::grammar::{In, Out, miss, rule, sp, symbol};

/// `date` (RFC 9051 §9): a day of the calendar, without a time or a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDate {
    /// Days since 1970-01-01.
    pub days: i32,
}

const MONTHS: [(&str, Month); 12] = [
    ("Jan", Month::January),
    ("Feb", Month::February),
    ("Mar", Month::March),
    ("Apr", Month::April),
    ("May", Month::May),
    ("Jun", Month::June),
    ("Jul", Month::July),
    ("Aug", Month::August),
    ("Sep", Month::September),
    ("Oct", Month::October),
    ("Nov", Month::November),
    ("Dec", Month::December),
];

/// Days of the calendar of `time` on 1970-01-01.
const UNIX_EPOCH_JULIAN_DAY: i32 = 2_440_588;

/// ```abnf
/// date      = date-text / DQUOTE date-text DQUOTE
/// date-text = date-day "-" date-month "-" date-year ; RFC 9051 §9
/// ```
pub(super) fn date<'a>(input: In<'a>) -> Out<'a, CalendarDate> {
    rule(Kind::Date, |input: In<'a>| {
        if input.fragment().first() != Some(&b'"') {
            return date_text(input);
        }
        let (rest, _) = symbol(Kind::Dquote, "\"")(input)?;
        let (rest, date) = date_text(rest)?;
        let (rest, _) = symbol(Kind::Dquote, "\"")(rest)?;
        Ok((rest, date))
    })(input)
}

fn date_text(input: In<'_>) -> Out<'_, CalendarDate> {
    let (rest, day) = date_day(input)?;
    let (rest, _) = symbol(Kind::Hyphen, "-")(rest)?;
    let (rest, month) = date_month(rest)?;
    let (rest, _) = symbol(Kind::Hyphen, "-")(rest)?;
    let (rest, year) = date_year(rest)?;
    match Date::from_calendar_date(year, month, day) {
        Ok(date) => Ok((rest, CalendarDate { days: date.to_julian_day() - UNIX_EPOCH_JULIAN_DAY })),
        Err(_) => miss(),
    }
}

/// ```abnf
/// date-day = 1*2DIGIT ; RFC 9051 §9
/// ```
fn date_day<'a>(input: In<'a>) -> Out<'a, u8> {
    rule(Kind::DateDay, |input: In<'a>| {
        let digits = input.fragment().iter().take_while(|octet| octet.is_ascii_digit()).count();
        if !matches!(digits, 1 | 2) {
            return miss();
        }
        fixed(digits).map(|value| u8::try_from(value).unwrap_or(u8::MAX)).parse(input)
    })(input)
}

/// Writes `1-Feb-1994`; a day beyond four digits of the year becomes the nearest that they can say.
pub(super) fn put_date(sink: &mut impl Sink, date: CalendarDate) {
    let julian = date.days.saturating_add(UNIX_EPOCH_JULIAN_DAY);
    // 0000-01-01 and 9999-12-31.
    let date = Date::from_julian_day(julian.clamp(1_721_060, 5_373_484)).unwrap_or(Date::MIN);
    sink.put_number(u64::from(date.day()));
    sink.put(b"-");
    sink.put(month_name(date.month()).as_bytes());
    sink.put(b"-");
    put_digits::<4>(sink, date.year().unsigned_abs(), b'0');
}

fn month_name(month: Month) -> &'static str {
    MONTHS.get(usize::from(u8::from(month)) - 1).map_or("Jan", |(name, _)| *name)
}

/// ```abnf
/// date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE ; RFC 9051 §9
/// ```
pub(super) fn date_time(input: In<'_>) -> Out<'_, DateTime> {
    rule(Kind::DateTime, |input| {
        let (rest, _) = symbol(Kind::Dquote, "\"")(input)?;
        let (rest, day) = date_day_fixed(rest)?;
        let (rest, _) = symbol(Kind::Hyphen, "-")(rest)?;
        let (rest, month) = date_month(rest)?;
        let (rest, _) = symbol(Kind::Hyphen, "-")(rest)?;
        let (rest, year) = date_year(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, time) = time_of_day(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, offset_mins) = zone(rest)?;
        let (rest, _) = symbol(Kind::Dquote, "\"")(rest)?;
        let Ok(date) = Date::from_calendar_date(year, month, day) else {
            return miss();
        };
        let local = date.with_time(time).assume_utc().unix_timestamp();
        let unix_secs = local - i64::from(offset_mins) * 60;
        Ok((rest, DateTime { unix_secs, offset_mins }))
    })(input)
}

/// The value of exactly `count` digits.
fn fixed<'a>(count: usize) -> impl FnMut(In<'a>) -> Out<'a, u16> {
    move |input| {
        let (rest, digits) = take(count)(input)?;
        let digits: &[u8] = digits.fragment();
        let value = digits.iter().all(u8::is_ascii_digit).then(|| decimal(digits)).flatten();
        match value.and_then(|value| u16::try_from(value).ok()) {
            Some(value) => Ok((rest, value)),
            None => miss(),
        }
    }
}

/// Two digits.
fn two(input: In<'_>) -> Out<'_, u8> {
    fixed(2).map(|value| u8::try_from(value).unwrap_or(u8::MAX)).parse(input)
}

/// ```abnf
/// date-day-fixed = (SP DIGIT) / 2DIGIT ; RFC 9051 §9
/// ```
fn date_day_fixed<'a>(input: In<'a>) -> Out<'a, u8> {
    rule(Kind::DateDayFixed, |input: In<'a>| {
        if input.fragment().first() != Some(&b' ') {
            return two(input);
        }
        let (rest, _) = take(1_usize)(input)?;
        fixed(1).map(|value| u8::try_from(value).unwrap_or(u8::MAX)).parse(rest)
    })(input)
}

/// ```abnf
/// date-month = "Jan" / "Feb" / "Mar" / "Apr" / "May" / "Jun" / "Jul" / "Aug" / "Sep" / "Oct" / "Nov" / "Dec"
/// ```
fn date_month<'a>(input: In<'a>) -> Out<'a, Month> {
    rule(Kind::DateMonth, |input: In<'a>| {
        let end = input.fragment().iter().position(|octet| !octet.is_ascii_alphabetic());
        let (rest, name) = take(end.unwrap_or(3))(input)?;
        let name: &[u8] = name.fragment();
        let is_it = |(spelling, _): &&(&str, Month)| spelling.as_bytes().eq_ignore_ascii_case(name);
        match MONTHS.iter().find(is_it) {
            Some((_, month)) => Ok((rest, *month)),
            None => miss(),
        }
    })(input)
}

/// ```abnf
/// date-year = 4DIGIT ; RFC 9051 §9
/// ```
fn date_year(input: In<'_>) -> Out<'_, i32> {
    rule(Kind::DateYear, fixed(4)).map(i32::from).parse(input)
}

/// A leap second counts as the second before it.
///
/// ```abnf
/// time = 2DIGIT ":" 2DIGIT ":" 2DIGIT ; RFC 9051 §9
/// ```
fn time_of_day(input: In<'_>) -> Out<'_, Time> {
    rule(Kind::Time, |input| {
        let (rest, hour) = two(input)?;
        let (rest, _) = symbol(Kind::Colon, ":")(rest)?;
        let (rest, minute) = two(rest)?;
        let (rest, _) = symbol(Kind::Colon, ":")(rest)?;
        let (rest, second) = two(rest)?;
        let second = if second == 60 { 59 } else { second };
        match Time::from_hms(hour, minute, second) {
            Ok(time) => Ok((rest, time)),
            Err(_) => miss(),
        }
    })(input)
}

/// ```abnf
/// zone = ("+" / "-") 4DIGIT ; RFC 9051 §9
/// ```
fn zone(input: In<'_>) -> Out<'_, i16> {
    rule(Kind::Zone, |input| {
        let (rest, sign) = take(1_usize)(input)?;
        let (rest, hours) = two(rest)?;
        let (rest, minutes) = two(rest)?;
        let offset = i16::from(hours) * 60 + i16::from(minutes);
        match sign.fragment().first() {
            Some(b'+') if hours < 25 && minutes < 60 => Ok((rest, offset)),
            Some(b'-') if hours < 25 && minutes < 60 => Ok((rest, -offset)),
            _ => miss(),
        }
    })(input)
}

/// Writes `"17-Jul-1996 02:44:25 -0700"`. What four digits cannot say becomes the nearest date that
/// they can.
pub(super) fn put(sink: &mut impl Sink, date: DateTime) {
    let offset_mins = date.offset_mins.clamp(-1439, 1439);
    let offset = UtcOffset::from_whole_seconds(i32::from(offset_mins) * 60);
    let offset = offset.unwrap_or(UtcOffset::UTC);
    // One day inside the years 0 to 9999, so that no zone leads out of them.
    let unix_secs = date.unix_secs.clamp(-62_167_132_800, 253_402_214_400);
    let utc = OffsetDateTime::from_unix_timestamp(unix_secs);
    let local = utc.unwrap_or(OffsetDateTime::UNIX_EPOCH).to_offset(offset);
    let (year, month, day) = local.to_calendar_date();
    let (hour, minute, second) = local.to_hms();
    sink.put(b"\"");
    put_digits::<2>(sink, u32::from(day), if day < 10 { b' ' } else { b'0' });
    sink.put(b"-");
    sink.put(month_name(month).as_bytes());
    sink.put(b"-");
    put_digits::<4>(sink, year.unsigned_abs(), b'0');
    for (before, value) in [(b" ", hour), (b":", minute), (b":", second)] {
        sink.put(before);
        put_digits::<2>(sink, u32::from(value), b'0');
    }
    sink.put(if offset_mins < 0 { b" -" } else { b" +" });
    let mins = u32::from(offset_mins.unsigned_abs());
    put_digits::<4>(sink, mins / 60 * 100 + mins % 60, b'0');
    sink.put(b"\"");
}

/// Exactly `N` digits, the first of them replaced by `pad` where it is 0.
fn put_digits<const N: usize>(sink: &mut impl Sink, mut value: u32, pad: u8) {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(value % 10).unwrap_or_default();
        value /= 10;
    }
    if let Some(first) = digits.first_mut().filter(|first| **first == b'0') {
        *first = pad;
    }
    sink.put(&digits);
}
