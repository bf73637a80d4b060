//! What a person has typed, and why it cannot be: one sentence beside the field.

use mailscope_base::{Address, limits};

use crate::Text;

/// A field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name of a device or of somebody on a wire.
    Name,
    /// Whose mail.
    Account,
    /// What stands before the `@`.
    User,
    /// A password.
    Password,
    /// What stands after the `@`.
    Domain,
    /// Who writes.
    From,
    /// A subject.
    Subject,
    /// The text of a mail.
    Text,
    /// Milliseconds one way.
    Latency,
    /// Octets per second.
    Bandwidth,
    /// Octets, or octets per second.
    Number,
    /// No field: the form as a whole.
    Whole,
}

/// Why a form cannot be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The field that it is about.
    pub field: Field,
    /// Why, in a sentence.
    pub text: Text,
}

impl Refused {
    pub(super) const fn new(field: Field, text: Text) -> Self {
        Self { field, text }
    }
}

/// Characters of a name.
pub(super) const NAME_CHARS_MAX: usize = 40;
/// Characters of a subject.
const SUBJECT_CHARS_MAX: usize = 200;
/// Octets of a text that somebody types.
const TEXT_OCTETS_MAX: usize = 100_000;
/// Milliseconds one way: to the moon and back is less.
const LATENCY_MAX: u64 = 60_000;
/// Characters of an address.
const ADDRESS_CHARS_MAX: usize = 254;

/// A name for people: a short line of any language, with nothing that hides or turns what follows.
pub(super) fn name(typed: &str, field: Field) -> Result<String, Refused> {
    line(typed, field, NAME_CHARS_MAX)
}

/// A subject, which may be empty.
pub(super) fn subject(typed: &str) -> Result<String, Refused> {
    line(typed, Field::Subject, SUBJECT_CHARS_MAX)
}

/// One line of text.
fn line(typed: &str, field: Field, max: usize) -> Result<String, Refused> {
    let typed = typed.trim();
    let count = typed.chars().count();
    if count > max {
        let text = Text::new("build-error-long").number("count", count as u64);
        return Err(Refused::new(field, text.number("max", max as u64)));
    }
    if typed.chars().any(is_hidden) {
        return Err(Refused::new(field, Text::new("build-error-hidden")));
    }
    Ok(typed.to_owned())
}

/// Control characters, and those that change the direction of what follows (Unicode TR #9 §2).
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The text of a mail.
pub(super) fn text(typed: &str) -> Result<String, Refused> {
    if typed.len() > TEXT_OCTETS_MAX {
        let text = Text::new("build-error-long").number("count", typed.chars().count() as u64);
        return Err(Refused::new(Field::Text, text.number("max", TEXT_OCTETS_MAX as u64)));
    }
    if typed.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Refused::new(Field::Text, Text::new("build-error-hidden")));
    }
    Ok(typed.to_owned())
}

/// A whole number up to `max`; a person may write spaces, points and commas between the thousands.
pub(super) fn number(typed: &str, field: Field, max: u64) -> Result<u64, Refused> {
    let digits: String =
        typed.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let wrong = || Refused::new(field, Text::new("build-error-number").number("max", max));
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    digits.parse().ok().filter(|number| *number <= max).ok_or_else(wrong)
}

pub(super) fn latency(typed: &str) -> Result<u64, Refused> {
    number(typed, Field::Latency, LATENCY_MAX)
}

pub(super) fn bandwidth(typed: &str, field: Field) -> Result<u32, Refused> {
    number(typed, field, u64::from(u32::MAX)).map(|rate| u32::try_from(rate).unwrap_or(u32::MAX))
}

/// `Ben Winter <ben@sued.example>`, or the address alone.
pub(super) fn sender(typed: &str) -> Result<(String, Address), Refused> {
    let typed = line(typed, Field::From, ADDRESS_CHARS_MAX)?;
    let (name, address) = match typed.strip_suffix('>').and_then(|rest| rest.rsplit_once('<')) {
        Some((name, address)) => (name.trim().trim_matches('"').to_owned(), address.to_owned()),
        None => (String::new(), typed),
    };
    let wrong = || Refused::new(Field::From, Text::new("build-error-address"));
    let (local, domain) = address.rsplit_once('@').ok_or_else(wrong)?;
    let atom = |c: char| !c.is_whitespace() && !"<>()[]\\,;:\"@".contains(c);
    let possible = |part: &str| {
        !part.is_empty()
            && part.split('.').all(|atoms| !atoms.is_empty() && atoms.chars().all(atom))
    };
    if !possible(local) || !possible(domain) || local.len() > 64 {
        return Err(wrong());
    }
    Ok((name, Address::new(local, domain)))
}

/// Mails that a person opens.
pub(super) fn fits(mails: &[bytes::Bytes]) -> bool {
    mails.iter().all(|mail| mail.len() <= limits::MESSAGE_OCTETS_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused<T: core::fmt::Debug>(result: Result<T, Refused>) -> &'static str {
        result.expect_err("it cannot be").text.id
    }

    #[test]
    fn a_name_is_a_short_line_of_any_language() {
        assert_eq!(name("  Omas Tablet 📱 ", Field::Name), Ok("Omas Tablet 📱".to_owned()));
        assert_eq!(name("<script>", Field::Name), Ok("<script>".to_owned()), "text is text");
        assert_eq!(name("عائشة", Field::Name), Ok("عائشة".to_owned()));
        assert_eq!(refused(name(&"x".repeat(100_000), Field::Name)), "build-error-long");
        for hidden in ["a\0b", "a\nb", "a\u{202e}b", "a\u{2067}b"] {
            assert_eq!(refused(name(hidden, Field::Name)), "build-error-hidden", "{hidden:?}");
        }
    }

    #[test]
    fn a_number_is_written_in_digits() {
        assert_eq!(number(" 2 000 ", Field::Number, 5_000), Ok(2_000));
        assert_eq!(number("0", Field::Number, 5_000), Ok(0));
        for wrong in ["", "-1", "1.5", "fast", "5001", "99999999999999999999", "٣", "1e3"] {
            assert_eq!(
                refused(number(wrong, Field::Number, 5_000)),
                "build-error-number",
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_sender_has_an_address_and_maybe_a_name() {
        let ben = Address::new("ben", "sued.example");
        assert_eq!(sender("ben@sued.example"), Ok((String::new(), ben.clone())));
        assert_eq!(sender("Ben W <ben@sued.example>"), Ok(("Ben W".to_owned(), ben.clone())));
        assert_eq!(sender("\"Ben, W\" <ben@sued.example>"), Ok(("Ben, W".to_owned(), ben)));
        for wrong in ["", "ben", "@x", "ben@", "a b@x.example", "ben@sued..example", "<script>"] {
            assert_eq!(refused(sender(wrong)), "build-error-address", "{wrong}");
        }
    }
}
