//! Questions to the name servers, and what they answer, word by word.

use mailscope_sim::{Entry, Place, World, server};
use mailscope_wire::Role;

use crate::reading::printable;

/// Characters of a message that are shown.
const CHARS_MAX: usize = 400;

/// Who asks whom, or who answers whom.
pub(crate) fn ends(world: &World, entry: &Entry) -> (Place, Place) {
    let asker = entry.cause.and_then(|cause| world.trace().get(cause));
    match (entry.place, asker) {
        (Place::NameServer, Some(asker)) => (Place::NameServer, asker.place),
        (place, _) => (place, Place::NameServer),
    }
}

/// What kind of word stands in a message, as `dig` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Name,
    Class,
    Type,
    Number,
    Status,
    Space,
}

/// The words of a message of the Domain Name System.
pub(super) fn parts(message: &[u8]) -> Vec<(Part, String)> {
    let text = printable(&server::dns::describe(message), CHARS_MAX);
    let mut parts: Vec<(Part, String)> = Vec::new();
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let part = match bare.trim_end_matches(['?', ',', ':']) {
            "" => Part::Space,
            "IN" => Part::Class,
            "MX" | "A" | "AAAA" | "TXT" | "NS" | "SOA" | "CNAME" | "PTR" => Part::Type,
            "NXDOMAIN" | "NODATA" | "SERVFAIL" | "REFERRAL" | "REFUSED" | "NOTIMP" | "FORMERR" => {
                Part::Status
            }
            word if word.bytes().all(|octet| octet.is_ascii_digit()) => Part::Number,
            _ => Part::Name,
        };
        parts.push((part, bare.to_owned()));
        if bare.len() < word.len() {
            parts.push((Part::Space, " ".to_owned()));
        }
    }
    parts.retain(|(_, text)| !text.is_empty());
    parts
}

impl Part {
    pub(super) const fn role(self) -> Role {
        match self {
            Self::Name => Role::Text,
            Self::Class => Role::Plain,
            Self::Type => Role::Verb,
            Self::Number => Role::Number,
            Self::Status => Role::Status,
            Self::Space => Role::Space,
        }
    }

    /// The field's name, and the section that defines it.
    pub(super) const fn rule(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("NAME", "RFC 1035 §3.1"),
            Self::Class => ("CLASS", "RFC 1035 §3.2.4"),
            Self::Type => ("TYPE", "RFC 1035 §3.2.2"),
            Self::Number => ("TTL or PREFERENCE", "RFC 1035 §3.2.1"),
            Self::Status => ("RCODE", "RFC 1035 §4.1.1"),
            Self::Space => ("", ""),
        }
    }
}
