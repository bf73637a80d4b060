//! Making a message of what a person wrote (RFC 5322, MIME). Everything that chance and the calendar
//! give to it comes from the world.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bytes::Bytes;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address as Written;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_parser::MessageParser;
use mailscope_base::{Address, Body, DateTime, Envelope, Notify, Prng, Recipient, Ret};

use super::{Draft, LocalMessage, SendingSettings};

/// Message IDs that `References:` carries on; the first and the last ones of a longer thread.
const REFERENCES_MAX: usize = 20;
/// Octets of chance in a Message-ID.
const ID_OCTETS: usize = 12;

/// A message that is ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Composed {
    /// The message, lines ending in CRLF.
    pub(crate) content: Bytes,
    /// Its `Message-ID:`, angle brackets included.
    pub(crate) message_id: String,
    /// From whom and to whom.
    pub(crate) envelope: Envelope,
}

/// Writes the message; nothing if it is for nobody.
pub(crate) fn compose(
    draft: &Draft,
    sending: &SendingSettings,
    answered: Option<&LocalMessage>,
    date: DateTime,
    rng: &mut Prng,
) -> Option<Composed> {
    let envelope = envelope(draft, sending, rng)?;
    let (content, message_id) = write(draft, &[], sending, answered, date, rng);
    Some(Composed { content, message_id, envelope })
}

/// A message that somebody outside wrote to the people of the draft: octets only, nobody sends it here.
pub fn letter(
    draft: &Draft,
    name: &str,
    address: &Address,
    date: DateTime,
    rng: &mut Prng,
) -> Bytes {
    let sending = SendingSettings {
        name: name.to_owned(),
        address: address.clone(),
        user: String::new(),
        password: String::new(),
        tls: crate::TlsPolicy::Never,
        sent: super::SentCopy::None,
    };
    write(draft, &[], &sending, None, date, rng).0
}

/// Writes an unfinished message, and its `Message-ID:`. It may be for nobody, and it keeps the blind copies:
/// whoever goes on with it needs them (RFC 5322 §3.6.3).
pub(crate) fn compose_draft(
    draft: &Draft,
    sending: &SendingSettings,
    answered: Option<&LocalMessage>,
    date: DateTime,
    rng: &mut Prng,
) -> (Bytes, String) {
    write(draft, &draft.bcc, sending, answered, date, rng)
}

fn write(
    draft: &Draft,
    bcc: &[Address],
    sending: &SendingSettings,
    answered: Option<&LocalMessage>,
    date: DateTime,
    rng: &mut Prng,
) -> (Bytes, String) {
    let id = format!("{}@{}", chance(rng), sending.address.domain);
    let mut builder =
        MessageBuilder::new().header("Date", Raw::new(rfc5322(date))).from(Written::new_address(
            Some(one_line(&sending.name)).filter(|name| !name.is_empty()),
            sending.address.to_string(),
        ));
    if !draft.to.is_empty() {
        builder = builder.to(written(&draft.to));
    }
    if !draft.cc.is_empty() {
        builder = builder.cc(written(&draft.cc));
    }
    if !bcc.is_empty() {
        builder = builder.bcc(written(bcc));
    }
    builder = builder.subject(one_line(&draft.subject)).message_id(id.clone());
    if let Some(parent) = answered.and_then(|mail| mail.summary.message_id.as_deref()) {
        let parent = bare(parent);
        let references = thread(answered.and_then(|mail| mail.body.as_deref()), &parent);
        builder = builder.in_reply_to(MessageId::new(parent)).references(references);
    }
    let text = draft.text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n");
    let mut content = Vec::new();
    builder.text_body(text).serialize(&mut content);
    if !content.ends_with(b"\r\n") {
        content.extend_from_slice(b"\r\n");
    }
    (content.into(), format!("<{id}>"))
}

/// Who is written to, each once. Blind copies stand here and nowhere else (RFC 5322 §3.6.3).
fn envelope(draft: &Draft, sending: &SendingSettings, rng: &mut Prng) -> Option<Envelope> {
    let mut seen = BTreeSet::new();
    let all = draft.to.iter().chain(&draft.cc).chain(&draft.bcc);
    let recipients: Vec<Recipient> = all
        .filter(|address| seen.insert((*address).clone()))
        .map(|address| recipient(address, draft.request_dsn))
        .collect();
    if recipients.is_empty() {
        return None;
    }
    let ascii = |address: &Address| address.to_string().is_ascii();
    let smtputf8 = !ascii(&sending.address) || seen.iter().any(|address| !ascii(address));
    Some(Envelope {
        reverse_path: Some(sending.address.clone()),
        recipients,
        // Text is encoded, so that every server takes it; an address in UTF-8 cannot be.
        body: if smtputf8 { Body::EightBitMime } else { Body::SevenBit },
        smtputf8,
        ret: draft.request_dsn.then_some(Ret::Hdrs),
        envid: draft.request_dsn.then(|| chance(rng).into()),
    })
}

/// "The recipient as the sender wrote it", and what the sender wants to hear (RFC 3461 §4.1, §4.2).
fn recipient(address: &Address, request_dsn: bool) -> Recipient {
    let mut recipient = Recipient::plain(address.clone());
    if request_dsn {
        recipient.notify = Some(Notify::On { success: true, failure: true, delay: true });
        let kind = if address.to_string().is_ascii() { "rfc822" } else { "utf-8" };
        recipient.orcpt = Some(format!("{kind};{address}").into());
    }
    recipient
}

fn written(addresses: &[Address]) -> Written<'static> {
    let each = |address: &Address| Written::new_address(None::<String>, address.to_string());
    Written::new_list(addresses.iter().map(each).collect())
}

/// The ancestors of an answer: those of its parent, then the parent (RFC 5322 §3.6.4).
fn thread(parent: Option<&[u8]>, parent_id: &str) -> MessageId<'static> {
    let parsed = parent.and_then(|body| MessageParser::default().parse_headers(body));
    let told = parsed.as_ref().map(mail_parser::Message::references);
    let mut ids: Vec<String> = match told {
        Some(mail_parser::HeaderValue::Text(id)) => vec![id.to_string()],
        Some(mail_parser::HeaderValue::TextList(ids)) => {
            ids.iter().map(ToString::to_string).collect()
        }
        _ => Vec::new(),
    };
    ids.retain(|id| id != parent_id);
    if ids.len() >= REFERENCES_MAX {
        // The beginning of the thread and its latest mails.
        drop(ids.drain(1..=ids.len() + 1 - REFERENCES_MAX));
    }
    ids.push(parent_id.to_owned());
    MessageId::new_list(ids.iter().map(|id| bare(id)))
}

/// A Message-ID without its brackets, and without what could end its line.
fn bare(id: &str) -> String {
    let inside = id.trim().trim_start_matches('<').trim_end_matches('>');
    inside.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect()
}

/// What stands in one header field has no line ends.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>().trim().to_owned()
}

/// Letters and digits by chance.
fn chance(rng: &mut Prng) -> String {
    let mut text = String::with_capacity(2 * ID_OCTETS);
    for _ in 0..ID_OCTETS {
        let _ = write!(text, "{:02x}", rng.below(256));
    }
    text
}

/// `date-time` (RFC 5322 §3.3), in the zone of the calendar.
fn rfc5322(date: DateTime) -> String {
    mail_parser::DateTime::from_timestamp(date.unix_secs)
        .to_timezone(i64::from(date.offset_mins) * 60)
        .to_rfc822()
}
