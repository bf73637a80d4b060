//! Spans of time as people write them: `250 ms`, `40 s`, `6 h`.

use mailscope_base::Duration;
use serde::{Deserialize, Deserializer, de};

/// A span of time in a scenario file: a whole number and `ms`, `s`, `min`, `h` or `d`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span(pub(super) Duration);

/// Reads a span of time as a person writes it: `90 s`, `6 h`. The error is a sentence.
pub fn parse_span(text: &str) -> Result<Duration, String> {
    parse(text).ok_or_else(|| {
        format!("{text:?} is no span of time: a whole number and ms, s, min, h or d, like \"6 h\"")
    })
}

fn parse(text: &str) -> Option<Duration> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let number: u64 = number.parse().ok()?;
    Some(match unit.trim_start() {
        "ms" => Duration::from_millis(number),
        "s" => Duration::from_secs(number),
        "min" => Duration::from_mins(number),
        "h" => Duration::from_mins(number.saturating_mul(60)),
        "d" => Duration::from_mins(number.saturating_mul(24 * 60)),
        _ => return None,
    })
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_span(&text).map(Self).map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Span {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A span of time: a whole number and ms, s, min, h or d.",
            "pattern": r"^[0-9]+\s*(ms|s|min|h|d)$",
            "examples": ["250 ms", "6 h"],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_a_number_and_a_unit() {
        assert_eq!(parse("250 ms"), Some(Duration::from_millis(250)));
        assert_eq!(parse("40s"), Some(Duration::from_secs(40)));
        assert_eq!(parse("6 h"), Some(Duration::from_secs(21_600)));
        assert_eq!(parse("5 d"), Some(Duration::from_secs(432_000)));
        for wrong in ["", "5", "h", "1.5 h", "-1 s", "5 weeks"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
