//! The base subject: what remains of a subject without what replying and forwarding add to it
//! (RFC 5256 §2.1, with the syntax of §5).

use mailscope_base::limits::SUBJECT_OCTETS_MAX;
use mailscope_store::Mail;
use mailscope_store::field::fields;
use mailscope_store::readable::field_text;

use crate::imap::search::casemap;

/// A base subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::imap) struct BaseSubject {
    /// As `i;unicode-casemap` compares it (RFC 5256 §7).
    pub(in crate::imap) text: String,
    /// Whether what was removed says "reply" or "forward": a `subj-refwd`, a trailing `(fwd)` or
    /// `[fwd: …]` (RFC 5256 §3).
    pub(in crate::imap) is_reply_or_forward: bool,
}

/// The base subject of a mail; empty if it has no `Subject:`.
pub(in crate::imap) fn of(mail: &Mail) -> BaseSubject {
    let subject = fields(mail.header_octets()).find(|field| field.is_named(b"Subject"));
    subject.map_or_else(BaseSubject::default, |field| extract(&field_text(field.raw_value())))
}

/// Takes a decoded subject through the seven steps.
fn extract(subject: &str) -> BaseSubject {
    let one_line = single_spaced(subject);
    let mut rest = one_line.as_str();
    let mut is_reply_or_forward = false;
    loop {
        rest = without_trailers(rest, &mut is_reply_or_forward);
        rest = without_prefixes(rest, &mut is_reply_or_forward);
        // Step 6.
        match forwarded(rest) {
            Some(inner) => (rest, is_reply_or_forward) = (inner, true),
            None => return BaseSubject { text: casemap(rest), is_reply_or_forward },
        }
    }
}

/// Step 1: "Convert all tabs and continuations to space. Convert all multiple spaces to a single
/// space." Encoded words are decoded and continuations joined by then.
fn single_spaced(subject: &str) -> String {
    let mut spaced = String::new();
    for c in subject.chars().map(|c| if c == '\t' { ' ' } else { c }) {
        if spaced.len() >= SUBJECT_OCTETS_MAX {
            break;
        }
        if c != ' ' || !spaced.ends_with(' ') {
            spaced.push(c);
        }
    }
    spaced
}

/// Step 2: "Remove all trailing text of the subject that matches the subj-trailer ABNF; repeat
/// until no more matches are possible."
///
/// ```abnf
/// subj-trailer = "(fwd)" / WSP
/// ```
fn without_trailers<'a>(mut rest: &'a str, is_forward: &mut bool) -> &'a str {
    loop {
        if let Some(before) = rest.strip_suffix(' ') {
            rest = before;
        } else if let Some(before) = strip_suffix_ignoring_case(rest, "(fwd)") {
            (rest, *is_forward) = (before, true);
        } else {
            return rest;
        }
    }
}

/// Steps 3 to 5: leaders and blobs in front, until none remains.
fn without_prefixes<'a>(mut rest: &'a str, is_reply: &mut bool) -> &'a str {
    loop {
        let before = rest.len();
        // Step 3: "Remove all prefix text of the subject that matches the subj-leader ABNF."
        while let Some((after, refwd)) = leader(rest) {
            rest = after;
            *is_reply |= refwd;
        }
        // Step 4: a blob goes if that "leaves a non-empty subj-base". No leader follows the first of
        // several blobs that does not follow the last, so all of them can go at once.
        while let Some(after) = blob(rest).filter(|after| !after.is_empty()) {
            rest = after;
        }
        if rest.len() == before {
            return rest;
        }
    }
}

/// What follows a leader, and whether it was a `subj-refwd`.
///
/// ```abnf
/// subj-leader = (*subj-blob subj-refwd) / WSP
/// ```
fn leader(text: &str) -> Option<(&str, bool)> {
    if let Some(after) = text.strip_prefix(' ') {
        return Some((after, false));
    }
    let mut rest = text;
    while let Some(after) = blob(rest) {
        rest = after;
    }
    Some((refwd(rest)?, true))
}

/// ```abnf
/// subj-refwd = ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
/// ```
fn refwd(text: &str) -> Option<&str> {
    let word =
        ["re", "fwd", "fw"].iter().find_map(|word| strip_prefix_ignoring_case(text, word))?;
    let after = word.trim_start_matches(' ');
    blob(after).unwrap_or(after).strip_prefix(':')
}

