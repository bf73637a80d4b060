//! Names with wildcards, as LIST and LSUB have them.

use mailscope_base::limits::MAILBOX_NAME_OCTETS_MAX;
use mailscope_store::{DELIMITER, INBOX};
use mailscope_wire::imap::MailboxName;

use super::enabled::Enabled;
use super::names;

/// `list-mailbox` with its wildcards: `*` is anything, `%` anything within one level (RFC 9051
/// §6.3.9).
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// Without neighbouring wildcards.
    text: Vec<u8>,
    /// Whether it ends with `%`.
    levels: bool,
}

impl Pattern {
    /// The pattern below `reference`. How a reference is used is for the server to say (RFC 9051
    /// §6.3.9); here it simply comes first. What is no name in this session's spelling matches
    /// nothing: "any syntactically valid pattern that is not accepted … MUST be silently ignored".
    pub(super) fn new(reference: &[u8], pattern: &[u8], enabled: Enabled) -> Option<Self> {
        let spelled = [reference, pattern].concat();
        let name = MailboxName::new(str::from_utf8(&spelled).ok()?);
        // The wildcards are themselves in modified UTF-7 as well.
        let text = names::read(&name, enabled).ok()?;
        let collapsed = collapse(text.as_bytes());
        // A name has at most so many octets, and a wildcard can stand beside each of them.
        let fits_names = collapsed.len() <= 2 * MAILBOX_NAME_OCTETS_MAX + 1;
        fits_names.then_some(Self { text: collapsed, levels: text.ends_with('%') })
    }

    /// Whether it asks for levels of hierarchy as well as for mailboxes (RFC 9051 §6.3.9: "if the
    /// % wildcard is the last character").
    pub(super) const fn asks_for_levels(&self) -> bool {
        self.levels
    }

    /// Whether it fits the whole name.
    pub(super) fn matches(&self, name: &str) -> bool {
        // RFC 9051 §5.1: INBOX is the one name without case, also as the level above others.
        let below = name.strip_prefix(INBOX);
        let is_inbox = below.is_some_and(|rest| rest.is_empty() || rest.starts_with(DELIMITER));
        self.fits(name.as_bytes(), if is_inbox { INBOX.len() } else { 0 })
    }

    /// Lets each wildcard stand for as little as possible, and for one octet more where what
    /// follows does not fit. Only the last `*`, and the last `%` after it, ever need more: what an
    /// earlier one could take as well, the last one takes. So the work is at most the product of
    /// the lengths. The first `any_case` octets may differ in case.
    fn fits(&self, name: &[u8], any_case: usize) -> bool {
        let mut here = Reached { pattern: 0, name: 0 };
        let (mut star, mut percent): (Option<Reached>, Option<Reached>) = (None, None);
        loop {
            match (self.text.get(here.pattern), name.get(here.name)) {
                (None, None) => return true,
                (Some(b'*'), _) => {
                    here.pattern += 1;
                    (star, percent) = (Some(here), None);
                }
                (Some(b'%'), _) => {
                    here.pattern += 1;
                    percent = Some(here);
                }
                (Some(wanted), Some(octet))
                    if wanted == octet
                        || here.name < any_case && wanted.eq_ignore_ascii_case(octet) =>
                {
                    here.pattern += 1;
                    here.name += 1;
                }
                _ => {
                    let within = |octet: u8| char::from(octet) != DELIMITER;
                    percent = percent.and_then(|wildcard| wildcard.one_more(name, within));
                    if percent.is_none() {
                        star = star.and_then(|wildcard| wildcard.one_more(name, |_| true));
                    }
                    let Some(again) = percent.or(star) else { return false };
                    here = again;
                }
            }
        }
    }
}

/// How far matching has come: places in the pattern and in the name. Of a wildcard, it is where
/// what follows it is tried.
#[derive(Clone, Copy)]
struct Reached {
    pattern: usize,
    name: usize,
}

impl Reached {
    /// The wildcard stands for one octet more, if there is one that it may stand for.
    fn one_more(self, name: &[u8], may: impl Fn(u8) -> bool) -> Option<Self> {
        let octet = *name.get(self.name)?;
        may(octet).then_some(Self { name: self.name + 1, ..self })
    }
}

/// Neighbouring wildcards mean the most of them.
fn collapse(text: &[u8]) -> Vec<u8> {
    let mut pattern: Vec<u8> = Vec::with_capacity(text.len());
    for &octet in text {
        match (pattern.last(), octet) {
            (Some(b'*'), b'*' | b'%') | (Some(b'%'), b'%') => {}
            (Some(b'%'), b'*') => {
                pattern.pop();
                pattern.push(b'*');
            }
            _ => pattern.push(octet),
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test may panic")]

    use super::*;

    fn matches(pattern: &str, name: &str) -> bool {
        let pattern = Pattern::new(b"", pattern.as_bytes(), Enabled::default());
        pattern.expect("a pattern").matches(name)
    }

    /// By definition: every way to divide the name among the wildcards.
    fn by_definition(pattern: &[u8], name: &[u8]) -> bool {
        match pattern.split_first() {
            None => name.is_empty(),
            Some((b'*', rest)) => (0..=name.len()).any(|n| by_definition(rest, &name[n..])),
            Some((b'%', rest)) => (0..=name.len())
                .take_while(|&n| !name[..n].contains(&b'/'))
                .any(|n| by_definition(rest, &name[n..])),
            Some((octet, rest)) => name.first() == Some(octet) && by_definition(rest, &name[1..]),
        }
    }

    #[test]
    fn inbox_has_no_case_and_only_inbox() {
        assert!(matches("inbox", "INBOX"));
        assert!(matches("iN%/x", "INBOX/x"));
        assert!(!matches("inbox/X", "INBOX/x"));
        assert!(!matches("inboxes", "INBOXes"));
        assert!(!matches("trash", "Trash"));
    }

    #[test]
    fn every_short_pattern_matches_what_the_definition_says() {
        let texts = |letters: &[u8]| {
            let mut all = vec![Vec::new()];
            let mut last = all.clone();
            for _ in 0..5 {
                last = last
                    .iter()
                    .flat_map(|text| {
                        letters.iter().map(move |letter| [text.as_slice(), &[*letter]].concat())
                    })
                    .collect();
                all.extend(last.iter().cloned());
            }
            all
        };
        let names = texts(b"ab/");
        for pattern in texts(b"a/%*") {
            let text = core::str::from_utf8(&pattern).expect("ASCII");
            let compiled = Pattern::new(b"", &pattern, Enabled::default()).expect("a pattern");
            for name in &names {
                let name = core::str::from_utf8(name).expect("ASCII");
                let expected = by_definition(&pattern, name.as_bytes());
                assert_eq!(compiled.matches(name), expected, "{text:?} and {name:?}");
            }
        }
    }
}
