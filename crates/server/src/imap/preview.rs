//! PREVIEW: the beginning of what a mail says, as plain text (RFC 8970).

use bytes::Bytes;
use mail_parser::decoders::html::html_to_text;
use mailscope_base::limits::{PREVIEW_CHARS_MAX, PREVIEW_LAZY_OCTETS_MAX};
use mailscope_store::readable::Charset;
use mailscope_store::{Mail, Part, PartContent};

use super::binary;
use super::media_type::MediaType;
use super::mime::{Content, PartHeader};

/// The preview; empty if there is nothing to be read (RFC 8970 §3.2). A `lazy` client does not want
/// to wait for it, so for a large mail it gets nothing and asks again (RFC 8970 §4.1).
pub(super) fn of(mail: &Mail, lazy: bool) -> Option<Bytes> {
    if lazy && mail.len() > PREVIEW_LAZY_OCTETS_MAX {
        return None;
    }
    let said = mail.structure().parts().iter().find_map(|part| said(mail, part));
    Some(Bytes::from(beginning(&said.unwrap_or_default())))
}

/// What a part says, if it is text and not an attachment; HTML without its markup.
fn said(mail: &Mail, part: &Part) -> Option<String> {
    if part.content != PartContent::Leaf {
        return None;
    }
    let header = PartHeader::of(mail.bytes().get(part.header.clone())?);
    let media = MediaType::of_leaf(MediaType::of(&header));
    let disposition = header.field(Content::Disposition).value;
    if !media.is_text() || disposition.eq_ignore_ascii_case(b"attachment") {
        return None;
    }
    let decoded = binary::decode(&header, mail.bytes().slice(part.body.clone())).ok()?;
    let named = media.params.iter().find(|(name, _)| name.eq_ignore_ascii_case(b"charset"));
    let charset = named.and_then(|(_, charset)| Charset::named(charset)).unwrap_or(Charset::UTF_8);
    let read = charset.read_leniently(&decoded);
    let is_html = media.subtype.eq_ignore_ascii_case(b"HTML");
    Some(if is_html { html_to_text(&read) } else { read.into_owned() })
}

/// RFC 8970 §3.3: the first characters, each run of blanks and line ends as one blank.
fn beginning(text: &str) -> String {
    let is_blank = |c: char| c.is_whitespace() || c.is_control();
    let mut preview = String::new();
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        let left = PREVIEW_CHARS_MAX.saturating_sub(preview.chars().count());
        if left < 2 {
            break;
        }
        if !preview.is_empty() {
            preview.push(' ');
        }
        preview.extend(word.chars().take(left - 1));
    }
    preview
}
