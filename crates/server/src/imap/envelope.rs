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

use super::field::{Field, fields, pick};

/// Stands for `=?`. The characters after it, one per value, stand for octets above 127; as UTF-8
/// they are octets above 127 themselves, and so are hidden if a header contains them.
const HIDDEN: u32 = 0xE000;

/// The envelope of the message with this header.
pub(super) fn of(header: &[u8]) -> HeaderEnvelope {
    let [date, subject, from, sender, reply_to, to, cc, bcc, in_reply_to, message_id] = pick(
        header,
        &[
            b"Date",
            b"Subject",
            b"From",
            b"Sender",
            b"Reply-To",
            b"To",
            b"Cc",
            b"Bcc",
            b"In-Reply-To",
            b"Message-ID",
        ],
    );
    let text = |field: Option<Field<'_>>| field.map(|field| Bytes::from(field.value()));
    let addresses =
        |field: Option<Field<'_>>| field.map(|field| addresses(&field.value())).unwrap_or_default();
    let from = addresses(from);
    // RFC 9051 §7.5.2: Sender and Reply-To that are absent or empty are what From is.
    let or_from = |list: Vec<Address>| if list.is_empty() { from.clone() } else { list };
    HeaderEnvelope {
        date: text(date),
        subject: text(subject),
        sender: or_from(addresses(sender)),
        reply_to: or_from(addresses(reply_to)),
        to: addresses(to),
        cc: addresses(cc),
        bcc: addresses(bcc),
        in_reply_to: text(in_reply_to),
        message_id: text(message_id),
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
    let mut list = parse(value);
    if value.contains(&b'(') {
        // RFC 5322 §3.2.2: a comment is no part of a display name. Only where there is no other
        // name it stands for one, as in the days of `ada@nord.example (Ada)`.
        for (with, plain) in list.iter_mut().zip(parse(&without_comments(value))) {
            with.name = plain.name.or_else(|| with.name.take());
        }
    }
    list
}

/// The value with a space for each comment (RFC 5322 §3.2.2), nested ones included.
fn without_comments(value: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(value.len());
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for &octet in value {
        let plain = !escaped;
        escaped = plain && octet == b'\\' && (quoted || depth > 0);
        match octet {
            b'"' if plain && depth == 0 => quoted = !quoted,
            b'(' if plain && !quoted => depth += 1,
            b')' if plain && !quoted && depth > 0 => {
                depth -= 1;
                kept.push(b' ');
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            kept.push(octet);
        }
    }
    kept
}

fn parse(value: &[u8]) -> Vec<Address> {
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
    // RFC 9051 §7.5.2, RFC 5322 §4.4: what is before the colon is the route of former days.
    let route = address.split_once(':').filter(|(route, _)| route.starts_with('@'));
    let (route, address) = route.map_or((None, address), |(route, rest)| (Some(route), rest));
    // A missing domain is empty, not NIL: NIL would begin a group.
    let (mailbox, host) = address.rsplit_once('@').unwrap_or((address, ""));
    Address {
        name: of.name.as_deref().map(show),
        adl: route.map(show),
        mailbox: Some(show(mailbox)),
        host: Some(show(host)),
    }
}

fn hide(value: &[u8]) -> String {
    if let Ok(plain) = str::from_utf8(value)
        && plain.is_ascii()
        && !plain.contains("=?")
    {
        return plain.to_owned();
    }
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
    if hidden.is_ascii() {
        return Bytes::copy_from_slice(hidden.as_bytes());
    }
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
