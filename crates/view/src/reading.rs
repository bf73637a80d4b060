//! Small conversions for reading: times of day, printable text, the text of a mail.

use mail_parser::{MessageParser, MimeHeaders as _};
use mailscope_base::{DateTime, Instant};
use mailscope_sim::World;

/// Characters of a mail's text that are shown. The rest is on the device, but no screen needs it.
const BODY_CHARS_MAX: usize = 20_000;

/// The time of day at `at`: `HH:MM`, or with seconds.
pub(crate) fn clock_time(world: &World, at: Instant, seconds: bool) -> String {
    let date = world.clock().at(at);
    let (_, [hour, minute, second]) = civil(date);
    if seconds {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{hour:02}:{minute:02}")
    }
}

/// The time of day with milliseconds.
pub(crate) fn clock_time_fine(world: &World, at: Instant) -> String {
    let millis = at.as_micros() / 1_000 % 1_000;
    format!("{}.{millis:03}", clock_time(world, at, true))
}

/// `2026-03-02 08:21` in the zone of the date itself.
pub(crate) fn date_and_time(date: DateTime) -> String {
    let (day, [hour, minute, _]) = civil(date);
    let Some(day) = day else { return String::new() };
    format!("{day} {hour:02}:{minute:02}")
}

fn civil(date: DateTime) -> (Option<String>, [i64; 3]) {
    let local = date.unix_secs + i64::from(date.offset_mins) * 60;
    let of_day = local.rem_euclid(86_400);
    let parsed = mail_parser::DateTime::from_timestamp(local);
    let day = parsed
        .is_valid()
        .then(|| format!("{:04}-{:02}-{:02}", parsed.year, parsed.month, parsed.day));
    (day, [of_day / 3_600, of_day / 60 % 60, of_day % 60])
}

/// `text` without control characters, cut at `max` characters.
pub(crate) fn printable(text: &str, max: usize) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(max).collect()
}

/// The text of a mail for reading, and its attachments with their octets.
pub(crate) fn body(bytes: &[u8]) -> (String, Vec<(String, u64)>) {
    let Some(mail) = MessageParser::default().parse(bytes) else {
        return (String::from_utf8_lossy(bytes).chars().take(BODY_CHARS_MAX).collect(), Vec::new());
    };
    // An HTML part is turned into text by the parser: nothing of a mail is ever markup here.
    let text = mail.body_text(0).unwrap_or_default();
    let text = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .take(BODY_CHARS_MAX)
        .collect();
    let attachments = mail
        .attachments()
        .map(|part| {
            let name = part.attachment_name().unwrap_or_default();
            (printable(name, 120), part.len() as u64)
        })
        .collect();
    (text, attachments)
}
