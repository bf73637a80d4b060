//! ENVELOPE (RFC 9051 §7.5.2).

use bytes::Bytes;

use super::Encoder;
use crate::Kind;
use crate::grammar::{In, Out, maybe, rule, sp, symbol};
use crate::imap::quote::Sink;
use crate::imap::token::{nil, nstring_as};

/// `envelope` (RFC 9051 §7.5.2): the header fields as a server has parsed them, encoded words
/// untouched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeaderEnvelope {
    /// `Date:` as written.
    pub date: Option<Bytes>,
    /// `Subject:` as written, unfolded.
    pub subject: Option<Bytes>,
    /// `From:`.
    pub from: Vec<Address>,
    /// `Sender:`, or `From:` if there is none.
    pub sender: Vec<Address>,
    /// `Reply-To:`, or `From:` if there is none.
    pub reply_to: Vec<Address>,
    /// `To:`.
    pub to: Vec<Address>,
    /// `Cc:`.
    pub cc: Vec<Address>,
    /// `Bcc:`.
    pub bcc: Vec<Address>,
    /// `In-Reply-To:` as written.
    pub in_reply_to: Option<Bytes>,
    /// `Message-ID:` as written.
    pub message_id: Option<Bytes>,
}

/// `address` (RFC 9051 §7.5.2). Group syntax: start has a mailbox and no host, end has neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The display name as written, quotes removed, encoded words untouched.
    pub name: Option<Bytes>,
    /// The source route; servers send NIL today.
    pub adl: Option<Bytes>,
    /// The local part.
    pub mailbox: Option<Bytes>,
    /// The domain.
    pub host: Option<Bytes>,
}

/// ```abnf
/// envelope = "(" env-date SP env-subject SP env-from SP env-sender SP env-reply-to SP env-to SP env-cc SP
///            env-bcc SP env-in-reply-to SP env-message-id ")" ; RFC 9051 §9
/// ```
pub(super) fn envelope(input: In<'_>) -> Out<'_, HeaderEnvelope> {
    rule(Kind::Envelope, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, date) = nstring_as(Kind::EnvDate)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, subject) = nstring_as(Kind::EnvSubject)(rest)?;
        let (rest, from) = addresses(Kind::EnvFrom)(rest)?;
        let (rest, sender) = addresses(Kind::EnvSender)(rest)?;
        let (rest, reply_to) = addresses(Kind::EnvReplyTo)(rest)?;
        let (rest, to) = addresses(Kind::EnvTo)(rest)?;
        let (rest, cc) = addresses(Kind::EnvCc)(rest)?;
        let (rest, bcc) = addresses(Kind::EnvBcc)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, in_reply_to) = nstring_as(Kind::EnvInReplyTo)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, message_id) = nstring_as(Kind::EnvMessageId)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        let envelope = HeaderEnvelope {
            date,
            subject,
            from,
            sender,
            reply_to,
            to,
            cc,
            bcc,
            in_reply_to,
            message_id,
        };
        Ok((rest, envelope))
    })(input)
}

/// A space and a list of addresses. Servers that put spaces between addresses are understood.
///
/// ```abnf
/// env-from = "(" 1*address ")" / nil ; RFC 9051 §9, and so on for the other fields
/// ```
fn addresses<'a>(kind: Kind) -> impl FnMut(In<'a>) -> Out<'a, Vec<Address>> {
    move |input| {
        let (rest, ()) = sp(input)?;
        rule(kind, |input: In<'a>| {
            if input.fragment().first() != Some(&b'(') {
                let (rest, ()) = nil(input)?;
                return Ok((rest, Vec::new()));
            }
            let (rest, _) = symbol(Kind::Open, "(")(input)?;
            let (mut rest, first) = address(rest)?;
            let mut all = vec![first];
            while let Some(b'(' | b' ') = rest.fragment().first() {
                let (after, _) = maybe(sp)(rest)?;
                let (after, next) = address(after)?;
                all.push(next);
                rest = after;
            }
            let (rest, _) = symbol(Kind::Close, ")")(rest)?;
            Ok((rest, all))
        })(rest)
    }
}

/// ```abnf
/// address = "(" addr-name SP addr-adl SP addr-mailbox SP addr-host ")" ; RFC 9051 §9
/// ```
fn address(input: In<'_>) -> Out<'_, Address> {
    rule(Kind::Address, |input| {
        let (rest, _) = symbol(Kind::Open, "(")(input)?;
        let (rest, name) = nstring_as(Kind::AddrName)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, adl) = nstring_as(Kind::AddrAdl)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, mailbox) = nstring_as(Kind::AddrMailbox)(rest)?;
        let (rest, ()) = sp(rest)?;
        let (rest, host) = nstring_as(Kind::AddrHost)(rest)?;
        let (rest, _) = symbol(Kind::Close, ")")(rest)?;
        Ok((rest, Address { name, adl, mailbox, host }))
    })(input)
}

pub(super) fn put(out: &mut Encoder, envelope: &HeaderEnvelope) {
    out.put(b"(");
    out.put_nstring(envelope.date.as_ref());
    out.put(b" ");
    out.put_nstring(envelope.subject.as_ref());
    let HeaderEnvelope { from, sender, reply_to, to, cc, bcc, .. } = envelope;
    for list in [from, sender, reply_to, to, cc, bcc] {
        put_addresses(out, list);
    }
    out.put(b" ");
    out.put_nstring(envelope.in_reply_to.as_ref());
    out.put(b" ");
    out.put_nstring(envelope.message_id.as_ref());
    out.put(b")");
}

fn put_addresses(out: &mut Encoder, list: &[Address]) {
    if list.is_empty() {
        return out.put(b" NIL");
    }
    out.put(b" (");
    for address in list {
        out.put(b"(");
        let Address { name, adl, mailbox, host } = address;
        out.put_spaced([name, adl, mailbox, host], |out, part| {
            out.put_nstring(part.as_ref());
        });
        out.put(b")");
    }
    out.put(b")");
}
