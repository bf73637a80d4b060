//! Which conversation a mail belongs to (RFC 8474 §5.2).

use mail_parser::{HeaderName, HeaderValue, MessageParser};
use mailscope_base::ThreadId;
use sha2::{Digest as _, Sha256};

/// The conversation of the mail with that header: told by the Message-ID of the mail that began
/// it, so that every mail of it says the same, whichever came first. That is the first one in
/// References (RFC 5322 §3.6.4), else the one in In-Reply-To, else the mail's own. It comes from
/// the mail alone, so it never changes, as RFC 8474 §5.2 demands. Nothing if the mail names none.
pub(crate) fn of(header: &[u8]) -> Option<ThreadId> {
    let wanted = [HeaderName::References, HeaderName::InReplyTo, HeaderName::MessageId];
    let mut parser = MessageParser::new().default_header_ignore();
    for name in wanted.clone() {
        parser = parser.header_id(name);
    }
    let message = parser.parse_headers(header)?;
    // `parse_headers` keeps what it read in the root part; without a part there is no header.
    let root = message.parts.first()?;
    let first_id = |name: &HeaderName<'_>| {
        let mut fields = root.headers.iter().filter(|header| header.name == *name);
        fields.find_map(|field| first(&field.value))
    };
    let id = wanted.iter().find_map(first_id)?;
    let digest = Sha256::digest(normalised(id).as_bytes());
    Some(ThreadId(digest.iter().take(8).fold(0, |number, &octet| number << 8 | u64::from(octet))))
}

fn first<'a>(value: &'a HeaderValue<'_>) -> Option<&'a str> {
    let id = match value {
        HeaderValue::Text(id) => id,
        HeaderValue::TextList(ids) => ids.first()?,
        _ => return None,
    };
    Some(id).map(|id| id.trim()).filter(|id| !id.is_empty())
}

/// RFC 5256 §2.2 (REFERENCES, step 1): `"a"@b` and `a@b` are the same Message-ID.
fn normalised(id: &str) -> String {
    match id.strip_prefix('"').and_then(|rest| rest.rsplit_once("\"@")) {
        Some((local, domain)) => format!("{}@{domain}", local.replace('\\', "")),
        None => id.to_owned(),
    }
}
