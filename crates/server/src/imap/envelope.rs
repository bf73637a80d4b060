//! ENVELOPE (RFC 9051 §7.5.2).
//!
//! Encoded words (RFC 2047) stay as they are: decoding them is the client's business. The addresses
//! are taken apart by `mail-parser`, which would decode them, so `=?` is hidden from it behind a
//! character that no header can contain, and so is every octet above 127, whatever its charset.
//! Both are put back afterwards.

use bytes::Bytes;
use mail_parser::parsers::MessageStream;
use mail_parser::{Addr, HeaderValue};
use mailscope_wire::imap::{Address, HeaderEnvelope};

use super::field::fields;

/// Stands for `=?`. The characters after it, one per value, stand for octets above 127; as UTF-8
/// they are octets above 127 themselves, and so are hidden if a header contains them.
const HIDDEN: u32 = 0xE000;

/// The envelope of the message with this header.
pub(super) fn of(header: &[u8]) -> HeaderEnvelope {
    let first = |name: &str| fields(header).find(|field| field.is_named(name.as_bytes()));
    let text = |name: &str| first(name).map(|field| Bytes::from(field.value()));
    let addresses = |name: &str| first(name).map(|f| addresses(&f.value())).unwrap_or_default();
    let from = addresses("From");
    // RFC 9051 §7.5.2: Sender and Reply-To that are absent or empty are what From is.
    let or_from = |list: Vec<Address>| if list.is_empty() { from.clone() } else { list };
    HeaderEnvelope {
        date: text("Date"),
        subject: text("Subject"),
        sender: or_from(addresses("Sender")),
        reply_to: or_from(addresses("Reply-To")),
        to: addresses("To"),
        cc: addresses("Cc"),
        bcc: addresses("Bcc"),
        in_reply_to: text("In-Reply-To"),
        message_id: text("Message-ID"),
        from,
    }
}

/// The addresses in the first field of that name, as the envelope tells them.
pub(super) fn addresses_of(header: &[u8], name: &str) -> Vec<Address> {
    let field = fields(header).find(|field| field.is_named(name.as_bytes()));
    field.map(|field| addresses(&field.value())).unwrap_or_default()
}

/// The addresses of an unfolded field value.
fn addresses(value: &[u8]) -> Vec<Address> {
    let mut hidden = hide(value);
    hidden.push('\n');
    let mut list = Vec::new();
    match MessageStream::new(hidden.as_bytes()).parse_address() {
        HeaderValue::Address(mail_parser::Address::List(addresses)) => {
            list.extend(addresses.iter().map(address));
        }
        HeaderValue::Address(mail_parser::Address::Group(groups)) => {
            for group in groups {
                // RFC 9051 §7.5.2: a group begins with its name as mailbox and no host, and ends
                // with neither.
                if let Some(name) = &group.name {
                    list.push(Address { mailbox: Some(show(name)), ..Address::default() });
                }
                list.extend(group.addresses.iter().map(address));
                if group.name.is_some() {
                    list.push(Address::default());
                }
            }
        }
        _ => {}
    }
    list
}

fn address(of: &Addr<'_>) -> Address {
    let address = of.address.as_deref().unwrap_or_default();
    // A missing domain is empty, not NIL: NIL would begin a group.
    let (mailbox, host) = address.rsplit_once('@').unwrap_or((address, ""));
    Address {
        name: of.name.as_deref().map(show),
        adl: None,
        mailbox: Some(show(mailbox)),
        host: Some(show(host)),
    }
}

fn hide(value: &[u8]) -> String {
    let mut hidden = String::with_capacity(value.len() + 8);
    let mut rest = value;
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        if let (b'=', Some(after)) = (octet, after.strip_prefix(b"?")) {
            hidden.extend(char::from_u32(HIDDEN));
            rest = after;
        } else if octet.is_ascii() {
            hidden.push(char::from(octet));
        } else {
            hidden.extend(char::from_u32(HIDDEN + u32::from(octet)));
        }
    }
    hidden
}

fn show(hidden: &str) -> Bytes {
    let mut shown = Vec::with_capacity(hidden.len());
    let mut utf8 = [0; 4];
    for c in hidden.chars() {
        match u32::from(c).checked_sub(HIDDEN).map(u8::try_from) {
            Some(Ok(0)) => shown.extend_from_slice(b"=?"),
            Some(Ok(octet)) if !octet.is_ascii() => shown.push(octet),
            _ => shown.extend_from_slice(c.encode_utf8(&mut utf8).as_bytes()),
        }
    }
    shown.into()
}
