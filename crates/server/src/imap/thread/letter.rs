//! What threading knows of a message.

use mailscope_base::limits::REFERENCES_MAX;
use mailscope_store::field::{Field, fields};

use super::message_id::message_ids;
use crate::imap::search::{Found, sent_date};
use crate::imap::sort::base_subject::{self, BaseSubject};

/// A message that is threaded.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Its number in the answer.
    pub(super) number: u32,
    /// Its sent date (RFC 5256 §2.2), in seconds since 1970-01-01T00:00:00Z.
    pub(super) sent: i64,
    pub(super) subject: BaseSubject,
}

impl Letter {
    pub(super) fn of(found: &Found<'_>, uid: bool) -> Self {
        Self {
            number: found.number(uid),
            sent: sent_date(found.message),
            subject: base_subject::of(&found.message.mail),
        }
    }
}

/// Who a message is and what it refers to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ancestry {
    /// Its own Message ID, if it has a valid one.
    pub(super) id: Option<Box<[u8]>>,
    /// The Message IDs of its ancestors, the oldest first.
    pub(super) references: Vec<Box<[u8]>>,
}

impl Ancestry {
    pub(super) fn of(header: &[u8]) -> Self {
        let ids = |name: &str| {
            let field = fields(header).find(|field| field.is_named(name.as_bytes()));
            field.as_ref().map(Field::raw_value).into_iter().flat_map(message_ids)
        };
        // RFC 5256 §3: without a valid Message ID in References, "use the first (if any) valid
        // Message ID found in the In-Reply-To header line as the only reference".
        let mut references: Vec<_> = ids("References").collect();
        if references.is_empty() {
            references.extend(ids("In-Reply-To").next());
        }
        references.drain(..references.len().saturating_sub(REFERENCES_MAX));
        Self { id: ids("Message-ID").next(), references }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_come_before_in_reply_to() {
        for (header, references) in [
            ("References: <a@x> <b@x>\r\nIn-Reply-To: <c@x>\r\n", &["a@x", "b@x"][..]),
            ("References: none\r\nIn-Reply-To: <c@x> <d@x>\r\n", &["c@x"]),
            ("In-Reply-To: what you said\r\n", &[]),
            ("References: <a@x>\r\n\t<b@x>\r\n", &["a@x", "b@x"]),
        ] {
            let found = Ancestry::of(header.as_bytes()).references;
            let found: Vec<_> = found.iter().map(|id| String::from_utf8_lossy(id)).collect();
            assert_eq!(found, references, "{header:?}");
        }
    }

    #[test]
    fn the_nearest_of_too_many_ancestors_count() {
        let ids: Vec<String> = (0..10_000).map(|n| format!("<{n}@x>")).collect();
        let ids = ids.join(" ");
        let found = Ancestry::of(format!("References: {ids}\r\n").as_bytes()).references;
        assert_eq!(found.len(), REFERENCES_MAX);
        assert_eq!(found.last().map(AsRef::as_ref), Some(b"9999@x".as_slice()));
    }
}
