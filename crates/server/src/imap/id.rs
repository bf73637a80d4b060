//! ID.

use bytes::Bytes;
use mailscope_base::limits::{ID_FIELD_OCTETS_MAX, ID_FIELDS_MAX, ID_VALUE_OCTETS_MAX};
use mailscope_wire::imap::{Status, Untagged};

use super::{
    status::{bad, ok},
    tell,
};
use crate::ServerCx;

/// A field and its value, or NIL.
type Field = (Bytes, Option<Bytes>);

/// What this server says about itself. Nothing about the machine it runs on: RFC 2971 §7 warns of
/// telling an attacker which hole to try.
const OURS: [(&str, &str); 3] =
    [("name", "Mailscope"), ("version", env!("CARGO_PKG_VERSION")), ("vendor", "Mailscope")];

pub(super) fn run(theirs: Option<&[Field]>, cx: &mut ServerCx<'_>) -> Status {
    // Command: RFC 2971 §3.1: BAD for invalid arguments, and nothing depends on the valid ones.
    if let Some(wrong) = theirs.and_then(wrong_with) {
        return bad(&wrong);
    }
    let field = |(name, value): (&'static str, &'static str)| {
        (Bytes::from_static(name.as_bytes()), Some(Bytes::from_static(value.as_bytes())))
    };
    tell(Untagged::Id(Some(OURS.map(field).to_vec())), None, cx);
    ok("ID completed")
}

/// What RFC 2971 §3.3 forbids a client to send.
fn wrong_with(fields: &[Field]) -> Option<String> {
    if fields.len() > ID_FIELDS_MAX {
        return Some(format!("ID: at most {ID_FIELDS_MAX} fields (RFC 2971 section 3.3)"));
    }
    fields.iter().enumerate().find_map(|(i, (name, value))| {
        let earlier = fields.get(..i).unwrap_or_default();
        let value_octets = value.as_ref().map_or(0, Bytes::len);
        let wrong = if name.len() > ID_FIELD_OCTETS_MAX {
            format!("a field has at most {ID_FIELD_OCTETS_MAX} octets")
        } else if value_octets > ID_VALUE_OCTETS_MAX {
            format!("a value has at most {ID_VALUE_OCTETS_MAX} octets")
        } else if earlier.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            "a field comes only once".to_owned()
        } else {
            return None;
        };
        Some(format!("ID: {wrong} (RFC 2971 section 3.3)"))
    })
}