/// ```abnf
/// subj-blob = "[" *BLOBCHAR "]" *WSP
/// BLOBCHAR  = %x01-5a / %x5c / %x5e-ff ; any CHAR8 except '[' and ']'
/// ```
fn blob(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('[')?;
    let end = inside.find(['[', ']'])?;
    let after = inside.get(end..)?.strip_prefix(']')?;
    Some(after.trim_start_matches(' '))
}

/// Step 6: what stands between `subj-fwd-hdr` and `subj-fwd-trl`.
///
/// ```abnf
/// subj-fwd     = subj-fwd-hdr subject subj-fwd-trl
/// subj-fwd-hdr = "[fwd:"
/// subj-fwd-trl = "]"
/// ```
fn forwarded(text: &str) -> Option<&str> {
    strip_prefix_ignoring_case(text, "[fwd:")?.strip_suffix(']')
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}

fn strip_suffix_ignoring_case<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    tail.eq_ignore_ascii_case(suffix).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_replies_and_forwards_add_is_removed() {
        // Subject, base subject, whether it is a reply or forward; each row from the rules of
        // RFC 5256 §2.1 and §5.
        let rows = [
            ("Budget", "Budget", false),
            ("", "", false),
            ("   ", "", false),
            ("  a \t b  ", "a b", false),
            // subj-refwd
            ("Re: Budget", "Budget", true),
            ("RE:Budget", "Budget", true),
            ("re : Budget", "Budget", true),
            ("Fw: Budget", "Budget", true),
            ("FWD: Budget", "Budget", true),
            ("Re: Fwd: re: Budget", "Budget", true),
            ("Re[2]: Budget", "Budget", true),
            ("Re [2] : Budget", "Budget", true),
            ("Re: ", "", true),
            // No subj-refwd: no colon, other words, other languages.
            ("Re Budget", "Re Budget", false),
            ("Reply: Budget", "Reply: Budget", false),
            ("AW: Budget", "AW: Budget", false),
            ("Fwdd: Budget", "Fwdd: Budget", false),
            ("Report", "Report", false),
            // subj-blob
            ("[list] Budget", "Budget", false),
            ("[list][sub] Budget", "Budget", false),
            ("[list] Re: [other] Budget", "Budget", true),
            ("Re: [list] Re: Budget", "Budget", true),
            ("[list] Re [2]: Budget", "Budget", true),
            ("[list]", "[list]", false),
            ("[a] [b]", "[b]", false),
            ("Re: [list]", "[list]", true),
            ("[open Budget", "[open Budget", false),
            ("[a[b] Budget", "[a[b] Budget", false),
            ("Budget [draft]", "Budget [draft]", false),
            ("[] Budget", "Budget", false),
            // subj-trailer
            ("Budget (fwd)", "Budget", true),
            ("Budget (FWD) (fwd)  ", "Budget", true),
            ("(fwd)", "", true),
            ("[list] (fwd)", "[list]", true),
            ("Budget (fwd) more", "Budget (fwd) more", false),
            // subj-fwd
            ("[fwd: Budget]", "Budget", true),
            ("[Fwd: Re: [list] Budget (fwd)]", "Budget", true),
            ("[fwd: [fwd: Budget]]", "Budget", true),
            ("[fwd: ]", "", true),
            ("Re: [fwd: Budget] (fwd)", "Budget", true),
            ("[fwd: Budget] more", "more", false),
            ("[fwd Budget]", "[fwd Budget]", false),
            ("re: fwd: [fwd: re: Ä [x]]", "Ä [x]", true),
        ];
        for (subject, base, is_reply_or_forward) in rows {
            let expected = BaseSubject { text: casemap(base), is_reply_or_forward };
            assert_eq!(extract(subject), expected, "{subject:?}");
        }
    }

    #[test]
    fn a_hostile_subject_takes_no_longer_than_its_length() {
        for part in ["[]", "re:", "[fwd:", "(fwd)", "[a] ", "[a]re[b]:", "["] {
            extract(&part.repeat(100_000));
            extract(&format!("{}x", part.repeat(100_000)));
        }
    }
}
